"""Meetings of the first part: those of one kind on one line, with the names of who was asked; the calendar’s own marks come last."""

import json
import re
from collections import defaultdict
from typing import Any

from worthwhile.seen.queries.whose import Whose
from worthwhile.seen.values import Line
from worthwhile.seen.words import days, joined, quoted
from worthwhile.store import among, rows
from worthwhile.text import number, several

MEETINGS = "All meetings, with dates"
MARKS = "Marks by which books and calendars know all this; they say nothing more of a person"

Act = dict[str, Any]
_EVENT = "select id, summary, rule, who, recurring, place from worthwhile_event where "


def lines(w: Whose, exchanges: list[Act]) -> tuple[list[Line], list[Line]]:
    """(the meetings, ahead as well as past; the marks that the calendar set on them)."""
    events: dict[int, list[Act]] = defaultdict(list)
    alone: list[Act] = []
    for act in (a for a in exchanges if a["kind"] == "meeting"):
        (alone if act["event"] is None else events[act["event"]]).append(act)
    told = {r[0]: r[1:] for r in among(_EVENT + "id in {}", events)}
    extra = [r for r in _asked_to(w) if r[0] not in told]
    found = [(told[pk], acts) for pk, acts in events.items() if pk in told] + [(r[1:], []) for r in extra]
    names = _names(w, [said[2] for said, _ in found])
    out: dict[str, list[int]] = defaultdict(list)
    for said, acts in [*found, *((("", "", "", False, ""), [a]) for a in alone)]:
        out[_event(said, acts, names)] += [a["at"] for a in acts]
    meetings = [Line(joined([what, days(moments, w.at)], ": "), fold=MEETINGS) for what, moments in out.items()]
    return [*meetings, *_former(w)], _marks([said for said, _ in found])


def _event(said: tuple[Any, ...], acts: list[Act], names: dict[str, str]) -> str:
    """What a meeting was, but for its days."""
    summary, _, who, recurring, place = said
    titles = list(dict.fromkeys(t for t in (summary, *sorted({a["subject"] for a in acts})) if t))
    sizes = sorted({a["size"] for a in acts})
    roles = sorted({r for a in acts for r in a["roles"]} - {"attendee"})
    parts = [
        " or ".join(map(quoted, titles)) or "without a title", f"at {place}" if place else "", "comes again" if recurring else "",
        joined(sorted({f"{a['minutes']} minutes" for a in acts if a["minutes"]}), ", "), joined(sorted({a["detail"] for a in acts}), ", "),
        "a whole day" if any(a["flags"] == "all_day" for a in acts) else "", joined((_ROLES.get(r, r) for r in roles), ", "),
        f"{number(sizes[-1])} of you" if sizes and sizes[-1] > 2 else "", several([names[a] for a in _asked(who)]) if who else "",
    ]  # fmt: skip
    return joined(parts, ", ")


_ROLES = {"organizer": "they asked for it", "organiser": "they asked for it"}


def _asked(who: str) -> list[str]:
    """Who was asked, as the invitation had it: without the words of our own shape."""
    return list(dict.fromkeys(line.partition(" ")[2].partition(":")[2] or line for line in who.split("\n")))


_NAMED = """select a.value, r.name, r.kind from worthwhile_address a join worthwhile_belonging b on b.address_id = a.id
    join worthwhile_profile p on p.person_id = b.person_id join worthwhile_profile r on r.person_id = p.root_id where a.value in {}"""


def _names(w: Whose, invitations: list[str]) -> dict[str, str]:
    """Whose the addresses of these invitations are: "you", their given name, others by name; an address that nobody has stands as it is."""
    asked = {a: a for who in invitations if who for a in _asked(who)}
    asked |= {value: "you" if kind == "me" else name for value, name, kind in among(_NAMED, asked)}
    return asked | {value: w.given for _, value in w.addresses.values() if value in asked}


def _marks(events: list[tuple[Any, ...]]) -> list[Line]:
    """The rule of each meeting that comes again, as the calendar puts it, and all addresses that were asked."""
    out = {
        f"Calendar: {quoted(summary) or 'a meeting'} comes again by {rule}": None for summary, kept, *_ in events if (rule := _rule(kept))
    }
    asked = sorted({a for _, _, who, *_ in events if who for a in _asked(who)})
    return [Line(text, fold=MARKS) for text in (*out, *([f"Calendar: addresses that were asked: {', '.join(asked)}"] if asked else []))]


def _rule(rule: str) -> str:
    """How the calendar itself puts it, but for the lines that only say the day, which is shown."""
    kept = [line for line in rule.split("\n") if line and line.partition(":")[0].partition(";")[0] not in ("DTSTART", "DTEND", "STATUS")]
    return " ".join(kept)


def _asked_to(w: Whose) -> list[tuple[Any, ...]]:
    """Events whose invitation names an address of theirs, whether or not an occurrence stands in the log."""
    out: list[tuple[Any, ...]] = []
    for kind, value in w.addresses.values():
        mark = f"%{kind}:{value}%".replace("_", "\\_")
        found = rows(_EVENT + "who like %s escape '\\'", [mark])
        out += [r for r in found if value in _asked(r[3]) and r not in out]  # "ana@x.example" also begins "ana@x.example.org"
    return out


_SHAPE = re.compile(r"\b(?:attendee|organizer),? (?:email|tel)(?::|, )")  # how we keep who was asked


def _former(w: Whose) -> list[Line]:
    """What a meeting was before an import changed it, kept so that the import can be taken back."""
    out = []
    # an address whole: "li@x.example" also ends "ali@x.example"
    theirs = re.compile("|".join(rf"(?<![\w.+@-]){re.escape(value)}(?![\w@-]|\.\w)" for _, value in w.addresses.values()) or r"(?!)")
    for content, stood in rows("select content, occurrences from worthwhile_former"):
        text, more = (v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in (content, stood))
        if theirs.search(text) or theirs.search(more):
            out.append(Line(f"A meeting as it was before it changed: {_SHAPE.sub('', f'{flat(text)}; {flat(more)}')}", "kept until its import can no longer be taken back",
                            "/undo", fold=MEETINGS))  # fmt: skip
    return out


def flat(kept: Any) -> str:
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
