"""Spreading needs over people: prices that rise with the load, exact assignment, and how even a load is."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.tests.shared import shared
from worthwhile.value.spread import assign, choose, gini, jain, price, top_share


def test_without_load_the_worthiest_are_chosen_in_their_order():
    assert choose([1.0, 3.0, 2.0, 0.0], [0, 0, 0, 0], 2).tolist() == [1, 2]


def test_the_busy_give_way_to_near_equals_but_not_to_those_far_behind():
    assert choose([3.0, 2.9, -9.0], [0.5, 0, 0], 1).tolist() == [1]
    assert choose([3.0, -9.0, -9.0], [0.5, 0, 0], 1).tolist() == [0]


def test_who_is_full_comes_only_where_others_are_not_enough_and_then_last():
    assert choose([9.0, 1.0, 0.0], [1.0, 0, 0], 2).tolist() == [1, 2]
    assert choose([9.0, 1.0, 0.0], [1.0, 0, 0], 3).tolist() == [1, 2, 0]


def test_the_price_rises_with_the_load_and_nobody_is_pushed():
    found = price([-1.0, 0.0, 0.2, 0.9, 1.0])
    assert found[0] == found[1] == 0 < found[2] < found[3] < found[4] == np.inf


def test_worth_and_load_of_other_lengths_are_refused():
    with pytest.raises(ValueError, match="2 worths and 1 loads"):
        choose([1.0, 2.0], [0.0])


def test_over_many_like_needs_the_same_few_are_not_always_asked():
    worth, window, stood = np.array([2.0, 1.5, 1.0, 0.5, 0.2, 0.1]), 10, []
    for _ in range(60):
        lately = np.bincount([p for five in stood[-window:] for p in five], minlength=6) / window
        stood.append(choose(worth, lately, 2).tolist())
    counts = np.bincount([p for five in stood for p in five], minlength=6)
    assert counts.min() > 0 and counts[0] == counts.max() and (top_share(counts, 2) or 1) < 0.6


def test_assignment_of_a_worked_case():
    assert assign([[7, 5, 1], [6, 4, 8], [2, 9, 3]], [1, 1, 1]) == [(0, 0), (1, 2), (2, 1)]


def test_a_need_stays_open_where_nobody_has_room_or_no_pair_is_good_enough():
    assert assign([[5.0], [4.0]], [1]) == [(0, 0)]
    assert assign([[0.2, 0.1]], [3, 3], least=0.5) == []
    assert assign([[3.0, 2.0]], [0, 1]) == [(0, 1)]
    assert assign(np.zeros((0, 2)), [1, 1]) == []


@given(
    st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(st.integers(-4, 9), min_size=3, max_size=3), min_size=n, max_size=n)),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
    st.integers(-3, 4),
)
def test_assignment_keeps_the_capacities_and_no_other_is_worth_more(worth, capacity, least):
    made = assign(worth, capacity, least=float(least))
    assert all(sum(p == who for _, p in made) <= capacity[who] for who in range(3))
    assert len({need for need, _ in made}) == len(made) and all(worth[n][p] >= least for n, p in made)
    shift = min(least, 0)  # a pair that may be made is never worth less than staying open
    best = 0
    for way in itertools.product([None, 0, 1, 2], repeat=len(worth)):
        pairs = [(n, p) for n, p in enumerate(way) if p is not None]
        if all(worth[n][p] >= least for n, p in pairs) and all(sum(p == who for _, p in pairs) <= capacity[who] for who in range(3)):
            best = max(best, sum(worth[n][p] - shift for n, p in pairs))
    assert sum(worth[n][p] - shift for n, p in made) == best


def test_evenness_of_nothing_is_unknown():
    assert gini([]) is jain([0, 0]) is top_share([0]) is None


def test_evenness_against_worked_values():
    cases = json.loads(shared("reference_values.json").read_text())["cases"]
    mine = [c for c in cases if c["id"].startswith("load.")]
    assert len(mine) >= 3
    for case in mine:
        values, expected = case["input"]["values"], case["expected"]
        assert gini(values) == pytest.approx(expected["gini"], abs=1e-9)
        assert jain(values) == pytest.approx(expected["jain"], abs=1e-9)
        assert top_share(values) == pytest.approx(expected["top_share"], abs=1e-9)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_evenness_lies_within_its_bounds(load):
    if sum(load):
        assert -1e-12 <= gini(load) <= 1 - 1 / len(load) + 1e-12
        assert 1 / len(load) - 1e-12 <= jain(load) <= 1 + 1e-12
