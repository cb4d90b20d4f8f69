"""What is learned from ego's own log: half-lives by replay, usual gaps, and how long it holds."""

import json

import numpy as np
import pytest

from worthwhile.tests.ties.made import DAY, START, contacts, lively, until
from worthwhile.tests.ties.made import history as pairs
from worthwhile.ties import learned, persist, rhythm, strength
from worthwhile.ties.gather import MEETING, MESSAGE, OTHER

NOW = START + 700 * DAY


def test_the_sources_of_contacts():
    log = contacts({"kind": MESSAGE, "day": 0}, {"kind": MEETING, "day": 1}, {"kind": OTHER, "day": 2})
    assert [learned.SOURCES[s] for s in learned.sources_of(log)] == ["message", "meeting", "other"]


def test_a_log_too_short_to_tell_has_the_usual_half_life():
    log = contacts({"day": 0}, {"day": 9})
    assert learned.half_life(log, np.ones(2, dtype=bool), [NOW]) == strength.USUAL
    assert learned.half_life(log, np.ones(2, dtype=bool), []) == strength.USUAL


def rivals(early, late):
    """60 ties that each had `early` contacts long ago, and 60 with `late` lately; which of them stayed decides what is learned."""
    old = [{"person": p, "day": d} for p in range(1, 61) for d in np.linspace(20, 240, early)]
    new = [{"person": p, "day": 590.0 + d} for p in range(101, 161) for d in np.linspace(0, 9, late)]
    return old, new


def replayed(stay):
    old, new = rivals(6, 1)
    log = contacts(*old, *new, *({"person": p, "day": 650} for p in stay))
    return learned.half_life(log, np.ones(len(log), dtype=bool), [START + 600 * DAY])


def test_where_the_newest_stay_a_short_memory_is_chosen_and_where_the_old_do_a_long_one():
    assert replayed(range(101, 161)) < replayed(range(1, 61)) == max(strength.HALF_LIVES)


def test_where_all_half_lives_order_alike_the_one_that_forgets_least_is_taken():
    acts = [{"person": p, "day": 590} for p in range(1, 61)] + [{"person": p, "day": 650} for p in range(1, 31)]
    log = contacts(*acts)
    assert learned.half_life(log, np.ones(len(log), dtype=bool), [START + 600 * DAY]) == max(strength.HALF_LIVES)


def test_usual_gaps_are_medians_over_those_ties_that_have_a_rhythm():
    def every(person, *days):
        return [{"person": person, "day": d} for d in days]

    log = contacts(*every(1, 0, 5, 10, 15), *every(2, 0, 10, 20, 30), *every(3, 0, 90, 180, 270), *every(4, 0, 400))
    assert learned.usual_gaps(log) == (10.0, 10.0)
    assert learned.usual_gaps(contacts(*every(4, 0, 400))) == (rhythm.USUAL, 2 * rhythm.USUAL)


@pytest.fixture(scope="module")
def whole():
    return lively(seed=7, ties=300)


def test_all_of_it_comes_from_before_the_moment(whole):
    before = until(whole, NOW)
    assert learned.learn(before, pairs(before), NOW) == learned.learn(before, pairs(whole), NOW)


def test_it_can_be_kept_as_json_and_read_again(whole):
    before = until(whole, NOW)
    found = learned.learn(before, pairs(before), NOW)
    assert found.model["weights"] and set(found.half_lives) <= set(strength.HALF_LIVES)
    again = learned.Learned.of(json.loads(json.dumps(found.plain())))
    assert again.half_lives == found.half_lives and persist.Model.of(again.model) == persist.Model.of(found.model)


def test_an_empty_log_teaches_nothing_and_harms_nothing():
    found = learned.learn(contacts(), pairs(contacts()), NOW)
    assert found.half_lives == (strength.USUAL,) * 3 and found.gap == rhythm.USUAL and not found.model["weights"]


@pytest.mark.parametrize(
    ("days", "contacts_now", "holds"),
    [
        (0, 1000, True),
        (89, 1000, True),
        (90, 1000, False),
        (-1, 1000, False),
        (1, 1111, True),
        (1, 1112, False),
        (1, 901, True),
        (1, 899, False),
    ],
)
def test_it_holds_for_a_quarter_of_a_year_while_the_log_is_within_a_ninth_of_its_size(days, contacts_now, holds):
    assert learned.Learned(NOW, 1000).fits(NOW + days * DAY, contacts_now) is holds
