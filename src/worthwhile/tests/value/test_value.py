"""Notes and offers: kept, settled, taken back."""

import pytest

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import queries, services
from worthwhile.workspace.services import undo


@pytest.fixture
def ana(db) -> int:
    return Log().who("ana")


def test_a_note_is_kept_in_her_words_and_can_be_taken_back(ana):
    before = digest()
    services.note(ana, "  Likes\nchess ", at=on(3))
    services.note(ana, "Knows the port", at=on(4))
    assert [(n.text, n.kind) for n in queries.notes(ana)] == [("Knows the port", "note"), ("Likes chess", "note")]
    undo()
    undo()
    assert digest() == before


def test_a_new_question_takes_the_place_of_the_last_and_gives_it_back(ana):
    services.note(ana, "One?", at=on(1), kind="ask")
    services.note(ana, "Two?", at=on(2), kind="ask")
    assert [n.text for n in queries.notes(ana)] == ["Two?"]
    undo()
    assert [n.text for n in queries.notes(ana)] == ["One?"]


def test_a_promise_is_settled_once(ana):
    note = services.note(ana, "Send the plan", at=on(1), kind="promise")
    assert "Send the plan" in services.close(note, at=on(2))
    assert queries.notes(ana) == [] and queries.notes(ana, closed=True)[0].closed == on(2)
    with pytest.raises(NotFound):
        services.close(note, at=on(3))
    undo()
    assert queries.notes(ana)[0].closed is None


def test_a_button_pressed_twice_keeps_one_line_and_one_deed(ana):
    before = digest()
    first = services.note(ana, "someone who knows freight", at=on(1), kind="need")
    assert services.note(ana, "someone  who knows freight", at=on(1) + 2, kind="need") == first
    undo()
    assert digest() == before
    first = services.note(ana, "freight", at=on(1), kind="need")
    others = [services.note(ana, "freight", at=on(1), kind="offer"), services.note(ana, "freight", at=on(2), kind="need")]
    assert len({first, *others}) == 3, "another kind, or another day, is another line"


def test_a_line_that_never_was_open_is_not_settled(ana):
    note = services.note(ana, "Likes chess", at=on(1))
    with pytest.raises(NotFound):
        services.close(note, at=on(2))
    assert [n.text for n in queries.notes(ana)] == ["Likes chess"]


@pytest.mark.parametrize(("text", "kind"), [(" \n", "note"), ("Hm", "secret")])
def test_what_is_no_note_is_said(ana, text, kind):
    with pytest.raises(NotUnderstood):
        services.note(ana, text, at=on(1), kind=kind)


def test_help_is_between_two(db):
    """What is given, asked or promised is so to somebody else; what she needs and notes may be on herself."""
    me = Log().who("me")
    for kind in ("gave", "received", "asked", "ask", "promise", "thanked"):
        with pytest.raises(NotUnderstood, match="is you"):
            services.note(me, "an hour", at=on(1), kind=kind)
    services.note(me, "a second reader", at=on(1), kind="need")
    assert "You noted what you could use: “a second reader”" in undo().sentence


def test_offers_are_added_once_each(db):
    assert services.offers("Reading safety cases; hiring, hiring", at=on(1)) == ["Reading safety cases", "hiring"]
    assert services.offers("hiring; first jobs", at=on(2)) == ["Reading safety cases", "hiring", "first jobs"]
    undo()
    assert queries.offers() == ["Reading safety cases", "hiring"]
