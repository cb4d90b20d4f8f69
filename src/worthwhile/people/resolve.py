"""Who is who, decided on plain values: what is certain joins by itself, what is unsure becomes a question, her word is above both.

In this order: her word · one card, what stands on it, and its later states · cards that share an address or a number · a name in LinkedIn's export that
one connection bears · a full name that is rare and that nothing contradicts · the scorer. Each join has its reason in words. The order of what is handed in does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import log1p

from worthwhile.people.atoms import Atom, Joined, Node, gather
from worthwhile.people.cluster import Clusters, grow, mean_link
from worthwhile.people.compare import Record, conflicting, is_placeholder, record
from worthwhile.people.names import is_full
from worthwhile.people.rarity import Here, is_alone, is_rare
from worthwhile.people.say import why
from worthwhile.people.score import Model, score, shipped

SAME_NAMES = 6  # more bearers of one full name here than this: it joins nobody by itself
BLOCK = 50  # more than this: not even a question
ASK_FROM = 0.26  # the least chance that is worth a question: of those below, the most are plainly two people
QUESTIONS = 200  # kept at one time
RECORDS = 6  # of one atom, at most, go to the scorer


@dataclass(frozen=True, slots=True)
class Asked:
    """Two ids that may be one person."""

    a: int
    b: int
    why: str
    chance: float
    gain: float


@dataclass(slots=True)
class Decision:
    """Who belongs together: the root (lowest id) of every id, the joins that made it so, and what remains to be asked."""

    root: dict[int, int] = field(default_factory=dict)
    joins: list[Joined] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def decide(
    nodes: list[Node], verdicts: dict[tuple[int, int], str], own: set[int], model: Model | None = None, met: set[int] | None = None
) -> Decision:
    """Work out who belongs together. `verdicts` are hers, by ids (the lower first), in the order in which
    she gave them; `own` are the ids that are the user herself; `met` those with whom she exchanges (None where nothing is known of that):
    a question is asked only where one of the two is such a one, for whether two strangers are one person changes nothing for her."""
    work = _Work(sorted(nodes, key=lambda n: n.id), verdicts, met)
    work.hers(own)
    work.revisions()
    work.cards_that_share()
    work.one_profile()
    work.full_names()
    work.scored(model or shipped())
    return work.decision()


class _Work:
    """One run of the deciding."""

    def __init__(self, nodes: list[Node], verdicts: dict[tuple[int, int], str], met: set[int] | None = None) -> None:
        self.nodes, self.verdicts, self.met = nodes, verdicts, met
        self.joins: list[Joined] = []
        self.asked: list[Asked] = []
        self.atoms, self.atom_of, self.shared = gather(nodes, self.joins)
        self.here = Here(n for atom in self.atoms for n in atom.names if len(n) > 1)
        self.groups = Clusters(len(self.atoms))
        self.rare: set[tuple[str, ...]] = set()  # full names that join by themselves
        self.mine: list[int] = []  # the atoms that are the user herself, in one group

    def join(self, a: int, b: int, by: str, reason: str, chance: float = 1.0) -> bool:
        """Join two atoms (by position) unless her word or a birthday holds them apart."""
        if not self.groups.may_join(a, b) or (by != "you" and self.contradicted(a, b)):
            return False
        self.groups.join(a, b)
        one, other = sorted((self.atoms[a].head, self.atoms[b].head))
        self.joins.append(Joined(one, other, by, reason, round(chance, 4)))
        return True

    def contradicted(self, a: int, b: int) -> bool:
        """Do two birthdays differ, anywhere in the two groups? One without a year agrees with any year."""
        days = [{d for i in self.groups.members[self.groups.root[x]] for d in self.atoms[i].birthdays} for x in (a, b)]
        return any(not _same_day(d, e) for d in days[0] for e in days[1])

    def two_profiles(self, a: int, b: int) -> bool:
        """Do both groups show themselves on LinkedIn, and nowhere the same? Then a name in common is a question, and joins nobody. Parts of
        another name do not count: she had joined them herself. Nor is she her own connection, who bears her name."""
        if self.not_herself(a, b):
            return True
        groups = [self.groups.members[self.groups.root[x]] for x in (a, b)]
        if not all(any(self.atoms[i].profiles for i in group) for group in groups):
            return False
        mine, theirs = (
            {p for i in group if not _names_conflict(self.atoms[i], self.atoms[x]) for p in self.atoms[i].profiles}
            for group, x in zip(groups, (b, a), strict=True)
        )
        return bool(mine and theirs) and mine.isdisjoint(theirs)

    def herself(self, a: int) -> bool:
        """Is this atom in the user's own group?"""
        return bool(self.mine) and self.groups.root[a] == self.groups.root[self.mine[0]]

    def connection(self, a: int) -> bool:
        """Is anybody in this atom's group one of her connections on LinkedIn, and not she?"""
        group = self.groups.members[self.groups.root[a]]
        return not self.herself(a) and any(n.linked and not n.own for i in group for n in self.atoms[i].nodes)

    def not_herself(self, *bearers: int) -> bool:
        """Do these bear one name because a connection of hers is called as she is? Then the name tells nobody's."""
        return any(map(self.herself, bearers)) and any(map(self.connection, bearers))

    def hers(self, own: set[int]) -> None:
        """Her own addresses and cards are one; her verdicts hold, and where two cannot both hold, the later one."""
        self.mine = sorted({self.atom_of[i] for i in own} | {n for n, atom in enumerate(self.atoms) if any(x.own for x in atom.nodes)})
        for other in self.mine[1:]:
            self.join(self.mine[0], other, "you", "Both are yours.")
        for (a, b), answer in reversed(self.verdicts.items()):
            if answer == "same":
                self.join(self.atom_of[a], self.atom_of[b], "you", "You said that they are one person.")
            elif answer == "different":
                self.groups.part(self.atom_of[a], self.atom_of[b])

    def cards_that_share(self) -> None:
        """Cards that hold one address are one person, unless their full names differ: a family shares a number."""
        for value, kind, positions in self.shared:
            if kind == "email" and is_placeholder(value):
                continue
            what = "number" if kind == "tel" else "address"
            for a, b in _neighbours(positions):
                if not _names_conflict(self.atoms[a], self.atoms[b]) and not (kind == "name" and self.not_herself(a, b)):
                    self.join(a, b, "rule", f"Both cards hold the {what} {value}.")

    def revisions(self) -> None:
        """Cards with one mark are states of one card, whatever name it bore: marks are unique by their formats (RFC 6350). Some programs
        count from one in every file, so that an address in common is asked for, or names that agree."""
        of: dict[str, list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.uid:
                of[node.uid].append(self.atom_of[node.id])
        shared = {pair for _, _, positions in self.shared for pair in _neighbours(positions)}
        for _, positions in sorted(of.items()):
            for a, b in _neighbours(set(positions)):
                if (a, b) in shared or not _names_conflict(self.atoms[a], self.atoms[b]):
                    self.join(a, b, "rule", "It is one card, before and after it was changed.")

    def one_profile(self) -> None:
        """Somebody whom LinkedIn's export names without a page, in a message or a recommendation, is the one connection (or page) there
        of that full name, unless somebody else of the name could be expected among so many."""
        pages: dict[tuple[str, ...], list[int]] = defaultdict(list)
        bare: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for position, atom in enumerate(self.atoms):
            kept = bare if all(n.kind == "name" for n in atom.nodes) else pages if _is_linked(atom) else None
            if kept is not None:
                for name in {tuple(sorted(n)) for n in atom.names if is_full(n)}:
                    kept[name].append(position)
        whole = len({self.groups.root[i] for held in pages.values() for i in held})
        for name, positions in sorted(bare.items()):
            if len({self.groups.root[i] for i in pages.get(name, ())}) == 1 and is_alone(name, whole):
                for position in positions:
                    self.join(
                        pages[name][0], position, "rule", "Same first and last name, and only one of your LinkedIn connections bears it."
                    )

    def full_names(self) -> None:
        """A full name joins by itself when it is rare, in the shipped frequencies and here, or stands with one organisation."""
        bearers: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for position, atom in enumerate(self.atoms):
            for name in {tuple(sorted(n)) for n in atom.names if is_full(n)}:
                bearers[name].append(position)
        for name, positions in sorted(bearers.items()):
            if len(positions) > BLOCK:
                continue
            rare = len(positions) <= SAME_NAMES and is_rare(name, self.here) and not self.not_herself(*positions)
            self.rare |= {name} if rare else set()
            for a, b in _neighbours(positions):
                place = self.atoms[a].organisations & self.atoms[b].organisations
                if self.two_profiles(a, b):
                    continue
                if rare or (place and len(positions) <= SAME_NAMES):
                    self.join(a, b, "rule", _why_name(self.atoms[a], self.atoms[b], sorted(place)))

    def scored(self, model: Model) -> None:
        """What the scorer is sure of joins; what it is unsure of, and common names, are asked."""
        records, owner = self._records()
        found = score(records, model)
        chances: dict[tuple[int, int], float] = {}
        reasons: dict[tuple[int, int], tuple[int, int]] = {}
        for (i, j), chance in zip(found.pairs, found.chances.tolist(), strict=True):
            pair = (min(owner[i], owner[j]), max(owner[i], owner[j]))
            if pair[0] != pair[1] and chance > chances.get(pair, 0.0):
                chances[pair], reasons[pair] = chance, (i, j)
        for pair in self._common_names(chances):
            chances[pair] = min(chances[pair], model.threshold - 0.001)
        trial = Clusters(0)
        trial.root, trial.members, trial.apart = self.groups.root, self.groups.members, self.groups.apart
        asked = {p: (0.0 if self.contradicted(*p) or self.not_herself(*p) else c) for p, c in chances.items()}
        wanted = {p: (0.0 if self.two_profiles(*p) else c) for p, c in asked.items()}
        for a, b, chance in grow(trial, wanted, model.threshold, [atom.head for atom in self.atoms]):
            one, other = sorted((self.atoms[a].head, self.atoms[b].head))
            i, j = reasons[min(a, b), max(a, b)]
            self.joins.append(Joined(one, other, "model", self._why(records, owner, i, j), round(chance, 4)))
        self._ask(asked, {p: self._why(records, owner, i, j) for p, (i, j) in reasons.items() if asked[p] >= ASK_FROM})

    def _records(self) -> tuple[list[Record], list[int]]:
        """(name, address) records of all atoms, and whose they are. Robots, lists and roles take no part."""
        records, owner = [], []
        for position, atom in enumerate(self.atoms):
            for name, email in atom.emails[:RECORDS]:
                records.append(record(name, email))
                owner.append(position)
        return records, owner

    def _why(self, records: list[Record], owner: list[int], i: int, j: int) -> str:
        return why(self._named(records[i], owner[i]), self._named(records[j], owner[j]))

    def _named(self, r: Record, position: int) -> Record:
        """A record that bears no name as it is told: with the full name that its owner bears elsewhere, since that is what she sees."""
        name = None if r.name else next((n for n in sorted(self.atoms[position].names) if is_full(n)), None)
        return r if name is None else replace(r, name=name, joined="".join(name))

    def _common_names(self, chances: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
        """Pairs whose only full name in common is a common one, or borne by many here: these are asked, never joined."""
        for a, b in list(chances):
            both = {tuple(sorted(n)) for n in self.atoms[a].names if is_full(n)} & {
                tuple(sorted(n)) for n in self.atoms[b].names if is_full(n)
            }
            if both and not any(n in self.rare for n in both):
                yield a, b

    def _ask(self, chances: dict[tuple[int, int], float], reasons: dict[tuple[int, int], str]) -> None:
        """Keep the most useful questions: one for each pair of persons, none that she answered."""
        root = self.groups.root
        answered = {frozenset((root[self.atom_of[a]], root[self.atom_of[b]])) for a, b in self.verdicts}
        open_pairs: dict[frozenset[int], tuple[float, int, int]] = {}
        for (a, b), chance in chances.items():
            pair = frozenset((root[a], root[b]))
            if chance >= ASK_FROM and self.groups.may_join(a, b) and pair not in answered and chance > open_pairs.get(pair, (0.0,))[0]:
                open_pairs[pair] = (chance, a, b)
        asked = []
        for chance, a, b in open_pairs.values():
            sides = [self.groups.members[root[x]] for x in (a, b)]
            if self.met is not None and not any(n.id in self.met for side in sides for i in side for n in self.atoms[i].nodes):
                continue
            mean = mean_link(self.groups, chances, a, b)
            weight = log1p(min(sum(self.atoms[i].seen for i in side) for side in sides))
            heads = sorted(min(self.atoms[i].head for i in side) for side in sides)
            asked.append(
                Asked(
                    heads[0],
                    heads[1],
                    reasons[min(a, b), max(a, b)],
                    round(chance, 4),
                    round(min(chance, (chance + mean) / 2) * (1 + weight), 4),
                )
            )
        self.asked = sorted(asked, key=lambda q: (-q.gain, q.a, q.b))[:QUESTIONS]

    def decision(self) -> Decision:
        """What came of it."""
        lowest = {r: min(n.id for i in members for n in self.atoms[i].nodes) for r, members in self.groups.members.items()}
        root = {n.id: lowest[self.groups.root[self.atom_of[n.id]]] for n in self.nodes}
        return Decision(root, sorted(self.joins, key=lambda j: (j.a, j.b, j.by)), self.asked)


def _is_linked(atom: Atom) -> bool:
    """Does it hold a LinkedIn page, or a card of LinkedIn's?"""
    return any(n.linked or n.kind == "linkedin" for n in atom.nodes)


def _names_conflict(a: Atom, b: Atom) -> bool:
    """Have both full names, and does none of the one agree with any of the other?"""
    mine, theirs = ([n for n in x.names if is_full(n)] for x in (a, b))
    return bool(mine and theirs) and all(conflicting(m, t) for m in mine for t in theirs)


def _same_day(a: str, b: str) -> bool:
    """Is it one birthday, as far as both say? ("1988-02-29", "--02-29")"""
    return a == b or ("-" in (a[:1], b[:1]) and a[-5:] == b[-5:])


def _neighbours(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(positions)
    yield from ((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :])


def _why_name(a: Atom, b: Atom, place: list[str]) -> str:
    if place:
        return "Same first and last name, and the same organisation."
    domains = {record("", e).domain for _, e in a.emails if record("", e).own} & {
        record("", e).domain for _, e in b.emails if record("", e).own
    }
    return f"Same first and last name, and both write from {min(domains)}." if domains else "Same first and last name, and a rare one."
