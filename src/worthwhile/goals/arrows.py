"""The arrows of a goal's map: who can introduce her to whom; the words beside one only where they cover nothing. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, sin

from worthwhile.goals.frame import Word
from worthwhile.goals.room import Box, Room

SAID = "can introduce you"
Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
CORNER = 30  # pixels: how far apart two marks are on both ways, for a curve round a corner
HIDDEN = 20  # what a point of the head under words costs, in points of the curve on anything


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the one who can introduce her to the one who could be met; `word` is None where there is no room for it."""

    path: str
    head: str
    word: Word | None


def arrows(pairs: Iterable[tuple[Point, Point]], room: Room, words: Sequence[Box] = ()) -> list[Arrow]:
    """One for each pair of marks; its head keeps clear of `words`, the names beside them."""
    return [_arrow(a, b, room, words) for a, b in pairs]


def _arrow(a: Point, b: Point, room: Room, words: Sequence[Box]) -> Arrow:
    start, bend, end = min(_curves(a, b), key=lambda curve: _crossed(curve, room) + HIDDEN * _under(curve, words))
    wings = _wings(bend, end)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    head = f"M{wings[0][0]:.1f} {wings[0][1]:.1f}L{end[0]:.1f} {end[1]:.1f}L{wings[1][0]:.1f} {wings[1][1]:.1f}"
    return Arrow(path, head, _word(start, bend, end, room))


def _wings(bend: Point, end: Point) -> list[Point]:
    """The two back ends of the head."""
    turn = atan2(end[1] - bend[1], end[0] - bend[0])
    return [(end[0] - 8 * cos(turn + w), end[1] - 8 * sin(turn + w)) for w in (0.45, -0.45)]


def _curves(a: Point, b: Point) -> list[Curve]:
    """From the edge of one mark to that of the other, with the point that bends it: upwards, downwards or not at all; round a corner either way."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = max(1.0, (dx * dx + dy * dy) ** 0.5)
    bends = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - up * (14 + abs(dx) * 0.15)) for up in (1.0, -1.0, 0.0)]
    bends += [(b[0], (a[1] + b[1]) / 2), (b[0], a[1]), (a[0], b[1])] if min(abs(dx), abs(dy)) > CORNER else []
    clear = [(x, max(14.0, y)) for x, y in bends]
    return [(_toward(a, bend, min(12, long / 3)), bend, _toward(b, bend, min(13, long / 3))) for bend in clear]


def _under(curve: Curve, words: Sequence[Box]) -> int:
    """How many of the three points of the head lie on words, or a hair from them."""
    _, bend, end = curve
    return sum(any(w.left - 2 < x < w.right + 2 and w.top - 2 < y < w.bottom + 2 for w in words) for x, y in (end, *_wings(bend, end)))


def _crossed(curve: Curve, room: Room) -> int:
    """How much of the curve lies on words and marks: of nineteen points."""
    return sum(not room.is_free(Box(x, y, x + 1, y + 1).cells) for x, y in (_on(*curve, n / 20) for n in range(1, 20)))


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
