"""What a source gives: plain records. A bad record is a value (`Refused`) beside its neighbours, never a stop."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

ROLES = ("from", "to", "cc", "bcc", "organizer", "attendee")


@dataclass(frozen=True, slots=True)
class Handle:
    """A way to name somebody in a source: kind "email" (lower case), "tel" (E.164 or digits), "linkedin" (the slug of
    /in/…) or "name" (a folded full name, where a source gives nothing else); with the name it stood beside, if any."""

    kind: str
    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A contact as an address book or a list of connections has it. `birthday` is "1988-02-29" or "--02-29" or ""."""

    key: str
    kind: str  # "vcard", "linkedin"
    name: str
    handles: tuple[Handle, ...] = ()
    given: str = ""
    family: str = ""
    nickname: str = ""
    organisation: str = ""
    title: str = ""
    birthday: str = ""
    note: str = ""
    uid: str = ""
    since: int | None = None  # seconds: when you connected
    related: tuple[tuple[str, str], ...] = ()  # (label, name): "spouse", "assistant", …
    own: bool = False  # the card of the user herself
    line: int = 0


class Message(NamedTuple):
    """A dated exchange with a sender: kind "mail", "message", "invitation", "endorsement" or "recommendation".

    `key` is stable (Message-ID, or a hash of the row); `references` are the keys of earlier messages, the parent last.
    `flags` may hold "list", "auto", "bulk". No body is here, ever. `detail` is the skill of an endorsement.
    A tuple, since a mailbox holds a million of them: one is made in a fifth of the time that a frozen dataclass of eleven fields takes.
    """

    key: str
    kind: str
    at: int  # seconds since 1970, UTC
    sender: Handle | None
    recipients: tuple[tuple[str, Handle], ...] = ()
    subject: str = ""
    references: tuple[str, ...] = ()
    thread: str = ""
    flags: frozenset[str] = frozenset()
    detail: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A calendar event or a whole recurring series (one). `occurrences` are (start seconds, minutes), bounded in time."""

    key: str
    summary: str
    organizer: Handle | None
    attendees: tuple[Handle, ...]
    occurrences: tuple[tuple[int, int], ...]
    recurring: bool = False
    rule: str = ""  # what makes up the series (start, rule, exceptions), as text: part of the fact
    all_day: bool = False
    place: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """A source says that this handle is the user's own ("Email Addresses.csv", "Profile.csv", a Delivered-To header)."""

    handle: Handle
    how: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """One record that was not taken: the line in the file (0 if it has none), why, and what to do."""

    line: int
    reason: str
    cure: str = "The others were read; nothing is lost."


@dataclass(frozen=True, slots=True)
class Passed:
    """Records left out on purpose and without fault (hidden connections, drafts, advertising): counted, so the sums add up."""

    reason: str
    count: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A point at which the position may be kept: everything yielded before it is whole.

    `position` is the source's own (JSON) and comes back in the next `read`; `done` of `total` are bytes, for progress.
    `until` is how far the source reaches, in seconds, when it knows better than its newest record.
    """

    position: dict[str, Any] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    until: int | None = None


Record = Card | Message | Event | Own
Item = Record | Refused | Passed | Mark


class Source(Protocol):
    """One file in `sources/`: a format or a server. `NOUN` is what it brings ("cards", "messages", "meetings", "records")."""

    NAME: str
    NOUN: str

    def recognise(self, path: Path, head: bytes) -> bool:
        """Is this file of my kind? By its content (`head`: its first 64 KiB, unzipped), never by its name alone. `path` may be a folder."""

    def read(self, path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
        """Yield what is new since `position` ({} at first), bad records as `Refused`; a `Mark` now and then and at the end."""


def key_of(*parts: object) -> str:
    """A stable key of 32 hexadecimal digits for a record without an identity of its own."""
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=16).hexdigest()
