"""What was read between two marks becomes rows: known or new is settled before anything is written, so that the sums are exact.

Called inside the transaction that also keeps the position (reading.py): killed at any byte and repeated, the log is the same."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from worthwhile.intake import shape
from worthwhile.intake.services import addresses, held, meetings
from worthwhile.intake.services.columns import CARD, INTERACTION, PARTICIPATION
from worthwhile.intake.shape import Who
from worthwhile.sources.records import Card, Event, Handle, Message, Own, Record, key_of
from worthwhile.store import among, new_ids, write_many
from worthwhile.workspace.models import OwnAddress
from worthwhile.workspace.queries import preference

FORGOTTEN = "Forgotten at your wish."


@dataclass(slots=True)
class Batch:
    """The records between two marks."""

    messages: list[Message] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    own: list[Own] = field(default_factory=list)

    def add(self, record: Record) -> None:
        """Put a record where it belongs."""
        if isinstance(record, Message):
            self.messages.append(record)
        elif isinstance(record, Card):
            self.cards.append(record)
        elif isinstance(record, Event):
            self.events.append(record)
        else:
            self.own.append(record)

    def handles(self) -> Iterable[Handle]:
        """Everybody who is named in it."""
        for message in self.messages:
            yield from shape.handles_of(message)
        for card in self.cards:
            yield from card.handles
        for event in self.events:
            yield from event.attendees
            if event.organizer is not None:
                yield event.organizer
        for own in self.own:
            yield own.handle


@dataclass(slots=True)
class Written:
    """What became of a batch."""

    taken: int = 0
    known: int = 0
    forgotten: int = 0
    own: list[tuple[str, str]] = field(default_factory=list)  # handles called the user's own here
    met: set[int] = field(default_factory=set)  # ids of the events that were told


def write(batch: Batch, *, origin: int, run: int) -> Written:
    """Write a batch to the log; what of it was new, known, or forgotten at the user's wish."""
    done = Written()
    gone = addresses.forgotten(batch.handles())
    own = set(OwnAddress.objects.filter(confirmed=True).values_list("kind", "value")) if gone else set()
    shared = held.among_others(origin)
    _messages(batch.messages, gone, own, (origin, run, shared), done)
    _cards(batch.cards, gone, (origin, run, shared), done)
    sums = meetings.write(batch.events, gone, own, origin=origin, run=run, shared=shared)
    done.taken, done.known, done.forgotten = done.taken + sums.taken, done.known + sums.known, done.forgotten + sums.forgotten
    done.met = sums.met
    _own(batch, gone, done)
    return done


_New = list[tuple[str, Message, list[tuple[str, Who]]]]
_By = tuple[int, int, bool]  # origin, run, and whether other origins brought anything


def _messages(messages: Sequence[Message], gone: set[Who], own: set[Who], by: _By, done: Written) -> None:
    origin, run, shared = by
    keys, known = _keys(messages)
    new: _New = []
    again: list[Handle] = []
    told: _New = []
    for k, message in zip(keys, messages, strict=True):
        taking = shape.of_message(message)
        if k in known:
            done.known += 1
            again += shape.handles_of(message)
            told.append((k, message, taking))
        elif gone and not shape.stays(taking, gone, own):
            done.forgotten += 1
        else:
            known.add(k)
            done.taken += 1
            new.append((k, message, taking))
    ids = addresses.made_sure((w for _, _, taking in new for _, w in taking if w not in gone), run)
    _write_messages(new, ids, gone, origin, run)
    seen = Counter((ids[w], name) for _, m, _ in new for w, name in shape.names(shape.handles_of(m)) if w in ids)
    names = _names_again(again)
    addresses.saw(seen, names, run)
    if shared:
        held.note(held.INTERACTION, _told_too(told, gone, origin), origin=origin, run=run)
        held.sightings([*seen, *names], origin=origin, run=run)


def _told_too(told: _New, gone: set[Who], origin: int) -> Iterator[tuple[int, bool]]:
    """Messages that another origin brought: (id, is it told just so?)."""
    stands = {key: rest for key, *rest in among(_STANDS, dict.fromkeys(k for k, _, _ in told), [origin])}
    took: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for pk, *part in among(_TOOK, (pk for pk, *_ in stands.values())):
        took[pk].append(tuple(part))
    for key, m, taking in told:
        if key in stands:
            pk, kind, value, *said = stands[key]
            sender = shape.who(m.sender) if m.sender is not None and shape.who(m.sender) not in gone else (None, None)
            part = sorted((role, *w) for role, w in taking[: shape.MOST_PARTICIPANTS] if w not in gone)
            yield pk, (kind, value) == sender and tuple(said) == _said(m, taking, gone) and sorted(took[pk]) == part


_STANDS = """select i.key, i.id, a.kind, a.value, i.kind, i.at, i.minutes, i.subject, i.parent, i.thread, i.size, i.flags, i.detail
    from worthwhile_interaction i left join worthwhile_address a on a.id = i.sender_id where i.origin_id <> %s and i.key in {}"""
_TOOK = """select p.interaction_id, p.role, a.kind, a.value from worthwhile_participation p join worthwhile_address a on a.id = p.address_id
    where p.interaction_id in {}"""


def _keys(messages: Sequence[Message]) -> tuple[list[str], set[str]]:
    """(the key of each message, the keys that are in the log). Some programs give one Message-ID to several messages: one of another
    moment or sender than the first keeps a key of its own, the same whichever reading meets it."""
    keys = [shape.key(m.key) for m in messages]
    first: dict[str, tuple[int, str | None]] = {k: (at, sender) for k, at, sender in among(_FIRST, dict.fromkeys(keys))}
    known = set(first)
    for n, (k, m) in enumerate(zip(keys, messages, strict=True)):
        if m.kind != "mail" or m.sender is None:
            continue
        told = first.setdefault(k, (m.at, shape.who(m.sender)[1]))
        if told[0] != m.at or told[1] not in (None, shape.who(m.sender)[1]):
            keys[n] = key_of(m.key, m.sender.value, m.at)
    more = {k for k in keys if k not in first}
    return keys, known | {k for (k,) in among("select key from worthwhile_interaction where key in {}", more)}


