"""Which ties stay in contact? Replays a log of dated contacts and judges the product's own chance (worthwhile.ties.persist) on held-out time.

    python evaluations/ties_that_stay.py --events FILE.csv[.gz] --columns SENDER,RECEIVER,SECONDS --rolling DAYS
    python evaluations/ties_that_stay.py --enron FOLDER --rolling 90        (messages.csv.gz and recipients.csv.gz, joined by message)

The first line of the file is a header. Columns are header names, or positions: counted from one, unless one of them is 0, then from zero. Rows
without a receiver, and those from somebody to themselves, are left out. Protocol: eight cuts spread over the last 40 % of the span, horizon DAYS;
judged are pairs with contact in the eight horizons before the cut; a pair stays if it has contact within the horizon after it. The model is learned
once, on four cuts that end before the first test cut, spaced as the test cuts are; at each test cut only its level follows what was known by then.
AUC, Brier and the base rate's Brier are means over cuts; the calibration error is that of all chances said, and beside it the mean over cuts.
"""

import argparse
import csv
import gzip
import io
import json
import sys
from pathlib import Path

import numpy as np

from worthwhile.ties import judge, persist, strength
from worthwhile.ties.persist import History
from worthwhile.ties.strength import DAY

CUTS, TRAINING, LAST_SHARE = 8, 4, 0.4
# "logistic all" as measured on the same files with the same protocol; the bar is 0.01 below it.
KNOWN = {("enron", 90): 0.796, ("email-eu-core", 14): 0.823, ("r-devel", 90): 0.820, ("collegemsg", 14): 0.883}


def opened(path: Path) -> io.TextIOBase:
    """A text file, unzipped when it is gzip."""
    raw = path.open("rb")
    zipped = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return io.TextIOWrapper(gzip.GzipFile(fileobj=raw) if zipped else raw, encoding="utf-8", errors="replace", newline="")


def places(header: list[str], columns: str) -> list[int]:
    """Where sender, receiver and seconds stand."""
    named = [c.strip() for c in columns.split(",")]
    if len(named) != 3:
        raise SystemExit(f"--columns needs three names or positions (sender, receiver, seconds), and got {columns!r}.")
    if all(c.isdigit() for c in named) and not any(c in header for c in named):
        shift = 0 if "0" in named else 1
        found = [int(c) - shift for c in named]
        if max(found) >= len(header):
            raise SystemExit(f"The file has {len(header)} columns ({', '.join(header)}); --columns {columns} points beyond them.")
        return found
    unknown = [c for c in named if c not in header]
    if unknown:
        raise SystemExit(f"There is no column {unknown[0]!r}. The file has: {', '.join(header)}.")
    return [header.index(c) for c in named]


def read_events(path: Path, columns: str) -> list[tuple[str, str, int]]:
    """(sender, receiver, seconds) of each row that has all three."""
    with opened(path) as text:
        lines = csv.reader(text)
        where = places(next(lines), columns)
        out = []
        for number, row in enumerate(lines, start=2):
            if len(row) <= max(where):
                continue
            a, b, at = (row[i].strip() for i in where)
            if not a or not b or a == b:
                continue
            try:
                out.append((a, b, int(float(at))))
            except ValueError:
                print(f"{path.name}, line {number}: {at!r} is not a number of seconds; the line is left out.", file=sys.stderr)
    return out


def read_enron(folder: Path) -> list[tuple[str, str, int]]:
    """Messages and recipients, joined."""
    with opened(folder / "messages.csv.gz") as text:
        sent = {r["message"]: (r["sender"], int(r["unix_time"])) for r in csv.DictReader(text)}
    with opened(folder / "recipients.csv.gz") as text:
        pairs = [(sent[r["message"]][0], r["receiver"], sent[r["message"]][1]) for r in csv.DictReader(text)]
    return [p for p in pairs if p[0] != p[1]]


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


