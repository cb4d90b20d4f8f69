"""Which addresses are likely the user's own: the one that is in nearly every message of a mailbox, as sender and as receiver. Pure.

A mailing list is in many messages too, but never sends by hand; a colleague is in many, but not in those with others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """In how many messages an address stands: in all, as sender, as a sender that is no machine or list, as receiver."""

    value: str
    messages: int
    sent: int
    by_hand: int
    received: int


def likely(seen: Sequence[Seen], hints: Mapping[str, str], whole: int) -> list[tuple[str, int, str]]:
    """(address, weight, reason), the likeliest first. `hints`: address → what a source said of it; `whole`: messages in all.

    The weight counts messages; one that both sends and receives counts twice, one with a hint stands before all without."""
    found = []
    named = {s.value for s in seen}
    for one in seen:
        both = min(one.by_hand, one.received)
        if one.value in hints:
            found.append((one.value, one.messages + both + 2 * whole, _said(hints[one.value], one, whole)))
        elif both:
            found.append((one.value, one.messages + both, _said("", one, whole)))
    found += [(value, 1, _capital(how)) for value, how in hints.items() if value not in named]
    found.sort(key=lambda f: (-f[1], f[0]))
    return found[:MOST]


def _said(hint: str, one: Seen, whole: int) -> str:
    share = round(100 * one.messages / whole) if whole else 0
    counted = f"it is in {share} % of your messages, sent {one.sent} and received {one.received}"
    return _capital(f"{hint}; {counted}" if hint else counted)


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}."
