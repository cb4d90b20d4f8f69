"""What comes next with each person of a goal."""

import pytest

from worthwhile.goals.next_step import pressing, steps, waits_for
from worthwhile.goals.values import GoalView
from worthwhile.tests.goals.made import DAY, ELSBETH, GOAL, NOW, standing


def one(*people, goal=GOAL, until=NOW - 3 * DAY):
    return steps(goal, people, NOW, until)


def test_who_is_against_it_is_asked_what_would_make_it_good_for_them():
    (step,) = one(standing(stance="against"))
    assert step.what == "Ask Helene Marchetti what would make it good for them"
    assert "against it, as you set on 19 November" in step.why and not step.asks
    assert ("stance", standing(stance="against").history[0].row) in step.rows


def test_a_goal_waits_for_the_word_of_those_who_have_not_given_it():
    priya = standing("Priya Nambiar", known=False, last=None, warm=ELSBETH)
    found = one(standing(stance="against"), standing("Kofi Mensah", "for", last=NOW - 60 * DAY), priya)
    assert set(waits_for(found)) == {standing().person, priya.person}, "not for one who is for it, nor for one who could introduce"


def test_what_was_noted_as_fair_is_taken_up():
    (step,) = one(standing(stance="against", fair="a place at the table."))
    assert step.what.startswith("Take up with Helene") and "“a place at the table”." in step.why


def test_where_somebody_with_a_say_stands_is_asked_when_it_is_not_known():
    (step,) = one(standing(stance="unknown"))
    assert step.what.startswith("Ask Helene Marchetti where they stand")
    assert one(standing(stance="unknown", say=1, cares=1)) == []


def test_where_there_is_no_tie_an_introduction_is_asked_for_along_the_warm_path():
    (step,) = one(standing("Priya Nambiar", known=False, last=None, warm=ELSBETH))
    assert step.what == "Ask Elsbeth Kuyper whether they would introduce you to Priya Nambiar"
    assert "Elsbeth Kuyper and Priya Nambiar were both in “Overtime”" in step.why and "as of your mail of 21 November" in step.why
    assert (step.person, step.about, step.asks) == (12, standing("Priya Nambiar").person, True)
    assert ("interaction", 77) in step.rows


def test_without_a_warm_path_she_introduces_herself():
    (step,) = one(standing("Priya Nambiar", known=False, last=None))
    assert step.what == "Introduce yourself to Priya Nambiar" and not step.asks


def test_help_is_asked_of_one_who_is_for_it_and_of_one_only():
    goal = GoalView(1, "g1", "A test lab", by="2027-02-15", help="twenty minutes with Priya", at=NOW - 30 * DAY)
    step, *rest = one(standing("Deniz Aydin", "for", say=3), standing("Kofi Mensah", "for", say=5), goal=goal)
    assert step.what == "Ask Kofi Mensah for the help it wants" and step.asks and "“twenty minutes with Priya”" in step.why
    assert rest == []


def test_who_is_for_it_is_kept_in_the_picture_after_three_quiet_weeks():
    assert one(standing(stance="for")) == []
    (step,) = one(standing(stance="for", last=NOW - 60 * DAY))
    assert step.what == "Tell Helene Marchetti how it stands" and "as of your mail of 21 November" in step.why


def test_quiet_is_reckoned_from_how_far_the_mail_reaches():
    assert one(standing(stance="for", last=NOW - 60 * DAY), until=NOW - 45 * DAY) == []


def test_whose_yes_is_needed_first_comes_first():
    elsbeth = standing("Elsbeth Kuyper", "undecided")
    viktor = standing("Viktor Brandt", "against", say=5, after=elsbeth.person)
    assert [s.person for s in one(elsbeth, viktor)] == [elsbeth.person]
    agreed = standing("Elsbeth Kuyper", "for")
    assert [s.person for s in one(agreed, viktor)] == [viktor.person]


def test_nobody_waits_for_somebody_who_is_not_on_the_goal():
    assert len(one(standing(stance="against", after=999))) == 1


def test_who_is_left_out_of_suggestions_is_not_suggested():
    assert one(standing(stance="against", left_out=True)) == []


def test_a_meeting_ahead_is_named():
    (step,) = one(standing(stance="against", meets=NOW + 3600))
    assert step.why.endswith("You meet today.")


def test_more_say_comes_before_less_and_against_before_unknown():
    found = one(standing("Ada Berg", "against", say=3), standing("Bo Lund", "against", say=5), standing("Cy Falk", "unknown", say=5))
    assert [s.what.split()[1] for s in found] == ["Bo", "Cy", "Ada"]


def test_the_key_stays_while_the_cause_does_and_changes_with_it():
    first, again = (one(standing(stance="against"))[0].key for _ in range(2))
    assert first == again and len(first) <= 64 and "helene" not in first
    assert one(standing(stance="against", fair="a seat"))[0].key != first
    assert one(standing(stance="undecided"))[0].key != first


def test_one_step_for_each_goal_with_a_day_the_nearest_first():
    far = GoalView(2, "g2", "Far", by="2028-01-01")
    undated = GoalView(3, "g3", "Some day")
    step = one(standing(stance="against"))
    found = pressing([(far, [*step, *step]), (undated, step), (GOAL, step)])
    assert len(found) == 2 and pressing([]) == []
    assert pressing([(GOAL, [])]) == []


@pytest.mark.parametrize("stance", ["for", "undecided", "against", "unknown"])
def test_no_step_speaks_of_pressing_somebody(stance):
    for known in (True, False):
        for step in one(standing(stance=stance, known=known, last=NOW - 90 * DAY, warm=ELSBETH)):
            said = f"{step.what} {step.why}".lower()
            assert not any(word in said for word in ("convert", "target", "leverage", "owe", "!", "pressure"))
