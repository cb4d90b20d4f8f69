"""What is being read, as the Start page shows it: one stage an origin, its state, and how long it may take."""

from dataclasses import dataclass
from pathlib import Path

from worthwhile import text
from worthwhile.doors.web import clock, reading
from worthwhile.intake.models import ImportRun
from worthwhile.intake.nouns import noun as noun_of
from worthwhile.workspace.queries import preference

NOUNS = {
    "cards": "Address book",
    "meetings": "Calendar",
    "events": "Calendar",
    "messages": "Mail",
    "mail": "Mail",
    "records": "LinkedIn export",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of the progress: `state` is "finished", "under way", "stopped" or "to come"."""

    what: str
    file: str
    state: str
    said: str = ""
    done: int = 0
    total: int = 0
    until: int | None = None
    refused: int = 0

    @property
    def read(self) -> bool:
        """Has anything of it been taken in?"""
        return self.said not in ("", "could not be read") and not self.said.startswith("0 ")

    @property
    def dated(self) -> bool:
        """Is it a state as of a day, and not a stream until one?"""
        return self.what in ("Address book", "LinkedIn export")


def stages() -> list[Stage]:
    """The lines of the reading that runs or ran last."""
    newest = ImportRun.objects.order_by("-batch", "-pk").values_list("batch", flat=True).first()
    runs = (
        list(ImportRun.objects.filter(batch=newest).exclude(state="undone").select_related("origin").order_by("pk"))
        if newest is not None
        else []
    )
    child = reading.current()
    if child is not None and child.running:
        runs = [r for r in runs if r.ended is None or r.began >= child.began - 1 or clock.fixed() is not None]
    found = [_stage(r) for r in runs]
    names = {s.file for s in found}
    waiting = [Path(p).name for p in preference("reading", [])] if reading.running() else []
    return found + [Stage("To read", name, "to come") for name in waiting if name not in names]


def _stage(run: ImportRun) -> Stage:
    noun = noun_of(run.origin.source)
    met = run.taken + run.known
    taken = f"{_n(met)} {noun.removesuffix('s') if met == 1 else noun}"
    state = (
        "finished" if run.state in ("done", "unchanged") else "stopped" if run.state == "stopped" or not reading.running() else "under way"
    )
    said = "could not be read" if run.state == "refused" else taken
    until = None if run.origin.until is None else min(run.origin.until, clock.now())  # meetings to come reach further than today
    return Stage(NOUNS.get(noun, "File"), Path(run.origin.path).name, state, said, run.done, run.total, until, run.refused)


def _n(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def left(found: list[Stage]) -> str:
    """How long it may take still, in words; "" while nothing can be said."""
    child, at_work = reading.current(), [s for s in found if s.state == "under way" and s.total]
    if child is None or not at_work or not any(s.done for s in at_work):
        return ""
    import time

    share = sum(s.done for s in at_work) / max(1, sum(s.total for s in at_work))
    seconds = (time.monotonic() - child.clock) * (1 - share) / max(share, 0.001)
    if seconds < 75:
        return "Less than a minute left" if seconds < 50 else "About a minute left"
    return f"About {text.number(round(seconds / 60))} minutes left"
