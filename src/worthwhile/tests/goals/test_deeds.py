"""What she does with goals and the people they take: kept, and taken back to the letter."""

from datetime import date

import pytest

from worthwhile.errors import Ambiguous, NotFound, NotNow, NotUnderstood
from worthwhile.goals import queries, services
from worthwhile.goals.days import understood
from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.goals.services.goals import SERVES
from worthwhile.people.models import Profile
from worthwhile.planning.values import INTENTS
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties.services import measure
from worthwhile.workspace.models import Deed
from worthwhile.workspace.services import undo


@pytest.fixture
def log(db) -> Log:
    return Log()


@pytest.fixture
def lab(log) -> int:
    return services.start("A test lab", by="15 February 2024", why="faults on the line", at=on(10))


LATE = on(500)


def only(goal, at=LATE):
    (one,) = queries.standings([goal], at)[goal]
    return one


def test_the_intents_of_a_goal_are_those_of_an_act():
    assert SERVES == INTENTS


def test_a_goal_is_begun_with_all_she_says_of_it(log):
    before = digest()
    goal = services.start(
        " A test lab ", why="w", by="15 February 2024", serves=["organisation", "me"], serves_whom="the hall", help="h", mine="m", at=on(10)
    )
    g = queries.goal(goal)
    assert (g.title, g.by, g.serves, g.serves_whom, g.help, g.mine) == (
        "A test lab",
        "2024-02-15",
        ("organisation", "me"),
        "the hall",
        "h",
        "m",
    )
    undo()
    assert digest() == before and queries.goals() == []


@pytest.mark.parametrize(("words", "meant"), [
    ("15 February 2027", "2027-02-15"), ("2027-02-15", "2027-02-15"), ("15 Feb 2027", "2027-02-15"), ("Feb 15, 2027", "2027-02-15"),
    ("February 15th 2027", "2027-02-15"), ("15 February", "2027-02-15"), ("1 December", "2026-12-01"), ("24 Nov", "2026-11-24"),
    ("29 February", "2028-02-29"), ("15. Feb. 2027", "2027-02-15"), ("", ""), ("  ", ""),
])  # fmt: skip
def test_a_day_is_understood_in_words_and_in_figures(words, meant):
    assert understood(words, date(2026, 11, 24)) == meant


@pytest.mark.parametrize(
    "words",
    [
        "Febuary 15",
        "2/3/2027",
        "31 February 2027",
        "2027-02-30",
        "soon",
        "15",
        "Monday",
        "2027",
        "15 Feb 20",
        "1 May 2999",
        "10:00",
        "12 Sat 2027",
    ],
)
def test_what_is_no_day_says_how_to_write_one(words):
    with pytest.raises(NotUnderstood) as error:
        understood(words, date(2026, 11, 24))
    assert words in str(error.value) and "15 February 2027 or 2027-02-15" in error.value.do


def test_a_wrong_date_keeps_nothing(log):
    with pytest.raises(NotUnderstood, match="“Febuary 15” is not a date"):
        services.start("A test lab", by="Febuary 15", at=on(10))
    assert not Goal.objects.exists() and not Deed.objects.exists()


@pytest.mark.parametrize("words", [{"title": "  "}, {"title": "x", "serves": ["the king"]}])
def test_a_goal_needs_a_title_and_serves_somebody_known(log, words):
    with pytest.raises(NotUnderstood):
        services.start(words.pop("title"), at=on(10), **words)
    assert not Goal.objects.exists()


def test_a_goal_is_put_in_other_words_and_back(lab):
    before = digest()
    services.change(lab, by="1 March 2024", title="Two labs", at=on(11))
    assert (queries.goal(lab).title, queries.goal(lab).by, queries.goal(lab).why) == ("Two labs", "2024-03-01", "faults on the line")
    assert "already" in services.change(lab, title="Two labs", at=on(12))
    undo()
    assert digest() == before


