"""Deeds of the workspace: whose store this is, what she chose, and taking back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from worthwhile.errors import NothingToUndo, NotNow, NotUnderstood
from worthwhile.workspace.deeds import reverse_of, takes_back, tell, touched
from worthwhile.workspace.models import GUESSED, SAID, Deed, OwnAddress, Preference


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words."""

    sentence: str
    verb: str


def note_deed(verb: str, sentence: str, payload: dict[str, Any], *, at: int) -> int:
    """Write down something done, with all that is needed to take it back; its id. Call it inside the deed's transaction.

    `payload` is what the reverse function of this verb gets; how it names what was touched stands in workspace/deeds.py. KeyError when
    the room registered no way back: a deed that cannot be taken back is not done."""
    reverse_of(verb)
    return tell(Deed.objects.create(verb=verb, sentence=sentence, payload=payload, at=at).pk)


@contextmanager
def nothing_to_take_back() -> Iterator[None]:
    """What is done within is no deed of the user's (the demo's own lines): the history stays as it was before."""
    with transaction.atomic():
        before = Deed.objects.aggregate(newest=Max("pk"))["newest"] or 0
        yield
        Deed.objects.filter(pk__gt=before).delete()


@contextmanager
def parts() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """What is done within is part of one deed of the user's, and no deed of its own: the list is filled with (verb, payload) of each, to be
    noted as `parts` of that deed, and is taken back with it."""
    within: list[tuple[str, dict[str, Any]]] = []
    with transaction.atomic():
        before = Deed.objects.aggregate(newest=Max("pk"))["newest"] or 0
        yield within
        made = Deed.objects.filter(pk__gt=before).order_by("pk")
        within += [(d.verb, d.payload) for d in made]
        made.delete()


@transaction.atomic
def undo(deed_id: int | None = None) -> Undone:
    """Take back the last deed, or the one with this id. Raises NothingToUndo, or NotNow while a later deed on the same thing stands."""
    deeds = Deed.objects.filter(undone=False)
    deed = deeds.filter(pk=deed_id).first() if deed_id else deeds.order_by("-pk").first()
    if deed is None:
        raise NothingToUndo("There is nothing to take back.", do="What you do from here on can be undone.")
    _nothing_rests_on(deed)
    for verb, payload in reversed(deed.payload.get("parts", [])):
        reverse_of(verb)(payload)
    reverse_of(deed.verb)(deed.payload)
    deed.undone = True
    deed.save(update_fields=["undone"])
    return Undone(deed.sentence, deed.verb)


def _nothing_rests_on(deed: Deed) -> None:
    """Refuse while a later deed on the same thing is not taken back: undoing the older one would undo, or bring back, half of that too."""
    things = touched(deed.verb, deed.payload)
    later = Deed.objects.filter(pk__gt=deed.pk, undone=False).order_by("-pk") if things else Deed.objects.none()
    newest = next((d for d in later if things & touched(d.verb, d.payload)), None)
    if newest is not None:
        raise NotNow(
            f"Take back first: {newest.sentence}", do=f"That came after “{deed.sentence}” and concerns the same. Undo it, then this."
        )


def prefer(name: str, value: Any) -> None:
    """Keep a choice (any JSON value)."""
    Preference.objects.update_or_create(name=name, defaults={"value": value})


BORROWED, GUESS = "own before a look", "own is a guess"


def addresses(values: Iterable[str]) -> set[str]:
    """These e-mail addresses as they are kept. Raises NotUnderstood for what is none: kept as her own, it would hide whose store it is."""
    odd = next((v for v in values if "@" not in v.strip().strip("@") or len(v.split()) != 1), None)
    if odd is not None:
        raise NotUnderstood(f"“{odd}” is no e-mail address.", do="Name one of yours, as you@example.org.")
    return {v.strip().lower() for v in values}


@transaction.atomic
def borrow_own(values: list[str]) -> bool:
    """See everything from these addresses for a while: what was confirmed before is kept aside until `give_back_own`. True when that
    changed anything. Raises NotUnderstood for what is no e-mail address."""
    before = list(OwnAddress.objects.filter(kind="email").values_list("value", "confirmed", "how"))
    if {v for v, sure, _ in before if sure} == addresses(values):
        return False
    prefer(BORROWED, before)
    return confirm_own(values)


@transaction.atomic
def give_back_own() -> bool:
    """The addresses that were the user's own before a look from others are so again. True when there was such a look."""
    kept = Preference.objects.filter(name=BORROWED).first()
    if kept is None:
        return False
    _own_are(kept.value)
    kept.delete()
    return True


def _own_are(rows: list[tuple[str, bool, str]]) -> None:
    OwnAddress.objects.filter(kind="email").delete()
    OwnAddress.objects.bulk_create(OwnAddress(kind="email", value=v, confirmed=sure, how=how) for v, sure, how in rows)


def confirm_own(values: list[str]) -> bool:
    """These e-mail addresses are the user's own, and no others are until she adds them. True when that changed anything. Raises
    NotUnderstood for what is no e-mail address."""
    wanted = addresses(values)
    have = set(OwnAddress.objects.filter(confirmed=True, kind="email").values_list("value", flat=True))
    if wanted == have:
        return False
    with transaction.atomic():
        OwnAddress.objects.filter(kind="email").exclude(value__in=wanted).delete()
        for value in sorted(wanted):
            OwnAddress.objects.update_or_create(kind="email", value=value, defaults={"confirmed": True, "how": SAID})
    return True


@transaction.atomic
def confirm_with_import(values: list[str], *, since: int) -> None:
    """Named with --me beside an import: her word goes back with that import (the newest deed after `since`) and stays without one."""
    before = list(OwnAddress.objects.filter(kind="email").values_list("value", "confirmed", "how"))
    guessed = Preference.objects.filter(name=GUESS, value=True).exists()
    if not confirm_own(values) and not guessed:
        return
    prefer(GUESS, False)
    deed = Deed.objects.filter(pk__gt=since, verb="import", undone=False).order_by("-pk").first()
    if deed is not None:
        deed.payload["parts"] = [*deed.payload.get("parts", []), ["own", {"before": before, "guessed": guessed}]]
        deed.save(update_fields=["payload"])


@takes_back("own")
def _own_back(payload: dict[str, Any]) -> None:
    """While another import stands, so does her word."""
    if Deed.objects.filter(verb="import", undone=False).count() <= 1:
        _own_are(payload["before"])
        prefer(GUESS, payload["guessed"])


def newest_deed() -> int:
    """The number of the newest deed, 0 where there is none: what comes after it came later."""
    return Deed.objects.aggregate(newest=Max("pk"))["newest"] or 0


@transaction.atomic
def take_for_own(values: list[str]) -> None:
    """Our guess, as long as she has not said whose store it is: these addresses and no others. What sources say of addresses stays."""
    mine = OwnAddress.objects.filter(kind="email")
    mine.filter(how__in=(GUESSED, SAID)).exclude(value__in=values).delete()
    mine.exclude(value__in=values).update(confirmed=False)
    for value in values:
        sure = {"confirmed": True}
        OwnAddress.objects.update_or_create(kind="email", value=value, defaults=sure, create_defaults={**sure, "how": GUESSED})
    prefer(GUESS, True)
