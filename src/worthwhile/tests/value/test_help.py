"""Help given and received: told as a story, settled, and in three words only when there is enough to say."""

import pytest

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import queries, services
from worthwhile.value.balance import FEW, balance
from worthwhile.workspace.services import undo


@pytest.fixture
def ana(db) -> int:
    return Log().who("ana")


def name_of(person):
    return people.person(person).name


def test_one_line_keeps_what_was_given_and_undo_takes_it_back(ana):
    before = digest()
    assert name_of(ana) in services.do(f"gave #{ana}: the name of a lab", at=on(3))
    (event,) = queries.story(ana, on(4)).events
    assert (event.kind, event.text, event.way) == ("gave", "the name of a lab", "given")
    undo()
    assert queries.story(ana, on(4)).events == () and digest() == before


def test_the_very_same_need_is_kept_once_and_the_one_that_stands_is_named(ana):
    services.do(f"need #{ana}: a second reader", at=on(1))
    before = digest()
    (need,) = queries.notes(ana)
    with pytest.raises(NotNow, match=f"line {need.id}"):
        services.do(f"need #{ana}: a  second reader", at=on(2))
    assert f"line {need.id}" in services.do(f"need #{ana}: a second reader", at=on(1) + 2), "a button pressed twice"
    assert digest() == before
    services.close(need.id, at=on(3))
    services.do(f"need #{ana}: a second reader", at=on(4))
    assert len(queries.notes(ana)) == 1, "met, and needed again"


def test_a_promise_is_open_until_it_is_kept_and_then_it_was_given(ana):
    note = services.note(ana, "the test plan", at=on(1), kind="promise")
    assert queries.story(ana, on(2)).events == ()
    services.close(note, at=on(2))
    assert [n.way for n in queries.story(ana, on(3)).events] == ["given"]
    undo()
    assert queries.is_open(note)


def test_an_ask_that_was_refused_is_no_help_received(ana):
    yes, no = (services.note(ana, text, at=on(1), kind="asked") for text in ("an hour", "a day"))
    services.close(yes, at=on(2), answer="yes")
    services.close(no, at=on(2), answer="no")
    assert [n.text for n in queries.story(ana, on(3)).events] == ["an hour"]


def test_only_an_ask_has_an_answer(ana):
    note = services.note(ana, "the plan", at=on(1), kind="promise")
    with pytest.raises(NotUnderstood):
        services.close(note, at=on(2), answer="yes")


def test_what_it_led_to_is_her_statement_and_can_be_taken_back(ana):
    note = services.note(ana, "the name of a lab", at=on(1), kind="gave")
    services.led_to(note, "They share a rig now", at=on(9))
    assert queries.story(ana, on(9)).events[0].led_to == "They share a rig now"
    undo()
    assert queries.story(ana, on(9)).events[0].led_to == ""
    with pytest.raises(NotFound):
        services.led_to(note + 100, "x", at=on(9))


def test_needs_and_offers_are_found_with_the_person_they_belong_to(ana):
    services.note(ana, "someone who knows freight", at=on(1), kind="need", help="information", source="their mail of 2 May")
    ((person, need),) = queries.open_of_kind("need")
    assert (person, need.text, need.help, need.source) == (ana, "someone who knows freight", "information", "their mail of 2 May")
    services.close(need.id, at=on(2))
    assert queries.open_of_kind("need") == []


def test_a_kind_of_help_that_is_none_is_refused(ana):
    with pytest.raises(NotUnderstood, match="money"):
        services.note(ana, "x", at=on(1), kind="need", help="money")


def test_balance_says_nothing_of_few_events_and_three_words_of_more():
    assert balance(FEW - 1, 0) is None
    assert [balance(*c).word for c in ((12, 4), (3, 3), (0, 6))] == ["mostly you give", "alive both ways", "mostly you receive"]
    assert balance(4, 3).word == "alive both ways"
