"""Who is who, decided on plain values: what is certain joins by itself, what is unsure becomes a question, her word is above both."""

from collections.abc import Iterable
from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
class Joined:
    """Two ids that are one person, and why."""

    a: int
    b: int
    by: str
    why: str
    chance: float = 1.0


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


class Groups:
    """Disjoint sets whose root is the lowest id."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.parent = {i: i for i in ids}

    def find(self, i: int) -> int:
        """The root of i."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: int, b: int) -> bool:
        """Put the two together; False when they are already."""
        a, b = sorted((self.find(a), self.find(b)))
        self.parent[b] = a
        return a != b


def decide(nodes: list[Node], verdicts: dict[tuple[int, int], str], own: set[int]) -> Decision:
    """Work out who belongs together. `verdicts` are hers, by ids in order; `own` are the ids that are the user herself."""
    decision = Decision()
    groups = Groups(n.id for n in nodes)

    def join(a: int, b: int, by: str, why: str) -> None:
        if groups.join(a, b):
            decision.joins.append(Joined(min(a, b), max(a, b), by, why))

    mine = sorted(own)
    for other in mine[1:]:
        join(mine[0], other, "you", "Both are yours.")
    for (a, b), answer in sorted(verdicts.items()):
        if answer == "same":
            join(a, b, "you", "You said that they are one person.")
    for node in nodes:
        for address in node.on:
            join(node.id, address, "rule", "It stands on the card.")
    decision.root = {n.id: groups.find(n.id) for n in nodes}
    return decision
