"""What may stand beside a mark on the map of a goal, from all that is known down to a number, and the room that it takes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from worthwhile.goals.lettering import NAME, SOFT, cut, wide
from worthwhile.goals.room import CELL, Cells
from worthwhile.goals.values import Standing

WORDS = {"for": "for it", "undecided": "undecided", "against": "against", "unknown": "not known"}
ALL, NAMES, NUMBERS = range(3)  # what may stand beside a mark: all of it, no more than the name, a number
DOT = 12  # pixels: half the room of a mark, and how far from it words begin
ROOMY = 1.25  # a role is whole up to so many times the longest line, where there is room for it
# what leaving words out costs, in pixels of stepping aside: part of the role, all of it, the word of the stance too, a name in two lines, no name
CUT, ROLE, STANCE, BROKEN, NUMBER = 8.0, 16.0, 40.0, 48.0, 96.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark: what they cost by what they leave out, the lines (name, second line of it, detail), and their room in cells."""

    cost: float
    name: str
    rest: str
    detail: str
    across: int

    def box(self, anchor: str) -> Cells:
        """Beside a mark, on its right ("start") or its left."""
        top, bottom = (-2, 4) if self.rest or self.detail else (-2, 2)
        near = DOT // CELL
        return (near, top, near + self.across, bottom) if anchor == "start" else (-near - self.across, top, -near, bottom)

    def whole(self, anchor: str) -> Cells:
        """With the mark."""
        left, _, right, bottom = self.box(anchor)
        near = DOT // CELL
        return min(left, -near), -near, max(right, near), max(bottom, near)


def labels(s: Standing, longest: int, sorts: int, of: int) -> Iterator[Label]:
    """Words that could stand beside a mark, those that say the most first; `sorts` is ALL, NAMES or NUMBERS; `of` is how many there are."""
    stance = WORDS[s.stance]  # never cut short: what stands before it is
    name = cut(s.name, longest, NAME)
    if sorts == ALL:
        if s.role and longest > 180:
            whole, role = cut(s.role, ROOMY * longest, SOFT), cut(s.role, longest - wide(f" · {stance}", SOFT), SOFT)
            yield _label(0.0, name, detail=f"{whole} · {stance}")
            if role != whole:
                yield _label(CUT, name, detail=f"{role} · {stance}")
        yield _label(ROLE if s.role else 0.0, name, detail=stance)
    if sorts != NUMBERS:
        yield _label(STANCE, name)
        first, rest = _broken(name)
        if rest:
            yield _label(BROKEN, first, rest=rest)
    yield Label(NUMBER, "", "", "", _cells(wide(str(of), SOFT)))


def _label(cost: float, name: str, rest: str = "", detail: str = "") -> Label:
    return Label(cost, name, rest, detail, _cells(max(wide(name, NAME), wide(rest, NAME), wide(detail, SOFT))))


def _cells(pixels: float) -> int:
    return int(-(-(pixels + 4) // CELL))


def _broken(name: str) -> tuple[str, str]:
    """A name in two lines that are about as long."""
    gaps = [i for i, letter in enumerate(name) if letter == " "]
    if not gaps:
        return name, ""
    gap = min(gaps, key=lambda i: abs(i - len(name) / 2))
    return name[:gap], name[gap + 1 :]


def plainest(s: Standing, longest: int) -> Label:
    """The name, and where they stand."""
    return _label(0.0, cut(s.name, longest, NAME), detail=WORDS[s.stance])
