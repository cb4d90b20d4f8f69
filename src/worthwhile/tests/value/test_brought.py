"""Help that imports show by themselves: endorsements, recommendations, introductions that a subject tells of."""

import pytest

from worthwhile import store
from worthwhile.errors import NotFound, NotNow
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import queries
from worthwhile.value import services as value
from worthwhile.value.balance import balance
from worthwhile.value.models import Note
from worthwhile.value.subjects import introduces
from worthwhile.workspace.services import undo

AT = on(400)


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Introduction: Ana <> Noor", True), ("Intro: Noor / Ana", True), ("intro", True), ("Introducing Ana Petrov", True), ("Meet Ána", True), ("Ana <> Noor", True),
        ("Petrov ↔ Haddad", True), ("e-intro: Ana", True), ("Re: Introduction: Ana <> Noor", False), ("Introduction to the new tariff", False),
        ("Meet on Friday?", False), ("Intranet: Ana", False), ("Lunch with Ana", False), ("", False), ("a <> b", False), ("Meeting Ana", False),
    ],
)  # fmt: skip
def test_only_a_subject_that_says_so_introduces(subject, told):
    assert introduces(subject, "Ana Petrov") is told


@pytest.fixture
def log(db):
    made = Log()
    made.mail(100, "kofi", "me", "ana", subject="Intro: Ana <> me")
    return made


def test_an_introduction_is_told_with_what_followed_and_never_what_it_led_to(log):
    (found,) = queries.brought(log.ids["kofi"], AT)
    assert (found.way, found.text, found.since) == ("received", "Introduced you to Ana, as the subject says: “Intro: Ana <> me”", None)
    log.mail(120, "me", "ana")
    log.mail(130, "ana", "me")
    (found,) = queries.brought(log.ids["kofi"], AT)
    assert found.since == on(130) and found.source == "their mail of 23 Feb"
    assert queries.brought(log.ids["kofi"], on(90)) == [] and queries.brought(log.ids["ana"], AT) == []


def test_who_was_known_before_was_not_introduced(log):
    log.mail(90, "ana", "me")
    assert queries.brought(log.ids["kofi"], AT) == []


@pytest.mark.parametrize("more", [{"cc": ("bo",)}, {"parent": "k0"}, {"kind": "message"}])
def test_a_round_an_answer_or_another_kind_introduces_nobody(db, more):
    log = Log()
    log.mail(100, "kofi", "me", "ana", subject="Intro: Ana <> me", **more)
    assert queries.brought(log.ids["kofi"], AT) == []


def test_endorsements_and_recommendations_stand_there_with_their_side(log):
    log.mail(200, "kofi", "me", kind="endorsement", detail="safety cases")
    log.mail(210, "me", "kofi", kind="recommendation")
    told = [(b.way, b.text) for b in queries.brought(log.ids["kofi"], AT)]
    assert told[:2] == [("given", "You wrote a recommendation of them"), ("received", "They endorsed you for safety cases")]


def test_what_it_led_to_is_hers_and_it_is_told_once(log):
    before, row = store.digest(), queries.brought(log.ids["kofi"], AT)[0].row
    value.take_over(log.ids["kofi"], row, "a first order", at=AT)
    note = Note.objects.get()
    assert (note.text, note.led_to, note.at, note.source) == ("An introduction to Ana", "a first order", on(100), "their mail of 23 Feb")
    assert queries.brought(log.ids["kofi"], AT) == [] and [n.led_to for n in queries.story(log.ids["kofi"], AT).events] == ["a first order"]
    with pytest.raises(NotNow, match="already"):
        value.take_over(log.ids["kofi"], row, "pressed twice", at=AT + 1)
    assert Note.objects.count() == 1
    undo()
    assert store.digest() == before and len(queries.brought(log.ids["kofi"], AT)) == 1
    with pytest.raises(NotFound):
        value.take_over(log.ids["ana"], row, "x", at=AT)


def test_two_introductions_in_one_second_are_told_each_for_itself(log):
    log.mail(100, "kofi", "me", "bo", subject="Intro: Bo <> me")
    kofi = log.ids["kofi"]
    first, second = queries.brought(kofi, AT)
    assert first.at == second.at
    value.take_over(kofi, first.row, "a first order", at=AT)
    assert [b.row for b in queries.brought(kofi, AT)] == [second.row]
    kept = Note.objects.get()
    value.reword(kept.pk, "what Kofi did for me", at=AT)
    assert len(queries.brought(kofi, AT)) == 1
    (left,) = queries.brought(kofi, AT)
    value.take_over(kofi, left.row, "a second", at=AT)
    assert queries.brought(kofi, AT) == []


@pytest.mark.parametrize(
    ("given", "received", "word", "span"),
    [
        (5, 5, "alive both ways", "by what you noted, neither side clearly gives more"),
        (9, 0, "mostly you give", "by what you noted, clearly more goes to them"),
        (0, 9, "mostly you receive", "by what you noted, clearly more comes from them"),
    ],
)
def test_the_interval_is_said_in_words_that_count_nothing(given, received, word, span):
    found = balance(given, received)
    assert (found.word, found.span) == (word, span)