def test_a_day_that_has_passed_is_taken_only_where_she_means_it(lab):
    before = digest()
    for deed in (lambda **more: services.start("Another", by="1 January 2022", at=on(40), **more),
                 lambda **more: services.change(lab, by="1 January 2022", at=on(40), **more)):  # fmt: skip
        with pytest.raises(NotUnderstood, match="1 January.* has passed") as refused:
            deed()
        assert "a day to come" in refused.value.do and digest() == before
        deed(passed=True)
        assert "2022-01-01" in {g.by for g in queries.goals()}
        undo()
        assert digest() == before
    services.change(lab, by="15 February 2024", title="Later", at=LATE)  # the day that stood there already is no news
    assert queries.goal(lab).title == "Later"


@pytest.mark.parametrize(("said", "told"), [
    ({"say": 2}, "on the map of “A test lab”: from “a great deal of say” to “little say”."), ({"say": 1, "cares": 2}, "to “hardly any say” and from “how much they care is not known” to “cares little”."), ({"gains": "g"}, "stands to gain from “A test lab”."),
    ({"moves": "m", "moves_source": "s"}, "You noted what matters to Ana"), ({"loses": "l", "fair": "f"}, "You changed what you noted on Ana"),
    ({"say": 5}, "nothing was changed"),
])  # fmt: skip
def test_what_was_done_with_somebody_on_a_goal_is_told(lab, log, said, told):
    services.put(lab, log.who("ana"), say=5, at=on(11))
    before, deeds = digest(), Deed.objects.count()
    assert told in services.put(lab, log.who("ana"), at=on(12), **said)
    assert Deed.objects.count() == deeds + (said != {"say": 5})
    if said != {"say": 5}:
        undo()
    assert digest() == before


def test_a_goal_that_has_no_day_is_kept_and_not_planned(lab, log):
    services.stance(lab, log.who("ana"), "against", at=on(11))
    assert len(queries.next_steps(on(12))) == 1
    services.change(lab, by="", at=on(12))
    assert queries.next_steps(on(12)) == [] and [g.by for g in queries.goals()] == [""]


@pytest.mark.parametrize("end", [services.finish, services.drop])
def test_a_goal_that_ended_is_kept_and_comes_back(lab, end):
    before = digest()
    end(lab, at=on(20))
    assert queries.goals() == [] and [g.id for g in queries.goals(closed=True)] == [lab]
    with pytest.raises(NotNow):
        end(lab, at=on(21))
    undo()
    assert digest() == before and [g.id for g in queries.goals()] == [lab]


def test_what_came_of_it_is_in_her_words(lab):
    services.finish(lab, "approved in the second round", at=on(20))
    assert queries.goal(lab).outcome == "approved in the second round"


def test_somebody_is_put_on_a_goal_with_all_she_sees(lab, log):
    ana, ben, before = log.who("ana"), log.who("ben"), digest()
    services.put(
        lab,
        ana,
        say=5,
        cares=2,
        gains="g",
        loses="l",
        fair="f",
        moves="being heard",
        moves_source="she said so in March",
        after=ben,
        at=on(11),
    )
    one = only(lab)
    assert (one.say, one.cares, one.gains, one.loses, one.fair, one.moves, one.moves_source) == (
        5,
        2,
        "g",
        "l",
        "f",
        "being heard",
        "she said so in March",
    )
    assert (one.after, one.after_name, one.stance) == (ben, "Ben", "unknown")
    undo()
    assert digest() == before


def test_what_is_not_said_stays_and_what_is_emptied_is_unknown(lab, log):
    ana = log.who("ana")
    services.put(lab, ana, say=5, cares=2, fair="f", at=on(11))
    before = digest()
    services.put(lab, ana, cares=4, at=on(12))
    assert (only(lab).say, only(lab).cares, only(lab).fair) == (5, 4, "f")
    undo()
    assert digest() == before
    services.put(lab, ana, say=0, fair="", at=on(13))
    assert (only(lab).say, only(lab).cares, only(lab).fair) == (None, 2, "")


