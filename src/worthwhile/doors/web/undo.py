"""Taking back: the last deed or any of the last ones, in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import back
from worthwhile.workspace import queries, services

OF_TODAY = {"done", "later", "not this", "serves", "draft", "went", "note", "close note", "offer", "say_close"}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What was done of late; POST takes one of them back."""
    if request.method != "POST":
        return render(request, "undo/page.html", {"deeds": queries.history(50)})
    wanted = request.POST.get("deed", "")
    number = int(wanted) if wanted.isdecimal() else next((d.id for d in queries.history(50) if not d.undone), 0)
    undone = services.undo(number or None)
    if undone.verb not in OF_TODAY:
        upkeep.anew(clock.now())
    return back(request, "/undo", undone=number)
