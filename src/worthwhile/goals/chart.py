"""The map of a goal: say upwards, caring to the right; where each is drawn, and where the words beside them fit. Pure.

What is not known has its place in a strip at the edge, never in the middle. Words are laid beside their mark where they cover no other; when
a spot is crowded, marks step aside within it, and the words of the second line go before any are covered. Lengths are in pixels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import atan2, cos, sin

import numpy as np
from numpy.typing import NDArray

from worthwhile.goals.salience import ADVICE, much
from worthwhile.goals.values import MOST, Standing

WIDTH = 740
HEIGHTS = (440, 540, 660, 820)  # the picture grows where many stand on one spot
STRIP_X, STRIP_Y = 132, 70  # of the strips for what is not known; the lower one grows with the picture
DOT = 11  # half the room of a mark
NAME, SOFT, LINE = 7.6, 6.5, 16  # pixels a letter, and between the two lines
NEAR = 8  # places that are tried before the others are worked out
LONG = 32  # letters of a line of words
WORDS = {"for": "for it", "undecided": "undecided", "against": "against", "unknown": "not known"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: "Box") -> float:
        """How much of the two is in the same place, in square pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody on the map: the mark at (x, y), the words from (words_x, y) with `anchor` "start" or "end"; `detail` may be ""."""

    person: int
    name: str
    detail: str
    stance: str
    x: float
    y: float
    words_x: float
    anchor: str
    said: str  # for those who do not see it
    say: int | None = None
    cares: int | None = None

    @property
    def hit_x(self) -> float:
        """Where the room to press begins, across."""
        return round(self.x - 14, 1)

    @property
    def hit_y(self) -> float:
        """Where the room to press begins, down."""
        return round(self.y - 14, 1)

    @property
    def names_at(self) -> float:
        """The height of the first line of words."""
        return self.y + (1 if self.detail else 5)

    @property
    def details_at(self) -> float:
        """The height of the second."""
        return self.y + 1 + LINE

    @property
    def corner(self) -> float:
        """Where the square of a diamond begins, across."""
        return round(self.x - 6.5, 1)

    @property
    def corner_y(self) -> float:
        """Where the square of a diamond begins, down."""
        return round(self.y - 6.5, 1)

    @property
    def box(self) -> Box:
        """The place of its words."""
        return _words_box(self.x, self.y, self.name, self.detail, self.anchor)


@dataclass(frozen=True, slots=True)
class Arrow:
    """ "can introduce you": from the one who can to the one who could be met."""

    path: str
    head: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """What the template writes out; `left`, `bottom` are the edges of the known; `cut_x`, `cut_y` the lines between little and much."""

    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]
    left: float
    bottom: float
    height: int
    strip: float  # the height of the strip below, 0 where everybody's say is known
    unknown_x: bool
    top: float = 24
    right: float = 716

    @property
    def cut_x(self) -> float:
        """Between caring little and caring much."""
        return round(self.left + (self.right - self.left) * 0.4, 1)

    @property
    def cut_y(self) -> float:
        """Between much say and little."""
        return round(self.bottom - (self.bottom - self.top) * 0.4, 1)

    @property
    def zone_width(self) -> float:
        """The field of much say and much caring, across."""
        return round(self.right - self.cut_x, 1)

    @property
    def zone_height(self) -> float:
        """And down."""
        return round(self.cut_y - self.top, 1)

    @property
    def edge(self) -> float:
        """Where the words left of the known end."""
        return 54

    @property
    def strip_at(self) -> float:
        """The lower edge of the strip below."""
        return self.bottom + self.strip

    @property
    def strip_words(self) -> float:
        """The height of its words."""
        return self.bottom + self.strip / 2 + 4

    @property
    def foot(self) -> float:
        """The height of the words below everything."""
        return self.strip_at + 22

    @property
    def advice(self) -> tuple[tuple[str, float, float], ...]:
        """The words of the four fields, and where they stand."""
        right, left, low = self.cut_x + 10, self.left + 10, self.bottom - 10
        close, satisfied, informed, watch = ADVICE.values()
        return ((close, right, self.top + 18), (satisfied, left, self.top + 18), (informed, right, low), (watch, left, low))


def draw(people: Sequence[Standing]) -> Map:
    """Lay the people of a goal out. The same people give the same map, whatever their order."""
    for height in HEIGHTS:
        drawn, covered = _drawn(people, height)
        if not covered:
            break
    return drawn


def _drawn(people: Sequence[Standing], height: int) -> tuple[Map, bool]:
    """The map at one height, and whether anything is covered there."""
    unknown_x, unknown_y = any(s.cares is None for s in people), any(s.say is None for s in people)
    strip = round(STRIP_Y * height / HEIGHTS[0]) if unknown_y else 0
    empty = Map((), (), 64 + (STRIP_X if unknown_x else 0), height - 48 - strip, height, strip, unknown_x)
    taken = [_label(x, y, words, "start") for words, x, y in empty.advice]
    spots: list[Spot] = []
    covered = 0.0
    for s in sorted(people, key=lambda s: (-(s.say or 0), -(s.cares or 0), s.name, s.person)):
        spot, cost = _spot(s, empty, taken)
        covered += cost
        taken += [spot.box, _mark_box(spot.x, spot.y)]
        spots.append(spot)
    return replace(empty, spots=tuple(spots), arrows=tuple(_arrows(people, spots, taken))), covered > 0


def _home(s: Standing, m: Map) -> tuple[float, float]:
    across = m.left - STRIP_X / 2 if s.cares is None else m.left + (m.right - m.left) * (s.cares - 0.5) / MOST
    down = m.bottom + m.strip / 2 if s.say is None else m.bottom - (m.bottom - m.top) * (s.say - 0.5) / MOST
    return across, down


def _room(s: Standing, m: Map) -> tuple[float, float, float, float]:
    """Where a mark may step aside to: its own field, or strip, and no other."""
    if s.cares is None:
        left, right = m.left - STRIP_X + 12, m.left - DOT
    else:
        left, right = (m.cut_x + DOT, m.right) if much(s.cares) else (m.left + DOT, m.cut_x - DOT)
    if s.say is None:
        return left, m.bottom + DOT, right, m.bottom + m.strip - DOT
    return (left, m.top + DOT, right, m.cut_y - DOT) if much(s.say) else (left, m.cut_y + DOT, right, m.bottom - DOT)


_STEPS = product(range(-240, 241, 40), range(-84, 85, 12))
_ASIDE = sorted(_STEPS, key=lambda d: (abs(d[0]) * 0.7 + abs(d[1]), d))


def _spot(s: Standing, m: Map, taken: Sequence[Box]) -> tuple[Spot, float]:
    """The first place near home where mark and words cover nothing; else the one where they cover least, and how much."""
    (x0, y0), (left, top, right, bottom) = _home(s, m), _room(s, m)
    words = WORDS[s.stance]  # never cut short: what stands before it is
    role = _cut(s.role, max(8, LONG - len(words))) if s.role else ""
    places = list(dict.fromkeys((min(max(x0 + dx, left), right), min(max(y0 + dy, top), bottom)) for dx, dy in _ASIDE))
    best, least = (x0, y0, "start", ""), float("inf")
    for detail, some in product(dict.fromkeys((f"{role} · {words}" if role else words, words, "")), (places[:NEAR], places[NEAR:])):
        tries = [(x, y, anchor) for (x, y), anchor in product(some, ("start", "end"))]
        boxes = [_words_box(x, y, _cut(s.name), detail, anchor) for x, y, anchor in tries]
        outside = np.array([max(0.0, -b.left) + max(0.0, b.right - WIDTH) for b in boxes])
        cost = _covered(boxes, taken) + 4 * _covered([_mark_box(x, y) for x, y, _ in tries], taken) + 100 * outside
        first = int(cost.argmin()) if tries else 0
        if tries and cost[first] < least:
            best, least = (*tries[first], detail), float(cost[first])
        if least == 0:
            break
    x, y, anchor, detail = round(best[0], 1), round(best[1], 1), best[2], best[3]
    return Spot(
        s.person, _cut(s.name), detail, s.stance, x, y, x + 14 if anchor == "start" else x - 14, anchor, said(s), s.say, s.cares
    ), least


def _covered(boxes: Sequence[Box], taken: Sequence[Box]) -> NDArray[np.float64]:
    """How much each of these boxes would cover of what is taken."""
    ours, theirs = (np.array([(b.left, b.top, b.right, b.bottom) for b in some]).reshape(-1, 4) for some in (boxes, taken))
    across = np.minimum(ours[:, None, 2], theirs[None, :, 2]) - np.maximum(ours[:, None, 0], theirs[None, :, 0])
    down = np.minimum(ours[:, None, 3], theirs[None, :, 3]) - np.maximum(ours[:, None, 1], theirs[None, :, 1])
    total: NDArray[np.float64] = (np.clip(across, 0, None) * np.clip(down, 0, None)).sum(axis=1)
    return total


def _cut(words: str, long: int = LONG) -> str:
    return words if len(words) <= long else words[: long - 1].rstrip(" ,·") + "…"


def _words_box(x: float, y: float, name: str, detail: str, anchor: str) -> Box:
    wide = max(len(name) * NAME, len(detail) * SOFT) + 4
    top, bottom = (y - 12, y + LINE + 6) if detail else (y - 9, y + 10)
    return Box(x + 14, top, x + 14 + wide, bottom) if anchor == "start" else Box(x - 14 - wide, top, x - 14, bottom)


def _mark_box(x: float, y: float) -> Box:
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)


def _label(x: float, y: float, words: str, anchor: str) -> Box:
    wide = len(words) * SOFT
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return Box(left, y - 12, left + wide, y + 4)


def _arrows(people: Iterable[Standing], spots: Sequence[Spot], taken: list[Box]) -> list[Arrow]:
    """One for each whom somebody else on the map could introduce her to."""
    at = {s.person: s for s in spots}
    pairs = [(at[s.warm.person], at[s.person]) for s in people if s.warm is not None and s.warm.person in at]
    return [_arrow(a, b, taken) for a, b in pairs]


def _arrow(a: Spot, b: Spot, taken: list[Box]) -> Arrow:
    dx, dy = b.x - a.x, b.y - a.y
    long = max(1.0, (dx * dx + dy * dy) ** 0.5)
    cx, cy = (a.x + b.x) / 2, max(14.0, (a.y + b.y) / 2 - 14 - abs(dx) * 0.15)  # it bends upwards, away from the words below the marks
    start, end = _toward(a.x, a.y, cx, cy, min(12, long / 3)), _toward(b.x, b.y, cx, cy, min(13, long / 3))
    turn = atan2(end[1] - cy, end[0] - cx)
    wings = [(end[0] - 8 * cos(turn + w), end[1] - 8 * sin(turn + w)) for w in (0.45, -0.45)]
    on = [(_on(start, (cx, cy), end, t), off) for off in (-6, 16) for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)]
    places = [(min(max(x, 70), WIDTH - 70), max(y + off, 14)) for (x, y), off in on]
    x, y = min(places, key=lambda p: sum(_label(p[0], p[1], "can introduce you", "middle").over(t) for t in taken))
    taken.append(_label(x, y, "can introduce you", "middle"))
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{cx:.1f} {cy:.1f} {end[0]:.1f} {end[1]:.1f}"
    head = f"M{wings[0][0]:.1f} {wings[0][1]:.1f}L{end[0]:.1f} {end[1]:.1f}L{wings[1][0]:.1f} {wings[1][1]:.1f}"
    return Arrow(path, head, round(x, 1), round(y, 1))


def _toward(x: float, y: float, to_x: float, to_y: float, by: float) -> tuple[float, float]:
    long = max(0.001, ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5)
    return x + (to_x - x) / long * by, y + (to_y - y) / long * by


def _on(a: tuple[float, float], c: tuple[float, float], b: tuple[float, float], t: float) -> tuple[float, float]:
    """A point of the curve from a to b that c bends."""
    p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return p * a[0] + q * c[0] + r * b[0], p * a[1] + q * c[1] + r * b[1]


def said(s: Standing) -> str:
    """Where somebody stands on the map, in words: "Helene Marchetti: against; much say, cares a great deal"."""
    return f"{s.name}: {WORDS[s.stance]}; {say_words(s.say)}, {cares_words(s.cares)}"


def say_words(step: int | None) -> str:
    """How much say, in words."""
    return (
        "how much say is not known"
        if step is None
        else ("hardly any say", "little say", "some say", "much say", "a great deal of say")[step - 1]
    )


def cares_words(step: int | None) -> str:
    """How much it matters to them, in words."""
    if step is None:
        return "how much they care is not known"
    return ("hardly cares", "cares little", "cares somewhat", "cares much", "cares a great deal")[step - 1]