@pytest.mark.parametrize("words", [{"say": 6}, {"cares": -1}, {"moves": "money"}])
def test_a_step_out_of_range_and_a_motive_without_its_source_are_refused(lab, log, words):
    with pytest.raises(NotUnderstood):
        services.put(lab, log.who("ana"), at=on(11), **words)
    assert not Stakeholder.objects.exists()


def test_the_source_goes_with_what_moves_them(lab, log):
    ana = log.who("ana")
    services.put(lab, ana, moves="being heard", moves_source="her words", at=on(11))
    with pytest.raises(NotUnderstood, match="where it was said"):
        services.put(lab, ana, moves_source="", at=on(12))
    services.put(lab, ana, moves="", at=on(12))
    assert (only(lab).moves, only(lab).moves_source) == ("", "")


def test_she_herself_is_on_no_goal_of_hers(lab, log):
    before = digest()
    for deed in (lambda me: services.put(lab, me, say=2, at=on(11)), lambda me: services.stance(lab, me, "for", at=on(11))):
        with pytest.raises(NotUnderstood, match="is you"):
            deed(log.who("me"))
    assert digest() == before


def test_nobodys_own_yes_comes_first(lab, log):
    with pytest.raises(NotUnderstood):
        services.put(lab, log.who("ana"), after=log.who("ana"), at=on(11))


def test_where_somebody_stands_keeps_its_history_and_the_newest_holds(lab, log):
    ana, before = log.who("ana"), digest()
    services.stance(lab, ana, "against", "nights", at=on(11))
    first = digest()
    assert "nothing was changed" in services.stance(lab, ana, "against", at=on(12)) and digest() == first
    services.stance(lab, ana, "for", at=on(20))
    assert [(s.stance, s.why) for s in only(lab).history] == [("for", ""), ("against", "nights")] and only(lab).stance == "for"
    assert only(lab, on(15)).stance == "against"
    undo()
    assert digest() == first
    undo()
    assert digest() == before and not Stance.objects.exists()
    with pytest.raises(NotUnderstood):
        services.stance(lab, ana, "friendly", at=on(21))


def test_two_set_at_one_moment_the_later_said_holds(lab, log):
    for said in ("against", "for"):
        services.stance(lab, log.who("ana"), said, at=on(11))
    assert only(lab).stance == "for"


def test_taken_off_they_and_where_they_stood_are_gone_and_come_back(lab, log):
    ana = log.who("ana")
    services.put(lab, ana, say=4, moves="m", moves_source="s", at=on(11))
    services.stance(lab, ana, "for", at=on(12))
    before = digest()
    services.take_out(lab, ana, at=on(13))
    assert queries.standings([lab], on(14)) == {} and not Stance.objects.exists()
    with pytest.raises(NotFound):
        services.take_out(lab, ana, at=on(14))
    undo()
    assert digest() == before


def test_deeds_on_one_person_are_taken_back_newest_first_and_others_need_not_wait(lab, log):
    services.put(lab, log.who("ana"), say=4, at=on(11))
    first = Deed.objects.latest("pk").pk
    services.put(lab, log.who("ben"), say=4, at=on(12))
    services.stance(lab, log.who("ana"), "for", at=on(13))
    with pytest.raises(NotNow):
        undo(first)
    undo()
    undo(first)
    assert [s.name for s in queries.standings([lab], on(14))[lab]] == ["Ben"]


def test_a_goal_with_people_on_it_is_not_unmade(lab, log):
    begun = Deed.objects.latest("pk").pk
    services.put(lab, log.who("ana"), at=on(11))
    with pytest.raises(NotNow, match="people on this goal"):
        undo(begun)
    assert Goal.objects.exists()


def test_a_goal_is_not_unmade_while_taking_somebody_off_it_can_be_taken_back(lab, log):
    begun = Deed.objects.latest("pk").pk
    services.put(lab, log.who("ana"), at=on(11))
    services.take_out(lab, log.who("ana"), at=on(12))
    with pytest.raises(NotNow, match="still stands"):
        undo(begun)
    for _ in range(3):  # to the beginning, newest first
        undo()
    assert not Goal.objects.exists()


