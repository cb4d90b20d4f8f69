"""Ask: what exactly, of whom, how much of their time, with an easy no; and who could help with somebody's need."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from worthwhile import text
from worthwhile.doors.web import clock, meeting, naming, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed, whole
from worthwhile.errors import NotFound, NotUnderstood, Worthwhile
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.value import asking
from worthwhile.value import queries as noted
from worthwhile.value import services as value
from worthwhile.value.introductions import given
from worthwhile.value.kinds import HELP
from worthwhile.value.queries import board

FIELDS = ("text", "who", "minutes", "help", "line", "need")


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The ask, from what to whom to first words. Nothing is kept here: POST only shows the words for what was typed."""
    upkeep.fresh(clock.now())
    said = request.POST if request.method == "POST" else request.GET
    need, line = _line(said.get("need", "")), _line(said.get("line", ""))
    if need is not None and need.line.kind == "need" and not need.own:
        return _for_somebody(request, need)
    start = line or need
    filled: dict[str, Any] = {name: said.get(name, "")[:4000] for name in FIELDS}
    filled["text"] = filled["text"] or (start.line.text if start else "")
    minutes = whole(filled["minutes"]) or (start.line.minutes if start else None) or asking.MINUTES
    who, wrong = _who(request, said.get("person", ""), line)
    if request.method == "POST" and not wrong and not text.clean(filled["text"]):
        wrong = naming.filled(request, NotUnderstood("What to ask was not said.", do="Write it in one sentence."), FIELDS)
    return _show(request, filled, minutes, who, wrong)


def _who(request: HttpRequest, person: str, line: meeting.Shown | None) -> tuple[PersonView | None, dict[str, Any]]:
    """Whom to ask: named in the form, in the address, or by the line; and what is wrong with the name."""
    if request.method == "POST":
        try:
            return naming.chosen(request, "who"), {}
        except Worthwhile as error:
            return None, naming.filled(request, error, FIELDS)
    row = whole(person)
    return (people.person(row) if row is not None else line.person if line and not line.own else None), {}


def _show(
    request: HttpRequest, filled: dict[str, Any], minutes: int, who: PersonView | None, wrong: dict[str, Any], status: int = 200
) -> HttpResponse:
    at = clock.now()
    filled = filled | wrong
    words = text.clean(filled["text"])
    could = [c for c in _could(words, at) if who is None or c["person"].id != who.id] if words else []
    context = {
        "filled": filled,
        "teach": "" if (who is not None and words) or wrong else _teach(words, who, bool(could)),
        "minutes": minutes,
        "sizes": [(size, asking.lasting(size)) for size in sorted({*asking.SIZES, minutes})],
        "help": HELP,
        "who": who,
        "could": could,
        "sentence": asking.seldom(noted.giving(at), at),
    }
    if who is not None and words:
        mine = people.me()
        me = "" if mine is None or "@" in mine.name else given(mine)
        context |= {
            "letter": asking.draft(who, words, minutes, me),
            "often": asking.often(given(who), noted.asked_of(who.id, at), at),
            "others": could[:2],
        }
    return render(request, "ask/page.html", context, status=400 if wrong else status)


def _teach(words: str, who: PersonView | None, could: bool) -> str:
    """What is still to be done before first words can stand here."""
    if not words:
        whom = "" if who is not None else " and whom you would ask"
        return f"Say in one sentence what you need{whom}. “Write it” sets down first words, for you to change and to send yourself."
    if could:
        return "Whom? Choose one of those who could, or name somebody, and press “Write it” once more."
    return "Whom? Nothing noted here tells who could. Name somebody under “Whom”, and press “Write it” once more."


def _could(words: str, at: int) -> list[dict[str, Any]]:
    """Three who could help with this, each with a reason."""
    found = noted.could(words, at)
    who = people.people_by_id([person for person, _ in found])
    return [{"person": who[person], "why": why} for person, why in found if person in who and who[person].kind != "me"]


def _for_somebody(request: HttpRequest, need: meeting.Shown) -> HttpResponse:
    could = [c for c in _could(need.line.text, clock.now()) if c["person"].id != need.person.id]
    return render(request, "ask/for.html", {"n": need, "could_use": meeting.could_use(need.line.text), "could": could})


def _line(said: str) -> meeting.Shown | None:
    """The line of this number, if it is a need or an ask that is still open. Raises NotFound where a number is no such line."""
    row = whole(said)
    if row is None:
        return None
    found = board.lines([row]).get(row)
    if found is None or found[1].kind not in ("need", "ask") or found[1].closed is not None:
        raise NotFound("That line is settled, or not here any more.", do="Go back to Needs & offers; the page shows what is there.")
    person = people.person(found[0])
    return meeting.Shown(person, found[1], person.kind == "me")


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep it: as asked (`kind` is "asked"), or to be asked later ("ask"). What was typed stays when something is wrong with it."""
    if request.method != "POST":
        return redirect("/ask")
    kind, before = request.POST.get("kind", ""), newest_deed()
    minutes = whole(request.POST.get("minutes", ""))
    if kind not in ("ask", "asked"):
        raise NotUnderstood("Whether it was asked was not said.", do="Go back, and press one of the two buttons.")
    try:
        who = naming.chosen(request, "who")
        if who is None:
            raise naming.Whom(NotUnderstood("Whom to ask was not said.", do="Name somebody, or choose one of those below."), "who", [])
        value.note(
            who.id,
            request.POST.get("text", ""),
            at=clock.now(),
            kind=kind,
            help=request.POST.get("help", ""),
            minutes=minutes,
            serves="me",
            instead=whole(request.POST.get("line", "")) if kind == "asked" else None,
        )
    except Worthwhile as error:
        return _show(request, {}, minutes or asking.MINUTES, None, naming.filled(request, error, FIELDS))
    told = {"told": 1} if request.POST.get("told") == str(who.id) else {}  # the page said it already that this one was asked often
    return done_and_back(request, before, "/needs", **told)
