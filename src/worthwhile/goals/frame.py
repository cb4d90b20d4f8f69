"""The frame of a goal's map: its edges, its fields, the words on them, and how tall it must be for those who stand there. Pure.

There are two papers, one as wide as a page and one as wide as a phone. What is not known has its place at the edge: a strip on the left for how
much somebody cares, one below for their say, and a band at the foot for those of whom neither is known. Lengths are in pixels.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from worthwhile.goals.labels import DOT, Label, plainest
from worthwhile.goals.lettering import NAME, SOFT, wide
from worthwhile.goals.room import CELL, Box, Cells
from worthwhile.goals.salience import ADVICE, much
from worthwhile.goals.values import MOST, Standing

TALL, LINE = 24, 36  # of a mark with its number; of a mark with two lines of words
SLOT = 48  # across, of a mark with its number
FOOT = 30  # below the plane: how much they care, in words
SHARE = {True: 0.6, False: 0.4}  # of the plane, on each way: much, little
SLACK = 1.65  # room that is asked for, of what names take: they do not fit together like bricks


@dataclass(frozen=True, slots=True)
class Paper:
    """What a map is drawn on: how wide it is, the edges of the plane, the strip for what is not known, and how tall the plane may be."""

    width: int
    left: int
    right: int
    strip: int
    low: int
    tall: int
    longest: int  # of a line of words
    turned: bool  # words of the left edge stand upright


WIDE = Paper(width=740, left=66, right=714, strip=132, low=366, tall=760, longest=208, turned=False)
NARROW = Paper(width=340, left=24, right=330, strip=90, low=402, tall=882, longest=132, turned=True)


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words of the frame itself; `turned` ones read upwards."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    turned: bool = False

    @property
    def box(self) -> Box:
        """Its place."""
        across = wide(self.text, SOFT)
        before = {"start": 0.0, "middle": across / 2, "end": across}[self.anchor]
        if self.turned:
            return Box(self.x - 12, self.y - across + before, self.x + 4, self.y + before)
        return Box(self.x - before, self.y - 12, self.x - before + across, self.y + 4)


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges: `left`, `top`, `right`, `bottom` of the plane of what is known; how tall strip and band are, 0 where nobody stands there."""

    paper: Paper
    left: int
    bottom: int
    strip: int
    band: int
    waiting: Mapping[int, tuple[int, int, Label]]  # those in the band: across and down in cells, and their words
    top: int = 24

    @property
    def right(self) -> int:
        """Of the plane."""
        return self.paper.right

    @property
    def cut_x(self) -> float:
        """Between caring little and caring much."""
        return round(self.left + (self.right - self.left) * SHARE[False], 1)

    @property
    def cut_y(self) -> float:
        """Between much say and little."""
        return round(self.bottom - (self.bottom - self.top) * SHARE[False], 1)

    @property
    def zone_width(self) -> float:
        """The field of much say and much caring, across."""
        return round(self.right - self.cut_x, 1)

    @property
    def zone_height(self) -> float:
        """And down."""
        return round(self.cut_y - self.top, 1)

    @property
    def edge(self) -> int:
        """Where all that is drawn begins, across."""
        return self.paper.left

    @property
    def strip_at(self) -> int:
        """The lower edge of the strip below."""
        return self.bottom + self.strip

    @property
    def band_at(self) -> int:
        """The upper edge of the band at the foot."""
        return self.strip_at + FOOT

    @property
    def height(self) -> int:
        """Of it all."""
        return self.band_at + self.band

    @property
    def gaps(self) -> str:
        """The dotted lines around what is not known, as a path."""
        below = f"M{self.edge} {self.strip_at}H{self.right}" if self.strip else ""
        beside = f"M{self.edge} {self.top}V{self.strip_at}" if self.left > self.edge else ""
        return below + beside + (f"M{self.edge} {self.band_at}H{self.right}" if self.band else "")

    def home(self, s: Standing) -> tuple[int, int]:
        """The point that somebody's say and caring name, in cells."""
        x = self.edge + DOT + 4 if s.cares is None else self.left + (self.right - self.left) * (s.cares - 0.5) / MOST
        y = self.bottom + self.strip / 2 - 6 if s.say is None else self.bottom - (self.bottom - self.top) * (s.say - 0.5) / MOST
        return round(x / CELL), round(y / CELL)

    def field(self, s: Standing) -> Cells:
        """Where a mark may step aside to, in cells: its own field or strip, and no other."""
        left, right = {None: (self.edge, self.left), True: (self.cut_x, self.right), False: (self.left, self.cut_x)}[much(s.cares)]
        top, bottom = {None: (self.bottom, self.strip_at), True: (self.top, self.cut_y), False: (self.cut_y, self.bottom)}[much(s.say)]
        return ceil((left + DOT) / CELL), ceil((top + DOT) / CELL), int((right - DOT) / CELL), int((bottom - DOT) / CELL)

    @property
    def words(self) -> tuple[Word, ...]:
        """Of the edges and the fields: what they mean, and what is good there; never what somebody is."""
        return (*self._advice(), *self._edges(), *self._unknown())

    @property
    def taken(self) -> list[Cells]:
        """What is not for people: the words, and the lines at the edges."""
        down = [(self.left, self.top, self.strip_at)] + ([(self.edge, self.top, self.strip_at)] if self.left > self.edge else [])
        across = [self.bottom, *([self.strip_at] if self.strip else []), *([self.band_at] if self.band else [])]
        lines = [Box(x - 1, top, x, bottom) for x, top, bottom in down] + [Box(self.edge, y, self.right, y + 1) for y in across]
        return [b.cells for b in (*lines, *(w.box for w in self.words))]

    def _advice(self) -> Iterable[Word]:
        close, satisfied, informed, watch = ADVICE.values()
        if self.paper.turned:
            first, second = satisfied.split(" they ")
            yield Word(close, self.right - 4, self.top + 18, "end")
            yield Word(first, self.left + 6, self.top + 18)
            yield Word(f"they {second}", self.left + 6, self.top + 34)
            yield Word(informed, self.right - 4, self.bottom - 8, "end")
        else:
            yield Word(close, self.cut_x + 10, self.top + 18)
            yield Word(satisfied, self.left + 10, self.top + 18)
            yield Word(informed, self.cut_x + 10, self.bottom - 8)
        yield Word(watch, self.left + (6 if self.paper.turned else 10), self.bottom - 8)

    def _edges(self) -> Iterable[Word]:
        yield Word("cares little", self.left, self.strip_at + 20)
        yield Word("cares a great deal", self.right, self.strip_at + 20, "end")
        if self.paper.turned:
            yield Word("much say", self.edge - 6, self.top, "end", turned=True)
            yield Word("little say", self.edge - 6, self.bottom, turned=True)
        else:
            yield Word("much", self.edge - 10, 36, "end")
            yield Word("say", self.edge - 10, 52, "end")
            yield Word("little", self.edge - 10, self.bottom - 16, "end")
            yield Word("say", self.edge - 10, self.bottom, "end")

    def _unknown(self) -> Iterable[Word]:
        if self.left > self.edge:
            yield Word("caring not known", self.edge, 14)
        if self.strip and self.paper.turned:
            yield Word("not known", self.edge - 6, self.strip_at, turned=True)
        elif self.strip:
            yield Word("not", self.edge - 10, self.bottom + self.strip / 2 - 4, "end")
            yield Word("known", self.edge - 10, self.bottom + self.strip / 2 + 12, "end")
        if self.band:
            yield Word("neither known yet", self.edge, self.band_at + 18)


