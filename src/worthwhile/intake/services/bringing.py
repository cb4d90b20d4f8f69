"""Bringing in and refreshing: which files become origins, in which order they are read, and the one deed that it makes."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from worthwhile.errors import CannotRead, NotFound
from worthwhile.intake.models import ImportRun, Origin
from worthwhile.intake.nouns import FOLDER, noun
from worthwhile.intake.services.aside import TOLD
from worthwhile.intake.services.calm import calmly
from worthwhile.intake.services.living import lay_down_the_dead
from worthwhile.intake.services.reading import Command, OnProgress, Reading, fingerprint, refused
from worthwhile.intake.services.together import Together
from worthwhile.intake.values import Problem, Report
from worthwhile.sources import registry
from worthwhile.sources.records import Source
from worthwhile.workspace.services import note_deed

MONTH = 30 * 86_400
DIGEST = 32  # so many signs of a digest at least stand with a position
TWINS = ("meetings", "cards")  # of these one file may be handed over under several names
FEW = 3  # files named, where a folder holds nothing that can be read
Found = tuple[Path, Source | CannotRead]


def bring_in(paths: list[Path], *, at: int, on: OnProgress = None) -> list[Report]:
    """Read files, folders and archives into the log; each becomes an origin. One report a file, in the order given.

    Can be stopped (Ctrl-C gives a report "stopped") and repeated at any point. Raises NotNow when the store cannot be written."""
    found: list[Found] = []
    aside: list[Report] = []
    for path in paths:
        whole = path.absolute()
        if not _is_text(whole):  # nor could the way to any file inside it be kept
            found.append((whole, _unreadable_name(whole)))
            continue
        inside = _found(whole)
        if whole.is_dir() and inside[0][0] != whole:
            with calmly():
                Origin.objects.update_or_create(path=str(whole), defaults={"source": FOLDER, "active": True})
            unknown = [(p, s) for p, s in inside if isinstance(s, CannotRead) and _is_text(p) and os.access(p, os.R_OK)]
            aside += [_left_out(whole, unknown)] if unknown else []
            inside = [f for f in inside if f not in unknown]
        found += inside
    return _read(found, at=at, on=on, named=True) + aside


def _left_out(folder: Path, unknown: list[tuple[Path, CannotRead]]) -> Report:
    """Files in a folder that are of no kind we read: said, but no fault."""
    problems = tuple(Problem(str(p), 0, str(error), error.do) for p, error in unknown[:TOLD])
    return Report(str(folder), FOLDER, "files", passed=len(unknown), left_out=problems)


def refresh(*, at: int, on: OnProgress = None) -> list[Report]:
    """Read what is new in the origins that were given once; one that did not change costs a look at its size and time."""
    reports: list[Report] = []
    found: list[Found] = []
    with calmly():
        expand(at)
        origins = list(Origin.objects.filter(active=True).order_by("pk"))
        known = set(Origin.objects.values_list("path", flat=True))
    for origin in origins:
        path = Path(origin.path)
        if not (path.is_file() or path.is_dir()):  # gone, or a pipe or device in its place
            reports += [] if origin.once else [_vanished(origin)]
        elif origin.source == FOLDER:
            found += [(p, s) for p, s in _found(path) if not isinstance(s, CannotRead) and str(p) not in known and p != path]
        else:
            try:
                found.append((path, registry.named(origin.source)))
            except NotFound:
                found += _found(path)
    return reports + _read(found, at=at, on=on, named=False)


def expand(at: int) -> None:
    """Recurring events are written out to a horizon. Once it has come a month nearer, their calendars are read again as a whole: the
    file is the only place where rule and exceptions stand as they are now, and what is known already adds nothing."""
    recurring = Origin.objects.filter(active=True, runs__state="done").exclude(noticed="")
    for origin in recurring.annotate(last=Max("runs__began")).filter(last__lt=at - MONTH):
        if origin.source != FOLDER and noun(origin.source) == "meetings":
            Origin.objects.filter(pk=origin.pk).update(noticed="")


def _found(path: Path) -> list[Found]:
    """The origins at a path: itself, or those inside a folder that is none, with the files there that nothing reads."""
    try:
        return [(path, registry.which(path))]
    except CannotRead as error:
        inside = list(_inside(path)) if path.is_dir() else []
        if any(not isinstance(source, CannotRead) for _, source in inside):
            return inside
        return [(path, _nothing_in(path, inside) if inside else error)]


def _nothing_in(folder: Path, inside: list[Found]) -> CannotRead:
    """That nothing in a folder can be read: the first few files, why not, and what to do."""
    some = [(path, source) for path, source in inside[:FEW] if isinstance(source, CannotRead)]
    whys = [str(error).removesuffix(registry.READS).strip() for _, error in some]
    more = len(inside) - len(some)
    others = f" Nor can {more} other{'s' if more > 1 else ''}." if more else ""
    cures = [f"{path.name}: {error.do}" for path, error in some if error.do]
    cure = " ".join(cures) or "Export contacts, mail or a calendar in one of these forms, and bring that in."
    return CannotRead(f"Nothing in {folder.name} can be read. {' '.join(whys)}{others} {registry.READS}", cure)


def _inside(folder: Path) -> Iterator[Found]:
    try:
        names = sorted(folder.iterdir())
    except OSError as error:
        yield folder, CannotRead(f"{folder.name} may not be looked into: {error.strerror}.")
        return
    for path in names:
        if path.name.startswith(".") or path.is_symlink():
            continue
        if not _is_text(path):
            yield path, _unreadable_name(path)
            continue
        try:
            yield path, registry.which(path)
        except CannotRead as error:
            if path.is_dir():
                yield from _inside(path)
            else:
                yield path, error


def _is_text(path: Path) -> bool:
    """Can the path be kept? On Linux a name may hold bytes that are no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _unreadable_name(path: Path) -> CannotRead:
    return CannotRead(
        f"The name of {path.name} is no text in UTF-8, so nobody could say later where it came from.", "Give it another name."
    )


