"""Find or do: one line, and what matches it in groups; "before viktor", "gave kofi the name of a lab", or a name."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import bringing, clock, upkeep
from worthwhile.doors.web.bringing import Hit, Kept
from worthwhile.doors.web.pages import done_and_back, newest_deed
from worthwhile.doors.web.people import near as near_names
from worthwhile.doors.web.today import slated
from worthwhile.errors import Ambiguous, NotFound, NotUnderstood, Worthwhile
from worthwhile.goals import queries as goals
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.planning.words import given
from worthwhile.ties import queries as ties
from worthwhile.ties import say
from worthwhile.ties.values import TieView
from worthwhile.value import queries as value_seen
from worthwhile.value import services as value
from worthwhile.value.kinds import KINDS
from worthwhile.value.queries import nearly
from worthwhile.value.saying import BEFORE, SPOKE, VERBS, Said, asks_who, brings_one, day_in, half, may_name, understand, verb_of

LONGEST = 200  # characters of a line
LINES = ("spoke", "thank")
BEGUN = {"thanked": "Thank", "note": "Write a note on", "gave": "Write down what you gave to", "received": "Write down what you received from",
         "ask": "Ask something of", "asked": "Write down what you asked of", "need": "Write down what is needed by", "promise": "Promise something to"}  # fmt: skip
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
    "goals": ("Goals", "/goals"),
    "notice": ("What a message asks or offers", "/notice"),
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Results in groups: do, people, who may know, subjects, goals, everyone else."""
    return render(request, "people/found.html", _results(text.clean(request.GET.get("q", ""), LONGEST)))


@require_safe
def hits(request: HttpRequest) -> HttpResponse:
    """The same groups as a list of options, for the box on every page: it asks for them at each key."""
    return HttpResponse(_HITS().render(_results(text.clean(request.GET.get("q", ""), LONGEST), short=True), request))


def warm() -> None:
    """Have ready what the first key would wait for: every subject, and the measure of names."""
    try:
        value_seen.subjects("warm up", clock.now())
        people.near("warm up")
    finally:
        connections.close_all()


@cache
def _HITS() -> Any:
    """The part of a page, without what every page says besides."""
    return get_template("people/_hits.html")


def _results(q: str, *, short: bool = False) -> dict[str, Any]:
    """What matches one line. `short`: a list to choose from, and not the whole of it."""
    most = 6 if short else 12
    asked = asks_who(q)
    verb, rest = _parts(q)
    keeps, found, wrong = _keeps(q)
    brings = text.fold(q.partition(" ")[0]) == "introduce"
    deed = bool(verb or verb_of(q) or brings)  # a line that does something is no subject
    name = q.partition(" ")[2] if (verb_of(q) or brings) and not verb else rest
    found = found or ([] if asked or not q else people.beginning(name or q, most))
    others = people.others(q, 3 if short else 6) if q and not deed and not asked else []
    about = "" if asked or deed or len(q) < 3 else q
    groups = {
        "do": (keeps or _begin(q, found, wrong)) + _do(q, verb, found),
        "people": _people(found[:most]),
        "knows": [_knows(k) for k in value_seen.who_knows(asked, clock.now())] if asked else [],
        "subjects": [_subject(s) for s in value_seen.subjects(about, clock.now(), 3 if short else 8)] if about else [],
        "goals": _goals(q, most),
        "others": [Hit(f"/people/{p.id}", "", p.name, p.email) for p in others],
    }
    nothing = bool(q) and not any(groups.values())
    begun = any(word.startswith(text.fold(q)) for word in (*VERBS, *BEFORE, "introduce", "who"))  # a deed still being typed is no name
    far = isinstance(wrong, NotFound) or (wrong is None and nothing and not asked and not begun)
    return groups | {
        "q": q,
        "asked": asked,
        "plain": bool(found) and not deed and text.fold(q) not in PLACES,  # a name alone: the person comes before what could be done
        "wrong": wrong,
        "empty": upkeep.empty() if nothing else False,
        "none": nothing and not (short and begun),
        "teach": not q or (nothing and not asked and wrong is None and not upkeep.empty()),
        "near": near_names(_name_in(name or q, wrong)) if far and len(name or q) > 1 else [],
    }


_QUOTED = re.compile("“(.+?)”")


def _name_in(said: str, wrong: Worthwhile | None) -> str:
    """What of a line is likely meant as a name: what was looked for in vain, or what stands before a colon, else its first two words."""
    missed = _QUOTED.search(str(wrong)) if isinstance(wrong, NotFound) else None
    name, colon, _ = said.partition(":")
    return missed[1] if missed else name if colon else " ".join(said.split()[:2])


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


def _keeps(q: str) -> Kept:
    """Buttons that do what the line says, one for each whom the name may mean; these people; and what is wrong with the line. Nothing is
    done by looking."""
    first = text.fold(q.partition(" ")[0])
    if first not in ("introduce", *LINES) and not verb_of(q) and not half(q):
        return [], [], None
    if (one := brings_one(q)) and (begun := bringing.one(one))[0]:
        return begun
    try:
        said = understand(q, _named, today())
    except Ambiguous as error:
        return _which(q, error)
    except NotUnderstood as error:
        return [], [], error if len(q.split()) > 2 or half(q) else None
    except NotFound as error:
        return [], [], error if len(q.split()) > 2 else None
    if said.kind == "introduce":
        return bringing.both(q, said)
    if not said.words:
        return _begun(said), [said.person] if said.person else [], None
    of, back = (said.person.name, f"/people/{said.person.id}") if said.person else ("", "/find")
    words = f"Keep “{said.words}” with " if of else f"Keep “{said.words}” as {'an offer' if said.kind == 'offer' else 'a need'} of yours"
    by = f"by {text.day(said.day, today())}" if said.day else ""
    near = _nearly(said) if said.kind == "need" else ""
    small = "; ".join(part for part in (KINDS[said.kind].said if of else "", by, near) if part)
    return [Hit("/do", words, of, small, (("line", q),), back)], [said.person] if said.person else [], None


