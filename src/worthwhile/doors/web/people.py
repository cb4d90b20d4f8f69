"""People: find anyone, tidy many at once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import clock, lines, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed, whole
from worthwhile.errors import NotUnderstood
from worthwhile.intake.queries import address_missing
from worthwhile.people import queries as people
from worthwhile.people import services as joining
from worthwhile.people.values import PersonView
from worthwhile.ties import queries as ties
from worthwhile.ties import say
from worthwhile.ties.values import TieView
from worthwhile.value.queries import drawn

PAGE = 25
KINDS = {"stranger": "No exchange both ways", "list": "Lists", "robot": "Robots", "role": "Shared addresses"}
FILTERS = {"asked": "Wrote last", "quiet": "Quiet", "new": "New", "outside": "Outside the firm", "close": "You said: close"}
TAKEN_FOR = {"stranger": "no exchange both ways", "list": "a mailing list", "robot": "a robot", "role": "a shared address"}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A table, twenty-five at a time: people with whom she was in touch last first, the others by name."""
    upkeep.fresh(clock.now())
    kind = request.GET.get("kind", "person")
    if kind != "person" and kind not in KINDS:
        raise NotUnderstood(f"“{text.clean(kind, 40)}” is no kind of address.", do="Go back to People.")
    q, only = text.clean(request.GET.get("q", ""), 200), request.GET.get("only", "")
    if only and only not in FILTERS:
        raise NotUnderstood(f"“{text.clean(only, 40)}” is no filter here.", do="Go back to People.")
    offset = _offset(request)
    shown, total = _find(q, kind, only, offset)
    stands = ties.ties_with([p.id for p in shown], clock.now()) if kind == "person" else {}
    context = {
        "title": "People" if kind == "person" else "Everyone else",
        "lead": _lead(kind, total, bool(q or only)),
        "kind": kind,
        "q": q,
        "filter": only,
        "current": only or (kind if kind != "person" else ""),
        "filters": _filters(kind, q, only),
        "rows": _rows(shown, stands, kind),
        "nobody": _nobody(q, only),
        "near": near(q) if not shown and q else [],
        "total": total,
        "first": offset + 1,
        "last": offset + len(shown),
        "before": _address(kind, q, only, max(0, offset - PAGE)) if offset else "",
        "after": _address(kind, q, only, offset + PAGE) if offset + PAGE < total else "",
    }
    return render(request, "people/page.html", context)


def _offset(request: HttpRequest) -> int:
    asked = request.GET.get("from", "0")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else 0


def _address(kind: str, q: str, only: str, offset: int = 0) -> str:
    parts = {"kind": kind if kind != "person" else "", "q": q, "only": only, "from": offset or ""}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"/people?{query}" if query else "/people"


def _filters(kind: str, q: str, only: str) -> list[tuple[str, str, str]]:
    """Filters in words; the one in force leads back to all."""
    if kind == "person":
        return [(value, words, _address(kind, q, "" if value == only else value)) for value, words in FILTERS.items()]
    return [(value, words, _address(value, q, "")) for value, words in KINDS.items()]


def _holds(only: str) -> Callable[[PersonView, TieView | None], bool]:
    home = _home()
    return {
        "asked": lambda p, t: t is not None and t.open_from is not None,
        "quiet": lambda p, t: t is not None and t.state in ("cooling", "long silence", "asleep"),
        "new": lambda p, t: t is not None and t.state == "new",
        "outside": lambda p, t: bool(p.email) and p.email.rpartition("@")[2] != home,
        "close": lambda p, t: t is not None and t.close is not None and t.close >= 4,
    }[only]


def _home() -> str:
    """The domain of her own firm: that of her own address."""
    me = people.me()
    return me.email.rpartition("@")[2] if me else ""


