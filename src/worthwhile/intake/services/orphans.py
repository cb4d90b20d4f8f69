"""Removing rows of the log that nothing rests on any more, with what was derived from them."""

from collections.abc import Iterable

from django.db.models import Model

from worthwhile.intake import shape
from worthwhile.intake.models import Address, Card, Former
from worthwhile.intake.services import held
from worthwhile.store import Derived, among, nouns, rows, run_among

_UNUSED = """select a.id, a.kind, a.value from worthwhile_address a
    where not exists (select 1 from worthwhile_participation p where p.address_id = a.id)
    and not exists (select 1 from worthwhile_cardaddress c where c.address_id = a.id)"""


def drop_derived(model: type[Model], ids: Iterable[int]) -> None:
    """Delete derived rows that point at these rows, whatever their noun; they are worked out anew."""
    gone = list(ids)
    for noun in nouns(Derived):
        for field in noun._meta.concrete_fields:
            if field.related_model is model:
                run_among(f'delete from "{noun._meta.db_table}" where "{field.column}" in {{}}', gone)


def drop_interactions(ids: Iterable[int]) -> None:
    """Delete interactions with all that hangs on them."""
    gone = list(ids)
    held.drop(held.INTERACTION, gone)
    run_among("delete from worthwhile_participation where interaction_id in {}", gone)
    run_among("delete from worthwhile_interaction where id in {}", gone)


def drop_events(ids: Iterable[int]) -> None:
    """Delete events with their occurrences, and what is kept of their former states."""
    gone = list(ids)
    drop_interactions(pk for (pk,) in among("select id from worthwhile_interaction where event_id in {}", gone))
    run_among("delete from worthwhile_former where event_id in {}", gone)
    held.drop(held.EVENT, gone)
    run_among("delete from worthwhile_event where id in {}", gone)


def drop_cards(ids: Iterable[int]) -> None:
    """Delete cards, and what stands on them."""
    gone = list(ids)
    drop_derived(Card, gone)
    held.drop(held.CARD, gone)
    run_among("delete from worthwhile_cardaddress where card_id in {}", gone)
    run_among("delete from worthwhile_card where id in {}", gone)


def drop_sightings(column: str, ids: Iterable[int]) -> None:
    """Delete the names that stand beside these addresses ("address_id"), or that these runs brought ("run_id")."""
    gone = list(ids)
    held.drop(held.SIGHTING, (pk for (pk,) in among(f"select id from worthwhile_sighting where {column} in {{}}", gone)))
    run_among(f"delete from worthwhile_sighting where {column} in {{}}", gone)


def drop_addresses(ids: Iterable[int]) -> None:
    """Delete addresses that nothing in the log rests on, and the names beside them."""
    gone = list(ids)
    drop_derived(Address, gone)
    drop_sightings("address_id", gone)
    run_among("delete from worthwhile_address where id in {}", gone)


def drop_orphans() -> None:
    """Delete the addresses that no exchange, card or event names any more, nor a former state of one that an undo would bring back."""
    unused = rows(_UNUSED)
    if not unused:
        return
    texts = [text for (text,) in rows("select who from worthwhile_event where who <> ''")]
    texts += [content[2] for content in Former.objects.values_list("content", flat=True)]
    asked = set().union(*map(shape.mentioned, texts))
    drop_addresses(pk for pk, kind, value in unused if (kind, value) not in asked)
