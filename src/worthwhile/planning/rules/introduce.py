"""Introduce two people: on a match, or the next step of an introduction under way. Each is asked alone first; neither is named before both said yes."""

from worthwhile.people.values import PersonView
from worthwhile.planning.lines import cause
from worthwhile.planning.rules.offer_help import shared
from worthwhile.planning.values import Chance, Draft, Proposal, Situation, Underway
from worthwhile.planning.words import DAY, day, given, iso, quoted, short_day
from worthwhile.value import introductions
from worthwhile.value.values import Introducing
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
ANSWER_WITHIN = 5 * DAY
# What was begun comes before a new beginning: an introduction takes two more letters and two yeses. Where one was begun for every match,
# a whole season went by with many begun and few brought together (docs/simulation.md).
FIRST, EACH, LEAST, UNDER_WAY, NEARLY = 0.65, 0.12, 0.3, 0.85, 0.95
STEPS = {"ask one": "Ask {name}", "ask other": "Ask {name}", "introduce": "Introduce {one} and {two}"}


def rule(s: Situation) -> Proposal | None:
    """The step that is next with this person; else, the nearest match of a need of theirs with somebody's offer."""
    step = next((u for u in s.underway if u.step.stage in STEPS and not _just_begun(u.step, s.at)), None)
    if step is not None:
        return _next(s, step)
    chance = next((c for c in s.chances if c.part == "meets" and c.other is not None), None)
    return None if chance is None else _first(s, chance)


def _just_begun(i: Introducing, at: int) -> bool:
    """To begin one is to ask the first of the two: time for an answer, before it is brought up again."""
    return i.stage == "ask one" and at - i.changed < ANSWER_WITHIN


def _first(s: Situation, chance: Chance) -> Proposal:
    two = chance.other
    assert two is not None
    one, other = introductions.called(s.person, two)
    sentence = f"{one} could use this: {quoted(chance.text)}. {other} is glad to give {quoted(chance.offered)}."
    ask = f" Ask {one} first; neither is named until both say yes."
    rows = tuple(Row("note", row, iso(chance.at)) for row in (chance.need, chance.offer) if row is not None)
    why = [Reason(sentence + ask, rows, f"your note of {short_day(chance.at, s.at)}"), *shared(chance)]
    if chance.bridges:
        why.append(
            Reason(
                "The two stand in groups that hardly meet otherwise.",
                (Row("person", s.person.id), Row("person", two.id)),
                "who wrote to whom",
            )
        )
    i = Introducing(0, "", s.person.id, two.id, chance.text, chance.offered, "ask one", "", "", s.at, s.at)
    return Proposal(
        "introduce", s.person.id, s.person.anchor, cause("match", chance.at, f"{chance.text} {two.anchor}"), f"Introduce {s.person.name} and {two.name}",
        tuple(why), 4, _new(s) + 0.35 * chance.worth + (0.05 if chance.bridges else 0.0), ("them",), True, draft=_draft(s, i, s.person, two),
        other=two.id, words=(chance.text, chance.offered),
    )  # fmt: skip


def _new(s: Situation) -> float:
    """What a new introduction is worth beside how near the two are: the less, the more are under way."""
    return max(LEAST, FIRST - EACH * s.begun)


def _next(s: Situation, found: Underway) -> Proposal:
    i = found.step
    one, two = introductions.called(found.one, found.two)
    said = "Both said yes." if i.stage == "introduce" else f"{one} said yes." if i.stage == "ask other" else "No yes is noted yet."
    ask = "" if i.stage == "introduce" else f" Ask {given(s.person)}; neither is named until both say yes."
    why = Reason(
        f"You are bringing {one} and {two} together, since {day(i.at, s.at)}: {quoted(i.need)}. {said}{ask}",
        (Row("introduction", i.id, iso(i.changed)),), f"your introduction of {short_day(i.at, s.at)}",
    )  # fmt: skip
    title = STEPS[i.stage].format(name=s.person.name, one=found.one.name, two=found.two.name)
    return Proposal(
        "introduce", s.person.id, s.person.anchor, f"{i.uid[:40]} {i.stage}", title if i.stage == "introduce" else f"{title} whether they would like to meet somebody",
        (why,), 4, NEARLY if i.stage == "introduce" else UNDER_WAY, ("them",), True, draft=_draft(s, i, found.one, found.two),
        line=i.id if i.stage == "introduce" else None, due=i.stage != "ask one",
    )  # fmt: skip


def _draft(s: Situation, i: Introducing, one: PersonView, two: PersonView) -> Draft | None:
    found = introductions.letter(i, one, two, s.me)
    return None if found is None or not found.to else Draft(found.to, found.subject, found.body)
