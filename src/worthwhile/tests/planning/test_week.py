"""The week's choice: exact, within the rules of each day, and nobody twice."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.planning import week
from worthwhile.planning.choose import MOST
from worthwhile.planning.values import Proposal
from worthwhile.planning.week import choose_week, day_by_day, days_that_give
from worthwhile.tests.planning.test_choose import proposal

some = st.lists(
    st.builds(
        proposal,
        person=st.integers(1, 4),
        kind=st.sampled_from(["answer", "wake", "prepare"]),
        minutes=st.integers(1, 6),
        worth=st.integers(1, 1000).map(lambda w: w / 1000),
        gives=st.booleans(),
        asks=st.booleans(),
    ),
    max_size=6,
)
days = st.lists(st.integers(1, 9), min_size=1, max_size=3)


def allowed(day: list[Proposal], minutes: int) -> bool:
    fits = len(day) <= MOST and sum(p.minutes for p in day) <= minutes
    return fits and sum(p.asks for p in day) <= 1 and sum(p.kind == "wake" for p in day) <= 2 and sum(p.kind == "answer" for p in day) <= 3


def best_by_trying_all(found: list[Proposal], minutes: list[int]) -> tuple[int, float]:
    best = (0, 0.0)
    for where in product(range(len(minutes) + 1), repeat=len(found)):
        chosen = [p for p, d in zip(found, where, strict=True) if d]
        plan = [[p for p, d in zip(found, where, strict=True) if d == k + 1] for k in range(len(minutes))]
        if len({p.person for p in chosen}) == len(chosen) and all(map(allowed, plan, minutes)):
            best = max(best, (sum(any(p.gives for p in day) for day in plan), sum(p.worth for p in chosen)))
    return best


@settings(max_examples=120, deadline=None)
@given(some, days)
def test_no_other_week_is_worth_more(found, minutes):
    got = choose_week(found, minutes)
    assert got.exact and len(got.days) == len(minutes)
    assert all(map(allowed, map(list, got.days), minutes))
    people = [p.person for day in got.days for p in day]
    assert len(set(people)) == len(people)
    gifts, worth = best_by_trying_all(found, minutes)
    assert sum(any(p.gives for p in day) for day in got.days) == gifts == days_that_give(found, minutes)
    assert abs(got.worth - worth) < 1e-5


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(proposal, person=st.integers(1, 40), minutes=st.integers(1, 7), worth=st.integers(1, 1000).map(lambda w: w / 1000),
                          gives=st.booleans(), asks=st.booleans()), max_size=60), st.lists(st.integers(2, 20), min_size=1, max_size=5))  # fmt: skip
def test_it_is_never_worth_less_than_one_day_after_the_other(found, minutes):
    def gifts(days):
        return sum(any(p.gives for p in day) for day in days)

    got, greedy = choose_week(found, minutes), day_by_day(found, minutes)
    assert (gifts(got.days), got.worth + 1e-5) >= (gifts(greedy.days), greedy.worth)


def test_a_week_that_does_not_fit_as_one_long_day_is_solved_day_by_day_exactly():
    found = [proposal(i, minutes=6, worth=0.9, gives=False) for i in range(3)] + [proposal(9, minutes=4, worth=0.2)]
    got = choose_week(found, [10, 10])
    assert (
        got.exact and abs(got.worth - 2.0) < 1e-6
    )  # two of six minutes and the one that gives, though eighteen minutes are only two less than twenty


def test_without_an_answer_of_the_solver_each_day_is_chosen_in_turn(monkeypatch):
    monkeypatch.setattr(week._Table, "best", lambda *_: None)
    found = [proposal(i, worth=i / 10) for i in range(1, 8)]
    got = choose_week(found, [4, 4])
    assert not got.exact and got.days == day_by_day(found, [4, 4]).days and got.worth > 0


@pytest.mark.parametrize("minutes", [[], [0, 0]])
def test_no_minutes_no_acts(minutes):
    assert choose_week([proposal(1)], minutes).worth == 0
    assert len(choose_week([], [5, 5]).days) == 2
