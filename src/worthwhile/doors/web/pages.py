"""What every page shares: how far the sources reach, the demo mark, the bar that takes a deed back, and pages for errors."""

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from worthwhile.doors import fault
from worthwhile.doors.web import clock
from worthwhile.errors import NotFound, NotUnderstood, Worthwhile
from worthwhile.intake import queries as log
from worthwhile.value.queries import often_asked
from worthwhile.workspace import queries as workspace

NAV = (("/", "Today"), ("/people", "People"), ("/needs", "Needs & offers"), ("/goals", "Goals"), ("/start", "Bring in"))
SHORT = {"Needs & offers": "Needs"}  # on the phone’s bar
TWICE = 5  # seconds within which the same form again is a button pressed twice
PASSING = ("did", "undone", "write", "act", "sure", "run", "blank", "last", "mine", "told")  # what an address says of one moment only


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The context of every page (named in settings)."""
    did, undone = _deed(request.GET.get("did")), _deed(request.GET.get("undone"))
    return {
        "nav": [(path, name, SHORT.get(name, name), _current(request.path, path)) for path, name in NAV],
        "reach": log.reach(clock.now()),
        "demo": bool(workspace.preference("demo", False)),
        "keys_on": bool(workspace.preference("keys", True)),
        "did": did if did and not did.undone else None,
        "often": _often(did) if did and not did.undone and not request.GET.get("told") else "",
        "undone": undone if undone and undone.undone else None,
        "here": here(request),
        "blank": request.GET.get("blank", ""),
    }


def _current(path: str, nav: str) -> str:
    if path == nav:
        return "page"
    beside = {"/": "/before/", "/needs": "/ask"}.get(nav, nav + "/")  # pages of its own that belong under it
    under = path.startswith(beside)
    return "true" if under else ""


def _deed(number: str | None) -> workspace.Did | None:
    wanted = whole(number or "")
    return None if wanted is None else next((d for d in workspace.history(50) if d.id == wanted), None)


def _often(did: workspace.Did) -> str:
    """The kind word that belongs to a deed which was an ask."""
    lines = [line for _, made in workspace.deeds([did.id]) for line in made]
    return next(filter(None, map(often_asked, lines)), "")


def whole(said: str) -> int | None:
    """A row's number out of a form or an address; None when it is none that a row can have."""
    return int(said) if said.isdecimal() and len(said) <= 18 else None


def here(request: HttpRequest) -> str:
    """This page's address without what it says of one moment only."""
    kept = request.GET.copy()
    for name in PASSING:
        kept.pop(name, None)
    return request.path + (f"?{kept.urlencode()}" if kept else "")


def back(request: HttpRequest, default: str = "/", **more: str | int) -> HttpResponseRedirect:
    """After a deed: to the page it came from (its field `back`, if that is one of ours), saying `more` in the address."""
    to = request.POST.get("back", default)
    if not to.startswith("/") or not url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        to = default
    path, _, query = to.partition("?")
    said = QueryDict(query, mutable=True)
    for name in PASSING:
        said.pop(name, None)
    for key, value in more.items():
        said[key] = str(value)
    return HttpResponseRedirect(path + (f"?{said.urlencode()}" if said else ""), status=303)


def newest_deed() -> int:
    """The id of the deed that was just noted, 0 if there is none; the bar on the next page speaks of it."""
    last = workspace.history(1)
    return last[0].id if last else 0


def done_and_back(request: HttpRequest, before: int, default: str = "/", **more: str | int) -> HttpResponseRedirect:
    """Back to the page, with the bar if a deed was noted since `before`, or seconds ago by the same form (a button pressed twice)."""
    newest = newest_deed()
    if newest > before:
        sent(request, newest)
        return back(request, default, did=newest, **more)
    again = sent_already(request)
    return back(request, default, did=again) if again else back(request, default)


_SENT: dict[str, tuple[Any, workspace.Did]] = {}  # the form that noted the last deed, in this process alone


def forget_forms() -> None:
    """No form was sent that could be sent twice."""
    _SENT.clear()


def _form(request: HttpRequest) -> Any:
    said = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    return request.path, sorted(said.items())


def sent(request: HttpRequest, deed: int) -> None:
    """This form noted this deed, the last one."""
    last = workspace.standing(deed)
    if last is not None:
        _SENT["last"] = _form(request), last


def sent_already(request: HttpRequest) -> int:
    """The deed that the same form noted within the last seconds, if it is the last one and stands; else 0."""
    form, did = _SENT.get("last", (None, None))
    if did is None or not 0 <= clock.now() - did.at <= TWICE or workspace.standing() != did or form != _form(request):
        return 0
    return did.id


def nothing_typed(request: HttpRequest, box: str, default: str = "/") -> HttpResponseRedirect:
    """Back to the page, which says beside this box (its id) that nothing stood in it."""
    answer = back(request, default, blank=box)
    answer["Location"] += f"#{box}"
    return answer


def problem(request: HttpRequest, error: Worthwhile) -> HttpResponse:
    """An error with a cure, as a page; but what a form did already that is sent twice within seconds is no error."""
    if request.method == "POST" and (again := sent_already(request)):
        return back(request, did=again)
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, NotUnderstood) else 409
    return render(request, "problem/page.html", {"sentence": str(error), "cure": error.do}, status=status)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing has this address."""
    if request.path.startswith(settings.STATIC_URL):
        return HttpResponse("Not here.", status=404, content_type="text/plain; charset=utf-8")
    said = str(exception) if isinstance(exception, NotFound) else "Nothing here has this address."
    return render(
        request, "problem/page.html", {"sentence": said, "cure": "It may have been taken back, or joined with another."}, status=404
    )


def form_alone(request: HttpRequest, allow: str) -> HttpResponse:
    """Only a form can be sent to this address; who opens it by hand or anew is told so, and nothing is done."""
    said = {
        "sentence": "There is no page at this address: it only takes what a form sends.",
        "cure": "Nothing was done. Go on from Today, or any page.",
    }
    answer = render(request, "problem/page.html", said, status=405)
    answer.headers["Allow"] = allow
    return answer


def our_fault(request: HttpRequest) -> HttpResponse:
    """Our own fault: said, and written to problem.txt in the data folder, with no names in it."""
    fault.write_down(settings.DATA, [f"{request.method} {_shape(request.path)}"], sys.exc_info()[1], clock.now())
    return HttpResponse(render_to_string("problem/fault.html"), status=500)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent is more, or other, than can be taken; nothing of it was read (Django calls this)."""
    if isinstance(exception, TooManyFilesSent):
        said, cure = (
            f"More than {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files came at once, so none was read.",
            ("Go back and type the place of the folder that they lie in, or put them into one .zip."),
        )
    elif isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        said, cure = "That was too much at once, so nothing was kept.", "Go back, and send less of it at a time."
    else:
        said, cure = "What was sent could not be understood, so nothing was done.", "Go back, reload the page, and try again."
    return render(request, "problem/page.html", {"sentence": said, "cure": cure}, status=400)


def _shape(path: str) -> str:
    return "/".join("…" if part.isdecimal() or "@" in part else part for part in path.split("/"))
