"""Every deed of every room, done over the demo and taken back: in its order the store says what it said, out of it nothing is lost."""

import pytest

from worthwhile import day, store
from worthwhile.errors import NotNow
from worthwhile.goals import services as goals
from worthwhile.people import queries as people
from worthwhile.people import services as joining
from worthwhile.people.models import Verdict
from worthwhile.people.services import deeds as word
from worthwhile.planning import queries as planned
from worthwhile.planning import services as planning
from worthwhile.planning.models import Act
from worthwhile.tests.web.conftest import AT
from worthwhile.ties import services as tying
from worthwhile.value import services as value
from worthwhile.value.models import Note
from worthwhile.value.noticing import Heard
from worthwhile.workspace.deeds import touched, verbs
from worthwhile.workspace.models import Deed
from worthwhile.workspace.services import note_deed, undo

pytestmark = pytest.mark.usefixtures("demo", "db")


def kept() -> tuple[object, ...]:
    """All that the store says."""
    return store.digest(), *Note.objects.order_by("pk").values_list("text", "closed", "answer", "led_to")


def who(name: str = "Deniz Aydın") -> int:
    return people.find(name).id


def first() -> int:
    planning.today(20, at=AT)
    return next(number for number, act in planned.slate() if act.draft)


def settled() -> None:
    value.close(value.note(who(), "send the report", at=AT, kind="promise"), at=AT)


def told() -> None:
    value.led_to(value.note(who(), "the name of a lab", at=AT, kind="gave"), "a first talk", at=AT)


def went() -> None:
    planning.done(first(), at=AT)
    planning.how_did_it_go(planned.newest_act(), "glad", at=AT)


def taken_apart() -> None:
    joining.same(who(), who("Kofi Mensah"), at=AT)
    joining.resolve(at=AT)
    joining.split(who("Deniz Aydın"), at=AT)


def put_off() -> None:
    need = value.note(who(), "anything about braking data", at=AT - 86_400, kind="need")
    value.note(who("Kofi Mensah"), "braking data of any kind", at=AT - 86_400, kind="offer")
    value.work_out_matches(at=AT)
    value.put_off(need, at=AT)


def brought_together(*deeds: str) -> None:
    row = value.introduce(who(), who("Kofi Mensah"), need="braking data", at=AT)
    for deed in deeds:
        if deed in ("yes", "no"):
            value.said(row, deed, at=AT)
        elif deed == "came":
            value.came(row, "a first test", at=AT)
        else:
            {"introduced": value.introduced, "stop": value.stop}[deed](row, at=AT)


def kept_sentences() -> None:
    heard = Heard(who(), "Deniz Aydın", "need", "need", "a second lab", "a message of Deniz Aydın’s", None, False, 0.9)
    value.keep([(heard, "need"), (heard, "note")], at=AT)


def aim() -> int:
    return goals.start("A lab", at=AT)


def on_goal() -> int:
    goal = aim()
    goals.put(goal, who(), say=4, at=AT)
    return goal


def off_goal() -> None:
    goals.take_out(on_goal(), who(), at=AT)


DEEDS = {
    "done": lambda: planning.done(first(), at=AT),
    "later": lambda: planning.later(first(), at=AT),
    "not this": lambda: planning.not_this(first(), "not_me", at=AT),
    "serves": lambda: planning.serves(first(), ["them"], at=AT),
    "draft": lambda: planning.keep_draft(first(), "Dear you", at=AT),
    "went": went,
    "same": lambda: joining.same(who(), who("Kofi Mensah"), at=AT),
    "two people": lambda: joining.two(who(), who("Kofi Mensah"), at=AT),
    "not sure": lambda: word._say(who(), who("Kofi Mensah"), "unsure", AT),
    "split": taken_apart,
    "judge": lambda: joining.judge(who(), "list", at=AT),
    "leave out": lambda: joining.leave_out(who(), at=AT, others=[who("Kofi Mensah")]),
    "say_close": lambda: tying.say_close(who(), 4, at=AT),
    "note": lambda: value.note(who(), "likes chess", at=AT),
    "close note": settled,
    "led to": told,
    "practice": lambda: (value.note(who(), "a second", at=AT), value.keep_practice("asking sooner", at=AT)),
    "reword": lambda: value.reword(value.note(who(), "the name of a lab", at=AT), "the name of two labs", at=AT),
    "remove note": lambda: (value.note(who(), "a second", at=AT), value.remove(value.note(who(), "the name of a lab", at=AT), at=AT)),
    "asked": lambda: value.put(value.note(who(), "a word on brakes", at=AT - 86_400, kind="ask"), at=AT),
    "introduce": brought_together,
    "said": lambda: brought_together("yes"),
    "introduced": lambda: brought_together("yes", "yes", "introduced"),
    "came": lambda: brought_together("yes", "yes", "introduced", "came"),
    "stop introducing": lambda: brought_together("yes", "stop"),
    "set aside": lambda: value.set_aside(who(), who("Kofi Mensah"), "braking data", at=AT),
    "put off": put_off,
    "keep sentences": kept_sentences,
    "offer": lambda: value.offers("reading safety cases", at=AT),
    "start goal": lambda: aim(),
    "change goal": lambda: goals.change(aim(), title="Another lab", at=AT),
    "finish goal": lambda: goals.finish(aim(), "It stands.", at=AT),
    "drop goal": lambda: goals.drop(aim(), at=AT),
    "put on goal": lambda: goals.put(aim(), who(), say=4, at=AT),
    "take off goal": off_goal,
    "stance": lambda: goals.stance(on_goal(), who(), "for", at=AT),
}


