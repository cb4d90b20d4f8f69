"""The verbs that can be taken back: each room registers how. Pure: a registry of functions by name."""

from collections.abc import Callable
from typing import Any

Reverse = Callable[[dict[str, Any]], None]
_REVERSES: dict[str, Reverse] = {}


def takes_back(verb: str) -> Callable[[Reverse], Reverse]:
    """Register the function that reverses deeds of this verb; it gets the payload the deed was noted with."""

    def register(function: Reverse) -> Reverse:
        _REVERSES[verb] = function
        return function

    return register


def reverse_of(verb: str) -> Reverse:
    """The function registered for a verb; KeyError when a room forgot to register it (a test walks all verbs)."""
    return _REVERSES[verb]


def verbs() -> list[str]:
    """All verbs that can be taken back."""
    return sorted(_REVERSES)
