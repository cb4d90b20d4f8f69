"""One person: how things stand, what was talked about, how to reach them, and what may be put right."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import clock, lines, telling, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed, nothing_typed, whole
from worthwhile.doors.web.tags import SERVES
from worthwhile.doors.web.today import key, slated
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.intake import queries as log
from worthwhile.people import queries as people
from worthwhile.people import services as joining
from worthwhile.people.values import PersonView, StillNamed
from worthwhile.planning import queries as planned
from worthwhile.planning.prepare import exchange
from worthwhile.planning.queries.coming import coming, in_goals
from worthwhile.planning.queries.exchanges import contacts_of
from worthwhile.planning.queries.steps import hers_of
from worthwhile.planning.values import INTENTS, Before, Exchange, Proposal
from worthwhile.planning.words import bare_subject, given, how, serves_words
from worthwhile.seen.queries import as_they_see_it
from worthwhile.ties import queries as ties
from worthwhile.ties import services as tying
from worthwhile.ties.values import Contact, LineMark
from worthwhile.value import queries as noted
from worthwhile.value import services as value
from worthwhile.value.queries import board, drawn

TABS = ("", "/talked", "/reach", "/as-they-see-it")
CLOSENESS = ((1, "Hardly"), (2, "Not very"), (3, "Fairly"), (4, "Close"), (5, "Very"))
PLACES = {"introduction": "/needs#i{}", "match": "/needs#n{}", "step": "/goals/{}"}  # where each thing that is next goes on
WAYS = {"email": "mail", "tel": "telephone", "linkedin": "LinkedIn", "name": "known as"}


@require_safe
def page(request: HttpRequest, person: int, tab: str = "") -> HttpResponse:
    """A person's page, on one of its tabs."""
    upkeep.fresh(clock.now())
    who, at = people.person(person), clock.now()
    before = planned.before(who.id, at)
    common = {
        "p": who,
        "given": given(who),
        "tab": tab,
        "tabs": _tabs(who),
        "lead": _lead(who, before),
        "reaches": _reaches(),
        "sentence": before.tie_sentence,
    }
    shared = common | {
        "buttons": telling.BUTTONS,
        "more_kinds": telling.MORE,
        "next": _next(who),
        "meeting": before.meeting,
        "intents": [(i, SERVES[i]) for i in INTENTS],
    }
    if tab == "/talked":
        more: dict[str, Any] = {"contacts": [exchange(c) for c in ties.contacts(who.id, at, 200)]}
    elif tab == "/reach":
        more = {"addresses": _ways(who.id)}
    elif tab == "/as-they-see-it":
        return render(request, "person/as_they_see_it.html", common | {"seen": as_they_see_it(who.id, at)})
    else:
        more = _standing(who, before, at)
    return render(request, "person/page.html", shared | more)


def _tabs(who: PersonView) -> list[tuple[str, str, str]]:
    """(path, words, the same for a phone, where four of them stand in one row)."""
    if who.kind == "me":  # with yourself there is nothing exchanged
        return [("", "You", "You"), ("/reach", "Ways to reach", "Reach")]
    words = (f"You and {given(who)}", "Talked about", "Ways to reach", "As they would see it")
    return list(zip(TABS, words, ("You two", "Talked", "Reach", "As they see it"), strict=True))


def _lead(who: PersonView, before: Before) -> str:
    if who.kind == "me":
        return "This is you."
    role = " at ".join(part for part in (who.title, who.organisation) if part)
    first = f"Exchange is seen since {datetime.fromtimestamp(before.tie.first):%B %Y}." if before.tie else ""
    return " ".join(part for part in (f"{role}." if role else "", first) if part)


def _reaches() -> str:
    reach = log.reach(clock.now())
    today = datetime.fromtimestamp(clock.now()).date()
    parts = [
        f"{what} until {text.day(datetime.fromtimestamp(until), today)}"
        for what, until in (("mail", reach.mail), ("calendar", reach.calendar))
        if until
    ]
    return ", ".join(parts)


def _standing(who: PersonView, before: Before, at: int) -> dict[str, Any]:
    marks = drawn.line(who.id, at, at - lines.SPAN)
    held = in_goals(who.id, at)
    return {
        "goals": [(g, s) for g, s, _ in held],
        "coming": [(c, PLACES[c.kind].format(c.row)) for c in coming(who.id, at, held, _slated(who))],
        "line": marks,
        "caption": _caption(marks),
        "notes": telling.written(who.id, "You" if who.kind == "me" else given(who)),
        "open": [o for o in before.open if o.kind != "promise"],  # a promise stands among her lines, with its source
        "story": telling.story(who.id, at),
        "contacts": _lately(contacts_of([who.id], at, 40)[0].get(who.id, [])),
        "closeness": CLOSENESS,
        "close": before.tie.close if before.tie else None,
        "dates": _dates(who),
    }


def _caption(marks: list[LineMark]) -> str:
    kinds = {m.what for m in marks}
    parts = ["Dots: given above, received below."] if kinds & {"given", "received"} else []
    parts += (
        ["Strokes are letters, yours above, theirs below; in a busy time one stands for a few days."] if kinds & {"sent", "got"} else []
    )
    parts += ["Ticks are meetings."] if "meeting" in kinds else []
    return " ".join(parts)


