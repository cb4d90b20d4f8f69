"""Each rule on help: when it speaks and when it is silent, and what it says."""

from dataclasses import replace

import pytest

from worthwhile.planning.drafts import HOLE
from worthwhile.planning.learn import WRITTEN
from worthwhile.planning.prepare import before
from worthwhile.planning.rules import introduce, proposals, registry
from worthwhile.tests.planning.made import DAY, NOW, OTHER, chance, contact, helping, jotting, meeting, situation, step, tie, underway

HELPING = helping()


def said(p) -> str:
    return " ".join([p.title, *(r.sentence for r in p.why), p.draft.body if p.draft else ""])


@pytest.mark.parametrize("name", sorted(HELPING))
def test_a_rule_speaks_where_there_is_cause_and_the_others_are_silent(name):
    p = registry()[name](HELPING[name])
    assert p.kind == name and p.draft and p.draft.to == "mei@tan.example"
    assert len(p.about) <= 64 and name in WRITTEN
    assert {q.kind for q in proposals(HELPING[name])} == {name} | ({"tell"} if name == "give_unasked" else set())
    assert registry()[name](situation()) is None
    assert p == registry()[name](HELPING[name])
    stranger = replace(HELPING[name], person=replace(HELPING[name].person, left_out=True))
    assert proposals(stranger) == []


@pytest.mark.parametrize("kind", ["offered", "ask", "feedback", "credit", "room", "worry", "share"])
def test_the_line_that_is_open_longest_comes_first_and_one_of_long_ago_never(kind):
    rule = next(registry()[n] for n, s in HELPING.items() if [j.kind for j in s.notes] == [kind])
    p = rule(situation(notes=(jotting(kind, 5, "the new one"), jotting(kind, 30, "the old one"))))
    assert "the old one" in p.why[0].sentence and p.why[0].rows[0].id == 300
    assert p.about != rule(situation(notes=(jotting(kind, 5, "the new one"),))).about
    assert rule(situation(notes=(jotting(kind, 400),))) is None


def test_what_passes_between_people_is_called_by_what_they_could_use_never_by_what_is_due():
    p = registry()["give_unasked"](HELPING["give_unasked"])
    assert "What would make Mei-Ling’s week easier?" in p.why[0].sentence and p.gives and p.serves == ("them",)
    gave = jotting("gave", 40, way="given")
    story = HELPING["give_unasked"].story
    assert registry()["give_unasked"](situation(story=(*story, gave))) is None
    assert registry()["give_unasked"](situation(story=story[:1])) is None
    assert registry()["give_unasked"](situation(story=story[:1], notes=(jotting("asked", 15),))) is not None
    assert registry()["give_unasked"](situation(story=tuple(replace(n, at=n.at - 100 * DAY) for n in story))) is None


def test_somebody_whom_she_only_gave_to_may_give():
    gave = HELPING["let_give"].story
    p = registry()["let_give"](HELPING["let_give"])
    assert p.asks and not p.gives and "glad to be asked" in p.why[0].sentence
    assert registry()["let_give"](situation(story=gave[:2])) is None
    assert registry()["let_give"](situation(story=(*gave, jotting("received", 300, way="received")))) is None
    assert registry()["let_give"](situation(story=gave, notes=(jotting("asked", 50),))) is None


def test_thanks_name_what_it_led_to_in_her_words_and_are_not_asked_for_twice():
    had = jotting("received", 9, "the brake data", way="received", led_to="We found the fault.")
    p = registry()["tell"](situation(story=(had,)))
    assert "It led to this: We found the fault." in p.draft.body and HOLE not in p.draft.body
    assert p.why[-1].sentence == "It led to this, as you wrote: “We found the fault”."
    assert HOLE in registry()["tell"](situation(story=(replace(had, led_to=""),))).draft.body
    assert registry()["tell"](situation(story=(jotting("thanked", 3, way="given"), had))) is None
    assert registry()["tell"](situation(story=(had, jotting("thanked", 30, way="given")))) is not None
    assert registry()["tell"](situation(story=(jotting("thanks", 3, way="received"),))) is None, "their thanks ask for none"
    assert registry()["tell"](situation(story=(replace(had, at=NOW - 200 * DAY),))) is None
    assert "said yes to what you asked" in registry()["tell"](situation(story=(jotting("asked", way="received"),))).why[0].sentence


