"""What is noticed in messages, and what line each kind of sentence becomes once she keeps it. Pure; nothing is kept here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from worthwhile.text import day
from worthwhile.value.notice import Noticed, is_english, notice

# what they say → the kind of line it becomes (value/kinds.py), as seen from her
BECOMES = {"ask": "question", "promise": "promised", "thanks": "thanks", "offer": "offer", "need": "need"}
# what she says herself in a message to somebody; her own offers and needs are on nobody, and wait for her own words
HERS = {"ask": "asked", "promise": "promise", "thanks": "thanked"}
WORDS = {"ask": "asks", "promise": "promises", "thanks": "thanks", "offer": "offers", "need": "needs"}
ORDER = ("promise", "offer", "thanks", "need", "ask")  # of two kinds for one sentence, the plainer one is told


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences of a message that do something, each told once, in their order; `english`: could it be read at all?"""

    sentences: tuple[Noticed, ...]
    english: bool


def of_message(text: str) -> Found:
    """What stands out in one message. Costs time and memory in bounds, whatever the text is (notice.py)."""
    if not is_english(text):
        return Found((), not text.strip())
    best: dict[int, Noticed] = {}
    for one in notice(text):
        had = best.get(one.offset)
        if had is None or ORDER.index(one.kind) < ORDER.index(had.kind):
            best[one.offset] = one
    return Found(tuple(best[offset] for offset in sorted(best)), True)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message to be looked at: on whom a line of it is (`person`, `name`), whether she wrote it herself, when (seconds), and its text."""

    person: int
    name: str
    hers: bool
    at: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence that does something, before she decides on it: `kind` is what it does, `line` the kind of line it would become, `source`
    where it was said, as it will stand beside the line."""

    person: int
    name: str
    kind: str
    line: str
    sentence: str
    source: str
    at: int | None
    hers: bool
    chance: float


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was found in some messages: the sentences, how many messages were read, how many were not English, and whose writer is not known."""

    found: tuple[Heard, ...]
    read: int = 0
    other: int = 0
    unknown: tuple[str, ...] = ()


def said_where(name: str, hers: bool, at: int | None, today: date) -> str:
    """ "a message of Deniz’s, 12 November": the source of a line that comes from a message."""
    what = f"your message to {name}" if hers else f"a message of {name}’s"
    return what if at is None else f"{what}, {day(datetime.fromtimestamp(at), today)}"


def hear(messages: Iterable[Spoken], today: date) -> Iterator[tuple[Spoken, Found, list[Heard]]]:
    """Each message with what stands out in it. The same sentence of the same person is told once."""
    told: set[tuple[int, str]] = set()
    for one in messages:
        found = of_message(one.text)
        out = []
        for s in found.sentences:
            line = (HERS if one.hers else BECOMES).get(s.kind, "")
            if line and (one.person, s.sentence) not in told:
                told.add((one.person, s.sentence))
                source = said_where(one.name, one.hers, one.at, today)
                out.append(Heard(one.person, one.name, s.kind, line, s.sentence, source, one.at, one.hers, s.chance))
        yield one, found, out
