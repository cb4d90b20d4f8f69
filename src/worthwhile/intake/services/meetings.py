"""Events and their occurrences. A calendar is a state, not a history: the file that brought an event may also change it, and what
it no longer announces is no longer ahead. What has been stays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from worthwhile.intake import shape
from worthwhile.intake.services import addresses, former, held
from worthwhile.intake.services.columns import EVENT, INTERACTION, PARTICIPATION
from worthwhile.intake.services.orphans import drop_interactions
from worthwhile.intake.shape import Who
from worthwhile.sources.records import Event
from worthwhile.store import among, new_ids, rows, run_among, write_many

_HAVE = """select e.key, e.id, r.origin_id, e.summary, e.rule, e.who, e.recurring, e.place
    from worthwhile_event e join worthwhile_importrun r on r.id = e.run_id where e.key in {}"""


@dataclass(slots=True)
class Sums:
    """What became of the events of a batch."""

    taken: int = 0
    known: int = 0
    forgotten: int = 0
    met: set[int] = field(default_factory=set)  # ids of the events that stand in the file


@dataclass(slots=True)
class _Told:
    """An event as it is told now; `content` is summary, rule, who, recurring, place; `taking` leaves out who was forgotten."""

    key: str
    event: Event
    taking: list[tuple[str, Who]]
    content: tuple[Any, ...]
    id: int = 0


def write(events: Sequence[Event], gone: set[Who], own: set[Who], *, origin: int, run: int, shared: bool = True) -> Sums:
    """Write events that are new or changed, and those of their occurrences that are missing. `gone` were forgotten, `own` is ego; `shared`:
    did other origins bring anything?"""
    sums = Sums()
    told: dict[str, _Told] = {}
    for event in events:
        now = _told(event, gone)
        sums.known += now.key in told
        told.setdefault(now.key, now)
    have = {key: rest for key, *rest in among(_HAVE, told)}
    for key in [k for k, now in told.items() if gone and k not in have and not shape.stays(shape.of_event(now.event), gone, own)]:
        del told[key]
        sums.forgotten += 1
    changed: list[_Told] = []
    others: list[tuple[int, bool]] = []  # events of other origins, and whether they are told just so here
    new = [now for key, now in told.items() if key not in have]
    for now, pk in zip(new, new_ids("worthwhile_event", len(new)), strict=True):
        now.id = pk
    for key, (pk, owner, *content) in have.items():
        now = told[key]
        now.id = pk
        same = (*content[:3], bool(content[3]), content[4]) == now.content
        if owner != origin:
            others.append((pk, same))
        elif not same:
            changed.append(now)
    write_many("worthwhile_event", EVENT, ((n.id, n.key, *n.content, run) for n in new), clash="key")
    former.keep([now.id for now in changed], run=run, changed=True)
    held.differs(held.EVENT, [now.id for now in changed])
    for now in changed:
        _change(now)
    sums.taken += len(new) + len(changed)
    sums.known += len(have) - len(changed)
    sums.met = {now.id for now in told.values()}
    # where another file's telling stands, a meeting that was moved between the two would stand at both its times
    just_so = [now for now in told.values() if (now.id, False) not in others]
    _occurrences(just_so, (origin, run, shared), counted={n.id for n in new})
    if shared:
        held.note(held.EVENT, others, origin=origin, run=run)
        _told_too(just_so, origin, run)
    return sums


def _told_too(told: Sequence[_Told], origin: int, run: int) -> None:
    """What stands in other origins too, of events that are told just so here: their occurrences."""
    minutes = {shape.occurrence_key(now.key, at): minutes for now in told for at, minutes in now.event.occurrences}
    sql = "select id, key, minutes from worthwhile_interaction where origin_id <> %s and key in {}"
    held.note(held.INTERACTION, ((pk, minutes[key] == stood) for pk, key, stood in among(sql, minutes, [origin])), origin=origin, run=run)


def _told(event: Event, gone: set[Who]) -> _Told:
    taking = [(role, w) for role, w in shape.of_event(event) if w not in gone]
    fit = shape.fit
    words = (event.summary, event.place) if event.organizer is None or shape.who(event.organizer) not in gone else ("", "")
    content = (fit(words[0], 1000), fit(event.rule, 100_000), shape.said(taking), event.recurring, fit(words[1], 300))
    return _Told(shape.key(event.key), event, taking, content)


def _change(now: _Told) -> None:
    """The file that brought this event tells it differently now: its new form holds, and its occurrences are written anew."""
    rows_gone = [pk for (pk,) in rows("select id from worthwhile_interaction where event_id = %s", [now.id])]
    drop_interactions(rows_gone)
    run_among(
        "update worthwhile_event set summary = %s, rule = %s, who = %s, recurring = %s, place = %s where id in {}", [now.id], now.content
    )


def _occurrences(told: Sequence[_Told], by: tuple[int, int, bool], counted: set[int]) -> None:
    """Write the occurrences that are missing. Addresses are kept for every event, also one whose occurrences lie beyond the horizon."""
    origin, run, _ = by
    ids = addresses.made_sure((w for now in told for _, w in now.taking), run)
    keys = {shape.occurrence_key(now.key, at): (now, at, minutes) for now in told for at, minutes in now.event.occurrences}
    known = {k for (k,) in among("select key from worthwhile_interaction where key in {}", keys)}
    new = [(k, *what) for k, what in keys.items() if k not in known]
    lines: list[tuple[Any, ...]] = []
    part: list[tuple[int, int, str, int]] = []
    for pk, (key, now, at, minutes) in zip(new_ids("worthwhile_interaction", len(new)), new, strict=True):
        organizer = next((ids[w] for role, w in now.taking if role == "organizer"), None)
        flags = "all_day" if now.event.all_day else ""
        lines.append(
            (pk, key, "meeting", at, minutes, now.content[0], organizer, "", "", shape.size(now.taking), flags, "", now.id, origin, run)
        )
        part += [(pk, ids[w], role, at) for role, w in now.taking[: shape.MOST_PARTICIPANTS]]
    write_many("worthwhile_interaction", INTERACTION, lines, clash="key")
    write_many("worthwhile_participation", PARTICIPATION, part)
    _saw(told, ids, by, counted)


def _saw(told: Sequence[_Told], ids: dict[Who, int], by: tuple[int, int, bool], counted: set[int]) -> None:
    """Names beside the addresses of events: counted once for an event, however often it recurs."""
    origin, run, shared = by
    new: Counter[tuple[int, str]] = Counter()
    again: list[tuple[int, str]] = []
    for now in told:
        organizer = (now.event.organizer,) if now.event.organizer is not None else ()
        pairs = [(ids[w], name) for w, name in shape.names((*organizer, *now.event.attendees)) if w in ids]
        if now.id in counted:
            new.update(pairs)
        else:
            again += pairs
    addresses.saw(new, again, run)
    if shared:
        held.sightings([*new, *again], origin=origin, run=run)


def no_longer_ahead(origin: int, met: set[int], at: int, *, run: int) -> None:
    """After a whole reading of a calendar: occurrences ahead of `at` of its events that it no longer holds were called off."""
    ahead = rows(
        "select i.id, i.event_id from worthwhile_interaction i where i.origin_id = %s and i.event_id is not null and i.at > %s",
        [origin, at],
    )
    off = {pk: event for pk, event in ahead if event not in met}
    former.keep(dict.fromkeys(off.values()), run=run, changed=False)
    drop_interactions(off)
