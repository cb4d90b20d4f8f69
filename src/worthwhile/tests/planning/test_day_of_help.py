"""Help on Today: what her lines, matches and introductions bring there, what becomes of them when an act is done, and taking it back."""

from datetime import date

import pytest

from worthwhile.goals import services as goals
from worthwhile.intake.models import Origin
from worthwhile.people.models import Person, Profile
from worthwhile.planning import queries, services
from worthwhile.planning.models import Act, Shown, Slate
from worthwhile.planning.words import iso
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties import services as ties
from worthwhile.value import queries as value_seen
from worthwhile.value import services as value
from worthwhile.value.models import Introduction, Match, Note, Offer
from worthwhile.workspace.services import undo

AT = on(500)


@pytest.fixture
def log(db) -> Log:
    """Six people of whom nothing but a letter of long ago is known."""
    log = Log()
    for name in ("ana", "ben", "cleo", "dan", "eve", "fay"):
        log.mail(300, name, "me")
        log.mail(301, "me", name)
    Origin.objects.update(until=on(499))
    ties.measure(at=AT)
    return log


def considered() -> dict[tuple[str, str], object]:
    who = {p.pk: p.name for p in Profile.objects.all()}
    return {(p.kind, who[p.person]): p for p in services.today(30, at=AT).considered}


def number(kind: str) -> int:
    return next(i.number for i in services.today(30, at=AT).items if i.proposal.kind == kind)


def matched(need: int, *, offer: int | None = None, own: int | None = None, worth: float = 0.8) -> None:
    Match.objects.create(need=need, offer=offer, own=own, worth=worth, words="sensor")


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("offered", "say_yes"), ("feedback", "give_feedback"), ("credit", "stand_up"), ("room", "make_room"), ("worry", "listen"), ("share", "share"),
        ("promise", "keep_promise"),
    ],
)  # fmt: skip
def test_a_line_comes_to_today_is_settled_by_the_act_and_open_again_when_it_is_taken_back(log, line, act):
    value.note(log.ids["ana"], "the brake data", at=on(490), kind=line)
    assert (act, "Ana") in considered()
    shown, facts = number(act), digest()
    services.done(shown, at=AT)
    assert value_seen.open_of_kind(line) == []
    assert value_seen.story(log.ids["ana"], AT).events[0].way == ("received" if line == "offered" else "given")
    assert (act, "Ana") not in considered()
    undo()
    assert digest() == facts and (act, "Ana") in considered()


def test_what_was_asked_waits_for_its_answer_once_the_ask_is_done(log):
    ana = log.ids["ana"]
    value.note(ana, "an hour on the rig", at=on(490), kind="ask")
    shown, facts = number("ask"), digest()
    services.done(shown, at=AT)
    (kept,) = Note.objects.all()
    assert (kept.kind, kept.at, kept.closed) == ("asked", AT, None)
    value.close(kept.pk, at=AT + 60, answer="yes")
    undo()
    undo()
    assert digest() == facts


def test_thanks_stand_in_the_story_once_they_are_told(log):
    line = value.note(log.ids["ana"], "the brake data", at=on(490), kind="received")
    value.led_to(line, "We found the fault.", at=on(491))
    shown, facts = number("tell"), digest()
    services.done(shown, at=AT)
    assert [n.kind for n in value_seen.story(log.ids["ana"], AT).events] == ["thanked", "received"]
    assert ("tell", "Ana") not in considered()
    undo()
    assert digest() == facts and ("tell", "Ana") in considered()


def test_a_need_that_an_offer_of_hers_meets_comes_to_today(log):
    need = value.note(log.ids["ana"], "someone who knows sensors", at=on(490), kind="need")
    value.offers("certifying a sensor", at=on(480))
    matched(need, own=Offer.objects.get().pk)
    p = considered()["offer_help", "Ana"]
    assert "certifying a sensor" in p.draft.body and p.gives


