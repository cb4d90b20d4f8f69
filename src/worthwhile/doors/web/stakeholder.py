"""One person on one goal: where they stand, what she sees, which ways fit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.goals import INTENT_WORDS, next_of, step_of
from worthwhile.doors.web.pages import done_and_back, newest_deed, whole
from worthwhile.errors import NotFound, NotUnderstood, Worthwhile
from worthwhile.goals import influence, next_step, queries
from worthwhile.goals import services as deeds
from worthwhile.goals.chart import WORDS, cares_words, say_words
from worthwhile.goals.values import GoalView, Standing
from worthwhile.planning import services as planning

TEXTS = ("gains", "loses", "fair", "moves", "moves_source")
STEPS = (1, 2, 3, 4, 5)
# what to ask about, in her own words or theirs; never a tag on somebody, and never guessed
ASK_ABOUT = (
    "What would they be proud to have done well?",
    "Who matters to them here, and whom would they not let down?",
    "What do they want a hand in deciding?",
    "What do they need first: safety, time, people, being heard?",
)


@require_safe
def page(request: HttpRequest, goal: int, person: int) -> HttpResponse:
    """The form."""
    upkeep.fresh(clock.now())
    return _page(request, goal, person)


def _page(request: HttpRequest, goal: int, person: int, error: Worthwhile | None = None) -> HttpResponse:
    g, s, others = _standing(goal, person)
    steps = [n for n in queries.steps_of(g, [s, *others], clock.now()) if n.about == s.person] if g.closed is None else []
    context = {
        "g": g,
        "s": s,
        "said": {name: request.POST.get(name, "") for name in TEXTS} if error else {name: getattr(s, name) for name in TEXTS},
        "say": _chosen(request, "say", s.say, error),
        "cares": _chosen(request, "cares", s.cares, error),
        "say_steps": [(n, say_words(n)) for n in STEPS],
        "cares_steps": [(n, cares_words(n)) for n in STEPS],
        "stances": [(stance, words, n) for n, (stance, words) in enumerate(WORDS.items(), 1)],
        "history": [(WORDS[h.stance], h.why, h.at) for h in s.history],
        "others": others,
        "next": next_of(g, steps),
        "intents": INTENT_WORDS,
        "together": next_step.together(s, clock.now()),
        "ways": influence.fitting(s.stance, moves=s.moves, gains=s.gains),
        "ask_about": ASK_ABOUT,
        "error": error,
    }
    return render(request, "goals/person.html", context, status=400 if error else 200)


def _chosen(request: HttpRequest, name: str, kept: int | None, error: Worthwhile | None) -> int:
    return (whole(request.POST.get(name, "")) or 0) if error else kept or 0


def _standing(goal: int, person: int) -> tuple[GoalView, Standing, list[Standing]]:
    g = queries.goal(goal)
    held = queries.standings([g.id], clock.now()).get(g.id, [])
    s = next((s for s in held if s.person == person), None)
    if s is None:
        raise NotFound(f"That person is not on “{g.title}”.", do="Go back to the goal and put them on it.")
    return g, s, [o for o in held if o is not s]


@require_POST
def put(request: HttpRequest, goal: int, person: int) -> HttpResponse:
    """What she sees of somebody; what was typed stays when it was not understood."""
    before = newest_deed()
    words: dict[str, Any] = {name: request.POST.get(name, "") for name in TEXTS}
    try:
        say, cares, after = step_of(request, "say"), step_of(request, "cares"), whole(request.POST.get("after", "0")) or 0
        deeds.put(goal, person, at=clock.now(), say=say, cares=cares, after=after, **words)
    except NotUnderstood as error:
        return _page(request, goal, person, error)
    return done_and_back(request, before, f"/goals/{goal}")


@require_POST
def serves(request: HttpRequest, goal: int, person: int) -> HttpResponse:
    """Her own word on whom the next step serves, as for an act of Today."""
    before = newest_deed()
    planning.step_serves(goal, person, request.POST.getlist("for"), at=clock.now())
    return done_and_back(request, before, f"/goals/{goal}")


@require_POST
def out(request: HttpRequest, goal: int, person: int) -> HttpResponse:
    """They have no say in it after all."""
    before = newest_deed()
    deeds.take_out(goal, person, at=clock.now())
    return done_and_back(request, before, f"/goals/{goal}")
