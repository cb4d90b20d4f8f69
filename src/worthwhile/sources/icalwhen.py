"""When a calendar's event takes place: its lines about time → (start, minutes) of each occurrence, bounded in time and in number.

Rules are looked at before they are expanded, and what the calendar library cannot take is left out step by step: first lengths and
extra days, then the rule. So a broken line costs what it says, and an event is lost only when its beginning is."""

import re
import warnings
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from worthwhile.sources.icalblocks import Block, Zones, split

DAY = 86_400
BEFORE, AFTER = 5 * 365 * DAY, 365 * DAY
MOST = 2000
MOST_STEPS = 300_000  # of a rule between its beginning and the horizon, lest it be walked for hours
_STEP = {"HOURLY": 3600, "DAILY": DAY, "WEEKLY": 7 * DAY, "MONTHLY": 28 * DAY, "YEARLY": 365 * DAY}
_FRAME = ("BEGIN", "END", "UID", "SEQUENCE")
_WHOLE = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")
_NO_LENGTHS = ("DTSTART", "RRULE", "EXDATE", "RECURRENCE-ID", "STATUS")
_FIRST_DAY = ("DTSTART", "DTEND", "DURATION")
_ONCE = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID", "SEQUENCE", "STATUS"})
# Outlook's `DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260105T100000`, which ought to stand in quotation marks
_BARE_ZONE = re.compile(r"([A-Za-z-]+(?:;[^\":]*)?;TZID=)([^\";:]*:[^\"]*)(:[\dTZ,]{8,})", re.IGNORECASE)
_ZONE = re.compile(r";TZID=(\"[^\"]*\"|[^;:]*)", re.IGNORECASE)

_SEMICOLONS = re.compile(r";{2,}")


@dataclass(frozen=True, slots=True)
class When:
    """(start seconds, minutes) of each occurrence, oldest first; whether they are whole days; what had to be left out, as a phrase; whether they
    are told without a zone."""

    occurrences: tuple[tuple[int, int], ...]
    all_day: bool
    left_out: str = ""
    floats: bool = False


def main_of(parts: list[Block]) -> Block:
    """The event itself among its parts: the one that moves no other; of several versions the latest."""
    own = [p for p in parts if not p.first("RECURRENCE-ID")] or parts[:1]
    return max(own, key=_version)


def _version(part: Block) -> int:
    said = part.first("SEQUENCE")[:9]
    return int(said) if said.isdecimal() else 0


def repeats(parts: list[Block]) -> bool:
    """Is it a series?"""
    if len(parts) > 1 and any(p.first("RECURRENCE-ID") for p in parts):
        return True
    return any(split(line)[1].strip() for line in main_of(parts).of("RRULE", "RDATE"))


def when(parts: list[Block], main: Block, zones: Zones, at: int) -> When | None:
    """When an event takes place, as seen at `at` (seconds); None when its beginning cannot be read."""
    parts = [main, *(p for p in parts if p.first("RECURRENCE-ID") and p is not main)]
    series = repeats(parts)
    why = unfollowed(main)
    only_first = f"the rule of a meeting that {why or 'cannot be followed'}: only its first day was kept"
    a_part = "a length or an extra day of a meeting that cannot be read"
    tries: list[tuple[tuple[str, ...], str]] = []
    if not why:
        tries += [(_WHOLE, ""), (_NO_LENGTHS, a_part)]
    tries += [(_FIRST_DAY, only_first if series else a_part), (("DTSTART",), only_first if series else a_part)]
    for names, left_out in tries:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found, all_day, floats = _found(parts if "RRULE" in names else [main], names, zones, at, series=series)
        except Exception:  # noqa: S112 - the library raises what it likes on bad input (ValueError, OverflowError, KeyError, …)
            continue
        return When(found, all_day, left_out, floats)
    return None


def unfollowed(main: Block) -> str:
    """Why a rule is not expanded, or "": it repeats by the second or the minute, by nothing, or cannot be understood."""
    for line in main.of("RRULE"):
        value = split(line)[1].upper().replace(" ", "")
        told = dict(pair.split("=", 1) for pair in value.split(";") if "=" in pair)
        if not value:
            continue
        if told.get("FREQ") in ("SECONDLY", "MINUTELY"):
            return "repeats every second or minute"
        if told.get("RSCALE", "GREGORIAN") != "GREGORIAN":
            return "repeats by another calendar"
        step = told.get("INTERVAL", "1")
        if told.get("FREQ") not in _STEP or not (step.isascii() and step.isdecimal()) or int(step[:9]) == 0:
            return "repeats by a rule that means nothing"
    return "has too many exceptions" if main.of("EXRULE") else ""


def _found(
    parts: list[Block], names: tuple[str, ...], zones: Zones, at: int, *, series: bool
) -> tuple[tuple[tuple[int, int], ...], bool, bool]:
    import icalendar

    calendar = icalendar.Calendar.from_ical(_small(parts, names, zones).encode())
    events = calendar.walk("VEVENT")
    first = next((e for e in events if "RECURRENCE-ID" not in e), events[0])
    start = first.decoded("DTSTART")
    begin, all_day = _seconds(start), not isinstance(start, datetime)
    floats = all_day or start.tzinfo is None
    if not series or "RRULE" not in names:
        return ((begin, _minutes(first, start)),), all_day, floats
    return _expanded(calendar, first, begin, at), all_day, floats