def test_two_who_could_meet_are_asked_one_after_the_other_and_all_of_it_goes_back(log):
    ana, ben = log.ids["ana"], log.ids["ben"]
    need = value.note(ana, "someone who knows sensors", at=on(490), kind="need")
    offer = value.note(ben, "certifying a sensor", at=on(480), kind="offer")
    matched(need, offer=offer)
    shown, facts = number("introduce"), digest()
    assert considered()["introduce", "Ana"].title == "Introduce Ana and Ben"
    services.done(shown, at=AT)
    (begun,) = Introduction.objects.all()
    assert (begun.stage, begun.anchor) == ("ask one", Person.objects.get(pk=ana).anchor)
    assert not [k for k in considered() if k[0] == "introduce"], "she has just been asked"
    undo()
    assert digest() == facts
    i = value.introduce(ana, ben, need="someone who knows sensors", offer="certifying a sensor", at=AT - 6 * 86_400)
    assert ("introduce", "Ana") in considered(), "no answer is noted after some days"
    value.said(i, "yes", at=AT)
    assert ("introduce", "Ben") in considered() and ("introduce", "Ana") not in considered()
    value.said(i, "yes", at=AT)
    services.done(number("introduce"), at=AT)
    assert Introduction.objects.get().stage == "made"
    undo()
    assert Introduction.objects.get().stage == "introduce"


def test_a_pair_that_was_set_aside_or_left_out_is_not_proposed(log):
    ana, ben = log.ids["ana"], log.ids["ben"]
    matched(value.note(ana, "sensors", at=on(490), kind="need"), offer=value.note(ben, "sensor work", at=on(480), kind="offer"))
    assert ("introduce", "Ana") in considered()
    value.set_aside(ana, ben, "sensors", at=AT)
    assert ("introduce", "Ana") not in considered()
    undo()
    Profile.objects.filter(person=ben).update(left_out=True)
    assert ("introduce", "Ana") not in considered()


def test_a_need_of_hers_is_asked_of_one_who_could_meet_it(log):
    need = value.note(log.ids["me"], "a second reader", at=on(490), kind="need")
    matched(need, offer=value.note(log.ids["ben"], "reading safety cases", at=on(480), kind="offer"))
    shown, facts = number("ask"), digest()
    services.done(shown, at=AT)
    assert Note.objects.get(kind="asked").text == "a second reader"
    undo()
    assert digest() == facts


def test_at_most_one_ask_on_a_day(log):
    for name in ("ana", "ben", "cleo", "dan"):
        value.note(log.ids[name], f"a thing of {name}’s", at=on(490), kind="ask")
    assert sum(k[0] == "ask" for k in considered()) == 4
    assert sum(i.proposal.asks for i in services.today(60, at=AT).items) == 1


def test_only_asked_and_only_given_are_seen_in_what_she_wrote_down(log):
    for n in range(3):
        value.note(log.ids["ana"], f"gave {n}", at=on(470 + n), kind="gave")
        value.note(log.ids["ben"], f"asked {n}", at=on(450 + n), kind="asked")
    assert {k for k in considered() if k[0] in ("let_give", "give_unasked")} == {("let_give", "Ana"), ("give_unasked", "Ben")}


def test_nothing_noted_later_is_seen_on_an_earlier_day(log):
    before = considered()
    value.note(log.ids["ana"], "the brake data", at=on(501), kind="share")
    need = value.note(log.ids["ben"], "sensors", at=on(501), kind="need")
    matched(need, offer=value.note(log.ids["cleo"], "sensor work", at=on(501), kind="offer"))
    assert considered() == before


def test_what_was_settled_later_was_open_on_the_day(log):
    line = value.note(log.ids["ana"], "an hour", at=on(490), kind="asked")
    value.close(line, at=on(505), answer="yes")
    assert ("tell", "Ana") not in considered()
    assert any(p.kind == "tell" for p in services.today(30, at=on(506)).considered)


