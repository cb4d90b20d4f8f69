"""Needs & offers: what meets, who is being introduced, what is still open, and what came of earlier ones."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from worthwhile import text
from worthwhile.doors.web import clock, meeting, naming, upkeep
from worthwhile.doors.web.pages import done_and_back, newest_deed, nothing_typed, whole
from worthwhile.errors import NotFound, NotUnderstood, Worthwhile
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.value import asking
from worthwhile.value import queries as noted
from worthwhile.value import services as value
from worthwhile.value.kinds import HELP
from worthwhile.value.queries import board

PAGE, PAIRS = 25, 10
LISTS = {"pairs": PAIRS, "open": PAGE, "offers": PAGE, "going": PAIRS}  # what is paged, and how many at a time
ENDED = 6


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What people around her could use, and what others can give."""
    return _page(request, {"who": text.clean(request.GET.get("who", ""), 200)} if "who" in request.GET else {})


def _page(request: HttpRequest, filled: dict[str, Any], status: int = 200) -> HttpResponse:
    at = clock.now()
    upkeep.fresh(at)
    skip = {name: _skip(request, name) for name in LISTS}
    going = noted.introductions()
    pairs, meet = board.meeting(skip["pairs"], PAIRS)
    needs, offers = board.alone("need", skip["open"], PAGE), board.alone("offer", skip["offers"], PAGE)
    asks, asked = noted.open_of_kind("ask")[:3], noted.open_of_kind("asked")[:3]
    tell, ended = noted.without_end(at), noted.ended(most=ENDED)
    shown = going[skip["going"] : skip["going"] + PAIRS]
    ids = {p for i in (*shown, *ended) for p in (i.one, i.other)} | {p for p, _ in (*needs.rows, *offers.rows, *asks, *asked, *tell)}
    who = people.people_by_id([*ids, *(p for m in pairs for o in m.offers for p in (o.who, o.giver))])
    mine = people.me()
    me = "" if mine is None or "@" in mine.name else mine.given or mine.name.split(" ")[0]
    context = {
        "going": meeting.introductions(shown, who, me),
        "pairs": meeting.pairs(pairs, who, me),
        "meet": meet,
        "needs": meeting.lines(needs.rows, who),
        "offers": meeting.lines(offers.rows, who),
        "own": noted.offers() if not skip["offers"] else [],
        "asks": meeting.lines(asks, who),
        "asked": meeting.lines(asked, who),
        "tell": meeting.lines(tell, who),
        "sentence": asking.seldom(noted.giving(at), at),
        "ended": meeting.ended(ended, who, me, at),
        "help": HELP,
        "pagers": {name: _pager(skip, name, total) for name, total in
                   (("pairs", meet), ("open", needs.total), ("offers", offers.total), ("going", len(going)))},
        "filled": filled,
    }  # fmt: skip
    if not (going or meet or needs.total or filled.get("kind")):
        context["questions"] = [*_questions(at)]
        context["bare"] = not context["questions"]
    return render(request, "needs/page.html", context, status=status)


def _skip(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "0")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 0


def _pager(skip: dict[str, int], name: str, total: int) -> dict[str, Any]:
    """Where those before and those after are; the other lists stay where they are."""
    step, at = LISTS[name], skip[name]

    def to(where: int) -> str:
        parts = [f"{n}={s}" for n, s in {**skip, name: where}.items() if s]
        return f"/needs?{'&'.join(parts)}#{name}" if parts else f"/needs#{name}"

    return {
        "before": to(max(0, at - step)) if at else "",
        "after": to(at + step) if at + step < total else "",
        "first": at + 1,
        "last": min(at + step, total),
        "total": total,
    }


