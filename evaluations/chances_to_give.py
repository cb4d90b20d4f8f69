"""Chances to give: replays a mailing list week by week and judges which new questions the product would have shown to somebody who helps.

    chances_to_give.py --list PATH [--a-week 2] [--every-reply]        PATH: a list-replies file

Weeks of the last 40 % of the span, from its start on; egos are those who answered at least 60 questions of others before it and 40 since (with
--every-reply: who wrote as many replies). In each week with six or more new questions by others, the rule names `--a-week` of them, from
subjects, askers and what happened before the week began; what comes in the week itself is not known but for its questions. Recall is over
the questions that ego answered within seven days, all egos and weeks together; precision is over all that was named in weeks where ego answered
any, and over all weeks. The simple rules run beside it: chance, latest, helped before (how often ego answered this asker), subject words
(cosine of tf-idf with all subjects that ego answered), both (each, the first as ln(1 + n), divided by its greatest of the week), and the best possible.
The interval is a paired bootstrap over ego-weeks. Nothing is learned here: the weights are shipped. Ends with one JSON line.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from answers_data import Question, bootstrap, read_list
from numpy.typing import NDArray
from tables import rows, wrong

from worthwhile.value.match import DAY, Known
from worthwhile.value.match_words import stems

WEEK, LAST_SHARE, BEFORE, SINCE, FEWEST = 7 * DAY, 0.4, 60, 40, 6
BARS = {"r-devel": 0.32, "r-sig-geo": 0.42}
Floats = NDArray[np.float64]


@dataclass
class Profile:
    """What ego answered so far, for the simple rules."""

    words: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    helped: dict[str, int] = field(default_factory=lambda: defaultdict(int))


class Rarity:
    """How many subjects so far have a word."""

    def __init__(self) -> None:
        self.df: dict[str, int] = defaultdict(int)
        self.n = 0

    def add(self, terms: list[str]) -> None:
        """One more subject."""
        self.n += 1
        for term in set(terms):
            self.df[term] += 1

    def vector(self, terms: list[str]) -> dict[str, float]:
        """Its tf-idf, of length 1."""
        raw = {t: (1 + np.log(terms.count(t))) * (np.log((1 + self.n) / (1 + self.df[t])) + 1) for t in set(terms)}
        length = sum(v * v for v in raw.values()) ** 0.5
        return {t: v / length for t, v in raw.items()} if length else {}


def egos(questions: list[Question], path: Path, cut: float, every_reply: bool) -> list[str]:
    """Those who answered often enough on both sides of the cut."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    if every_reply:
        asker = {r["thread"]: r["person"] for r in rows(path, "thread") if r["msg_id"] == r["thread"]}
        for r in rows(path, "thread"):
            if r["msg_id"] != r["thread"] and r["person"] != asker.get(r["thread"]):
                counts[r["person"]][float(r["unix_time"]) >= cut] += 1
    else:
        for question in questions:
            for person, at in question.answers.items():
                counts[person][at >= cut] += 1
    return sorted(p for p, (before, since) in counts.items() if before >= BEFORE and since >= SINCE)


