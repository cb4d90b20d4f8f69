"""The first part: what sources hold of somebody, with how far each reaches."""

import json
from collections import defaultdict
from pathlib import PurePath
from typing import Any

from worthwhile.intake.nouns import FOLDER, noun
from worthwhile.planning.words import bare_subject
from worthwhile.seen.queries.whose import Whose
from worthwhile.seen.values import Line
from worthwhile.seen.words import born, brief, count, days, joined, on, quoted
from worthwhile.sources.dates import noon
from worthwhile.store import among, rows
from worthwhile.text import number, several

WAYS = {"email": "mail address", "tel": "telephone", "linkedin": "LinkedIn", "name": "known as"}
BOOKS = {"vcard": "Address book", "linkedin": "LinkedIn"}
SUBJECTS, MEETINGS, NAMED = "All subjects, with dates", "All meetings, with dates", "Named in the subject of what passed between others"


def lines(w: Whose) -> list[Line]:
    """Every line of the first part."""
    exchanges = _exchanges(w)
    return [
        *_names(w),
        *_cards(w),
        _contact(w, exchanges),
        *_reaches(w),
        *_talk(w, exchanges),
        *_met(w, exchanges),
        *_former(w),
        *_aside(w),
    ]


def _names(w: Whose) -> list[Line]:
    fix = f"{w.page}/reach"
    beside: dict[int, list[str]] = defaultdict(list)
    for address, name, times in among("select address_id, name, times from worthwhile_sighting where address_id in {}", w.addresses):
        beside[address].append(f"“{name}”, {count(times, 'time')}")
    return [
        Line(joined([value, "the name beside it: " + "; ".join(beside[i]) if beside[i] else ""], ", "), "", fix, label=WAYS.get(kind, kind))
        for i, (kind, value) in w.addresses.items()
    ]


_CARD = """select id, kind, name, given, family, nickname, organisation, title, birthday, note, uid, since, related, own from worthwhile_card
    where id in {}"""
_ON_CARD = """select c.card_id, a.kind, a.value from worthwhile_cardaddress c join worthwhile_address a on a.id = c.address_id
    where c.card_id in {}"""


def _cards(w: Whose) -> list[Line]:
    held: dict[int, list[str]] = defaultdict(list)
    for card, kind, value in among(_ON_CARD, w.cards):
        held[card].append(f"{WAYS.get(kind, kind)} {value}")
    out = []
    for pk, kind, name, given, family, nick, organisation, title, birthday, note, uid, since, related, own in among(_CARD, w.cards):
        others = _flat(related)
        said = [
            name, f"given name {given}" if given else "", f"family name {family}" if family else "", f"called {nick}" if nick else "",
            joined([title, organisation], ", "), f"born {born(birthday)}" if birthday else "", f"note: “{note}”" if note else "",
            f"related: {others}" if others else "", f"since {on(noon(since), w.at)}" if since is not None else "",
            "; ".join(held[pk]), f"its mark in that book: {uid}" if uid else "", "the card is your own" if own else "",
        ]  # fmt: skip
        out.append(Line(joined(said), "changed where that book is kept", f"{w.page}/reach", label=BOOKS.get(kind, kind)))
    return out


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


def _contact(w: Whose, exchanges: list[dict[str, Any]]) -> Line:
    if not exchanges:
        return Line("none is seen here", label="Contact", change=f"{w.page}/talked", word="See it")
    told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for act in exchanges:
        told[_between(act, w.at)]["message" if act["kind"] == "mail" else act["kind"]] += 1
    said = [
        f"{several([count(n, kind) for kind, n in sorted(told[how].items(), key=lambda k: _ORDER.get(k[0], 2))])}{how}"
        for how in (" with you", " ahead", " among others")
        if told[how]
    ]
    what = "of each message sender, receivers, day and subject, of each meeting title, place, day and who was asked"
    text = f"{'; '.join(said)}; since {on(exchanges[-1]['at'], w.at)}: {what}. No message texts."
    return Line(text, label="Contact", change=f"{w.page}/talked", word="See it")


def _between(act: dict[str, Any], at: int) -> str:
    """Was it with her, as ties count it; is it a meeting still ahead; or did somebody else write to both, or she take no part?"""
    if act["kind"] == "meeting" and act["at"] > at:
        return " ahead"
    one_way = act["kind"] == "meeting" or act["hers"] != ("from" in act["roles"])
    return " with you" if act["with her"] and one_way else " among others"


_ORIGINS = """select distinct o.path, o.source, o.noun, o.until, o.active from worthwhile_origin o where o.source <> %s order by o.path"""


def _reaches(w: Whose) -> list[Line]:
    out = []
    for path, source, kept, until, active in rows(_ORIGINS, [FOLDER]):
        reach = f"until {on(min(until, w.at), w.at)}" if until is not None else "no day is known until which it reaches"
        ends = "" if active else ", and no longer read"
        out.append(Line(f"{PurePath(path).name}, {kept or noun(source)}: {reach}{ends}", change="/start", word="See it", label="Read from"))
    return out


