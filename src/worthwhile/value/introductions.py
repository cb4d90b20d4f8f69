"""Introductions: which step follows which answer, and the first words of each. Pure.

Each of the two is asked alone, the one who could use it first, in a note that names no one; neither is named to the other before both
said yes (double opt-in). Either may say no, and the other hears only that it did not work out.

    ask one ──yes──▶ ask other ──yes──▶ introduce ──▶ made          "no" at either question, or a stop: closed
    set aside: these two were looked at, and she would rather not; kept so that they are not suggested again
    later: this need was looked at, and is not for today; it may meet somebody again once `changed` is past

`made` stays made when what came of it was said; `closed` is one that ended before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from worthwhile.errors import NotNow, NotUnderstood
from worthwhile.people.values import PersonView
from worthwhile.text import day
from worthwhile.value.plain import HOLE, to_them, unnamed, wish
from worthwhile.value.values import Introducing, Noted

STAGES = ("ask one", "ask other", "introduce", "made", "closed", "set aside", "later")
ENDED = ("closed", "set aside", "later")
_NEXT = {("ask one", "yes"): "ask other", ("ask other", "yes"): "introduce", ("ask one", "no"): "closed", ("ask other", "no"): "closed"}
_ASKED = {"ask one": "one", "ask other": "other"}


@dataclass(frozen=True, slots=True)
class Letter:
    """First words for her own mail program; `to` holds one address or two with a comma, "" where none is known. Nothing is ever sent."""

    to: str
    subject: str
    body: str


def after(stage: str, answer: str) -> str:
    """The stage that follows an answer ("yes" or "no"). Raises NotUnderstood for another word, NotNow where nobody is being asked."""
    if answer not in ("yes", "no"):
        raise NotUnderstood(f"“{answer}” is no answer.", do="Say yes or no.")
    if (stage, answer) not in _NEXT:
        raise NotNow("Nobody is being asked at this step.", do="See where it stands: worthwhile introductions")
    return _NEXT[stage, answer]


def asked(stage: str) -> str:
    """Who is being asked at this stage: "one", "other" or ""."""
    return _ASKED.get(stage, "")


def uid(one: str, other: str, need: str, at: int) -> str:
    """What an introduction is known by, from the two anchors, the words of the need and the moment: the same in every store."""
    return sha256("\n".join((one, other, need, str(at))).encode()).hexdigest()[:40]


def given(person: PersonView) -> str:
    """The name one would use in a sentence."""
    return person.given or person.name.split(" ")[0]


def called(one: PersonView, other: PersonView) -> tuple[str, str]:
    """What the two are called beside each other: given names, or whole ones where those are the same."""
    first, second = given(one), given(other)
    return (one.name, other.name) if first == second else (first, second)


def letter(i: Introducing, one: PersonView, other: PersonView, me: str) -> Letter | None:
    """The first words of the step that comes next; None where nothing is to be written."""
    if i.stage == "ask one":
        return to_one(i, one, other, me)
    if i.stage == "ask other":
        return to_other(i, one, other, me)
    if i.stage == "introduce":
        return to_both(i, one, other, me)
    return None


def to_one(i: Introducing, one: PersonView, other: PersonView, me: str) -> Letter:
    """To the one who could use it: somebody may be able to help. Nothing in it tells who."""
    return _letter(
        one,
        "Somebody for you to talk to?",
        f"{_you_wanted(unnamed(i.need, other))} I know somebody who may be able to help. Shall I ask whether they’d talk to you?",
        "I name neither of you until you both say yes. If you’d rather not, that is perfectly fine.",
        me,
    )


def to_other(i: Introducing, one: PersonView, other: PersonView, me: str) -> Letter:
    """To the one who could give it: what is wanted and why they came to mind. Nothing in it tells for whom."""
    wanted, offered = unnamed(i.need, one), to_them(unnamed(i.offer, one), other)
    because = f", because of what you do: {offered}" if offered else ""
    return _letter(
        other,
        "Half an hour for somebody?",
        f"{_somebody(wanted)}. You came to mind{because}. Would you give them half an hour?",
        "I name neither of you until you both say yes, and a no is perfectly fine.",
        me,
    )


def to_both(i: Introducing, one: PersonView, other: PersonView, me: str) -> Letter:
    """The introduction itself, once both said yes: who each is, and why."""
    first, second = called(one, other)
    offered = f" About {second}: {i.offer.rstrip('.')}." if i.offer else ""
    return Letter(
        ",".join(p.email for p in (one, other) if p.email),
        f"{first} and {second}",
        _body(
            f"Hello {first}, hello {second},",
            f"You both said yes, so here you are: {_who(one)}, and {_who(other)}. {first} {_would_like(i.need)}.{offered}",
            "From here it is yours. If it turns out not to fit, or the time is wrong, just say so to each other; nobody minds.",
            me,
        ),
    )


def kind_word(i: Introducing, to: PersonView, other: PersonView, me: str) -> Letter:
    """To somebody who was asked, when it ended without being made: only that it didn’t work out, never why or who."""
    how, words = wish(unnamed(i.need, other)) if to.id == i.one else ("", "")
    about = words if how == "thing" else "talking to somebody"
    return _letter(
        to,
        "What I asked you about",
        f"I had asked you about {about}. It didn’t work out this time.",
        "I’ll keep it in mind. If you’d rather I didn’t, just say so." if to.id == i.one else "Thank you for being open to it.",
        me,
    )


def kind_words(i: Introducing, one: PersonView, other: PersonView, me: str) -> Sequence[tuple[PersonView, Letter]]:
    """To whom a word is due if it ended here: to those who said yes, and not to who would rather not."""
    yes = {"ask other": [one], "introduce": [one, other]}.get(i.stage, [])
    if i.stage == "closed" and i.declined == "other":
        yes = [one]
    return [(p, kind_word(i, p, other if p is one else one, me)) for p in yes]


def told(i: Introducing, one: PersonView, other: PersonView) -> str:
    """How one that was made stands in the story of both."""
    return f"You introduced {' and '.join(called(one, other))}"


def came_about(i: Introducing, one: PersonView, other: PersonView, need: Noted | None, offer: Noted | None) -> str:
    """How one that was made came about, from the need on: what either could use and give, with where that comes from (her lines `need` and
    `offer`, where they are there still), when she set out, and that both said yes."""
    first, second = called(one, other)
    wanted = f"{first} could use this: “{i.need}”{_whence(need, i.changed)}."
    had = f" {second} was glad to give this: “{i.offer}”{_whence(offer, i.changed)}." if i.offer else ""
    return f"{wanted}{had} You set out on {_said_on(i.at, i.changed)} and asked {first} first; both said yes."


def _whence(line: Noted | None, then: int) -> str:
    """Where a line comes from and its day, in brackets."""
    return "" if line is None else f" ({f'{line.source}, ' if line.source else 'noted '}{_said_on(line.at, then)})"


def _said_on(when: int, then: int) -> str:
    return day(datetime.fromtimestamp(when), datetime.fromtimestamp(then).date())


def _you_wanted(need: str) -> str:
    how, words = wish(need)
    said = {"thing": f"You were looking for {words}.", "deed": f"You wanted {words}.", "said": f"You said this: “{words}”."}
    return said[how] if need and need != HOLE else f"You were looking for {HOLE}."


def _somebody(need: str) -> str:
    how, words = wish(need)
    said = {"thing": f"could use {words}", "deed": f"would like {words}", "said": f"said this: “{words}”"}
    return f"Somebody I know {said[how] if need and need != HOLE else f'is looking for {HOLE}'}"


def _would_like(need: str) -> str:
    how, words = wish(need)
    said = {"thing": f"is looking for {words}", "deed": f"would like {words}", "said": f"said this: “{words}”"}
    return said[how] if need and need != HOLE else f"is looking for {HOLE}"


def _who(person: PersonView) -> str:
    role = " at ".join(part for part in (person.title, person.organisation) if part)
    return f"{person.name} ({role})" if role else person.name


def _letter(to: PersonView, subject: str, words: str, way_out: str, me: str) -> Letter:
    return Letter(to.email, subject, _body(f"Hello {given(to)},", words, way_out, me))


def _body(*paragraphs: str) -> str:
    return "\n\n".join(p for p in paragraphs if p)
