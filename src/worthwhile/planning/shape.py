"""Plain shapes of planning: rows and kept JSON into values. Pure."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

import numpy as np

from worthwhile.planning.incline import FROM, TO, Log
from worthwhile.planning.values import Draft, Proposal
from worthwhile.planning.words import MESSAGES, iso
from worthwhile.ties.values import Contact
from worthwhile.why import Reason, Row


def contact(act: Sequence[Any], mine: Set[str], theirs: Set[str]) -> Contact | None:
    """A row (id, kind, at, size, subject, key, parent, flags, …) seen by ego; None when it passed neither from one to the other nor as a meeting."""
    row, kind, at, size, subject, key, parent, flags = act[:8]
    if kind == "meeting":
        return Contact(at, kind, "both", size, size <= 2, row, subject, key, parent)
    if ("from" in mine) == ("from" in theirs):
        return None
    to_them = "from" in mine
    direct = size <= 2 or "to" in (theirs if to_them else mine)
    return Contact(at, kind, "to" if to_them else "from", size, direct, row, subject, key, parent, flags != "")


def log(found: Sequence[Sequence[int]]) -> Log:
    """Rows (person, at, 1 if ego wrote, size) as a log in order of time."""
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    table = table[np.lexsort((table[:, 0], table[:, 2], table[:, 1]))]
    return Log(table[:, 0], table[:, 1].astype(np.float64), np.where(table[:, 2] > 0, TO, FROM), table[:, 3].astype(np.float64))


def log_of(known: Mapping[int, Sequence[Contact]]) -> Log:
    """The messages among the contacts of several persons, as a log."""
    return log(
        [
            (p, c.at, int(c.direction == "to"), c.size)
            for p, contacts in known.items()
            for c in contacts
            if c.kind in MESSAGES and not _machine(c)
        ]
    )


def _machine(c: Contact) -> bool:
    return c.automatic and c.direction == "from"


def proposal(kept: Mapping[str, Any]) -> Proposal:
    """A proposal as the slate kept it."""
    why = tuple(Reason(r["sentence"], tuple(Row(**row) for row in r["rows"]), r["source"]) for r in kept["why"])
    draft = Draft(**kept["draft"]) if kept["draft"] else None
    return Proposal(**{**kept, "why": why, "serves": tuple(kept["serves"]), "draft": draft, "words": tuple(kept.get("words", ()))})


def day_of(at: int) -> str:
    """The day of a moment, as 2026-11-24."""
    return iso(at)
