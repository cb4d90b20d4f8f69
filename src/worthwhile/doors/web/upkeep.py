"""Keeps what is worked out in step while pages are open: once a day, and after a deed that changes who is who."""

from datetime import date, datetime

from worthwhile import day
from worthwhile.intake import queries as log

_WORKED_OUT: list[date] = []


def empty() -> bool:
    """Has nothing been brought in yet?"""
    return not log.reach().by_path


def fresh(at: int) -> None:
    """Work people and ties out anew when the day has turned since the last time in this process."""
    today = datetime.fromtimestamp(at).date()
    if _WORKED_OUT and _WORKED_OUT[-1] != today:
        day.work_out(at=at)
    _WORKED_OUT[:] = [today]


def anew(at: int) -> None:
    """Work people and ties out anew now."""
    day.work_out(at=at)
    _WORKED_OUT[:] = [datetime.fromtimestamp(at).date()]
