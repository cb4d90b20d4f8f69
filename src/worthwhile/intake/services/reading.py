"""One reading of one origin: records between marks are written with the position and the sums, in one transaction."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from worthwhile import store
from worthwhile.errors import CannotRead, Worthwhile
from worthwhile.intake.models import ImportRun, Origin
from worthwhile.intake.services import meetings, writing
from worthwhile.intake.services.aside import Aside
from worthwhile.intake.services.calm import calmly
from worthwhile.intake.services.living import this_process
from worthwhile.intake.services.together import Together
from worthwhile.intake.values import Problem, Progress, Report
from worthwhile.sources.dates import noon
from worthwhile.sources.records import Item, Mark, Message, Passed, Refused, Source

OnProgress = Callable[[Progress], None] | None
ENOUGH = 2000  # records that are worth a transaction of their own; fewer wait for the next mark
LONG = 1.0  # seconds after which a mark is kept whatever has come
EVERY = 0.2  # seconds between two words on progress
HANDED_OVER = "handed-over"  # folder in the data folder: files that came through the page, kept only while they are read


_SUMS = "update worthwhile_importrun set taken = %s, known = %s, refused = %s, passed = %s, done = %s, total = %s, own = %s where id in {}"
_OVER = "update worthwhile_importrun set state = %s, ended = %s where state <> 'undone' and id in {}"


class _TakenBack(Exception):
    """The run was undone, by another process, while it was read."""


class Command:
    """One command of the user: its runs belong together, under a number that no other command has."""

    batch = 0

    def __init__(self, together: Together | None = None) -> None:
        self.together = together or Together(0)

    def number(self) -> int:
        """The number, reserved with the first run: call it in the transaction that makes the run, which holds the pen."""
        if not self.batch or not store.rows("select 1 from worthwhile_importrun where batch = %s limit 1", [self.batch]):
            self.batch = (ImportRun.objects.aggregate(last=Max("batch"))["last"] or 0) + 1
        return self.batch


def fingerprint(path: Path) -> str:
    """Size and time of a file; of a folder, the times of all folders in it and the number of their entries, and size and time of
    the files where they are few. Equal means that nothing came since. Raises OSError."""
    if not path.is_dir():
        stat = path.stat()
        return f"{stat.st_size}:{stat.st_mtime_ns}"
    files, newest, entries = 0, 0, 0
    for folder in sorted(p for p in (path, *path.rglob("*")) if p.is_dir()):
        inside = list(folder.iterdir())
        entries += len(inside)
        newest = max(newest, folder.stat().st_mtime_ns)
        for file in inside if len(inside) <= 100 else ():
            stat = file.lstat()
            files, newest = files + stat.st_size, max(newest, stat.st_mtime_ns)
    return f"{entries}:{files}:{newest}"


class Reading:
    """One run over one origin."""

    def __init__(self, path: Path, source: Source, *, at: int, command: Command, on: OnProgress, anew: bool = False) -> None:
        self.path, self.source, self.at, self.on = path, source, at, on
        self.together = command.together
        self.noticed = fingerprint(path)
        self.written = int(path.stat().st_mtime)
        self.aside = Aside()
        self.pending = writing.Batch()
        self.waiting = 0
        self.seen = 0
        self.met: set[int] = set()
        self.newest: int | None = None
        self.mark_until: int | None = None
        self.last_mark: Mark | None = None
        self.started = self.kept_at = time.monotonic()
        self.told_at = 0.0
        with transaction.atomic():
            store.hold_the_pen()
            self.origin, self.fresh = self._its_origin()
            if self.origin.source != source.NAME or not self.origin.active:
                self.origin.source, self.origin.noun = source.NAME, source.NOUN
                self.origin.active, self.origin.position, self.origin.until = True, {}, None
                self.origin.save()
            self.run = ImportRun(origin=self.origin, batch=command.number(), began=at, by=this_process())
            store.insert(self.run)
            self.undone = 0 if self.together.is_open else _undone()
        # a calendar is a state, and told whole each time it changed
        self.position: dict[str, Any] = {} if anew or source.NOUN == "meetings" else self.origin.position

    def _its_origin(self) -> tuple[Origin, bool]:
        """The origin of this path, and whether it is a new one. Call it with the pen in hand: then nobody else makes it meanwhile."""
        path = str(self.path)
        if store.rows("select 1 from worthwhile_origin where path = %s", [path]):
            return Origin.objects.get(path=path), False
        once = Path(settings.DATA).absolute() / HANDED_OVER in self.path.parents
        origin = Origin(path=path, source=self.source.NAME, noun=self.source.NOUN, once=once)
        store.insert(origin)
        return origin, True

    def whole(self) -> Report:
        """Read to the end; Ctrl-C, or somebody who undoes it meanwhile, gives a report "stopped". Raises NotNow."""
        try:
            return self._whole()
        except _TakenBack:
            gone = Problem(str(self.path), 0, "This import was taken back while it was read; nothing of it is kept.", "")
            return Report(str(self.path), self.source.NAME, self.source.NOUN, run=self.run.pk, state="stopped", problems=(gone,))

    def _whole(self) -> Report:
        state = "done"
        try:
            for item in self._items():
                self._take(item)
            with calmly(), transaction.atomic():
                self._write(self.last_mark)
                self._finish(state)
            return self._report(state)
        except KeyboardInterrupt:
            state = "stopped"
        except CannotRead as error:
            if not self.seen and self.fresh:
                return self._no_origin(error)
            with calmly():
                self._broken_off(error)
        except Worthwhile:
            self._leave("stopped")
            raise
        with calmly():
            self._end(state)
        return self._report(state)

    def _items(self) -> Iterator[Item]:
        """The source's items. Whatever a reader stumbles over beyond what it foresaw ends this file, not the command."""
        try:
            yield from self.source.read(self.path, dict(self.position), self.at)
        except (CannotRead, KeyboardInterrupt, GeneratorExit):
            raise
        except OSError as error:
            raise CannotRead(
                f"{self.path.name} cannot be read any further: {error.strerror or error}.", do="See whether it can be opened at all."
            ) from error
        except Exception as error:
            raise CannotRead(
                f"{self.path.name} holds something that the reader did not expect ({type(error).__name__}: {error}).",
                do="What stands before it was read. Please tell us what wrote this file.",
            ) from error

    def _take(self, item: Item) -> None:
        if isinstance(item, Mark):
            self.last_mark = item
            self.mark_until = item.until if item.until is not None else self.mark_until
            if self.waiting >= ENOUGH or time.monotonic() - self.kept_at > LONG:
                with calmly():
                    self._keep(item)
            self._tell("reading")
            return
        if isinstance(item, Refused | Passed):
            self.aside.add(item)
        else:
            self.pending.add(item)
            self._reach(item)
        self.last_mark = None
        self.waiting += 1
        self.seen += 1
        if self.seen % 64 == 0:
            self._tell("reading")

    def _reach(self, item: object) -> None:
        """The newest moment that the file tells of. What is dated after the file was written (a wrong clock) does not count."""
        since, latest = getattr(item, "since", None), max(self.written, self.at)
        found = item.at if isinstance(item, Message) else None if since is None else noon(since)
        if found is not None and (found if since is None else since) <= latest and found > (self.newest or 0):
            self.newest = min(found, latest)

    @transaction.atomic
    def _keep(self, mark: Mark | None) -> None:
        self._write(mark)

    def _write(self, mark: Mark | None) -> None:
        """Rows, sums and position, all or none: call it in a transaction. Without a mark the position stays: what was written is known next
        time. By plain SQL, here and below: among many small files the ORM would cost more than the reading."""
        store.hold_the_pen()
        self._look_again()
        done = writing.write(self.pending, origin=self.origin.pk, run=self.run.pk)
        if done.forgotten:
            self.aside.add(Passed(writing.FORGOTTEN, done.forgotten))
        refused, passed = self.aside.keep(self.run.pk)
        run, origin = self.run, self.origin
        run.taken, run.known = run.taken + done.taken, run.known + done.known
        run.refused, run.passed = run.refused + refused, run.passed + passed
        run.own += [own for own in map(list, done.own) if own not in run.own]
        self.met |= done.met
        if mark is not None:
            origin.position, run.done, run.total = {} if self.undone < 0 else mark.position, mark.done, mark.total
        if origin.until is None or (self._until() or 0) > origin.until:
            origin.until = self._until()
        sums = [run.taken, run.known, run.refused, run.passed, run.done, run.total, json.dumps(run.own)]
        store.run_among(_SUMS, [run.pk], sums)
        store.run_among(
            "update worthwhile_origin set position = %s, until = %s where id in {}",
            [origin.pk],
            [json.dumps(origin.position), origin.until],
        )
        self.pending, self.waiting, self.kept_at = writing.Batch(), 0, time.monotonic()

    def _look_again(self) -> None:
        """Others write to the store too: this run may have been undone since the last mark, or somebody forgotten; and when another run
        was undone, what both hold is to come back when this file is read next, from its beginning: -1 says so."""
        if self.together.is_open:  # nobody else could
            return
        run = ImportRun.objects.filter(pk=self.run.pk).exclude(state="undone").first()
        if run is None:
            raise _TakenBack
        self.run = run
        self.origin.refresh_from_db()
        if self.undone != _undone():
            self.undone = -1

    def _until(self) -> int | None:
        """How far this origin reaches, as the file tells it; a query bounds it by the moment it is asked for.

        Mail and messages reach to the newest one. A calendar tells of the future too, so its newest event says nothing: it is as
        good as the day it was written out, which its source tells from the stamps inside, else the file's own time; one of which
        nothing could be read tells of no day. Connections reach to the newest date in them, else to the file's time; an address book to
        no day at all."""
        if self.source.NOUN == "meetings" and self.run.refused and not (self.run.taken or self.run.known or self.run.passed):
            return None
        if self.mark_until is not None:
            return self.mark_until
        if self.source.NOUN == "cards":
            return None  # an address book is a state: it tells of no moment until which something would be seen in it
        if self.source.NOUN == "meetings":
            return self.written
        return self.newest if self.newest is not None or self.source.NOUN == "messages" else self.written

    @transaction.atomic
    def _end(self, state: str) -> None:
        self._finish(state)

    def _finish(self, state: str) -> None:
        """The run is over, and its origin is known as the file is now. Call it in a transaction."""
        store.hold_the_pen()
        self._look_again()
        if state == "done" and self.source.NOUN == "meetings":
            meetings.no_longer_ahead(self.origin.pk, self.met, self.at, run=self.run.pk)
        self.origin.noticed = self.noticed if state == "done" and self.undone >= 0 else ""
        store.run_among("update worthwhile_origin set noticed = %s where id in {}", [self.origin.pk], [self.origin.noticed])
        self._leave(state)
        self._tell(state, always=True)

    def _leave(self, state: str) -> None:
        try:
            store.run_among(_OVER, [self.run.pk], [state, self.at])
        except Exception:
            if state == "done":
                raise
            # a store that cannot be written now will say so at the next start

    @transaction.atomic
    def _no_origin(self, error: CannotRead) -> Report:
        """A file that cannot be read as a whole leaves nothing behind."""
        self.run.delete()
        self.origin.delete()
        return refused(self.path, error)

    def _broken_off(self, error: CannotRead) -> None:
        """The file breaks off: what stood before it stays, and the break counts as one record that was refused."""
        self.aside.add(Refused(0, str(error), error.do))
        self._keep(None)

    def _report(self, state: str) -> Report:
        run, aside, path = self.run, self.aside, str(self.path)
        until = self.origin.until
        return Report(
            path, self.source.NAME, self.source.NOUN, run.taken, run.known, run.refused, run.passed,
            until if until is None else min(until, self.at), run.pk, state, aside.problems(path), aside.left_out(path),
        )  # fmt: skip

    def _tell(self, state: str, *, always: bool = False) -> None:
        now = time.monotonic()
        if self.on is None or (now - self.told_at < EVERY and not always):
            return
        self.told_at = now
        done, total = (self.last_mark.done, self.last_mark.total) if self.last_mark else (self.run.done, self.run.total)
        spent = now - self.started
        left = spent * (total - done) / done if done and total >= done and spent > 0.5 else None
        until = self.origin.until
        self.on(
            Progress(str(self.path), self.source.NOUN, done, total, self.seen, left, state, until if until is None else min(until, self.at))
        )


def _undone() -> int:
    """How many runs have ever been undone."""
    return ImportRun.objects.filter(state="undone").count()


def refused(path: Path, error: Worthwhile) -> Report:
    """The report on a file of which nothing could be read."""
    return Report(str(path), "", "records", refused=1, state="refused", problems=(Problem(str(path), 0, str(error), error.do),))
