"""Who can answer a question? Replays questions in time and judges the product's own matching (worthwhile.value.match and .spread).

    who_answers.py --questions PATH [--about N]      PATH: a folder with questions.csv[.gz] and answers.csv[.gz], or a list-replies file

The first 70 % of the questions are the past, which keeps growing; truth = all who answered and had answered before; candidates = all who had
answered before the question was asked, but its asker. All test questions are asked; with --about N, about N evenly spaced ones.
MRR is that of the first right one (equal worths share their ranks). The baselines are worked out beside it, for the same questions: `nearest`
(the 50 nearest questions by BM25), `recent` (answers with a half-life of 30 days), `nearest + recent` (both, each divided by its greatest).
With the load cap the worth of a person falls with how often they stood among the first five for the last 20 questions (`spread.choose`).
Nothing is tuned here: weights and price are shipped.
Ends with one JSON line.
"""

import argparse
import json
from collections import Counter, deque
from pathlib import Path
from typing import Any

import numpy as np
from answers_data import Question, bootstrap, read
from numpy.typing import NDArray
from tables import wrong

from worthwhile.value.match import DAY, Known
from worthwhile.value.match_words import Lines, stems
from worthwhile.value.spread import choose, top_share

PAST, PLACES, WINDOW, CAPACITY = 0.7, 5, 20, 20
# nearest + recent as measured before, and on how many questions: the bar where the same number is judged here, else the same rule in this run
PUBLISHED = {"quantumcomputing": (151, 0.527), "r-sig-geo": (234, 0.506), "r-devel": (278, 0.422)}


def rank(score: NDArray[np.float64], right: NDArray[np.int64]) -> float:
    """The rank of the best right one, from 1; among equals the middle."""
    best = score[right].max()
    return float((score > best).sum() + ((score == best).sum() + 1) / 2)


class Baselines:
    """The simple rules, with their own small memory."""

    def __init__(self) -> None:
        self.lines, self.helps = Lines(), list[tuple[int, int, int]]()

    def ask(self, question: Question, people: NDArray[np.int64], size: int) -> dict[str, NDArray[np.float64]]:
        """A score for each candidate, by rule."""
        past = np.array([h for h in self.helps if h[2] < question.at], dtype=np.int64).reshape(-1, 3)
        scores = self.lines.nearness(stems(question.text))
        top = np.argsort(-scores, kind="stable")[:50]
        near = np.zeros(len(scores))
        near[top] = scores[top]
        nearest = np.bincount(past[:, 0], weights=near[past[:, 1]], minlength=size)[people]
        recent = np.bincount(past[:, 0], weights=np.exp2(-(question.at - past[:, 2]) / DAY / 30), minlength=size)[people]
        popular = np.bincount(past[:, 0], minlength=size)[people].astype(float)
        both = nearest / max(nearest.max(), 1e-12) + recent / max(recent.max(), 1e-12)
        return {"popular": popular, "recent": recent, "nearest": nearest, "nearest + recent": both}


