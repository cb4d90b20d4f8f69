"""A month of hers, to show to whom she likes: one page that names nobody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from worthwhile.doors.web import clock
from worthwhile.doors.web.pages import done_and_back, newest_deed, whole
from worthwhile.doors.web.shown import as_file
from worthwhile.errors import NotUnderstood
from worthwhile.seen.month import Month
from worthwhile.seen.picture import PHONE, draw
from worthwhile.seen.queries import month_of, words_of
from worthwhile.text import clean
from worthwhile.value import services as value


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The page. What is typed or ticked on it is shown, and kept only where she says so: "show", "keep" (what she wants to practise), "pdf"."""
    if request.method != "POST":
        return _shown(request, month_of(clock.now()), [])
    rows = [row for said in request.POST.getlist("words") if (row := whole(said)) is not None]
    practice = clean(request.POST["practice"], 600) if "practice" in request.POST else None
    deed = request.POST.get("do", "show")
    if deed == "keep" and practice:
        before = newest_deed()
        value.keep_practice(practice, at=clock.now())
        return done_and_back(request, before, "/coach")
    month = month_of(clock.now(), practice=practice, words=rows)
    if deed == "pdf":
        from worthwhile.seen.hand import for_coach  # here: only this needs what sets a PDF

        return as_file(for_coach(month), "month.pdf")
    if deed == "keep":  # nothing stood in the box: the lines that are ticked stay
        return _shown(request, month, rows, blank="practice")
    if deed != "show":
        raise NotUnderstood("That is nothing that can be done here.", do="Go back to the page: /coach")
    return _shown(request, month, rows)


def _shown(request: HttpRequest, month: Month, rows: list[int], blank: str = "") -> HttpResponse:
    found: dict[str, Any] = {"month": month, "pictures": (draw(month.weeks), draw(month.weeks, PHONE)), "rows": rows, "blank": blank}
    return render(request, "coach/page.html", found, status=400 if blank else 200)


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Lines of hers from this month, to tick: only what is ticked is shown to the coach."""
    return render(request, "coach/words.html", {"lines": words_of(clock.now())})
