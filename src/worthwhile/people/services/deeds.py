"""Her word on who is who: each is a fact, noted as a deed, and can be taken back (forgetting cannot)."""

import json
from itertools import combinations
from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people.models import Join, Judged, Person, Profile, Question, Verdict
from worthwhile.people.queries import addresses_of, anchors_of, person
from worthwhile.people.services.work import forget_mark
from worthwhile.store import Derived, Fact, Setting, nouns
from worthwhile.text import number
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.models import Deed
from worthwhile.workspace.services import note_deed

ANSWERS = ("same", "different", "unsure")


def answer(pair_id: int, verdict: str, *, at: int) -> str:
    """Her answer to one question ("same", "different" or "unsure"); a question answered is never asked again. What was kept, in words."""
    question = Question.objects.filter(pk=pair_id).first()
    if question is None:
        raise NotFound("That question is no longer open.", do="Look at the pairs that are: worthwhile same")
    if verdict not in ANSWERS:
        raise NotUnderstood(f"“{verdict}” is no answer to this.", do="Say same, different or unsure.")
    return _say(question.a_id, question.b_id, verdict, at)


def same(a: int, b: int, *, at: int) -> str:
    """She says that the two are one person."""
    return _say(a, b, "same", at)


def two(a: int, b: int, *, at: int) -> str:
    """She says that the two are two people."""
    return _say(a, b, "different", at)


@transaction.atomic
def _say(a: int, b: int, verdict: str, at: int) -> str:
    if a == b:
        raise NotUnderstood("That is one and the same already.", do="Name two.")
    one, other = person(a), person(b)
    left, right = sorted((_anchor(a), _anchor(b)))
    before = Verdict.objects.filter(a=left, b=right).first()
    had = [[left, right, before.answer, before.at]] if before else []
    Verdict.objects.update_or_create(a=left, b=right, defaults={"answer": verdict, "at": at})
    sentence, verb = {
        "same": (f"{one.name} and {other.name} are one person now.", "same"),
        "different": (f"{one.name} and {other.name} are two people.", "two people"),
        "unsure": (f"{one.name} and {other.name}: left as they are.", "not sure"),
    }[verdict]
    Question.objects.filter(a_id__in=(a, b), b_id__in=(a, b)).delete()
    note_deed(verb, sentence, {"set": [[left, right]], "had": had}, at=at)
    forget_mark()
    return sentence


def _anchor(person_id: int) -> str:
    found = Person.objects.filter(pk=person_id).values_list("anchor", flat=True).first()
    if found is None:
        raise NotFound(f"Nobody here has the number #{person_id}.", do="See who is here: worthwhile people")
    return found


@transaction.atomic
def split(person_id: int, *, at: int) -> str:
    """She says that this is really more than one: every join that made it is cut, and all is as it was before.

    What one card holds stays together: that is one record. Raises NotFound when there is nothing to take apart."""
    root = Profile.objects.filter(pk=person_id).values_list("root_id", flat=True).first()
    heads = _records_of(root) if root else []
    if len(heads) < 2:
        raise NotFound("There is nothing to take apart: this is one address or one card.", do="See what is known: worthwhile person NAME")
    name, pairs, had = person(person_id).name, [], []
    for one, other in combinations(heads, 2):
        left, right = sorted((one, other))
        before = Verdict.objects.filter(a=left, b=right).first()
        had += [[left, right, before.answer, before.at]] if before else []
        pairs.append([left, right])
        Verdict.objects.update_or_create(a=left, b=right, defaults={"answer": "different", "at": at})
    sentence = f"{name} is taken apart: {number(len(heads))} now."
    note_deed("split", sentence, {"set": pairs, "had": had}, at=at)
    forget_mark()
    return sentence


