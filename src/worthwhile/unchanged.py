"""Keeps in memory what was read from the store, for as long as nothing in the store changes.

SQLite tells of each connection whether anybody else has written since (`data_version`) and how many rows it has written itself: both
together are equal only while the store is. On PostgreSQL nothing tells, so that nothing is kept there."""

import sys
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakSet

from django.db import connection, transaction

Got = TypeVar("Got")
_MINE = threading.local()  # a connection belongs to its thread, and so does what was read over it
_EVERY: "WeakSet[_Memory]" = WeakSet()  # of all threads
_ONE_AT_A_TIME = threading.Lock()  # for the line above: a set that grows while it is walked is an error
_GONE = (-1, -1)  # the state of no store: what was read in it is kept no more
_FORGOTTEN: list[int | None] = []  # the newest of those forgotten, as this process knows it
NEVER = 1 << 62  # seconds
MOST = 32  # readings; a page asks for one to three


@dataclass(slots=True, eq=False, weakref_slot=True)
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
        if memory.state != state:  # somebody was forgotten while it was read
            return
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
        with _ONE_AT_A_TIME:
            _EVERY.add(memory)
        _heed_others()
    return memory


def _heed_others() -> None:
    """Somebody may have been forgotten at another door meanwhile: then this process lets go of names too."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from worthwhile_forgotten")
        newest = cursor.fetchone()[0]
    if [newest] != _FORGOTTEN:
        _FORGOTTEN[:] = [newest]
        _let_go_of_texts()


def forget() -> None:
    """After somebody was forgotten: nothing that this process read, in whichever thread, is kept, and no text that was looked up."""
    _MINE.memory = None
    with _ONE_AT_A_TIME:
        for memory in _EVERY:
            memory.state = _GONE
            memory.found.clear()
    _let_go_of_texts()


def _let_go_of_texts() -> None:
    """Empty every look-up that remembers so and so many texts, in whichever room: found by walking them, so that none is left out. Those
    without a bound hold what was shipped with the program; and readers keep what they met last in dictionaries of small letters."""
    for name, module in list(sys.modules.items()):
        if not name.startswith("worthwhile."):
            continue
        for called, value in list(vars(module).items()):
            bound = getattr(value, "cache_parameters", None)
            if bound is not None and bound()["maxsize"] is not None:
                value.cache_clear()
            elif name.startswith("worthwhile.sources.") and isinstance(value, dict) and called.islower() and not called.startswith("__"):
                value.clear()