def _find(q: str, kind: str, only: str, offset: int) -> tuple[list[PersonView], int]:
    if not only and not q:
        count = people.count()
        total = {"person": count.people, "list": count.lists, "robot": count.robots, "role": count.roles, "stranger": count.strangers}[kind]
        if kind != "person":
            return people.people(kind=kind, limit=PAGE, offset=offset), total
        who = people.people_by_id(order := ties.latest(PAGE, offset))
        return [who[p] for p in order], total
    found, last = people.people(q, kind=kind), ties.last_contacts() if kind == "person" else {}
    found.sort(key=lambda p: -last.get(p.id, 0))  # by name among those
    if only:
        holds, stands = _holds(only), {t.person: t for t in ties.ties(clock.now())}
        found = [p for p in found if holds(p, stands.get(p.id))]
    return found[offset : offset + PAGE], len(found)


def _rows(shown: list[PersonView], stands: dict[int, TieView], kind: str) -> list[dict[str, Any]]:
    at = clock.now()
    marks = drawn.lines([p.id for p in shown], at, at - lines.SPAN) if kind == "person" else {}
    return [
        {
            "person": p,
            "where": ", ".join(part for part in (p.title, p.organisation) if part) or p.email,
            "line": marks.get(p.id, []),
            "stands": TAKEN_FOR[kind] if kind != "person" else say.short(stands[p.id], at) if p.id in stands else "",
        }
        for p in shown
    ]


def _lead(kind: str, total: int, narrowed: bool) -> str:
    figures = f"{total:,}".replace(",", "\u202f")
    if kind != "person":
        return f"{figures} {'address' if total == 1 else 'addresses'}{' found' if narrowed else ''}. Put right what was taken for something it is not."
    if not total and not narrowed:
        return "No one yet."
    if narrowed:
        return f"{figures} found." if total else ""
    one = "One person" if total == 1 else figures
    return (
        f"{one} you exchange with or keep as contacts."
        if not address_missing()
        else f"{one if total == 1 else figures + ' people'} named in what you brought in."
    )


def _nobody(q: str, only: str) -> str:
    if q and only:
        return f"No one named “{q}” is there under “{FILTERS[only]}”."
    if q:
        return f"Nothing is named “{q}” here."
    return f"No one is there under “{FILTERS[only]}”." if only else "No one is here."


def near(q: str) -> list[PersonView]:
    """People whose names look like what was typed."""
    return people.near(q)


@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """A deed on all that were chosen."""
    ids = list(dict.fromkeys(n for w in request.POST.getlist("who") if (n := whole(w)) is not None))
    deed, before, at = request.POST.get("do", ""), newest_deed(), clock.now()
    if not ids:
        raise NotUnderstood("Nobody was chosen, so nothing was done.", do="Go back and mark the boxes beside their names.")
    if deed == "merge":
        _merge(ids, at)
    elif deed == "leave_out":
        joining.leave_out(ids[0], at=at, others=ids[1:])
    elif deed == "is_person":
        joining.judge(ids[0], "person", at=at, others=ids[1:])
    else:
        raise NotUnderstood("That is nothing that can be done here.", do="Go back to People.")
    upkeep.anew(at)
    return done_and_back(request, before, "/people")


def _merge(ids: list[int], at: int) -> None:
    if len(ids) != 2:
        raise NotUnderstood("Two have to be chosen to say that they are one person.", do="Go back and mark two boxes.")
    a, b = (people.person(i) for i in ids)
    if not plausible(a, b):
        raise NotUnderstood(
            f"{a.name} and {b.name} do not share a whole name or an address, so they were left apart.",
            do="If they are one all the same, say so with `worthwhile same`.",
        )
    joining.same(a.id, b.id, at=at)


def plausible(a: PersonView, b: PersonView) -> bool:
    """Could two chosen rows be one person? One name has to hold the whole of the other, or the mail account names be the same."""
    words_a, words_b = ({w for w in text.fold(p.name).replace("@", " ").split() if len(w) > 2} for p in (a, b))
    account_a, account_b = (p.email.partition("@")[0] for p in (a, b))
    less, more = sorted((words_a, words_b), key=len)
    return bool(less and less <= more) or bool(account_a and account_a == account_b)
