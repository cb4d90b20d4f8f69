"""What was not meant to happen, at any door: said in a sentence if it has a cure, else written down without names, never shown as a traceback."""

import contextlib
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from worthwhile import __version__
from worthwhile.errors import NotNow, NotUnderstood, Worthwhile

FILE = "problem.txt"


def with_cure(error: BaseException) -> Worthwhile | None:
    """The same error as one with a cure, where there is one: the store is in use, the disk is full, a number is too large."""
    if isinstance(error, Worthwhile):
        return error
    if isinstance(error, OverflowError):
        return NotUnderstood("That number, or that day, is larger than anything here.", do="Check what you typed; nothing was done.")
    if not _of_the_store(error):
        return None
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return NotNow("The store is in use: another Worthwhile is writing.", do="Try again in a moment; nothing was lost.")
    if "full" in said:
        return NotNow("The disk is full, so nothing was kept.", do="Make room, and try again.")
    if "readonly" in said or "read-only" in said:
        return NotNow("The store can be read here, but not written.", do="Make its folder writable, or name another with --data DIR.")
    return None


def _of_the_store(error: BaseException) -> bool:
    if "django.db" not in sys.modules:  # nothing of a store was touched yet, and Django is slow to import
        return False
    from django.db import DatabaseError

    return isinstance(error, DatabaseError)


def write_down(data: Path, what: Sequence[str], error: BaseException | None, at: int) -> Path | None:
    """Write an unexpected error to problem.txt in the data folder, readable by its owner alone; where it was written, None if it cannot be.

    `what` are lines that say what was asked for. The error's own text is left out: it may name people, and so do values."""
    lines = [f"Worthwhile {__version__}, {datetime.fromtimestamp(at):%Y-%m-%d}", *what]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(type(error).__name__)
        lines += [f"  {frame.name} ({_inside(frame.filename)}:{frame.lineno})" for frame in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    file = data / FILE
    with contextlib.suppress(OSError):
        file.touch(mode=0o600)
        file.write_text("\n".join(lines) + "\n")
        return file
    return None


def _inside(file: str) -> str:
    return file[file.rindex("worthwhile/") :] if "worthwhile/" in file else file.rsplit("/", 1)[-1]
