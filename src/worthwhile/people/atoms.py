"""What the log says before anybody decides: addresses and cards as plain values, gathered into what one record says is one.

All names that stood beside an address speak for its owner: a login, a nickname and the full name together find more than the most
frequent alone. Where full names there contradict each other (a family, or somebody renamed) only the most frequent speaks. An address
that four or more people wrote from, or that is a placeholder under several names, is nobody's: its names join nobody.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from worthwhile.people.compare import conflicting, is_placeholder
from worthwhile.people.kinds import by_name
from worthwhile.people.names import best, is_full, words

SEVERAL = 4  # clearly different full names beside one address: it is nobody's
SLIP = 10  # another name, seen less than one in so many times beside an address, says nothing about it: mail programs mix names up


@dataclass(frozen=True, slots=True)
class Node:
    """A person's anchor as the log has it: an address, or a card with what stands on it. `id` is the Person's lasting id."""

    id: int
    kind: str  # "email", "tel", "linkedin", "name" or "card"
    value: str
    names: tuple[tuple[str, int], ...] = ()  # as seen, with how often
    on: tuple[int, ...] = ()  # ids of the addresses on a card
    organisation: str = ""
    title: str = ""
    birthday: str = ""
    own: bool = False
    uid: str = ""  # of a card: the mark that its source gives it, the same in every later state of it
    linked: bool = False  # of a card: one of LinkedIn's


@dataclass(frozen=True, slots=True)
class Joined:
    """Two ids that are one person, and why. `by`: "card" (one record), "rule", "model" or "you"."""

    a: int
    b: int
    by: str
    why: str
    chance: float = 1.0


@dataclass(slots=True)
class Atom:
    """What one record of a source says is one: a card with its addresses, or an address on no card."""

    nodes: list[Node]
    names: list[tuple[str, ...]] = field(default_factory=list)
    emails: list[tuple[str, str]] = field(default_factory=list)  # (name, address) for the scorer
    birthdays: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    seen: int = 0

    @property
    def head(self) -> int:
        """The lowest id: what joins and verdicts hold on to."""
        return min(n.id for n in self.nodes)

    @property
    def profiles(self) -> set[str]:
        """The profiles on LinkedIn by the names that their owners chose; its own marks ("ACoAA…") stand for one that may have such a name too."""
        return {n.value for n in self.nodes if n.kind == "linkedin" and not n.value.startswith("aco")}


def gather(nodes: list[Node], joins: list[Joined]) -> tuple[list[Atom], dict[int, int], list[tuple[str, str, list[int]]]]:
    """Atoms, the atom of each id, and what several cards share: (value, kind, atoms). An address on several cards goes with the
    one whose name stood beside it, else with the first."""
    by_id = {n.id: n for n in nodes}
    cards = [n for n in nodes if n.kind == "card"]
    on: dict[int, list[Node]] = defaultdict(list)
    for card in cards:
        for address in card.on:
            on[address].append(card)
    atoms = [Atom([card]) for card in cards]
    atom_of = {card.id: n for n, card in enumerate(cards)}
    for node in nodes:
        if node.kind == "card":
            continue
        holders = on.get(node.id, [])
        if holders:
            seen = words(best(node.names))
            holder = next((c for c in holders if seen and words(best(c.names)) == seen), holders[0])
            atom_of[node.id] = atom_of[holder.id]
            atoms[atom_of[node.id]].nodes.append(node)
            joins.append(Joined(min(holder.id, node.id), max(holder.id, node.id), "card", "It stands on the card."))
        else:
            atom_of[node.id] = len(atoms)
            atoms.append(Atom([node]))
    for atom in atoms:
        _fill(atom)
    shared = [(by_id[a].value, by_id[a].kind, sorted({atom_of[c.id] for c in held})) for a, held in sorted(on.items()) if len(held) > 1]
    return atoms, atom_of, shared


def _fill(atom: Atom) -> None:
    """Gather an atom's names, records for the scorer, birthdays and organisations."""
    card_name = next((best(n.names) for n in atom.nodes if n.kind == "card" and n.names), "")
    names, bare = [card_name], card_name
    ranked: list[tuple[int, str, str]] = []  # the best name of each address before any second one: not all go to the scorer
    for node in atom.nodes:
        atom.seen += sum(times for _, times in node.names)
        if node.kind == "card":
            names.append(best(node.names))
            atom.birthdays |= {node.birthday} - {""}
            atom.organisations |= {" ".join(words(node.organisation))} - {""}
            continue
        if node.kind == "email" and by_name(node.value):
            continue
        said = [] if nobodys(node) else speaking(node.names)
        names += said
        bare = bare or next(iter(said), "")
        if node.kind == "email" and (card_name or not nobodys(node)):
            ranked += [(rank, node.value, name) for rank, name in enumerate(said or [card_name])]
    atom.emails = [(name, address) for _, address, name in sorted(ranked)]
    if bare and not atom.emails and is_full(words(bare)):
        atom.emails.append((bare, ""))
    atom.names = sorted({words(n) for n in names if n} - {()})


def speaking(names: tuple[tuple[str, int], ...]) -> list[str]:
    """The names beside an address that speak for its owner, the best first; each once."""
    counted: Counter[tuple[str, ...]] = Counter()
    for name, times in names:
        counted[words(name)] += times
    most = max(counted, key=lambda said: (counted[said], said), default=())
    sound = [(n, t) for n, t in names if words(n) and (counted[words(n)] * SLIP >= counted[most] or not conflicting(words(n), most))]
    first = best(sound)
    kept = {words(first): first} if first else {}
    for name, _ in sound:
        said = words(name)
        if not (is_full(said) and is_full(words(first)) and conflicting(said, words(first))):
            kept.setdefault(said, name)
    return list(kept.values())


def nobodys(node: Node) -> bool:
    """Is it an address that tells nothing of who stands behind it: a placeholder under names that differ, or one that four or more
    people of clearly different full names wrote from?"""
    if node.kind != "email" or len(node.names) < 2:
        return False
    said = sorted({words(name) for name, _ in node.names} - {()})
    if is_placeholder(node.value):
        return _differ(said, 2)
    return _differ([name for name in said if is_full(name)], SEVERAL)


def _differ(names: list[tuple[str, ...]], enough: int) -> bool:
    """Are there so many names of which each has a word that no other of them can explain?"""
    kept: list[tuple[str, ...]] = []
    for name in names:
        if all(conflicting(name, other) for other in kept):
            kept.append(name)
            if len(kept) == enough:  # a tracker may speak in hundreds of names
                return True
    return False
