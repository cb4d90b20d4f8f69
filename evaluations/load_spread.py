"""Is help asked of many, and not always of the same few? A simulated month by the product's own rule (worthwhile.value.meet and .spread).

    load_spread.py [--pairs FILE] [--givers 100] [--draws 200]

The lines are those of need_offer_pairs.jsonl. In each draw the offers belong at random to so many people, some of whom offer far more than others
(weights rank^−0.7), and as many needs as there are people come up over thirty days, in random order. Each day the product names givers for the
needs of that day, knowing whom it had asked before; who is named first is asked. Held against it: whoever is nearest is asked, however often.
Quality = Σ nearness of those asked (nothing for a need for which nobody is named). Gini over those who could have been asked: who holds an offer
near enough to some need of the month; over all who offer anything it is printed beside it. Nothing is tuned here. Ends with one JSON line.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from need_offer import FROZEN, read
from numpy.typing import NDArray
from tables import wrong

from worthwhile.value.encoder import encoder
from worthwhile.value.meet import Line, meet
from worthwhile.value.nearness import LEAST, near
from worthwhile.value.spread import A_MONTH, gini, top_share

DAYS, STEEP = 30, 0.7
Floats = NDArray[np.float64]


def month(nearness: Floats, givers: int, random: np.random.Generator) -> dict[str, float]:
    """One draw: quality as a share of the unconstrained, and how unevenly both ask."""
    weights = 1 / np.arange(1, givers + 1) ** STEEP
    more = random.choice(givers, nearness.shape[1] - givers, p=weights / weights.sum())
    owner = random.permutation(np.r_[np.arange(givers), more]) + 1
    needs = random.permutation(nearness.shape[0])[:givers]
    offers = [Line(i, int(p), "") for i, p in enumerate(owner)]
    asked, plain = np.zeros(givers + 1), np.zeros(givers + 1)
    quality = whole = 0.0
    for some in np.array_split(needs, DAYS):
        lines = [Line(int(i), 0, f"{i}") for i in some]
        room = {p: A_MONTH - int(asked[p]) for p in range(1, givers + 1)}
        first: dict[int, tuple[int, float]] = {}
        for m in meet(lines, offers, nearness[some], room=room, least=LEAST):
            first.setdefault(m.need, (offers[m.offer].person, m.near))
        for person, value in first.values():
            asked[person] += 1
            quality += value
        for i in some:
            best = int(np.argmax(nearness[i]))
            if nearness[i, best] >= LEAST:
                plain[owner[best]] += 1
                whole += float(nearness[i, best])
    could = np.unique(owner[(nearness[needs] >= LEAST).any(axis=0)])
    return {
        "quality": quality / whole,
        "gini": gini(asked[could]) or 0.0,
        "gini, nearest": gini(plain[could]) or 0.0,
        "gini, all": gini(asked[1:]) or 0.0,
        "gini, all, nearest": gini(plain[1:]) or 0.0,
        "five": top_share(asked, 5) or 0.0,
        "five, nearest": top_share(plain, 5) or 0.0,
        "asks": float(asked.sum()),
        "asks, nearest": float(plain.sum()),
        "most": float(asked.max()),
        "most, nearest": float(plain.max()),
        "could": float(len(could)),
    }


def main() -> None:
    """Draw so many months, and print their means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, default=FROZEN)
    parser.add_argument("--givers", type=int, default=100)
    parser.add_argument("--draws", type=int, default=200)
    args = parser.parse_args()
    needs, offers = read(args.pairs)
    if not 1 <= args.givers <= min(len(needs), len(offers)):
        wrong(f"--givers is between 1 and {min(len(needs), len(offers))}: as many needs come up as there are givers.")
    nearness = near(needs, offers, encoder())
    draws = [month(nearness, args.givers, np.random.default_rng(seed)) for seed in range(args.draws)]
    mean = {name: float(np.mean([d[name] for d in draws])) for name in draws[0]}
    held = float(np.mean([d["gini"] <= 0.35 and d["quality"] >= 0.9 for d in draws]))
    print(f"{args.pairs.name}: {args.givers} givers, {len(offers)} offers, {args.givers} needs in thirty days, {args.draws} draws; means")
    for name, value in mean.items():
        print(f"  {name:<20} {value:.3f}")
    print(f"  draws in which both bars hold: {held:.3f}")
    figures: list[dict[str, Any]] = [
        entry("Gini of asks", mean["gini"], "at most 0.35", mean["gini, nearest"]),
        entry("match quality, share of the unconstrained", mean["quality"], "at least 0.9", 1.0),
        entry("Gini of asks, over all who offer anything", mean["gini, all"], None, mean["gini, all, nearest"]),
        entry("asks of the most asked", mean["most"], None, mean["most, nearest"]),
        entry("share of draws in which both hold", held, None, None),
    ]
    print(json.dumps(figures))


def entry(figure: str, value: float, bar: str | None, baseline: float | None) -> dict[str, Any]:
    """One entry of the JSON line."""
    return {"figure": figure, "value": round(value, 4), "bar": bar, "baseline": None if baseline is None else round(baseline, 4)}


if __name__ == "__main__":
    main()