def test_an_ask_names_its_size_and_lets_them_say_no():
    p = registry()["ask"](situation(notes=(jotting("ask", minutes=20),)))
    assert p.asks and "20 minutes of yours. A no is fine" in p.draft.body and "20 minutes of theirs" in p.why[0].sentence
    question = registry()["ask"](situation(notes=(jotting("ask", text="Could you read my paper?"),)))
    assert "Could you read my paper?" in question.draft.body and "?”." not in said(question)


def test_nobody_is_asked_who_was_asked_within_a_month_or_is_met_soon():
    line = jotting("ask")
    assert registry()["ask"](situation(notes=(line, jotting("asked", 20)))) is None
    assert registry()["ask"](situation(notes=(line,), story=(jotting("asked", 20, way="received"),))) is None
    assert registry()["ask"](situation(notes=(line,), story=(jotting("asked", 40, way="received"),))) is not None
    assert registry()["ask"](situation(notes=(line,), next_meeting=meeting(30))) is None


def test_while_an_ask_of_hers_is_open_nothing_else_is_asked_of_them_and_that_one_is_brought_up():
    asked = jotting("asked", 40, "the rig for a day?")
    assert registry()["ask"](situation(notes=(jotting("ask"), asked))) is None
    assert registry()["ask"](situation(notes=(jotting("ask"), replace(asked, at=NOW - 200 * DAY)))) is not None
    feedback = replace(HELPING["ask_feedback"], notes=(asked,))
    assert registry()["ask_feedback"](feedback) is None
    asks, tells = step(asks=True), step(key="goal tell")
    assert registry()["next_step"](situation(steps=(asks,), notes=(asked,))) is None
    assert registry()["next_step"](situation(steps=(asks, tells), notes=(asked,))) == registry()["next_step"](situation(steps=(tells,)))
    page = before(situation(notes=(asked,), next_meeting=meeting(3), recent=(contact(9),)))
    assert page.ask == "How does it stand with what I asked you on 15 October: “the rig for a day?”"
    assert [o.sentence for o in page.answer] == ["You asked Mei-Ling this: “the rig for a day?” No answer is noted here."]


def test_what_one_of_them_waits_for_is_not_asked_after_as_if_it_did_not():
    theirs, mine = contact(4), contact(3, "to", subject="Re: 4 March: a speaker?")
    wrote = "You wrote about “4 March: a speaker?” on 20 November. What do you still need from me there?"
    assert before(situation(recent=(theirs,), open_message=theirs, steps=(step(kind="against", about=7),))).ask == wrote
    mine_waits = "I wrote to you about “4 March: a speaker?” on 21 November. Did that leave anything open for you?"
    assert before(situation(recent=(mine, theirs))).ask == mine_waits
    to_many = before(situation(recent=(replace(mine, size=13), theirs)))
    assert to_many.answer == () and "leave anything open" not in to_many.ask, "who got it among twelve was asked nothing"
    met = before(situation(recent=(contact(2, "both", subject="Budget"), mine)))
    assert met.ask == "We spoke about “Budget” on 22 November. What has changed since, on your side?"


def test_the_question_rests_on_what_is_known_and_says_nobody_s_stance():
    asked, against = jotting("question", 4, "How late may the report be?"), step(kind="against", about=7)
    theirs = before(situation(notes=(asked,), steps=(against,), next_meeting=meeting(3)))
    assert theirs.ask == "On 20 November you asked: “How late may the report be?” Is that still open for you?"
    report = contact(5, subject="Re: Field report")
    last = before(situation(recent=(report,), steps=(against,), next_meeting=meeting(3)))
    assert last.ask == "You wrote about “Field report” on 19 November. Which part of it is on your mind most?"
    goal = before(situation(recent=(contact(5, "to"),), steps=(step(kind="help"), against), next_meeting=meeting(3)))
    assert goal.ask == "I am working on “A test lab by 15 February”. What would have to change for it to be good for you and your people?"
    assert before(situation(next_meeting=meeting(3))).ask == "Which part of “Field report” matters most to you?"
    assert before(situation()).ask == ""