def _talk(w: Whose, exchanges: list[dict[str, Any]]) -> list[Line]:
    """Subjects: one line each, with who wrote on which days."""
    topics: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for act in exchanges:
        if act["kind"] != "meeting":
            topics[bare_subject(act["subject"])][_how(act)].append(act["at"])
    out = []
    for subject, ways in topics.items():
        told = "; ".join(f"{how}: {days(moments, w.at)}" for how, moments in ways.items())
        out.append(Line(f"{quoted(subject)}: {told}" if subject else told, fold=SUBJECTS))
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


def _met(w: Whose, exchanges: list[dict[str, Any]]) -> list[Line]:
    """Meetings: one line for each event of the calendar, with its days; ahead as well as past."""
    events: dict[int, list[dict[str, Any]]] = defaultdict(list)
    alone: list[dict[str, Any]] = []
    for act in (a for a in exchanges if a["kind"] == "meeting"):
        (alone if act["event"] is None else events[act["event"]]).append(act)
    sql = "select id, summary, rule, who, recurring, place from worthwhile_event where id in {}"
    told = {r[0]: r[1:] for r in among(sql, events)}
    extra = [r for r in _asked_to(w) if r[0] not in told]
    out = [_event(w, told[pk], acts) for pk, acts in events.items() if pk in told] + [_event(w, r[1:], []) for r in extra]
    return out + [_event(w, (a["subject"], "", "", False, ""), [a]) for a in alone]


def _event(w: Whose, said: tuple[Any, ...], acts: list[dict[str, Any]]) -> Line:
    summary, rule, who, recurring, place = said
    others = {a["subject"] for a in acts} - {summary, ""}
    sizes = sorted({a["size"] for a in acts})
    parts = [
        quoted(summary) if summary else "without a title", *(f"also {quoted(o)}" for o in sorted(others)), f"at {place}" if place else "",
        "comes again" if recurring else "", _rule(rule),
        days([a["at"] for a in acts], w.at), joined(sorted({f"{a['minutes']} minutes" for a in acts if a["minutes"]}), ", "),
        f"{number(sizes[-1])} of you" if sizes and sizes[-1] > 2 else "",
        joined(sorted({a["detail"] for a in acts}), ", "), "a whole day" if any(a["flags"] == "all_day" for a in acts) else "",
        joined(sorted({r for a in acts for r in a["roles"]} - {"attendee"}), ", "), f"asked were: {_asked(who)}" if who else "",
    ]  # fmt: skip
    return Line(joined(parts), fold=MEETINGS)


def _rule(rule: str) -> str:
    """How the calendar itself puts it, but for the lines that only say the day, which is shown."""
    kept = [line for line in rule.split("\n") if line and line.partition(":")[0].partition(";")[0] not in ("DTSTART", "DTEND", "STATUS")]
    return f"as the calendar puts it, {' '.join(kept)}" if kept else ""


def _asked(who: str) -> str:
    """Who was asked, as the invitation had it: without the words of our own shape."""
    return ", ".join(dict.fromkeys(line.partition(" ")[2].partition(":")[2] or line for line in who.split("\n")))


def _asked_to(w: Whose) -> list[tuple[Any, ...]]:
    """Events whose invitation names an address of theirs, whether or not an occurrence stands in the log."""
    out: list[tuple[Any, ...]] = []
    for kind, value in w.addresses.values():
        mark = f"%{kind}:{value}%".replace("_", "\\_")
        sql = "select id, summary, rule, who, recurring, place from worthwhile_event where who like %s escape '\\'"
        out += [r for r in rows(sql, [mark]) if r not in out]
    return out


def _former(w: Whose) -> list[Line]:
    """What a meeting was before an import changed it, kept so that the import can be taken back."""
    out = []
    for content, stood in rows("select content, occurrences from worthwhile_former"):
        text, more = (v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in (content, stood))
        if any(value in text or value in more for _, value in w.addresses.values()):
            out.append(Line(f"A meeting as it was before it changed: {_flat(text)}; {_flat(more)}", "kept until its import can no longer be taken back",
                            "/undo", fold=MEETINGS))  # fmt: skip
    return out


def _flat(kept: Any) -> str:
    """Every word in a kept JSON value, one after the other."""
    kept = json.loads(kept) if isinstance(kept, str) else kept
    said: list[str] = []

    def walk(thing: Any) -> None:
        if isinstance(thing, dict):
            walk(list(thing.values()))
        elif isinstance(thing, list):
            for part in thing:
                walk(part)
        elif isinstance(thing, str) and thing:
            said.append(" ".join(thing.split()))

    walk(kept)
    return ", ".join(dict.fromkeys(said))


def _aside(w: Whose) -> list[Line]:
    """Records that were not taken, where the reason quotes a name or an address of theirs."""
    marks = [*w.full_names, *(value for _, value in w.addresses.values())]
    found = rows("select reason, cure, line from worthwhile_refusal")
    return [
        Line(f"Not taken (line {line}): {joined([reason, cure], ' ')}", change="/start", word="See it", label="Put aside")
        for reason, cure, line in found
        if any(mark.casefold() in f"{reason} {cure}".casefold() for mark in marks)
    ]
