"""Text from outside, made safe to keep and to show; and days, as they are said."""

import re
import unicodedata
from datetime import UTC, date, datetime

# C0/C1 controls, line and paragraph separators, bidirectional marks, overrides and isolates, tag characters, and lone surrogates are never part of a name.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
_BREAK = re.compile("[\r\n\u2028\u2029]")
_SPACE = re.compile(r"\s+")


def clean(value: str, limit: int = 4000) -> str:
    """One line of text as it is kept: NFC, no controls, no bidi overrides, single spaces, at most `limit` characters."""
    if value.isascii() and value.isprintable() and "  " not in value:  # as most are
        return value[: limit * 2].strip()[:limit]
    one_line = _BREAK.sub(" ", unicodedata.normalize("NFC", value[: limit * 2]))
    return _SPACE.sub(" ", _UNSAFE.sub("", one_line)).strip()[:limit]


def visible(value: str) -> str:
    """The same text with what a terminal would obey made harmless; line breaks stay."""
    return _UNSAFE.sub("\ufffd", value)


def inner(said: str) -> str:
    """What is set between double quotes has single ones within."""
    return said.replace("“", "‘").replace("”", "’")


def fold(value: str) -> str:
    """Lower case without accents, for searching: "Jörg Müller" -> "jorg muller"."""
    if value.isascii():
        return value.lower()
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    return (
        "".join(ch for ch in decomposed if not unicodedata.combining(ch))
        .replace("ı", "i")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("ß", "ss")
    )


def moment(seconds: int) -> datetime:
    """Seconds since 1970 (UTC), as the log keeps them, as an aware datetime."""
    return datetime.fromtimestamp(seconds, UTC)


def here(seconds: int) -> datetime:
    """The same moment on her own clock: the day that is said of it is the one that she remembers."""
    return datetime.fromtimestamp(seconds).astimezone()


def day(value: datetime | date, today: date | None = None) -> str:
    """ "9 November", with the year when it is not this one: "9 November 2024"."""
    said = f"{value.day} {value.strftime('%B')}"
    return said if today is not None and value.year == today.year else f"{said} {value.year}"


def short_day(value: datetime | date, today: date | None = None) -> str:
    """ "9 Nov", or "9 Nov 2024"."""
    said = f"{value.day} {value.strftime('%b')}"
    return said if today is not None and value.year == today.year else f"{said} {value.year}"


def led(words: str, begin: str = "It led to") -> str:
    """ "It led to: a first order."; words that already begin with "It" stand by themselves: "It found the fault."."""
    return words if words.lower().startswith("it ") else f"{begin}: {words}"


def several(words: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(value: int) -> str:
    """A count in words up to twelve, else in figures with thin groups: "seven", "4 980"."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else figures(value)


def figures(value: int) -> str:
    """A count in figures with thin groups: "7", "4 980"."""
    return f"{value:,}".replace(",", " ")
