"""Works out who is who from the log and her verdicts: load, decide, write. Nothing is done when nothing changed."""

from typing import Any

from django.db import transaction

from worthwhile.people.models import Belonging, CardOf, Join, Profile, Question
from worthwhile.people.queries import count
from worthwhile.people.values import Count
from worthwhile.store import hold_the_pen, know_sizes, rows
from worthwhile.workspace.models import Preference
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

MARK = "people worked out"
COUNTER = "who is who"  # raised whenever who is who was written anew: what rests on it compares this number
VERSION = 6  # raise it when rules or weights change, so that every store is worked out anew
AHEAD = 30 * 86400  # seconds: how far ahead of `at` a meeting counts as known


def forget_derived() -> None:
    """Throw away all that was worked out here; the facts stay."""
    for model in (Question, Join, CardOf, Belonging, Profile):
        model.objects.all()._raw_delete(model.objects.db)
    forget_mark()


def forget_mark() -> None:
    """What is kept no longer holds: the next `resolve` works everything out."""
    Preference.objects.filter(name=MARK).delete()


def resolve(*, at: int) -> Count:
    """Work out who is who from the log and her verdicts, as of `at`; ids of persons last. Returns at once when nothing changed."""
    known = preference(MARK, {})
    facts = _facts()
    if known.get("facts") == facts and known.get("from", 0) <= at < known.get("to", 0):
        return count()
    if known.get("facts") != facts:
        know_sizes()
    with transaction.atomic():
        hold_the_pen()
        whole = preference(MARK, {}).get("facts") != _facts()  # asked again: while this waited for the pen, an import may have written
        if _work_out(at, whole=whole):
            prefer(COUNTER, preference(COUNTER, 0) + 1)
        since, until = _holds(at)
        prefer(MARK, {"facts": _facts(), "from": since, "to": until})
    if whole:
        know_sizes()
    return count()


def _work_out(at: int, *, whole: bool) -> bool:
    """True when anything was written."""
    # imported here, so that a command that finds nothing new starts without the scorer
    from worthwhile.people.resolve import decide
    from worthwhile.people.services.load import anchor_everyone, met_ids, nodes_of_the_log, own_ids, uses, verdicts_by_id
    from worthwhile.people.services.write import write_identity, write_kinds

    if whole:
        anchor_everyone()
        nodes = nodes_of_the_log()
        own = own_ids()
        write_identity(nodes, decide(nodes, verdicts_by_id(), own, met=met_ids(own)))
    return write_kinds(uses(at, at + AHEAD)) or whole


def _facts() -> list[Any]:
    """A cheap mark that changes whenever something changes that identity rests on: highest ids and sums over runs."""
    (line,) = rows(
        "select (select max(id) from worthwhile_address), (select max(id) from worthwhile_sighting), (select max(id) from worthwhile_card), "
        "(select max(id) from worthwhile_cardaddress), (select max(id) from worthwhile_interaction), "
        "(select count(*) from worthwhile_importrun), (select sum(taken) + sum(known) from worthwhile_importrun), "
        "(select count(*) from worthwhile_importrun where state = 'undone'), "
        "(select count(*) from worthwhile_verdict), (select max(id) from worthwhile_verdict), "
        "(select count(*) from worthwhile_judged), (select max(id) from worthwhile_judged), (select count(*) from worthwhile_profile)"
    )
    own = rows("select kind, value from worthwhile_ownaddress where confirmed or kind <> 'email' order by kind, value")
    return [VERSION, *line[:-1], bool(line[-1]), *[f"{k}:{v}" for k, v in own]]


def _holds(at: int) -> tuple[int, int]:
    """From when until when (seconds) the kinds worked out at `at` stay as they are: until the next interaction counts."""
    (line,) = rows(
        "select (select max(at) from worthwhile_interaction where at <= %s), (select max(at) from worthwhile_interaction where at <= %s), "
        "(select min(at) from worthwhile_interaction where at > %s), (select min(at) from worthwhile_interaction where at > %s)",
        [at, at + AHEAD, at, at + AHEAD],
    )
    since = max(line[0] or 0, (line[1] or 0) - AHEAD, 0)
    until = min(line[2] or 1 << 60, (line[3] or 1 << 60) - AHEAD)
    return since, until