def _nearly(said: Said) -> str:
    """Which need says nearly this already, if one does."""
    who = said.person or people.me()
    line = nearly.nearly(who.id, said.words) if who is not None else None
    return nearly.told(who.id, line) if who is not None and line is not None else ""


def _named(name: str) -> PersonView:
    """Somebody by name; who is near is worked out once, for the whole line, and not for each beginning of it."""
    return people.find(name, near=False)


def today() -> date:
    """The day it is, here."""
    return datetime.fromtimestamp(clock.now()).date()


def _begin(q: str, found: list[PersonView], wrong: Worthwhile | None) -> list[Hit]:
    """A deed and a name still being typed: whom it may be about, and where the words can be written."""
    kind = verb_of(q)
    if wrong is not None or kind not in BEGUN or text.fold(q.partition(" ")[0]) == "thank":
        return []
    return [Hit(f"/people/{p.id}#note", f"{BEGUN[kind]} ", p.name, KINDS[kind].said) for p in found[:2]]


def _begun(said: Said) -> list[Hit]:
    """A deed and a name without words: where the words can be written."""
    if said.person is None:
        return []
    return [Hit(f"/people/{said.person.id}#note", f"{BEGUN.get(said.kind, 'Write down for')} ", said.person.name, KINDS[said.kind].said)]


def _which(q: str, error: Ambiguous) -> Kept:
    """Several bear that name: as many first words as still name somebody, and a button for each of them."""
    kind, first, (name, colon, told) = verb_of(q), text.fold(q.partition(" ")[0]), q.partition(" ")[2].partition(":")
    named = [w for n, w in enumerate(name.split()) if n or first != "spoke" or w not in ("with", "to")]
    words = [*named, *told.split()]
    longest = min(3, may_name(named), len(words) - (first != "spoke"))
    counts = [len(named)] if colon else range(longest, 0, -1)
    for count in counts if kind else ():
        bearers = people.people(" ".join(words[:count]), limit=3, latest=True)
        rest = " ".join(words[count:])
        rest = f"{SPOKE} {rest}".strip() if first == "spoke" else rest
        if bearers:
            try:
                day_in(kind, rest, today())
            except NotUnderstood as wrong:
                return [], bearers, wrong
            sent = (("text", rest), ("kind", kind))
            small = KINDS[kind].said
            return (
                [Hit(f"/people/{p.id}/note", f"Keep “{rest}” with ", p.name, small, sent, f"/people/{p.id}") for p in bearers],
                bearers,
                None,
            )
    return [], [], error if len(q.split()) > 2 else None


def _do(q: str, verb: str, found: list[PersonView]) -> list[Hit]:
    hits = [Hit(to, f"Go to {name}") for word, (name, to) in PLACES.items() if text.fold(q) == word]
    if verb in BEFORE:
        hits += [Hit(f"/before/{person.id}", "Before you meet ", person.name) for person in found[:3]]
    wanted = {p.id for p in found[:6]}
    first = text.fold(q.partition(" ")[0])
    acts = (
        [(n, p) for n, p in slated() if p.person in wanted and (not verb or text.fold(p.title).startswith(verb) or verb in OPEN)]
        if found
        else []
    )
    hits += [Hit(f"/?write={number}#a{number}", proposal.title, small="on today’s list") for number, proposal in acts]
    if first == "thank" and found:
        there = {p.person for _, p in acts}
        hits += [Hit(f"/people/{p.id}#note", "Thank ", p.name) for p in found[:2] if p.id not in there]
    if not verb and not verb_of(q) and len(found) == 1:
        hits.append(Hit(f"/before/{found[0].id}", f"Before you meet {given(found[0])}"))
    return hits


def _people(found: list[PersonView]) -> list[Hit]:
    stands = ties.ties_with([p.id for p in found], clock.now()) if found else {}
    return [_person(p, stands.get(p.id)) for p in found]


def _person(person: PersonView, tie: TieView | None) -> Hit:
    where = ", ".join(part for part in (person.title, person.organisation) if part) or person.email
    stands = say.short(tie, clock.now()) if tie else ""
    return Hit(f"/people/{person.id}", "", person.name, "; ".join(part for part in (where, stands) if part))


def _knows(one: value_seen.Knows) -> Hit:
    day = f", {text.short_day(datetime.fromtimestamp(one.at), today())}" if one.at is not None else ""
    return Hit(f"/people/{one.person}", "", one.name, f"{one.reason}{day}")


def _subject(one: value_seen.Subject) -> Hit:
    day = text.short_day(datetime.fromtimestamp(one.at), today())
    return Hit(f"/people/{one.person}/talked", f"“{one.subject}” ", "", f"{one.kind} with {one.name}, {day}")


def _goals(q: str, most: int) -> list[Hit]:
    wanted = text.fold(q).split()
    if not wanted:
        return []
    return [Hit(f"/goals/{g.id}", "", g.title) for g in goals.goals() if all(w in text.fold(g.title) for w in wanted)][:most]