def replay(questions: list[Question], about: int = 0) -> tuple[dict[str, NDArray[np.float64]], dict[str, Counter[int]]]:
    """The rank of the first right one for each rule and test question (beyond the places: infinite, with the cap), and who was suggested."""
    start = int(PAST * len(questions))
    step = max(1, (len(questions) - start) // about) if about else 1
    known, plain = Known(), Baselines()
    ranks: dict[str, list[float]] = {}
    places: dict[str, Counter[int]] = {}
    lately: deque[list[int]] = deque(maxlen=WINDOW)
    for i, question in enumerate(questions):
        if i >= start and (i - start) % step == 0:
            view, worth = known.worths(question.text, question.at, question.asker)
            # the load counts every question that came up: whether anybody answered it is not known yet when the next is asked
            stood = Counter(p for five in lately for p in five)
            five = choose(worth, np.array([stood[int(p)] / CAPACITY for p in view.people]), PLACES)
            lately.append(view.people[five].tolist())
            right = np.flatnonzero(np.isin(view.people, [known.person(p) for p in question.answers]))
            if len(right):
                scores = {"match": worth, **plain.ask(question, view.people, len(known.people))}
                for name, score in scores.items():
                    ranks.setdefault(name, []).append(rank(score, right))
                    places.setdefault(name, Counter()).update(view.people[np.argsort(-score, kind="stable")[:PLACES]].tolist())
                # behind the five everybody else stands in the order of worth
                capped = np.where(np.isin(np.arange(len(worth)), five), 1e6, 0.0) + worth
                ranks.setdefault("match, load cap", []).append(rank(capped, right))
                places.setdefault("match, load cap", Counter()).update(view.people[five].tolist())
        line = known.line(question.text, question.asker)
        plain.lines.add(stems(question.text))
        for person, at in question.answers.items():
            known.helped(person, line, at)
            plain.helps.append((known.person(person), line, at))
    return {n: np.array(r) for n, r in ranks.items()}, places


def main() -> None:
    """Measure one collection."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--about", type=int, default=0, metavar="N", help="about N evenly spaced test questions, not all")
    args = parser.parse_args()
    questions = read(args.questions)
    ranks, places = replay(questions, max(0, args.about))
    if not ranks:
        wrong("No test question was answered by anybody who had answered before: there is nothing to judge.")
    name = args.questions.name.split(".")[0]
    print(f"{name}: {len(questions)} questions, {len(ranks['match'])} judged")
    mrr = {n: float(np.mean(1 / r)) for n, r in ranks.items()}
    share = {n: top_share(list(c.values()), 5) or 0.0 for n, c in places.items()}
    for rule in ranks:
        hit = float(np.mean(ranks[rule] <= PLACES))
        print(
            f"  {rule:<18} MRR {mrr[rule]:.3f}  hit@5 {hit:.3f}  five most suggested {share[rule]:.3f} of the places, {len(places[rule])} people ever"
        )
    gain = 1 / ranks["match"] - 1 / ranks["nearest + recent"]
    low, high = bootstrap(np.stack((gain, np.ones_like(gain)), axis=1))
    print(f"  MRR less that of nearest + recent: {gain.mean():+.3f}, paired bootstrap 95 % {low:+.3f} to {high:+.3f}")
    if name in PUBLISHED:
        judged, value = PUBLISHED[name]
        print(f"  nearest + recent as measured before, on {judged} questions of this collection: {value}")
    print(json.dumps(figures(name, ranks, mrr, share, (low, high))))


def figures(
    name: str, ranks: dict[str, NDArray[np.float64]], mrr: dict[str, float], share: dict[str, float], interval: tuple[float, float]
) -> list[dict[str, Any]]:
    """The entries of the JSON line; bars as at PUBLISHED."""
    base, cap = "nearest + recent", "match, load cap"
    judged, before = PUBLISHED.get(name, (0, 0.0))
    bar = before if judged == len(ranks[base]) else mrr[base]

    def entry(figure: str, value: float, bar: float | str | None = None, baseline: float | None = None) -> dict[str, Any]:
        return {"figure": figure, "value": round(value, 4), "bar": bar, "baseline": baseline}

    hits = {n: round(float(np.mean(r <= PLACES)), 4) for n, r in ranks.items()}
    return [
        entry("MRR", mrr["match"], round(bar, 4), round(mrr[base], 4)),
        entry("hit@5", hits["match"], None, hits[base]),
        entry("share of the five most suggested", share["match"], None, round(share[base], 4)),
        entry("MRR with the load cap", mrr[cap], round(0.9 * bar, 4), round(mrr[base], 4)),
        entry("hit@5 with the load cap", hits[cap], None, hits[base]),
        entry("share of the five most suggested with the load cap", share[cap], "at most 0.6", round(share[base], 4)),
        entry("MRR gain, lower end of the paired interval", interval[0]),
        entry("MRR gain, upper end of the paired interval", interval[1]),
    ]


if __name__ == "__main__":
    main()
