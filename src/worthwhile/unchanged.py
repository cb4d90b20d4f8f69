"""Keeps in memory what was read from the store, for as long as nothing in the store changes.

SQLite tells of each connection whether anybody else has written since (`data_version`) and how many rows it has written itself: both
together are equal only while the store is. On PostgreSQL nothing tells, so that nothing is kept there."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection, transaction

Got = TypeVar("Got")
MOST = 8  # readings; a page asks for one or two


@dataclass(slots=True)
class _Memory:
    """What was read over one connection (each thread has its own), and the state of the store it was read in."""

    link: Any
    state: tuple[int, int]
    found: dict[Hashable, tuple[int, int, Any]] = field(default_factory=dict)


def kept(key: Hashable, at: int, read: Callable[[], Got], until: Callable[[], int]) -> Got:
    """What `read` gives at the moment `at`; what it gave before under this key, if nothing was written since and `at` lies between the moment of
    that reading and the one that `until` named then (exclusive). Whoever gets it must not change it.

    What is read within a transaction is kept only if that transaction comes to a good end."""
    state = _state()
    if state is None:
        return read()
    memory = _memory(state)
    known = memory.found.get(key)
    if known is not None and known[0] <= at < known[1]:
        return known[2]
    found, end = read(), until()

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
    memory: _Memory | None = getattr(connection, "worthwhile_memory", None)
    if memory is None or memory.link is not connection.connection or memory.state != state:
        memory = _Memory(connection.connection, state)
        connection.worthwhile_memory = memory  # type: ignore[attr-defined]
    return memory
