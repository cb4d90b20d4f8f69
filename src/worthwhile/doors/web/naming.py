"""Somebody named in a form: by name, or chosen among those whom the name may mean. What was typed comes back with what is wrong."""

from typing import Any

from django.http import HttpRequest

from worthwhile import text
from worthwhile.doors.web.pages import whole
from worthwhile.doors.web.people import near
from worthwhile.errors import Ambiguous, NotFound, NotUnderstood, Worthwhile
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView

OWN = frozenset({"", "i", "me", "myself", "my own", "you"})
MOST = 5


class Whom(Worthwhile):
    """A name that means nobody here, or several: `field` is where it stands, `among` whom it may mean."""

    def __init__(self, error: Worthwhile, field: str, among: list[PersonView]) -> None:
        super().__init__(str(error), error.do)
        self.field, self.among = field, among


def chosen(request: HttpRequest, field: str, *, own: bool = False) -> PersonView | None:
    """Whom the field names; None for her own where that may be (`own`), or where nobody is named. Raises Whom."""
    row = whole(request.POST.get(f"{field}_is", ""))
    if row is not None:
        return people.person(row)
    name = text.clean(request.POST.get(field, ""), 200)
    known = whole(request.POST.get(f"{field}_row", ""))  # chosen a page ago, and the name was not changed since
    if known is not None and name == request.POST.get(f"{field}_was"):
        return people.person(known)
    if text.fold(name) in OWN and (own or not name):
        return None
    try:
        return people.find(name)
    except Ambiguous as error:
        several = people.people(name, limit=MOST, latest=True)
        raise Whom(NotUnderstood(f"“{name}” may be several people here.", do="Choose which one."), field, several) from error
    except NotFound as error:
        some = near(name)[:MOST]
        cure = "Choose somebody, or correct the name." if some else error.do
        raise Whom(NotUnderstood(f"Nobody here is called “{name}”.", do=cure), field, some) from error


def filled(request: HttpRequest, error: Worthwhile, fields: tuple[str, ...]) -> dict[str, Any]:
    """What stood in the form, and what is wrong with it."""
    said: dict[str, Any] = {name: request.POST.get(name, "")[:4000] for name in fields}
    wrong = error.field if isinstance(error, Whom) else "text"
    return said | {"sentence": str(error), "cure": error.do, "wrong": wrong, "among": error.among if isinstance(error, Whom) else []}
