"""Give and receive over a month: dots up, rings down, one for each act, by week; no line to reach, no sum. Pure, for page and PDF alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from worthwhile.seen.month import Week
from worthwhile.text import several

DOT, STEP, EDGE = 6.0, 18.0, 30.0
PAGE, PHONE = (740, 90), (358, 58)  # how wide the picture is, and where its weeks begin
MOST = 8  # marks in one column before they stand closer


@dataclass(frozen=True, slots=True)
class Picture:
    """`marks`: (given?, x, y) of each act; `days`: (words, x) under the weeks; `label`: the same in words."""

    height: float
    axis: float
    marks: tuple[tuple[bool, float, float], ...]
    days: tuple[tuple[str, float], ...]
    label: str
    width: int
    dot: float = DOT

    @property
    def foot(self) -> float:
        """The height of the days."""
        return self.height - 6


def draw(weeks: Sequence[Week], paper: tuple[int, int] = PAGE) -> Picture:
    """Lay the weeks out from left to right, as wide as a page or as a phone (`paper`)."""
    width, left = paper
    up, down = max((len(w.given) for w in weeks), default=0), max((len(w.received) for w in weeks), default=0)
    step = STEP if max(up, down) <= MOST else STEP * MOST / max(up, down)
    axis = EDGE + max(up, 2) * step
    wide = (width - left) / max(1, len(weeks))
    marks: list[tuple[bool, float, float]] = []
    for n, week in enumerate(weeks):
        x = round(left + wide * (n + 0.5), 1)
        marks += [(True, x, round(axis - 2 - step * (i + 0.6), 1)) for i in range(len(week.given))]
        marks += [(False, x, round(axis + 2 + step * (i + 0.6), 1)) for i in range(len(week.received))]
    days = tuple((w.begins, round(left + wide * (n + 0.5), 1)) for n, w in enumerate(weeks))
    return Picture(axis + max(down, 2) * step + EDGE, axis, tuple(marks), days, spoken(weeks), width)


def spoken(weeks: Sequence[Week]) -> str:
    """The picture as a sentence: in which weeks something was given, and in which received."""
    given = [w.begins for w in weeks if w.given]
    received = [w.begins for w in weeks if w.received]
    parts = [
        f"given in the weeks of {several(given)}" if given else "",
        f"received in the weeks of {several(received)}" if received else "",
    ]
    said = several([p for p in parts if p])
    return f"A month by weeks: {said}." if said else "A month by weeks: nothing is noted in it."
