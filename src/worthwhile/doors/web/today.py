"""Today: one to five acts that fit the minutes she has, and what she does with each."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile import rehearse, text
from worthwhile.doors.web import clock, lines, upkeep
from worthwhile.doors.web.pages import back, done_and_back, newest_deed, whole
from worthwhile.doors.web.tags import SERVES
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.intake.queries import address_missing
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.planning import queries as planned
from worthwhile.planning import services as planning
from worthwhile.planning.values import INTENTS, Item, Proposal, Today
from worthwhile.planning.words import at_what_time, given, iso
from worthwhile.ties import queries as ties
from worthwhile.ties.values import LineMark
from worthwhile.value.queries import drawn
from worthwhile.workspace.queries import preference

CHOICES = (2, 5, 10, 20)


def key(proposal: Proposal) -> str:
    """What names an act on the page: a number alone could by now mean another one."""
    return f"{proposal.kind}|{proposal.person}|{proposal.about}"


def slated() -> list[tuple[int, Proposal]]:
    """Today's acts by number, as they were last worked out."""
    return planned.slate(iso(clock.now()))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The day's page."""
    if upkeep.empty():
        return HttpResponseRedirect("/start")
    at = clock.now()
    upkeep.fresh(at)
    plan = planning.today(_minutes(request), at=at)
    marks = drawn.lines([i.person.id for i in plan.items], at, at - lines.SPAN)
    entries = [_entry(i, marks.get(i.person.id, []), request.GET.get("write", "")) for i in plan.items]
    moment = datetime.fromtimestamp(at)
    context = {
        "today": plan,
        "entries": entries,
        "choices": sorted({*CHOICES, plan.minutes}),
        "date": f"{moment:%A}, {moment.day} {moment:%B}",
        "lead": _lead(plan),
        "meeting_when": at_what_time(plan.meeting.at, at, plan.meeting.whole_day) if plan.meeting else "",
        "old": [] if plan.items else _old(at),
        "unknown": not plan.items and address_missing(),
        "linkedin": "" if plan.items else people.by_linkedin(),
        "intents": [(i, SERVES[i]) for i in INTENTS],
        "ask_given": given(plan.ask.person) if plan.ask else "",
        "just": _just(request),
        "story": rehearse.told_on(),
    }
    return render(request, "today/page.html", context)


def _minutes(request: HttpRequest) -> int:
    asked = request.GET.get("m", "")
    return max(1, min(240, int(asked))) if asked.isdecimal() and len(asked) < 5 else int(preference("minutes", 10))


def _old(at: int) -> list[PersonView]:
    """Two people from a while ago, met on many days once: for a day on which nothing presses."""
    quiet = [t for t in ties.ties(at) if t.state in ("long silence", "asleep") and t.days >= 6]
    found = (people.person(t.person) for t in sorted(quiet, key=lambda t: (-t.days, t.person))[:6])
    return [p for p in found if p.kind == "person" and not p.left_out][:2]


def _lead(plan: Today) -> str:
    count, total = len(plan.items), sum(i.proposal.minutes for i in plan.items)
    if not count:
        return ""
    things = "small thing" if count == 1 else "small things"
    return f"{text.number(count).capitalize()} {things}, {text.number(total)} minute{'' if total == 1 else 's'}."


def _entry(item: Item, marks: list[LineMark], write: str) -> dict[str, Any]:
    proposal = item.proposal
    first, *others = proposal.why or (None,)
    return {
        "item": item,
        "key": key(proposal),
        "given": given(item.person),
        "why": first.sentence if first else "",
        "evidence": _evidence(first.source if first else "", [(r.sentence, r.source) for r in others if r]),
        "line": marks,
        "serves": item.serves_hers or proposal.serves,
        "open": write == str(item.number),
        "meeting": proposal.kind == "prepare",
    }


def _evidence(source: str, others: list[tuple[str, str]]) -> str:
    """The margin's words: the source of what was said, and what else speaks for it, each with its own."""
    said = [f"From {source}."] if source else []
    said += [f"{sentence.rstrip('.')} ({where})." if where and where not in sentence else sentence for sentence, where in others]
    return " ".join(said)


def _just(request: HttpRequest) -> dict[str, Any] | None:
    """The act that was marked as done a moment ago, so that how it went can be said at once."""
    number = whole(request.GET.get("act", ""))
    if number is None or not request.GET.get("did"):
        return None
    found = planned.act(number)
    return None if found is None or found.how else {"act": found.act, "given": given(found.person)}


def _number(request: HttpRequest) -> int:
    """Today's number of the act that the form names. Raises NotFound when the list has changed since."""
    wanted = request.POST.get("which", "")
    for number, proposal in slated():
        if key(proposal) == wanted:
            return number
    raise NotFound("That act is no longer on today’s list, so nothing was done.", do="Go back to Today; it shows the list as it is now.")


@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """You did it."""
    before, number = newest_deed(), _number(request)
    planning.done(number, at=clock.now(), how=request.POST.get("how", ""))
    return done_and_back(request, before, act=planned.newest_act())


@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Not today: it comes back by itself."""
    before = newest_deed()
    planning.later(_number(request), at=clock.now())
    return done_and_back(request, before)


@require_POST
def not_this(request: HttpRequest) -> HttpResponse:
    """Put aside, with one of three reasons."""
    reason = request.POST.get("reason", "")
    if reason not in ("not_now", "not_me", "not_them"):
        raise NotUnderstood("No reason was given.", do="Choose one of the three: not now, not my way, not this person.")
    before = newest_deed()
    planning.not_this(_number(request), reason, at=clock.now())
    return done_and_back(request, before)


@require_POST
def serves(request: HttpRequest) -> HttpResponse:
    """Her own word on whom it serves."""
    before = newest_deed()
    planning.serves(_number(request), [i for i in request.POST.getlist("for") if i in INTENTS], at=clock.now())
    return done_and_back(request, before)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep her words; the act stays open."""
    before, number = newest_deed(), _number(request)
    planning.keep_draft(number, request.POST.get("body", "").replace("\r\n", "\n"), at=clock.now())
    if newest_deed() > before:
        return back(request, write=str(number), did=newest_deed())
    return back(request, write=str(number))


@require_POST
def went(request: HttpRequest) -> HttpResponse:
    """How an act went."""
    act, how = whole(request.POST.get("act", "")), request.POST.get("how", "")
    if act is None or how not in ("glad", "fine", "awkward", "none"):
        raise NotUnderstood("How it went was not said.", do="Choose one of the four.")
    before = newest_deed()
    planning.how_did_it_go(act, how, at=clock.now())
    return done_and_back(request, before)
