"""Find or do: one line, and what matches it in groups; "before viktor", "note deniz likes chess", or a name."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from worthwhile import text
from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.people import near as near_names
from worthwhile.doors.web.today import given, slated
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.ties import queries as ties
from worthwhile.ties import say

BEFORE = {"before", "prepare", "meet"}
NOTE = {"note", "remember"}
OPEN = {"see", "open", "person"}
PLACES = {
    "today": ("Today", "/"),
    "people": ("People", "/people"),
    "bring": ("Bring in", "/start"),
    "import": ("Bring in", "/start"),
    "undo": ("What you did", "/undo"),
    "keys": ("Keys", "/keys"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the results: where it leads, what it says, and what stands small beside it; `note` is kept by a button."""

    to: str
    words: str
    name: str = ""
    small: str = ""
    note: str = ""
    person: int = 0


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Results in groups: do, people, everyone else."""
    q = text.clean(request.GET.get("q", ""), 200)
    verb, rest = _parts(q)
    name, words = (rest, "") if verb not in NOTE else _who_and_what(rest)
    found = people.people(name or q, limit=12) if q else []
    others = [p for kind in ("stranger", "role", "list", "robot") for p in people.people(q, kind=kind, limit=4)] if q and not verb else []
    context = {
        "q": q,
        "nothing": upkeep.empty(),
        "do": _do(q, verb, words, found),
        "people": [_person(p) for p in found],
        "others": others[:6],
        "near": near_names(name or q) if q and not found and not others else [],
    }
    return render(request, "people/found.html", context)


def _parts(q: str) -> tuple[str, str]:
    first, _, rest = q.partition(" ")
    verb = text.fold(first)
    return (verb, rest.strip()) if rest.strip() and (verb in BEFORE | NOTE | OPEN or _acts(verb)) else ("", q)


def _acts(verb: str) -> bool:
    return any(text.fold(p.title).startswith(verb + " ") for _, p in slated())


def _who_and_what(rest: str) -> tuple[str, str]:
    """Who a note is on, and what it says: as many first words as still name somebody."""
    words = rest.split(" ")
    for count in (3, 2, 1):
        name = " ".join(words[:count])
        if len(words) > count and people.people(name, limit=1):
            return name, " ".join(words[count:])
    return words[0], " ".join(words[1:])


def _do(q: str, verb: str, words: str, found: list[PersonView]) -> list[Hit]:
    hits = [Hit(to, f"Go to {name}") for word, (name, to) in PLACES.items() if text.fold(q) == word]
    for person in found[:3]:
        if verb in NOTE and words:
            hits.append(Hit("", f"Keep “{words}” with ", person.name, note=words, person=person.id))
        elif verb in BEFORE:
            hits.append(Hit(f"/before/{person.id}", "Before you meet ", person.name))
    wanted = {p.id for p in found[:6]}
    acts = [(n, p) for n, p in slated() if p.person in wanted and (not verb or text.fold(p.title).startswith(verb) or verb in OPEN)]
    hits += [Hit(f"/?write={number}#a{number}", proposal.title, small="on today’s list") for number, proposal in acts]
    if not verb and len(found) == 1:
        hits.append(Hit(f"/before/{found[0].id}", f"Before you meet {given(found[0])}"))
    return hits


def _person(person: PersonView) -> Hit:
    tie = ties.tie(person.id, clock.now())
    where = ", ".join(part for part in (person.title, person.organisation) if part) or person.email
    stands = say.short(tie, clock.now()) if tie else ""
    return Hit(f"/people/{person.id}", "", person.name, "; ".join(part for part in (where, stands) if part))
