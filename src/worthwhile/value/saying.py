"""One line of plain words → what it says: "gave kofi the contact at the lab", "need deniz: someone who has certified a sensor"."""

from collections.abc import Callable
from dataclasses import dataclass

from worthwhile.errors import Ambiguous, NotFound, NotUnderstood
from worthwhile.people.values import PersonView
from worthwhile.text import fold, several

# the first word → kind of line (value/kinds.py)
VERBS = {
    "note": "note", "remember": "note", "need": "need", "needs": "need", "offers": "offer", "offer": "offer", "gave": "gave", "give": "gave",
    "received": "received", "got": "received", "promise": "promise", "promised": "promised", "asked": "asked", "ask": "ask", "thanked": "thanked",
    "question": "question", "feedback": "feedback", "credit": "credit", "room": "room", "worry": "worry", "offered": "offered", "share": "share",
}  # fmt: skip
LONGEST_NAME = 4  # words
_NO_NAME = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "at",
        "by",
        "for",
        "from",
        "her",
        "his",
        "in",
        "it",
        "me",
        "my",
        "of",
        "on",
        "our",
        "some",
        "somebody",
        "someone",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "us",
        "with",
        "you",
        "your",
    ]
)


@dataclass(frozen=True, slots=True)
class Said:
    """A line understood: its kind, on whom (None: on ego), and the words."""

    kind: str
    person: PersonView | None
    words: str


def verb_of(line: str) -> str:
    """The kind of line that its first word asks for, or ""."""
    return VERBS.get(fold(line.strip().partition(" ")[0]).rstrip(":"), "")


def understand(line: str, find: Callable[[str], PersonView]) -> Said:
    """What a line says; `find` names somebody by text (people.queries.find).

    A name ends at a colon, or is the longest beginning that names somebody. A need without a person is ego's. Raises NotUnderstood
    when the first word asks for nothing, NotFound with near names, Ambiguous when two bear the name."""
    kind = verb_of(line)
    rest = line.strip().partition(" ")[2].strip()
    if not kind:
        raise NotUnderstood(
            f"“{line.strip()[:80]}” begins with no deed.",
            do=f"Begin with {several(sorted(set(VERBS.values())), 'or')}: gave NAME: what it was",
        )
    if not rest:
        raise NotUnderstood("Nothing follows the first word.", do=f"Say whom and what: {kind} NAME: a few words")
    name, colon, words = rest.partition(":")
    if line.strip().partition(" ")[0].endswith(":"):
        return _own(kind, rest)
    if colon and not name.strip():
        return _own(kind, words.strip())
    if colon and words.strip() and len(name.split()) <= LONGEST_NAME:
        return Said(kind, find(name.strip()), words.strip())
    return _without_colon(kind, rest, find)


def _without_colon(kind: str, rest: str, find: Callable[[str], PersonView]) -> Said:
    words = rest.split()
    unclear: Ambiguous | None = None
    longest = min(LONGEST_NAME, len(words) - 1, next((n for n, w in enumerate(words) if n and fold(w) in _NO_NAME), LONGEST_NAME))
    if fold(words[0]) in _NO_NAME and kind == "need":
        return _own(kind, rest)
    for count in range(longest, 0, -1):
        try:
            return Said(kind, find(" ".join(words[:count])), " ".join(words[count:]))
        except NotFound:
            continue
        except Ambiguous as error:
            unclear = error
            break
    if unclear is not None:
        raise unclear
    if kind == "need":
        return _own(kind, rest)
    return Said(kind, find(words[0]), " ".join(words[1:]))  # says who is near, or that nothing was said of them


def _own(kind: str, words: str) -> Said:
    if kind not in ("need", "offer") or not words:
        raise NotUnderstood("Whom it is about was not said.", do=f"Name somebody: {kind} NAME: a few words")
    return Said(kind, None, words)