def test_without_its_goal_nobody_is_put_back_and_that_is_said(lab, log):
    services.put(lab, log.who("ana"), at=on(11))
    services.take_out(lab, log.who("ana"), at=on(12))
    Goal.objects.all().delete()
    with pytest.raises(NotNow, match="not here any more"):
        undo()


def test_what_was_done_before_two_records_were_joined_waits_for_what_came_after(lab, log):
    ana, other = log.who("ana"), log.who("ana2")
    services.stance(lab, other, "for", at=on(11))
    first = Deed.objects.latest("pk").pk
    Profile.objects.filter(person_id=other).update(root_id=ana)
    services.put(lab, ana, say=5, gains="much work", at=on(12))
    with pytest.raises(NotNow, match="Take back first"):
        undo(first)
    assert only(lab).gains == "much work"
    undo()
    undo(first)
    assert not Stakeholder.objects.exists() and not Stance.objects.exists()


def test_two_records_of_one_person_are_one_on_the_goal(lab, log):
    ana, other = log.who("ana"), log.who("ana2")
    services.put(lab, ana, say=4, fair="a seat", at=on(11))
    services.put(lab, other, say=2, cares=5, at=on(12))
    services.stance(lab, ana, "against", at=on(11))
    services.stance(lab, other, "for", at=on(12))
    Profile.objects.filter(person_id=other).update(root_id=ana)
    one = only(lab)
    assert (one.person, one.say, one.cares, one.fair, one.stance) == (ana, 2, 5, "a seat", "for") and len(one.history) == 2
    before = digest()
    services.put(lab, ana, say=3, fair="", at=on(13))
    assert (only(lab).say, only(lab).fair) == (3, "")
    undo()
    assert digest() == before
    services.take_out(lab, other, at=on(14))
    assert not Stakeholder.objects.exists()
    undo()
    Profile.objects.filter(person_id=other).update(root_id=other)
    assert [(s.name, s.say) for s in queries.standings([lab], on(15))[lab]] == [("Ana", 4), ("Ana2", 2)]


def test_a_goal_is_found_by_number_or_words(lab):
    second = services.start("A test bench", at=on(11))
    assert queries.find(str(lab)).id == queries.find("lab").id == lab and queries.find(f"#{second}").id == second
    with pytest.raises(Ambiguous):
        queries.find("test")
    with pytest.raises(NotFound, match="bridge"):
        queries.find("bridge")


def test_what_is_not_here_says_so(log):
    for wrong in (lambda: queries.goal(7), lambda: services.finish(7, at=on(1)), lambda: services.put(7, log.who("ana"), at=on(1))):
        with pytest.raises(NotFound):
            wrong()


def test_the_warm_path_leads_by_one_who_stands_together_with_them_in_small_rooms(lab, log):
    for day in range(1, 9):
        log.mail(day, "me", "elsbeth")
        log.mail(day + 0.5, "elsbeth", "me")
        log.mail(day, "me", "kofi")
    log.mail(9, "elsbeth", "me", cc=("priya",), subject="Overtime")
    log.mail(9, "kofi", "me", "priya", *(f"p{n}" for n in range(11)), subject="To all")
    log.meet(8, "me", "stranger", "priya", subject="Round table")
    measure(at=on(12))
    services.put(lab, log.who("priya"), say=4, at=on(11))
    one = only(lab, on(12))
    assert not one.known and one.warm is not None and (one.warm.name, one.warm.subject, one.warm.times) == ("Elsbeth", "Overtime", 1)
    (step,) = queries.next_steps(on(12))
    assert step.what == "Ask Elsbeth whether they would introduce you to Priya" and step.asks
    assert queries.next_steps(on(12), {step.key}) == []


def test_nobody_silent_for_years_is_asked_for_an_introduction(lab, log):
    for day in (-900, -899, -898, -897):
        log.mail(day, "me", "elsbeth")
        log.mail(day, "elsbeth", "me", cc=("priya",))
    for day in range(-800, 1, 3):
        log.mail(day, "me", "kofi")
    measure(at=on(12))
    assert queries.warm_paths([log.who("priya")], on(12)) == {}
