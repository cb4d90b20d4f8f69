"""Keeps what is worked out in step while pages are open: before a page is shown, and after a deed that changes who is who.

What is worked out is one state that the command line shares: it may have looked at another moment since (`--at`)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

from worthwhile import day, unchanged
from worthwhile.doors.web import lines, pages
from worthwhile.intake import queries as log
from worthwhile.ties import line as days
from worthwhile.value.queries import knowing


def empty() -> bool:
    """Has nothing been brought in yet?"""
    return not log.anything()


def fresh(at: int) -> None:
    """Work people and ties out as of now; costs a look when nothing happened."""
    day.work_out(at=at)


def anew(at: int) -> None:
    """Work people and ties out anew after a deed."""
    day.work_out(at=at)


def forget_drawn() -> None:
    """After somebody was forgotten: what this process keeps of pictures, forms and subjects may name them."""
    knowing.forget()
    lines.forget()
    days.forget()
    pages.forget_forms()
    unchanged.forget()


class SameStore:
    """Connections are kept from page to page. Where the store's file was taken away or another lies in its place (the demo made anew, an export
    brought back), what is kept would write into a file that nobody finds again: it is closed, and the page opens the file that is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        connection_created.connect(_opened, dispatch_uid="the file of the store")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look once a page; it costs one question to the file system."""
        kept = getattr(connection, "worthwhile_file", None)
        if kept is not None and not connection.in_atomic_block and kept != _file(connection):
            connection.close()
        return self.get_response(request)


def _opened(sender: object, connection: Any, **_: object) -> None:
    connection.worthwhile_file = _file(connection)


def _file(link: Any) -> tuple[int, int] | None:
    """Which file the store's name means now; None where it is no file."""
    try:
        found = Path(str(link.settings_dict["NAME"])).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
