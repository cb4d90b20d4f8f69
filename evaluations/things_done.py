"""Things done: simulated weeks of ego in which people have needs that arise, wait, are met or lapse, under three planners with the same ten minutes.

    things_done.py [--shared PATH] [--draws 200] [--off] [--seed 11]

PATH: the folder of public test data (WORTHWHILE_SHARED). The model, its sources and what it cannot tell stand in docs/simulation.md. `--off` runs a
fifth of the draws with each mechanism switched off. Ends with one JSON line.
"""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from things_fits import Fits, fit
from things_planners import cadence, for_the_goal, product
from things_run import Run
from things_world import DAYS, OFF, RANGES, Draw, World, draw, make, without

TURNS = (1, 5, 15, 30)  # working days of the fixed cadence; the best is picked for each draw on the same run
BAR, AHEAD = 1.3, 0.85
Floats = NDArray[np.float64]


def planners() -> dict[str, Callable[[World], Run]]:
    """Each variant of each planner, by its name; the part before the colon names the planner."""
    found: dict[str, Callable[[World], Run]] = {"product: choose": lambda w: Run(w, product)}
    for days in TURNS:
        for first in (False, True):
            plan = cadence(days, in_progress_first=first)
            found[f"cadence: every {days}{', in progress first' if first else ''}"] = lambda w, plan=plan: Run(w, plan)  # type: ignore[misc]
    for first_kind in ("ask", "next_step"):
        for again, warm in ((22, True), (5, False)):
            plan = for_the_goal(first=first_kind, warm=warm)
            name = f"goal: {first_kind} first, again after {again}{', warm' if warm else ''}"
            found[name] = lambda w, plan=plan, again=again: Run(w, plan, ask_again=again, others=False)  # type: ignore[misc]
    return found


def judge(d: Draw, fits: Fits, seed: int) -> dict[str, Any]:
    """One world under every variant: needs met per ten minutes of each planner's best."""
    world = make(d, fits, np.random.default_rng(seed))
    runs = {name: go(world).go() for name, go in planners().items()}
    best: dict[str, tuple[float, str]] = {}
    for name, run in runs.items():
        kind = name.split(":")[0]
        best[kind] = max(best.get(kind, (-1.0, "")), (run.per_ten_minutes(), name))
    own = {kind: runs[name].needs_met() for kind, (_, name) in best.items()}
    spent = {kind: runs[name].spent for kind, (_, name) in best.items()}
    kinds = dict(runs["product: choose"].by_kind)
    return {
        "best": {k: v for k, (v, _) in best.items()},
        "which": {k: n for k, (_, n) in best.items()},
        "met": own,
        "spent": spent,
        "kinds": kinds,
    }


def ratio(found: list[dict[str, Any]]) -> tuple[float, float, Floats]:
    """(product over the better of the two, all draws together; share of draws in which it is ahead; the ratios of each draw)."""
    p = np.array([f["best"]["product"] for f in found])
    other = np.array([max(f["best"]["cadence"], f["best"]["goal"]) for f in found])
    return float(p.sum() / other.sum()), float((p > other).mean()), (p + 1e-9) / (other + 1e-9)


def regions(draws: list[Draw], ratios: Floats) -> list[tuple[str, list[float], list[float]]]:
    """For each parameter, the median ratio and the share ahead in its lowest, middle and highest third; the widest apart first."""
    out = []
    for name in [*RANGES, "giving", "even"]:
        values = np.array([float(getattr(d, name)) for d in draws])
        cuts = np.quantile(values, (1 / 3, 2 / 3))
        thirds = [ratios[values <= cuts[0]], ratios[(values > cuts[0]) & (values <= cuts[1])], ratios[values > cuts[1]]]
        if all(len(t) for t in thirds):
            out.append((name, [float(np.median(t)) for t in thirds], [float((t > 1).mean()) for t in thirds]))
    return sorted(out, key=lambda r: min(r[2]))


def _behind(found: list[dict[str, Any]], whom: str) -> float:
    return float(np.mean([f["best"]["product"] < f["best"][whom] for f in found]))


