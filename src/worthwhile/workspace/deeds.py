"""The verbs that can be taken back: each room registers how, and what a deed touches is read from its payload. Pure.

A payload names what the deed touched by these keys: `act` (one act), `note`, `replaced` and `settled` (notes by id), `set` (pairs of anchors on which
a verdict was given), `anchor` (what the same reverse function keeps of a person). A deed on anything else names it itself, in `touches`: a
list of strings. `parts` are (verb, payload) of what was done with it and goes back with it. Two deeds that touch the same thing are taken back newest first; else the older one would lose the newer one's work.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Reverse = Callable[[dict[str, Any]], None]
_REVERSES: dict[str, Reverse] = {}
_WIDE: set[str] = set()
_HEARD: ContextVar[list[int] | None] = ContextVar("heard", default=None)


@contextmanager
def heard() -> Iterator[list[int]]:
    """The numbers of the deeds that are noted within, by this call alone: a door tells them to whoever called. One that was rolled back,
    or became part of another, is among them but not in the history."""
    numbers: list[int] = []
    token = _HEARD.set(numbers)
    try:
        yield numbers
    finally:
        _HEARD.reset(token)


def tell(number: int) -> int:
    """Let whoever hears know that this deed was noted; the number."""
    numbers = _HEARD.get()
    if numbers is not None:
        numbers.append(number)
    return number


def takes_back(verb: str, *, wide: bool = False) -> Callable[[Reverse], Reverse]:
    """Register the function that reverses deeds of this verb; it gets the payload the deed was noted with. `wide`: taking it back removes
    what concerns more than one person, so that a door asks first."""

    def register(function: Reverse) -> Reverse:
        _REVERSES[verb] = function
        if wide:
            _WIDE.add(verb)
        return function

    return register


def reverse_of(verb: str) -> Reverse:
    """The function registered for a verb; KeyError when a room forgot to register it (a test walks all verbs)."""
    return _REVERSES[verb]


def verbs() -> list[str]:
    """All verbs that can be taken back."""
    return sorted(_REVERSES)


def is_wide(verb: str) -> bool:
    """Does taking back a deed of this verb remove what concerns more than one person?"""
    return verb in _WIDE


def touched(verb: str, payload: dict[str, Any]) -> frozenset[str]:
    """What a deed touched, as comparable words; empty when it touched nothing that another deed could."""
    found = [f"said {thing}" for thing in payload.get("touches", ())]
    found += [f"act {payload['act']}"] if "act" in payload else []
    found += [
        f"note {note}" for note in (payload.get("note"), *payload.get("replaced", ()), *payload.get("settled", ())) if note is not None
    ]
    found += [f"pair {sorted(pair)}" for pair in payload.get("set", ())]
    for part_verb, part in payload.get("parts", ()):
        found += touched(part_verb, part)
    if "anchor" in payload and verb in _REVERSES:  # one person, but her word on the tie is not her word on who it is
        back = _REVERSES[verb]
        found.append(f"{back.__module__}.{back.__qualname__} {payload['anchor']}")
    return frozenset(found)
