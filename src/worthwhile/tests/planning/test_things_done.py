"""The simulation of things done: its acts are weighed by the rules themselves, and every planner has the same minutes and the same luck."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from worthwhile.planning.rules import keep_promise

HERE = Path(__file__).parents[4] / "evaluations"
if not HERE.is_dir():
    pytest.skip("the programs are not beside the package", allow_module_level=True)
sys.path.insert(0, str(HERE))

import things_planners as planners  # noqa: E402
import things_weights as weights  # noqa: E402
import things_world as world  # noqa: E402
from things_fits import Fits, Logit, logit  # noqa: E402
from things_run import MINUTES, Run  # noqa: E402


def fits() -> Fits:
    """Made by hand: the form of the fits, with plain numbers."""
    one = np.array([[-1.0, 0.5, -0.1]])
    pairs = np.array([[1.0, 20.0], [8.0, 5.0], [3.0, 40.0]])
    return Fits(
        {"list": np.array([[0.05, 3.0]])}, {"list": np.array([[0.5, 0.1, 2.0]])}, {"log": np.array([[0.8, 3.5]])}, {"log": Logit("log", one[0], one)},
        {"log": Logit("log", one[0], one)}, {"list": Logit("list", one[0], one)}, np.array([0.5]), {"log": np.array([1.5])}, {"log": pairs},
    )  # fmt: skip


def made(seed: int = 3, **changes: object) -> world.World:
    rng = np.random.default_rng(seed)
    return world.make(world.without(world.draw(fits(), rng), changes), fits(), rng)


@pytest.mark.parametrize(
    "kind", ["offer_help", "introduce", "bring together", "ask", "say_yes", "keep_promise", "tell", "next_step", "keep_warm", "pick_up"]
)
def test_every_kind_of_act_is_weighed_by_its_rule(kind):
    found = weights.asked(kind, 0.6, 40 if kind == "pick_up" else 20)
    most = keep_promise.DUE if kind == "keep_promise" else 1
    assert found is not None and 0 < found.worth <= most and 0 < found.minutes <= MINUTES


def test_the_more_introductions_are_under_way_the_less_a_new_one_is_worth():
    new = [weights.asked("introduce", 0.6, begun=n).worth for n in range(6)]
    assert new == sorted(new, reverse=True) and new[0] > new[2] > new[5] > 0.3
    step, last = weights.asked("bring together"), weights.asked("bring together", flag=True)
    assert new[1] < step.worth < last.worth and new[1] < weights.asked("offer_help", 0.6).worth < new[0]


def test_the_same_luck_gives_the_same_weeks_and_no_planner_has_more_minutes():
    w = made()
    for plan in (planners.product, planners.cadence(5, in_progress_first=True), planners.for_the_goal(first="ask", warm=True)):
        first, again = Run(w, plan).go(), Run(w, plan).go()
        assert first.needs_met() == again.needs_met() and first.by_kind == again.by_kind
        assert 0 < first.spent <= MINUTES * world.DAYS


def test_a_need_is_met_once_and_only_while_it_is_open():
    run = Run(made(), planners.product).go()
    assert run.met and all(run.w.needs[k].born <= day < run.w.needs[k].until for k, day in run.met.items())


def test_the_goal_only_planner_gives_nothing_and_the_others_do():
    w = made()
    assert Run(w, planners.for_the_goal(first="ask", warm=False)).go().needs_met()[0] == 0
    assert Run(w, planners.product).go().needs_met()[0] > 0


@pytest.mark.parametrize("name", sorted(world.OFF))
def test_every_mechanism_can_be_switched_off(name):
    d = world.draw(fits(), np.random.default_rng(1))
    assert world.without(d, world.OFF[name]) != replace(d)


def test_nothing_brought_and_nothing_told_means_that_nobody_is_helped():
    w = made(brought=False, told=0.0)
    assert Run(w, planners.product).go().needs_met()[0] == 0


def test_a_logistic_fit_finds_what_it_was_made_from():
    rng = np.random.default_rng(0)
    x = np.c_[np.ones(20_000), rng.normal(size=(20_000, 2))]
    truth = np.array([-0.5, 1.0, -0.3])
    y = (rng.random(20_000) < 1 / (1 + np.exp(-x @ truth))).astype(float)
    assert logit(x, y, np.ones(len(y))) == pytest.approx(truth, abs=0.08)
