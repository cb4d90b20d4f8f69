"""Situations made by hand, for rules."""

from dataclasses import replace
from typing import Any

from worthwhile.people.values import PersonView
from worthwhile.planning.values import Meeting, Situation
from worthwhile.ties.values import Contact, TieView

DAY = 86_400
NOW = 1_795_510_800  # 24 November 2026, 09:00 UTC


def person(**more: Any) -> PersonView:
    return replace(PersonView(7, "email:mei@tan.example", "Mei-Ling Tan", "Mei-Ling", "Tan", email="mei@tan.example"), **more)


def contact(days: float, direction: str = "from", **more: Any) -> Contact:
    at = NOW - int(days * DAY)
    return replace(
        Contact(
            at, "meeting" if direction == "both" else "mail", direction, row=int(days * 10), subject="4 March: a speaker?", key=f"k{days}"
        ),
        **more,
    )


def tie(**more: Any) -> TieView:
    return replace(
        TieView(
            7,
            5.0,
            NOW - 900 * DAY,
            NOW - 4 * DAY,
            last_from=NOW - 4 * DAY,
            last_to=NOW - 9 * DAY,
            received=20,
            sent=20,
            days=30,
            gap_high=20.0,
        ),
        **more,
    )


def situation(**more: Any) -> Situation:
    s = Situation(NOW, person(), tie(), "Noor", NOW - DAY, NOW - DAY, linkedin_until=NOW - 2 * DAY)
    return replace(s, **more)


def meeting(hours: float, **more: Any) -> Meeting:
    return replace(Meeting(5, NOW + int(hours * 3600), 45, "Field report", 2), **more)
