"""How predictions are judged."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.tests.ties.known import known
from worthwhile.ties import judge

said = st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=1, max_size=40)


def columns(pairs):
    return np.array([p[0] for p in pairs], dtype=float), np.array([p[1] / 20 for p in pairs])


def test_worked_values():
    given_, expected, near = known("judge.four")
    y, score = np.array(given_["y"], dtype=float), np.array(given_["score"])
    assert judge.auc(y, score) == pytest.approx(expected["auc"], abs=near)
    assert judge.average_precision(y, score) == pytest.approx(expected["average_precision"], abs=near)
    assert judge.brier(y, score) == pytest.approx(expected["brier"], abs=near)


@given(said)
def test_the_auc_is_the_share_of_pairs_in_the_right_order(pairs):
    y, score = columns(pairs)
    both = [(s > t) + (s == t) / 2 for s in score[y == 1] for t in score[y == 0]]
    assert judge.auc(y, score) == (pytest.approx(np.mean(both)) if both else None)


@given(said)
def test_turning_the_scores_round_turns_the_auc(pairs):
    y, score = columns(pairs)
    if (one := judge.auc(y, score)) is not None:
        assert judge.auc(y, -score) == pytest.approx(1 - one)


@given(said, st.randoms(use_true_random=False))
def test_equal_scores_make_one_step_so_that_their_order_does_not_matter(pairs, chance):
    mixed = pairs[:]
    chance.shuffle(mixed)
    assert judge.average_precision(*columns(mixed)) == pytest.approx(judge.average_precision(*columns(pairs)))


def test_average_precision_of_a_score_that_tells_nothing_is_the_share_that_came():
    assert judge.average_precision(np.array([1.0, 0, 0, 0]), np.zeros(4)) == 0.25


def test_nothing_to_judge_is_said_to_be_nothing():
    assert judge.auc(np.ones(3), np.arange(3)) is None and judge.auc(np.zeros(3), np.arange(3)) is None
    assert judge.average_precision(np.zeros(3), np.arange(3)) is None


def test_a_chance_that_is_right_on_average_but_for_nobody_is_honest_and_yet_far_off():
    y, p = np.tile([0.0, 1.0], 50), np.full(100, 0.5)
    assert judge.calibration_error(y, p) == 0 and judge.brier(y, p) == 0.25


def test_the_calibration_error_is_how_far_a_chance_lies_off():
    y = np.r_[np.zeros(50), np.ones(50)]
    assert judge.calibration_error(y, np.r_[np.full(50, 0.2), np.full(50, 0.9)]) == pytest.approx((0.2 + 0.1) / 2)


@given(said)
def test_errors_lie_between_nought_and_one_and_certainty_that_is_right_has_none(pairs):
    y, p = columns(pairs)
    assert 0 <= judge.brier(y, p) <= 1 and 0 <= judge.calibration_error(y, p) <= 1
    assert judge.brier(y, y) == 0 and judge.calibration_error(y, y) == 0