def test_she_is_no_chance_of_her_own_and_lines_on_her_bring_nothing(log):
    for kind in ("promise", "share", "worry"):
        Note.objects.create(anchor="email:me@example.org", text=f"{kind} on myself", at=on(490), kind=kind)  # as earlier versions let her
    assert queries.causes(AT).people == () and not [k for k in considered() if k[1] == "Me"]


def test_with_many_lines_no_more_than_so_many_people_are_looked_at(log):
    for n in range(120):
        who = log.who(f"person{n}")
        Note.objects.create(anchor=Person.objects.get(pk=who).anchor, kind="share", text=f"news {n}", at=on(400) + n)
    assert len(queries.causes(AT).people) == 8
    assert not Act.objects.exists()


def test_feedback_is_asked_for_on_what_one_can_have_a_view_of_and_once_a_month(log):
    value.note(log.ids["me"], "someone who knows how a board reads a paper", at=on(490), kind="need", help="feedback")
    assert queries.causes(AT).wish is None
    value.note(log.ids["me"], "how my first hundred days look", at=on(491), kind="need", help="feedback")
    assert queries.causes(AT).wish.text == "how my first hundred days look"
    Act.objects.create(anchor="email:ana@example.org", kind="ask_feedback", about="x", title="", minutes=3, state="done", at=on(480))
    assert queries.causes(AT).wish is None and queries.causes(on(511)).wish is not None


def test_a_look_ahead_spreads_what_is_on_offer_over_working_days_and_keeps_nothing(log):
    for name, kind in (
        ("ana", "promise"),
        ("ben", "offered"),
        ("cleo", "credit"),
        ("dan", "share"),
        ("eve", "offered"),
    ):
        value.note(log.ids[name], f"an hour of {kind}", at=on(480), kind=kind)
    goals.put(goals.start("A test lab", at=on(450), by="2025-12-31"), log.ids["fay"], say=5, at=on(451))
    (today,) = services.today(2, at=AT).items
    before, rows = digest(), (Act.objects.count(), Slate.objects.count(), Shown.objects.count())
    plan = services.week(6, at=AT)
    acts = [(p.kind, p.person) for day in plan.days for p in day.acts]
    assert len(plan.days) == 5 and all(date.fromisoformat(day.day).weekday() < 5 for day in plan.days) and plan.exact
    assert [day.day for day in plan.days] == sorted(day.day for day in plan.days) and plan.days[0].day > iso(AT)
    people = [person for _, person in acts]
    assert len(set(people)) == len(people) and today.proposal.person not in people
    assert all(sum(p.minutes for p in day.acts) <= 6 for day in plan.days)
    assert ("keep_promise", log.ids["ana"]) in acts and ("next_step", log.ids["fay"]) in acts
    assert (Act.objects.count(), Slate.objects.count(), Shown.objects.count()) == rows and digest() == before
    assert services.week(6, at=AT) == plan, "the same moment gives the same week"


def test_a_promise_for_today_is_on_the_list_though_shorter_acts_are_worth_more_together(log):
    for name in ("ben", "cleo", "dan"):
        log.mail(497, name, "me", subject="The depot")
    ties.measure(at=AT)
    value.note(log.ids["ana"], f"the plan by {iso(AT)}", at=on(497), kind="promise")
    found = services.today(6, at=AT)
    assert sum(p.worth for p in found.considered if p.kind == "answer" and p.minutes == 2) > 1, "together more than any other act"
    assert [i.proposal.kind for i in found.items] == ["keep_promise"]


