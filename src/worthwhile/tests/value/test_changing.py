"""A line of hers said otherwise, or removed; and taken back."""

import pytest

from worthwhile import store
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import services as value
from worthwhile.value.models import Note
from worthwhile.workspace.services import undo

pytestmark = pytest.mark.django_db
AT = on(10)


def made() -> int:
    line = value.note(Log().who("kofi"), "the name of a lab", at=AT, kind="gave", help="information", source="a mail")
    value.led_to(line, "an order", at=AT)
    return line


def test_other_words_take_the_place_and_are_taken_back():
    line = made()
    before = store.digest()
    value.reword(line, " the name of  two labs ", at=AT)
    assert (Note.objects.get().text, Note.objects.get().led_to) == ("the name of two labs", "an order")
    undo()
    assert store.digest() == before
    value.reword(line, "the name of a lab", at=AT, led_to="")
    assert Note.objects.get().led_to == ""
    undo()
    assert store.digest() == before


def test_a_line_that_is_removed_comes_back_as_it_was_with_its_number():
    line = made()
    before = store.digest()
    value.remove(line, at=AT)
    assert not Note.objects.exists() and store.digest() != before
    undo()
    assert store.digest() == before and Note.objects.get().pk == line


def test_nothing_is_changed_where_nothing_was_said_or_nothing_is():
    line = made()
    with pytest.raises(NotUnderstood, match="empty"):
        value.reword(line, "  ", at=AT)
    for deed in (lambda: value.remove(line + 9, at=AT), lambda: value.reword(line + 9, "x", at=AT)):
        with pytest.raises(NotFound):
            deed()
    assert Note.objects.get().text == "the name of a lab"


def test_forgetting_finds_the_words_that_were_kept_to_take_it_back():
    from worthwhile.people import services as people
    from worthwhile.workspace.models import Deed

    line = made()
    person = Note.objects.get()
    value.remove(line, at=AT)
    from worthwhile.people.models import Person

    people.forget(Person.objects.get(anchor=person.anchor).pk, at=AT)
    assert not any("lab" in str(d.payload) or "lab" in d.sentence for d in Deed.objects.all())


def test_other_words_of_the_same_length_meet_anew():
    log = Log()
    need = value.note(log.who("deniz"), "a plumber for the kitchen", at=AT, kind="need")
    value.note(log.who("lucia"), "a plumber who repairs kitchens", at=AT, kind="offer")
    assert value.work_out_matches(at=AT) == 1
    value.reword(need, "a drummer for the concert", at=AT + 1)
    assert value.work_out_matches(at=AT + 1) == 0
    undo()
    assert value.work_out_matches(at=AT + 1) == 1