def frame(people: Sequence[Standing], paper: Paper, more: int = 0) -> Frame:
    """As tall as names ask for, up to what the paper allows; taller only where not even marks with a number would find room, and by `more`
    (pixels, whole cells) than that."""
    by: dict[tuple[bool | None, bool | None], list[Standing]] = {}
    for s in people:
        by.setdefault((much(s.say), much(s.cares)), []).append(s)
    left = paper.left + (paper.strip if any(say is not None and cares is None for say, cares in by) else 0)
    across = {None: left - paper.left, True: (paper.right - left) * SHARE[True], False: (paper.right - left) * SHARE[False]}
    plane = [(_rows(some, across[cares]), SHARE[say]) for (say, cares), some in by.items() if say is not None]
    asked = max((names / share for (names, _), share in plane), default=0.0)
    least = max((marks / share for (_, marks), share in plane), default=0.0)
    bottom = 24 + _even(max(paper.low, min(paper.tall, asked), least)) + more
    strips = [_rows(some, across[cares]) for (say, cares), some in by.items() if say is None and cares is not None]
    strip = _even(max(72, *(max(min(paper.tall / 3, names), marks) for names, marks in strips))) + more if strips else 0
    waiting, end = _flow(by.get((None, None), []), paper, bottom + strip + FOOT + TALL + DOT)
    return Frame(paper, left, bottom, strip, end - bottom - strip - FOOT if waiting else 0, waiting)


def _flow(some: Sequence[Standing], paper: Paper, y: int) -> tuple[dict[int, tuple[int, int, Label]], int]:
    """Those of whom neither is known, side by side as words are, from `y` down; and where they end."""
    x, out = paper.left + DOT, dict[int, tuple[int, int, Label]]()
    for s in some:
        label = plainest(s, paper.longest)
        if x > paper.left + DOT and x + DOT + label.across * CELL > paper.width:
            x, y = paper.left + DOT, y + LINE
        out[s.person] = (x // CELL, y // CELL, label)
        x += 2 * DOT + label.across * CELL + CELL
    return out, y + LINE


def _rows(some: Sequence[Standing], across: float) -> tuple[float, float]:
    """How tall a field so wide must be for these with their names, and with a number each."""
    names = sum((2 * DOT + wide(s.name, NAME) + 4) * LINE for s in some) * SLACK / max(1.0, across) + TALL
    return names, (ceil(len(some) / max(1, int((across - 2 * CELL) // SLOT))) + 2) * TALL


def _even(pixels: float) -> int:
    return ceil(pixels / CELL) * CELL
