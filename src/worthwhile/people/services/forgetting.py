"""Forgetting somebody: all that is kept about them goes from every room, for good."""

import json
import re
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from worthwhile import unchanged
from worthwhile.errors import NotUnderstood
from worthwhile.intake.models import Refusal
from worthwhile.people.models import Person, Verdict
from worthwhile.people.names import is_full, turned, words
from worthwhile.people.queries import addresses_of, anchors_of, person
from worthwhile.people.services import first_names
from worthwhile.people.services.work import forget_mark
from worthwhile.people.values import Gone
from worthwhile.store import Derived, Fact, Setting, among, nouns
from worthwhile.workspace.models import Deed, Preference

# what was worked out from exchanges with them or lines on them, kept as choices are
LEARNED = ("inclinations", "habits", "meanings", "list of the hour")
A_WORD = "a word"  # the sentence said today may name them; that one was said stays, so that thirty days pass before another


@transaction.atomic
def forget(person_id: int, *, at: int) -> Gone:
    """Delete all that is kept about somebody, for good: addresses, cards, what was exchanged with them alone, notes, her word on
    them, the deeds that name them by this or an earlier name, and what was learned from them. A keyed hash keeps the same file from
    bringing it back. A first name alone goes from her own words too where it can mean nobody else; else it is told where it stands.

    Raises NotFound; NotUnderstood for the user herself, without whom nothing here says anything, then or later."""
    from worthwhile.intake.services import forget_addresses

    who = person(person_id)
    if who.kind == "me":
        raise NotUnderstood(
            f"{who.name} is you, and whose store this is cannot be forgotten in it; nothing was deleted.",
            do="If somebody else is taken for you, first: worthwhile split NAME. To delete all, delete the folder.",
        )
    transaction.on_commit(unchanged.forget)  # before the file is wiped, which may have to wait
    anchors, addresses = anchors_of(who.id), addresses_of(who.id)
    names = _names_of(who.name, anchors)
    first = first_names.alone(names)
    clear = first_names.clear(first, who.id)
    _forget_deeds(anchors, names, clear)
    _forget_what_hangs_on(anchors)
    _unsay([*names, *(value for _, value in addresses)], clear)
    _unsay_choices([*names, *(value for _, value in addresses)], clear)
    Preference.objects.filter(name__in=LEARNED).delete()
    forget_addresses(addresses, cards=[a.removeprefix("card:") for a in anchors if a.startswith("card:")])
    Person.objects.filter(anchor__in=anchors).delete()
    forget_mark()
    return Gone(f"{who.name} is forgotten. This cannot be taken back.", first_names.still(first - clear))


def _names_of(shown: str, anchors: Iterable[str]) -> list[str]:
    """Today's name, and every full name that the log has for them; not the names at an address that is nobody's."""
    found = {shown}
    seen: dict[str, list[tuple[str, int]]] = {}
    beside = (
        "select a.kind || ':' || a.value, s.name, s.times from worthwhile_sighting s join worthwhile_address a on a.id = s.address_id "
        "where s.name <> '' and a.kind || ':' || a.value in {}"
    )
    for anchor, name, times in among(beside, anchors):
        seen.setdefault(anchor, []).append((name, times))
    from worthwhile.people.atoms import Node, nobodys, speaking  # here, so that other commands start without the scorer

    for anchor, names in seen.items():
        kind, _, value = anchor.partition(":")
        if not nobodys(Node(0, kind, value, tuple(names))):
            found |= {turned(name) for name in speaking(tuple(names))} | set(speaking(tuple(names)))
    for name, given, family in among("select name, given, family from worthwhile_card where 'card:' || key in {}", anchors):
        found |= {name, turned(name), f"{given} {family}"}
    return sorted(name for name in found if name.strip() and (name == shown or is_full(words(name))))


def _forget_deeds(anchors: list[str], names: list[str], first: frozenset[str]) -> None:
    """Deeds on them go: those whose way back names an anchor or a note of theirs, and those whose sentence or way back names them."""
    marks = [json.dumps(anchor)[1:-1] for anchor in anchors]
    notes = {i for (i,) in among("select id from worthwhile_note where anchor in {}", anchors)}
    named = _any_of(names)
    for deed in Deed.objects.all():
        payload, words = json.dumps(deed.payload), json.dumps(deed.payload, ensure_ascii=False)
        about = any(mark in payload for mark in marks) or deed.payload.get("note") in notes
        if about or any(named.search(text) or first_names.holds(text, first) for text in (deed.sentence, words)):
            deed.delete()


def _forget_what_hangs_on(anchors: list[str]) -> None:
    """Delete every row, in whichever room, that holds one of these anchors: found by walking the nouns, so that none is left out."""
    for model in [*nouns(Fact), *nouns(Setting)]:
        columns = {f.name for f in model._meta.concrete_fields}
        for column in {"anchor", "other"} & columns if model is not Person else ():
            model._default_manager.filter(**{f"{column}__in": anchors}).delete()
        if "after" in columns:  # whose yes comes first: the row is about somebody else
            model._default_manager.filter(after__in=anchors).update(after="")
    for model in nouns(Derived):  # a list that was worked out as a whole (today's) holds names in its text
        if not any(f.related_model for f in model._meta.concrete_fields):
            model._default_manager.all().delete()
    Verdict.objects.filter(a__in=anchors).delete()
    Verdict.objects.filter(b__in=anchors).delete()


def _unsay(said: list[str], first: frozenset[str]) -> None:
    """Their names and addresses are left out of what she wrote on others and on goals, and of why a record was refused, which may quote them."""
    named = _any_of(said)
    for model in nouns(Fact):
        assert issubclass(model, Fact)
        for pk, *texts in model._default_manager.values_list("pk", *model.free) if model.free else ():
            less = [first_names.without(named.sub("…", text), first) for text in texts]
            if less != texts:
                _write(model, pk, dict(zip(model.free, less, strict=True)))
    for refusal in Refusal.objects.all():
        reason, cure = named.sub("…", refusal.reason), named.sub("…", refusal.cure)
        if (reason, cure) != (refusal.reason, refusal.cure):
            Refusal.objects.filter(pk=refusal.pk).update(reason=reason, cure=cure)


def _unsay_choices(said: list[str], first: frozenset[str]) -> None:
    """The same in what she wants to practise; and the sentence of the day is let go."""
    for kept in Preference.objects.filter(name=first_names.TYPED):
        kept.value = first_names.without(_any_of(said).sub("…", str(kept.value)), first)
        kept.save()
    for kept in Preference.objects.filter(name=A_WORD):
        kept.value = {**kept.value, "said": ""}
        kept.save()


def _write(model: type[Fact], pk: int, less: dict[str, str]) -> None:
    """Other words in a row; where another row says the very same already, this one goes."""
    row = model._default_manager.filter(pk=pk)
    try:
        with transaction.atomic():
            row.update(**less)
    except IntegrityError:
        row.delete()


def _any_of(said: Iterable[str]) -> re.Pattern[str]:
    """Any of these as whole words, however written in capitals and spaces; the longest first."""
    parts = [r"\s+".join(map(re.escape, text.split())) for text in sorted(set(said), key=lambda t: (-len(t), t)) if text.split()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)", re.IGNORECASE)
