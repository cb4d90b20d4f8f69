"""What was noticed and not yet decided on: held by this process alone, in memory, and gone when it ends. Nothing here is ever written down.
What came from a source that is switched on is found again then, until she has kept it or let it go.

Sentences wait here under a number of their own until she keeps them or lets them go. The texts that they come from are not held."""

import itertools
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worthwhile.doors.web import clock
from worthwhile.people import queries as people
from worthwhile.value.noticing import Heard, Hearing

if TYPE_CHECKING:
    from worthwhile.value.services.noticing import Switched

MOST = 400  # sentences that wait; the oldest go first


@dataclass(slots=True)
class Waiting:
    """The sentences that wait, by number, what the last look said, and the reading of switched-on sources that is under way."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    sentences: dict[int, Heard] = field(default_factory=dict)
    of_sources: set[int] = field(default_factory=set)  # those of switched-on sources that she has not decided on
    until: dict[str, int] = field(default_factory=dict)  # how far those sources were read, while one of them waits
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    last: Hearing | None = None
    done: int = 0
    total: int = 0
    began: float = 0.0
    thread: threading.Thread | None = None


_WAITING = Waiting()


def add(hearing: Hearing, until: Mapping[str, int] | None = None) -> None:
    """Let these sentences wait for her. With `until` they come from sources that are switched on, read so far: only when she has decided on
    the last of them do their texts count as read, so that what waits when the program ends is found again."""
    with _WAITING.lock:
        have = {(h.person, h.sentence): number for number, h in _WAITING.sentences.items()}
        for heard in hearing.found:
            number = have.get((heard.person, heard.sentence)) or next(_WAITING.numbers)
            _WAITING.sentences.setdefault(number, heard)
            _WAITING.of_sources |= {number} if until is not None else set()
        _WAITING.until |= until or {}
        _settle()
        for number in list(_WAITING.sentences)[: max(0, len(_WAITING.sentences) - MOST)]:
            del _WAITING.sentences[number]
        _WAITING.last = hearing


def waiting(person: int | None = None) -> list[tuple[int, Heard]]:
    """The sentences that wait, in the order in which they were found; of one person if asked. Those of somebody who was forgotten are gone."""
    with _WAITING.lock:
        asked = {h.person for h in _WAITING.sentences.values()}
        if gone := asked - people.people_by_id(list(asked)).keys():
            _drop([n for n, h in _WAITING.sentences.items() if h.person in gone])
        return [(n, h) for n, h in _WAITING.sentences.items() if person is None or h.person == person]


def last() -> Hearing | None:
    """What the last look found, its sentences left out where she decided on them."""
    return _WAITING.last


def let_go(numbers: list[int] | None = None) -> None:
    """These sentences are gone from memory; all of them if none are named."""
    with _WAITING.lock:
        _drop([*_WAITING.sentences, *_WAITING.of_sources] if numbers is None else numbers)


def _drop(numbers: Iterable[int]) -> None:
    for number in numbers:
        _WAITING.sentences.pop(number, None)
        _WAITING.of_sources.discard(number)
    _WAITING.last = None
    _settle()


def _settle() -> None:
    """Where nothing of the sources waits any more, their texts count as read."""
    if _WAITING.until and not _WAITING.of_sources:
        from worthwhile.value.services.noticing import settle

        settle(_WAITING.until)
        _WAITING.until = {}


def read_switched() -> None:
    """Read the new messages of the sources that are switched on, beside the pages; a second call while one runs does nothing."""
    from worthwhile.value.services.noticing import switches

    with _WAITING.lock:
        if running() or not unread(switches()):
            return
        _WAITING.done = _WAITING.total = 0
        _WAITING.began = time.monotonic()
        _WAITING.thread = threading.Thread(target=_read, daemon=True)
        _WAITING.thread.start()


def unread(sources: "list[Switched]") -> set[str]:
    """The places of switched-on sources with newer mail than what was looked at."""
    return {s.path for s in sources if s.waits and (s.until or 0) > _WAITING.until.get(s.path, 0)}


def running() -> bool:
    """Are texts being read now?"""
    return _WAITING.thread is not None and _WAITING.thread.is_alive()


def _read() -> None:
    from django.db import connections

    from worthwhile.value.services.noticing import of_switched

    try:
        add(*of_switched(at=clock.now(), on=_on, seen=dict(_WAITING.until)))
    finally:
        connections.close_all()


def _on(done: int, total: int) -> None:
    _WAITING.done, _WAITING.total = done, total


def progress() -> str:
    """How far the reading is, in words, with the time it may still take."""
    done, total = _WAITING.done, _WAITING.total
    if not total:
        return "Looking for new messages."
    left = (time.monotonic() - _WAITING.began) * (total - done) / max(1, done)
    more = "Less than a minute left" if left < 50 else f"About {round(left / 60)} minutes left" if left >= 90 else "About a minute left"
    return f"Message {done} of {total}. {more}."
