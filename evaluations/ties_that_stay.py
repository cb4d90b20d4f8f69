"""Which ties stay in contact? Replays a log of dated contacts and judges the product's own chance (worthwhile.ties.persist) on held-out time.

    python evaluations/ties_that_stay.py --events FILE.csv[.gz] --columns SENDER,RECEIVER,SECONDS --rolling DAYS
    python evaluations/ties_that_stay.py --enron FOLDER --rolling 90        (messages.csv.gz and recipients.csv.gz, joined by message)

The first line of the file is a header. Columns are header names, or positions: counted from one; from zero where one of them is 0, or where only so
the third is the column of times (by its name and first cell). It says which were taken. Rows without a receiver, and those from somebody to themselves, are left out. Protocol: eight cuts spread over the last 40 % of the span, horizon DAYS;
judged are pairs with contact in the eight horizons before the cut; a pair stays if it has contact within the horizon after it. The model is learned
once, on four cuts that end before the first test cut, spaced as the test cuts are; at each test cut only its level follows what was known by then.
AUC, Brier and the base rate's Brier are means over cuts; the calibration error is that of all chances said, and beside it the mean over cuts.
"""

import argparse
import json
import math
import re
import sys
from pathlib import Path

import numpy as np
from tables import rows, seconds, table, wrong

from worthwhile.ties import judge, persist, strength
from worthwhile.ties.persist import History
from worthwhile.ties.strength import DAY

CUTS, TRAINING, LAST_SHARE = 8, 4, 0.4
# "logistic all" as measured on the same files with the same protocol; the bar is 0.01 below it.
LATEST = 1e11  # seconds: the year 5138; whatever lies beyond is milliseconds, or no time
TIME = re.compile(r"time|date|second|stamp|when|epoch|^t$|^ts$|^at$", re.IGNORECASE)
SAID = 5  # lines that are left out are named, so many
KNOWN = {("enron", 90): 0.796, ("email-eu-core", 14): 0.823, ("r-devel", 90): 0.820, ("collegemsg", 14): 0.883}


def places(header: list[str], columns: str, row: list[str]) -> list[int]:
    """Where sender, receiver and seconds stand; `row` is the first one, by which positions are told apart."""
    named = [c.strip() for c in columns.split(",")]
    if len(named) != 3 or len(set(named)) != 3:
        wrong(f"--columns needs three names or positions (sender, receiver, seconds), and got {columns!r}.")
    if all(c.isascii() and c.isdigit() for c in named) and not all(c in header for c in named):
        from_zero, from_one = [int(c) for c in named], [int(c) - 1 for c in named]
        fit = [p for p in (from_one, from_zero) if min(p) >= 0 and max(p) < len(header)]
        if not fit:
            wrong(f"The file has {len(header)} columns ({', '.join(header)}); --columns {columns} points beyond them.")
        return max(fit, key=lambda p: like_a_time(header[p[2]], row[p[2]] if p[2] < len(row) else ""))  # among equals from one
    unknown = [c for c in named if c not in header]
    if unknown:
        wrong(f"There is no column {unknown[0]!r}. The file has: {', '.join(header)}.")
    return [header.index(c) for c in named]


def like_a_time(name: str, cell: str) -> int:
    """Is this the column of seconds? By its name and its first cell: 0 to 2."""
    number = re.fullmatch(r"\s*-?\d+(\.\d*)?\s*", cell)
    return bool(number) + bool(TIME.search(name) and number)


def read_events(path: Path, columns: str) -> list[tuple[str, str, int]]:
    """(sender, receiver, seconds) of each row that has all three."""
    header, found = table(path)
    where = places(header, columns, found[0][1] if found else [])
    print("Sender, receiver, seconds: " + ", ".join(header[i] for i in where))
    out, left_out = [], []
    for number, row in found:
        if len(row) <= max(where):
            continue
        a, b, at = (row[i].strip() for i in where)
        if not a or not b or a == b:
            continue
        try:
            when = float(at)
        except ValueError:
            when = math.nan
        if abs(when) < LATEST:
            out.append((a, b, int(when)))
        else:
            left_out.append(f"{path.name}, line {number}: {at!r} is not a number of seconds; the line is left out.")
    if left_out:
        print("\n".join(left_out[:SAID]) + (f"\n… and {len(left_out) - SAID} more." if len(left_out) > SAID else ""), file=sys.stderr)
    return out


def read_enron(folder: Path) -> list[tuple[str, str, int]]:
    """Messages and recipients, joined."""
    messages, recipients = folder / "messages.csv.gz", folder / "recipients.csv.gz"
    sent = {r["message"]: (r["sender"], seconds(messages, r["unix_time"])) for r in rows(messages, "message", "sender", "unix_time")}
    pairs = [(*sent[r["message"]], r["receiver"]) for r in rows(recipients, "message", "receiver") if r["message"] in sent]
    return [(a, b, at) for a, at, b in pairs if a != b]


