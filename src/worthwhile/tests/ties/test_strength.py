"""Decayed contact: each contact halves in weight every h days, whatever the order in which contacts become known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.tests.ties.known import known
from worthwhile.ties import strength
from worthwhile.ties.strength import DAY, HALF_LIVES, NOTHING

moments = st.integers(min_value=1_000_000_000, max_value=1_800_000_000)
lives = st.sampled_from(HALF_LIVES)
weights = st.floats(min_value=0.01, max_value=4.0)
events = st.lists(st.tuples(moments, weights), min_size=1, max_size=25)


def state_of(contacts, half_life):
    state = NOTHING
    for at, w in contacts:
        state = strength.add(state, at, half_life, w)
    return state


def directly(contacts, at, half_life):
    return sum(w * 2.0 ** (-(at - t) / DAY / half_life) for t, w in contacts)


@pytest.mark.parametrize("name", ["decay.three_events", "decay.later"])
def test_worked_values(name):
    given_, expected, near = known(name)
    h = given_["half_life_days"]
    state = state_of([(d * DAY, w) for d, w in zip(given_["event_days"], given_["weights"], strict=True)], h)
    assert strength.read(state, given_["at_day"] * DAY, h) == pytest.approx(expected, abs=near)


def test_worked_value_of_a_steady_tie():
    given_, expected, near = known("decay.steady")
    assert strength.steady(given_["gap_days"], given_["half_life_days"]) == pytest.approx(expected, abs=near)


def test_worked_value_of_the_long_run_mean():
    given_, expected, near = known("decay.mean")
    assert strength.mean(given_["contacts_per_day"], given_["half_life_days"]) == pytest.approx(expected, abs=near)


def test_worked_value_of_two_persons_who_are_one():
    given_, expected, near = known("decay.merge")
    h = given_["half_life_days"]
    one, other = (state_of([(d * DAY, 1.0) for d in given_[f"{k}_person_event_days"]], h) for k in ("first", "second"))
    assert strength.read(strength.merge(one, other), given_["at_day"] * DAY, h) == pytest.approx(expected, abs=near)


def test_worked_value_of_a_contact_taken_back():
    given_, expected, near = known("decay.remove")
    h = given_["half_life_days"]
    state = strength.remove(state_of([(d * DAY, 1.0) for d in given_["event_days"]], h), given_["removed_day"] * DAY, h)
    assert strength.read(state, given_["at_day"] * DAY, h) == pytest.approx(expected, abs=near)


def test_worked_weights_of_group_events():
    given_, expected, near = known("event.pair_weights")
    size = np.array(given_["people"])
    found = strength.weight(np.zeros(len(size), dtype=bool), size)
    assert found == pytest.approx([expected[str(n)]["per_pair"] for n in size], abs=near)


def test_a_meeting_of_two_counts_four_and_one_of_many_like_a_message_to_many():
    size = np.array([2, 3, 12])
    assert strength.weight(np.ones(3, dtype=bool), size).tolist() == [4.0, 0.5, 1 / 11]


@given(events, lives, st.randoms(use_true_random=False))
def test_the_order_in_which_contacts_come_does_not_matter(contacts, h, chance):
    shuffled = contacts[:]
    chance.shuffle(shuffled)
    at = max(t for t, _ in contacts)
    assert strength.read(state_of(shuffled, h), at, h) == pytest.approx(strength.read(state_of(contacts, h), at, h), rel=1e-6)


@given(events, lives)
def test_the_running_form_is_the_sum(contacts, h):
    at = max(t for t, _ in contacts)
    assert strength.read(state_of(contacts, h), at, h) == pytest.approx(directly(contacts, at, h), rel=1e-6)


@given(events, moments, weights, lives)
def test_one_more_contact_never_lowers_it(contacts, at, w, h):
    before = state_of(contacts, h)
    assert strength.add(before, at, h, w) >= before


@given(events, lives)
def test_after_one_half_life_half_is_left(contacts, h):
    state, at = state_of(contacts, h), max(t for t, _ in contacts)
    assert strength.read(state, at + h * DAY, h) == pytest.approx(strength.read(state, at, h) / 2, rel=1e-6)


@given(events, events, lives)
def test_two_who_are_one_have_the_state_of_all_their_contacts(one, other, h):
    merged = strength.merge(state_of(one, h), state_of(other, h))
    assert merged == pytest.approx(state_of(one + other, h), abs=1e-7)


@given(events, lives)
def test_a_contact_taken_back_leaves_the_others_or_says_that_it_cannot_be_told(contacts, h):
    (at, w), rest = contacts[0], contacts[1:]
    left = strength.remove(state_of(contacts, h), at, h, w)
    now = max(t for t, _ in contacts)
    if left is not None:
        # what is left is told with the digits that the subtraction leaves: never asserted closer than that
        whole = directly(contacts, now, h)
        assert strength.read(left, now, h) == pytest.approx(directly(rest, now, h), abs=1e-5 * whole)


def test_the_only_contact_taken_back_is_to_be_worked_out_anew():
    assert strength.remove(strength.add(NOTHING, 1_700_000_000, 60), 1_700_000_000, 60) is None


def test_no_contact_is_no_strength():
    assert strength.read(NOTHING, 1_700_000_000, 60) == 0.0
    assert strength.merge(NOTHING, NOTHING) == NOTHING
    assert strength.read_all(np.array([NOTHING]), 1_700_000_000, 60.0).tolist() == [0.0]


@given(st.lists(st.tuples(st.integers(0, 4), moments, weights), max_size=40), lives)
def test_all_at_once_is_one_by_one(contacts, h):
    who, at, w = (np.array([c[i] for c in contacts], dtype=d) for i, d in enumerate((np.int64, np.int64, np.float64)))
    found = strength.states(who, at, w, 5, h)
    for tie in range(5):
        one = state_of([(t, x) for k, t, x in contacts if k == tie], h)
        assert found[tie] == one if math.isinf(one) else found[tie] == pytest.approx(one, abs=1e-7)


def test_a_century_of_contacts_does_not_overflow():
    at = np.arange(0, 36_500, 7) * DAY
    state = strength.states(np.zeros(len(at), dtype=np.int64), at, np.ones(len(at)), 1, 7.0)
    assert strength.read_all(state, float(at[-1]), 7.0)[0] == pytest.approx(strength.steady(7, 7.0))
