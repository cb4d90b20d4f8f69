"""Faults of the store itself (a full disk, another program, a folder that may only be read) said as sentences with a cure."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from worthwhile.errors import NotNow

_CURES = (
    (("full", "no space", "quota"), "There is no room left on the disk.", "Free some, then give the same command again: it goes on where it stopped."),
    (("locked", "busy"), "Another program is writing to the store.", "Wait for it or close it, then give the same command again."),
    (("readonly", "read-only", "permission", "unable to open"), "The store may not be written.", "Give yourself the right to write in its folder, or name another with --data DIR."),
    (("malformed", "not a database"), "The store is damaged.", "See `worthwhile doctor`, and bring back your last export: worthwhile restore FILE.zip --data DIR."),
)  # fmt: skip


@contextmanager
def calmly() -> Iterator[None]:
    """Turn what the database or the disk throws into NotNow. What was committed before stays."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        said = str(error).lower()
        for signs, sentence, cure in _CURES:
            if any(sign in said for sign in signs):
                raise NotNow(f"{sentence} What was read so far is kept.", do=cure) from error
        raise NotNow(f"The store could not be written ({error}). What was read so far is kept.", do="See `worthwhile doctor`.") from error
