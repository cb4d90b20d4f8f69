"""Taking back: the last deed or any of the last ones, in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from worthwhile import day
from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import back
from worthwhile.errors import NotUnderstood
from worthwhile.workspace import queries

OF_TODAY = {"done", "later", "not this", "serves", "draft", "went", "note", "close note", "led to", "offer", "say_close"}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What was done of late; POST takes one of them back."""
    if request.method != "POST":
        return render(request, "undo/page.html", {"deeds": queries.history(50)})
    wanted = request.POST.get("deed", "")
    if not wanted.isdecimal() or len(wanted) > 12:
        raise NotUnderstood("What is to be taken back was not said.", do="Go to “What you did”, and choose it there.")
    undone = day.undo(int(wanted))
    if undone.verb not in OF_TODAY:
        upkeep.anew(clock.now())
    return back(request, "/undo", undone=wanted)
