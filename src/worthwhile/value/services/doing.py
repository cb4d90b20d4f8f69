"""One line of plain words, done: kept as a line, an offer or an introduction; or a question that is answered."""

from datetime import datetime

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.text import day
from worthwhile.value.kinds import KINDS
from worthwhile.value.queries import notes, often_asked
from worthwhile.value.queries.introductions import beside
from worthwhile.value.queries.knowing import told, who_knows
from worthwhile.value.queries.matches import likely_with, matches_with
from worthwhile.value.queries.nearly import nearly
from worthwhile.value.queries.nearly import told as nearly_told
from worthwhile.value.saying import Said, asks_who, brings_one, understand
from worthwhile.value.services.introductions import introduce
from worthwhile.value.services.lines import note, offers, once


def do(line: str, *, at: int) -> str:
    """Do what one line of plain words says ("gave kofi: the contact at the lab"), or answer it ("who knows rail authority"); the sentence
    that says it back. What it keeps can be undone.

    Raises NotUnderstood (also for what looks like a date and is none), NotFound with near names, Ambiguous."""
    today = datetime.fromtimestamp(at).date()
    asked = asks_who(line)
    if asked:
        return told(asked, who_knows(asked, at), today)
    if one := brings_one(line):
        sentence, whole = to_whom(one)
        raise NotUnderstood(sentence, do=f"Write on: {whole}")
    said = understand(line, people.find, today)
    if said.kind == "introduce":
        return _introduce(said, at)
    if said.person is not None and not said.words.strip():
        raise NotUnderstood(
            "What it was is not said yet, so nothing was kept.", do=f"Write on: {line.strip().rstrip(':')}: {_perhaps(said)}"
        )
    if said.person is None and said.kind == "offer":
        offers(said.words, at=at)
        return f"Kept as an offer of yours: “{said.words}”. Undo with: worthwhile undo"
    who = said.person or people.me()
    if who is None:
        raise NotFound("Which person is you is not known yet.", do="Say it: worthwhile refresh --me ADDRESS")
    if (row := once(who.id, said.words, at=at, kind=said.kind)) is not None:
        return f"Kept once: “{said.words}” stands already, as line {row}. Undo with: worthwhile undo"
    kept = note(who.id, said.words, at=at, kind=said.kind)
    near = nearly(who.id, said.words, kept) if said.kind == "need" else None
    also = f" {nearly_told(who.id, near)}" if near is not None else f" {often}" if (often := often_asked(kept)) else ""
    whose = f"with {who.name} ({KINDS[said.kind].said})" if said.person is not None else "as a need of yours"
    by = f", by {day(said.day, today)}" if said.day is not None else ""
    return f"Kept {whose}: “{said.words}”{by}.{also} Undo with: worthwhile undo"


def _perhaps(said: Said) -> str:
    """What could stand there: of thanks, the help of theirs that she noted last."""
    found = notes(said.person.id, closed=True) if said.person is not None and said.kind == "thanked" else []
    return next((n.text for n in found if n.kind == "received"), "a few words")


def to_whom(name: str) -> tuple[str, str]:
    """What is said where only one of two is named: who is likely to be the other, and the whole line. Raises as people.find does."""
    who = people.find(name)
    likely = likely_with(who.id)[:3]
    perhaps = "; ".join(f"{other.name}: {'they' if m.who == other.id else who.name} could use “{m.text}”" for other, m in likely)
    named, more = (likely[0][0].name, "") if likely else ("NAME", ": what the first could use")
    return f"Introduce {who.name} to whom?{f' Perhaps to {perhaps}.' if perhaps else ''}", f"introduce {who.name} and {named}{more}"


def meeting_of(said: Said) -> tuple[str, str, bool]:
    """What two people who are to be introduced have for each other: (what is needed, what is offered, does the second one need it); what
    was said goes before what was matched; "" where neither is known."""
    assert said.person is not None and said.other is not None
    if said.words:
        return said.words, "", False
    pair = {said.person.id, said.other.id}
    found = next((m for m in matches_with(said.person.id) if {m.who, m.giver} == pair), None)
    return ("", "", False) if found is None else (found.text, found.offered, found.who == said.other.id)


def _introduce(said: Said, at: int) -> str:
    assert said.person is not None and said.other is not None
    need, offer, turned = meeting_of(said)
    if not need:
        raise NotUnderstood(
            f"What {said.person.name} could use of {said.other.name} was not said.",
            do="Say it after a colon: introduce NAME and NAME: a few words",
        )
    one, other = (said.other, said.person) if turned else (said.person, said.other)
    row = introduce(one.id, other.id, need=need, offer=offer, at=at)
    also = beside(row)
    return f"Begun, number {row}: ask {one.name} first; neither is named to the other until both say yes.{also} Undo with: worthwhile undo"
