"""iCalendar (RFC 5545): meetings with who was asked to them. A recurring series is one event, its occurrences bounded in time.

Rules are looked at before they are expanded: what repeats by the second, or by nothing, keeps only its first day. Within five years
before and one year after the moment of reading, at most 2,000 occurrences. A zone's name is looked up, never opened as a path."""

import re
import warnings
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from worthwhile.sources import handles
from worthwhile.sources.icalblocks import Block, Zones, blocks
from worthwhile.sources.records import Event, Handle, Item, Mark, Passed, Refused, key_of
from worthwhile.text import clean

NAME = "ical"
NOUN = "meetings"
DAY = 86_400
BEFORE, AFTER = 5 * 365 * DAY, 365 * DAY
MOST = 2000
MOST_STEPS = 300_000  # of a rule between its beginning and the horizon, lest it be walked for hours
_STEP = {"HOURLY": 3600, "DAILY": DAY, "WEEKLY": 7 * DAY, "MONTHLY": 28 * DAY, "YEARLY": 365 * DAY}
_RULE = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "STATUS")
_TAKEN = ("BEGIN", "END", "UID", *_RULE)
_NOT_PEOPLE = re.compile(r"CUTYPE=\"?(ROOM|RESOURCE)", re.IGNORECASE)
_DECLINED = re.compile(r"PARTSTAT=\"?DECLINED", re.IGNORECASE)
_CN = re.compile(r";CN=(\"[^\"]*\"|[^;:]*)", re.IGNORECASE)