def test_feedback_on_a_goal_is_asked_of_who_has_a_say_in_it_and_on_a_note_of_whom_it_names(log):
    goal = goals.start("A test lab", at=on(450), by="2025-12-31")
    for name in ("ana", "ben"):
        goals.put(goal, log.ids[name], say=5, at=on(499))
        log.meet(499, name, "me")
    goals.stance(goal, log.ids["ben"], "for", at=on(499))
    log.meet(499, "cleo", "me")
    ties.measure(at=AT)

    def wishing() -> set[str]:
        now = queries.with_causes(queries.around(AT))
        found = queries.gather(list(log.ids.values()), AT, {}, now, {})
        return {s.person.name for s in found if s.wish is not None}

    assert wishing() == {"Ben"}, "of Ana the goal wants something else"
    value.note(log.ids["me"], "how my first hundred days look", at=on(491), kind="need", help="feedback")
    assert {"Ana", "Ben", "Cleo"} <= wishing(), "it names nobody"
    undo()
    value.note(log.ids["me"], "what Cleo’s people think of the paper", at=on(491), kind="need", help="feedback")
    assert wishing() == {"Cleo"}


def test_a_step_for_a_goal_that_was_taken_gives_way_to_the_next(log):
    goal = goals.start("A test lab", at=on(450), by="2025-12-31")
    for name in ("ana", "ben"):
        goals.put(goal, log.ids[name], say=5 if name == "ana" else 4, at=on(451))
    assert ("next_step", "Ana") in considered() and ("next_step", "Ben") not in considered()
    assert set(queries.causes(AT).awaited) == {log.who("ana"), log.who("ben")}, "look ahead to either"
    shown, facts = number("next_step"), digest()
    services.done(shown, at=AT)
    assert set(queries.causes(AT).awaited) == {log.who("ben")}
    assert ("next_step", "Ana") not in considered() and ("next_step", "Ben") in considered()
    undo()
    assert digest() == facts and ("next_step", "Ana") in considered()


def test_a_goals_step_has_a_place_among_short_acts_but_not_every_day_while_it_is_left_alone(log):
    """Four offers that wait for a yes, two minutes each, would else take ten minutes day after day."""

    def steps(day: float) -> list[str]:
        return [i.person.name for i in services.today(10, at=on(day)).items if i.proposal.kind == "next_step"]

    for name in ("cleo", "dan", "eve", "fay"):
        value.note(log.ids[name], "an hour", at=on(480), kind="offered")
    goal = goals.start("A test lab", at=on(450), by="2025-12-31")
    for name, say in (("ana", 5), ("ben", 4)):
        goals.put(goal, log.ids[name], say=say, at=on(451))
    assert steps(494) == ["Ana"] and steps(494.1) == ["Ana"], "to look again changes nothing"
    assert steps(495) == [], "left alone, it makes room for the rest on the next day"
    assert steps(496) == ["Ana"] and steps(498) == ["Ana"]
    assert steps(500) == ["Ben"], "three days of seven are enough of one step: the goal’s next one comes instead"
    services.done(number("next_step"), at=AT)
    assert steps(500.1) == [] and steps(501) == []
    goals.put(goal, log.ids["cleo"], say=3, at=on(500))
    assert steps(501) == ["Cleo"], "a step was taken, so the next one has its place on the next day"


@pytest.mark.parametrize(("days", "again"), [(2, False), (8, True)])
def test_nobody_is_asked_for_another_thing_within_a_week(log, days, again):
    goal = goals.start("A test lab", at=on(450), by="2025-12-31", help="somebody who reads the paper")
    goals.put(goal, log.ids["ana"], say=5, at=on(451))
    goals.stance(goal, log.ids["ana"], "for", at=on(452))
    value.note(log.ids["ana"], "an hour on the rig", at=on(480), kind="ask")
    assert ("next_step", "Ana") in considered() and ("ask", "Ana") in considered()
    anchor = Person.objects.get(pk=log.ids["ana"]).anchor
    Act.objects.create(anchor=anchor, kind="ask_feedback", about="the paper", title="Ask Ana", minutes=4, at=on(500 - days), state="done")
    assert (("next_step", "Ana") in considered()) is again and (("ask", "Ana") in considered()) is again
