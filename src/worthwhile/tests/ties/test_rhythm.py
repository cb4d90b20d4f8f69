"""Rhythm: contact days, their gaps by median and quantile, and the word for a silence held against them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.tests.ties.known import known
from worthwhile.ties import rhythm

DAY = 86_400
some_gaps = st.lists(st.floats(min_value=1, max_value=500), min_size=1, max_size=30).map(np.array)
WORDS = ["steady", "cooling", "long silence", "asleep"]


def gap_of(gaps, quantile):
    """The quantile of one tie's gaps, as it is worked out for all ties at once."""
    return rhythm.quantiles(np.zeros(len(gaps), dtype=np.int64), gaps, 1, quantile)[0]


def test_worked_gaps():
    given_, expected, near = known("rhythm.gaps")
    gaps = np.array(given_["gaps_days"])
    assert gap_of(gaps, 0.5) == pytest.approx(expected["median"], abs=near)
    assert rhythm.mad(gaps) == pytest.approx(expected["mad"], abs=near)
    assert rhythm.ratio(given_["silence_days"], gap_of(gaps, 0.5)) == pytest.approx(expected["silence_over_median"], abs=near)


@pytest.mark.parametrize("name", ["rhythm.gaps", "rhythm.regular"])
def test_worked_burstiness(name):
    given_, expected, near = known(name)
    gaps = np.array(given_["gaps_days"])
    assert rhythm.burstiness(gaps) == pytest.approx(expected["burstiness_goh_barabasi"], abs=near)
    assert rhythm.burstiness_small(gaps) == pytest.approx(expected["burstiness_kim_jo"], abs=near)


def test_worked_quantile():
    given_, expected, near = known("quantile.silence")
    assert gap_of(np.array(given_["gaps_days"], dtype=float), given_["quantile"]) == pytest.approx(expected["threshold_days"], abs=near)


def test_worked_chance_of_silence():
    given_, expected, near = known("rhythm.gamma_poisson")
    numbers = [given_[k] for k in ("prior_shape", "prior_days", "contacts", "over_days", "next_days")]
    assert rhythm.chance_of_silence(*numbers) == pytest.approx(expected["p_silence"], abs=near)
    assert rhythm.expected(*numbers) == pytest.approx(expected["expected_contacts"], abs=near)


def test_ten_messages_of_one_day_are_one_contact_day():
    at = np.array([3 * DAY, 3 * DAY + 5, 3 * DAY + 9, 8 * DAY])
    assert rhythm.gaps_of(np.zeros(4, dtype=np.int64), at)[3].tolist() == [3, 8]


@given(some_gaps, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_quantile_is_never_a_shorter_gap(gaps, one, other):
    low, high = sorted((one, other))
    short, long = gap_of(gaps, low), gap_of(gaps, high)
    assert short <= long + 1e-9 and gaps.min() - 1e-9 <= short and long <= gaps.max() + 1e-9


@given(some_gaps, st.integers(0, 29), st.floats(0, 100), st.floats(0, 1))
def test_a_longer_gap_never_shortens_the_rhythm(gaps, which, more, quantile):
    longer = gaps.copy()
    longer[which % len(gaps)] += more
    assert gap_of(longer, quantile) >= gap_of(gaps, quantile) - 1e-9


@given(st.floats(1, 500), st.integers(1, 100), st.floats(1, 500))
def test_a_shrunk_gap_lies_between_its_own_and_that_of_others_and_nears_its_own_with_more_gaps(value, n, others):
    few, many = rhythm.shrunk(value, n, others), rhythm.shrunk(value, n * 10, others)
    assert min(value, others) - 1e-9 <= few <= max(value, others) + 1e-9
    assert abs(many - value) <= abs(few - value) + 1e-9


def test_without_a_gap_of_its_own_all_is_borrowed():
    assert rhythm.shrunk(5.0, 0, 40.0) == 40.0


@given(st.floats(0.1, 5), st.floats(1, 400), st.integers(0, 50), st.floats(1, 400), st.floats(0, 400), st.floats(0, 100))
def test_a_longer_time_ahead_is_less_likely_silent_all_through(a, b, n, over, ahead, more):
    assert 0 <= rhythm.chance_of_silence(a, b, n, over, ahead + more) <= rhythm.chance_of_silence(a, b, n, over, ahead) <= 1


def test_words_change_at_four_eight_and_sixteen_usual_gaps():
    said = [rhythm.word(days, 10, 5, 400) for days in (40, 41, 80, 81, 160, 161, 5000)]
    assert said == ["steady", "cooling", "cooling", "long silence", "long silence", "asleep", "asleep"]


@given(st.floats(0, 5000), st.floats(0, 5000), st.floats(0.5, 400), st.integers(3, 50))
def test_a_longer_silence_is_never_a_livelier_word(one, other, gap, gaps):
    short, long = sorted((one, other))
    assert WORDS.index(rhythm.word(short, gap, gaps, 900)) <= WORDS.index(rhythm.word(long, gap, gaps, 900))


def test_few_gaps_are_new_until_ninety_days_have_passed_and_then_held_against_what_is_borrowed():
    assert rhythm.word(50, 1, 2, 89) == "new"
    assert rhythm.word(50, None, 2, 90) == "steady"  # 50 days of 30
    assert rhythm.word(50, 10, 2, 90) == "cooling"
    assert rhythm.word(50, 1, 3, 89) == "asleep"  # three gaps: its own rhythm counts from the first day on


def test_a_weekend_is_no_silence_for_those_who_speak_daily():
    assert rhythm.word(3, 1, 200, 900) == "steady"
    assert rhythm.word(12, 1, 200, 900) == "steady"  # held against three days, not one


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400 * DAY)), max_size=40))
def test_gaps_of_all_ties_at_once_are_those_of_each(contacts):
    contacts.sort()
    who, at = (np.array([c[i] for c in contacts], dtype=np.int64) for i in (0, 1))
    of, gaps, tie, day = rhythm.gaps_of(who, at)
    for k in range(4):
        days = np.unique(at[who == k] // DAY)
        assert day[tie == k].tolist() == days.tolist()
        assert gaps[of == k].tolist() == np.diff(days).tolist()


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 500)), max_size=40), st.floats(0, 1))
def test_quantiles_of_all_ties_at_once_are_those_of_each(pairs, quantile):
    who, value = np.array([p[0] for p in pairs], dtype=np.int64), np.array([p[1] for p in pairs], dtype=np.float64)
    found = rhythm.quantiles(who, value, 4, quantile)
    for k in range(4):
        mine = value[who == k]
        assert np.isnan(found[k]) if not len(mine) else found[k] == pytest.approx(np.quantile(mine, quantile), abs=1e-9)


@given(some_gaps)
def test_burstiness_lies_between_minus_one_and_one(gaps):
    assert -1 <= rhythm.burstiness(gaps) < 1