def _expanded(calendar: Any, first: Any, begin: int, at: int) -> tuple[tuple[int, int], ...]:
    import recurring_ical_events

    low, high = at - BEFORE, at + AFTER
    start = first.decoded("DTSTART")
    for rule in first.get("RRULE", []) if isinstance(first.get("RRULE"), list) else [first["RRULE"]] if "RRULE" in first else []:
        if not _ever(rule.to_ical().decode(), start):
            raise ValueError("its rule never comes about")
        low, high = _bounds(rule, begin, low, high)
    earliest, latest = datetime.fromtimestamp(max(low, -62e9), UTC), datetime.fromtimestamp(min(high, 250e9), UTC)
    found = set()
    off = False  # does the rule give days, all of them called off?
    for event in _some(recurring_ical_events, calendar, earliest, latest):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            off = True
            continue
        here = event.decoded("DTSTART")
        found.add((_seconds(here), _minutes(event, here)))
    if not found and not off:
        return ((begin, _minutes(first, start)),)
    return tuple(sorted(found)[-MOST:])


def _ever(rule: str, start: date) -> bool:
    """Does the rule ever give a day (the 30th of February is none)? It would be sought until the year 9999; so it is asked from a
    year near that end which has the same days of the week: 28 years hold all that a calendar can do, for hours two must do."""
    from dateutil.rrule import rrulestr

    kept = [p for p in rule.split(";") if p.partition("=")[0].strip().upper() not in ("UNTIL", "COUNT")]
    hourly = "HOURLY" in rule.upper()
    if hourly and "BYSETPOS" in rule.upper():
        return False
    days = [date(start.year, month, 1).weekday() for month in (1, 12)]
    year = next(y for y in range(9997 if hourly else 9970, 9900, -1) if [date(y, month, 1).weekday() for month in (1, 12)] == days)
    clock = start.time() if isinstance(start, datetime) else time()
    begin = datetime.combine(start.replace(year=year), clock.replace(tzinfo=None))
    return next(iter(rrulestr(";".join(kept), dtstart=begin)), None) is not None


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


def _small(parts: list[Block], names: tuple[str, ...], zones: Zones) -> str:
    """The series as a calendar of its own: the lines that say when, and the zones they name."""
    lines = [line for part in parts for line in _tidy(part, names, zones)]
    used = dict.fromkeys(name for line in lines if (name := _zone_in(split(line)[0])))
    own = [line for name in used if name not in _known_zones() for line in zones.texts.get(name, [])]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//worthwhile//", *own, *lines, "END:VCALENDAR", ""])


def _tidy(part: Block, names: tuple[str, ...], zones: Zones) -> Iterator[str]:
    """The lines of these names as the library takes them: none empty, none twice that may stand but once, no stray signs."""
    seen: set[str] = set()
    for line in part.of(*_FRAME, *names):
        head, value = (said.strip() for said in split(line))
        head = head if '"' in head else _SEMICOLONS.sub(";", head)
        bare = _BARE_ZONE.fullmatch(line.strip()) if len(line) < 2000 else None
        if bare:
            head, value = f'{bare[1]}"{bare[2]}"', bare[3][1:]
        name = head.partition(";")[0].upper()
        if not value or name in seen:
            continue
        if name in _ONCE:
            seen.add(name)
        if name == "RRULE":
            value = ";".join(p for p in value.split(";") if p and p.partition("=")[0].strip().upper() not in ("RSCALE", "SKIP"))
        yield f"{_ZONE.sub(_zone(_zone_in(head), zones), head) if ';' in head else head}:{value}"


def _zone_in(head: str) -> str:
    """The zone that a line names."""
    found = _ZONE.search(head)
    return found[1].strip('"').strip() if found else ""


def _zone(name: str, zones: Zones) -> str:
    """The parameter for a zone, or "" where nobody knows it: then the time is taken as the user's own."""
    if name and name not in zones.texts and name not in _known_zones() and not _windows(name):
        # a program's own path to a zone ("/citadel.org/…/Europe/Berlin") names it at its end
        name = next((tail for n in (3, 2) if (tail := "/".join(name.split("/")[-n:])) in _known_zones()), "")
    return f';TZID="{name}"' if name else ""


@cache
def _known_zones() -> set[str]:
    return zoneinfo.available_timezones()


@cache
def _windows(name: str) -> bool:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return name in WINDOWS_TO_OLSON


def _seconds(moment: date) -> int:
    """Seconds of a moment; a whole day stands at its noon, and it and a time without zone are the user's own."""
    if not isinstance(moment, datetime):
        return int(datetime.combine(moment, time(12)).astimezone().timestamp())
    return int((moment if moment.tzinfo else moment.astimezone()).timestamp())


def _minutes(event: Any, start: date) -> int:
    """How long; 0 for whole days and where nothing is said, at most a day."""
    if not isinstance(start, datetime):
        return 0
    try:
        length = event.decoded("DTEND") - start if "DTEND" in event else event.decoded("DURATION") if "DURATION" in event else timedelta(0)
        return max(0, min(1440, int(length.total_seconds() // 60)))
    except (TypeError, ValueError, AttributeError, OverflowError):
        return 0