def history(events: list[tuple[str, str, int]]) -> History:
    """The log as undirected pairs."""
    number: dict[str, int] = {}
    a, b = (np.array([number.setdefault(e[i], len(number)) for e in events], dtype=np.int64) for i in (0, 1))
    at = np.array([e[2] for e in events], dtype=np.int64)
    low, high = np.minimum(a, b), np.maximum(a, b)
    pairs, tie = np.unique(low * len(number) + high, return_inverse=True)
    order = np.lexsort((at, tie))
    way = np.where(a == low, 1, -1)
    return History(tie[order], at[order], way[order], np.r_[a, b], np.r_[at, at], pairs // len(number), pairs % len(number), len(number))


def judged(log: History, days: float) -> dict[str, float | None]:
    """All figures of one log."""
    start, end = int(log.at.min()), int(log.at.max())
    tests = np.linspace(end - LAST_SHARE * (end - start), end - days * DAY, CUTS)
    step = min(tests[1] - tests[0], (tests[0] - days * DAY - start - 0.1 * (end - start)) / TRAINING)
    if step <= 0:
        wrong(f"The log spans {(end - start) / DAY:.0f} days: too short for a horizon of {days:g} days.")
    cuts = [float(tests[0] - days * DAY - step * k) for k in reversed(range(TRAINING))]
    model = persist.learn(log, cuts, days)
    before = np.concatenate([persist.stayed(log, persist.cut(log, c, days).ties, c, days) for c in cuts])
    past = float(np.mean(before)) if len(before) else 0.0
    judged_cuts, said, came, pairs = [], [], [], 0
    for at in tests:
        known = persist.cut(log, float(at), days)
        if not len(known.ties):
            continue
        y = persist.stayed(log, known.ties, float(at), days)
        fresh = persist.follow(model, log, float(at))
        p = persist.chances(fresh, known.pair, known.left, known.right, float(at))
        fixed = persist.chances(model, known.pair, known.left, known.right, float(at))
        decayed = strength.read_all(known.pair[:, 7], float(at), days * 0.25)
        judged_cuts.append(
            (
                judge.auc(y, p),
                judge.auc(y, -(at - known.pair[:, 3])),
                judge.auc(y, known.pair[:, 0]),
                judge.auc(y, decayed),
                judge.brier(y, p),
                judge.brier(y, np.full(len(y), past)),
                judge.calibration_error(y, p),
                judge.calibration_error(y, fixed),
                judge.brier(y, fixed),
            )
        )
        said.append(p)
        came.append(y)
        pairs += len(y)
    if not judged_cuts:
        wrong(f"No pair had contact within {persist.WINDOW * days:g} days before a cut: there is nothing to judge.")
    names = ("auc", "recency", "frequency", "decayed", "brier", "base", "calibration_by_cut", "calibration_fixed", "brier_fixed")
    out: dict[str, float | None] = {n: mean([r[i] for r in judged_cuts]) for i, n in enumerate(names)}
    out["calibration"] = judge.calibration_error(np.concatenate(came), np.concatenate(said))
    return out | {"pairs": pairs, "past_rate": past, "rate": float(np.mean(np.concatenate(came))), "learned": bool(model.weights)}


def mean(values: list[float | None]) -> float | None:
    """Over the cuts that can tell: where all stayed or none, no order is right or wrong. None where no cut can."""
    told = [v for v in values if v is not None]
    return float(np.mean(told)) if told else None


def main() -> None:
    """Read, judge, print."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--events", type=Path, help="a CSV file, plain or gzip; the first line is a header")
    ask.add_argument("--columns", default="1,2,3", help="sender, receiver, seconds: names, or positions from one (from zero if one is 0)")
    ask.add_argument("--enron", type=Path, help="a folder with messages.csv.gz and recipients.csv.gz")
    ask.add_argument("--rolling", type=float, required=True, metavar="DAYS", help="the horizon")
    given = ask.parse_args()
    if not 0 < given.rolling < math.inf:
        ask.error("--rolling is a number of days above 0")
    source = given.enron or given.events
    if source is None or not source.exists():
        wrong(f"There is no {source}." if source else "Name a file with --events, or a folder with --enron.")
    events = read_enron(source) if given.enron or source.is_dir() else read_events(source, given.columns)
    if not events:
        wrong(f"{source.name} holds no row with a sender, a receiver and a time.")
    report(str(source), given.rolling, judged(history(events), given.rolling))


def report(name: str, days: float, f: dict[str, float | None]) -> None:
    """The figures for people, then for programs."""
    told = name.lower().replace("_", "-")
    known = next((v for (word, d), v in KNOWN.items() if word in told and d == days), None)
    simple = [v for v in (f["recency"], f["frequency"], f["decayed"]) if v is not None]
    of = {n: "cannot be told" if v is None else f"{v:.3f}" for n, v in f.items()}
    print(f"{Path(name).name}, rolling {days:g} days: {f['pairs']:,} pairs judged, {of['rate']} stay ({of['past_rate']} in the past)")
    print(f"  AUC                {of['auc']}   recency {of['recency']}, frequency {of['frequency']}, decayed count {of['decayed']}")
    print(f"  Brier              {f['brier']:.4f}  past base rate {f['base']:.4f}; with the level of the past {f['brier_fixed']:.4f}")
    print(
        f"  calibration error  {f['calibration']:.4f}  mean over cuts {f['calibration_by_cut']:.4f}; with the level of the past {f['calibration_fixed']:.4f}"
    )

    def entry(figure: str, value: float | None, bar: float | None, baseline: float | None) -> dict[str, object]:
        figures = {"value": value, "bar": bar, "baseline": baseline}
        return {"figure": figure} | {n: None if v is None else round(v, 4) for n, v in figures.items()}

    lines = [
        entry("AUC", f["auc"], None if known is None else known - 0.01, max(simple, default=None)),
        entry("calibration error", f["calibration"], 0.05, None),
        entry("calibration error, mean over cuts", f["calibration_by_cut"], None, f["calibration_fixed"]),
        entry("Brier", f["brier"], f["base"], f["base"]),
    ]
    print(json.dumps(lines))


if __name__ == "__main__":
    main()
