"""What she wrote down about somebody, as pages tell it: lines with where they come from, and help given and received."""

from dataclasses import dataclass
from typing import Any

from worthwhile.text import led
from worthwhile.value import queries as value
from worthwhile.value.kinds import KINDS
from worthwhile.value.values import Brought, Noted

SHOWN = 8  # of a story; the others are folded away
# the buttons of the form: kind, word, key; the kinds after the first four are folded away
BUTTONS = (("note", "Note", "n"), ("gave", "Gave", "g"), ("received", "Received", "r"), ("ask", "Ask", "a"))
MORE = (("spoke", "We spoke"), ("promise", "I promise"), ("promised", "They promise"), ("asked", "I asked them"), ("question", "They asked"), ("need", "They could use"),
        ("offer", "Glad to give"), ("thanked", "I thanked them"), ("thanks", "They thanked me"), ("offered", "Offered me"), ("feedback", "Want feedback"), ("credit", "Credit not seen"),
        ("room", "Could be theirs"), ("worry", "Weighs on them"), ("share", "Would like to know"))  # fmt: skip
THANKS = ("thanked", "thanks")
ANSWERS_IT = {"asked": "They", "offered": "You"}  # who says yes or no to a line of this kind


@dataclass(frozen=True, slots=True)
class Line:
    """A line of hers: `said` is where it comes from, `opens` whether it waits to be settled, `asks` who settles it with yes or no
    (“They”, “You”, or nobody), `settled` the word on the button that settles it."""

    id: int
    text: str
    at: int
    said: str
    opens: bool = False
    asks: str = ""
    led_to: str = ""
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Help given or received: `way` is the side; `id` is her line, 0 where a source shows it (`brought`)."""

    at: int
    way: str
    text: str
    said: str = ""
    led_to: str = ""
    id: int = 0
    brought: Brought | None = None
    how: str = ""  # of an introduction: how it came about
    thanks: bool = False  # thanks lead to nothing that could be told

    @property
    def led(self) -> str:
        """What it led to, as a sentence."""
        return led(self.led_to)


def told(note: Noted) -> Line:
    """One line of hers."""
    kind = KINDS[note.kind]
    return Line(
        note.id,
        note.text,
        note.at,
        note.source or ("you wrote this" if note.kind in ("need", "offer") else kind.said),  # the heading says the rest
        kind.opens and note.closed is None,
        ANSWERS_IT.get(note.kind, ""),
        note.led_to,
        kind.settled,
    )


def written(person: int, given: str) -> list[tuple[str, str, list[Line]]]:
    """What she wrote down that is no help given or received, newest first, as (id, heading, lines): what they could use, what they are glad to
    give, and the rest; what is settled is left out."""
    lines = [(n.kind, told(n)) for n in value.notes(person) if not n.way]
    parts = [
        ("uh", f"{given} could use", [line for kind, line in lines if kind == "need"]),
        ("gh", f"{given} {'are' if given == 'You' else 'is'} glad to give", [line for kind, line in lines if kind == "offer"]),
        ("nh", "What you wrote down", [line for kind, line in lines if kind not in ("need", "offer")]),
    ]
    return [part for part in parts if part[2]] or parts[2:]


def story(person: int, at: int) -> dict[str, Any]:
    """Help given and received, newest first: her own lines, and what sources show (endorsements, recommendations, introductions)."""
    found = value.story(person, at)
    events = [
        Event(n.at, n.way, n.text, n.source or KINDS[n.kind].said, n.led_to, n.id, how=n.how, thanks=n.kind in THANKS) for n in found.events
    ]
    events += [Event(b.at, b.way, b.text, b.source, brought=b) for b in value.brought(person, at)]
    events.sort(key=lambda e: (-e.at, -e.id))
    return {"events": events[:SHOWN], "older": events[SHOWN:], "balance": found.balance}
