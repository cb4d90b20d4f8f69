"""What the log tells other rooms and the doors: plain values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of one origin is; `left` are seconds, None while unknown. `noun` is "messages", "cards", …"""

    path: str
    noun: str
    done: int
    total: int
    records: int
    left: float | None
    state: str  # "reading", "working out", "done", "stopped"
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was not taken."""

    file: str
    line: int
    reason: str
    cure: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """One origin after a reading: taken + known + refused + passed = all records that were met."""

    path: str
    source: str
    noun: str
    taken: int = 0
    known: int = 0
    refused: int = 0
    passed: int = 0
    until: int | None = None
    run: int = 0
    state: str = "done"  # "done", "stopped", "refused" (the whole file), "unchanged"
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """Until when each kind of source reaches (seconds), None where there is none: the limit of every "no answer seen"."""

    mail: int | None = None
    calendar: int | None = None
    cards: int | None = None
    linkedin: int | None = None
    by_path: tuple[tuple[str, int | None], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Run:
    """A run as the history shows it."""

    id: int
    path: str
    noun: str
    began: int
    state: str
    taken: int
    known: int
    refused: int
    passed: int

    @property
    def what(self) -> str:
        """What it took, so that a number can stand before it: "cards", or "card" where it was one."""
        return self.noun.removesuffix("s") if self.taken == 1 else self.noun
