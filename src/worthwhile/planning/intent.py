"""Whom acts and help serve: guessed by kind, said otherwise by her, and a month of it in one sentence. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from worthwhile.planning.values import INTENTS
from worthwhile.text import several

# the guess for each kind of act, as its rule makes it; "next_step" serves whom the goal serves
ACTS: Mapping[str, tuple[str, ...]] = {
    "answer": ("them",), "congratulate": ("them",), "follow_up": ("both",), "keep_promise": ("them",), "keep_warm": ("both",), "pick_up": ("both",), "ask_after": ("them",), "prepare": ("both",),
    "thank": ("them",), "wake": ("both",), "offer_help": ("them",), "introduce": ("them",), "tell": ("them",), "say_yes": ("both",), "ask": ("me",),
    "next_step": ("organisation", "both"), "give_feedback": ("them",), "ask_feedback": ("me",), "stand_up": ("them",), "make_room": ("them",),
    "listen": ("them",), "give_unasked": ("them",), "let_give": ("both",), "share": ("them",),
}  # fmt: skip
# the guess for each kind of line that stands in the story
LINES: Mapping[str, tuple[str, ...]] = {
    "gave": ("them",), "thanked": ("them",), "thanks": ("them",), "promise": ("them",), "feedback": ("them",), "credit": ("them",), "room": ("them",), "worry": ("them",),
    "share": ("them",), "received": ("me",), "promised": ("me",), "asked": ("me",), "offered": ("both",),
}  # fmt: skip
_SAID = {"them": "for them", "both": "for the two of you", "organisation": "for the organisation", "me": "for yourself"}
_MOSTLY, _SOME = 0.5, 0.1


def said(word: str, guess: Sequence[str] = ()) -> tuple[str, ...]:
    """Her own word ("them both"), else the guess; in the order of INTENTS."""
    hers = tuple(i for i in INTENTS if i in word.split())
    return hers or tuple(i for i in INTENTS if i in guess)


def shares(serving: Iterable[Sequence[str]]) -> dict[str, float]:
    """The share of each intent, in the order of INTENTS, 1 in all; what serves several counts for each of them in part. {} for nothing."""
    count: dict[str, float] = dict.fromkeys(INTENTS, 0.0)
    for intents in serving:
        for i in intents:
            count[i] += 1 / len(intents)
    whole = sum(count.values())
    return {i: round(count[i] / whole, 4) for i in INTENTS if count[i]} if whole else {}


def sentence(mix: Mapping[str, float]) -> str:
    """ "Mostly for them, some for the two of you."; "" for nothing. No figures: the picture beside it has them."""
    most = sorted((i for i in mix if mix[i] > 0), key=lambda i: (-mix[i], INTENTS.index(i)))
    if not most:
        return ""
    if len(most) == 1:
        return f"All of it {_SAID[most[0]]}."
    if mix[most[0]] <= _MOSTLY:
        return f"A mix: {several([_SAID[i] for i in most if mix[i] >= _SOME])}."
    rest = [_SAID[i] for i in most[1:] if mix[i] >= _SOME]
    return f"Mostly {_SAID[most[0]]}, some {several(rest)}." if rest else f"Mostly {_SAID[most[0]]}, a little {_SAID[most[1]]}."
