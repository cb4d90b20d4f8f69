"""Forgetting: what the log knows of some addresses goes for good, and a keyed hash keeps the same file from bringing it back."""

from collections.abc import Iterable

from django.db import transaction

from worthwhile import store
from worthwhile.intake import shape
from worthwhile.intake.models import ImportRun
from worthwhile.intake.services import former
from worthwhile.intake.services.addresses import look_up, mark_of
from worthwhile.intake.services.orphans import drop_addresses, drop_cards, drop_events, drop_interactions
from worthwhile.intake.shape import Who
from worthwhile.store import among, rows, run_among
from worthwhile.workspace.models import OwnAddress


@transaction.atomic
def forget_addresses(addresses: Iterable[int | Who], *, cards: Iterable[str] = ()) -> None:
    """Remove these addresses (ids, or kind and value) from the log, and the cards with these keys.

    With them go the names beside them, their part in every exchange, exchanges that nobody but the user took part in besides, and
    cards left without an address. The file on the disk holds no trace afterwards (SQLite)."""
    store.hold_the_pen()
    ids, gone = _whose(addresses)
    keys = list(dict.fromkeys(cards))
    _forget_exchanges(ids)
    _forget_meetings(gone)
    _forget_cards(ids, keys)
    drop_addresses(ids)
    _forget_hints(gone)
    marks = [mark_of(kind, value) for kind, value in sorted(gone)] + [mark_of("card", key) for key in keys]
    store.write_many("worthwhile_forgotten", ("mark",), [(m,) for m in marks], clash="mark")
    transaction.on_commit(store.wipe)


def _forget_hints(gone: set[Who]) -> None:
    """A source may have called them the user's own: that hint goes, and so does the note of the run that brought it."""
    for kind, value in gone:
        OwnAddress.objects.filter(kind=kind, value=value, confirmed=False).delete()
    for run in ImportRun.objects.exclude(own=[]):
        left = [[kind, value] for kind, value in run.own if (kind, value) not in gone]
        if left != run.own:
            ImportRun.objects.filter(pk=run.pk).update(own=left)


def _whose(addresses: Iterable[int | Who]) -> tuple[list[int], set[Who]]:
    """(ids in the log, kind and value) of addresses named by either."""
    given = list(addresses)
    numbers = [a for a in given if isinstance(a, int)]
    gone = {(k, v) for k, v in among("select kind, value from worthwhile_address where id in {}", numbers)}
    gone |= {a for a in given if not isinstance(a, int)}
    return list(look_up(gone).values()), gone


def _forget_exchanges(ids: list[int]) -> None:
    """Their part in what others also took part in goes; with its sender the subject goes too, which was theirs."""
    touched = {pk for (pk,) in among("select distinct interaction_id from worthwhile_participation where address_id in {}", ids)}
    run_among("delete from worthwhile_participation where address_id in {}", ids)
    run_among("update worthwhile_interaction set sender_id = null, subject = '', detail = '' where sender_id in {}", ids)
    others = """select distinct p.interaction_id from worthwhile_participation p join worthwhile_address a on a.id = p.address_id
        where not exists (select 1 from worthwhile_ownaddress o where o.kind = a.kind and o.value = a.value and o.confirmed)
        and p.interaction_id in {}"""
    stay = {pk for (pk,) in among(others, touched)}
    drop_interactions(touched - stay)


def _forget_meetings(gone: set[Who]) -> None:
    """Events name who was asked as text; one that nobody else was asked to goes as a whole, and with its organizer its title and place."""
    own = set(OwnAddress.objects.filter(confirmed=True).values_list("kind", "value"))
    for pk, text in rows("select id, who from worthwhile_event where who <> ''"):
        asked = shape.mentioned(text)
        if not asked & gone:
            continue
        if asked - gone - own:
            run_among("update worthwhile_event set who = %s where id in {}", [pk], [shape.without(text, gone)])
            if shape.called_by(text, gone):
                run_among("update worthwhile_event set summary = '', place = '' where id in {}", [pk])
        else:
            drop_events([pk])
    former.forget(gone, own)


def _forget_cards(ids: list[int], keys: list[str]) -> None:
    touched = {pk for (pk,) in among("select card_id from worthwhile_cardaddress where address_id in {}", ids)}
    run_among("delete from worthwhile_cardaddress where address_id in {}", ids)
    left = {pk for (pk,) in among("select card_id from worthwhile_cardaddress where card_id in {}", touched)}
    named = {pk for (pk,) in among("select id from worthwhile_card where key in {}", keys)}
    drop_cards((touched - left) | named)
