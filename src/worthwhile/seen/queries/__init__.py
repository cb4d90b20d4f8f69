"""Everything that is kept about somebody, gathered from all rooms below, as they would see it."""

from worthwhile.people import queries as people
from worthwhile.seen import held
from worthwhile.seen.queries import hers, sources, worked
from worthwhile.seen.queries.month import month_of, words_of
from worthwhile.seen.queries.whose import Whose, whose
from worthwhile.seen.values import Line, Part, Seen

__all__ = ["as_they_see_it", "month_of", "words_of"]


def as_they_see_it(person: int, at: int) -> Seen:
    """All that is kept about somebody (an id; a joined one gives the whole), in three parts; the names of those who have not agreed to be named
    to them are held back, and that is said. Raises NotFound."""
    w = whose(person, at)
    me = people.me()
    worked_out, written = _hidden(w, worked.lines(w)), _hidden(w, hers.lines(w))
    parts = (
        Part("sources", "From address book, mail and calendar", tuple(sources.lines(w))),
        Part("worked", "Worked out from those", worked_out),
        Part("written", "Written by you", written),
    )
    return Seen(w.person, at, me.name if me is not None else "", parts, held.sentence(w.given))


def _hidden(w: Whose, lines: list[Line]) -> tuple[Line, ...]:
    return tuple(w.held.line(line) for line in lines)
