"""Logs of dated messages as each of their people would have them: shared by the programs that judge or train the inclination.

Every reader gives rows (sender, receiver, seconds, how many took part), one for each receiver; equal sender and second is one message."""

import email.parser
import email.utils
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tables import seconds as seconds_of
from tables import table, text_of

from worthwhile.planning.incline import DAY, FROM, HORIZON, TO, Floats, Ints, Log, candidates

LEAST_SENT, LEAST_CANDIDATES = 60, 6


def from_csv(path: Path, sender: int = 0, receiver: int = 1, seconds: int = 2, pace: float = 1.0) -> Ints:
    """Rows of a CSV by the positions of its columns; `pace` divides time (a list's thread takes months where a mailbox takes days)."""
    _, lines = table(path)
    told = [r for _, r in lines if len(r) > max(sender, receiver, seconds) and r[sender] and r[receiver] and r[sender] != r[receiver]]
    named = {name for r in told for name in (r[sender], r[receiver])}
    number = {n: i for i, n in enumerate(sorted(named))} if not all(n.isdecimal() for n in named) else {n: int(n) for n in named}
    found = [(number[r[sender]], number[r[receiver]], int(seconds_of(path, r[seconds]) / pace)) for r in told]
    rows = np.array(found, dtype=np.int64).reshape(-1, 3)
    rows = np.unique(rows, axis=0)
    _, message, size = np.unique(rows[:, [0, 2]], axis=0, return_inverse=True, return_counts=True)
    return _in_time(np.c_[rows, size[message.ravel()] + 1])


def _in_time(rows: Ints) -> Ints:
    return rows[np.lexsort((rows[:, 1], rows[:, 0], rows[:, 2]))]


def heads(path: Path) -> Iterator[str]:
    """The header blocks of an mbox."""
    for block in re.split(r"(?m)^From [^\n]*\n", text_of(path).replace("\r\n", "\n"))[1:]:
        yield block.split("\n\n", 1)[0]


@dataclass(frozen=True)
class Head:
    """What the head of one message says: `copied` are those of `to` who stand in Cc alone."""

    sender: str
    to: frozenset[str]
    copied: frozenset[str]
    at: int
    subject: str


def messages(path: Path) -> Iterator[Head]:
    """The heads of an mbox of headers; a message without a readable day is left out."""
    for head in heads(path):
        message = email.parser.HeaderParser().parsestr(head)
        try:
            sent = email.utils.parsedate_to_datetime(message["Date"])
        except (TypeError, ValueError):
            continue
        sender = email.utils.parseaddr(message["From"] or "")[1].lower()
        direct, copied = ({a.lower() for _, a in email.utils.getaddresses(message.get_all(field, []))} - {sender} for field in ("To", "Cc"))
        yield Head(
            sender,
            frozenset(direct | copied),
            frozenset(copied - direct),
            int(sent.timestamp()),
            " ".join(str(message["Subject"] or "").split()),
        )


def from_mbox(path: Path) -> tuple[Ints, list[str]]:
    """Rows of an mbox of headers, and the addresses that the numbers stand for. A reader of its own, so that it can disagree with the product's."""
    known: dict[str, int] = {}
    rows = []
    for m in messages(path):
        for one in m.to:
            rows.append((known.setdefault(m.sender, len(known)), known.setdefault(one, len(known)), m.at, len(m.to) + 1))
    return _in_time(np.array(rows, dtype=np.int64).reshape(-1, 4)), list(known)


def told(path: Path, names: Sequence[str]) -> dict[tuple[int, int], Head]:
    """The head of each message of an mbox, by the number of its sender and its second."""
    number = {name: n for n, name in enumerate(names)}
    return {(number[m.sender], m.at): m for m in messages(path) if m.sender in number}


def logs(rows: Ints, least: int = LEAST_SENT) -> dict[int, Log]:
    """The log of each ego with `least` messages sent or more: the messages they appear in."""
    sent = np.unique(rows[:, [0, 2]], axis=0)[:, 0]
    egos, count = np.unique(sent, return_counts=True)
    out = {}
    for ego in egos[count >= least]:
        mine = rows[(rows[:, 0] == ego) | (rows[:, 1] == ego)]
        to = mine[:, 0] == ego
        out[int(ego)] = Log(
            np.where(to, mine[:, 1], mine[:, 0]), mine[:, 2].astype(np.float64), np.where(to, TO, FROM), mine[:, 3].astype(np.float64)
        )
    return out


def dates(log: Log, count: int, least: int = LEAST_CANDIDATES) -> list[float]:
    """`count` full hours spread evenly over the span in which ego wrote: from a fortnight after its first message to a fortnight before its last one,
    so that what it did afterwards can be seen. Kept are those at which at least `least` people wrote within 60 days and were not written to since."""
    sent = log.at[log.way == TO]
    first, end = sent[0] + HORIZON * DAY, sent[-1] - HORIZON * DAY
    if end <= first:
        return []
    every = [float(t // 3600 * 3600) for t in np.linspace(first, end, count)]
    return [t for t in every if len(candidates(log.until(t), t)) >= least]


def wrote_to(log: Log, at: float) -> Ints:
    """To whom ego wrote within the fortnight after `at`."""
    return np.unique(log.who[(log.at > at) & (log.at <= at + HORIZON * DAY) & (log.way == TO)])


def first_three(score: Floats, people: Ints, truth: Ints) -> float:
    """The share of the three best by score to whom ego did write; equal scores in order of number."""
    best = people[np.lexsort((people, -score))[:3]]
    return float(np.isin(best, truth).mean())
