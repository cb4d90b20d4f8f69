"""Many small files share a transaction: to end one costs more than to read such a file.

Killed at any moment, what was read since the last end is read again by the next run, as after any mark that was not kept."""

import time
from pathlib import Path

from django.db import transaction

from worthwhile.intake.services.calm import calmly

MANY = 20  # files in one command
SMALL = 64 << 10  # bytes; a larger file has transactions of its own
HELD = 0.2  # seconds for which others who would write to the store wait, at most
BREATH = 0.03  # seconds between two, in which they get their turn


class Together:
    """Opens and ends the transactions that the small ones of `many` files share."""

    def __init__(self, many: int) -> None:
        self._any = many >= MANY
        self._open: transaction.Atomic | None = None
        self._since = 0.0

    @property
    def is_open(self) -> bool:
        """Is one open, so that nobody else can write between two steps of a reading?"""
        return self._open is not None

    def begin(self, path: Path) -> None:
        """Before a file is read: a small one joins those before it, and any other waits until they are written."""
        if not self._any:
            return
        small = _is_small(path)
        if self._open is not None and (not small or time.monotonic() - self._since > HELD):
            self.end()
            time.sleep(BREATH)
        if self._open is None and small:
            with calmly():
                opened = transaction.atomic()
                opened.__enter__()
            self._open, self._since = opened, time.monotonic()

    def end(self) -> None:
        """Write what was read. Each part of a reading that failed was taken back by itself, so that the rest is whole."""
        opened, self._open = self._open, None
        if opened is not None:
            with calmly():
                opened.__exit__(None, None, None)


def _is_small(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= SMALL
    except OSError:
        return False
