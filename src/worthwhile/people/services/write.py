"""Writes what was decided: profiles, belongings, joins and questions, whole and in order, so that a rebuild gives the same rows."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from worthwhile.people.atoms import Node, nobodys
from worthwhile.people.kinds import Use, judge
from worthwhile.people.models import Belonging, CardOf, Join, Profile, Question
from worthwhile.people.names import best, from_local, given_and_family, turned, words
from worthwhile.people.resolve import Decision
from worthwhile.store import rows, write_many
from worthwhile.text import clean, fold

_PROFILE = ("person_id", "root_id", "kind", "name", "given", "family", "organisation", "title", "birthday", "email", "search", "left_out")


@dataclass(frozen=True, slots=True)
class _Card:
    """What a card says, and by when: the run that brought it, the day it names, its place in the file."""

    run: int
    since: int
    id: int
    uid: str
    name: str
    given: str
    family: str
    nickname: str
    organisation: str
    title: str
    birthday: str


@dataclass(slots=True)
class _Whole:
    """All that was seen of one person."""

    emails: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)  # when each address was last written from or to
    cards: list[_Card] = field(default_factory=list)


def write_identity(nodes: list[Node], decision: Decision) -> None:
    """Replace every derived row of identity by what was decided; kinds are written by `write_kinds` after this."""
    for model in (Question, Join, CardOf, Belonging, Profile):
        model.objects.all()._raw_delete(model.objects.db)
    _write_owners(decision.root)
    _write_profiles(nodes, decision.root)
    anchors = dict(rows("select id, anchor from worthwhile_person")) if decision.asked else {}
    write_many(
        "worthwhile_join",
        ["id", "a_id", "b_id", "by", "why", "chance"],
        [(n, j.a, j.b, j.by, j.why, j.chance) for n, j in enumerate(decision.joins, start=1)],
    )
    write_many(
        "worthwhile_question",
        ["id", "a_id", "b_id", "why", "chance", "gain"],
        [(question_id(anchors[q.a], anchors[q.b]), q.a, q.b, q.why, q.chance, q.gain) for q in decision.asked],
    )


def question_id(a: str, b: str) -> int:
    """A lasting id for a pair of anchors: the same pair is the same question after every rebuild. Fits JavaScript's numbers."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(sorted((a, b))).encode(), digest_size=6).digest()) or 1


def _write_owners(root: dict[int, int]) -> None:
    address = rows("select a.id, p.id from worthwhile_address a join worthwhile_person p on p.anchor = a.kind || ':' || a.value")
    write_many("worthwhile_belonging", ["address_id", "person_id"], [(a, root[p]) for a, p in address])
    card = rows("select c.id, p.id from worthwhile_card c join worthwhile_person p on p.anchor = 'card:' || c.key")
    write_many("worthwhile_cardof", ["card_id", "person_id"], [(c, root[p]) for c, p in card])


def _write_profiles(nodes: list[Node], root: dict[int, int]) -> None:
    wholes: dict[int, _Whole] = defaultdict(_Whole)
    cards = {
        person: rest
        for person, *rest in rows(
            "select p.id, c.run_id, coalesce(c.since, 0), c.id, c.uid, c.name, c.given, c.family, c.nickname, c.organisation, c.title, c.birthday "
            "from worthwhile_card c join worthwhile_person p on p.anchor = 'card:' || c.key"
        )
    }
    used = dict(rows(_USED))
    for node in nodes:
        whole = wholes[root[node.id]]
        if node.kind == "card":
            whole.cards.append(_Card(*cards[node.id]))
        else:
            whole.names.extend(() if nobodys(node) else node.names)
            (whole.emails if node.kind == "email" else whole.others).append(node.value)
            whole.used[node.value] = used.get(node.id) or 0
    for whole in wholes.values():
        whole.cards = _in_force(whole.cards)
    judged = _judged(root)
    shown = {i: _shown(whole, judged.get(i, ("", False, ""))[2]) for i, whole in wholes.items()}
    write_many(
        "worthwhile_profile",
        _PROFILE,
        [(n.id, root[n.id], "stranger", *shown[root[n.id]], judged.get(root[n.id], ("", False, ""))[1]) for n in nodes],
    )


def _in_force(cards: list[_Card]) -> list[_Card]:
    """The cards of one person, the newest first; of one card (one mark of its source) only the newest state."""
    kept: dict[str, _Card] = {}
    for card in sorted(cards, key=lambda c: (c.run, c.since, c.id), reverse=True):
        kept.setdefault(card.uid or f"\0{card.id}", card)
    return list(kept.values())


