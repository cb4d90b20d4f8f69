"""Start: bring it in, see what is found, say who is who, and put right what was taken wrongly."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile import day, text
from worthwhile.doors import places
from worthwhile.doors.web import clock, reading, stages, upkeep
from worthwhile.doors.web.pages import back, done_and_back, newest_deed, nothing_typed
from worthwhile.doors.web.today import slated
from worthwhile.errors import NotNow, NotUnderstood
from worthwhile.intake import queries as log
from worthwhile.intake import services as intake
from worthwhile.people import queries as people
from worthwhile.people import services as joining
from worthwhile.planning import services as planning
from worthwhile.ties import queries as ties
from worthwhile.value import queries as offered
from worthwhile.value import services as value
from worthwhile.workspace import queries as workspace

VERDICTS = {"same", "different", "unsure"}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Three doors when nothing is here yet; else progress, findings, pairs, problems and the history of runs."""
    if upkeep.empty() and not reading.running() and not reading.paused():
        return render(request, "start/empty.html", {"failed": _failed()})
    context = _progress() | {
        "pair": next(iter(ties.questions(limit=1, at=clock.now())), None),
        "offers": offered.offers(),
        "problems": log.problems()[:100],
        "runs": [(r, Path(r.path).name) for r in log.runs(50)],
        "own": _own(),
        "seen_from": [v for kind, v, sure in workspace.own_addresses() if kind == "email" and sure] if "mine" in request.GET else [],
        "own_guessed": bool(workspace.preference("own is a guess", False)),
    }
    return render(request, "start/page.html", context)


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """What changes while it reads: the page asks for it once a second."""
    return render(request, "start/_parts.html", _progress())


def _progress() -> dict[str, Any]:
    found, running = stages.stages(), reading.running()
    working_out = running and bool(found) and all(s.state == "finished" for s in found)
    return {
        "stages": found,
        "running": running,
        "paused": reading.paused(),
        "working_out": working_out,
        "left": stages.left(found),
        "title": _title(running, working_out, found),
        "refused": sum(s.refused for s in found),
        "count": people.count(),
        "unknown": not running and log.address_missing(),
        "linkedin": "" if running else people.by_linkedin(),
        "read": [s.said for s in found if s.read],
        "first": None if running else _first(),
        "failed": _failed(),
    }


def _title(running: bool, working_out: bool, found: list[stages.Stage]) -> str:
    if working_out:
        return "Working out who is who"
    if running:
        at_work = next((s.what for s in found if s.state == "under way"), "")
        return {"Mail": "Reading your mail", "Calendar": "Reading your calendar", "Address book": "Reading your address book"}.get(
            at_work, "Reading"
        )
    return "Paused" if reading.paused() else "What is here"


def _first() -> dict[str, Any] | None:
    """A first small thing, ready as soon as anyone is known."""
    acts = slated()
    if not acts and people.count().people:
        planning.today(10, at=clock.now())
        acts = slated()
    if not acts:
        return None
    number, proposal = min(acts, key=lambda a: (a[1].minutes, a[0]))
    return {"number": number, "title": proposal.title, "why": proposal.why[0].sentence if proposal.why else ""}


def _failed() -> list[str]:
    """What the last import said, when it ended badly and left no run behind that says it."""
    child = reading.current()
    if child is None or child.running or child.process.returncode in (0, 1, 130, -2):
        return []
    return [line for line in child.said if line and not line.startswith(("Traceback", "File "))][-3:]


def _own() -> list[tuple[str, str, bool]]:
    """Addresses that may be her own: (address, why we think so, is it taken as hers)."""
    sure = {v for kind, v, confirmed in workspace.own_addresses() if kind == "email" and confirmed}
    likely = [(v, how, v in sure) for v, _, how in log.guess_own()[:6]]
    return [(v, "you said so", True) for v in sorted(sure - {v for v, _, _ in likely})] + likely


@require_POST
def files(request: HttpRequest) -> HttpResponse:
    """Files handed over through the page, or the place of a file or folder on this computer."""
    _free()
    typed = [_place(line.strip().strip('"')) for line in request.POST.get("place", "").splitlines() if line.strip()]
    paths = typed + reading.take(request.FILES.getlist("files"))
    if not paths:
        raise NotUnderstood("No file was chosen.", do="Go back and choose one, or type where it lies.")
    reading.read(paths)
    return HttpResponseRedirect("/start", status=303)


def _place(typed: str) -> Path:
    """The file or folder of that name on this computer. Raises NotUnderstood."""
    path = places.found(typed)
    if path is not None:
        return path.absolute()
    raise NotUnderstood(
        f"There is no file or folder “{text.clean(typed, 200)}” on this computer.", do="Go back and check the place; nothing was read."
    )


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Just show me: the invented network."""
    _free()
    if not upkeep.empty() and not workspace.preference("demo", False):
        raise NotNow("This store holds your own data; the demo would mix with it.", do="Start another with `worthwhile demo --data DIR`.")
    reading.demo()
    return HttpResponseRedirect("/start", status=303)


def _free() -> None:
    if reading.running():
        raise NotNow("Something is being read already.", do="Wait until it is through, or pause it.")


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Stop between two marks."""
    reading.pause()
    return HttpResponseRedirect("/start", status=303)


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Go on where it was stopped."""
    reading.resume()
    return HttpResponseRedirect("/start", status=303)


@require_POST
def own(request: HttpRequest) -> HttpResponse:
    """She says which addresses are hers, once."""
    said = [
        v.strip().lower() for v in [*request.POST.getlist("own"), *request.POST.get("other", "").replace(",", " ").split()] if v.strip()
    ]
    if not said:
        raise NotUnderstood("No address was marked.", do="Go back and mark or type at least one address of yours.")
    day.i_am(said, at=clock.now())
    planning.today(int(workspace.preference("minutes", 10)), at=clock.now())  # what was worked out for another stands no more
    return back(request, "/start", mine=1)


@require_POST
def offers(request: HttpRequest) -> HttpResponse:
    """What people come to her for."""
    before, said = newest_deed(), request.POST.get("offer", "")
    if not said.strip():
        return nothing_typed(request, "q1", "/start")
    value.offers(said, at=clock.now())
    return done_and_back(request, before, "/start")


@require_POST
def pair(request: HttpRequest, pair: int) -> HttpResponse:
    """Same, two people, or not sure."""
    verdict = request.POST.get("answer", "")
    if verdict not in VERDICTS:
        raise NotUnderstood("No answer was given.", do="Choose one of the three.")
    before = newest_deed()
    joining.answer(pair, verdict, at=clock.now())
    upkeep.anew(clock.now())
    return done_and_back(request, before, "/start")


@require_POST
def undo_run(request: HttpRequest, run: int) -> HttpResponse:
    """Take a whole import back, once she said that it is meant; its file is untouched."""
    if request.POST.get("sure") != "yes":
        return HttpResponseRedirect(f"/undo?run={run}", status=303)
    _free()
    intake.undo_run(run)
    upkeep.anew(clock.now())
    return back(request, "/start")


@require_safe
def stored(request: HttpRequest) -> HttpResponse:
    """Exactly what is stored, and where."""
    from django.conf import settings

    return render(request, "start/stored.html", {"folder": settings.DATA})
