"""A month of hers: acts done and lines written, without who and without words."""

from collections.abc import Sequence
from dataclasses import replace

from worthwhile.people import queries as people
from worthwhile.planning import queries as planned
from worthwhile.seen import month
from worthwhile.seen.month import DAYS, Did, Month
from worthwhile.seen.words import on
from worthwhile.store import among, rows
from worthwhile.value.kinds import KINDS
from worthwhile.value.services import PRACTICE
from worthwhile.workspace.queries import preference

DAY = 86_400
_ACTS = "select at, kind, how, serves from worthwhile_act where state = 'done' and at > %s and at <= %s order by at, id"
_LINES = """select coalesce(closed, at), id, kind, closed is not null, answer, serves, help from worthwhile_note
    where coalesce(closed, at) > %s and coalesce(closed, at) <= %s order by 1, id"""
_MADE = "select changed from worthwhile_introduction where stage = 'made' and changed > %s and changed <= %s order by changed"


def month_of(at: int, *, practice: str | None = None, words: Sequence[int] = ()) -> Month:
    """The last thirty days. `practice` stands in place of what she kept; `words` are rows of her lines that she chose to show as they are."""
    done = _done(at)
    me = people.me()
    chosen = dict(rows("select id, text from worthwhile_note")) if words else {}
    return Month(
        name=me.name if me is not None else "",
        span=f"{on(at - DAYS * DAY, at)} to {on(at, at)}",
        sentences=month.sentences(done),
        served=month.served(planned.mix(at, DAYS)),
        weeks=month.weeks(done, at),
        practice=preference(PRACTICE, "") if practice is None else practice,
        words=tuple(chosen[row] for row in words if row in chosen and row in {d.row for d in done}),
    )


def words_of(at: int) -> list[tuple[int, str, str]]:
    """(row, text, what it is) of her lines of the month, to choose from, newest first."""
    said = {d.row: KINDS[d.kind].said for d in _done(at) if d.row}
    texts = dict(rows("select id, text from worthwhile_note"))
    return [(row, texts[row], words) for row, words in reversed(said.items())]


def _done(at: int) -> list[Did]:
    """Acts and lines by time; a line that an act settled is the act."""
    span = [at - DAYS * DAY, at]
    acts = [month.act(when, kind, how, serves.split()) for when, kind, how, serves in rows(_ACTS, span)]
    moments = {a.at for a in acts}
    lines = [
        month.line(when, row, kind, bool(closed), answer, serves.split(), help_)
        for when, row, kind, closed, answer, serves, help_ in rows(_LINES, span)
    ]
    mine = people.me()
    own = {n for (n,) in among("select id from worthwhile_note where anchor in {}", people.anchors_of(mine.id) if mine else [])}
    kept = [replace(d, way="") if d.at in moments else d for d in lines if (d.way or d.asked) and d.row not in own]
    made = [Did(when, "introduced", False, "given", serves=("both",)) for (when,) in rows(_MADE, span) if when not in moments]
    return sorted([*acts, *(d for d in kept if d.at not in moments or d.help), *made], key=lambda d: d.at)