def replay(questions: list[Question], who: list[str], cut: float, a_week: int) -> tuple[list[dict[str, float]], int]:
    """For each ego-week with something answered: how many were answered, and how many of these each rule named; and the number of all ego-weeks."""
    known, rarity, profiles = Known(), Rarity(), {p: Profile() for p in who}
    helps = sorted((at, p, i) for i, q in enumerate(questions) for p, at in q.answers.items())
    weeks: dict[int, list[int]] = defaultdict(list)
    for i, q in enumerate(questions):
        weeks[int((q.at - cut) // WEEK)].append(i)
    out: list[dict[str, float]] = []
    all_weeks = told = 0
    for week, new in sorted(weeks.items()):
        start = int(cut + week * WEEK)
        while told < len(helps) and helps[told][0] < start:
            _tell(known, rarity, profiles, questions, *helps[told])
            told += 1
        if week >= 0:
            seen = {}
            for ego in who:
                theirs = [i for i in new if questions[i].asker != ego]
                if len(theirs) >= FEWEST:
                    all_weeks += 1
                    answered = np.array([0 <= questions[i].answers.get(ego, 2**62) - questions[i].at <= WEEK for i in theirs], dtype=float)
                    if answered.any():
                        seen[ego] = (theirs, answered)
            views = {i: known.view(questions[i].text, start, questions[i].asker) for i in {i for t, _ in seen.values() for i in t}}
            for ego, (theirs, answered) in seen.items():
                out.append(_judge(known, rarity, profiles[ego], questions, theirs, answered, ego, a_week, views))
        for i in new:
            rarity.add(stems(questions[i].text))
            known.line(questions[i].text, questions[i].asker)
    return out, all_weeks


def _tell(known: Known, rarity: Rarity, profiles: dict[str, Profile], questions: list[Question], at: int, person: str, line: int) -> None:
    known.helped(person, line, at)
    if person in profiles:
        profiles[person].helped[questions[line].asker] += 1
        for term, weight in rarity.vector(stems(questions[line].text)).items():
            profiles[person].words[term] += weight


def _judge(
    known: Known,
    rarity: Rarity,
    profile: Profile,
    questions: list[Question],
    theirs: list[int],
    answered: Floats,
    ego: str,
    a_week: int,
    views: dict[int, Any],
) -> dict[str, float]:
    helped = np.array([profile.helped.get(questions[i].asker, 0) for i in theirs], dtype=float)
    length = sum(v * v for v in profile.words.values()) ** 0.5 or 1.0
    subject = np.array(
        [sum(v * profile.words.get(t, 0.0) for t, v in rarity.vector(stems(questions[i].text)).items()) / length for i in theirs]
    )
    found = known.chances(ego, [views[i] for i in theirs])
    scores = {
        "latest": np.arange(len(theirs), dtype=float),
        "helped before": helped,
        "subject words": subject,
        "both": np.log1p(helped) / max(np.log1p(helped).max(), 1e-12) + subject / max(subject.max(), 1e-12),
        "match": found,
    }
    out = {name: float(answered[_named(score, a_week)].sum()) for name, score in scores.items()}
    some = min(a_week, len(theirs))
    return {
        **out,
        "chance": float(answered.sum()) * some / len(theirs),
        "best possible": min(some, float(answered.sum())),
        "answered": float(answered.sum()),
    }


def _named(score: Floats, a_week: int) -> NDArray[np.int64]:
    """The places of the highest; among equals the latest question."""
    return np.lexsort((-np.arange(len(score)), -score))[:a_week]


def main() -> None:
    """Measure one list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--a-week", type=int, default=2, help="how many questions are named each week")
    parser.add_argument("--every-reply", action="store_true", help="count replies, not questions, when egos are chosen")
    args = parser.parse_args()
    if args.a_week < 1:
        parser.error("--a-week is a number from 1 on")
    questions = read_list(args.list)
    times = [q.at for q in questions] + [at for q in questions for at in q.answers.values()]
    if not times:
        wrong(f"{args.list} has no messages.")
    cut = max(times) - LAST_SHARE * (max(times) - min(times))
    who = egos(questions, args.list, cut, args.every_reply)
    if not who:
        wrong(f"Nobody in {args.list} answered {BEFORE} times before and {SINCE} times in the last 40 % of the span.")
    weeks, all_weeks = replay(questions, who, cut, args.a_week)
    if not weeks:
        wrong(f"No week in {args.list} has {FEWEST} or more new questions of others, of which an ego answered any within seven days.")
    print(json.dumps(report(args.list.name.split(".")[0], weeks, all_weeks, len(who), args.a_week)))


def report(name: str, weeks: list[dict[str, float]], all_weeks: int, people: int, a_week: int) -> list[dict[str, Any]]:
    """Lines for people, and the entries of the JSON line."""
    total = sum(w["answered"] for w in weeks)
    recall = {rule: sum(w[rule] for w in weeks) / total for rule in weeks[0] if rule != "answered"}
    simple = max(("latest", "helped before", "subject words", "both"), key=lambda rule: recall[rule])
    gain = np.array([[w["match"] - w[simple], w["answered"]] for w in weeks])
    low, high = bootstrap(gain)
    hits = recall["match"] * total
    precision, everywhere = hits / (a_week * len(weeks)), hits / (a_week * all_weeks)
    print(f"{name}: {people} egos, {len(weeks)} weeks with {total:.0f} answered questions, of {all_weeks} weeks with six or more new ones")
    for rule, value in recall.items():
        print(f"  {rule:<16} recall {value:.3f}")
    print(f"  precision {precision:.3f} in weeks in which ego answered any, {everywhere:.3f} over all weeks")
    print(f"  recall less that of “{simple}”: {recall['match'] - recall[simple]:+.3f}, paired bootstrap 95 % {low:+.3f} to {high:+.3f}")

    def entry(figure: str, value: float, bar: float | str | None = None, baseline: float | None = None) -> dict[str, Any]:
        return {"figure": figure, "value": round(value, 4), "bar": bar, "baseline": baseline}

    base = round(recall[simple], 4)
    return [
        entry(f"recall, {a_week} a week", recall["match"], BARS.get(name) if a_week == 2 else None, base),
        entry("recall gain over the best simple rule, lower end of the paired interval", low, "> 0"),
        entry("recall gain over the best simple rule, upper end of the paired interval", high),
        entry("precision in weeks with an answer", precision),
        entry("precision over all weeks", everywhere),
        *(entry(f"recall, {rule}", value) for rule, value in recall.items() if rule != "match"),
    ]


if __name__ == "__main__":
    main()
