"""What was refused or passed over in one run: every one is counted, so that the sums add up; the first thousand are kept one by one."""

from dataclasses import dataclass, field

from worthwhile.intake import shape
from worthwhile.intake.values import Problem
from worthwhile.sources.records import Passed, Refused
from worthwhile.store import new_ids, write_many

MOST = 1000
TOLD = 200  # in a report; all that are kept can be asked for


@dataclass(slots=True)
class _Kept:
    id: int
    line: int
    reason: str
    cure: str
    count: int
    passed: bool
    changed: bool = True


@dataclass(slots=True)
class Aside:
    """Gathers them between marks. Refusals keep their line while there are few; those after it are counted by their reason, as
    what was passed over on purpose always is."""

    kept: dict[tuple[bool, int, str], _Kept] = field(default_factory=dict)
    refused: int = 0
    passed: int = 0

    def add(self, item: Refused | Passed) -> None:
        """Count one."""
        reason = shape.fit(item.reason, 1000)
        if isinstance(item, Passed):
            self.passed += item.count
            self._count((True, 0, reason), item.line, "", item.count)
        else:
            self.refused += 1
            line = item.line if len(self.kept) < MOST else 0
            self._count((False, line, reason), item.line, shape.fit(item.cure, 1000), 1)

    def _count(self, key: tuple[bool, int, str], line: int, cure: str, count: int) -> None:
        if key not in self.kept and len(self.kept) >= MOST + 100:
            key = (key[0], 0, "For other reasons.")
        kept = self.kept.setdefault(key, _Kept(0, line, key[2], cure, 0, key[0]))
        kept.count += count
        kept.changed = True

    def keep(self, run: int) -> tuple[int, int]:
        """Write what came since the last time; (refused, passed) of it."""
        changed = [k for k in self.kept.values() if k.changed]
        unwritten = [k for k in changed if not k.id]
        for kept, pk in zip(unwritten, new_ids("worthwhile_refusal", len(unwritten)), strict=True):
            kept.id = pk
        columns = ("id", "run_id", "line", "reason", "cure", "count", "passed")
        lines = [(k.id, run, k.line, k.reason, k.cure, k.count, k.passed) for k in changed]
        write_many("worthwhile_refusal", columns, lines, clash="id", update=("count",))
        for kept in changed:
            kept.changed = False
        counted, self.refused, self.passed = (self.refused, self.passed), 0, 0
        return counted

    def problems(self, file: str) -> tuple[Problem, ...]:
        """The refused ones, by line."""
        found = sorted((k for k in self.kept.values() if not k.passed), key=lambda k: k.line)
        return tuple(Problem(file, k.line, k.reason, k.cure, k.count) for k in found[:TOLD])

    def left_out(self, file: str) -> tuple[Problem, ...]:
        """What was passed over, the most first."""
        found = sorted((k for k in self.kept.values() if k.passed), key=lambda k: -k.count)
        return tuple(Problem(file, k.line, k.reason, k.cure, k.count) for k in found[:TOLD])
