"""The first part: what sources hold of somebody, with how far each reaches."""

from collections import defaultdict
from pathlib import PurePath
from typing import Any

from worthwhile.intake.nouns import FOLDER, noun
from worthwhile.planning.words import bare_subject
from worthwhile.seen.queries import met
from worthwhile.seen.queries.met import flat
from worthwhile.seen.queries.whose import Whose
from worthwhile.seen.values import Line
from worthwhile.seen.words import born, brief, count, days, joined, on, quoted
from worthwhile.sources.dates import noon
from worthwhile.store import among, rows
from worthwhile.text import number, several

WAYS = {"email": "mail address", "tel": "telephone", "linkedin": "LinkedIn", "name": "known as"}
BOOKS = {"vcard": "Address book", "linkedin": "LinkedIn"}
SUBJECTS, ROUND, NAMED = (
    "What you wrote of to each other, with dates",
    "What also went to others, with dates",
    "Named in the subject of what passed between others",
)


def lines(w: Whose) -> list[Line]:
    """Every line of the first part."""
    exchanges = _exchanges(w)
    told, events = met.lines(w, exchanges)
    cards, marks = _cards(w)
    return [*_names(w), *cards, *_contact(w, exchanges), *_reaches(w), *_aside(w), *_talk(w, exchanges), *told, *marks, *events]


def _names(w: Whose) -> list[Line]:
    fix = f"{w.page}/reach"
    beside: dict[int, list[str]] = defaultdict(list)
    for address, name, times in among("select address_id, name, times from worthwhile_sighting where address_id in {}", w.addresses):
        beside[address].append(f"“{name}” {'once' if times == 1 else count(times, 'time')}")
    return [
        Line(joined([value, f"with the name {several(beside[i])}" if beside[i] else ""], ", "), "", fix, label=WAYS.get(kind, kind))
        for i, (kind, value) in w.addresses.items()
    ]


_CARD = """select id, kind, name, given, family, nickname, organisation, title, birthday, note, uid, since, related, own from worthwhile_card
    where id in {}"""
_ON_CARD = """select c.card_id, a.kind, a.value from worthwhile_cardaddress c join worthwhile_address a on a.id = c.address_id
    where c.card_id in {}"""


def _cards(w: Whose) -> tuple[list[Line], list[Line]]:
    """Their cards as a card reads, and by what each is known in its book."""
    held: dict[int, list[str]] = defaultdict(list)
    for card, kind, value in among(_ON_CARD, w.cards):
        held[card].append(value if kind in ("email", "tel") else f"{WAYS.get(kind, kind)} {value}")
    out, marks = [], []
    for pk, kind, name, given, family, nick, organisation, title, birthday, note, uid, since, related, own in among(_CARD, w.cards):
        others = flat(related)
        said = [
            joined([name, title, organisation], ", "), f"called {nick}" if nick else "", f"born {born(birthday)}" if birthday else "",
            ", ".join(held[pk]), f"note: “{note}”" if note else "", f"related: {others}" if others else "",
            f"connected since {on(noon(since), w.at)}" if since is not None else "", "the card is your own" if own else "",
        ]  # fmt: skip
        book = BOOKS.get(kind, kind)
        out.append(Line(joined(said), "changed where that book is kept", f"{w.page}/reach", label=book))
        parts = [f"the given name is {given}" if given else "", f"the family name {family}" if family else ""]
        mark = [joined(parts, ", "), f"the card is known by {uid}" if uid else ""]
        marks += [Line(f"{book}: {joined(mark)}", fold=met.MARKS)] if any(mark) else []
    return out, marks


_EXCHANGES = """select i.id, i.kind, i.at, i.minutes, i.subject, i.size, i.flags, i.detail, i.event_id, p.role, p.address_id, i.sender_id
    from worthwhile_participation p join worthwhile_interaction i on i.id = p.interaction_id where p.address_id in {}"""
_WITH_HER = "select interaction_id, address_id from worthwhile_participation where interaction_id in {}"
_EGO = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me'"


def _exchanges(w: Whose) -> list[dict[str, Any]]:
    """Everything that this person took part in until the moment and what is ahead: each once, newest first, with all their roles in it."""
    names = ("id", "kind", "at", "minutes", "subject", "size", "flags", "detail", "event", "role", "address", "sender")
    mine = {i for (i,) in rows(_EGO)}
    found: dict[int, dict[str, Any]] = {}
    for row in among(_EXCHANGES, w.addresses):
        act = dict(zip(names, row, strict=True))
        known = found.setdefault(act["id"], act | {"roles": set()})
        known["roles"].add(act["role"])
        known["hers"] = act["sender"] in mine
        known["with her"] = False
    for row, address in among(_WITH_HER, list(found)):
        found[row]["with her"] |= address in mine
    return sorted(found.values(), key=lambda a: (-a["at"], -a["id"]))