def _questions(at: int) -> list[tuple[PersonView, str, int]]:
    found = board.with_question(at)
    who = people.people_by_id([p for p, _, _ in found])
    return [(who[p], subject, when) for p, subject, when in found if p in who]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A need or an offer, of anybody by name or of her own; what was typed stays when something is wrong with it."""
    if request.method != "POST":
        return redirect("/needs")
    kind, said, help = (request.POST.get(name, "") for name in ("kind", "text", "help"))
    if kind not in ("need", "offer"):
        raise NotUnderstood("That is neither a need nor an offer.", do="Go back to Needs & offers, and choose one.")
    before = newest_deed()
    try:
        who = naming.chosen(request, "who", own=True)
        if who is None and kind == "offer":
            if not text.clean(said):
                raise NotUnderstood("What you offer was not said.", do="Write a few words.")
            value.offers(said, at=clock.now())
        else:
            person = who or people.me()
            if person is None:
                raise NotFound("Which person is you is not known yet.", do="Say it under Bring in, or name somebody.")
            value.once(person.id, said, at=clock.now(), kind=kind)
            value.note(person.id, said, at=clock.now(), kind=kind, help=help)
    except Worthwhile as error:
        return _page(request, naming.filled(request, error, ("kind", "text", "help", "who")), status=400)
    return done_and_back(request, before, "/needs")


@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: HttpRequest) -> HttpResponse:
    """Begin an introduction: of a need and an offer that meet (by their rows), or of two people by name."""
    if request.method != "POST":
        return redirect("/needs")
    before = newest_deed()
    if "need" not in request.POST:
        try:
            one, other = naming.chosen(request, "one"), naming.chosen(request, "other")
            if one is None or other is None:
                raise NotUnderstood("An introduction takes two.", do="Name both.")
            value.introduce(one.id, other.id, need=request.POST.get("text", ""), at=clock.now())
        except Worthwhile as error:
            return _page(request, naming.filled(request, error, ("text", "one", "other")) | {"kind": "introduce"}, status=400)
        return done_and_back(request, before, "/needs")
    need, giver, offered = _meets(request)
    value.introduce(need[0], giver, need=need[1].text, offer=offered, at=clock.now())
    return done_and_back(request, before, "/needs")


@require_POST
def aside(request: HttpRequest) -> HttpResponse:
    """Not these two: it is learned, and they are not suggested for this again."""
    before = newest_deed()
    need, giver, offered = _meets(request)
    value.set_aside(need[0], giver, need[1].text, offered, at=clock.now())
    return done_and_back(request, before, "/needs")


@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Not today: the need comes back by itself, with whom it may meet."""
    before = newest_deed()
    value.put_off(whole(request.POST.get("need", "")) or 0, at=clock.now())
    return done_and_back(request, before, "/needs")


def _meets(request: HttpRequest) -> tuple[tuple[int, Any], int, str]:
    """The need that a form names, who could give it, and in which words. Raises NotFound."""
    rows = {name: whole(request.POST.get(name, "")) for name in ("need", "offer", "own", "giver")}
    found = board.lines([r for r in (rows["need"], rows["offer"]) if r is not None])
    need, offer = found.get(rows["need"] or 0), found.get(rows["offer"] or 0)
    if need is None or need[1].kind != "need" or need[1].closed is not None:
        raise NotFound("That need is settled, or not here any more.", do="Go back to Needs & offers; the page shows what is there.")
    if offer is not None:
        return need, offer[0], offer[1].text
    mine, own = people.me(), board.own_offer(rows["own"] or 0)
    if own and mine is not None:
        return need, mine.id, own
    if rows["giver"] is not None:  # somebody who could, chosen without an offer of theirs
        return need, people.person(rows["giver"]).id, ""
    raise NotFound("That offer is not here any more.", do="Go back to Needs & offers; the page shows what is there.")


@require_POST
def said(request: HttpRequest, row: int) -> HttpResponse:
    """The one who was asked said yes, or would rather not."""
    before = newest_deed()
    value.said(row, request.POST.get("answer", ""), at=clock.now(), stage=request.POST.get("stage", ""))
    return done_and_back(request, before, "/needs")


@require_POST
def introduced(request: HttpRequest, row: int) -> HttpResponse:
    """Both said yes, and she introduced them."""
    before = newest_deed()
    value.introduced(row, at=clock.now())
    return done_and_back(request, before, "/needs")


@require_POST
def came(request: HttpRequest, row: int) -> HttpResponse:
    """What came of it, in her words."""
    before = newest_deed()
    if not text.clean(request.POST.get("text", "")):
        return nothing_typed(request, f"c{row}", "/needs")
    value.came(row, request.POST.get("text", ""), at=clock.now())
    return done_and_back(request, before, "/needs")


@require_POST
def stop(request: HttpRequest, row: int) -> HttpResponse:
    """It ends here."""
    before = newest_deed()
    value.stop(row, at=clock.now())
    return done_and_back(request, before, "/needs")


@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """A need that was met, an offer that no longer stands, an ask that was answered."""
    before = newest_deed()
    value.close(whole(request.POST.get("line", "")) or 0, at=clock.now(), answer=request.POST.get("answer", ""))
    return done_and_back(request, before, "/needs")