def _judged(root: dict[int, int]) -> dict[int, tuple[str, bool, str]]:
    """Her word on what somebody is, by root; the word on a part holds for the whole."""
    out: dict[int, tuple[str, bool, str]] = {}
    for person, kind, left_out, name in rows(
        "select p.id, j.kind, j.left_out, j.name from worthwhile_judged j join worthwhile_person p on p.anchor = j.anchor order by j.id"
    ):
        if person in root:
            had = out.get(root[person], ("", False, ""))
            out[root[person]] = (kind or had[0], bool(left_out) or had[1], name or had[2])
    return out


def _shown(whole: _Whole, hers: str) -> tuple[str, ...]:
    """name, given, family, organisation, title, birthday, email and the text to search, of all that was seen of one person."""
    carded = [c for c in whole.cards if c.name]
    name = hers or best((c.name, 1) for c in carded) or best(whole.names)
    email = max(whole.emails, default="", key=lambda e: (not e.endswith("noreply.github.com"), whole.used[e], -whole.emails.index(e)))
    if not name:
        name = from_local(email) if email else (whole.others or ["Somebody without a name"])[0]
    given, family = next(((c.given, c.family) for c in carded if c.given and words(c.name) == words(name)), given_and_family(name))
    organisation, title = next(((c.organisation, c.title) for c in whole.cards if c.organisation or c.title), ("", ""))
    birthday = next((c.birthday for c in whole.cards if c.birthday), "")
    seen = dict.fromkeys([name, *(turned(n) for n, _ in whole.names), *(c.name for c in carded), *(c.nickname for c in carded)])
    search = fold(" ".join([*seen, *whole.emails, *whole.others, organisation, title]))
    return clean(name, 300), given, family, organisation, title, birthday, email, search


# Meetings do not count: a series lies years ahead, and nobody writes to it.
_USED = (
    "select q.id, (select p.at from worthwhile_participation p where p.address_id = a.id and p.role in ('from', 'to', 'cc', 'bcc') "
    "order by p.at desc limit 1) from worthwhile_address a join worthwhile_person q on q.anchor = a.kind || ':' || a.value where a.kind = 'email'"
)


def write_kinds(used: dict[int, Use]) -> bool:
    """Say of everyone what it is, from how its addresses were used; her own word wins. True when that changed anything."""
    emails: dict[int, list[str]] = defaultdict(list)
    total: dict[int, Use] = defaultdict(Use)
    for address, person, kind, value in rows(
        "select b.address_id, b.person_id, a.kind, a.value from worthwhile_belonging b join worthwhile_address a on a.id = b.address_id order by 1"
    ):
        if kind == "email":
            emails[person].append(value)
        if address in used:
            total[person] += used[address]
    for person, linkedin in rows(
        "select o.person_id, max(case when c.kind = 'linkedin' then 1 else 0 end) from worthwhile_cardof o join worthwhile_card c on c.id = o.card_id group by 1"
    ):
        total[person] += Use(card=True, linked=linkedin)
    have = rows(
        "select root_id, name, kind, title = '' and birthday = '' and organisation <> '', organisation from worthwhile_profile where person_id = root_id"
    )
    me = {
        p
        for (p,) in rows(
            "select b.person_id from worthwhile_belonging b join worthwhile_address a on a.id = b.address_id join worthwhile_ownaddress o on o.kind = a.kind and o.value = a.value where o.confirmed or o.kind <> 'email' "
            "union select o.person_id from worthwhile_cardof o join worthwhile_card c on c.id = o.card_id where c.own"
        )
    }
    judged = _judged(dict(rows("select person_id, root_id from worthwhile_profile")))
    changed = []
    for person, name, kind, maybe_firm, organisation in have:
        firm = bool(maybe_firm) and words(name) == words(organisation)
        now = "me" if person in me else judged.get(person, ("",))[0] or judge(emails[person], total[person], words(name), firm=firm)
        if now != kind:
            changed.append((now, person))
    _update(changed)
    return bool(changed)


def _update(changed: Iterable[tuple[str, int]]) -> None:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, person in changed:
        by_kind[kind].append(person)
    for kind, people in by_kind.items():
        for start in range(0, len(people), 500):
            Profile.objects.filter(root_id__in=people[start : start + 500]).update(kind=kind)