def _lately(contacts: list[Contact]) -> list[Exchange]:
    """The last six subjects by day: what was said about one thing on one day is one line."""
    grouped: dict[tuple[date, str], list[Contact]] = {}
    for contact in contacts:
        grouped.setdefault((datetime.fromtimestamp(contact.at).date(), bare_subject(contact.subject)), []).append(contact)
    talks = [Exchange(some[0].at, subject, ", ".join(dict.fromkeys(map(how, reversed(some))))) for (_, subject), some in grouped.items()]
    return talks[:6]


def _ways(person: int) -> list[tuple[str, str]]:
    return [(WAYS.get(kind, kind), value) for kind, value in people.addresses_of(person)]


def _dates(who: PersonView) -> list[tuple[str, str]]:
    if not who.birthday:
        return []
    month, day = (int(part) for part in who.birthday[-5:].split("-"))
    return [(text.day(datetime(2000, month, day)).removesuffix(" 2000"), "birthday")]


def _next(who: PersonView) -> dict[str, Any] | None:
    """The act on today's list that is for this person, if there is one."""
    for number, proposal in slated():
        if proposal.person == who.id:
            (hers,) = hers_of([proposal])
            return {
                "number": number,
                "key": key(proposal),
                "what": proposal.title,
                "why": proposal.why[0].sentence if proposal.why else "",
                "minutes": proposal.minutes,
                "hers": hers,
                "guess": serves_words(proposal.serves, given(who)),
                "serves": hers or proposal.serves,
                "word": "Write it" if proposal.draft else "See it",
            }
    return None


def _slated(who: PersonView) -> Proposal | None:
    return next((p for _, p in slated() if p.person == who.id), None)


@require_POST
def note(request: HttpRequest, person: int) -> HttpResponse:
    """A line in her own words: a note, help given or received, a promise, an ask …"""
    words, kind = text.clean(request.POST.get("text", "")), request.POST.get("kind", "note")
    if not words:
        return nothing_typed(request, "note", f"/people/{people.person(person).id}")
    before = newest_deed()
    value.once(person, words, at=clock.now(), kind=kind)
    value.note(person, words, at=clock.now(), kind=kind)
    return done_and_back(request, before, f"/people/{person}")


@require_POST
def settle(request: HttpRequest, person: int) -> HttpResponse:
    """A line of hers is settled: a promise kept, a question answered, an ask answered with yes or no."""
    before = newest_deed()
    value.close(_line(request, person), at=clock.now(), answer=request.POST.get("answer", ""))
    return done_and_back(request, before, f"/people/{person}")


@require_POST
def led_to(request: HttpRequest, person: int) -> HttpResponse:
    """What came of help given or received, in her words."""
    before = newest_deed()
    value.led_to(_line(request, person), request.POST.get("text", ""), at=clock.now())
    return done_and_back(request, before, f"/people/{person}")


def _line(request: HttpRequest, person: int) -> int:
    """The line that the form names, if it is one on this person. Raises NotFound."""
    wanted = whole(request.POST.get("line", ""))
    if wanted not in {n.id for n in noted.notes(people.person(person).id, closed=True)}:
        raise NotFound("That line is not here any more, so nothing was done.", do="Go back to the person; the page shows what is there.")
    return wanted or 0


@require_POST
def close(request: HttpRequest, person: int) -> HttpResponse:
    """Her own word on how close they are."""
    said = request.POST.get("close", "")
    if said not in {"1", "2", "3", "4", "5"}:
        raise NotUnderstood("How close was not said.", do="Choose one of the five words.")
    before = newest_deed()
    tying.say_close(people.person(person).id, int(said), at=clock.now())
    return done_and_back(request, before, f"/people/{person}")


@require_POST
def right(request: HttpRequest, person: int) -> HttpResponse:
    """Put right: two people in one, no person at all, or nobody to suggest."""
    deed, at, before = request.POST.get("do", ""), clock.now(), newest_deed()
    if deed == "split":
        joining.split(person, at=at)
    elif deed == "leave_out":
        joining.leave_out(person, at=at)
    elif deed in ("person", "list", "robot", "role"):
        joining.judge(person, deed, at=at)
    else:
        raise NotUnderstood("That is nothing that can be put right here.", do="Go back to the person.")
    upkeep.anew(at)
    return done_and_back(request, before, f"/people/{person}")


@require_POST
def forget(request: HttpRequest, person: int) -> HttpResponse:
    """Delete everything; the one deed that cannot be taken back, so it asks for a mark first."""
    if request.POST.get("sure") != "yes":
        raise NotUnderstood("Nothing was deleted: the box was not marked.", do="Go back, mark it, and press again.")
    at = clock.now()
    gone = joining.forget(person, at=at)
    upkeep.forget_drawn()
    upkeep.anew(at)
    if gone.still:  # told once, on a page without an address of its own
        return render(request, "person/forgotten.html", {"gone": gone, "still": [(s.text, _where_said(s)) for s in gone.still]})
    return HttpResponseRedirect("/people", status=303)


def _where_said(s: StillNamed) -> str:
    """The page on which these words can be changed."""
    if s.noun == "note":
        whose = board.lines([s.row]).get(s.row)
        return f"/people/{whose[0]}/lines/{s.row}" if whose else "/people"
    return {"introduction": "/needs", "offer": "/needs", "act": "/", "practice": "/coach"}.get(s.noun, f"/goals/{s.goal}")
