"""Records as the log keeps them: lengths bounded, nothing that a database refuses, doubles out, who took part. Pure."""

import re
from collections.abc import Iterable, Sequence

from worthwhile.sources.records import Event, Handle, Message, key_of

MOST_PARTICIPANTS = 5000  # kept by name; `size` tells how many there were
LONGEST_KEY = 64
Who = tuple[str, str]  # kind and value of an address
_REFUSED = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes no NUL, nobody takes half a surrogate pair


def fit(text: str, limit: int) -> str:
    """The text as a column of `limit` characters takes it."""
    if not text.isascii() or "\x00" in text:
        text = _REFUSED.sub("", text)
    return text if len(text) <= limit else text[:limit]


def key(text: str) -> str:
    """A record's key as the log keeps it: itself, or a hash of it when it is too long."""
    return fit(text, LONGEST_KEY) if len(text) <= LONGEST_KEY else key_of(text)


def who(handle: Handle) -> Who:
    """The address that a handle names."""
    value = handle.value
    return fit(handle.kind, 16), value if value.isascii() and len(value) <= 320 and "\x00" not in value else fit(value, 320)


def names(handles: Iterable[Handle]) -> list[tuple[Who, str]]:
    """The names that stood beside addresses, each pair once; a name that only repeats the address says nothing, unless the name is
    all there is: then it keeps how it was spelt."""
    found: dict[tuple[Who, str], None] = {}
    for handle in handles:
        if handle.name and handle.value and (handle.kind == "name" or handle.name.lower() != handle.value):
            found[(who(handle), fit(handle.name, 300))] = None
    return list(found)


def takes_part(pairs: Iterable[tuple[str, Handle]]) -> list[tuple[str, Who]]:
    """(role, address) of everybody who took part, each once in a role, in the order of the source."""
    return list(dict.fromkeys((role, who(handle)) for role, handle in pairs if handle.value))


def of_message(message: Message) -> list[tuple[str, Who]]:
    """(role, address) of a message's sender and recipients."""
    sender = (("from", message.sender),) if message.sender is not None else ()
    return takes_part((*sender, *message.recipients))


def handles_of(message: Message) -> list[Handle]:
    """All handles of a message, the sender first."""
    sender = [message.sender] if message.sender is not None else []
    return [*sender, *(handle for _, handle in message.recipients)]


def of_event(event: Event) -> list[tuple[str, Who]]:
    """(role, address) of an event's organizer and attendees."""
    organizer = (("organizer", event.organizer),) if event.organizer is not None else ()
    return takes_part((*organizer, *(("attendee", a) for a in event.attendees)))


def size(taking: Sequence[tuple[str, Who]]) -> int:
    """How many take part, each counted once whatever their roles."""
    return len({person for _, person in taking})


def stays(taking: Sequence[tuple[str, Who]], gone: set[Who], own: set[Who]) -> bool:
    """Does an exchange stay in the log without those who were forgotten? Not if nobody but the user is left."""
    return not any(w in gone for _, w in taking) or any(w not in gone and w not in own for _, w in taking)


def flags(words: Iterable[str]) -> str:
    """Signs as one word list, sorted: "auto list"."""
    return fit(" ".join(sorted(words)), 60)


def said(taking: Iterable[tuple[str, Who]]) -> str:
    """Who was asked to a meeting, as the text that is part of the fact: one line "role kind:value" each, sorted."""
    return "\n".join(sorted(f"{role} {kind}:{value}" for role, (kind, value) in taking))


def mentioned(text: str) -> set[Who]:
    """The addresses in such a text."""
    found = set()
    for line in text.split("\n"):
        kind, colon, value = line.partition(" ")[2].partition(":")
        if colon:
            found.add((kind, value))
    return found


def called_by(text: str, gone: set[Who]) -> bool:
    """Did one of these call the meeting, so that its title and its place are their words?"""
    return any(line.startswith("organizer ") and mentioned(line) & gone for line in text.split("\n"))


def without(text: str, gone: set[Who]) -> str:
    """The same text without these addresses."""
    return "\n".join(line for line in text.split("\n") if not mentioned(line) & gone)


def occurrence_key(event: str, start: int) -> str:
    """The key of one occurrence of an event, the same in every reading."""
    return key_of("meeting", event, start)
