"""Direction: both ways, who starts, and how soon each answers, by references or else by subject."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.tests.ties.known import known
from worthwhile.ties import reciprocity

HOUR, DAY = 3600, 86_400
counts = st.integers(0, 500)


def test_worked_pair():
    given_, expected, near = known("reciprocity.pair")
    s, r = given_["sent"], given_["received"]
    share = reciprocity.share(s, r)
    assert reciprocity.both_ways(s, r) == pytest.approx(expected["min_over_max"], abs=near)
    assert reciprocity.balance(s, r) == pytest.approx(expected["balance"], abs=near)
    assert share.mean == pytest.approx(expected["share_sent_posterior_mean"], abs=near)
    assert (share.low, share.high) == pytest.approx(expected["share_sent_interval_90"], abs=near)


def test_worked_network():
    given_, expected, near = known("reciprocity.weighted")
    assert reciprocity.of_network([tuple(arc) for arc in given_["arcs"]]) == pytest.approx(expected, abs=near)


def test_what_cannot_be_known_is_not_nought():
    assert reciprocity.both_ways(0, 0) is None and reciprocity.balance(0, 0) is None and reciprocity.of_network([]) is None


def test_arcs_to_oneself_do_not_count_and_parallel_ones_add():
    assert reciprocity.of_network([("a", "a", 9.0), ("a", "b", 1.0), ("a", "b", 2.0), ("b", "a", 3.0)]) == 1.0


@given(counts, counts)
def test_turning_the_two_round_turns_the_balance_and_nothing_else(s, r):
    assert reciprocity.both_ways(s, r) == reciprocity.both_ways(r, s)
    if s + r:
        assert reciprocity.balance(s, r) == -reciprocity.balance(r, s)
        assert 0 <= reciprocity.both_ways(s, r) <= 1


@given(counts, counts)
def test_the_share_lies_within_what_it_may_be_and_more_messages_make_it_surer(s, r):
    one, many = reciprocity.share(s, r), reciprocity.share(4 * s + 3, 4 * r + 3)  # the same share, four times seen
    assert 0 <= one.low < one.mean < one.high <= 1
    assert many.mean == pytest.approx(one.mean) and many.high - many.low < one.high - one.low


def of(*messages):
    """Columns of messages (tie, hours, way)."""
    return (np.array([m[i] for m in messages], dtype=np.int64) * (HOUR if i == 1 else 1) for i in range(3))


def test_a_start_is_a_message_after_three_days_without_one():
    who, at, way = of((0, 0, 1), (0, 71, -1), (0, 143, -1), (0, 300, 1), (1, 301, -1), (1, 302, 1))
    mine, theirs = reciprocity.starts(who, at, way, 3)
    assert mine.tolist() == [2, 0, 0] and theirs.tolist() == [1, 1, 0]  # 71 hours are not three days, 72 are


def answers(messages, count=1):
    """Messages: (tie, hours, way, key, parent, subject)."""
    columns = [np.array([m[i] for m in messages], dtype=np.int64) for i in range(6)]
    columns[1] = columns[1] * HOUR
    return reciprocity.answers(*columns, count)


def test_an_answer_by_reference_is_the_first_that_refers_to_the_message():
    found = answers([(0, 0, -1, 11, 0, 0), (0, 5, 1, 12, 11, 0), (0, 50, 1, 13, 11, 0), (0, 60, -1, 14, 13, 0)])
    assert found.mine.tolist() == [5.0] and found.theirs.tolist() == [10.0]
    assert found.by_reference.tolist() == [True] and found.by_subject.tolist() == [False]


def test_what_refers_to_ones_own_message_is_no_answer():
    found = answers([(0, 0, 1, 11, 0, 0), (0, 5, 1, 12, 11, 0)])
    assert np.isnan(found.mine[0]) and np.isnan(found.theirs[0]) and not found.by_reference[0]


def test_an_answer_to_another_tie_or_from_before_is_none():
    found = answers([(0, 0, -1, 11, 0, 0), (0, 3, -1, 15, 12, 0), (1, 5, 1, 12, 11, 0), (1, 2, 1, 16, 12, 0)], 2)
    assert np.isnan(found.mine).all() and np.isnan(found.theirs).all()


def test_the_subject_tells_where_no_reference_does():
    found = answers([(0, 0, -1, 1, 0, 7), (0, 4, 1, 2, 0, 7), (0, 5, 1, 3, 0, 8), (0, 11, -1, 4, 0, 8)])
    assert found.mine.tolist() == [4.0] and found.theirs.tolist() == [6.0] and found.by_subject.tolist() == [True]


def test_where_references_tell_the_subject_is_not_asked():
    found = answers([(0, 0, -1, 1, 0, 7), (0, 4, 1, 2, 0, 7), (0, 5, -1, 3, 0, 9), (0, 25, 1, 4, 3, 9)])
    assert found.mine.tolist() == [20.0]


def test_a_subject_taken_up_after_thirty_days_is_a_new_matter():
    assert answers([(0, 0, -1, 1, 0, 7), (0, 720, 1, 2, 0, 7)]).mine.tolist() == [720.0]
    assert np.isnan(answers([(0, 0, -1, 1, 0, 7), (0, 721, 1, 2, 0, 7)]).mine[0])


def test_the_median_is_over_all_answers_of_one_side():
    found = answers(
        [(0, h, w, k, p, 0) for h, w, k, p in [(0, -1, 1, 0), (1, 1, 2, 1), (10, -1, 3, 0), (13, 1, 4, 3), (20, -1, 5, 0), (70, 1, 6, 5)]]
    )
    assert found.mine.tolist() == [3.0]


def test_no_messages_are_no_answers():
    found = answers([], 2)
    assert np.isnan(found.mine).all() and not found.by_reference.any() and not found.by_subject.any()


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Re: AW: Plan", "plan"),
        ("RE[2]: Plan", "plan"),
        ("Plan", "plan"),
        ("Fwd:Re:  plan ", "plan"),
        ("Report: Plan", "report: plan"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_the_matter_of_a_subject(subject, said):
    assert reciprocity.matter(subject) == said