def _read(found: list[Found], *, at: int, on: OnProgress, named: bool) -> list[Report]:
    with calmly():
        lay_down_the_dead()
        known = _Known()
    command = Command(Together(len(found)))
    reports: list[Report] = []
    try:
        for path, source in found:
            try:
                if not isinstance(source, CannotRead):
                    command.together.begin(path)
                reports.append(_one(path, source, at=at, command=command, on=on, named=named, known=known))
            except KeyboardInterrupt:  # between two files, where others get their turn, as within one
                reports.append(Report(str(path), "", getattr(source, "NOUN", "records"), state="stopped"))
            if reports[-1].state == "stopped":
                break
    finally:
        command.together.end()
        if named:
            _note(reports, command.batch, at)
    return reports


def _one(path: Path, source: Source | CannotRead, *, at: int, command: Command, on: OnProgress, named: bool, known: "_Known") -> Report:
    if isinstance(source, CannotRead):
        return refused(path, source)
    try:
        now = fingerprint(path)
    except OSError as error:
        return refused(path, CannotRead(f"{path.name} cannot be read: {error.strerror}.", do="Give yourself the right to read it."))
    with calmly():
        origin = known.origin(path, source)
        # a file that is named again although part of it was refused is read again, so that what is wrong with it is said again
        again = named and origin is not None and _was_refused(origin)
        if origin is not None and origin.noticed == now and not again:
            until = origin.until
            return Report(str(path), source.NAME, source.NOUN, until=until if until is None else min(until, at), state="unchanged")
        twin = known.twin(path, source, at) if named and origin is None else None
        if twin is not None:
            return twin
        reading = Reading(path, source, at=at, command=command, on=on, anew=again)
    report = reading.whole()
    if report.state == "done":
        known.add(reading.origin)
    return report


class _Known:
    """What was read before, by its path, and calendars and address books by the digest that their sources keep with their position too: one
    look at all of them for a whole command, however many files it names."""

    def __init__(self) -> None:
        self.at: dict[str, Origin] = {}
        self.read: dict[tuple[str, str], list[Origin]] = {}
        for one in Origin.objects.filter(active=True).exclude(source=FOLDER).order_by("pk"):
            self.add(one)

    def add(self, one: Origin) -> None:
        """What was read is known to the files that come after it."""
        self.at[one.path] = one
        kept = one.position.get("sha", "")
        if len(kept) >= DIGEST:
            self.read.setdefault((one.source, kept[:DIGEST]), []).append(one)

    def origin(self, path: Path, source: Source) -> Origin | None:
        """What is known of this file, if this source read it before."""
        found = self.at.get(str(path))
        return found if found is not None and found.source == source.NAME else None

    def twin(self, path: Path, source: Source, at: int) -> Report | None:
        """The report on a file that is, byte for byte, one that was read before under another name; None for any other.

        A calendar whose far occurrences are due again is read all the same."""
        if source.NOUN not in TWINS or path.is_dir():
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        for other in self.read.get((source.NAME, digest[:DIGEST]), ()):
            kept = other.position
            if other.path != str(path) and digest.startswith(kept["sha"]) and at < kept.get("fresh_until", at + 1):
                name = Path(other.path).name
                same = Problem(
                    str(path), 0, f"{path.name} is the same, byte for byte, as {name}, which was read before.", "Nothing of it is new."
                )
                return Report(str(path), source.NAME, source.NOUN, until=other.until, state="unchanged", problems=(same,))
        return None


def _was_refused(origin: Origin) -> bool:
    last = origin.runs.order_by("-pk").first()
    return last is not None and last.refused > 0


def _vanished(origin: Origin) -> Report:
    name = Path(origin.path).name
    gone = Problem(origin.path, 0, f"{name} is no longer there; what was read from it stays.", "Bring it in from where it is now.")
    return Report(origin.path, origin.source, noun(origin.source), until=origin.until, state="unchanged", problems=(gone,))


def _note(reports: list[Report], batch: int, at: int) -> None:
    """One deed for one command, whatever the number of files; of those only whose runs stand: where the disk was full, all that shared the
    last transaction is gone, and a deed on it would take back a later import, which is given the same number."""
    with calmly():
        stand = set(ImportRun.objects.filter(batch=batch).values_list("pk", flat=True))
    took = [Path(r.path).name for r in reports if r.taken and r.run in stand]
    if not took:
        return
    others = len(took) - 1
    more = f" and {others} other{'s' if others > 1 else ''}" if others else ""
    with calmly(), transaction.atomic():
        note_deed("import", f"You brought in {took[0]}{more}.", {"batch": batch}, at=at)
