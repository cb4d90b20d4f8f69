"""Rows of this room as plain values."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from worthwhile.errors import Ambiguous, NotFound
from worthwhile.intake.queries import only_linkedin
from worthwhile.people.models import Question
from worthwhile.people.values import Count, Pair, PersonView, Side
from worthwhile.store import rows
from worthwhile.text import clean, fold, here, several

_VIEW = "p.root_id, q.anchor, p.name, p.given, p.family, p.organisation, p.title, p.birthday, p.email, p.kind, p.left_out"
_FIELDS = ("id", "anchor", "name", "given", "family", "organisation", "title", "birthday", "email", "kind")
_FROM = "from worthwhile_profile p join worthwhile_person q on q.id = p.root_id"
_ROOT = "p.person_id = p.root_id"
_LATEST = (  # the newest that they took part in, 0 where nothing is: who is meant by half a name is likelier somebody she is in touch with
    "coalesce((select max((select max(x.at) from worthwhile_participation x where x.address_id = b.address_id)) "
    "from worthwhile_belonging b where b.person_id = p.root_id), 0) desc"
)
_WHO = "See who is here: worthwhile people"
_LARGEST = 2**63  # no row has a number of this size


def _view(row: Sequence[Any]) -> PersonView:
    return PersonView(**{**dict(zip(_FIELDS, row, strict=False)), "left_out": bool(row[10])})


def person(person_id: int) -> PersonView:
    """Somebody by id; the id of a joined one gives the whole. Raises NotFound."""
    found = rows(f"select {_VIEW} {_FROM} where p.person_id = %s", [person_id]) if 0 <= person_id < _LARGEST else []
    if not found:
        raise NotFound(f"Nobody here has the number #{person_id}.", do="See who is here: worthwhile people")
    return _view(found[0])


def people_by_id(ids: Sequence[int]) -> dict[int, PersonView]:
    """Views by the ids asked for; ids that are not here are left out."""
    out: dict[int, PersonView] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join(["%s"] * len(part))
        out |= {row[11]: _view(row) for row in rows(f"select {_VIEW}, p.person_id {_FROM} where p.person_id in ({marks})", part)}
    return out


def people(q: str = "", kind: str = "person", limit: int | None = None, offset: int = 0, *, latest: bool = False) -> list[PersonView]:
    """Those of one kind whose names, addresses, organisation or title hold every word of `q`, by name; with `latest`, those lately in touch first."""
    where, params = [_ROOT, "p.kind = %s"], [kind]
    for word in fold(clean(q)).split():
        where.append("p.search like %s escape '\\'")
        params.append(_like(word))
    page = f" limit {int(limit)} offset {int(offset)}" if limit is not None else ""
    order = f"{_LATEST}, p.name, p.root_id" if latest else "p.name, p.root_id"
    return [_view(row) for row in rows(f"select {_VIEW} {_FROM} where {' and '.join(where)} order by {order}{page}", params)]


def beginning(q: str, limit: int) -> list[PersonView]:
    """People as `people` finds them, those first whose names begin with the first word of `q`, then those of whose names a part does, and among
    these who was in touch last. Where some
    are called so, or work somewhere called so, those in whose names or addresses it only stands somewhere are left out."""
    words = fold(clean(q)).split()
    if not words:
        return []
    where = " and ".join([_ROOT, "p.kind = 'person'", *["p.search like %s escape '\\'"] * len(words)])
    start = _like(words[0])[1:]
    order = f"case when lower(p.name) like %s escape '\\' then 0 when lower(p.name) like %s escape '\\' then 1 else 2 end, {_LATEST}, p.name, p.root_id"
    sql = f"select {_VIEW} {_FROM} where {where} order by {order} limit {int(limit)}"
    found = [_view(row) for row in rows(sql, [*map(_like, words), start, f"% {start}"])]
    return [p for p in found if _begins(p, words[0])] or found


def _begins(p: PersonView, with_: str) -> bool:
    return any(part.startswith(with_) for part in fold(f"{p.name} {p.organisation} {p.title} {p.email}").split())


def others(q: str, limit: int = 6) -> list[PersonView]:
    """Those that are no people one exchanges with (strangers, shared addresses, lists, robots) and hold every word of `q`, by name."""
    words = fold(clean(q)).split()
    where = " and ".join([_ROOT, "p.kind in ('stranger', 'role', 'list', 'robot')", *["p.search like %s escape '\\'"] * len(words)])
    found = rows(
        f"select {_VIEW} {_FROM} where {where} order by p.kind <> 'stranger', p.name, p.root_id limit {int(limit)}",
        [_like(w) for w in words],
    )
    return [_view(row) for row in found]


def count() -> Count:
    """How many addresses there are, and of whom."""
    by = dict(rows(f"select kind, count(*) from worthwhile_profile p where {_ROOT} group by kind"))
    ((addresses,),) = rows("select count(*) from worthwhile_belonging")
    return Count(addresses, *(by.get(k, 0) for k in ("person", "list", "robot", "role", "stranger")))


def me() -> PersonView | None:
    """The user herself, if any of her own addresses stands in the log."""
    found = rows(f"select {_VIEW} {_FROM} where {_ROOT} and p.kind = 'me' order by p.root_id limit 1")
    return _view(found[0]) if found else None


def by_linkedin() -> str:
    """Who the user is where LinkedIn's export alone tells it, and what would tell more, in words; "" where more than that was read."""
    if not only_linkedin():
        return ""
    who = me()
    you = f"LinkedIn has you as {who.name}." if who and who.given else "Who you are is not in what LinkedIn sent (Profile.csv)."
    if rows("select 1 from worthwhile_interaction limit 1"):
        return f"{you} Mail or a calendar of yours would tell more."
    return f"{you} Its connections do not tell with whom you exchange; its whole archive, mail or a calendar would."