def judged(log: History, days: float) -> dict[str, object]:
    """All figures of one log."""
    start, end = int(log.at.min()), int(log.at.max())
    tests = np.linspace(end - LAST_SHARE * (end - start), end - days * DAY, CUTS)
    step = min(tests[1] - tests[0], (tests[0] - days * DAY - start - 0.1 * (end - start)) / TRAINING)
    if step <= 0:
        raise SystemExit(f"The log spans {(end - start) / DAY:.0f} days: too short for a horizon of {days:g} days.")
    cuts = [float(tests[0] - days * DAY - step * k) for k in reversed(range(TRAINING))]
    model = persist.learn(log, cuts, days)
    past = float(np.mean(np.concatenate([persist.stayed(log, persist.cut(log, c, days).ties, c, days) for c in cuts])))
    rows, said, came, pairs = [], [], [], 0
    for at in tests:
        known = persist.cut(log, float(at), days)
        y = persist.stayed(log, known.ties, float(at), days)
        fresh = persist.follow(model, log, float(at))
        p = persist.chances(fresh, known.pair, known.left, known.right, float(at))
        fixed = persist.chances(model, known.pair, known.left, known.right, float(at))
        decayed = strength.read_all(known.pair[:, 7], float(at), days * 0.25)
        rows.append(
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
    names = ("auc", "recency", "frequency", "decayed", "brier", "base", "calibration_by_cut", "calibration_fixed", "brier_fixed")
    out: dict[str, object] = {n: float(np.mean([r[i] for r in rows])) for i, n in enumerate(names)}
    out["calibration"] = judge.calibration_error(np.concatenate(came), np.concatenate(said))
    return out | {"pairs": pairs, "past_rate": past, "rate": float(np.mean(np.concatenate(came))), "learned": bool(model.weights)}


def main() -> None:
    """Read, judge, print."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--events", type=Path, help="a CSV file, plain or gzip; the first line is a header")
    ask.add_argument("--columns", default="1,2,3", help="sender, receiver, seconds: names, or positions from one (from zero if one is 0)")
    ask.add_argument("--enron", type=Path, help="a folder with messages.csv.gz and recipients.csv.gz")
    ask.add_argument("--rolling", type=float, required=True, metavar="DAYS", help="the horizon")
    given = ask.parse_args()
    source = given.enron or given.events
    if source is None or not source.exists():
        raise SystemExit(f"There is no {source}." if source else "Name a file with --events, or a folder with --enron.")
    events = read_enron(source) if source.is_dir() else read_events(source, given.columns)
    if not events:
        raise SystemExit(f"{source.name} holds no row with a sender, a receiver and a time.")
    report(str(source), given.rolling, judged(history(events), given.rolling))


def report(name: str, days: float, f: dict[str, object]) -> None:
    """The figures for people, then for programs."""
    told = name.lower().replace("_", "-")
    known = next((v for (word, d), v in KNOWN.items() if word in told and d == days), None)
    best = max(f["recency"], f["frequency"], f["decayed"])  # type: ignore[type-var]
    bar = None if known is None else round(known - 0.01, 3)
    print(f"{Path(name).name}, rolling {days:g} days: {f['pairs']:,} pairs judged, {f['rate']:.3f} stay ({f['past_rate']:.3f} in the past)")
    print(
        f"  AUC                {f['auc']:.3f}   recency {f['recency']:.3f}, frequency {f['frequency']:.3f}, decayed count {f['decayed']:.3f}"
    )
    print(f"  Brier              {f['brier']:.4f}  past base rate {f['base']:.4f}; with the level of the past {f['brier_fixed']:.4f}")
    print(
        f"  calibration error  {f['calibration']:.4f}  mean over cuts {f['calibration_by_cut']:.4f}; with the level of the past {f['calibration_fixed']:.4f}"
    )
    lines = [
        {"figure": "AUC", "value": round(f["auc"], 4), "bar": bar, "baseline": round(best, 4)},  # type: ignore[call-overload]
        {"figure": "calibration error", "value": round(f["calibration"], 4), "bar": 0.05, "baseline": None},  # type: ignore[call-overload]
        {
            "figure": "calibration error, mean over cuts",
            "value": round(f["calibration_by_cut"], 4),
            "bar": None,
            "baseline": round(f["calibration_fixed"], 4),
        },  # type: ignore[call-overload]
        {"figure": "Brier", "value": round(f["brier"], 4), "bar": round(f["base"], 4), "baseline": round(f["base"], 4)},  # type: ignore[call-overload]
    ]
    print(json.dumps(lines))


if __name__ == "__main__":
    main()
