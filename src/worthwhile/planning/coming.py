"""What is next with somebody besides today's list: an introduction under way, a need that meets an offer, a goal's next step. Pure."""

from dataclasses import dataclass

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
from worthwhile.planning.values import Proposal
from worthwhile.planning.words import day, given, quoted
from worthwhile.text import several
from worthwhile.value.introductions import called
from worthwhile.value.values import Introducing, Matched

NEXT = {"ask one": "ask {one}", "ask other": "ask {two}", "introduce": "introduce them", "made": "see what came of it"}


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that is next: `kind` is "introduction", "match" or "step", `row` its introduction, its need or its goal."""

    kind: str
    row: int
    sentence: str
    source: str


def introduction(i: Introducing, one: PersonView, two: PersonView, at: int) -> Coming:
    """One that is under way, and its step; where the two turned out to be one person, that."""
    begun = f"your introduction of {day(i.at, at)}"
    if i.one == i.other and i.stage != "made":
        return Coming("introduction", i.id, f"An introduction was begun before two records of {one.name} became one. It can rest.", begun)
    first, second = called(one, two)
    step = NEXT[i.stage].format(one=first, two=second)
    return Coming("introduction", i.id, f"You are bringing {first} and {second} together. Next: {step}.", begun)


def match(m: Matched, person: PersonView, other: PersonView) -> Coming:
    """A need of theirs that somebody may meet, or a need that they may meet; the words that both say are its source."""
    need, mine = quoted(m.text), other.kind == "me"
    if m.who == person.id:
        sentence = f"{'You' if mine else other.name} may help {given(person)} with {need}: {m.offered.rstrip('.')}."
    else:
        sentence = f"{given(person)} may help {'you' if mine else other.name} with {need}."
    both = f"both say {several([f'“{w}”' for w in m.words])}" if m.words else "the two are near in meaning"
    return Coming("match", m.need, sentence, both)


def step(n: NextStep) -> Coming:
    """What a goal's next step with them is."""
    return Coming("step", n.goal, f"{n.what}.", f"for your goal {quoted(n.title)}")


def besides(found: list[Coming], act: Proposal | None) -> list[Coming]:
    """What today's act with them does not say already; the first of each kind, and of matches two."""
    said = {"introduce": ("introduction", "match"), "offer_help": ("match",), "ask": ("match",), "next_step": ("step",)}
    gone = said.get(act.kind, ()) if act is not None else ()
    out = []
    for kind, most in (("introduction", 2), ("match", 2), ("step", 1)):
        some = [c for c in found if c.kind == kind]
        out += some[1 if kind in gone else 0 :][:most]
    return out
