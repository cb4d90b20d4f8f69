"""Each rule: when it speaks, what it says, and when it is silent."""

import re
from dataclasses import replace
from datetime import date

import pytest

from worthwhile.planning.choose import choose
from worthwhile.planning.prepare import before
from worthwhile.planning.rules import (
    answer,
    ask,
    ask_after,
    ask_feedback,
    congratulate,
    follow_up,
    introduce,
    keep_promise,
    keep_warm,
    pick_up,
    prepare,
    proposals,
    registry,
    tell,
    thank,
    wake,
)
from worthwhile.planning.values import INTENTS, Jotting, Kindness, Proposal
from worthwhile.tests.planning.made import (
    DAY,
    NOW,
    chance,
    contact,
    helping,
    jotting,
    meeting,
    person,
    situation,
    step,
    tie,
    underway,
    waiting,
)

NEVER = re.compile(
    r"overdue|neglect|still wait|\bowe|debt|in return for|balance|in their turn|checking in|touch(ing)? base|hope this finds|!|delve|leverage|target|pipeline|not late",
    re.IGNORECASE,
)


def promised(*days: float):
    return situation(notes=tuple(Jotting(n, "promise", f"plan {n}", NOW - int(d * DAY)) for n, d in enumerate(days, 1)))


def every() -> list[Proposal]:
    kind = Kindness(3, "r1", "recommendation", NOW - 7 * DAY)
    quiet = (contact(18, "to"), contact(19, "to"))
    old = (contact(800, "to"), contact(801))
    found = [
        answer.rule(waiting()),
        answer.rule(waiting(0.5)),
        follow_up.rule(situation(last_meeting=meeting(-70))),
        thank.rule(situation(kindnesses=(kind,))),
        thank.rule(situation(kindnesses=(replace(kind, kind="endorsement", detail="Testing"),))),
        congratulate.rule(situation(person=person(birthday="1988-11-24"))),
        congratulate.rule(situation(person=person(birthday="--11-25"))),
        keep_warm.rule(situation(tie=tie(last=quiet[0].at), recent=quiet)),
        pick_up.rule(situation(tie=tie(last=NOW - 70 * DAY, days=3), recent=(contact(70), contact(72, "to")))),
        ask_after.rule(situation(tie=tie(last=quiet[0].at), recent=(quiet[0], contact(20, subject="Depot")))),
        wake.rule(situation(tie=tie(last=old[0].at), recent=old)),
        prepare.rule(situation(next_meeting=meeting(5))),
        keep_promise.rule(promised(9)),
        *(registry()[name](s) for name, s in helping().items()),
        introduce.rule(situation(underway=(underway("ask one"),))),
        introduce.rule(situation(underway=(underway("introduce"),))),
        ask.rule(situation(chances=(chance("gives"),))),
        ask.rule(situation(notes=(jotting("ask", text="Could you read my paper?"),))),
        tell.rule(situation(story=(jotting("asked", way="received"),))),
        ask_feedback.rule(situation(tie=tie(met=30, days=60, last_met=NOW - 3 * DAY), wish=Jotting(4, "goal", "A test lab", 0))),
    ]
    assert all(found)
    return [p for p in found if p]


def test_every_file_is_a_rule_and_every_rule_can_speak():
    assert {p.kind for p in every()} == set(registry())


@pytest.mark.parametrize("p", every(), ids=lambda p: p.title)
def test_what_is_proposed_has_reasons_with_rows_and_plain_words(p):
    assert p.why and p.why[0].rows and p.why[0].source
    assert 1 <= p.minutes <= 5 and 0 < p.worth < 1
    assert not p.why[0].source.startswith("last "), "the page says “From …” before it"
    assert p.serves and set(p.serves) <= set(INTENTS)
    said = [p.title, *(r.sentence for r in p.why), *((p.draft.subject, p.draft.body) if p.draft else ())]
    assert not [s for s in said if NEVER.search(s)]
    assert not [s for s in said if re.search(r"unanswered|No answer from|No word|Nothing written|seen here", s) and " as of your " not in s]
    assert "'" not in "".join(said)
    assert "seen here" not in p.why[0].sentence or "as of" in p.why[0].sentence
    assert "nothing since" not in p.why[0].sentence or "as far as your mail of" in p.why[0].sentence
    if p.draft:
        assert all(part[:1].isupper() or part[:1] in "[“" for part in p.draft.body.split("\n\n"))
        assert p.draft.body.startswith("Hello Mei-Ling, ") or (
            p.draft.body.startswith("Hello Mei-Ling,\n\n") and "Lucía" not in p.draft.body
        )
        assert p.draft.body.endswith("\n\nNoor")
        assert len(p.draft.body.split()) < 80


