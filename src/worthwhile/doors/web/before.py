"""Before you meet somebody: one quiet screen."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed, nothing_typed
from worthwhile.people import queries as people
from worthwhile.planning import queries as planned
from worthwhile.planning.queries.coming import in_goals
from worthwhile.planning.values import Before
from worthwhile.planning.words import given, stamp
from worthwhile.value import services as value


@require_safe
def page(request: HttpRequest, person: int) -> HttpResponse:
    """Last exchanges, what is open, what to bring, one thing to ask."""
    at = clock.now()
    upkeep.fresh(at)
    found = planned.before(person, at)
    context = {
        "b": found,
        "given": given(found.person),
        "when": stamp(found.meeting.at, at, found.meeting.whole_day) if found.meeting else "",
        "comes_from": _from(found, at),
        "goals": in_goals(found.person.id, at),
        "change": bool({"change", "blank"} & request.GET.keys()),
    }
    return render(request, "before/page.html", context)


def _from(found: Before, at: int) -> str:
    today = datetime.fromtimestamp(at).date()
    reach = [
        f"{what} until {text.day(datetime.fromtimestamp(until), today)}"
        for what, until in (("mail", found.mail_until), ("calendar", found.calendar_until))
        if until
    ]
    said = ", ".join(reach) + ", and your notes." if reach else "your notes."
    return said[0].upper() + said[1:]


@require_POST
def ask(request: HttpRequest, person: int) -> HttpResponse:
    """Her own question, kept as a note."""
    words = text.clean(request.POST.get("text", ""))
    if not words:
        return nothing_typed(request, "askt", f"/before/{people.person(person).id}")
    before = newest_deed()
    value.note(person, words, at=clock.now(), kind="ask")
    return done_and_back(request, before, f"/before/{person}")
