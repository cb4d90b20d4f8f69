"""Whom it serves: guessed by kind, hers where she says it, and a month of it."""

import pytest

from worthwhile.planning import services
from worthwhile.planning.intent import ACTS, LINES, said, sentence, shares
from worthwhile.planning.models import Act
from worthwhile.planning.queries import mix
from worthwhile.planning.rules import registry
from worthwhile.planning.values import INTENTS
from worthwhile.tests.planning.test_day_of_help import AT, log  # noqa: F401
from worthwhile.tests.planning.test_rules import every
from worthwhile.tests.ties.small_log import on
from worthwhile.value import services as value
from worthwhile.value.kinds import KINDS, way
from worthwhile.value.models import Note
from worthwhile.workspace.services import undo


def test_each_kind_of_act_has_its_guess_and_it_is_the_one_its_rule_makes():
    assert set(ACTS) == set(registry())
    assert {p.kind: p.serves for p in every() if p.kind != "next_step"} == {k: v for k, v in ACTS.items() if k != "next_step"}
    assert {k for k in KINDS if k == "asked" or way(k, True, "")} == set(LINES)
    assert all(set(v) <= set(INTENTS) and v for v in (*ACTS.values(), *LINES.values()))


def test_her_word_goes_before_the_guess():
    assert said("me them", ("both",)) == ("them", "me") and said("", ("both",)) == ("both",) and said("nonsense", ("me",)) == ("me",)


def test_shares_add_up_and_what_serves_two_counts_in_part_for_each():
    assert shares([("them",), ("them", "me"), ()]) == {"them": 0.75, "me": 0.25}
    assert shares([]) == {} == shares([()])


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ({}, ""),
        ({"me": 1.0}, "All of it for yourself."),
        ({"them": 0.7, "both": 0.3}, "Mostly for them, some for the two of you."),
        ({"them": 0.95, "me": 0.05}, "Mostly for them, a little for yourself."),
        (
            {"them": 0.6, "both": 0.2, "organisation": 0.15, "me": 0.05},
            "Mostly for them, some for the two of you and for the organisation.",
        ),
        ({"them": 0.4, "me": 0.4, "both": 0.2}, "A mix: for them, for yourself and for the two of you."),
    ],
)
def test_a_month_in_one_sentence(shown, words):
    assert sentence(shown) == words


def test_a_month_holds_acts_and_lines_each_once(log):  # noqa: F811
    value.note(log.ids["ana"], "the brake data", at=on(490), kind="share")
    value.note(log.ids["ben"], "the name of a lab", at=on(495), kind="received")
    value.note(log.ids["ben"], "of long ago", at=on(400), kind="received")
    value.note(log.ids["ben"], "a note", at=on(495))
    assert mix(AT) == {"me": 1.0}
    number = next(i.number for i in services.today(30, at=AT).items if i.proposal.kind == "share")
    services.done(number, at=AT)
    assert mix(AT) == {"them": 0.5, "me": 0.5}, "the line that the act settled does not count again"
    services.serves(number, ["organisation"], at=AT)
    Note.objects.filter(kind="received").update(serves="both")
    assert mix(AT) == {"both": 0.5, "organisation": 0.5}
    undo()
    undo()
    assert mix(AT) == {"both": 1.0} and not Act.objects.filter(state="done").exists()
    assert mix(AT - 100 * 86_400) == {"both": 1.0} and mix(AT, days=2) == {}
