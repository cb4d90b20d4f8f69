"""Events as they were before a run changed them or called them off: kept with the run, and put back when it is taken back.

What is kept here names people as the log does, so that forgetting reaches it too."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from worthwhile.intake import shape
from worthwhile.intake.models import Former, ImportRun
from worthwhile.intake.services import addresses
from worthwhile.intake.services.columns import INTERACTION, PARTICIPATION
from worthwhile.intake.services.orphans import drop_interactions
from worthwhile.intake.shape import Who
from worthwhile.store import among, new_ids, rows, run_among, write_many

# key, at, minutes, subject, sender ([kind, value] or None), size, flags, run, origin, who ([[role, kind, value], …])
Occurrence = dict[str, Any]

_EVENTS = "select id, summary, rule, who, recurring, place from worthwhile_event where run_id <> %s and id in {}"
_OCCURRENCES = """select i.id, i.event_id, i.key, i.at, i.minutes, i.subject, a.kind, a.value, i.size, i.flags, i.run_id, i.origin_id
    from worthwhile_interaction i left join worthwhile_address a on a.id = i.sender_id where i.event_id in {}"""
_TAKING = """select p.interaction_id, p.role, a.kind, a.value from worthwhile_participation p
    join worthwhile_address a on a.id = p.address_id join worthwhile_interaction i on i.id = p.interaction_id where i.event_id in {}"""


def keep(events: Iterable[int], *, run: int, changed: bool) -> None:
    """Write down these events as they stand, before this run changes them (`changed`) or calls off what of them lies ahead. Once for a
    run; its own events need no former state, since they go with it."""
    found = {pk: [*said[:3], bool(said[3]), said[4]] for pk, *said in among(_EVENTS, events, [run])}
    taking: dict[int, list[list[str]]] = {}
    for pk, *who in among(_TAKING, found):
        taking.setdefault(pk, []).append(who)
    stood: dict[int, list[Occurrence]] = {pk: [] for pk in found}
    for pk, event, key, at, minutes, subject, kind, value, size, flags, by, origin in among(_OCCURRENCES, found):
        stood[event].append({
            "key": key, "at": at, "minutes": minutes, "subject": subject, "sender": [kind, value] if kind else None, "size": size,
            "flags": flags, "run": by, "origin": origin, "who": sorted(taking.get(pk, [])),
        })  # fmt: skip
    columns = ("run_id", "event_id", "changed", "content", "occurrences")
    lines = [(run, pk, changed, _json(content), _json(stood[pk])) for pk, content in found.items()]
    write_many("worthwhile_former", columns, lines, clash="run_id, event_id")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def put_back(run: int) -> None:
    """Give every event that this run changed or called off its former state. Where a later run changed it again, the later one's telling
    stands, and its former state is now what stood before this run."""
    for former in Former.objects.filter(run_id=run).order_by("pk"):
        content, stood = former.content, former.occurrences
        for later in Former.objects.filter(event_id=former.event_id, run_id__gt=run).select_related("run").order_by("run_id"):
            later.content, later.occurrences = content, stood
            later.save(update_fields=["content", "occurrences"])
            if later.changed:
                break
            stood = [o for o in stood if o["at"] <= later.run.began]
        else:
            if former.changed:
                _tell(former.event_id, content)
            _write(former.event_id, stood)
    Former.objects.filter(run_id=run).delete()


def _tell(event: int, content: Sequence[Any]) -> None:
    """The event says this again, and no occurrence of what it said since is left."""
    drop_interactions(pk for (pk,) in rows("select id from worthwhile_interaction where event_id = %s", [event]))
    run_among("update worthwhile_event set summary = %s, rule = %s, who = %s, recurring = %s, place = %s where id in {}", [event], content)


def _write(event: int, stood: Sequence[Occurrence]) -> None:
    """Write the occurrences that are missing, but for those that came with a run that is itself taken back."""
    known = {k for (k,) in among("select key from worthwhile_interaction where key in {}", [o["key"] for o in stood])}
    undone = set(ImportRun.objects.filter(state="undone").values_list("pk", flat=True))
    new = [o for o in stood if o["key"] not in known and o["run"] not in undone]
    ((run,),) = rows("select run_id from worthwhile_event where id = %s", [event])
    ids = addresses.made_sure((w for o in new for w in _named(o)), run)
    lines: list[tuple[Any, ...]] = []
    part: list[tuple[int, int, str, int]] = []
    for pk, o in zip(new_ids("worthwhile_interaction", len(new)), new, strict=True):
        sender = ids[(o["sender"][0], o["sender"][1])] if o["sender"] else None
        lines.append((
            pk, o["key"], "meeting", o["at"], o["minutes"], o["subject"], sender, "", "", o["size"], o["flags"], "", event, o["origin"], o["run"],
        ))  # fmt: skip
        part += [(pk, ids[(kind, value)], role, o["at"]) for role, kind, value in o["who"]]
    write_many("worthwhile_interaction", INTERACTION, lines)
    write_many("worthwhile_participation", PARTICIPATION, part)


def _named(o: Occurrence) -> list[Who]:
    return [(kind, value) for _, kind, value in o["who"]] + ([(o["sender"][0], o["sender"][1])] if o["sender"] else [])


def forget(gone: set[Who], own: set[Who]) -> None:
    """Take these addresses out of what is kept; a former state that nobody else but the user was in goes as a whole."""
    for former in Former.objects.all():
        asked = shape.mentioned(former.content[2])
        if not asked & gone:
            continue
        if not asked - gone - own:
            former.delete()
            continue
        if shape.called_by(former.content[2], gone):
            former.content[0] = former.content[4] = ""
        former.content[2] = shape.without(former.content[2], gone)
        former.occurrences = [_without(o, gone) for o in former.occurrences]
        former.save(update_fields=["content", "occurrences"])


def _without(o: Occurrence, gone: set[Who]) -> Occurrence:
    """With its organizer the subject goes too, which was theirs: as in the log."""
    theirs = {"sender": None, "subject": ""} if o["sender"] and (o["sender"][0], o["sender"][1]) in gone else {}
    return o | theirs | {"who": [w for w in o["who"] if (w[1], w[2]) not in gone]}