def test_nothing_is_called_unanswered_beyond_what_was_read():
    p = answer.rule(waiting(0.5))
    assert "No answer" not in p.why[0].sentence and "read no further" in p.why[0].sentence
    assert answer.rule(replace(waiting(), mail_until=None)).why[0].sentence.count("No answer") == 0
    assert follow_up.rule(situation(last_meeting=meeting(-70), mail_until=NOW - 5 * DAY)) is None
    assert keep_warm.rule(situation(tie=tie(last=NOW - 18 * DAY), mail_until=NOW - 19 * DAY)) is None


def test_the_oldest_open_promise_is_kept_first_and_one_of_today_not_yet():
    assert keep_promise.rule(promised(0.5)) is None and keep_promise.rule(promised(500)) is None
    found = keep_promise.rule(promised(5, 12))
    assert found is not None and "plan 2" in found.why[0].sentence and found.gives
    assert keep_promise.rule(promised(25)).worth > found.worth


def test_a_promise_for_a_day_comes_the_day_before_it_and_says_the_day():
    def on(text: str, days: float):  # NOW is Tuesday, 24 November 2026
        return keep_promise.rule(situation(notes=(jotting("promise", days, text), jotting("promise", 1, "nothing of a day"))))

    assert (
        on("the plan by Wednesday", 1)
        .why[0]
        .sentence.endswith("“the plan by Wednesday”. That is tomorrow, 25 November. It isn’t settled here.")
    )
    assert "That is today, 24 November." in on("the plan by Tuesday", 3).why[0].sentence
    assert "That was 20 November." in on("the plan by Friday", 6).why[0].sentence
    assert on("the plan by Thursday", 5) is None and on("the plan by 3 December", 20) is None, "not before its day is near"
    assert on("the plan by Tuesday", 3).worth > keep_promise.rule(promised(12)).worth
    both = keep_promise.rule(situation(notes=(jotting("promise", 40, "an old one"), jotting("promise", 3, "the plan by Tuesday"))))
    assert "the plan" in both.why[0].sentence, "the one whose day it is comes before the oldest"
    answers = [replace(answer.rule(waiting()), person=n, worth=0.95) for n in (7, 8, 9)]
    assert both in choose([*answers, both], 8) and on("the plan by 10 November", 20) in choose(
        [*answers, on("the plan by 10 November", 20)], 8
    )
    assert on("the plan by Friday", 12).worth < 1, "a week after its day it is one of her open ones"
    kept = before(situation(notes=(jotting("promise", 3, "the plan by Friday"), jotting("promise", 3, "the list by 27 November")))).open
    assert [o.source for o in kept] == ["your note, 21 Nov; for 27 Nov", "your note, 21 Nov"]


def test_machines_and_those_left_out_get_nothing():
    assert answer.rule(replace(waiting(), open_message=contact(4, automatic=True))) is None
    for who in (person(kind="list"), person(kind="robot"), person(kind="role"), person(kind="me"), person(left_out=True)):
        assert proposals(replace(waiting(), person=who, next_meeting=meeting(5))) == []


@pytest.mark.parametrize(
    "silent",
    [
        {"written_since_meeting": True},
        {"last_meeting": meeting(-70, size=9)},
        {"last_meeting": meeting(-200)},
        {"tie": tie(met=80, first=NOW - 200 * DAY, last=NOW)},
        {"tie": tie(met=20)},
        {"recent": (contact(3, "both", subject="Field report", row=5), contact(10, "both", subject="Field report"))},  # it comes round
        {"calendar_until": NOW - 5 * DAY},  # it may have moved since
    ],
)
def test_no_letter_after_a_meeting_that_needs_none(silent):
    assert follow_up.rule(situation(**{"last_meeting": meeting(-70), **silent})) is None


def test_thanks_are_not_asked_for_twice():
    kind = Kindness(3, "r1", "recommendation", NOW - 7 * DAY)
    assert thank.rule(situation(kindnesses=(replace(kind, returned=True),))) is None
    assert thank.rule(situation(kindnesses=(kind,), recent=(contact(5, "to"),))) is None
    assert thank.rule(situation(kindnesses=(replace(kind, at=NOW - 300 * DAY),))) is None
    assert "offer one in return" in thank.rule(situation(kindnesses=(kind,))).title


