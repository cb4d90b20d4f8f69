"""Local safety: only this computer, only with the start token, only from our own pages; and nothing of it is kept by a browser.

A token is made at each start and kept in no file of its own. The first visit to `/?token=…` uses it up: it becomes a cookie that no script
can read, no other site can send, and that is worth nothing once this process ends; and it is then gone from the address. Who reads the
token later, in a history, in a list of processes or over a shoulder, gets a closed door. The browser is opened on a file that only its
owner can read and that leads on, so that the token stands on no command line. A page of another site can neither read an answer nor do a
deed: its Host, its Origin or its missing cookie betray it.

`Referrer-Policy` is "same-origin", not "no-referrer": with the latter a browser writes `Origin: null` on our own forms
(Fetch standard, "append a request Origin header"), and the check against forged requests would refuse them all.
"""

import os
import re
import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.html import escape

Next = Callable[[HttpRequest], HttpResponse]
HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?")
SAFE = {"GET", "HEAD", "OPTIONS"}
MONTH = 30 * 86400
DOOR = "open.html"  # in the data folder: leads the browser in


@dataclass(slots=True)
class Way:
    """The way in of this process: a token for one visit, and the secret that its cookie holds; "" opens nothing."""

    token: str = ""
    secret: str = ""
    used: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


_WAY = Way()


def use_token(token: str = "", secret: str = "") -> str:
    """From now on this token opens the pages, once; a fresh one if none is named. Every cookie given before is worth nothing. The token."""
    with _WAY.lock:
        _WAY.token = token or secrets.token_urlsafe(32)
        _WAY.secret = secret or secrets.token_urlsafe(32)
        _WAY.used = False
    return _WAY.token


def close() -> None:
    """From now on nothing opens the pages."""
    with _WAY.lock:
        _WAY.token = _WAY.secret = ""


def way_in(data: Path, address: str) -> Path:
    """A file that leads a browser to the address (which holds the token); only its owner can read it. (Jupyter does it so.)"""
    file = data / DOOR
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(_leading(address, "Worthwhile opens here."))
    return file


def _leading(to: str, words: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Worthwhile</title><meta http-equiv="refresh" content="0;url={escape(to)}">'
        f'<p>{words} <a href="{escape(to)}">Go on</a></p></html>\n'
    )


def cookie_name(request: HttpRequest) -> str:
    """One cookie a port, so that two stores served side by side do not shut each other out."""
    return f"worthwhile_{request.get_port()}"


def _right(given: str) -> bool:
    """Does this cookie open the pages? False while no token is set: closed is the resting state."""
    return _same(given, _WAY.secret)


def _same(given: str, wanted: str) -> bool:
    return bool(wanted) and secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _host(request: HttpRequest) -> str:
    """The host that the browser asked for, without its port; "" if it is not one of ours."""
    found = HOST.fullmatch(str(request.META.get("HTTP_HOST", "")))
    return found[1] if found else ""


def _own(request: HttpRequest) -> bool:
    """Does an unsafe request come from one of our own pages? It has to prove it: silence counts as no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == request.META.get("HTTP_HOST") and urlsplit(origin).scheme == request.scheme


class LocalOnly:
    """The outermost wall; it stands before the static files too, but these need no token."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what is not ours; harden what goes out."""
        response = self._refusal(request) or self.get_response(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        if not _host(request):
            return HttpResponse("This address is not served here.", status=421, content_type="text/plain; charset=utf-8")
        if request.method not in SAFE and not _own(request):
            return _closed("This did not come from one of Worthwhile’s own pages, so nothing was done.")
        if request.path.startswith(settings.STATIC_URL):
            return None
        if "token" in request.GET and request.method == "GET":
            return self._let_in(request)
        given = request.COOKIES.get(cookie_name(request), "")
        if not _right(given):
            anew = "Worthwhile was started anew since it was last opened in this browser." if given else "Worthwhile opens for you alone."
            return _closed(anew, anew=bool(given), typed=_typed(request))
        return None

    def _let_in(self, request: HttpRequest) -> HttpResponse:
        known = _right(request.COOKIES.get(cookie_name(request), ""))
        with _WAY.lock:
            right = _same(request.GET["token"], _WAY.token)
            first = right and not _WAY.used
            _WAY.used = _WAY.used or first
        if not right:
            return _closed("This address does not open these pages: it may be from another start.")
        if not first and not known:
            return _closed("This address was used already; it opens the pages once.")
        rest = request.GET.copy()
        del rest["token"]
        answer = _on(request, "/" + request.path.lstrip("/") + (f"?{rest.urlencode()}" if rest else ""))
        answer.set_cookie(cookie_name(request), _WAY.secret, max_age=MONTH, httponly=True, samesite="Strict")
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _on(request: HttpRequest, to: str) -> HttpResponse:
    """On to the page. A browser that comes from a file sends no strict cookie along a redirect, but does from a page of ours."""
    if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return HttpResponseRedirect(to, status=303)
    answer = HttpResponse(_leading(to, "You are in."))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return answer


def _typed(request: HttpRequest) -> list[str]:
    """What she wrote in a form of ours that is refused, each once, so that she can copy it: every value of more than one word."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return []
    with suppress(SuspiciousOperation):  # more than a form holds
        return list(dict.fromkeys(v.strip() for _, values in request.POST.lists() for v in values if len(v.split()) > 1))
    return []


def _closed(sentence: str, *, anew: bool = False, typed: Sequence[str] = ()) -> HttpResponse:
    """A page, not a wall: what happened and what to do, and what she had written. It reads nothing from the store."""
    response = HttpResponse(render_to_string("problem/closed.html", {"sentence": sentence, "anew": anew, "typed": typed}), status=403)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return response


class PrivatePages:
    """The innermost: pages hold people's names, so that no browser or proxy keeps them; errors become sentences."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark every page as not to be stored."""
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":  # the address of a form, opened anew by a browser: never a blank page
            from worthwhile.doors.web.pages import form_alone

            response = form_alone(request, response.headers["Allow"])
        response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An error with a cure is shown as a page; any other goes on to the page for our own faults."""
        from worthwhile.doors.fault import with_cure
        from worthwhile.doors.web.pages import problem

        known = with_cure(error)
        return problem(request, known) if known is not None else None


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose guard against forgery was missing or old (Django calls this)."""
    sentence = "This page was open for too long, so nothing was done. Go back, reload it, and try again."
    return _closed(sentence, typed=_typed(request))
