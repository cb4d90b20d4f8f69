"""A day, as she may write it: "15 February 2027", "Feb 15, 2027", "15 February" (the next one), "2027-02-15". Pure."""

import re
from datetime import date, timedelta

from worthwhile.errors import NotUnderstood
from worthwhile.text import clean

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[^\W\d]{3,})|(?P<month2>[^\W\d]{3,})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)\.?,?(?:\s+(?P<year>\d{4}))?")  # fmt: skip
_FROM, _TO = 1970, 2100


def understood(said: str, today: date) -> str:
    """The ISO day that was meant, "" for nothing. Raises NotUnderstood with both ways to write it.

    Days in figures alone ("2/3/2027") are refused: the two halves of the world read them differently."""
    words = clean(said, 60)
    if not words:
        return ""
    found = _day(words, today)
    if found is None:
        raise NotUnderstood(f"“{words}” is not a date.", do="Enter it as 15 February 2027 or 2027-02-15.")
    if not _FROM <= found.year <= _TO:
        raise NotUnderstood(f"“{words}” is too far away.", do="Enter a day between 1970 and 2100, as 15 February 2027 or 2027-02-15.")
    return found.isoformat()


def _day(words: str, today: date) -> date | None:
    if _ISO.fullmatch(words):
        return _parsed(words)
    named = _WORDS.fullmatch(words)
    if named is None:
        return None
    day, month, year = named["day"] or named["day2"], named["month"] or named["month2"], named["year"]
    if year:
        return _parsed(f"{day} {month} {year}")
    coming = (_parsed(f"{day} {month} {y}") for y in range(today.year, today.year + 9))  # 29 February may be years away
    return next((d for d in coming if d is not None and d >= today), None)


def _parsed(words: str) -> date | None:
    from dateutil import parser

    try:
        return date.fromisoformat(words) if _ISO.fullmatch(words) else parser.parse(words, dayfirst=True).date()
    except (ValueError, OverflowError):
        return None


def days_left(by: str, today: date) -> int:
    """Days from today until an ISO day; negative when it is past."""
    return (date.fromisoformat(by) - today) // timedelta(days=1)
