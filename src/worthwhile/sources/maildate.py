"""Dates in mail: the Date header in all its spellings, the mbox "From " line, Received → seconds since 1970 (UTC), or None."""

import re
from calendar import timegm
from email.utils import parsedate_tz
from functools import lru_cache

_MONTHS = {m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
# "Mon, 02 Nov 2026 09:00:00 +0100", the one spelling of nearly all mail
_USUAL = re.compile(rb"\s*(?:[A-Za-z]{3}, ?)?(\d{1,2} [A-Za-z]{3} \d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})(?:\s|$)")
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?")
# "Mon Nov  2 09:00:00 2026", also with a zone before or after the year, as Gmail and others write it
_ASCTIME = re.compile(
    rb"[A-Z][a-z]{2},? +([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}):(\d\d)(?::(\d\d))?(?: +(?:[A-Z]{1,5}|([+-]\d{4})))?,? +(\d{4})(?: +([+-]\d{4}))?"
)
_EARLIEST = timegm((1971, 1, 1, 0, 0, 0))  # there was no such mail before; 1970 is what broken clocks and exporters write
_LATEST = timegm((2400, 1, 1, 0, 0, 0))
_FARTHEST_ZONE = 15 * 3600
_CERTAIN = range(_EARLIEST + 2 * 86400, _LATEST - 2 * 86400)  # midnights of which no clock and no zone leads out of what is sane

# the parts of a usual date with the marks between them, so that looking them up checks the spelling too
_MINUTES = {b"%02d:%02d" % (hour, minute): hour * 3600 + minute * 60 for hour in range(24) for minute in range(60)}
_SECONDS = {b":%02d" % n: n for n in range(61)}
_zones: dict[bytes, int] = {}  # " +0100"
_days: dict[bytes, int] = {}  # "Mon, 02 Nov 2026 "
_MOST_DAYS = 20_000


def when(raw: bytes) -> int | None:
    """The moment that a Date header names; None when it names none, or one before 1971 or after 2399.

    A date without a zone is taken as UTC (RFC 5322, 2008, 3.3: "-0000" says no more than that)."""
    try:
        # most days, clocks and zones have been here before; cut from the end, since a day has one digit or two
        return _days[raw[:-14]] + _MINUTES[raw[-14:-9]] + _SECONDS[raw[-9:-6]] - _zones[raw[-6:]]
    except KeyError:
        return _spelled(raw)


def _spelled(raw: bytes) -> int | None:
    """The moment of a date that has a day, a clock or a zone not seen so far, or another spelling."""
    usual = _USUAL.match(raw)
    if usual is None:
        return _seldom(raw)
    day, hour, minute, second, zone_text = usual.groups()
    midnight = _midnight(day)
    h, m, s = int(hour), int(minute), int(second)
    zone = _zone(zone_text.decode())
    if midnight is None or h > 23 or m > 59 or s > 60 or not -_FARTHEST_ZONE <= zone <= _FARTHEST_ZONE:
        return None
    if usual.end(5) == len(raw) and midnight in _CERTAIN:
        _keep(raw, midnight, zone)
    return _sane(midnight + h * 3600 + m * 60 + s - zone)


def _keep(raw: bytes, midnight: int, zone: int) -> None:
    """Keep the day and the zone of a date that was understood and ends with its zone, as they are written."""
    if len(_days) >= _MOST_DAYS:
        _days.clear()
    _days[raw[:-14]] = midnight
    if len(_zones) < 1000:
        _zones[raw[-6:]] = zone


@lru_cache(maxsize=_MOST_DAYS)
def _midnight(day: bytes) -> int | None:
    """Seconds of "2 Nov 2026"."""
    number, month, year = day.split(b" ")
    return _stamp(int(year), _MONTHS.get(month.decode().lower(), 0), int(number), 0, 0, 0, 0)


def _sane(seconds: int) -> int | None:
    return seconds if _EARLIEST <= seconds < _LATEST else None


def _stamp(year: int, month: int, day: int, hour: int, minute: int, second: int, zone: int) -> int | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 60):
        return None
    if abs(zone) > _FARTHEST_ZONE or not 1 <= year <= 9999 or day > _length(year, month):
        return None
    return timegm((year, month, day, hour, minute, second)) - zone


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _seldom(raw: bytes) -> int | None:
    """Other spellings: ISO 8601, two-digit years, zones by name, comments."""
    text = raw[:200].decode("latin-1").replace("\r", " ").replace("\n", " ")
    iso = _ISO.match(text)
    if iso:
        year, month, day, hour, minute, second, zone = iso.groups(default="0")
        stamp = _stamp(int(year), int(month), int(day), int(hour), int(minute), int(second), _zone(zone))
    else:
        try:
            parts = parsedate_tz(text)
        except (ValueError, IndexError, OverflowError, TypeError):
            return None
        if parts is None:
            return None
        stamp = _stamp(*parts[:6], parts[9] or 0)
    return None if stamp is None else _sane(stamp)


def _zone(text: str) -> int:
    digits = text.replace(":", "")
    if len(digits) != 5:
        return 0
    seconds = int(digits[1:3]) * 3600 + int(digits[3:]) * 60
    return -seconds if digits[0] == "-" else seconds


def separator_time(line: bytes) -> int | None:
    """The moment that an mbox "From " line names (asctime, UTC where it says no zone)."""
    found = _ASCTIME.search(line)
    if found is None:
        return None
    month, day, hour, minute, second, before, year, after = found.groups(default=b"0")
    zone = _zone((before if before != b"0" else after).decode())
    stamp = _stamp(int(year), _MONTHS.get(month.decode().lower(), 0), int(day), int(hour), int(minute), int(second), zone)
    return None if stamp is None else _sane(stamp)


def received_time(raw: bytes) -> int | None:
    """The moment at the end of a Received header."""
    return when(raw.rpartition(b";")[2].strip())
