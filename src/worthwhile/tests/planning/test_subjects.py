"""Which subjects name a matter that may be asked after weeks later."""

import pytest

from worthwhile.planning.rules import wake
from worthwhile.planning.words import lasting
from worthwhile.tests.planning.made import contact, situation, tie


@pytest.mark.parametrize(
    "subject",
    [
        "Field report",
        "Re: The new depot",
        "Helpdesk contract",
        "List of suppliers for Odden",
        "Newsroom",
        "Question of the two depots",
        "Hibernation plan",
    ],
)
def test_a_matter_may_be_asked_after(subject):
    assert lasting(subject)


@pytest.mark.parametrize(
    "subject",
    ["Thank you!", "Re: Many thanks", "Congratulations, Noor", "Sorry to hear of your fall", "Happy birthday", "heads up", "A quick question", "FYI", "Draft",
     "Fwd: update.", "Checking in", "", "Re:", "Agenda", "Lunch on Friday", "PRESS NOTICE FOR ALL"],
)  # fmt: skip
def test_a_kind_word_what_names_no_matter_and_what_is_over_with_its_day_may_not(subject):
    assert not lasting(subject)


def test_a_subject_of_nothing_but_re_leaves_no_gap_in_the_sentence():
    last = contact(400, subject="Re:")
    p = wake.rule(situation(tie=tie(last=last.at, days=30), recent=(last,)))
    assert ", ," not in p.why[0].sentence and "“" not in p.why[0].sentence