def recognise(path: Path, head: bytes) -> bool:
    """Text that begins with BEGIN:VCALENDAR (in UTF-16 too)."""
    start = head[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    return start.startswith(b"BEGIN:VCALENDAR") or (b"\nBEGIN:VEVENT" in start and b"BEGIN:VCALENDAR" in start)


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
            series.setdefault(clean(block.first("UID"), 1000) or key_of(*block.lines), []).append(block)
    for number, (uid, parts) in enumerate(series.items(), 1):
        yield from _series(uid, parts, zones, at)
        if number % 500 == 0:
            yield Mark({}, size * number // (len(series) + 1), size)
    yield Mark({"sha": digest, "fresh_until": at + AFTER // 2}, size, size)


def _digest(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            whole.update(part)
    return whole.hexdigest()


def _series(uid: str, parts: list[Block], zones: Zones, at: int) -> Iterator[Item]:
    """One event with its moved and cancelled occurrences. Nothing a library raises costs more than this one event."""
    main = next((p for p in parts if not p.first("RECURRENCE-ID")), parts[0])
    if not main.first("DTSTART"):
        yield Refused(main.line, "This event has no beginning (DTSTART).", "Without a day it says nothing; the others were read.")
        return
    if main.first("STATUS").upper() == "CANCELLED":
        yield Passed("a meeting that was called off", line=main.line)
        return
    too_often = _unbounded(main)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            occurrences, all_day = _occurrences(parts, main, zones, at, alone=bool(too_often))
    except Exception as error:  # the library raises what it likes on bad input (ValueError, OverflowError, KeyError, …)
        yield Refused(main.line, f"This event's dates cannot be read: {clean(str(error), 200) or type(error).__name__}.")
        return
    if too_often:
        yield Passed(f"the rule of a meeting that {too_often}: only its first day was kept", 0, main.line)
    yield _event(uid, parts, main, occurrences, all_day)


def _event(uid: str, parts: list[Block], main: Block, occurrences: tuple[tuple[int, int], ...], all_day: bool) -> Event:
    organizer = next((h for line in main.of("ORGANIZER") if (h := _person(line))), None)
    found: dict[str, Handle] = {}
    for line in main.of("ATTENDEE"):
        person = None if _NOT_PEOPLE.search(line) or _DECLINED.search(line) else _person(line)
        if person is not None:
            found.setdefault(person.value, person)
    rule = "\n".join(line for part in parts for line in part.of(*_RULE))
    recurring = bool(main.of("RRULE", "RDATE")) or len(parts) > 1
    summary, place = _words(main.first("SUMMARY")), _words(main.first("LOCATION"))
    return Event(key_of("ical", uid), summary, organizer, tuple(found.values()), occurrences, recurring, rule, all_day, place, main.line)


def _person(line: str) -> Handle | None:
    """The address of an ORGANIZER or ATTENDEE line, with its CN; None where it is no mail address."""
    head, value = _split(line)
    scheme, colon, rest = value.strip().partition(":")
    address = handles.email(rest if colon and scheme.lower() == "mailto" else value)
    if not address:
        return None
    name = _CN.search(head)
    return Handle("email", address, clean(name[1].strip('"').replace("\\,", ","), 300) if name else "")


def _split(line: str) -> tuple[str, str]:
    """Name with parameters, and value: the first colon outside quotes."""
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], line[place + 1 :]
    return line, ""


def _words(value: str) -> str:
    return clean(value.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\"), 1000)


def _unbounded(main: Block) -> str:
    """Why a rule is not expanded, or "": it repeats by the second or the minute, by nothing, or cannot be understood."""
    for line in main.of("RRULE"):
        told = dict(pair.split("=", 1) for pair in _split(line)[1].upper().replace(" ", "").split(";") if "=" in pair)
        if told.get("FREQ") in ("SECONDLY", "MINUTELY"):
            return "repeats every second or minute"
        if told.get("FREQ") not in _STEP or not told.get("INTERVAL", "1").isdecimal() or int(told.get("INTERVAL", "1")[:9]) == 0:
            return "repeats by a rule that means nothing"
    return "has too many exceptions" if len(main.of("EXRULE")) > 0 else ""


def _occurrences(parts: list[Block], main: Block, zones: Zones, at: int, *, alone: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """(start, minutes) of each occurrence, oldest first, and whether they are whole days."""
    import icalendar

    calendar = icalendar.Calendar.from_ical(_small(parts, zones, alone=alone).encode())
    events = calendar.walk("VEVENT")
    first = next((e for e in events if "RECURRENCE-ID" not in e), events[0])
    start = first.decoded("DTSTART")
    all_day = not isinstance(start, datetime)
    begin = _seconds(start)
    if alone or not (main.of("RRULE", "RDATE") or len(parts) > 1):
        return ((begin, _minutes(first, start)),), all_day
    return _expanded(calendar, first, begin, at), all_day


def _expanded(calendar: Any, first: Any, begin: int, at: int) -> tuple[tuple[int, int], ...]:
    import recurring_ical_events

    low, high = at - BEFORE, at + AFTER
    for rule in first.get("RRULE", []) if isinstance(first.get("RRULE"), list) else [first["RRULE"]] if "RRULE" in first else []:
        low, high = _bounds(rule, begin, low, high)
    earliest, latest = datetime.fromtimestamp(max(low, -62e9), UTC), datetime.fromtimestamp(min(high, 250e9), UTC)
    found = sorted(
        {
            (_seconds(e.decoded("DTSTART")), _minutes(e, e.decoded("DTSTART")))
            for e in _some(recurring_ical_events, calendar, earliest, latest)
        }
    )
    return tuple(found[-MOST:]) or ((begin, _minutes(first, first.decoded("DTSTART"))),)


def _bounds(rule: Any, begin: int, low: int, high: int) -> tuple[int, int]:
    """The window to look into: a series that ended long ago is seen in its own first years. The rule is told to end where we stop."""
    step = _STEP[str(rule["FREQ"][0]).upper()] * int((rule.get("INTERVAL") or [1])[0])
    until = (rule.get("UNTIL") or [None])[0]
    end = _seconds(until) if until is not None else high
    if rule.get("COUNT"):
        end = min(end, begin + step * int(rule["COUNT"][0]) * 2)
    if end < low:
        low, high = begin - DAY, min(end, begin + BEFORE) + DAY
    if (high - begin) / step > MOST_STEPS:
        raise ValueError("its rule would repeat more often than can be followed")
    stop = datetime.fromtimestamp(max(high, begin) + DAY, UTC)
    if until is None or _seconds(until) > high:
        rule["UNTIL"] = [stop.date() if isinstance(until, date) and not isinstance(until, datetime) else stop]
    if rule.get("COUNT") and int(rule["COUNT"][0]) > MOST_STEPS:
        del rule["COUNT"]
    return low, high


def _some(library: Any, calendar: Any, earliest: datetime, latest: datetime) -> Iterator[Any]:
    """Occurrences within the window, at most a few times MOST, so that a rule cannot fill the memory."""
    for count, event in enumerate(library.of(calendar).between(earliest, latest)):
        if count > 5 * MOST:
            return
        yield event


def _small(parts: list[Block], zones: Zones, *, alone: bool) -> str:
    """The series as a calendar of its own: the lines that say when, and the zones they name."""
    lines = [
        line
        for part in (parts[:1] if alone else parts)
        for line in part.of(*(t for t in _TAKEN if not alone or t not in ("RRULE", "RDATE", "EXDATE")))
    ]
    used = {m.strip('"') for line in lines for m in re.findall(r"TZID=(\"[^\"]*\"|[^;:]*)", line)}
    text = "\r\n".join(lines)
    for name in used:
        if not name.strip() or (name not in zones.texts and name not in _known_zones() and not _windows(name)):
            text = text.replace(f';TZID="{name}"', "").replace(f";TZID={name}", "")  # unknown: taken as the user's own time
    own = [line for name in used if name.strip() for line in zones.texts.get(name, []) if name not in _known_zones()]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//worthwhile//", *own, text, "END:VCALENDAR", ""])


@cache
def _known_zones() -> set[str]:
    return zoneinfo.available_timezones()


@cache
def _windows(name: str) -> bool:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return name in WINDOWS_TO_OLSON


def _seconds(moment: date) -> int:
    """Seconds of a moment; a whole day stands at its noon (UTC), a time without zone is the user's own."""
    if not isinstance(moment, datetime):
        return int(datetime.combine(moment, time(12), UTC).timestamp())
    return int((moment if moment.tzinfo else moment.astimezone()).timestamp())


def _minutes(event: Any, start: date) -> int:
    """How long; 0 for whole days and where nothing is said, at most a day."""
    if not isinstance(start, datetime):
        return 0
    try:
        length = event.decoded("DTEND") - start if "DTEND" in event else event.decoded("DURATION") if "DURATION" in event else timedelta(0)
    except (TypeError, ValueError, AttributeError):
        return 0
    return max(0, min(1440, int(length.total_seconds() // 60)))
