"""Who is who from names and addresses: how often automatic joins are right, and what a few questions add.

    who_is_who.py --records FILE.csv --columns name,email --truth person [--review N] [--trained-on sympy|numpy|both | --model FILE]
    who_is_who.py --cross sympy=FILE.csv numpy=FILE.csv     trains on the one, tests on the other (shipped weights of each alone)

Figures are over pairs of records after clustering. With --review N, N questions (each one pair, the most useful first) are answered
by the truth. Ends with one JSON line.
"""

import argparse
import csv
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from worthwhile.people.cluster import Clusters, ask, grow
from worthwhile.people.compare import all_records
from worthwhile.people.score import TRAINED_ON, Model, read_file, score, shipped

BARS = {"sympy": (0.82, 0.90, 0.622), "numpy": (0.55, 0.75, 0.141)}  # F1, F1 with review, F1 of the same address or full name


def measure(rows: list[tuple[str, str]], truth: list[str], model: Model, review: int) -> dict[str, float]:
    """Precision, recall and F1 of the automatic joins, and with `review` answered questions."""
    began = time.process_time()
    records = all_records(rows)
    found = score(records, model)
    chances = dict(zip(found.pairs, found.chances.tolist(), strict=True))
    clusters = Clusters(len(records))
    grow(clusters, chances, model.threshold, [(r.email, r.name) for r in records])
    precision, recall, f1 = pairwise(clusters, truth)
    out = {"automatic precision": precision, "automatic recall": recall, "F1": f1}
    if review:
        out["questions"] = float(ask(clusters, chances, review, lambda a, b: truth[a] == truth[b]))
        out["precision with review"], out["recall with review"], out["F1 with review"] = pairwise(clusters, truth)
    out["CPU seconds"] = time.process_time() - began
    return out


def pairwise(clusters: Clusters, truth: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records; records without a truth take no part."""
    right = said = 0
    for members in clusters.members.values():
        known = Counter(truth[i] for i in members if truth[i])
        said += sum(known.values()) * (sum(known.values()) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in known.values())
    pairs = sum(n * (n - 1) // 2 for who, n in Counter(truth).items() if who)
    precision, recall = (right / said if said else 1.0), (right / pairs if pairs else 1.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read(path: Path, columns: str, truth: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(name, address) rows and the truth beside them; ends with a sentence when the file has no such columns."""
    name, _, email = columns.partition(",")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{path} cannot be read: {error}")
    missing = [c for c in (name, email, truth) if rows and c not in rows[0]]
    if missing or not rows:
        sys.exit(f"{path} has no column “{missing[0]}”: its first line names the columns." if missing else f"{path} has no records.")
    return [(r[name] or "", r[email] or "") for r in rows], [r[truth] or "" for r in rows]


def figures(found: dict[str, float], project: str, prefix: str = "") -> list[dict[str, Any]]:
    """The JSON line's entries, with the bars where the project has one."""
    f1, reviewed, plain = BARS.get(project, (None, None, None))
    bars = {"automatic precision": (0.99, None), "F1": (f1, plain), "F1 with review": (reviewed, plain)}
    return [
        {
            "figure": prefix + name,
            "value": round(value, 4),
            "bar": bars.get(name, (None, None))[0],
            "baseline": bars.get(name, (None, None))[1],
        }
        for name, value in found.items()
    ]


def main() -> None:
    """Measure one file, or both crosswise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path)
    parser.add_argument("--columns", default="name,email", help="the columns of name and address, in this order")
    parser.add_argument("--truth", default="person")
    parser.add_argument("--review", type=int, default=0, metavar="N", help="questions answered by the truth, in all")
    parser.add_argument("--trained-on", choices=TRAINED_ON, default="both", help="which shipped weights")
    parser.add_argument("--model", type=Path, help="weights of your own")
    parser.add_argument("--cross", nargs=2, metavar="NAME=FILE", help="sympy=FILE numpy=FILE: train on the one, test on the other")
    args = parser.parse_args()
    out = []
    if args.cross:
        files = dict(said.split("=", 1) for said in args.cross)
        for project, path in files.items():
            rows, truth = read(Path(path), args.columns, args.truth)
            other = next(n for n in files if n != project)
            found = measure(rows, truth, shipped(other), len(rows) // 10)
            say(project, len(rows), other, found)
            out += figures(found, project, f"{project}: ")
    elif args.records:
        rows, truth = read(args.records, args.columns, args.truth)
        model = read_file(args.model) if args.model else shipped(args.trained_on)
        found = measure(rows, truth, model, args.review)
        say(args.records.stem, len(rows), model.trained_on, found)
        out = figures(found, args.records.stem)
    else:
        parser.error("name a file with --records, or two with --cross")
    print(json.dumps(out))


def say(project: str, n: int, trained: str, found: dict[str, float]) -> None:
    """The same in lines for people."""
    print(f"{project}: {n} records; weights learnt on {trained}")
    for name, value in found.items():
        print(f"  {name:<24}{value:10.4f}")


if __name__ == "__main__":
    main()