def test_no_verb_is_left_out_of_this_walk():
    said = "add the deed to DEEDS above (an import, with her word whose store it is as a part, is walked in tests/intake)"
    assert set(verbs()) - {"import", "own"} == set(DEEDS), said


@pytest.mark.parametrize("verb", sorted(DEEDS))
def test_each_deed_is_noted_under_its_verb_and_taken_back_whole(verb):
    planning.today(20, at=AT)
    before, newest = kept(), Deed.objects.latest("pk").pk
    DEEDS[verb]()
    noted = list(Deed.objects.filter(pk__gt=newest).order_by("-pk").values_list("verb", flat=True))
    assert noted[0] == verb and set(noted) <= set(verbs())
    assert kept() != before
    for _ in noted:
        undo()
    assert kept() == before


def test_a_deed_without_a_way_back_is_not_noted():
    count = Deed.objects.count()
    with pytest.raises(KeyError):
        note_deed("paint it blue", "You painted it blue.", {}, at=AT)
    assert Deed.objects.count() == count


def two_deeds(one, other) -> tuple[int, int]:
    one()
    older = Deed.objects.latest("pk").pk
    other()
    newer = Deed.objects.latest("pk").pk
    assert newer > older
    return older, newer


def put_off_then_done() -> tuple[int, int]:
    number = first()
    return two_deeds(lambda: planning.later(number, at=AT), lambda: planning.done(number, at=AT))


def said_twice() -> tuple[int, int]:
    a, b = who(), who("Kofi Mensah")
    return two_deeds(lambda: joining.same(a, b, at=AT), lambda: joining.two(b, a, at=AT))


def noted_then_settled() -> tuple[int, int]:
    return two_deeds(lambda: value.note(who(), "send it", at=AT, kind="promise"), lambda: value.close(Note.objects.latest("pk").pk, at=AT))


def asked_twice() -> tuple[int, int]:
    return two_deeds(lambda: value.note(who(), "one?", at=AT, kind="ask"), lambda: value.note(who(), "other?", at=AT, kind="ask"))


def judged_twice() -> tuple[int, int]:
    return two_deeds(lambda: joining.judge(who(), "list", at=AT), lambda: joining.leave_out(who(), at=AT))


def close_twice() -> tuple[int, int]:
    return two_deeds(lambda: tying.say_close(who(), 2, at=AT), lambda: tying.say_close(who(), 5, at=AT))


@pytest.mark.parametrize("deeds", [put_off_then_done, said_twice, noted_then_settled, asked_twice, judged_twice, close_twice])
def test_an_older_deed_waits_for_the_newer_one_on_the_same_thing(deeds):
    before = kept()
    older, newer = deeds()
    both = kept()
    with pytest.raises(NotNow, match="Take back first: ") as refused:
        undo(older)
    assert Deed.objects.get(pk=newer).sentence in str(refused.value) and refused.value.do
    assert kept() == both and not Deed.objects.get(pk=older).undone
    undo(newer)
    assert kept() != both
    undo(older)
    assert kept() == before


def test_deeds_on_different_things_are_taken_back_in_any_order():
    before = kept()
    older, newer = two_deeds(lambda: tying.say_close(who(), 2, at=AT), lambda: joining.leave_out(who(), at=AT))
    undo(older)
    undo(newer)
    assert kept() == before


def test_a_room_may_name_what_its_deed_touched():
    assert touched("anything", {"touches": ["goal 3"]}) & touched("other", {"touches": ["goal 3", "goal 4"]})
    assert not touched("anything", {"touches": ["goal 3"]}) & touched("other", {"touches": ["goal 4"]})


def test_a_promise_kept_by_an_act_waits_for_that_act():
    value.note(who(), "send the report", at=AT - 9 * 86_400, kind="promise")
    older, before = Deed.objects.latest("pk").pk, kept()
    planning.today(60, at=AT)
    number = next(n for n, act in planned.slate() if act.kind == "keep_promise")
    planning.done(number, at=AT)
    assert Note.objects.get().closed == AT
    with pytest.raises(NotNow, match="Take back first: "):
        undo(older)
    undo()
    assert kept() == before
    undo(older)
    assert not Note.objects.exists()


def test_an_act_that_went_missing_comes_back_as_it_was():
    number = first()
    planning.later(number, at=AT)
    row = Act.objects.values().get()
    planning.done(number, at=AT)
    Act.objects.all().delete()
    undo()
    assert Act.objects.values().get() == row


def test_the_page_says_which_to_take_back_first(client):
    older, newer = put_off_then_done()
    refused = client.post("/undo", {"deed": older, "back": "/undo"})
    assert refused.status_code == 409 and "Take back first: You" in refused.content.decode()
    assert client.post("/undo", {"deed": newer}).status_code == 303
    assert client.post("/undo", {"deed": older}).status_code == 303
    assert not Act.objects.exists() and not Verdict.objects.exists()


def test_day_undoes_what_any_room_did():
    value.note(who(), "likes chess", at=AT)
    assert day.undo().verb == "note" and not Note.objects.exists()