_FIRST = "select i.key, i.at, a.value from worthwhile_interaction i left join worthwhile_address a on a.id = i.sender_id where i.key in {}"


def _names_again(handles: Iterable[Handle]) -> list[tuple[int, str]]:
    """Names in records that are known, beside addresses that are in the log."""
    pairs = shape.names(handles)
    ids = addresses.look_up(dict.fromkeys(w for w, _ in pairs))
    return [(ids[w], name) for w, name in pairs if w in ids]


def _write_messages(new: _New, ids: dict[Who, int], gone: set[Who], origin: int, run: int) -> None:
    rows: list[tuple[Any, ...]] = []
    part: list[tuple[int, int, str, int]] = []
    for pk, (key, m, taking) in zip(new_ids("worthwhile_interaction", len(new)), new, strict=True):
        sender = ids.get(shape.who(m.sender)) if m.sender is not None else None
        said = _said(m, taking, gone)
        rows.append((pk, key, *said[:4], sender, *said[4:], None, origin, run))
        part += [(pk, ids[w], role, m.at) for role, w in taking[: shape.MOST_PARTICIPANTS] if w in ids]
    write_many("worthwhile_interaction", INTERACTION, rows, clash="key")
    write_many("worthwhile_participation", PARTICIPATION, part)


def _said(m: Message, taking: Sequence[tuple[str, Who]], gone: set[Who]) -> tuple[Any, ...]:
    """What a message says, in the order of its columns, but for its sender."""
    fit, theirs = shape.fit, m.sender is not None and shape.who(m.sender) in gone  # of somebody forgotten it is kept without its words
    parent = shape.key(m.references[-1]) if m.references else ""
    return (
        fit(m.kind, 16), m.at, 0, "" if theirs else fit(m.subject, 1000), parent, shape.key(m.thread), shape.size(taking), shape.flags(m.flags),
        "" if theirs else fit(m.detail, 300),
    )  # fmt: skip


def _cards(cards: Sequence[Card], gone: set[Who], by: _By, done: Written) -> None:
    origin, run, shared = by
    keys = [shape.key(c.key) for c in cards]
    known = {k for (k,) in among("select key from worthwhile_card where key in {}", dict.fromkeys(keys))}
    if shared:
        held.note(held.CARD, ((pk, True) for _, pk in held.of_others(held.CARD, known, origin)), origin=origin, run=run)
    no_more = addresses.forgotten_marks(("card", k) for k in keys)
    new: list[tuple[str, Card, list[Who]]] = []
    for k, card in zip(keys, cards, strict=True):
        whose = list(dict.fromkeys(shape.who(h) for h in card.handles if h.value))
        stay = [w for w in whose if w not in gone]
        if k in known:
            done.known += 1
        elif ("card", k) in no_more or (whose and not stay):
            done.forgotten += 1
        else:
            known.add(k)
            done.taken += 1
            new.append((k, card, stay))
    ids = addresses.made_sure((w for _, _, whose in new for w in whose), run)
    _write_cards(new, ids, run)


def _write_cards(new: Sequence[tuple[str, Card, list[Who]]], ids: dict[Who, int], run: int) -> None:
    rows: list[tuple[Any, ...]] = []
    on: list[tuple[int, int]] = []
    fit = shape.fit
    for pk, (key, c, whose) in zip(new_ids("worthwhile_card", len(new)), new, strict=True):
        related = json.dumps([[fit(label, 100), fit(name, 300)] for label, name in c.related], ensure_ascii=False)
        rows.append((
            pk, key, fit(c.kind, 16), fit(c.name, 300), fit(c.given, 300), fit(c.family, 300), fit(c.nickname, 300), fit(c.organisation, 300),
            fit(c.title, 300), fit(c.birthday, 10), fit(c.note, 100_000), fit(c.uid, 300), c.since, related, c.own, run,
        ))  # fmt: skip
        on += [(pk, ids[w]) for w in whose]
    write_many("worthwhile_card", CARD, rows, clash="key")
    write_many("worthwhile_cardaddress", ("card_id", "address_id"), on)


def _own(batch: Batch, gone: set[Who], done: Written) -> None:
    """Handles that a source calls the user's own. Those of LinkedIn are sure, since the export is hers; an address is a hint until
    she confirms it, and no hint is taken once she has confirmed some: then no others are hers until she adds them."""
    said = [(shape.who(o.handle), o.how) for o in batch.own]
    said += [(shape.who(h), "a card is marked as yours") for c in batch.cards if c.own for h in c.handles]
    if not said:
        return
    have, again = set(OwnAddress.objects.values_list("kind", "value")), {w for w, _ in said}
    sure = OwnAddress.objects.filter(kind="email", confirmed=True).exists() and not preference("own is a guess", False)
    rows = []
    done.own += sorted(have & again)
    for w, how in said:
        kind, value = w
        if w in have or w in gone or not value or kind not in ("email", "linkedin") or (kind == "email" and sure):
            continue
        have.add(w)
        rows.append((kind, value, kind == "linkedin", shape.fit(how, 200)))
    write_many("worthwhile_ownaddress", ("kind", "value", "confirmed", "how"), rows, clash="kind, value")
    done.own += [(r[0], r[1]) for r in rows]
