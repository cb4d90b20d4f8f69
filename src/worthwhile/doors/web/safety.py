"""Local safety: only this computer, only with the start token, only from our own pages; and nothing of it is kept by a browser.

The token is made when pages are served, lies in the data folder (readable by its owner alone) and is compared in constant
time. `/?token=…` turns it into a cookie that no script can read and no other site can send, and is then gone from the
address. A page of another site can neither read an answer nor do a deed: its Host, its Origin or its missing cookie betray it.

`Referrer-Policy` is "same-origin", not "no-referrer": with the latter a browser writes `Origin: null` on our own forms
(Fetch standard, "append a request Origin header"), and the check against forged requests would refuse them all.
"""

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

Next = Callable[[HttpRequest], HttpResponse]
HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?")
SAFE = {"GET", "HEAD", "OPTIONS"}
YEAR = 365 * 86400
_TOKEN: list[str] = []


def use_token(token: str) -> None:
    """From now on this token opens the pages."""
    _TOKEN[:] = [token]


def token_of(data: Path) -> str:
    """The data folder's own token, made on first use, in a file that only its owner can read."""
    file = data / "token"
    if not file.exists() or len(file.read_text().strip()) < 32:
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(secrets.token_urlsafe(32))
    return file.read_text().strip()


def cookie_name(request: HttpRequest) -> str:
    """One cookie a port, so that two stores served side by side do not shut each other out."""
    return f"worthwhile_{request.get_port()}"


def _right(given: str) -> bool:
    """Is this the token? False while none is set: closed is the resting state."""
    return bool(_TOKEN) and secrets.compare_digest(given.encode("utf-8", "replace"), _TOKEN[0].encode())


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
            return _closed(request, "This did not come from one of Worthwhile’s own pages, so nothing was done.")
        if request.path.startswith(settings.STATIC_URL):
            return None
        if "token" in request.GET and request.method == "GET":
            return self._let_in(request)
        if not _right(request.COOKIES.get(cookie_name(request), "")):
            return _closed(request, "Worthwhile opens for you alone.")
        return None

    def _let_in(self, request: HttpRequest) -> HttpResponse:
        token = request.GET["token"]
        if not _right(token):
            return _closed(request, "That address is from an earlier start.")
        rest = request.GET.copy()
        del rest["token"]
        answer = HttpResponseRedirect("/" + request.path.lstrip("/") + (f"?{rest.urlencode()}" if rest else ""), status=303)
        answer.set_cookie(cookie_name(request), token, max_age=YEAR, httponly=True, samesite="Strict")
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _closed(request: HttpRequest, sentence: str) -> HttpResponse:
    """A page, not a wall: what happened and what to do. It reads nothing from the store."""
    response = HttpResponse(render_to_string("problem/closed.html", {"sentence": sentence}), status=403)
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
    return _closed(request, "This page was open for too long, so nothing was done. Go back, reload it, and try again.")
