"""Goals: what has to get done, who has a say in it, and what comes next."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import back, done_and_back, newest_deed, whole
from worthwhile.doors.web.tags import SERVES
from worthwhile.doors.web.today import key, slated
from worthwhile.errors import NotUnderstood, Worthwhile
from worthwhile.goals import chart, coverage, intent, queries
from worthwhile.goals import services as deeds
from worthwhile.goals.days import Passed, days_left, deadline
from worthwhile.goals.first_words import first_words
from worthwhile.goals.next_step import as_of
from worthwhile.goals.salience import much
from worthwhile.goals.values import GoalView, NextStep, Standing
from worthwhile.intake import queries as log
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.planning.queries import steps as steps_seen
from worthwhile.planning.values import INTENTS, Draft
from worthwhile.planning.words import serves_words
from worthwhile.unchanged import kept

FIELDS = ("title", "why", "by", "serves_whom", "help", "mine")
INTENT_WORDS = [(i, SERVES[i]) for i in INTENTS]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """All goals; POST begins one. What was typed stays when it was not understood."""
    upkeep.fresh(clock.now())
    if request.method == "POST":
        before = newest_deed()
        try:
            made = deeds.start(at=clock.now(), **_said(request))
        except NotUnderstood as error:
            return _all(request, _meant(error))
        newest = newest_deed()
        return back(request, f"/goals/{made}", **({"did": newest} if newest > before else {}))
    return _all(request, None)


def _all(request: HttpRequest, error: Worthwhile | None) -> HttpResponse:
    at = clock.now()
    open_ones = queries.goals()
    held = queries.standings([g.id for g in open_ones], at)
    steps = {g.id: next(iter(queries.steps_of(g, held.get(g.id, []), at)), None) for g in open_ones}
    context = {
        "dated": [(g, _by(g), steps[g.id]) for g in open_ones if g.by],
        "undated": [(g, "", steps[g.id]) for g in open_ones if not g.by],
        "ended": queries.goals(closed=True),
        "intents": INTENT_WORDS,
        "said": _kept(request) if error else {},
        "passed": isinstance(error, Passed),
        "error": error,
    }
    return render(request, "goals/page.html", context, status=400 if error else 200)


@require_safe
def one(request: HttpRequest, goal: int) -> HttpResponse:
    """A goal: the map, the people to win, what comes next."""
    upkeep.fresh(clock.now())
    return _one(request, goal)


def _one(request: HttpRequest, goal: int, error: Worthwhile | None = None, form: str = "") -> HttpResponse:
    at, g = clock.now(), queries.goal(goal)
    held = queries.standings([g.id], at).get(g.id, [])
    steps = queries.steps_of(g, held, at) if g.closed is None else []
    by_person = {s.about: s for s in steps}
    rows = [(s, by_person.get(s.person)) for s in sorted(held, key=lambda s: (-(s.say or 3), s.name))]
    to_win = [r for r in rows if r[0].stance != "for" and much(r[0].say) is not False]
    context = {
        "g": g,
        "lead": _lead(g, held),
        "maps": kept(("maps", *held), lambda: chart.both(held)) if held else None,
        "rows": [
            ("people", _heading(to_win), to_win),
            ("others", "Also in it" if to_win else "Who is in it", [r for r in rows if r not in to_win]),
        ],
        "gaps": coverage.gaps(g, held, as_of(log.reach(at).mail, at)) if g.closed is None else [],
        "next": next_of(g, steps),
        "helpers": queries.helpers(g, held),
        "bring": [s for s in held if s.gains],
        "intent": intent.check(g, len(held)),
        "stances": list(chart.WORDS.items()),
        "intents": INTENT_WORDS,
        "said": _kept(request) if form == "goal" else _as_kept(g),
        "names": request.POST.get("names", "") if form == "names" else "",
        "form": form,
        "passed": isinstance(error, Passed),
        "error": error,
    }
    return render(request, "goals/one.html", context, status=400 if error else 200)


def _heading(to_win: Sequence[Any]) -> str:
    return f"{text.number(len(to_win)).capitalize()} {'person' if len(to_win) == 1 else 'people'} to win"


def _by(g: GoalView) -> str:
    return deadline(g.by, datetime.fromtimestamp(clock.now()).date()) if g.by else ""


def _lead(g: GoalView, held: Sequence[Standing]) -> str:
    why = f"{g.why.rstrip('.')}. " if g.why else ""
    if g.closed is not None:
        came = f" {g.outcome.rstrip('.')}." if g.outcome else ""
        return f"{why}It ended on {text.day(datetime.fromtimestamp(g.closed), datetime.fromtimestamp(clock.now()).date())}.{came}"
    if not g.by:
        return f"{why}It has no day yet: undated goals are kept, but not planned."
    left = days_left(g.by, datetime.fromtimestamp(clock.now()).date())
    count = f", {text.number(len(held))} {'person' if len(held) == 1 else 'people'}" if held else ""
    if left < 0:
        return f"{why}{_by(g)}{count}."
    time = f"{text.number(left // 7)} weeks" if left >= 14 else f"{text.number(left)} day{'s' if left != 1 else ''}" if left else "today"
    return f"{why}B{_by(g)[1:]}: {time}{' left' if left else ''}{count}."


def next_of(g: GoalView, steps: Sequence[NextStep]) -> dict[str, Any] | None:
    """The first of these steps: with whom, whom it serves, its act on today’s list if it stands there, else first words for it."""
    if not steps:
        return None
    step = steps[0]
    who = people.person(step.person)
    act = next(((n, p) for n, p in slated() if p.kind == "next_step" and p.title == step.what), None)
    me = people.me()
    subject, body = first_words(g, step, who.given or who.name, (me.given or me.name) if me else "")
    return {
        "step": step,
        "who": who,
        "serving": serving(step, who),
        "number": act[0] if act else 0,
        "which": key(act[1]) if act else "",
        "draft": Draft(who.email, subject, body) if who.email else None,
    }


def serving(step: NextStep, who: PersonView) -> dict[str, Any]:
    """Whom a step serves: her own word (`hers`), our guess in words, and which of them are marked."""
    hers = steps_seen.hers([step]).get(step.key, ())
    return {"hers": hers, "guess": serves_words(step.serves, who.given or who.name), "marked": hers or step.serves}


@require_POST
def change(request: HttpRequest, goal: int) -> HttpResponse:
    """A goal in other words."""
    before = newest_deed()
    try:
        deeds.change(goal, at=clock.now(), **_said(request))
    except NotUnderstood as error:
        return _one(request, goal, _meant(error), "goal")
    return done_and_back(request, before, f"/goals/{goal}")


@require_POST
def finish(request: HttpRequest, goal: int) -> HttpResponse:
    """It got done, or she lets it go."""
    before = newest_deed()
    if request.POST.get("do") == "drop":
        deeds.drop(goal, at=clock.now())
    else:
        deeds.finish(goal, request.POST.get("outcome", ""), at=clock.now())
    return done_and_back(request, before, f"/goals/{goal}")


@require_POST
def people_on(request: HttpRequest, goal: int) -> HttpResponse:
    """Put people on a goal by their names, all of them or none; the names stay when one is not known."""
    before, at = newest_deed(), clock.now()
    names = [n for n in (text.clean(part, 400) for part in request.POST.get("names", "").replace("\n", ",").split(",")) if n]
    try:
        if not names:
            raise NotUnderstood("Nobody was named, so nothing was kept.", do="Write a name, or several with commas between them.")
        with transaction.atomic():
            found = [people.find(name).id for name in names]
            for person in dict.fromkeys(found):
                deeds.put(goal, person, at=at)
    except Worthwhile as error:
        return _one(request, goal, error, "names")
    if len(found) == 1:
        newest = newest_deed()
        return HttpResponseRedirect(f"/goals/{goal}/{found[0]}" + (f"?did={newest}" if newest > before else ""), status=303)
    return done_and_back(request, before, f"/goals/{goal}")


@require_POST
def move(request: HttpRequest, goal: int) -> HttpResponse:
    """One step on the map, or another stance: what the arrow keys and 1 to 4 send."""
    before, at = newest_deed(), clock.now()
    person = whole(request.POST.get("person", "")) or 0
    if stance := request.POST.get("stance", ""):
        deeds.stance(goal, person, stance, request.POST.get("why", ""), at=at)
    else:
        deeds.put(goal, person, say=step_of(request, "say"), cares=step_of(request, "cares"), at=at)
    return done_and_back(request, before, f"/goals/{goal}")


def step_of(request: HttpRequest, name: str) -> int | None:
    """A step from 1 to 5 out of a form, 0 for "not known", None where the form has none. Raises NotUnderstood."""
    said = request.POST.get(name, "")
    if said and whole(said) is None:
        raise NotUnderstood(f"“{text.clean(said, 40)}” is no step from little to much.", do="Choose one of the five, or “not known”.")
    return whole(said) if said else None


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in FIELDS}


def _said(request: HttpRequest) -> dict[str, Any]:
    """What the form says of a goal, as the deeds take it."""
    return _typed(request) | {"serves": request.POST.getlist("serves"), "passed": bool(request.POST.get("passed"))}


def _meant(error: NotUnderstood) -> NotUnderstood:
    """A day that has passed is hers to keep all the same: how, on this page."""
    if isinstance(error, Passed):
        error.do = "Write a day to come; or say below that you mean that day."
    return error


def _kept(request: HttpRequest) -> dict[str, Any]:
    return _typed(request) | {"serves": request.POST.getlist("serves")}


def _as_kept(g: GoalView) -> dict[str, Any]:
    day = text.day(date.fromisoformat(g.by)) if g.by else ""
    return {"title": g.title, "why": g.why, "by": day, "serves": g.serves, "serves_whom": g.serves_whom, "help": g.help, "mine": g.mine}