def test_a_need_of_hers_is_asked_of_who_could_meet_it():
    p = registry()["ask"](situation(chances=(chance("gives"),)))
    assert p.asks and p.words == ("someone who has certified a sensor",) and p.line is None
    assert "Mei-Ling is glad to give “certifying a sensor”" in p.why[0].sentence and "“sensor”" in p.why[1].sentence


def test_no_letter_names_the_other_before_both_said_yes():
    for s in (
        situation(chances=(chance("meets"),)),
        situation(chances=(chance("meets", text="what Lucía Ferrer did", offered="Mei-Ling Tan’s sensor"),)),
        situation(underway=(underway("ask one"),)),
        situation(underway=(underway("ask other", "two"),)),
    ):
        p = introduce.rule(s)
        assert not {"Lucía", "Ferrer"} & set(p.draft.body.replace(",", " ").replace(".", " ").split()), p.draft.body
        assert p.draft.to == "mei@tan.example" and "neither is named until both say yes" in p.why[0].sentence


def test_each_step_of_an_introduction_is_an_act_of_its_own():
    steps = [introduce.rule(situation(underway=(underway(stage),))) for stage in ("ask one", "introduce")]
    assert len({p.about for p in steps}) == 2 and [p.line for p in steps] == [None, 3]
    assert steps[1].title == "Introduce Mei-Ling Tan and Lucía Ferrer" and OTHER.email in steps[1].draft.to
    assert introduce.rule(situation(underway=(underway("made"),))) is None
    both = situation(underway=(underway("ask one"),), chances=(chance("meets"),))
    assert introduce.rule(both).about == steps[0].about
    assert "groups that hardly meet" in said(introduce.rule(HELPING["introduce"]))


def test_the_nearer_a_match_the_more_it_is_worth():
    for part, name in (("needs", "offer_help"), ("meets", "introduce"), ("gives", "ask")):
        worths = [registry()[name](situation(chances=(chance(part, worth=w),))).worth for w in (0.1, 0.5, 0.9)]
        assert worths == sorted(set(worths))


def test_feedback_is_asked_of_those_she_works_with_and_only_where_something_gives_cause():
    s = HELPING["ask_feedback"]
    assert registry()["ask_feedback"](replace(s, wish=None)) is None
    goal = replace(s, wish=replace(jotting("need"), kind="goal"))
    assert registry()["ask_feedback"](goal) is not None and registry()["ask_feedback"](replace(goal, steps=(step(),))) is None
    for silent in (
        tie(met=30, days=60, last_met=NOW - 30 * DAY),
        tie(met=2, days=60, last_met=NOW),
        tie(met=30, days=4, last_met=NOW),
        tie(),
    ):
        assert registry()["ask_feedback"](replace(s, tie=silent)) is None


def test_the_first_words_of_a_step_are_those_of_its_goal():
    def body(**more):
        return registry()["next_step"](situation(steps=(step(**more),))).draft.body

    asked = body(words="What would you need for a yes?", kind="undecided")
    assert "What would you need for a yes?" in asked and "[your words]" not in asked and "If this is no good time" in asked
    assert "If this is no good time" not in body(words="Could you help? A no is fine.", kind="help", asks=True)
    assert "how this stands: A lab. [your words]" in body(words="A few lines on how this stands: A lab.", kind="picture")


def test_a_next_step_says_what_the_goal_says():
    p = registry()["next_step"](situation(steps=(step(asks=True, minutes=90, serves=("organisation",)), step(key="later"))))
    assert (p.title, p.asks, p.minutes, p.serves) == ("Ask Mei-Ling Tan what would make it good", True, 20, ("organisation",))
    assert p.why[0].rows[0].model == "goal" and "test lab" in p.why[0].source


def test_her_own_word_on_whom_it_serves_goes_before_the_guess():
    for name in ("say_yes", "ask", "give_feedback", "share"):
        s = HELPING[name]
        p = registry()[name](replace(s, notes=tuple(replace(n, serves="organisation me") for n in s.notes)))
        assert p.serves == ("organisation", "me")


def test_what_weighs_on_somebody_is_not_put_into_writing():
    assert "brake" not in registry()["listen"](HELPING["listen"]).draft.body
    assert registry()["listen"](situation(notes=(jotting("worry", 200),))) is None
