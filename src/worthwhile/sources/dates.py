"""Days and times as exports write them → seconds since 1970 (UTC). A time without a zone is taken as UTC."""

import re
from datetime import UTC, datetime, time, timedelta

from worthwhile.text import fold

_MONTHS = {
    "jan": 1,
    "ene": 1,
    "gen": 1,
    "feb": 2,
    "fev": 2,
    "fevr": 2,
    "mar": 3,
    "marz": 3,
    "mrz": 3,
    "mars": 3,
    "maa": 3,
    "mrt": 3,
    "apr": 4,
    "abr": 4,
    "avr": 4,
    "may": 5,
    "mai": 5,
    "mag": 5,
    "mei": 5,
    "maj": 5,
    "jun": 6,
    "juin": 6,
    "giu": 6,
    "jul": 7,
    "juil": 7,
    "lug": 7,
    "aug": 8,
    "ago": 8,
    "aou": 8,
    "aout": 8,
    "sep": 9,
    "set": 9,
    "oct": 10,
    "okt": 10,
    "ott": 10,
    "out": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
    "dic": 12,
}  # fmt: skip  (English, German, French, Spanish, Italian, Portuguese, Dutch, without accents)
_TIME = r"(?:[ ,t]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.? ?m\.?)?)?\s*(utc|gmt|z|[+-]\d{2}:?\d{2})?"
_NAMED = re.compile(r"(\d{1,2})[. \-/]+(?:de )?([a-z]{3,12})[., \-/]+(?:de )?(\d{4}|\d{2})" + _TIME)
_NAMED_FIRST = re.compile(r"([a-z]{3,12})\.? (\d{1,2}),? (\d{4})" + _TIME)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})" + _TIME)
EARLIEST, LATEST = 1970, 2200


def noon(day: int) -> int:
    """The user's own noon of a day that is kept as its midnight (UTC): told on her clock it is that day, wherever she is."""
    return int(datetime.combine(datetime.fromtimestamp(day, UTC).date(), time(12)).astimezone().timestamp())


def told(at: int, text: str) -> int:
    """The moment `at` that `seconds` read in a text; where that says a day and no time, the day's noon on the user's own clock, as in a calendar."""
    return at if at % 86_400 or ":" in text else noon(at)


def seconds(text: str) -> int | None:
    """ "08 Feb 2026", "2. Okt. 2025", "7-Feb-22", "2026-08-01 10:00:00 UTC", "1/29/26, 2:37 PM" as seconds; None when it is no date.

    Of "3/4/26" the month comes first, as LinkedIn writes it; of "31/12/26" it cannot."""
    said = fold(text[:80].replace("\u202f", " ").replace("\xa0", " ")).strip().replace(" a las", "")
    for pattern, order in ((_ISO, "ymd"), (_NAMED, "dmy"), (_NAMED_FIRST, "mdy"), (_SLASHED, "mdy")):
        found = pattern.fullmatch(said)
        if found:
            return _moment(dict(zip(order, found.groups()[:3], strict=True)), found.groups()[3:])
    return None


def _moment(day: dict[str, str], rest: tuple[str | None, ...]) -> int | None:
    month = _MONTHS.get(day["m"][:4]) or _MONTHS.get(day["m"][:3]) or (int(day["m"]) if day["m"].isdigit() else 0)
    number, year = int(day["d"]), int(day["y"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if month > 12 >= number and day["m"].isdigit():
        month, number = number, month
    hour, minute, second, half, zone = (rest[0], rest[1], rest[2], rest[3], rest[4])
    hours = int(hour or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        when = datetime(year, month, number, hours, int(minute or 0), min(int(second or 0), 59), tzinfo=UTC)
    except ValueError:
        return None
    if zone and zone[0] in "+-":
        away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        when -= away if zone[0] == "+" else -away
    return int(when.timestamp())
