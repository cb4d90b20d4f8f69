"""A day, as she may write it: "15 February 2027", "Feb 15, 2027", "15 February" (the next one), "2027-02-15". Pure."""

from datetime import date, timedelta

from worthwhile.errors import NotUnderstood
from worthwhile.text import clean
from worthwhile.text import day as in_words
from worthwhile.value.days import day_of


class Passed(NotUnderstood):
    """A day for a goal that has passed: taken only when she says that she means it."""


def to_come(by: str, today: date) -> None:
    """Raises Passed for an ISO day before today; "" is none."""
    if by and days_left(by, today) < 0:
        said = in_words(date.fromisoformat(by), today)
        raise Passed(f"{said} has passed.", do="Write a day to come; or keep that day, if you mean it: --passed")


def understood(said: str, today: date) -> str:
    """The ISO day that was meant, "" for nothing. Raises NotUnderstood with both ways to write it.

    Days in figures alone ("2/3/2027") are refused: the two halves of the world read them differently."""
    words = clean(said, 60)
    if not words:
        return ""
    found = day_of(words, today) if any(c.isdigit() for c in words) else None  # a goal is further away than "Monday"
    if found is None:
        raise NotUnderstood(f"“{words}” is not a date.", do="Enter a day between 1970 and 2100, as 15 February 2027 or 2027-02-15.")
    return found.isoformat()


def deadline(by: str, today: date) -> str:
    """How the day of a goal is told: "by 19 February 2027"; a past one with its year, "Its day was 15 February 2026"."""
    day = date.fromisoformat(by)
    return f"Its day was {in_words(day)}" if day < today else f"by {in_words(day, today)}"


def days_left(by: str, today: date) -> int:
    """Days from today until an ISO day; negative when it is past."""
    return (date.fromisoformat(by) - today) // timedelta(days=1)
