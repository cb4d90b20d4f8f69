"""What can be shown to somebody: their page as a PDF, and the one line on it that she would rather say otherwise."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed, whole
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.planning.words import given
from worthwhile.seen.queries import as_they_see_it
from worthwhile.text import fold
from worthwhile.value import queries as noted
from worthwhile.value import services as value
from worthwhile.value.kinds import KINDS
from worthwhile.value.values import Noted


@require_safe
def for_them(request: HttpRequest, person: int) -> HttpResponse:
    """“As they would see it” as a PDF to hand over."""
    upkeep.fresh(clock.now())
    from worthwhile.seen.hand import for_them as written  # here: only this page needs what sets a PDF

    seen = as_they_see_it(person, clock.now())
    return as_file(written(seen), f"{slugify(fold(seen.person.name)) or 'person'}.pdf")


def as_file(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser saves under this name."""
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, person: int, line: int) -> HttpResponse:
    """A line of hers on somebody, in a field: to say it otherwise, or to remove it."""
    who, at = people.person(person), clock.now()
    found = _line(who.id, line)
    if request.method != "POST":
        return render(
            request, "person/line.html", {"p": who, "given": given(who), "line": found, "said": found.source or KINDS[found.kind].said}
        )
    before, deed = newest_deed(), request.POST.get("do", "")
    if deed == "remove":
        value.remove(line, at=at)
    elif deed == "keep":
        try:
            value.reword(line, request.POST.get("text", ""), at=at, led_to=request.POST.get("led_to"))
        except NotUnderstood as error:  # what was typed stands there still
            typed = replace(found, led_to=request.POST.get("led_to", found.led_to))
            more = {"p": who, "given": given(who), "line": typed, "said": found.source or KINDS[found.kind].said, "error": error}
            return render(request, "person/line.html", more, status=400)
    else:
        raise NotUnderstood("What to do with the line was not said.", do="Go back, and press one of the two.")
    return done_and_back(request, before, f"/people/{who.id}/as-they-see-it")


def _line(person: int, wanted: int) -> Noted:
    found = next((n for n in noted.notes(person, closed=True) if n.id == wanted), None)
    if found is None:
        raise NotFound("That line is not here any more.", do="Go back to the person; the page shows what is there.")
    return found


@require_POST
def introduced(request: HttpRequest, person: int) -> HttpResponse:
    """An introduction that a subject tells of, kept as received, with what it led to in her words."""
    before, row = newest_deed(), whole(request.POST.get("row", ""))
    value.take_over(person, row or 0, request.POST.get("text", ""), at=clock.now())
    return done_and_back(request, before, f"/people/{person}")
