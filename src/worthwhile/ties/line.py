"""The line of a tie in small: per day and kind how many contacts there were, packed into one value a tie. Pure.

A picture of two years is some hundred pixels wide: days are fine enough for it, and a busy tie of thousands of letters is read at
once. What was said, and the hour, stay in the log (queries.contacts)."""

from functools import lru_cache
from typing import Any

import numpy as np

from worthwhile.ties.gather import FROM, INVITATION, MEETING, MESSAGE, Contacts
from worthwhile.ties.strength import Ints
from worthwhile.ties.values import LineMark

DAY = 86_400
YEARS = 3 * 366  # days before the newest contact of all that are kept
WHAT = ("meeting", "sent", "got", "given", "received")
_MARK = np.dtype([("day", "<u4"), ("what", "u1"), ("count", "<u2")])


def pack(log: Contacts, who: Ints, n: int) -> list[bytes]:
    """For each of n ties its marks; `who` is the tie of each contact in `log`, in order."""
    if not len(log):
        return [b""] * n
    letter = (log.kind == MESSAGE) | (log.kind == INVITATION)
    theirs = log.way == FROM
    what = np.where(log.kind == MEETING, 0, np.where(letter, np.where(theirs, 2, 1), np.where(theirs, 4, 3)))
    day = log.at // DAY
    late = day >= max(0, int(day.max()) - YEARS)
    key, count = np.unique(np.stack([who[late], day[late], what[late]], axis=1), axis=0, return_counts=True)
    marks = np.zeros(len(key), dtype=_MARK)
    marks["day"], marks["what"], marks["count"] = key[:, 1], key[:, 2], np.minimum(count, 65_535)
    ends = np.searchsorted(key[:, 0], np.arange(1, n + 1))
    starts = np.r_[0, ends[:-1]]
    return [marks[a:b].tobytes() for a, b in zip(starts, ends, strict=True)]


def unpack(packed: bytes, at: int, since: int) -> list[LineMark]:
    """The marks between `since` and `at`, oldest first; each stands at the noon (UTC) of its day, never after `at`."""
    marks = list(_noons(packed, since // DAY, at // DAY))
    late = len(marks)
    while late and marks[late - 1].at > at:
        late -= 1
        marks[late] = marks[late]._replace(at=at)
    return marks


@lru_cache(maxsize=64)
def _noons(packed: bytes, first: int, last: int) -> tuple[LineMark, ...]:
    """The marks from one day until another: the same all day, so that a page that is opened again need not unpack them again."""
    marks: Any = np.frombuffer(packed, dtype=_MARK)
    wanted = marks[(marks["day"] >= first) & (marks["day"] <= last)]
    noons = (wanted["day"].astype(np.int64) * DAY + DAY // 2).tolist()
    return tuple(
        LineMark(noon, WHAT[w], 0, "", c) for noon, w, c in zip(noons, wanted["what"].tolist(), wanted["count"].tolist(), strict=True)
    )


def forget() -> None:
    """Unpack every line anew."""
    _noons.cache_clear()