_ORDER = {"message": 0, "meeting": 1}


def _contact(w: Whose, exchanges: list[dict[str, Any]]) -> list[Line]:
    if not exchanges:
        return [Line("none is seen here", label="Contact", change=f"{w.page}/talked", word="See it")]
    told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for act in exchanges:
        told[_between(act, w.at)]["message" if act["kind"] == "mail" else act["kind"]] += 1
    said = [
        f"{several([count(n, kind) for kind, n in sorted(told[how].items(), key=lambda k: _ORDER.get(k[0], 2))])}{how}"
        for how in (" with you", " ahead", " among others")
        if told[how]
    ]
    what = "Who wrote to whom, the day and the subject of each message; title, place, day and guests of each meeting. No message texts."
    since = f"{'; '.join(said)}; since {on(exchanges[-1]['at'], w.at)}."
    return [Line(since, label="Contact", change=f"{w.page}/talked", word="See it"), Line(what, label="What is kept")]


def _between(act: dict[str, Any], at: int) -> str:
    """Was it with her, as ties count it; is it a meeting still ahead; or did somebody else write to both, or she take no part?"""
    if act["kind"] == "meeting" and act["at"] > at:
        return " ahead"
    one_way = act["kind"] == "meeting" or act["hers"] != ("from" in act["roles"])
    return " with you" if act["with her"] and one_way else " among others"


_ORIGINS = """select distinct o.path, o.source, o.noun, o.until, o.active from worthwhile_origin o where o.source <> %s order by o.path"""


def _reaches(w: Whose) -> list[Line]:
    out: list[Line] = []
    for path, source, kept, until, active in rows(_ORIGINS, [FOLDER]):
        reach = f" until {on(min(until, w.at), w.at)}," if until is not None else ""
        ends = "" if active else "; no longer read"
        see = "" if out else "/start"
        out.append(Line(f"{kept or noun(source)}{reach} from {PurePath(path).name}{ends}", change=see, word="See it", label="Read from"))
    return out


def _talk(w: Whose, exchanges: list[dict[str, Any]]) -> list[Line]:
    """Subjects: one line each, with who wrote on which days; first those between the two of them."""
    topics: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    shared: dict[str, bool] = defaultdict(lambda: True)
    for act in exchanges:
        if act["kind"] != "meeting":
            subject = bare_subject(act["subject"])
            topics[subject][_how(act)].append(act["at"])
            shared[subject] &= act["size"] > 2 or not act["with her"]
    out = []
    for subject, ways in sorted(topics.items(), key=lambda t: shared[t[0]]):
        told = "; ".join(f"{how}, {days(moments, w.at)}" if "," in how else f"{how} {days(moments, w.at)}" for how, moments in ways.items())
        out.append(
            Line(f"{quoted(subject)}: {told}" if subject else f"without a subject: {told}", fold=ROUND if shared[subject] else SUBJECTS)
        )
    if w.full_names:
        out += _named(w, {act["id"] for act in exchanges})
    return out


def _how(act: dict[str, Any]) -> str:
    """ "they wrote", "you wrote, to three", "they endorsed, for safety cases"."""
    theirs = "from" in act["roles"]
    verb = {"endorsement": "endorsed", "recommendation": "recommended", "invitation": "invited"}.get(act["kind"], "wrote")
    who = "they" if theirs else "you" if act["hers"] else "somebody else"
    more = [
        f"to {number(act['size'] - 1)}" if act["size"] > 2 else "",
        "they in copy" if not theirs and act["roles"] <= {"cc", "bcc"} else "",
        act["detail"] and f"for {act['detail']}",
        f"{act['minutes']} minutes" if act["minutes"] else "",
        f"as a program or a list writes ({act['flags']})" if act["flags"] else "",
    ]
    return joined([f"{who} {verb}", *more], ", ")


def _named(w: Whose, known: set[int]) -> list[Line]:
    """Subjects of what passed between others that say a full name of theirs."""
    where = " or ".join(["subject like %s escape '\\'"] * len(w.full_names))
    marks = ["%" + n.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for n in w.full_names]
    found = [
        r for r in rows(f"select id, at, subject from worthwhile_interaction where {where} order by at desc", marks) if r[0] not in known
    ]
    return [Line(f"{quoted(subject)}, {brief(at, w.at)}", fold=NAMED) for _, at, subject in found]


def _aside(w: Whose) -> list[Line]:
    """Records that were not taken, where the reason quotes a name or an address of theirs."""
    marks = [*w.full_names, *(value for _, value in w.addresses.values())]
    found = rows("select reason, cure, line from worthwhile_refusal")
    return [
        Line(f"Not taken (line {line}): {joined([reason, cure], ' ')}", change="/start", word="See it", label="Put aside")
        for reason, cure, line in found
        if any(mark.casefold() in f"{reason} {cure}".casefold() for mark in marks)
    ]