def _records_of(root: int) -> list[str]:
    """One anchor for each record (a card with its addresses, or an address on no card) that makes up this person."""
    head = {i: i for i in Profile.objects.filter(root_id=root).values_list("person_id", flat=True)}
    for a, b in Join.objects.filter(by="card", a_id__in=list(head)).order_by("a_id", "b_id").values_list("a_id", "b_id"):
        low, high = sorted((head[a], head[b]))
        head = {i: low if h == high else h for i, h in head.items()}
    return list(Person.objects.filter(pk__in=set(head.values())).order_by("pk").values_list("anchor", flat=True))


def _verdicts_back(payload: dict[str, Any]) -> None:
    for a, b in payload["set"]:
        Verdict.objects.filter(a=a, b=b).delete()
    for a, b, verdict, at in payload["had"]:
        Verdict.objects.create(a=a, b=b, answer=verdict, at=at)
    forget_mark()


for _verb in ("same", "two people", "not sure", "split"):
    takes_back(_verb)(_verdicts_back)


def judge(person_id: int, kind: str, *, at: int) -> str:
    """She says what somebody is: "person", "list", "robot" or "role"."""
    if kind not in ("person", "list", "robot", "role"):
        raise NotUnderstood(f"“{kind}” is no kind of address.", do="Say person, list, robot or role.")
    word = {"person": "a person", "list": "a list", "robot": "a robot", "role": "a role"}[kind]
    return _judge(person_id, "judge", f"{person(person_id).name} is {word}.", at, kind=kind)


def leave_out(person_id: int, *, at: int) -> str:
    """She wants no suggestions about somebody."""
    return _judge(person_id, "leave out", f"{person(person_id).name} is left out of suggestions.", at, left_out=True)


@transaction.atomic
def _judge(person_id: int, verb: str, sentence: str, at: int, **fields: Any) -> str:
    anchor = person(person_id).anchor
    before = Judged.objects.filter(anchor=anchor).values("kind", "left_out", "name").first()
    Judged.objects.update_or_create(anchor=anchor, defaults=fields)
    note_deed(verb, sentence, {"anchor": anchor, "had": before}, at=at)
    forget_mark()
    return sentence


def _judged_back(payload: dict[str, Any]) -> None:
    if payload["had"] is None:
        Judged.objects.filter(anchor=payload["anchor"]).delete()
    else:
        Judged.objects.update_or_create(anchor=payload["anchor"], defaults=payload["had"])
    forget_mark()


for _verb in ("judge", "leave out"):
    takes_back(_verb)(_judged_back)


@transaction.atomic
def forget(person_id: int, *, at: int) -> str:
    """Delete all that is kept about somebody, for good: addresses, cards, what was exchanged with them alone, notes, her word on
    them, and the deeds that name them. A keyed hash keeps the same file from bringing it back."""
    from worthwhile.intake.services import forget_addresses

    name, anchors = person(person_id).name, anchors_of(person_id)
    _forget_what_hangs_on(anchors, name)
    forget_addresses(addresses_of(person_id), cards=[a.removeprefix("card:") for a in anchors if a.startswith("card:")])
    Person.objects.filter(anchor__in=anchors).delete()
    forget_mark()
    return f"{name} is forgotten. This cannot be taken back."


def _forget_what_hangs_on(anchors: list[str], name: str) -> None:
    """Delete every row, in whichever room, that holds one of these anchors: found by walking the nouns, so that none is left out."""
    for model in [*nouns(Fact), *nouns(Setting)]:
        columns = {f.name for f in model._meta.concrete_fields}
        if model is not Person and "anchor" in columns:
            model._default_manager.filter(anchor__in=anchors).delete()
    for model in nouns(Derived):  # a list that was worked out as a whole (today's) holds names in its text
        if not any(f.related_model for f in model._meta.concrete_fields):
            model._default_manager.all().delete()
    Verdict.objects.filter(a__in=anchors).delete()
    Verdict.objects.filter(b__in=anchors).delete()
    for deed in Deed.objects.all():
        if name in deed.sentence or any(json.dumps(a)[1:-1] in json.dumps(deed.payload) for a in anchors):
            deed.delete()
