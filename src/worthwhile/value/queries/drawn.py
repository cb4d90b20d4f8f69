"""The line of a tie as it is drawn: the marks that sources show, with her own lines of help given and received among them, oldest first."""

from collections.abc import Sequence

from worthwhile.ties import queries as ties
from worthwhile.ties.values import LineMark
from worthwhile.value.queries.lines import notes, notes_of
from worthwhile.value.values import Noted


def line(person: int, at: int, since: int) -> list[LineMark]:
    """The marks of one tie from `since` until `at` (seconds)."""
    return _with(ties.line(person, at, since), notes(person, closed=True), at, since)


def lines(persons: list[int], at: int, since: int) -> dict[int, list[LineMark]]:
    """Those of several ties at once, by person."""
    drawn, noted = ties.lines(persons, at, since), notes_of(persons)
    return {p: _with(drawn.get(p, []), noted.get(p, []), at, since) for p in persons}


def _with(marks: list[LineMark], hers: Sequence[Noted], at: int, since: int) -> list[LineMark]:
    dots = [LineMark(n.at, n.way, label=n.text) for n in hers if n.way and since <= n.at <= at]
    return sorted([*marks, *dots], key=lambda m: m.at) if dots else marks