def report(found: list[dict[str, Any]], draws: list[Draw]) -> list[dict[str, Any]]:
    """Lines for people, and the entries of the JSON line."""
    whole, ahead, each = ratio(found)
    low, middle, high = np.quantile(each, (0.05, 0.5, 0.95))
    mean = {k: float(np.mean([f["best"][k] for f in found])) for k in ("product", "cadence", "goal")}
    print("needs met per ten minutes: " + ", ".join(f"{k} {v:.3f}" for k, v in mean.items()))
    for kind in mean:
        others, own = (float(np.mean([f["met"][kind][i] for f in found])) for i in (0, 1))
        minutes = float(np.mean([f["spent"][kind] for f in found])) / DAYS
        print(f"  {kind:<8} of others {others:.1f}, ego's own {own:.1f} in 18 weeks; {minutes:.1f} minutes a day used")
    print(
        f"product over the better of the two: {whole:.3f}; median of draws {middle:.3f}, 90 % of them {low:.3f} to {high:.3f}; ahead in {ahead:.3f}"
    )
    level = float((np.abs(each - 1) < 1e-6).mean())
    used = {k: sum(sum(f["met"][k]) for f in found) / sum(f["spent"][k] for f in found) for k in mean}
    print(f"level in {level:.3f}; behind the cadence in {_behind(found, 'cadence'):.3f}, behind goal only in {_behind(found, 'goal'):.3f}")
    print("needs met for each hour that was used: " + ", ".join(f"{k} {60 * v:.2f}" for k, v in used.items()))
    acts: dict[str, float] = {}
    for f in found:
        for kind, n in f["kinds"].items():
            acts[kind] = acts.get(kind, 0) + n / len(found)
    print("acts of the product: " + ", ".join(f"{k} {v:.1f}" for k, v in sorted(acts.items(), key=lambda kv: -kv[1])))
    print("\nby parameter: median ratio in its lowest, middle and highest third (share ahead)")
    for name, ratios, shares in regions(draws, each):
        print(f"  {name:<13} " + "   ".join(f"{r:.2f} ({s:.2f})" for r, s in zip(ratios, shares, strict=True)))
    for name in ("log", "list"):
        for value in sorted({getattr(d, name) for d in draws}):
            part = each[[getattr(d, name) == value for d in draws]]
            print(f"  {name} {value:<10} {np.median(part):.2f} ({(part > 1).mean():.2f}), {len(part)} draws")

    def entry(figure: str, value: float, bar: float | None = None, baseline: float | None = None) -> dict[str, Any]:
        return {"figure": figure, "value": round(value, 4), "bar": bar, "baseline": None if baseline is None else round(baseline, 4)}

    return [
        entry("things done: ratio to the better of fixed cadence and goal only", whole, BAR),
        entry("things done: share of draws ahead", ahead, AHEAD),
        entry("things done: share of draws level", level),
        entry("things done: median ratio of the draws", float(middle)),
        entry("things done: 5 % quantile of the ratio", float(low)),
        entry("things done: needs met per ten minutes, product", mean["product"], None, max(mean["cadence"], mean["goal"])),
        entry("things done: needs met per ten minutes, fixed cadence", mean["cadence"]),
        entry("things done: needs met per ten minutes, goal only", mean["goal"]),
    ]


def switched_off(draws: list[Draw], fits: Fits, seed: int) -> list[dict[str, Any]]:
    """The ratio with each mechanism switched off, over the same draws."""
    out = []
    for name, changes in {"nothing is off": {}, **OFF}.items():
        whole, ahead, _ = ratio([judge(without(d, changes), fits, seed + k) for k, d in enumerate(draws)])
        print(f"  {name:<42} {whole:.3f}, ahead in {ahead:.2f}", flush=True)
        out.append({"figure": f"things done, {name}: ratio", "value": round(whole, 4), "bar": None, "baseline": None})
    return out


def main() -> None:
    """Read the arguments, run, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORTHWHILE_SHARED", ".")))
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--off", action="store_true")
    said = parser.parse_args()
    fits = fit(said.shared)
    rng = np.random.default_rng(said.seed)
    draws = [draw(fits, rng) for _ in range(said.draws)]
    if said.off:
        figures = switched_off(draws[: max(1, said.draws // 5)], fits, 1000 * said.seed)
    else:
        figures = report([judge(d, fits, 1000 * said.seed + k) for k, d in enumerate(draws)], draws)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