@pytest.mark.parametrize(
    ("birthday", "year", "falls"),
    [
        ("1988-02-29", 2027, date(2027, 2, 28)),
        ("--02-29", 2028, date(2028, 2, 29)),
        ("--12-31", 2026, date(2026, 12, 31)),
        ("", 2026, None),
        ("1988", 2026, None),
        ("--02-31", 2026, None),
    ],
)
def test_birthdays_of_all_writings(birthday, year, falls):
    assert congratulate.falls_on(birthday, year) == falls


def test_a_steady_tie_is_kept_warm_before_and_not_long_after_its_usual_silence():
    def at(days):
        return keep_warm.rule(situation(tie=tie(last=NOW - int(days * DAY)), recent=(contact(days, "to"),)))

    assert [at(d) is not None for d in (2, 14, 16, 30, 41)] == [False, False, True, True, False]
    weekly = [d for d in range(30) if keep_warm.rule(situation(tie=tie(last=NOW - d * DAY, gap_high=6.0), recent=(contact(d, "to"),)))]
    assert weekly == [*range(9, 15)]  # no hello for its own sake within days of the last letter
    assert keep_warm.rule(situation(tie=tie(last=NOW - 18 * DAY, days=3))) is None
    assert keep_warm.rule(situation(tie=tie(last=NOW - 18 * DAY, sent=160))) is None, "mostly she writes, to a round: no talk to keep up"
    assert keep_warm.rule(situation(tie=tie(last=NOW - 18 * DAY), next_meeting=meeting(50))) is None
    assert keep_warm.rule(situation(tie=tie(last=NOW - 18 * DAY), mail_until=NOW - 10 * DAY)) is None  # eight days of silence are known of


@pytest.mark.parametrize(("rule", "quiet", "days"), [(keep_warm.rule, 18, 20), (pick_up.rule, 72, 3), (wake.rule, 400, 30)])
def test_a_word_that_she_noted_counts_as_one_that_was_read(rule, quiet, days):
    told = tie(first=NOW - 900 * DAY, last=NOW - quiet * DAY, days=days)
    silent = situation(tie=told, recent=(contact(quiet, "to", subject=""),))
    assert rule(silent) is not None
    assert rule(replace(silent, notes=(jotting("spoke", 2, "We spoke"),))) is None
    assert rule(replace(silent, story=(jotting("gave", 2, way="given"),))) is None
    assert rule(replace(silent, notes=(jotting("need", 2),))) is not None, "what was only heard of them is no word between the two"


def test_after_they_spoke_no_answer_and_no_letter_after_a_meeting_is_due():
    spoke = (jotting("spoke", 1, "We spoke"),)
    waits = situation(open_message=contact(3), recent=(contact(3),))
    assert answer.rule(waits) is not None and answer.rule(replace(waits, notes=spoke)) is None
    met = situation(last_meeting=meeting(-48), recent=(contact(2, "both"),))
    assert follow_up.rule(met) is not None and follow_up.rule(replace(met, notes=spoke)) is None


def test_a_word_that_she_noted_long_ago_is_named_where_it_is_the_last():
    said = keep_warm.rule(situation(tie=tie(last=NOW - 30 * DAY), recent=(contact(30, "to", subject=""),), notes=(jotting("spoke", 17),)))
    assert said is not None and "You noted a word between you on 7 November; none is seen since" in said.why[0].sentence


def test_a_word_begins_from_what_the_two_spoke_of_and_not_from_what_went_to_a_round_or_was_sent_by_a_program():
    def words(rule, *recent, quiet=18):
        return rule(situation(tie=tie(last=NOW - quiet * DAY), recent=recent)).draft.body

    round_, machine = contact(18, "to", size=20, subject="You have 48 hours"), contact(19, automatic=True, subject="Out of office")
    theirs, notice = contact(25, subject="The night shifts"), contact(18, subject="MEMBER TRAVEL SPECIALS for Ana")
    assert "“The night shifts”" in words(keep_warm.hello, notice, replace(notice, subject="FW: Opening hours"), theirs)
    assert "“The night shifts”" in words(keep_warm.hello, round_, machine, theirs)
    assert "“" not in words(keep_warm.hello, round_, machine) and "“" not in words(keep_warm.hello, round_, contact(90))
    assert "“The night shifts”" in words(wake.rule, replace(round_, at=NOW - 300 * DAY), replace(theirs, at=NOW - 310 * DAY), quiet=300)
    assert before(situation(recent=(round_, contact(200)))).ask == ""


