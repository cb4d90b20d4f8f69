"""Find what a message asks or offers: a message is pasted or chosen, its sentences are shown, and what she keeps becomes a line of hers.

The text comes in the body of a form, is looked at in memory, and is let go; it stands in no address, no log and no file of ours."""

import io
from collections.abc import Iterable
from typing import IO, Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from worthwhile.doors import places
from worthwhile.doors.web import clock, heard, telling
from worthwhile.doors.web.pages import back, done_and_back, newest_deed, whole
from worthwhile.errors import Ambiguous, NotFound, NotUnderstood, Worthwhile
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.value import services as value
from worthwhile.value.noticing import WORDS, Hearing
from worthwhile.value.services import noticing

LARGEST = 8 << 20  # bytes of a file that is handed over here; it is held in memory and touches no disk
CHOICES = [(kind, words) for kind, words, *_ in (*telling.BUTTONS, *telling.MORE) if kind != "ask"]


class InMemory(FileUploadHandler):
    """Holds what is handed over in memory, and nothing that is too large for that."""

    too_large = False

    def new_file(self, *args: Any, **more: Any) -> None:
        """A file begins."""
        super().new_file(*args, **more)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it came."""
        if self.kept.tell() + len(raw_data) > LARGEST:
            self.too_large = True
            self.kept = io.BytesIO()
            raise SkipFile
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The whole of it came."""
        self.kept.seek(0)
        held: IO[bytes] = self.kept
        return InMemoryUploadedFile(held, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset)


@csrf_exempt  # the guard stands one step further in: it reads the form, and the file in it has to be met in memory
def page(request: HttpRequest) -> HttpResponse:
    """The form and the sentences that wait; POST looks through a message."""
    handler = InMemory(request)
    request.upload_handlers = [handler]
    return _guarded(request, handler)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _guarded(request: HttpRequest, handler: InMemory) -> HttpResponse:
    if request.method != "POST":
        wanted = whole(request.GET.get("who", ""))
        who = people.people_by_id([wanted]).get(wanted) if wanted is not None else None
        return _shown(request, {"who": who.name if who else "", "row": who.id if who else ""})
    said, typed = request.POST.get("text", ""), request.POST.get("who", "").strip()
    row = request.POST.get("row", "") if typed == request.POST.get("was") else ""  # she came from a person, and left the name as it was
    named = request.POST.get("which") or (f"#{row}" if row else typed)
    try:
        hearing = _look(request, handler, said, named)
    except Worthwhile as error:
        which = people.people(named, limit=6, latest=True) if isinstance(error, Ambiguous) else []
        filled = {"text": said, "who": typed, "row": row, "error": error, "at": _wrong(request, error, typed), "which": which}
        return _shown(request, filled, status=400)
    heard.add(hearing)
    return HttpResponseRedirect("/notice?looked=1", status=303)


def _wrong(request: HttpRequest, error: Worthwhile, typed: str) -> str:
    """The field that an error is about, "" for none of them."""
    if isinstance(error, NotFound | Ambiguous):
        return "who"
    if request.FILES or request.POST.get("place", "").strip():
        return ""
    return "text" if not request.POST.get("text", "").strip() else "" if typed else "who"


def _look(request: HttpRequest, handler: InMemory, said: str, named: str) -> Hearing:
    who = _named(named) if named else None
    if handler.too_large:
        raise NotUnderstood("That file is larger than 8 MB, so it was not taken.", do="Type where it lies on this computer instead.")
    file, place = request.FILES.get("file"), request.POST.get("place", "").strip().strip('"')
    if file is not None:
        from worthwhile.sources import mailtext

        return _of(mailtext.in_bytes(file.read(), file.name or ""), who)
    if place:
        path = places.found(place)
        if path is None:
            raise NotUnderstood("There is no such file on this computer.", do="Check the place; nothing was read.")
        return noticing.of_source(path, None, at=clock.now())
    return noticing.of_text(said, who, at=clock.now())


def _of(messages: Iterable[Any], who: PersonView | None) -> Hearing:
    found = list(messages)
    if not found:
        raise NotUnderstood("That file holds no message.", do="Choose an .eml or .mbox file, or paste the text.")
    return noticing.of_mail(found, at=clock.now(), only=who)


def _named(name: str) -> PersonView:
    try:
        return people.find(name)
    except NotFound as error:
        raise NotFound(str(error), do=error.do if error.do.endswith("?") else "Bring in mail or an address book with them first.") from None


def _shown(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    last, switches = heard.last() if "looked" in request.GET else None, noticing.switches()
    context = {
        "found": [(n, h, WORDS[h.kind]) for n, h in heard.waiting()],
        "choices": CHOICES,
        "last": last,
        "unknown": last.unknown[:5] if last else (),
        "switches": switches,
        "unread": heard.unread(switches),
        "running": heard.running(),
        "progress": heard.progress() if heard.running() else "",
    }
    return render(request, "notice/page.html", context | more, status=status)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the sentences that were marked, with their kinds; or let all go."""
    waiting = dict(heard.waiting())
    if request.POST.get("do") == "let go":
        heard.let_go()
        return back(request, "/notice")
    marked = [n for w in request.POST.getlist("keep") if (n := whole(w)) in waiting and n is not None]
    if not marked:
        raise NotUnderstood("No sentence was marked, so nothing was kept.", do="Go back and mark those you want to keep.")
    kinds = {n: request.POST.get(f"kind{n}", waiting[n].line) for n in marked}
    before = newest_deed()
    value.keep([(waiting[n], kinds[n]) for n in marked], at=clock.now())
    heard.let_go(marked)
    return done_and_back(request, before, "/notice")


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Texts of new messages of one source are read from now on, or not any more."""
    noticing.switch(whole(request.POST.get("origin", "")) or 0, request.POST.get("texts") == "on", at=clock.now())
    return back(request, "/notice")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read the new messages of switched-on sources now."""
    heard.read_switched()
    return back(request, "/notice")
