"""One line of plain words → what it says: "gave kofi the contact at the lab", "need deniz: someone who has certified a sensor"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from worthwhile.errors import Ambiguous, NotFound, NotUnderstood
from worthwhile.people.values import PersonView
from worthwhile.text import fold, several
from worthwhile.value.days import ending

# the first word → kind of line (value/kinds.py)
VERBS = {
    "note": "note", "remember": "note", "need": "need", "needs": "need", "offers": "offer", "offer": "offer", "gave": "gave", "give": "gave",
    "received": "received", "got": "received", "promise": "promise", "promised": "promised", "asked": "asked", "ask": "ask", "thanked": "thanked",
    "thank": "thanked", "spoke": "spoke", "question": "question", "feedback": "feedback", "credit": "credit", "room": "room", "worry": "worry", "offered": "offered", "share": "share",
}  # fmt: skip
DATED = frozenset(
    ("promise", "promised", "ask", "asked", "need", "question")
)  # kinds whose line may end with a day: "the plan by 3 December"
# what each kind of line asks for when nothing stands after its first word
_WHOM = {
    "note": "about whom", "spoke": "with whom", "gave": "whom", "received": "from whom", "promise": "whom", "promised": "by whom", "asked": "whom", "ask": "whom",
    "thanked": "whom", "question": "of whom", "feedback": "for whom", "credit": "for whom", "room": "for whom", "worry": "of whom",
    "offered": "by whom", "share": "with whom", "need": "of whom", "offer": "of whom",
}  # fmt: skip
BEGINNINGS = (
    "note", "spoke", "need", "offer", "gave", "received", "promise", "promised", "ask", "asked", "thank", "question", "feedback", "credit", "room",
    "worry", "offered", "share", "introduce", "before", "who knows",
)  # fmt: skip
BEFORE = frozenset(("before", "prepare", "meet"))  # opens what to know before meeting somebody
SPOKE = "We spoke"
WHO_KNOWS = ("who knows about ", "who knows ", "who can help with ")
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
    """A line understood: its kind, on whom (None: on ego), and the words. `other` is whom `person` is to be introduced to, `day` the day
    that the words end with."""

    kind: str
    person: PersonView | None
    words: str
    other: PersonView | None = None
    day: date | None = None


def verb_of(line: str) -> str:
    """The kind of line that its first word asks for, or ""."""
    return VERBS.get(fold(line.strip().partition(" ")[0]).rstrip(":"), "")


def asks_who(line: str) -> str:
    """What a line asks about, where it asks who knows something ("who knows rail authority"); else ""."""
    words = " ".join(line.split()).rstrip("?")
    low = words.lower()
    return next((words[len(start) :].strip(" ?:") for start in WHO_KNOWS if low.startswith(start)), "")


def before_whom(line: str) -> str:
    """The name in a line that looks ahead to meeting somebody ("before viktor"); else ""."""
    first, _, rest = line.strip().partition(" ")
    return rest.strip(" :") if fold(first).rstrip(":") in BEFORE else ""


def brings_one(line: str) -> str:
    """The name in a line that introduces somebody, and says not yet to whom ("introduce deniz", "introduce deniz to"); else ""."""
    first, _, rest = " ".join(line.split()).partition(" ")
    one, other = _two(rest.partition(":")[0])
    return one if fold(first) == "introduce" and not other else ""


def understand(line: str, find: Callable[[str], PersonView], today: date | None = None) -> Said:
    """What a line says; `find` names somebody by text (people.queries.find).

    A name ends at a colon, or is the longest beginning that names somebody. A need without a person is ego's. Where the words end with a
    day, it is understood as of `today`. Raises NotUnderstood when the first word asks for nothing, or what looks like a date is none,
    NotFound with near names, Ambiguous when two bear the name."""
    _whole(line)
    if fold(line.strip().partition(" ")[0]) == "introduce":
        return _introduce(line.strip().partition(" ")[2].strip(), find)
    said = _understood(line, find)
    return said if today is None else replace(said, day=day_in(said.kind, said.words, today))


def half(line: str) -> str:
    """The first words of a line after which nothing stands ("gave", "who knows"), or ""."""
    low = fold(" ".join(line.split()).rstrip(" :?"))
    return low if low in BEFORE or low in VERBS or f"{low} " in WHO_KNOWS else ""


def _whole(line: str) -> None:
    """Raises NotUnderstood for a line of which only the beginning is there."""
    low = half(line)
    if low in BEFORE:
        raise NotUnderstood("Before you meet whom?", do="Name somebody: before NAME")
    if f"{low} " in WHO_KNOWS:
        raise NotUnderstood("Who knows what?", do="Say what it is about, in a word or two: who knows freight")
    if low in VERBS:
        whom = _WHOM[VERBS[low]]
        own = " Without a name, it is yours." if VERBS[low] in ("need", "offer") else ""
        raise NotUnderstood(f"{low.capitalize()} {whom}?", do=f"Name somebody, and say it in a few words: {low} NAME: …{own}")


def day_in(kind: str, words: str, today: date) -> date | None:
    """The day with which the words of a line of this kind end, if they end with one. Raises NotUnderstood for what looks like a day and is none."""
    meant = ending(words, today) if kind in DATED else None
    if meant is not None and meant.day is None:
        raise NotUnderstood(f"“{meant.said}” is not a date.", do=f"Enter it as 3 December, or {today.year}-12-03.")
    return None if meant is None else meant.day


def _introduce(rest: str, find: Callable[[str], PersonView]) -> Said:
    """Two people, and what the first could use of the other: "introduce deniz and lucia: a certified sensor"."""
    names, _, words = rest.partition(":")
    first, second = _two(names)
    if not first or not second:
        raise NotUnderstood("Whom to introduce was not said.", do="Name two: introduce NAME and NAME: what the first could use")
    return Said("introduce", find(first), words.strip(), find(second))


def _two(names: str) -> tuple[str, str]:
    """The two names in "deniz and lucia" or "deniz to lucia"; "" for what is not said."""
    padded = f" {names.strip()} "
    first, between, second = padded.partition(" and ")
    if not between:
        first, _, second = padded.partition(" to ")
    return first.strip(), second.strip()


def _understood(line: str, find: Callable[[str], PersonView]) -> Said:
    kind = verb_of(line)
    first, _, rest = line.strip().partition(" ")
    rest = rest.strip()
    if not kind:
        raise NotUnderstood(
            f"What to do with “{line.strip()[:80]}” is not clear." if line.strip() else "Nothing was said.",
            do=f"Begin with {several(list(BEGINNINGS), 'or')}: gave NAME: what it was",
        )
    if fold(first) == "spoke":
        return _spoke(rest, find)
    name, colon, words = rest.partition(":")
    if first.endswith(":"):
        return _own(kind, rest)
    if colon and not name.strip():
        return _own(kind, words.strip())
    if colon and not words.strip():
        raise NotUnderstood("Nothing was said after the colon.", do=f"Say it in a few words: {kind} {name.strip()}: …")
    if colon and len(name.split()) <= LONGEST_NAME:
        return Said(kind, find(name.strip()), words.strip())
    return _without_colon(kind, rest, find)


def _spoke(rest: str, find: Callable[[str], PersonView]) -> Said:
    """ "spoke deniz", "spoke with deniz about the lab": that they spoke is the note."""
    rest = rest.removeprefix("to ").removeprefix("with ").replace(":", " ")
    try:
        return Said("spoke", find(rest), SPOKE)
    except (NotFound, Ambiguous) as error:
        if isinstance(error, Ambiguous) or len(rest.split()) < 2:
            raise
    said = _without_colon("spoke", rest, find)
    return replace(said, words=f"{SPOKE} {said.words}")


def may_name(words: Sequence[str]) -> int:
    """How many of these first words of a line may be a name: up to the first that is in none ("sam a lead": one)."""
    return min(LONGEST_NAME, len(words), next((n for n, w in enumerate(words) if n and fold(w) in _NO_NAME), LONGEST_NAME))


def _without_colon(kind: str, rest: str, find: Callable[[str], PersonView]) -> Said:
    words = rest.split()
    unclear: Ambiguous | None = None
    # all of it may be the name: “thank eric bass” says nothing yet; a need without a person is ego's
    longest = min(may_name(words), len(words) - (kind == "need"))
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