def test_nothing_is_asked_of_a_meeting_that_only_bears_their_names_or_comes_round():
    one, each = contact(1, "both", subject="1:1 Mei-Ling / Noor"), [contact(d, "both", subject="Budget round") for d in (2, 9)]
    told = contact(12, subject="The night shifts")
    assert before(situation(recent=(one, *each, told))).ask.startswith("You wrote about “The night shifts” on")
    assert "“Budget round”" in before(situation(recent=(one, each[0], told))).ask
    assert before(situation(recent=(one,))).ask == ""


def test_their_answer_to_what_she_asked_is_not_said_to_wait_for_hers():
    theirs, hers = contact(2, subject="Re: The depot", parent="k3"), contact(3, "to", subject="The depot")
    page = before(situation(open_message=theirs, recent=(theirs, hers)))
    assert page.answer == () and page.ask.endswith("since, on your side?")


def test_a_thread_is_picked_up_after_a_month_when_no_rhythm_is_left_and_before_it_is_asleep():
    def at(quiet, **more):
        return pick_up.rule(situation(tie=tie(last=NOW - int(quiet * DAY), **more), recent=(contact(quiet, "to"),)))

    assert [at(d, days=3) is not None for d in (29, 32, 269, 271)] == [False, True, True, False]
    steady = [d for d in range(1, 300) if at(d)]
    warm = [d for d in range(1, 300) if keep_warm.rule(situation(tie=tie(last=NOW - d * DAY), recent=(contact(d, "to"),)))]
    assert steady[0] - warm[-1] in (1, 2) and steady[-1] == 269  # one follows upon the other
    assert at(60, days=1) is None and at(60, days=3, sent=0) is None and at(60, days=3, close=1) is None
    assert pick_up.rule(situation(tie=tie(last=NOW - 60 * DAY, days=3), next_meeting=meeting(50))) is None
    unread = situation(tie=tie(last=NOW - 60 * DAY, days=3), recent=(contact(60),), mail_until=NOW - 40 * DAY)
    assert pick_up.rule(unread) is None  # twenty days of silence are known of, no more
    theirs = contact(60)
    assert pick_up.rule(situation(tie=tie(last=NOW - 60 * DAY, days=3), recent=(theirs,), open_message=theirs)) is None
    bare = situation(tie=tie(last=NOW - 60 * DAY, days=3), recent=(replace(contact(60, "to"), subject=""), contact(900, "to")))
    assert "“" not in pick_up.rule(bare).why[0].sentence  # the subject of another day is not that of this one
    assert (
        not at(60, days=3).asks
        and at(60, days=3).worth < keep_warm.rule(situation(tie=tie(last=NOW - 18 * DAY), recent=(contact(18, "to"),))).worth
    )


@pytest.mark.parametrize(("recent", "why", "body"), [
    ((contact(72, "to", subject="Budget 2026?"),), "You last wrote on 13 September, “Budget 2026?”; nothing since, as far as your mail of 23 November shows.",
     "I wrote to you about “Budget 2026?” in September, and I wondered"),
    ((contact(72, subject="Re: Budget 2026?"),), "Mei-Ling last wrote on 13 September, “Budget 2026?”; nothing since,", "You wrote to me about “Budget 2026?” in September"),
    ((contact(72, subject="Re: Budget 2026?"), contact(74, "to", subject="Budget 2026?")), "Mei-Ling last wrote on 13 September", "We wrote about “Budget 2026?” in September"),
    ((contact(72, "both", subject="Budget 2026?"),), "You and Mei-Ling last met on 13 September", "We met about “Budget 2026?” in September"),
    ((contact(72, subject=""), contact(400, "to", subject="Budget 2026?")), "Mei-Ling last wrote on 13 September; nothing since", "I wrote to you about “Budget 2026?” in October 2025"),
    ((contact(72, subject=""),), "Mei-Ling last wrote on 13 September; nothing since", "It is a while since we were in touch."),
])  # fmt: skip
def test_the_word_that_picks_up_a_thread_claims_no_talk_that_was_not_read(recent, why, body):
    p = pick_up.rule(situation(tie=tie(last=NOW - 72 * DAY, days=3), recent=recent))
    assert p.why[0].sentence.startswith(why) and body in p.draft.body and "spoke" not in p.draft.body
    assert p.draft.subject == ("“Budget 2026”, some time ago" if "Budget" in body else "A word in between")
    said = (
        "your meeting of 13 Sep"
        if recent[0].direction == "both"
        else "your mail of 13 Sep"
        if recent[0].direction == "to"
        else "their mail of 13 Sep"
    )
    assert p.why[0].source == said and p.why[0].rows[0].id == recent[0].row


