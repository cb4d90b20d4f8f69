"""Made-up contacts of many ties, with a rhythm of their own, some of which stop."""

import numpy as np

from worthwhile.ties import gather, persist

DAY = 86_400
START = 1_600_000_000
ACTS = ("day", "person", "way", "kind", "size", "row", "automatic", "direct", "parent", "subject")


def contacts(*acts, **same):
    """gather.Contacts of hand-written acts: dicts by ACTS; what is not said is a message of two, from them."""
    usual = {"day": 0, "person": 1, "way": -1, "kind": gather.MESSAGE, "size": 2, "automatic": 0, "direct": 1, "parent": 0, "subject": 0}
    full = [{**usual, "row": n + 1, **same, **a} for n, a in enumerate(acts)]
    full.sort(key=lambda a: (a["person"], a["day"]))
    col = {k: np.array([a[k] for a in full], dtype=np.float64 if k == "day" else np.int64) for k in ACTS}
    w = gather.weight(col["kind"] == gather.MEETING, col["size"])
    return gather.Contacts(
        col["person"], (START + col["day"] * DAY).astype(np.int64), col["way"], col["kind"], col["size"], col["row"], w,
        col["automatic"] == 1, col["direct"] == 1, col["parent"], col["subject"],
    )  # fmt: skip


def lively(seed=0, ties=200, days=900, kind=gather.MESSAGE):
    """Ties with gaps of their own (some days to some months); half of them stop at some time."""
    rng = np.random.default_rng(seed)
    person, day = [], []
    for tie in range(ties):
        gap, stop = np.exp(rng.uniform(0.7, 4)), rng.uniform(60, 2 * days)
        t = rng.uniform(0, 60)
        while t < min(stop, days):
            person.append(tie + 1)
            day.append(t)
            t += rng.exponential(gap) + 0.01
    order = np.lexsort((day, person))
    n = len(person)
    some = np.array(person, dtype=np.int64)[order]
    at = (START + np.array(day)[order] * DAY).astype(np.int64)
    way = np.where(rng.random(n) < 0.5, 1, -1)
    one, none = np.ones(n), np.zeros(n, dtype=np.int64)
    return gather.Contacts(
        some, at, way, np.full(n, kind), np.full(n, 2), np.arange(1, n + 1), one, none == 1, none == 0, none, none,
    )  # fmt: skip


def history(log):
    """The same as pairs with ego (person 0), as measuring does it."""
    person, tie = np.unique(log.person, return_inverse=True)
    count = len(person)
    who, seen = np.r_[np.zeros(len(log), dtype=np.int64), tie + 1], np.r_[log.at, log.at]
    return persist.History(tie, log.at, log.way, who, seen, np.zeros(count, dtype=np.int64), np.arange(count) + 1, count + 1)


def until(log, at):
    """What of a log lies before a moment."""
    keep = log.at < at
    return gather.Contacts(*(getattr(log, f)[keep] for f in gather.Contacts.__dataclass_fields__))
