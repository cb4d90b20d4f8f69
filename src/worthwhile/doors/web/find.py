"""Find or do: one line, and what matches it in groups; "before viktor", "gave kofi the name of a lab", or a name."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import clock, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed
from worthwhile.doors.web.people import near as near_names
from worthwhile.doors.web.today import slated
from worthwhile.errors import Ambiguous, NotFound, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.planning.words import given
from worthwhile.ties import queries as ties
from worthwhile.ties import say
from worthwhile.value import services as value
from worthwhile.value.kinds import KINDS
from worthwhile.value.saying import understand, verb_of

BEFORE = {"before", "prepare", "meet"}
OPEN = {"see", "open", "person"}
PLACES = {
    "today": ("Today", "/"),
    "people": ("People", "/people"),
    "needs": ("Needs & offers", "/needs"),
    "offers": ("Needs & offers", "/needs"),
    "bring": ("Bring in", "/start"),
    "import": ("Bring in", "/start"),
    "undo": ("What you did", "/undo"),
    "keys": ("Keys", "/keys"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the results: where it leads, what it says, and what stands small beside it. With `keep` it is a button that sends
    these fields to `to`; `back` is the page after it."""

    to: str
    words: str
    name: str = ""
    small: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    back: str = ""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Results in groups: do, people, everyone else."""
    q = text.clean(request.GET.get("q", ""), 200)
    verb, rest = _parts(q)
    keeps, found = _keeps(q)
    name = q.partition(" ")[2] if verb_of(q) and not verb else rest
    found = found or (people.people(name or q, limit=12) if q else [])
    others = [p for kind in ("stranger", "role", "list", "robot") for p in people.people(q, kind=kind, limit=4)] if q and not verb else []
    context = {
        "q": q,
        "nothing": upkeep.empty(),
        "do": keeps + _do(q, verb, found),
        "people": [_person(p) for p in found],
        "others": others[:6],
        "near": near_names(name or q) if q and not found and not others and not keeps else [],
    }
    return render(request, "people/found.html", context)


@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Keep what one line of plain words says."""
    before = newest_deed()
    value.do(text.clean(request.POST.get("line", "")), at=clock.now())
    return done_and_back(request, before, "/find")


def _parts(q: str) -> tuple[str, str]:
    first, _, rest = q.partition(" ")
    verb = text.fold(first)
    return (verb, rest.strip()) if rest.strip() and (verb in BEFORE | OPEN or _acts(verb)) else ("", q)


def _acts(verb: str) -> bool:
    return any(text.fold(p.title).startswith(verb + " ") for _, p in slated())


def _keeps(q: str) -> tuple[list[Hit], list[PersonView]]:
    """Buttons that keep what the line says, one for each whom the name may mean; and these. Nothing is kept by looking."""
    if not verb_of(q):
        return [], []
    try:
        said = understand(q, people.find)
    except Ambiguous:
        return _for_each(q)
    except (NotFound, NotUnderstood):
        return [], []
    if not said.words:
        return [], [said.person] if said.person else []
    of, back = (said.person.name, f"/people/{said.person.id}") if said.person else ("", "/find")
    words = f"Keep “{said.words}” with " if of else f"Keep “{said.words}” as {'an offer' if said.kind == 'offer' else 'a need'} of yours"
    small = KINDS[said.kind].said if of else ""
    return [Hit("/do", words, of, small, (("line", q),), back)], [said.person] if said.person else []


def _for_each(q: str) -> tuple[list[Hit], list[PersonView]]:
    """Several bear that name: as many first words as still name somebody, and a button for each of them."""
    kind, words = verb_of(q), q.partition(" ")[2].replace(":", " ").split()
    for count in range(min(3, len(words) - 1), 0, -1):
        bearers = people.people(" ".join(words[:count]), limit=3)
        rest = " ".join(words[count:])
        if bearers:
            sent = (("text", rest), ("kind", kind))
            return [
                Hit(f"/people/{p.id}/note", f"Keep “{rest}” with ", p.name, KINDS[kind].said, sent, f"/people/{p.id}") for p in bearers
            ], bearers
    return [], []


def _do(q: str, verb: str, found: list[PersonView]) -> list[Hit]:
    hits = [Hit(to, f"Go to {name}") for word, (name, to) in PLACES.items() if text.fold(q) == word]
    if verb in BEFORE:
        hits += [Hit(f"/before/{person.id}", "Before you meet ", person.name) for person in found[:3]]
    wanted = {p.id for p in found[:6]}
    acts = [(n, p) for n, p in slated() if p.person in wanted and (not verb or text.fold(p.title).startswith(verb) or verb in OPEN)]
    hits += [Hit(f"/?write={number}#a{number}", proposal.title, small="on today’s list") for number, proposal in acts]
    if not verb and not verb_of(q) and len(found) == 1:
        hits.append(Hit(f"/before/{found[0].id}", f"Before you meet {given(found[0])}"))
    return hits


def _person(person: PersonView) -> Hit:
    tie = ties.tie(person.id, clock.now())
    where = ", ".join(part for part in (person.title, person.organisation) if part) or person.email
    stands = say.short(tie, clock.now()) if tie else ""
    return Hit(f"/people/{person.id}", "", person.name, "; ".join(part for part in (where, stands) if part))
