"""Who waits for an answer: what asks for one, what is a notice, and when an answer is due."""

from dataclasses import replace

import pytest

from worthwhile.planning.rules import answer, proposals
from worthwhile.planning.situation import open_message
from worthwhile.tests.planning.made import contact, jotting, person, situation, tie, waiting


def test_an_answer_says_how_far_the_mail_reaches_and_keeps_the_subject():
    p = answer.rule(waiting())
    assert "as of your mail of 23 November" in p.why[0].sentence
    assert p.draft.subject == "Re: 4 March: a speaker?" and p.draft.reply_to == p.about
    bare = contact(4, subject="")
    assert answer.rule(situation(open_message=bare, recent=(bare,))).draft.subject == "Your mail of 20 November"


def test_an_answer_that_she_asked_for_is_thanked_for():
    theirs = contact(9, subject="Re: Could you spare the data?", parent="k12")
    for subject, title in (("Could you spare the data?", "Thank Mei-Ling Tan"), ("Re: Could you spare the data?", "Answer Mei-Ling Tan")):
        p = answer.rule(situation(open_message=theirs, recent=(theirs, contact(12, "to", subject=subject))))
        assert p.title == title
        assert "as of your mail of 23 November" in p.why[0].sentence
        assert p.draft.subject == "Re: Could you spare the data?"

    def thanks(days):
        late, asked = contact(days, parent="k40"), contact(40, "to")
        return answer.rule(situation(open_message=late, recent=(late, asked)))

    assert thanks(22) is None and thanks(20).worth < thanks(2).worth < answer.rule(waiting()).worth


def test_what_was_written_of_before_they_sat_together_waits_for_no_letter():
    message, theirs = contact(4), contact(4, parent="k12")
    one_to_one, of_five = contact(2, "both"), contact(2, "both", size=5)
    assert answer.rule(situation(open_message=message, recent=(one_to_one, message))) is None
    assert answer.rule(situation(open_message=message, recent=(of_five, message))) is not None
    assert answer.rule(situation(open_message=message, recent=(message, contact(6, "both")))) is not None
    assert answer.rule(situation(open_message=theirs, recent=(of_five, theirs, contact(12, "to")))) is None


@pytest.mark.parametrize(("line", "kinds"), [
    (jotting("received", 9, way="received", led_to="We found the fault."), {"tell"}),
    (jotting("asked", 12, way="received", led_to="We found the fault."), {"tell"}),
    (jotting("received", 9, way="received"), {"answer", "tell"}),
    (jotting("received", 60, way="received", led_to="We found the fault."), {"answer", "tell"}),
])  # fmt: skip
def test_where_it_is_noted_what_the_answer_led_to_the_thanks_that_tell_it_stand_alone(line, kinds):
    theirs = contact(9, subject="Re: Could you spare the data?", parent="k12")
    s = situation(open_message=theirs, recent=(theirs, contact(12, "to", subject="Could you spare the data?")), story=(line,))
    found = {p.kind: p for p in proposals(s)}
    assert set(found) - {"give_unasked"} == kinds
    if "answer" not in kinds:
        told = found["tell"]
        assert told.minutes == 2 and told.draft.subject == "Re: Could you spare the data?" and told.draft.reply_to == theirs.key
        assert "We found the fault" in told.draft.body and "[" not in told.draft.body


def test_whom_she_never_wrote_to_waits_only_where_an_answer_is_likely():
    assert answer.rule(waiting(tie=tie(sent=0), inclination=0.05)) is None
    assert answer.rule(waiting(tie=tie(sent=0), inclination=0.4)) is not None


def test_the_more_she_would_write_the_more_an_answer_is_worth():
    worths = [answer.rule(waiting(inclination=c)).worth for c in (0.0, 0.2, 0.9)]
    assert worths == sorted(set(worths))


def test_a_mail_to_a_great_round_waits_for_nobody_in_particular():
    small, large = contact(4, size=5), contact(2, size=30)
    assert answer.rule(situation(open_message=small, recent=(small,))) is not None
    assert answer.rule(situation(open_message=large, recent=(large,))) is None
    assert open_message([large, small]) is small


def test_a_stranger_gets_an_answer_only_where_she_is_likely_to_give_one():
    for likely, kinds in ((0.05, set()), (None, set()), (0.3, {"answer"})):
        s = replace(waiting(inclination=likely), person=person(kind="stranger", birthday="--11-24"))
        assert {p.kind for p in proposals(s)} == kinds


@pytest.mark.parametrize(
    ("subject", "size", "asks"),
    [
        ("Press release on the lab", 2, False), ("Re: Press release on the lab", 2, True), ("Is the press release out?", 2, True),
        ("Doctor's Appointment", 2, False), ("Dentist appointment", 2, False), ("Appointment with the assessor", 2, True),
        ("Mark Taylor/HOU is out of the office.", 2, False), ("Out of Office AutoReply: the rig", 2, False), ("Vacation", 2, True),
        ("Out of office hours: who answers the line", 2, True), ("Accepted: Budget round", 2, False), ("Accepted wisdom on brakes", 2, True),
        ("Invitation: Budget @ Mon 3 Nov", 2, False), ("Invitation: dinner at ours", 2, True), ("FYI - tariff", 2, False),
        ("FYI: tariff, which one do we take?", 2, True), ("Weekly report", 4, False), ("The weekly plan", 2, True),
        ("FW: Fire truck", 4, True), ("Notes from Monday", 3, True), ("", 2, True),
    ],
)  # fmt: skip
def test_a_notice_asks_for_no_answer(subject, size, asks):
    message, older = contact(1, subject=subject, size=size), contact(3, subject="The rig")
    assert open_message([message]) is (message if asks else None)
    assert open_message([message, older]) is (message if asks else older), "what came before it still waits"


@pytest.mark.parametrize(
    ("subject", "known", "asks"),
    [
        ("Read: the attached before Monday", (), True), ("Read: The rig", (), True), ("Updated: the contract", (), True),
        ("Read: RE: The rig", (contact(5, "to", subject="Re: The rig"),), False), ("Not read: The rig", (contact(5, "to", subject="The rig"),), False),
        ("Delivered: the rig", (contact(5, "to", subject="The rig"),), False), ("Delivered: the rig", (contact(5, subject="The rig"),), True),
        ("Updated: The rig", (contact(5, "both", subject="The rig"),), False), ("Read: The rig", (contact(5, "both", subject="The rig"),), True),
        ("Updated invitation: The rig @ Mon 3 Nov", (), False), ("Re: Read: The rig", (contact(5, "to", subject="The rig"),), True),
    ],
)  # fmt: skip
def test_a_receipt_and_an_update_are_notices_of_what_is_known_and_else_a_persons_words(subject, known, asks):
    message = contact(1, subject=subject)
    assert open_message([message, *known]) is (message if asks else next((c for c in known if c.direction == "from"), None))


def test_a_question_is_due_once_it_is_open_for_longer_than_she_usually_takes():
    assert [answer.rule(waiting(days)).due for days in (1.9, 2.1)] == [False, True]
    assert [answer.rule(waiting(days, tie=tie(answer_mine=24.0 * 5))).due for days in (4.9, 5.1)] == [False, True]
    told, thanked = contact(9, subject="The brake data"), contact(9, subject="Re: Is it so?", parent="k12")
    assert not answer.rule(situation(open_message=told, recent=(told,))).due
    assert not answer.rule(situation(open_message=thanked, recent=(thanked, contact(12, "to", subject="Is it so?")))).due
