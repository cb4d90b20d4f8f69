"""A day said in plain words: "3 December", "December 3, 2026", "2026-12-03", "Friday", "tomorrow". English. Pure."""

import difflib
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?(?: of)? ([^\W\d_]{3,10})\.?,?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_BY = re.compile(r"\b(?:by|until|before|on) ([^:;()]{3,30}?)[.,;]?\s*$", re.IGNORECASE)
_LOOSE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [^\W\d_]{3,10}|[^\W\d_]{3,10} \d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """What the end of a line says of a day. `said` are its words, `at` where they begin; `day` is None when they look like a date and are none."""

    said: str
    at: int
    day: date | None


def month(word: str) -> int:
    """The number of a month by its name or its first three letters or more, 0 for none."""
    low = word.lower().rstrip(".")
    return next((n for n, name in enumerate(_MONTHS, 1) if len(low) >= 3 and (name.startswith(low) or low == "sept" == name[:4])), 0)


def day_of(said: str, today: date) -> date | None:
    """The day that these words name, as one says it on `today`; None when they name none.

    A day without a year is the one to come; a weekday is the next of that name. "31 November" is no day."""
    words = " ".join(said.split()).strip(" .,").lower()
    if words in ("today", "tonight"):
        return today
    if words == "tomorrow":
        return today + timedelta(days=1)
    weekday = words.removeprefix("next ")
    if weekday in _DAYS:
        return today + timedelta(days=(_DAYS.index(weekday) - today.weekday() - 1) % 7 + 1)
    if iso := _ISO.fullmatch(words):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if found := _DAY_MONTH.fullmatch(words):
        return _dated(found[1], found[2], found[3], today)
    if found := _MONTH_DAY.fullmatch(words):
        return _dated(found[2], found[1], found[3], today)
    return None


def _dated(day: str, named: str, year: str | None, today: date) -> date | None:
    number = month(named)
    if not number:
        return None
    if year:
        return _made(int(year), number, int(day))
    coming = (_made(y, number, int(day)) for y in range(today.year, today.year + 9))  # 29 February may be years away
    return next((d for d in coming if d is not None and d >= today), None)


def _made(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day) if 1970 <= year <= 2100 else None
    except ValueError:
        return None


def ending(words: str, today: date) -> Meant | None:
    """The day with which a line ends ("the plan by 3 December"); None when it speaks of none. "by bike" speaks of none, "by 31 November"
    and "by Febuary 15" look like a day and are none."""
    found = _BY.search(words)
    if found is None:
        return None
    said = found[1].strip()
    day = day_of(said, today)
    if day is None and not _looks_like_one(said):
        return None
    return Meant(said, found.start(1), day)


def _looks_like_one(said: str) -> bool:
    if _ISO.fullmatch(said):
        return True
    if not _LOOSE.match(said):
        return False
    word = next((w for w in re.findall(r"[^\W\d_]{3,}", said.lower()) if w not in ("the", "next")), "")
    return bool(month(word) or difflib.get_close_matches(word, _MONTHS, 1, 0.75))


def in_past(said: str, today: date) -> date | None:
    """The first day that a longer text names with its year ("Thu, 12 Nov 2026 at 09:14"), if it lies not after `today`; else None."""
    for pattern, order in ((_ISO, (1, 2, 3)), (re.compile(_DAY_MONTH.pattern), (3, 2, 1)), (re.compile(_MONTH_DAY.pattern), (3, 1, 2))):
        for found in pattern.finditer(said):
            year, named, day = (found[g] for g in order)
            if not year:
                continue
            number = int(named) if named.isdecimal() else month(named)
            made = _made(int(year), number, int(day)) if number else None
            if made is not None and made <= today + timedelta(days=1):
                return made
    return None