def addresses_of(person_id: int) -> list[tuple[str, str]]:
    """(kind, value) of all addresses of somebody: e-mail first."""
    return addresses_by_person([person_id]).get(person_id, [])


def addresses_by_person(ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """(kind, value) of all addresses, by the root ids asked for."""
    out: dict[int, list[tuple[str, str]]] = defaultdict(list)
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found = rows(
            "select b.person_id, a.kind, a.value from worthwhile_belonging b join worthwhile_address a on a.id = b.address_id "
            f"where b.person_id in ({', '.join(['%s'] * len(part))}) order by a.kind <> 'email', a.kind <> 'tel', a.kind, a.id",
            part,
        )
        for person_id, kind, value in found:
            out[person_id].append((kind, value))
    return dict(out)


def anchors_of(person_id: int) -> list[str]:
    """All anchors of somebody, its own first: what notes, words and acts may hang on."""
    return [
        anchor
        for (anchor,) in rows(
            "select q.anchor from worthwhile_profile p join worthwhile_person q on q.id = p.person_id "
            "where p.root_id = (select root_id from worthwhile_profile where person_id = %s) order by q.id",
            [person_id],
        )
    ]


def find(text: str, *, near: bool = True) -> PersonView:
    """Somebody by number ("12", "#12"), an address, a name or part of one (accents ignored). Raises NotFound with near names
    (without them, and sooner, where `near` is False), or Ambiguous."""
    said = clean(text, 400)
    if said.startswith("#") and said[1:].isdecimal():
        return person(int(said[1:]))
    exact = rows(
        "select distinct b.person_id from worthwhile_address a join worthwhile_belonging b on b.address_id = a.id where a.value = %s order by 1",
        [said.lower()],
    )
    if exact:
        bearers = list(people_by_id([i for (i,) in exact]).values())
        if len(bearers) > 1:  # the same letters as a mail address of one and, say, a profile name of another
            raise _which(said, bearers)
        return person(exact[0][0])
    if said.isdecimal() and len(said) < 12:
        return person(int(said))
    wanted = fold(said)
    if not wanted:
        raise NotFound("No name was given.", do="Name somebody: worthwhile person NAME")
    hits = _holding(wanted)
    named = [h for h in hits if fold(h.name) == wanted] or [h for h in hits if wanted in fold(h.name)] or hits
    living = [h for h in named if h.kind in ("person", "me")] or named
    if len(living) == 1:
        return living[0]
    if living:
        raise _which(said, living)
    raise NotFound(f"Nobody here is called “{said}”.", do=_near(wanted) if near else _WHO)


def _holding(wanted: str) -> list[PersonView]:
    where = " and ".join(["p.search like %s escape '\\'"] * len(wanted.split()))
    marks = [_like(w) for w in wanted.split()]
    return [
        _view(row)
        for row in rows(f"select {_VIEW} {_FROM} where {_ROOT} and {where} order by {_LATEST}, p.name, p.root_id limit 200", marks)
    ]


def _like(word: str) -> str:
    """A pattern for `like … escape '\\'` that finds the word anywhere, and nothing in it is a sign of the pattern."""
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _which(said: str, living: Sequence[PersonView]) -> Ambiguous:
    near = [f"{h.name} ({h.id}{f', {h.email}' if h.email else ''})" for h in living[:5]]
    more = f" and {len(living) - 5} more" if len(living) > 5 else ""
    return Ambiguous(f"“{said}” may be {several(near, 'or')}{more}.", do=f"Say more of the name, or the number: {living[0].id}")


def near(text: str, limit: int = 2) -> list[PersonView]:
    """People whose names look like what was typed, the likest first."""
    from rapidfuzz import fuzz, process

    names = {i: _folded(n) for i, n in rows(f"select p.root_id, p.name from worthwhile_profile p where {_ROOT} and p.kind = 'person'")}
    hits = [i for _, _, i in process.extract(fold(text), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=70)]
    whole = people_by_id(hits)
    return [whole[i] for i in hits]


_folded = lru_cache(16_384)(fold)  # names are folded at each key that is typed


def _near(wanted: str) -> str:
    """The nearest names, as a question; else where to look."""
    from rapidfuzz import fuzz, process

    names = [
        n for (n,) in rows(f"select distinct p.name from worthwhile_profile p where {_ROOT} and p.kind in ('person', 'me', 'stranger')")
    ]
    hits = process.extract(wanted, names, scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=72)
    # part of a word is not enough: who asks for Sally does not mean Whalley
    near = [n for n, _, _ in hits if any(fuzz.ratio(x, y) >= 70 for x in fold(wanted).split() for y in fold(n).split())]
    return f"{several(near, 'or')}?" if near else _WHO


def questions() -> list[tuple[int, int, int, float]]:
    """(id, one person, the other, chance that they are one) of all questions still open, in the order in which they help most to tell people apart."""
    return list(Question.objects.order_by("-gain", "pk").values_list("id", "a_id", "b_id", "chance"))


def pairs(limit: int = 20, *, at: int | None = None, first: Sequence[int] = ()) -> list[Pair]:
    """Questions still open, `first` those with these ids, then the most useful; with `at`, meetings that are still to come do not count as seen."""
    place = {which: n for n, which in enumerate(first[:limit])}
    found = sorted(Question.objects.filter(pk__in=place), key=lambda q: place[q.pk])
    if len(found) < limit:
        found += Question.objects.exclude(pk__in=place).order_by("-gain", "pk")[: limit - len(found)]
    ids = [i for q in found for i in (q.a_id, q.b_id)]
    who, reach = people_by_id(ids), addresses_by_person(ids)
    seen = _seen(ids, (1 << 60) if at is None else at) if ids else {}

    def side(i: int) -> Side:
        return Side(who[i], tuple(v for _, v in reach.get(i, [])), seen.get(i, ""))

    return [Pair(q.pk, side(q.a_id), side(q.b_id), q.why, q.chance) for q in found if q.a_id in who and q.b_id in who]


def may_be_one(people: Sequence[PersonView]) -> dict[int, int]:
    """Those of them who may be one person with another of them: under a question that is open, or of one full name and not told apart by her.
    By id, the lowest id of those that belong together so; whoever stands alone is not named."""
    ids, named = {p.id for p in people}, defaultdict(list)
    for p in people:
        if len(name := tuple(sorted(fold(p.name).split()))) > 1:
            named[name].append(p.id)
    alike = [(one, other) for same in named.values() for n, one in enumerate(same) for other in same[n + 1 :]]
    apart = _roots_of(_APART) if alike else set()
    pairs = [pair for pair in (*_roots_of(_OPEN), *alike) if ids.issuperset(pair) and tuple(sorted(pair)) not in apart]
    lowest = {i: i for pair in pairs for i in pair}
    for _ in lowest:  # one round for each step from one end of a chain to the other is enough; most need one
        before = dict(lowest)
        for a, b in pairs:
            lowest[a] = lowest[b] = min(lowest[a], lowest[b])
        if lowest == before:
            break
    return lowest


_OPEN = "select a_id as one, b_id as other from worthwhile_question"
_APART = (
    "select a.id as one, b.id as other from worthwhile_verdict v join worthwhile_person a on a.anchor = v.a join worthwhile_person b on b.anchor = v.b "
    "where v.answer = 'different'"
)


def _roots_of(pairs: str) -> set[tuple[int, int]]:
    found = rows(
        f"select x.root_id, y.root_id from ({pairs}) q join worthwhile_profile x on x.person_id = q.one "
        "join worthwhile_profile y on y.person_id = q.other where x.root_id <> y.root_id"
    )
    return {(min(a, b), max(a, b)) for a, b in found}


def _seen(ids: list[int], at: int) -> dict[int, str]:
    """Where and how often each was seen until `at`, in words."""
    marks = ", ".join(["%s"] * len(ids))
    traffic = rows(
        "select b.person_id, case i.kind when 'mail' then 'message' else i.kind end, count(distinct i.id), max(p.at) "
        "from worthwhile_belonging b join worthwhile_participation p on p.address_id = b.address_id "
        f"join worthwhile_interaction i on i.id = p.interaction_id where b.person_id in ({marks}) and p.at <= %s group by 1, 2 order by 1, 2",
        [*ids, at],
    )
    met: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for i, kind, times, last in traffic:  # who called a meeting and was in it is in one meeting
        met[i].append((kind, times, last))
    said: dict[int, list[str]] = defaultdict(list)
    books = {"vcard": "address book", "linkedin": "LinkedIn connections"}
    for i, kind in rows(
        f"select distinct o.person_id, c.kind from worthwhile_cardof o join worthwhile_card c on c.id = o.card_id where o.person_id in ({marks}) order by 2 desc",
        ids,
    ):
        said[i].append(books.get(kind, "a list of contacts"))
    for i, kinds in met.items():
        kinds.sort(key=lambda k: (k[0] != "message", k[0] != "meeting", k[0]))
        counts = [f"{times} {kind}{'s' if times != 1 else ''}" for kind, times, _ in kinds]
        said[i].append(f"{several(counts)}, until {here(max(last for *_, last in kinds)).strftime('%B %Y')}")
    return {i: "; ".join(parts) for i, parts in said.items()}
