"""The arrows of a goal's map: who can introduce her to whom; the words beside one only where they cover nothing. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, sin

from worthwhile.goals.frame import Word
from worthwhile.goals.room import Box, Room

SAID = "can introduce you"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the one who can introduce her to the one who could be met; `word` is None where there is no room for it."""

    path: str
    head: str
    word: Word | None


def arrows(pairs: Iterable[tuple[Point, Point]], room: Room) -> list[Arrow]:
    """One for each pair of marks."""
    return [_arrow(a, b, room) for a, b in pairs]


def _arrow(a: Point, b: Point, room: Room) -> Arrow:
    start, bend, end = min((_curve(a, b, up) for up in (1.0, -1.0, 0.0)), key=lambda curve: _crossed(curve, room))
    turn = atan2(end[1] - bend[1], end[0] - bend[0])
    wings = [(end[0] - 8 * cos(turn + w), end[1] - 8 * sin(turn + w)) for w in (0.45, -0.45)]
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    head = f"M{wings[0][0]:.1f} {wings[0][1]:.1f}L{end[0]:.1f} {end[1]:.1f}L{wings[1][0]:.1f} {wings[1][1]:.1f}"
    return Arrow(path, head, _word(start, bend, end, room))


def _curve(a: Point, b: Point, up: float) -> tuple[Point, Point, Point]:
    """From the edge of one mark to that of the other, and the point that bends it upwards (1), downwards (-1) or not at all (0)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = max(1.0, (dx * dx + dy * dy) ** 0.5)
    bend = (a[0] + b[0]) / 2, max(14.0, (a[1] + b[1]) / 2 - up * (14 + abs(dx) * 0.15))
    return _toward(a, bend, min(12, long / 3)), bend, _toward(b, bend, min(13, long / 3))


def _crossed(curve: tuple[Point, Point, Point], room: Room) -> int:
    """How much of the curve lies on words and marks: of nine points."""
    return sum(not room.is_free(Box(x, y, x + 1, y + 1).cells) for x, y in (_on(*curve, n / 10) for n in range(1, 10)))


def _word(start: Point, bend: Point, end: Point, room: Room) -> Word | None:
    """The first place along the curve where the words cover nothing."""
    for off in (-6, 16):
        for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
            x, y = _on(start, bend, end, t)
            word = Word(SAID, round(x, 1), round(y + off, 1), "middle")
            if room.is_free(word.box.cells):
                room.take(word.box.cells)
                return word
    return None


def _toward(a: Point, b: Point, by: float) -> Point:
    long = max(0.001, ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5)
    return a[0] + (b[0] - a[0]) / long * by, a[1] + (b[1] - a[1]) / long * by


def _on(a: Point, c: Point, b: Point, t: float) -> Point:
    """A point of the curve from a to b that c bends."""
    p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return p * a[0] + q * c[0] + r * b[0], p * a[1] + q * c[1] + r * b[1]
