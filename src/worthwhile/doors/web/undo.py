"""Taking back: the last deed or any of the last ones, in words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from worthwhile import day
from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import back, whole
from worthwhile.errors import NotUnderstood
from worthwhile.intake.queries import run_would_go, would_go
from worthwhile.workspace import queries

OF_TODAY = {"done", "later", "not this", "serves", "draft", "went", "note", "close note", "led to", "offer", "say_close",
            "introduce", "set aside", "put off", "said", "introduced", "came", "stop introducing"}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What was done of late; POST takes one of them back. A whole import is asked about first."""
    if request.method != "POST":
        deeds = queries.history(50)
        last = _by_key(deeds) if "last" in request.GET else {}
        return render(request, "undo/page.html", {"deeds": deeds, "by_key": bool(last), **last, **_asked(request)})
    wanted = request.POST.get("deed", "")
    if not wanted.isdecimal() or len(wanted) > 12:
        raise NotUnderstood("What is to be taken back was not said.", do="Go to “What you did”, and choose it there.")
    if day.is_wide(_verb(int(wanted))) and request.POST.get("sure") != "yes":
        return back(request, "/undo", sure=wanted)
    undone = day.undo(int(wanted))
    if undone.verb not in OF_TODAY:
        upkeep.anew(clock.now())
    return back(request, "/undo", undone=wanted)


def _by_key(deeds: list[queries.Did]) -> dict[str, Any]:
    """What Z offers: the last deed of hers that stands, never an import, which a key pressed once too often would put at risk."""
    last = next((d for d in deeds if not d.undone and not day.is_wide(d.verb)), None)
    return {"last": last, "gone": next((d for d in deeds[:1] if d.undone), None)}


def _verb(deed: int) -> str:
    found = queries.standing(deed)
    return "" if found is None else found.verb


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The deed, or the import by its number, that she is asked about, with what would go."""
    if (run := whole(request.GET.get("run", ""))) is not None:
        name, goes = run_would_go(run)
        return {"sure": {"sentence": f"This is what came with {name}."}, "goes": goes, "run": run}
    wanted = whole(request.GET.get("sure", ""))
    found = queries.standing(wanted) if wanted else None
    return {} if found is None or not day.is_wide(found.verb) else {"sure": found, "goes": would_go(found.id)}