def test_whom_she_is_not_close_to_is_left_to_sleep():
    old = {"last": NOW - 800 * DAY}
    assert wake.rule(situation(tie=tie(**old))) is not None
    assert wake.rule(situation(tie=tie(**old, close=1))) is None
    assert wake.rule(situation(tie=tie(**old, sent=0))) is None
    assert wake.rule(situation(tie=tie(**old))).asks is False


def test_a_meeting_is_looked_ahead_to_within_a_day():
    assert [prepare.rule(situation(next_meeting=meeting(h))) is not None for h in (1, 23, 25)] == [True, True, False]
    assert prepare.rule(situation(next_meeting=meeting(1, size=20))) is None


def test_a_whole_day_is_looked_ahead_to_as_a_day():
    def told(hours):
        p = prepare.rule(situation(next_meeting=meeting(hours, whole_day=True, minutes=0)))
        return p.title, p.why[0].source, p.why[0].sentence

    assert told(3)[:2] == ("Look ahead: Mei-Ling Tan today", "your calendar, a whole day") and "You see Mei-Ling today: " in told(3)[2]
    assert told(23)[0] == "Look ahead: Mei-Ling Tan tomorrow" and not re.search(r"\d\d:\d\d", " ".join(told(23)))


def test_a_meeting_that_a_goal_waits_for_comes_before_one_that_comes_round():
    weekly = (contact(7, "both", subject="Field report "),)
    alike = prepare.rule(situation(next_meeting=meeting(1), recent=weekly))
    waited = prepare.rule(situation(next_meeting=meeting(20), recent=weekly, awaited=step()))
    other = prepare.rule(situation(next_meeting=meeting(20), recent=(contact(7, "both", subject="Budget"),)))
    assert alike.worth < min(waited.worth, other.worth) and len(alike.why) == 1
    assert waited.why[1].sentence == "A goal of yours waits for Mei-Ling’s word."
    assert (waited.why[1].source, waited.why[1].rows[0].model) == ("your goal “A test lab by 15 February”", "goal")


def test_no_address_means_no_letter_but_still_an_act():
    p = congratulate.rule(situation(person=person(birthday="--11-24", email="")))
    assert p is not None and p.draft is None


@pytest.mark.parametrize(("plain", "quiet", "days"), [(keep_warm.rule, 18, 20), (pick_up.rule, 72, 3)])
def test_a_matter_that_was_theirs_is_asked_after_with_an_offer_of_help(plain, quiet, days):
    def at(rule, *recent):
        return rule(situation(tie=tie(last=recent[0].at, days=days), recent=recent))

    mine, answered = contact(quiet, "to", subject="Re: The new depot"), contact(quiet + 1, "to", subject="Agenda for today")
    theirs = replace(contact(quiet + 2, subject="The new depot"), row=77)
    p = at(ask_after.rule, mine, answered, theirs)
    assert p.serves == ("them",) and "The new depot" in p.draft.body and "If there is anything in it that I could help with" in p.draft.body
    assert p.why[0].sentence.startswith("Mei-Ling wrote to you about “The new depot” on ") and p.why[0].rows[0].id == 77
    assert at(plain, mine, answered, theirs) is None  # one word for one silence
    for other in (
        (mine, replace(theirs, direction="to")),  # hers from the first
        (mine, replace(theirs, subject="Re: The new depot")),  # an answer to what was not read
        (answered, replace(theirs, subject="The new depot, a call on Monday")),  # over with its day
        (answered, replace(theirs, at=answered.at - 61 * DAY)),
        (answered, replace(theirs, automatic=True)),
    ):
        p = at(plain, *other)
        assert p.serves == ("both",) and "help with" not in p.draft.body and "Agenda" not in p.draft.body
        assert at(ask_after.rule, *other) is None


@pytest.mark.parametrize(
    ("more", "place"), [({}, "old mail"), ({"kind": "message"}, "old messages"), ({"kind": "meeting", "direction": "both"}, "old calendar")]
)
def test_a_first_word_after_a_long_time_says_where_the_subject_was_met_with(more, place):
    old = replace(contact(800, subject="The depot"), **more)
    assert f"I came across “The depot” in my {place} today" in wake.rule(situation(tie=tie(last=old.at), recent=(old,))).draft.body
