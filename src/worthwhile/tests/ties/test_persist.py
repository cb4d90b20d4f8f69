"""The learned chance of contact: learned from the past alone, honest, and kept as it was."""

import json
from dataclasses import replace

import numpy as np
import pytest

from worthwhile.tests.ties.made import DAY, START, contacts, history, lively, until
from worthwhile.ties import alive, judge, persist

NOW = START + 700 * DAY
H = 90
CUTS = [float(NOW - H * DAY * k) for k in (2.5, 2.0, 1.5, 1.0)]


@pytest.fixture(scope="module")
def whole():
    return history(lively(seed=4, ties=400))


@pytest.fixture(scope="module")
def model(whole):
    return persist.follow(persist.learn(whole, CUTS, H), whole, float(NOW))


def test_it_learns_where_there_is_enough(model):
    assert len(model.weights) == 1 + len(persist.SHORTER) and len(model.weights[0]) == 1 + len(model.mean)


def test_nothing_later_than_the_moment_is_looked_at(model):
    known = history(until(lively(seed=4, ties=400), NOW))
    assert persist.follow(persist.learn(known, CUTS, H), known, float(NOW)) == model


def test_what_it_says_comes_true_as_often_and_orders_better_than_the_last_contact(whole, model):
    then = persist.cut(whole, float(NOW), H)
    said = persist.chances(model, then.pair, then.left, then.right, float(NOW))
    came = persist.stayed(whole, then.ties, float(NOW), H)
    assert ((said > 0) & (said < 1)).all()
    assert said.mean() == pytest.approx(came.mean(), abs=0.08)
    assert judge.auc(came, said) > judge.auc(came, then.pair[:, 3]) - 0.02
    assert judge.brier(came, said) < came.mean() * (1 - came.mean())


def test_a_silence_makes_contact_less_likely(whole, model):
    then = persist.cut(whole, float(NOW), H)
    now, later = (persist.chances(model, then.pair, then.left, then.right, NOW + d * DAY) for d in (0.0, 400.0))
    assert later.mean() < now.mean()


def test_it_can_be_kept_as_json_and_read_again(model):
    assert persist.Model.of(json.loads(json.dumps(model.plain()))) == model


def test_too_little_is_not_learned_from_and_the_chance_is_that_of_the_simpler_model():
    log = history(lively(seed=1, ties=20))
    found = persist.learn(log, CUTS, H)
    assert found.weights == () and persist.follow(found, log, float(NOW)) == found
    then = persist.cut(log, float(NOW), H)
    silent, age = (NOW - then.pair[:, 3]) / DAY, (NOW - then.pair[:, 2]) / DAY
    plain = alive.within(alive.Life(*found.life), then.pair[:, 1] - 1, age - silent, age, H)
    assert persist.chances(found, then.pair, then.left, then.right, float(NOW)) == pytest.approx(plain)


def test_an_empty_log_gives_a_model_that_reads_nothing():
    nothing = history(contacts())
    found = persist.learn(nothing, CUTS, H)
    then = persist.cut(nothing, float(NOW), H)
    assert found.weights == () and persist.chances(found, then.pair, then.left, then.right, float(NOW)).shape == (0,)


def test_only_ties_with_contact_in_the_window_are_judged():
    log = history(contacts({"person": 1, "day": 0}, {"person": 2, "day": 650}, {"person": 3, "day": 705}))
    assert persist.cut(log, float(NOW), H, window=1).ties.tolist() == [1]
    assert persist.cut(log, float(NOW), H, window=8).ties.tolist() == [0, 1]


def test_a_tie_stayed_when_there_was_contact_from_the_cut_until_before_the_end():
    log = history(contacts({"person": 1, "day": 700}, {"person": 2, "day": 790}, {"person": 3, "day": 699}, {"person": 3, "day": 789}))
    assert persist.stayed(log, np.arange(3), float(NOW), 90).tolist() == [1, 0, 1]


def test_the_state_of_a_pair():
    log = contacts({"day": 0.1}, {"day": 0.5, "way": 1}, {"day": 8, "way": 0}, {"day": 10}, person=5)
    row = dict(zip(persist.STATE, persist.pair_states(np.zeros(4, dtype=np.int64), log.at, log.way, 1, H)[0], strict=True))
    days = np.unique(log.at // DAY)
    assert (row["contacts"], row["days"], row["sent"], row["gaps"]) == (4, len(days), 1, len(days) - 1)
    assert (row["first"], row["last"]) == (log.at[0], log.at[-1])
    assert row["log_gaps"] == pytest.approx(np.log(np.diff(days)).sum())


def test_a_tie_without_contact_has_no_times_rather_than_nought():
    none = np.zeros(0, dtype=np.int64)
    row = persist.pair_states(none, none, none, 1, H)[0]
    assert np.isnan(row[2:4]).all() and (row[7:] == -np.inf).all()


def test_the_level_moves_all_chances_one_way(whole, model):
    then = persist.cut(whole, float(NOW), H)
    low, high = (persist.chances(replace(model, level=v), then.pair, then.left, then.right, float(NOW)) for v in (-1.0, 1.0))
    assert (low < high).all()


def test_the_level_rises_where_the_newest_past_was_livelier_than_foretold(whole, model):
    gone = history(until(lively(seed=4, ties=400), NOW - 45 * DAY))  # nothing at all in the newest half of a horizon
    assert persist.follow(model, gone, float(NOW)).level < model.level
