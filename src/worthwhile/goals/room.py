"""Which room of a picture is taken: a grid of small cells, and where a thing of some shape would still find its place nearest to a point. Pure.

The cells are the bits of one whole number, row after row, so that a box is tried at all places at once: the number is laid over itself, moved by
one cell, two, four, until every bit stands for a whole box. What a look costs does not grow with how much stands on the picture.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

CELL = 6  # pixels
Cells = tuple[int, int, int, int]  # left, top, right, bottom in cells; beside a point, or on the grid
Found = tuple[float, int, int]  # what it costs to stand there; across, down in cells
STEPS = (0.7 * CELL, 1.0 * CELL)  # what it costs to step aside by a cell across, and down: lines of words stand in rows


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes up, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: "Box") -> float:
        """How much of the two is in the same place, in square pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    @property
    def cells(self) -> Cells:
        """The cells that it touches."""
        return floor(self.left / CELL), floor(self.top / CELL), ceil(self.right / CELL), ceil(self.bottom / CELL)


class Room:
    """The cells of a picture, taken or not."""

    def __init__(self, width: float, height: float) -> None:
        self._across, self._down = int(width / CELL), int(height / CELL)
        self._bytes = ceil(self._across / 8)  # of a row
        self._row = 8 * self._bytes  # bits
        self._taken = 0
        self._free: dict[tuple[int, int], bytes] = {}  # by the size of a box, until something else is taken
        self._looked: dict[
            tuple[Cells, tuple[int, int]], list[tuple[Cells, float]]
        ] = {}  # boxes looked for, and what they cost at the least

    def take(self, cells: Cells) -> None:
        """From now on nothing else stands there."""
        self._taken |= self._bits(cells)
        self._free.clear()

    def is_free(self, cells: Cells) -> bool:
        """Is it all on the picture, and not taken?"""
        left, top, right, bottom = cells
        on = left >= 0 and top >= 0 and right <= self._across and bottom <= self._down
        return on and not self._taken & self._bits(cells)

    def _bits(self, cells: Cells) -> int:
        left, top, right, bottom = max(0, cells[0]), max(0, cells[1]), min(self._across, cells[2]), min(self._down, cells[3])
        if left >= right or top >= bottom:
            return 0
        row, bits = (1 << right) - (1 << left), 0
        for number in range(top, bottom):
            bits |= row << number * self._row
        return bits

    def nearest(self, box: Cells, within: Cells, home: tuple[int, int], most: float) -> Found | None:
        """The point of `within` nearest to `home` beside which `box` is free; None where that costs `most` or more.

        `within` holds its right and bottom. Of equals the one fewer rows away, then the row above, then the left one."""
        looked = self._looked.setdefault((within, home), [])
        # room only gets less: what a smaller box did not find then, this one does not find now
        if any(cost >= most and _holds(box, small) for small, cost in looked):
            return None
        found = self._nearest(box, within, home, most)
        least = found[0] if found else most
        looked[:] = [old for old in looked if not (least >= old[1] and _holds(old[0], box))] + [(box, least)]
        return found

    def _nearest(self, box: Cells, within: Cells, home: tuple[int, int], most: float) -> Found | None:
        left, right = max(within[0], -box[0]), min(within[2], self._across - box[2])
        top, bottom = max(within[1], -box[1]), min(within[3], self._down - box[3])
        if left > right or top > bottom:
            return None
        window = (1 << right + 1) - (1 << left)
        free, size = self._corners(box[2] - box[0], box[3] - box[1]), self._bytes
        best: Found | None = None
        for row, cost in _rows(top, bottom, home[1]):
            if cost >= most:
                break
            at = (row + box[1]) * size
            found = int.from_bytes(free[at : at + size], "little")
            found = (found >> box[0] if box[0] >= 0 else found << -box[0]) & window
            if found:
                column = _nearest_bit(found, home[0])
                cost += abs(column - home[0]) * STEPS[0]
                if cost < most:
                    best, most = (cost, column, row), cost
        return best

    def _corners(self, wide: int, tall: int) -> bytes:
        """Row by row, a bit for each cell at which the upper left corner of a box so large could be; at the far edges they mean nothing."""
        if (wide, tall) not in self._free:
            taken = self._taken
            for cells, step in ((wide, 1), (tall, self._row)):
                reach = 1
                while reach < cells:
                    more = min(reach, cells - reach)
                    taken |= taken >> more * step
                    reach += more
            every = (1 << self._down * self._row) - 1
            self._free[wide, tall] = (every & ~taken).to_bytes(self._down * self._bytes, "little")
        return self._free[wide, tall]

    def nearest_slot(self, box: Cells, within: Cells, home: tuple[int, int], slot: tuple[int, int]) -> Found | None:
        """The same, only where things of one size stand side by side, from the upper left corner of `within` on."""
        points = [(x, y) for y in range(within[1], within[3] + 1, slot[1]) for x in range(within[0], within[2] + 1, slot[0])]
        free = [p for p in points if self.is_free((p[0] + box[0], p[1] + box[1], p[0] + box[2], p[1] + box[3]))]
        near = min(free, key=lambda p: (abs(p[0] - home[0]) + abs(p[1] - home[1]), p[1], p[0]), default=None)
        return None if near is None else (0.0, *near)


def _holds(box: Cells, small: Cells) -> bool:
    return box[0] <= small[0] and box[1] <= small[1] and box[2] >= small[2] and box[3] >= small[3]


@lru_cache(maxsize=512)
def _rows(top: int, bottom: int, home: int) -> tuple[tuple[int, float], ...]:
    """The rows from top to bottom with what it costs to step there, the cheapest first."""
    return tuple(sorted(((row, abs(row - home) * STEPS[1]) for row in range(top, bottom + 1)), key=lambda found: (found[1], found[0])))


def _nearest_bit(bits: int, home: int) -> int:
    """The place of the bit nearest to `home`, the lower of two."""
    home = max(home, 0)
    low = (bits & (1 << home + 1) - 1).bit_length() - 1
    high = bits >> home
    if not high:
        return low
    above = home + (high & -high).bit_length() - 1
    return low if low >= 0 and home - low <= above - home else above
