"""Congratulate on a birthday, today or tomorrow; one of 29 February is kept on the 28th in a short year."""

from datetime import date, timedelta

from worthwhile.planning import drafts
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given, local
from worthwhile.text import day
from worthwhile.why import Reason, Row


def falls_on(birthday: str, year: int) -> date | None:
    """The day of that year on which it is kept; None when no day and month are known. "1988-02-29" or "--02-29"."""
    parts = birthday.replace("--", "0-", 1).split("-") if birthday.startswith("--") else birthday.split("-")
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return None
    month, which = int(parts[1]), int(parts[2])
    try:
        return date(year, month, which)
    except ValueError:
        return date(year, 2, 28) if (month, which) == (2, 29) else None


def rule(s: Situation) -> Proposal | None:
    """Two lines to somebody she has been in touch with."""
    today = local(s.at).date()
    when = next((d for d in (today, today + timedelta(days=1)) if falls_on(s.person.birthday, d.year) == d), None)
    if when is None or s.tie is None:
        return None
    said = "today" if when == today else "tomorrow"
    why = Reason(f"{given(s.person)}’s birthday is {said}, {day(when, today)}.", (Row("person", s.person.id),), "your address book")
    near = min(1.0, s.tie.days / 20)
    return Proposal(
        "congratulate", s.person.id, s.person.anchor, f"birthday {when.year}", f"Wish {s.person.name} a happy birthday{'' if when == today else ' tomorrow'}",
        (why,), 1, (0.55 + 0.2 * near if when == today else 0.1 + 0.1 * near), ("them",), True, draft=drafts.congratulate(s), due=when == today,
    )  # fmt: skip
