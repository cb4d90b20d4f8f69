"""Who is who from names and addresses: how often the product's own joins are right, and what answering its questions adds.

    who_is_who.py --records FILE.csv --columns name,email --truth person [--review N] [--trained-on sympy|numpy|both | --model FILE]
    who_is_who.py --cross sympy=FILE.csv numpy=FILE.csv     trains on the one, tests on the other (shipped weights of each alone)

Records become what an import makes of them (one address, with every name that stood beside it), and people/resolve.py decides, as it
does for every store. Figures are over pairs of records. Names at an address that the product takes for nobody's are each their own.
With --review N its own questions are answered by the truth, the most useful first, a round at a time, until N are answered or none is
open; nothing else is asked. Ends with one JSON line.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tables import rows, wrong

from worthwhile.people.atoms import Node, nobodys
from worthwhile.people.names import words
from worthwhile.people.resolve import Asked, Decision, decide
from worthwhile.people.score import TRAINED_ON, Model, read_file, shipped

ROUND, ROUNDS = 40, 20  # questions answered between two decisions, or the twentieth part of all that may be asked where that is more
BARS = {"sympy": (0.82, 0.90, 0.622), "numpy": (0.55, 0.75, 0.141)}  # F1, F1 with review, F1 of the same address or full name


@dataclass(frozen=True, slots=True)
class Known:
    """What an import makes of the records, the id under which each record stands, and who they truly are."""

    nodes: list[Node]
    of: list[int]
    names: list[str]
    truth: list[str]
    nobodys: frozenset[int]

    def groups(self, decision: Decision) -> list[tuple[int, tuple[str, ...]]]:
        """The person of each record, as decided; at an address that is nobody's each name is one of its own."""
        return [
            (i, words(name) or (name,)) if i in self.nobodys else (decision.root[i], ())
            for i, name in zip(self.of, self.names, strict=True)
        ]


def as_imported(rows: list[tuple[str, str]], truth: list[str]) -> Known:
    """Addresses with every name beside them, as the log keeps them; a record without an address is a card of its own."""
    keys = [("email", email.strip().lower()) if "@" in email else ("card", str(n)) for n, (_, email) in enumerate(rows)]
    ids = {key: n for n, key in enumerate(dict.fromkeys(keys), start=1)}
    seen: dict[tuple[str, str], Counter[str]] = {key: Counter() for key in ids}
    for key, (name, _) in zip(keys, rows, strict=True):
        seen[key].update([name.strip()] if name.strip() else [])
    nodes = [Node(n, *key, tuple(sorted(seen[key].items()))) for key, n in ids.items()]
    return Known(nodes, [ids[k] for k in keys], [name for name, _ in rows], truth, frozenset(n.id for n in nodes if nobodys(n)))


def measure(rows: list[tuple[str, str]], truth: list[str], model: Model, review: int) -> dict[str, float]:
    """Precision, recall and F1 of the automatic joins, and with at most `review` answered questions."""
    began = time.process_time()
    known = as_imported(rows, truth)
    decision = decide(known.nodes, {}, set(), model)
    precision, recall, f1 = pairwise(known.groups(decision), truth)
    out = {"automatic precision": precision, "automatic recall": recall, "F1": f1, "CPU seconds": time.process_time() - began}
    if review:
        decision, asked = reviewed(known, decision, model, review)
        out["questions"] = float(asked)
        out["precision with review"], out["recall with review"], out["F1 with review"] = pairwise(known.groups(decision), truth)
    return out


def reviewed(known: Known, decision: Decision, model: Model, limit: int) -> tuple[Decision, int]:
    """Answer the product's own questions by the truth, the first ones of each round, and let it decide anew; what came, and how many."""
    verdicts: dict[tuple[int, int], str] = {}
    many = max(ROUND, limit // ROUNDS)
    while todo := decision.asked[: min(many, limit - len(verdicts))]:
        verdicts |= {(q.a, q.b): answered(known, decision, q) for q in todo}
        decision = decide(known.nodes, verdicts, set(), model)
    return decision, len(verdicts)


def answered(known: Known, decision: Decision, question: Asked) -> str:
    """What somebody who knows says: are most records of the one side and most of the other one person's?"""
    who = []
    for side in (question.a, question.b):
        root = decision.root[side]
        who.append(Counter(t for i, t in zip(known.of, known.truth, strict=True) if decision.root[i] == root).most_common(1)[0][0])
    return "same" if who[0] == who[1] else "different"


def pairwise(groups: Sequence[Hashable], truth: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records; records without a truth take no part."""
    right = _pairs(Counter((g, t) for g, t in zip(groups, truth, strict=True) if t))
    said, pairs = _pairs(Counter(g for g, t in zip(groups, truth, strict=True) if t)), _pairs(Counter(t for t in truth if t))
    precision, recall = (right / said if said else 1.0), (right / pairs if pairs else 1.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(sizes: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def read(path: Path, columns: str, truth: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(name, address) rows and the truth beside them; ends with a sentence when the file has no such columns."""
    named = [c.strip() for c in columns.split(",")]
    if len(named) != 2:
        wrong(f"--columns needs two: those of name and address, as name,email; and got {columns!r}.")
    found = rows(path, *named, truth.strip())
    if not found:
        wrong(f"{path} has no records.")
    return [(r[named[0]], r[named[1]]) for r in found], [r[truth.strip()] for r in found]


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


def weights(path: Path) -> Model:
    """Weights of one's own, from a file; ends with a sentence when it holds none."""
    try:
        return read_file(path)
    except OSError as error:
        wrong(f"{path} cannot be read: {error.strerror or error}.")
    except (ValueError, KeyError, TypeError):
        wrong(f"{path} is no file of weights: train_who_is_who.py writes them.")


def main() -> None:
    """Measure one file, or both crosswise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path)
    parser.add_argument("--columns", default="name,email", help="the columns of name and address, in this order")
    parser.add_argument("--truth", default="person")
    parser.add_argument("--review", type=int, default=0, metavar="N", help="questions of the product answered by the truth, at most")
    parser.add_argument("--trained-on", choices=TRAINED_ON, default="both", help="which shipped weights")
    parser.add_argument("--model", type=Path, help="weights of your own")
    parser.add_argument("--cross", nargs=2, metavar="NAME=FILE", help="sympy=FILE numpy=FILE: train on the one, test on the other")
    args = parser.parse_args()
    if args.review < 0:
        parser.error("--review is a number from 0 on")
    out = []
    if args.cross:
        files = dict(said.partition("=")[::2] for said in args.cross)
        if set(files) != {"sympy", "numpy"}:
            parser.error("--cross needs sympy=FILE.csv and numpy=FILE.csv: for these there are weights of each alone")
        for project, path in files.items():
            records, truth = read(Path(path), args.columns, args.truth)
            other = next(n for n in files if n != project)
            found = measure(records, truth, shipped(other), len(records) // 10)
            say(project, len(records), other, found)
            out += figures(found, project, f"{project}: ")
    elif args.records:
        records, truth = read(args.records, args.columns, args.truth)
        model = weights(args.model) if args.model else shipped(args.trained_on)
        found = measure(records, truth, model, args.review)
        say(args.records.stem, len(records), model.trained_on, found)
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
