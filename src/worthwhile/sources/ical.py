"""iCalendar (RFC 5545): meetings with who was asked to them. A recurring series is one event, its occurrences bounded in time.

Within five years before and one year after the moment of reading, at most 2,000 occurrences (`icalwhen`). A zone's name is looked up,
never opened as a path."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from worthwhile.sources import handles
from worthwhile.sources.cardlines import unescape
from worthwhile.sources.icalblocks import Block, Zones, blocks, split
from worthwhile.sources.icalwhen import AFTER, When, main_of, repeats, when
from worthwhile.sources.records import Event, Handle, Item, Mark, Passed, Refused, key_of
from worthwhile.text import clean

NAME = "ical"
NOUN = "meetings"
_RULE = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "STATUS")
_STARTS = (b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")
_NOT_PEOPLE = re.compile(r"CUTYPE=\"?(ROOM|RESOURCE)", re.IGNORECASE)
_DECLINED = re.compile(r"PARTSTAT=\"?DECLINED", re.IGNORECASE)
_CN = re.compile(r";CN=(\"[^\"]*\"|[^;:]*)", re.IGNORECASE)
_EMAIL = re.compile(r";EMAIL=(\"[^\"]*\"|[^;:]*)", re.IGNORECASE)


def recognise(path: Path, head: bytes) -> bool:
    """Text that begins with BEGIN:VCALENDAR, or with BEGIN:VEVENT where a calendar keeps each event in a file (in UTF-16 too)."""
    start = head[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    if start.startswith(b"BEGIN:VTIMEZONE"):
        return b"BEGIN:VEVENT" in head.replace(b"\x00", b"").upper()
    return start.startswith(_STARTS) or (b"\nBEGIN:VEVENT" in start and b"BEGIN:VCALENDAR" in start)


def read(path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
    """All events of a file that changed since `position`, or whose horizon has moved on by half a year."""
    size = path.stat().st_size
    digest = _digest(path)
    if position.get("sha") == digest and at < position.get("fresh_until", 0):
        yield Mark(dict(position), size, size)
        return
    zones = Zones()
    series: dict[str, list[Block]] = {}
    for block in blocks(path, zones):
        if isinstance(block, Refused):
            yield block
        else:
            # without a UID each stands alone; two that say the same have one key
            series.setdefault(clean(block.first("UID"), 1000) or f"\0{block.line}", []).append(block)
    seen = Seen()
    for number, (uid, parts) in enumerate(series.items(), 1):
        for item in _series(uid if uid[0] != "\0" else key_of(*parts[0].lines), parts, zones, at):
            seen.take(item, parts, at)
            yield item
        if number % 500 == 0:
            yield Mark({}, size * number // (len(series) + 1), size)
    yield Mark({"sha": digest, "fresh_until": at + AFTER // 2}, size, size, seen.until)


@dataclass(slots=True)
class Seen:
    """What a calendar tells of the day it was written out: the newest stamp in it, else the last single event that has passed."""

    stamp: int | None = None
    passed: int | None = None

    def take(self, item: Item, parts: list[Block], at: int) -> None:
        """One event and its lines. What lies after the moment of reading is a wrong clock, or still to come."""
        for part in parts:
            for line in part.of("DTSTAMP", "LAST-MODIFIED"):
                if (when := _stamp(split(line)[1])) is not None and when <= at:
                    self.stamp = max(self.stamp or 0, when)
        if isinstance(item, Event) and not item.recurring:
            self.passed = max([t for t, _ in item.occurrences if t <= at] + [self.passed or 0]) or None

    @property
    def until(self) -> int | None:
        """The moment until which the calendar is known; None when nothing in it says so."""
        return self.stamp if self.stamp is not None else self.passed


def _stamp(value: str) -> int | None:
    """A stamp of the form 20261124T090000Z, which the standard wants in UTC; None for any other."""
    try:
        found = datetime.strptime(value.strip().rstrip("Zz"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return int(found.timestamp()) if found.year >= 1970 else None
    except ValueError:
        return None


def _digest(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            whole.update(part)
    return whole.hexdigest()


def _series(uid: str, parts: list[Block], zones: Zones, at: int) -> Iterator[Item]:
    """One event with its moved and cancelled occurrences. Nothing a library raises costs more than this one event."""
    main = main_of(parts)
    begins = main.first("DTSTART")
    if not begins:
        yield Refused(main.line, "This event has no beginning (DTSTART).", "Without a day it says nothing; the others were read.")
        return
    if main.first("STATUS").upper() == "CANCELLED":
        yield Passed("a meeting that was called off", line=main.line)
        return
    found = when(parts, main, zones, at)
    if found is None:
        said = clean(begins, 60)
        yield Refused(
            main.line, f"Its beginning is no day or time: {said}.", "Mend it in the calendar and export it once more; the others were read."
        )
        return
    if found.left_out:
        yield Passed(found.left_out, 0, main.line)
    if found.occurrences:
        yield _event(uid, parts, main, found)
    else:
        yield Passed("a series of which every meeting was called off", line=main.line)


def _event(uid: str, parts: list[Block], main: Block, found: When) -> Event:
    organizer = next((h for line in main.of("ORGANIZER") if (h := _person(line))), None)
    asked: dict[str, Handle] = {}
    for line in main.of("ATTENDEE"):
        person = None if _NOT_PEOPLE.search(line) or _DECLINED.search(line) else _person(line)
        if person is not None:
            asked.setdefault(person.value, person)
    rule = "\n".join(line for part in parts for line in part.of(*_RULE))
    if found.floats:  # read in another zone it is at another moment: a changed meeting, and not a second one
        rule += f"\n{' '.join(time.tzname)}"
    summary, place = _words(main.first("SUMMARY")), _words(main.first("LOCATION"))
    return Event(
        key_of("ical", uid), summary, organizer, tuple(asked.values()), found.occurrences, repeats(parts), rule, found.all_day, place, main.line
    )  # fmt: skip


def _person(line: str) -> Handle | None:
    """The address of an ORGANIZER or ATTENDEE line, with its CN; None where there is no mail address.

    Servers that name people by paths of their own put the address into a parameter (RFC 7986, 6.2)."""
    head, value = split(line)
    scheme, colon, rest = value.strip().partition(":")
    address = handles.email(rest if colon and scheme.lower() == "mailto" else value)
    if not address and (beside := _EMAIL.search(head)):
        address = handles.email(beside[1].strip('"'))
    if not address:
        return None
    name = _CN.search(head)
    said = clean(_caret(unescape(name[1].strip('"'))), 300) if name else ""
    # many programs write the address in the place of the name
    return Handle("email", address, "" if handles.email(said) else said)


def _caret(text: str) -> str:
    """A parameter's value without the carets of RFC 6868."""
    return re.sub(r"\^([n'^])", lambda hit: {"n": " ", "'": '"', "^": "^"}[hit[1]], text)


def _words(value: str) -> str:
    return clean(unescape(value[:4000]), 1000)
