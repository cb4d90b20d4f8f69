"""The map of a goal: say upwards, caring to the right; where each is drawn, and where the words beside them fit. Pure.

What is not known has its place at the edge, never in the middle. Nothing that stands on the map covers anything else: when a spot is crowded,
marks step aside within their field, then words are left out, and where no name fits a number stands at the mark and the name in a list below.
The same people give the same map. Lengths are in pixels; what takes room is laid out on a grid (`room.py`), so that each costs one look.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from worthwhile.goals.arrows import Arrow, arrows
from worthwhile.goals.frame import NARROW, SLOT, TALL, WIDE, Frame, Paper, frame
from worthwhile.goals.labels import ALL, DOT, NAMES, NUMBERS, WORDS, Label, labels
from worthwhile.goals.room import CELL, Box, Cells, Room
from worthwhile.goals.values import Standing

__all__ = ["WORDS", "Arrow", "Box", "Map", "Spot", "both", "cares_words", "draw", "said", "say_words"]

FEWER = {ALL: NAMES, NAMES: NUMBERS}
LIMITS = (24.0, 72.0, 180.0, float("inf"))


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody on the map: the mark at (x, y), the words from (words_x, names_at) with `anchor` "start" or "end"; a `number` in place of a name."""

    person: int
    full: str  # the whole name
    label: Label
    stance: str
    x: int
    y: int
    anchor: str
    said: str  # for those who do not see it
    say: int | None = None
    cares: int | None = None
    number: int = 0

    @property
    def words_x(self) -> int:
        """Where the words begin, or end."""
        return self.x + (14 if self.anchor == "start" else -14)

    @property
    def names_at(self) -> int:
        """The height of the first line of words."""
        return self.y + (1 if self.label.rest or self.label.detail else 5)

    @property
    def details_at(self) -> int:
        """The height of the second."""
        return self.y + 17

    @property
    def corner(self) -> float:
        """Where the square of a diamond begins, across."""
        return self.x - 6.5

    @property
    def corner_y(self) -> float:
        """Where the square of a diamond begins, down."""
        return self.y - 6.5

    @property
    def hit_x(self) -> int:
        """Where the room to press begins, across."""
        return self.x - DOT

    @property
    def hit_y(self) -> int:
        """Where the room to press begins, down."""
        return self.y - DOT

    @property
    def mark(self) -> Box:
        """The place of the mark."""
        return Box(self.x - DOT, self.y - DOT, self.x + DOT, self.y + DOT)

    @property
    def box(self) -> Box:
        """The place of its words."""
        left, top, right, bottom = self.label.box(self.anchor)
        return Box(self.x + left * CELL, self.y + top * CELL, self.x + right * CELL, self.y + bottom * CELL)


@dataclass(frozen=True, slots=True)
class Map:
    """What the template writes out."""

    frame: Frame
    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]

    @property
    def numbered(self) -> tuple[Spot, ...]:
        """Those whose names found no room beside their mark, by their numbers."""
        return tuple(sorted((s for s in self.spots if s.number), key=lambda s: s.number))

    @property
    def unsaid(self) -> bool:
        """Is there an arrow without words beside it?"""
        return any(a.word is None for a in self.arrows)


def draw(people: Sequence[Standing], paper: Paper = WIDE) -> Map:
    """Lay the people of a goal out. The same people give the same map, whatever their order."""
    ordered = sorted(people, key=lambda s: (-(s.say or 0), -(s.cares or 0), s.name, s.person))
    edges, more = frame(ordered, paper), 0
    sorts: dict[Cells, int] = {}  # of labels, in a field
    while True:
        room = Room(paper.width, edges.height)
        for cells in edges.taken:
            room.take(cells)
        spots = [_waiting(s, edges, room) or _spot(s, edges, room, sorts.get(edges.field(s), ALL), len(ordered)) for s in ordered]
        full = {edges.field(s) for spot, s in zip(spots, ordered, strict=True) if spot is None}
        fewer = {field: FEWER[said] for field in full if (said := sorts.get(field, ALL)) != NUMBERS}
        if not full:
            break
        if not fewer:  # not even numbers have room: the map grows, so that no mark covers another
            more += 2 * TALL
            edges, fewer = frame(ordered, paper, more), {}
            sorts.clear()
        sorts |= fewer  # some had no room at all: less is said there
    placed = _numbered([spot for spot in spots if spot is not None])
    at = {s.person: (float(s.x), float(s.y)) for s in placed}
    pairs = [(at[s.warm.person], at[s.person]) for s in ordered if s.warm is not None and s.warm.person in at]
    return Map(edges, tuple(placed), tuple(arrows(pairs, room, [s.box for s in placed])))


def both(people: Sequence[Standing]) -> tuple[Map, Map]:
    """As wide as a page, and as wide as a phone."""
    return draw(people), draw(people, NARROW)


def _spot(s: Standing, edges: Frame, room: Room, sorts: int, of: int) -> Spot | None:
    """The best of all places and words, by how far the mark steps aside and what the words leave out; None where nothing is free."""
    field, home = edges.field(s), edges.home(s)
    best: tuple[float, int, int, str, Label] | None = None
    tries = list(labels(s, edges.paper.longest, sorts, of))
    if sorts == NUMBERS:
        found = room.nearest_slot(tries[0].whole("start"), field, home, (SLOT // CELL, TALL // CELL))
        best = (*found, "start", tries[0]) if found else None
    for limit in () if sorts == NUMBERS else LIMITS:  # a look at a small part of the picture is cheap, and mostly enough
        for label, (anchor, more) in product(tries, (("start", 0.0), ("end", 1.0))):
            most = (best[0] if best else limit) - label.cost - more
            if most > 0 and (found := room.nearest(label.whole(anchor), field, home, most)):
                best = (found[0] + label.cost + more, found[1], found[2], anchor, label)
        if best:
            break
    if best is None:
        return None
    return _placed(s, room, *best[1:])


def _waiting(s: Standing, edges: Frame, room: Room) -> Spot | None:
    """The next place in the band of those of whom neither is known."""
    place = edges.waiting.get(s.person)
    return _placed(s, room, place[0], place[1], "start", place[2]) if place else None


def _placed(s: Standing, room: Room, across: int, down: int, anchor: str, label: Label) -> Spot:
    left, top, right, bottom = label.whole(anchor)
    room.take((across + left, down + top, across + right, down + bottom))
    return Spot(s.person, s.name, label, s.stance, across * CELL, down * CELL, anchor, said(s), s.say, s.cares)


def _numbered(spots: Sequence[Spot]) -> list[Spot]:
    """A number for each without a name, from the top down."""
    without = sorted((s for s in spots if not s.label.name), key=lambda s: (s.y, s.x, s.person))
    numbers = {s.person: n for n, s in enumerate(without, 1)}
    return [replace(s, number=numbers.get(s.person, 0)) for s in spots]


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
