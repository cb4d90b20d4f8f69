"""Keeps what is worked out in step while pages are open: before a page is shown, and after a deed that changes who is who.

What is worked out is one state that the command line shares: it may have looked at another moment since (`--at`)."""

from worthwhile import day
from worthwhile.intake import queries as log


def empty() -> bool:
    """Has nothing been brought in yet?"""
    return not log.anything()


def fresh(at: int) -> None:
    """Work people and ties out as of now; costs a look when nothing happened."""
    day.work_out(at=at)


def anew(at: int) -> None:
    """Work people and ties out anew after a deed."""
    day.work_out(at=at)
