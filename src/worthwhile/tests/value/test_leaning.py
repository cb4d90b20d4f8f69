"""One sentence on how she gives and asks: when it is said, how, and how seldom."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import services as value
from worthwhile.value.leaning import DAY, Passed, leaning
from worthwhile.value.services import a_word

NOW = on(500)
NEVER = re.compile(r"\bowe|debt|balance|too (much|often|many)|always|never|only|\d|!|should|must", re.IGNORECASE)


def some(what: str, count: int, person: int | None = None, days: float = 5) -> list[Passed]:
    return [Passed(n if person is None else person, "Ana", NOW - int(days * DAY) - n, what) for n in range(count)]


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ([], None),
        (some("asked", 2, 7), None),
        (some("asked", 3, 7), "You asked Ana"),
        (some("asked", 2, 7) + some("asked", 1, 7, days=31), None),
        (some("asked", 3), None),
        (some("given", 4), None),
        (some("given", 5), "You helped several"),
        (some("given", 9) + some("asked", 1), None),
        (some("given", 9) + some("received", 1), None),
        (some("received", 5), "Several people helped you"),
        (some("received", 3) + some("asked", 2), "Several people helped you"),
        (some("received", 9) + some("given", 1), None),
        (some("given", 9, days=31), None),
    ],
)
def test_when_it_is_said(lines, word):
    said = leaning(lines, NOW)
    assert said.startswith(word) if word else said == ""
    assert not NEVER.search(said)


@given(
    st.lists(
        st.builds(
            Passed,
            st.integers(1, 4),
            st.just("Ana"),
            st.integers(NOW - 60 * DAY, NOW + 5 * DAY),
            st.sampled_from(["asked", "given", "received"]),
        )
    )
)
def test_it_is_one_sentence_or_two_whatever_the_order(lines):
    assert leaning(lines, NOW).count(".") + leaning(lines, NOW).count("?") in (0, 2)
    assert leaning(lines, NOW) == leaning(lines[::-1], NOW)


def test_it_is_said_on_one_day_and_not_again_for_a_month(db):
    log = Log()
    for n in range(5):
        value.note(log.who("ana"), f"help {n}", at=on(480 + n), kind="gave")
    facts = digest()
    said = a_word(on(500))
    assert said.startswith("You helped") and a_word(on(500) + 600) == said
    for n in range(9):
        value.note(log.who("ana"), f"more {n}", at=on(500.5), kind="gave")
    assert a_word(on(501)) == a_word(on(529)) == ""
    assert a_word(on(530.2)).startswith("You helped")
    assert facts != digest(), "lines are facts, looking is none"


def test_a_look_ahead_or_back_silences_nothing_today_and_it_is_still_said_once(db):
    log = Log()
    for n in range(5):
        value.note(log.who("ana"), f"help {n}", at=on(480 + n), kind="gave")
    assert a_word(on(505)) != "", "a look ahead"
    assert a_word(on(500)) != "", "today, all the same"
    assert a_word(on(470)) == "", "a look back, at a day without a word"
    assert a_word(on(500) + 600) != "", "still there today"
    assert a_word(on(501)) == a_word(on(506)) == ""


def test_what_she_accepted_counts_as_asked_and_what_is_open_does_not(db):
    log = Log()
    for n in range(5):
        value.note(log.who("ana"), f"help {n}", at=on(480 + n), kind="gave")
    value.note(log.who("ben"), "to read it", at=on(470), kind="offered")
    value.note(log.who("me"), "a need of mine", at=on(490), kind="need")
    line = value.note(log.who("ben"), "an hour", at=on(440), kind="offered")
    assert a_word(on(500)) != ""
    value.close(line, at=on(529))
    assert a_word(on(531)) == ""
