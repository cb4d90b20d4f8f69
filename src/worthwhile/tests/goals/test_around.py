"""What is missing, which ways fit, whom it serves, who can help: what stands around a goal."""

import re
from dataclasses import replace

import pytest

from worthwhile.goals import coverage, influence, intent, queries, services
from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.goals.values import STANCES
from worthwhile.people import services as people
from worthwhile.store import Fact, digest, nouns
from worthwhile.tests.goals.made import GOAL, standing
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import services as value
from worthwhile.value.models import Note
from worthwhile.workspace.models import Deed


def kinds(*held, goal=GOAL):
    return [g.kind for g in coverage.gaps(goal, held)]


def test_what_is_missing_is_said_in_sentences():
    assert kinds() == ["nobody"]
    assert kinds(standing(stance="for")) == []
    assert kinds(standing(stance="unknown")) == ["stance"]
    assert kinds(standing(stance="unknown", known=False)) == ["tie"]
    assert kinds(standing(stance="for", say=None)) == ["say"]
    assert kinds(standing(stance="for", say=1)) == ["nobody"]
    assert kinds(standing(stance="for", after=5, after_name="Ada")) == ["first"]
    assert kinds(standing(stance="against"), goal=replace(GOAL, help="an hour")) == ["help"]


def test_several_with_the_same_gap_are_one_sentence():
    (gap,) = coverage.gaps(GOAL, [standing("Ada Berg", "unknown"), standing("Bo Lund", "unknown")])
    assert gap.sentence == "Where Ada Berg and Bo Lund stand is not known yet." and len(gap.people) == 2


@pytest.mark.parametrize("stance", STANCES)
def test_ways_fit_the_stance_and_end_with_those_to_leave(stance):
    ways = influence.fitting(stance, moves="m", gains="g")
    good = [w for w in ways if not w.warns]
    assert 2 <= len(good) <= 5 and [w.name for w in ways[len(good) :]] == ["pressure", "coalition"]
    assert all(re.search(r"\d{4}", w.source) and w.example for w in ways)


def test_what_moves_them_is_spoken_of_only_where_it_is_noted():
    assert "inspirational appeal" not in [w.name for w in influence.fitting("against")]
    assert "inspirational appeal" in [w.name for w in influence.fitting("against", moves="being heard")]
    assert "apprising" not in [w.name for w in influence.fitting("undecided")]


def test_her_own_interest_has_a_place():
    said = " ".join(intent.check(replace(GOAL, serves=("organisation",), serves_whom="the hall", mine="a good start in the post"), 3))
    assert "serving the organisation: the hall." in said and "“a good start in the post”" in said and "is sound" in said
    assert "show this page to everyone" in said
    only_me = " ".join(intent.check(replace(GOAL, serves=("me",)), 0))
    assert "Who else would be better off" in only_me and "show this page" not in only_me
    assert "Nothing is marked yet" in " ".join(intent.check(GOAL, 0))


@pytest.fixture
def log(db) -> Log:
    return Log()


def test_who_offered_what_the_goal_wants_can_help(log):
    goal = services.start("A test lab", help="someone to read my paper for the board", at=on(1))
    value.note(log.who("jonas"), "to read my paper on the lab", at=on(2), kind="offer", source="his mail")
    value.note(log.who("ana"), "Turkish and German", at=on(2), kind="offer")
    value.note(log.who("ben"), "test code, beside his thesis", at=on(2), kind="offer")  # says only a word of the title
    (one,) = queries.helpers(queries.goal(goal), [])
    assert (one.name, one.source) == ("Jonas", "his mail") and "paper" in one.words
    assert queries.helpers(replace(queries.goal(goal), help=""), []) == []


def test_every_goal_of_somebody_is_found(log):
    first, second = (services.start(t, at=on(1)) for t in ("One", "Two"))
    for goal in (first, second):
        services.put(goal, log.who("ana"), say=4, at=on(2))
    services.put(second, log.who("ben"), at=on(2))
    assert [(g.id, s.name) for g, s in queries.of_person(log.who("ana"), on(3))] == [(first, "Ana"), (second, "Ana")]


def test_forgetting_leaves_no_name_on_any_goal(log):
    zoltan, ana = log.who("zoltan"), log.who("ana")
    from worthwhile.people.models import Profile

    Profile.objects.filter(person_id=zoltan).update(name="Zoltan Querfurth")
    goal = services.start("Win over Zoltan Querfurth", why="zoltan  querfurth decides", at=on(1))
    services.change(goal, title="A lab", help="Ask Zoltan Querfurth", at=on(2))
    services.put(goal, zoltan, say=5, moves="being heard", moves_source="he said so", at=on(2))
    services.put(goal, ana, fair="a seat beside Zoltan Querfurth", after=zoltan, at=on(2))
    services.stance(goal, zoltan, "against", at=on(3))
    services.stance(goal, ana, "for", "Zoltan Querfurth told her", at=on(3))
    value.note(ana, "works with Zoltan Querfurth", at=on(3))
    people.forget(zoltan, at=on(4))
    kept = " ".join(
        str(row) for model in nouns(Fact) for row in model.objects.values_list() if model in (Goal, Stakeholder, Stance, Note)
    ) + " ".join(f"{d.sentence} {d.payload}" for d in Deed.objects.all())
    assert "querfurth" not in kept.lower() and "zoltan@" not in kept.lower()
    g = queries.goal(goal)
    assert (g.title, g.why, g.help) == ("A lab", "… decides", "Ask …")
    assert [(s.name, s.fair, s.stance) for s in queries.standings([goal], on(5))[goal]] == [("Ana", "a seat beside …", "for")]
    assert digest()
