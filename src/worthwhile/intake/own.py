"""Which addresses are likely the user's own: the one that is in nearly every message of a mailbox, as sender and as receiver. Pure.

A mailing list is in many messages too, but never sends by hand; a colleague is in many, but not in those with others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 8
MOSTLY = 0.5  # share of its messages in which the first has no part, for a second address of the same person


@dataclass(frozen=True, slots=True)
class Seen:
    """In how many messages an address stands: in all, as sender, as a sender that is no machine or list, as receiver, and how many
    of them the address that is in most messages has no part in."""

    value: str
    messages: int
    sent: int
    by_hand: int
    received: int
    without_first: int = 0


def likely(seen: Sequence[Seen], hints: Mapping[str, str], whole: int) -> list[tuple[str, int, str]]:
    """(address, weight, reason), the likeliest first. `hints`: address → what a source said of it; `whole`: messages in all.

    The weight counts messages; those that an address could have both sent and received count twice, and one with a hint stands
    before all without. The first without a hint is the one in most messages; a further address of the same person would be in
    messages that the first has no part in, while a colleague's messages are mostly exchanges with the first."""
    found = []
    first = True
    for one in sorted(seen, key=lambda s: (-_weight(s), s.value)):
        if one.value in hints:
            found.append((one.value, _weight(one) + 2 * whole, _said(hints[one.value], one, whole)))
        elif min(one.by_hand, one.received) and (first or one.without_first >= max(2, MOSTLY * one.messages)):
            found.append((one.value, _weight(one), _said("", one, whole)))
            first = False
    named = {s.value for s in seen}
    found += [(value, 1, _sentence(how)) for value, how in hints.items() if value not in named]
    found.sort(key=lambda f: (-f[1], f[0]))
    return found[:MOST]


def taken(found: Sequence[tuple[str, int, str]], hints: Mapping[str, str], whole: int) -> list[str]:
    """Whom we take the user to be until she says so: every address that a source calls hers, and the likeliest other one where it is in
    more of her mail than any of these. What was read decides, not the order in which it came."""
    hers = max((weight - 2 * whole for value, weight, _ in found if value in hints), default=0)
    return sorted(hints) + [value for value, weight, _ in found if value not in hints and weight > hers][:1]


def _weight(one: Seen) -> int:
    return one.messages + min(one.by_hand, one.received)


def _said(hint: str, one: Seen, whole: int) -> str:
    share = round(100 * one.messages / whole) if whole else 0
    counted = f"it is in {share} % of your messages, sent {one.sent} and received {one.received}"
    return _sentence(f"{hint}; {counted}" if hint else counted)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
