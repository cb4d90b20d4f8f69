"""A reason: one sentence, and the rows that it rests on. No claim is made without one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log: `model` is the noun ("interaction", "card", "note"), `id` its key, `day` an ISO date or ""."""

    model: str
    id: int
    day: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence as it is shown, and the rows behind it; `source` is the short form for the margin ("his mail of 9 Nov")."""

    sentence: str
    rows: tuple[Row, ...] = ()
    source: str = ""
