"""Which subjects name a matter that may be asked after weeks later."""

import pytest

from worthwhile.planning.rules import answer, wake
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


@pytest.mark.parametrize(
    "subject",
    [
        "RE: FERC Docket No. RM01-12-000", "CPUC protest to TW RP97-288-1", "Invoice #4711", "[TICKET 20931] The rig", "(01-438) STRIP TRADING TO BEGIN", "ERMT", "NETCO RE-START",
        "budget_final.xls", "Privileged and confidential: the draft", "1/30", "Re:", "Davis, Lynch and Angelides fight over the contracts and over direct access",
    ],
)  # fmt: skip
def test_first_words_do_not_repeat_what_one_would_not_say(subject):
    theirs = contact(4, subject=subject)
    draft = answer.rule(situation(open_message=theirs, recent=(theirs,))).draft
    assert "Thank you for your mail of 20 November. [your words]" in draft.body and "“" not in draft.body
    assert draft.subject.startswith(("Re: ", "Your mail")), "the talk keeps its subject"
    assert not lasting(subject)


@pytest.mark.parametrize("subject", ["Re: The rig", "Two sensors for the ISO test", "4 March: a speaker?", "Room 12 from 2027", "试验台"])
def test_first_words_say_what_an_answer_is_on(subject):
    theirs = contact(4, subject=subject)
    assert f"On “{subject.removeprefix('Re: ')}”: [your words]" in answer.rule(situation(open_message=theirs, recent=(theirs,))).draft.body
