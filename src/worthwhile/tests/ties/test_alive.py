"""BG/NBD: the chance that a tie is alive, and that there will be contact."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.tests.ties.known import known
from worthwhile.ties import alive
from worthwhile.ties.alive import Life

lives = st.builds(Life, st.floats(0.05, 5), st.floats(0.5, 100), st.floats(0.05, 5), st.floats(0.05, 10))
times = st.floats(0, 3000)


def one(life, x, t_x, age):
    return float(alive.alive(life, np.array([float(x)]), np.array([t_x]), np.array([age]))[0])


def soon(life, x, t_x, age, horizon):
    return float(alive.within(life, np.array([float(x)]), np.array([t_x]), np.array([age]), horizon)[0])


def test_the_published_example():
    given_, expected, near = known("alive.bgnbd")
    life = Life(*(given_[k] for k in ("r", "alpha", "a", "b")))
    seen = [given_[k] for k in ("x", "t_x", "T")]
    assert one(life, *seen) == pytest.approx(expected["p_alive"], abs=near)
    assert alive.expected(life, *seen, given_["horizon"]) == pytest.approx(expected["expected_contacts"], abs=near)


def test_worked_chance_of_contact_in_a_horizon():
    given_, expected, near = known("alive.contact_in_horizon")
    life = Life(*(given_[k] for k in ("r", "alpha", "a", "b")))
    assert soon(life, *(given_[k] for k in ("x", "t_x", "T", "horizon"))) == pytest.approx(expected, abs=near)


@given(lives, st.integers(0, 300), times, times, st.floats(0, 500))
def test_chances_are_chances_and_contact_is_never_likelier_than_life(life, x, t_x, silence, horizon):
    p = one(life, x, t_x, t_x + silence)
    assert 0 <= p <= 1
    assert 0 <= soon(life, x, t_x, t_x + silence, horizon) <= p


@given(lives, st.integers(1, 300), times, times, st.floats(0.1, 500))
def test_it_falls_with_silence(life, x, t_x, silence, more):
    assert one(life, x, t_x, t_x + silence + more) <= one(life, x, t_x, t_x + silence)


@given(lives, st.integers(1, 100), times, st.floats(0, 1000), st.floats(0.1, 300), st.floats(0, 300))
def test_a_longer_horizon_is_never_less_likely(life, x, t_x, silence, horizon, more):
    assert soon(life, x, t_x, t_x + silence, horizon + more) >= soon(life, x, t_x, t_x + silence, horizon) - 1e-12


def test_it_rises_with_regularity_when_the_last_contact_is_fresh():
    often = [one(alive.USUAL, x, 355.0, 360.0) for x in (1, 4, 12, 52)]
    assert often == sorted(often) and often[-1] > often[0]


def test_the_same_silence_says_more_about_a_tie_that_was_lively():
    assert one(alive.USUAL, 50, 200.0, 290.0) < one(alive.USUAL, 3, 200.0, 290.0)


def test_after_a_single_contact_nothing_speaks_against_it():
    assert one(alive.USUAL, 0, 0.0, 2000.0) == 1.0  # the model ends a tie only after a further contact


def test_a_daily_tie_silent_for_a_lifetime_does_not_overflow():
    with np.errstate(all="raise", under="ignore"):
        assert one(alive.USUAL, 20_000, 1.0, 40_000.0) == pytest.approx(0, abs=1e-12)


def contacts(life, n, age, seed):
    """The times of the contacts after the first, until `age`, of n ties that live as the model says."""
    rng = np.random.default_rng(seed)
    for _ in range(n):
        rate, ends, t, times = rng.gamma(life.r, 1 / life.alpha), rng.beta(life.a, life.b), 0.0, []
        while (t := t + rng.exponential(1 / rate)) < age:
            times.append(t)
            if rng.random() < ends:
                break
        yield np.array(times)


def seen_until(ties, age):
    """x, t_x and age of each, as known at `age`."""
    kept = [t[t < age] for t in ties]
    return np.array([len(t) for t in kept], dtype=float), np.array([t[-1] if len(t) else 0.0 for t in kept]), np.full(len(kept), age)


MADE = Life(0.8, 12.0, 1.0, 4.0)


def test_the_likelihood_is_the_share_of_ties_that_live_so():
    age = 20.0
    x, _, _ = seen_until(list(contacts(MADE, 8000, age, 3)), age)
    none = np.exp(alive.log_likelihood(MADE, np.array([0.0]), np.array([0.0]), np.array([age])))[0]
    t = np.linspace(0, age, 2001)
    density = np.exp(alive.log_likelihood(MADE, np.ones_like(t), t, np.full_like(t, age)))
    once = float(np.sum((density[1:] + density[:-1]) / 2 * np.diff(t)))
    assert none == pytest.approx(np.mean(x == 0), abs=0.02) and once == pytest.approx(np.mean(x == 1), abs=0.02)


def test_fitting_finds_what_made_the_ties():
    x, last, age = seen_until(list(contacts(MADE, 3000, 365.0, 1)), 365.0)
    found = alive.fit(x, last, age)
    assert found.r / found.alpha == pytest.approx(MADE.r / MADE.alpha, rel=0.25)
    assert found.a / (found.a + found.b) == pytest.approx(MADE.a / (MADE.a + MADE.b), rel=0.25)
    best = alive.log_likelihood(found, x, last, age).mean()
    assert best >= alive.log_likelihood(MADE, x, last, age).mean() - 1e-3


def test_chances_said_at_a_moment_come_true_as_often_as_said():
    ties = list(contacts(MADE, 3000, 455.0, 2))
    x, last, age = seen_until(ties, 365.0)
    said = alive.within(alive.fit(x, last, age), x, last, age, 90.0)
    came = np.array([bool((t >= 365).any()) for t in ties])
    likely = said > np.median(said)
    for half in (likely, ~likely):
        assert said[half].mean() == pytest.approx(came[half].mean(), abs=0.05)


def test_too_few_ties_are_not_fitted():
    assert alive.fit(np.ones(29), np.ones(29), np.full(29, 9.0)) == alive.USUAL


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_the_unit_of_time_does_not_matter_to_what_is_fitted(seed):
    x, last, age = seen_until(list(contacts(MADE, 200, 365.0, seed)), 365.0)
    days, hours = alive.fit(x, last, age), alive.fit(x, last * 24, age * 24)
    assert soon(hours, 5, 2400, 4800, 2160) == pytest.approx(soon(days, 5, 100, 200, 90), abs=0.03)
