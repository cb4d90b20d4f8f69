"""Her word on who is who: each is a fact, noted as a deed, and can be taken back."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people.models import Join, Judged, Person, Profile, Question, Verdict
from worthwhile.people.queries import anchors_of, person
from worthwhile.people.services.work import forget_mark
from worthwhile.text import number, several
from worthwhile.workspace.deeds import takes_back
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
    one, other = person(a), person(b)
    if a == b or (one.id == other.id and verdict == "same"):
        raise NotUnderstood("That is one and the same already.", do="Name two.")
    left, right = sorted((one.anchor, other.anchor) if one.id != other.id else _parts(a, b))
    over = _overruled(one.id, other.id) if verdict == "same" else []
    sentence, verb = {
        "same": (f"{one.name} and {other.name} are one person now.", "same"),
        "different": (f"{one.name} and {other.name} are two people.", "two people"),
        "unsure": (f"{one.name} and {other.name}: left as they are.", "not sure"),
    }[verdict]
    Question.objects.filter(a_id__in=(one.id, other.id), b_id__in=(one.id, other.id)).delete()
    had = _take(over) + _keep([(left, right)], verdict, at)
    note_deed(verb, sentence, {"set": [[left, right], *map(list, over)], "had": had}, at=at)
    forget_mark()
    return sentence


def _parts(a: int, b: int) -> tuple[str, str]:
    """The anchors of two parts of one person, which she may tell apart unless one record holds both."""
    anchors = dict(Person.objects.filter(pk__in=(a, b)).values_list("pk", "anchor"))
    held = _records(person(a).id)
    if held[a] == held[b]:
        raise NotUnderstood("One card holds both, so they cannot be told apart here.", do="Change the card where it is kept.")
    return anchors[a], anchors[b]


def _overruled(one: int, other: int) -> list[tuple[str, str]]:
    """The pairs, a part of the one and a part of the other, of which she had said that they are two: the whole being one, they are not."""
    mine, theirs = set(anchors_of(one)), set(anchors_of(other))
    said = Verdict.objects.filter(answer="different", a__in=mine | theirs, b__in=mine | theirs).order_by("a", "b").values_list("a", "b")
    return [(a, b) for a, b in said if (a in mine) != (b in mine)]


def _keep(pairs: Sequence[tuple[str, str]], verdict: str, at: int) -> list[list[Any]]:
    """Write down her word on pairs of anchors (in order), as the latest; what stood there before."""
    had = _take(pairs)  # and not changed: of two words of one second, the one with the higher id is the later
    for left, right in pairs:
        Verdict.objects.create(a=left, b=right, answer=verdict, at=at)
    return had


def _take(pairs: Sequence[tuple[str, str]]) -> list[list[Any]]:
    """Remove her word on pairs of anchors (in order); what it was."""
    had: list[list[Any]] = []
    for left, right in pairs:
        for before in Verdict.objects.filter(a=left, b=right):
            had.append([left, right, before.answer, before.at])
            before.delete()
    return had


@transaction.atomic
def split(person_id: int, *, at: int) -> str:
    """She says that this is really more than one. Where she herself had joined, her joins are taken back, and what had joined by itself
    stays; else every record is one of its own.

    What one card holds stays together: that is one record. Raises NotFound when there is nothing to take apart."""
    who = person(person_id)
    pairs, heads = _hers_within(who.id), _records_of(who.id)
    if not pairs and len(heads) < 2:
        raise NotFound("There is nothing to take apart: this is one address or one card.", do="See what is known: worthwhile person NAME")
    count = number(2 if pairs else len(heads))
    apart = f"{count} now" if len(pairs) < 2 else "what you had joined stands by itself again"
    sentence = f"{who.name} is taken apart: {apart}."
    cut = pairs or [(min(x), max(x)) for x in combinations(heads, 2)]
    note_deed("split", sentence, {"set": [list(p) for p in cut], "had": _keep(cut, "different", at)}, at=at)
    forget_mark()
    return sentence


def _hers_within(root: int) -> list[tuple[str, str]]:
    """The pairs of anchors within one person of which she said that they are one, as far as two records hold them."""
    held = _by_anchor(_records(root))
    said = Verdict.objects.filter(answer="same", a__in=list(held), b__in=list(held)).order_by("a", "b").values_list("a", "b")
    return [(a, b) for a, b in said if held[a] != held[b]]


def _records_of(root: int) -> list[str]:
    """One anchor for each record (a card with its addresses, or an address on no card) that makes up this person."""
    return list(Person.objects.filter(pk__in=set(_records(root).values())).order_by("pk").values_list("anchor", flat=True))


def _by_anchor(records: dict[int, int]) -> dict[str, int]:
    return {anchor: records[i] for i, anchor in Person.objects.filter(pk__in=list(records)).values_list("pk", "anchor")}


def _records(root: int) -> dict[int, int]:
    """The record that each part of this person belongs to, by the lowest id in it."""
    head = {i: i for i in Profile.objects.filter(root_id=root).values_list("person_id", flat=True)}
    for a, b in Join.objects.filter(by="card", a_id__in=list(head)).order_by("a_id", "b_id").values_list("a_id", "b_id"):
        low, high = sorted((head[a], head[b]))
        head = {i: low if h == high else h for i, h in head.items()}
    return head


def _verdicts_back(payload: dict[str, Any]) -> None:
    for a, b in payload["set"]:
        Verdict.objects.filter(a=a, b=b).delete()
    for a, b, verdict, at in payload["had"]:
        Verdict.objects.create(a=a, b=b, answer=verdict, at=at)
    forget_mark()


for _verb in ("same", "two people", "not sure", "split"):
    takes_back(_verb)(_verdicts_back)


def judge(person_id: int, kind: str, *, at: int, others: Sequence[int] = ()) -> str:
    """She says what somebody is: "person", "list", "robot" or "role"; with `others` the same of them, as one deed."""
    if kind not in ("person", "list", "robot", "role"):
        raise NotUnderstood(f"“{kind}” is no kind of address.", do="Say person, list, robot or role.")
    if kind != "person" and person(person_id).kind == "me":
        raise NotUnderstood(f"{person(person_id).name} is you, so nothing was changed.", do="Say it of somebody else.")
    is_what = f"are {'people' if kind == 'person' else kind + 's'}" if others else f"is a {kind}"
    return _judge(person_id, "judge", f"{_named(person_id, others)} {is_what}.", at, others, kind=kind)


def leave_out(person_id: int, *, at: int, others: Sequence[int] = ()) -> str:
    """She wants no suggestions about somebody; with `others` none about them either, as one deed."""
    sentence = f"{_named(person_id, others)} {'are' if others else 'is'} left out of suggestions."
    return _judge(person_id, "leave out", sentence, at, others, left_out=True)


def _named(person_id: int, others: Sequence[int]) -> str:
    """Two or three by name; more of them by the first and how many others."""
    names = [person(i).name for i in (person_id, *others)]
    return several(names) if len(names) < 4 else f"{names[0]} and {number(len(others))} others"


@transaction.atomic
def _judge(person_id: int, verb: str, sentence: str, at: int, others: Sequence[int] = (), **fields: Any) -> str:
    payload = _put(person_id, fields)
    more = [[verb, _put(other, fields)] for other in others]
    note_deed(verb, sentence, payload | ({"parts": more} if more else {}), at=at)
    forget_mark()
    return sentence


def _put(person_id: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Write her word down; what takes it back."""
    anchor = person(person_id).anchor
    before = Judged.objects.filter(anchor=anchor).values("id", "kind", "left_out", "name").first()
    said = {k: v for k, v in (before or {}).items() if k != "id"} | fields
    # written anew, not changed: of her words on two parts of one person the one with the higher id holds
    Judged.objects.filter(anchor=anchor).delete()
    Judged.objects.create(anchor=anchor, **said)
    return {"anchor": anchor, "had": before}


def _judged_back(payload: dict[str, Any]) -> None:
    Judged.objects.filter(anchor=payload["anchor"]).delete()
    if payload["had"] is not None:
        Judged.objects.create(anchor=payload["anchor"], **payload["had"])
    forget_mark()


for _verb in ("judge", "leave out"):
    takes_back(_verb)(_judged_back)
