"""Keeps in memory what was read from the store, for as long as nothing in the store changes.

SQLite tells of each connection whether anybody else has written since (`data_version`) and how many rows it has written itself: both
together are equal only while the store is. On PostgreSQL nothing tells, so that nothing is kept there."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection, transaction

Got = TypeVar("Got")
_MINE = threading.local()  # a connection belongs to its thread, and so does what was read over it
NEVER = 1 << 62  # seconds
MOST = 32  # readings; a page asks for one to three


@dataclass(slots=True)
class _Memory:
    """What was read over one connection (each thread has its own), and the state of the store it was read in."""

    link: Any
    state: tuple[int, int]
    found: dict[Hashable, tuple[int, int, Any]] = field(default_factory=dict)


def kept(key: Hashable, read: Callable[[], Got], at: int = 0, until: Callable[[], int] | None = None) -> Got:
    """What `read` gives; what it gave before under this key, if nothing was written since. Whoever gets it must not change it.

    What hangs on the moment is given with it (`at`): it holds from the moment of that reading until the one that `until` named then (exclusive).

    What is read within a transaction is kept only if that transaction comes to a good end."""
    state = _state()
    if state is None:
        return read()
    memory = _memory(state)
    known = memory.found.get(key)
    if known is not None and known[0] <= at < known[1]:
        return known[2]
    found, end = read(), NEVER if until is None else until()

    def keep() -> None:
        memory.found.pop(key, None)
        memory.found[key] = (at, end, found)
        if len(memory.found) > MOST:
            del memory.found[next(iter(memory.found))]

    transaction.on_commit(keep)
    return found


def _state() -> tuple[int, int] | None:
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return cursor.fetchone()[0], connection.connection.total_changes


def _memory(state: tuple[int, int]) -> _Memory:
    """What is known of the store in this state; empty as soon as the state is another one."""
    memory: _Memory | None = getattr(_MINE, "memory", None)
    if memory is None or memory.link is not connection.connection or memory.state != state:
        memory = _MINE.memory = _Memory(connection.connection, state)
    return memory


def forget() -> None:
    """What this thread read is read anew."""
    _MINE.memory = None
