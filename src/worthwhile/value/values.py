"""What she wrote down, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noted:
    """A note on somebody, in her own words; `kind` is "note", "promise", "question" or "ask"; `closed` is when it was settled."""

    id: int
    kind: str
    text: str
    at: int
    closed: int | None = None
