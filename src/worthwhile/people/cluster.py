"""From chances of pairs to persons: clusters that grow only while the mean link stays high."""

from collections.abc import Iterable, Sequence

MISSING = 0.5  # the chance taken for a pair that shares nothing by which it could be found
MEAN = 0.5  # below this mean chance over all pairs between them two clusters do not join


class Clusters:
    """Disjoint clusters of positions with her verdicts: what must stay together, what must not."""

    def __init__(self, n: int, must: Iterable[tuple[int, int]] = (), cannot: Iterable[tuple[int, int]] = ()) -> None:
        self.root = list(range(n))
        self.members: dict[int, list[int]] = {i: [i] for i in range(n)}
        self.apart: dict[int, set[int]] = {}
        for a, b in must:
            self.join(a, b)
        for a, b in cannot:
            self.part(a, b)

    def join(self, a: int, b: int) -> bool:
        """Put the clusters of a and b together; False when they are."""
        a, b = self.root[a], self.root[b]
        if a == b:
            return False
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for i in self.members[b]:
            self.root[i] = a
        self.members[a] += self.members.pop(b)
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart.setdefault(a, set()).add(other)
        return True

    def part(self, a: int, b: int) -> None:
        """The clusters of a and b are two persons."""
        a, b = self.root[a], self.root[b]
        if a != b:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def may_join(self, a: int, b: int) -> bool:
        """Are they two clusters that no verdict holds apart?"""
        a, b = self.root[a], self.root[b]
        return a != b and b not in self.apart.get(a, ())


Chances = dict[tuple[int, int], float]


def grow(
    clusters: Clusters, chances: Chances, threshold: float, order: Sequence[object], mean: float = MEAN
) -> list[tuple[int, int, float]]:
    """Join clusters by pairs of at least `threshold`, the surest first, while the mean link between them stays at `mean` or above.

    `order` gives each position a key that does not depend on the order of records, so that ties fall the same way. The pairs
    that made the joins, with their chances."""
    made: list[tuple[int, int, float]] = []
    wanted = sorted(
        (p for p in chances.items() if p[1] >= threshold), key=lambda p: (-p[1], *sorted((order[p[0][0]], order[p[0][1]]), key=repr))
    )
    for _ in range(3):
        before = len(made)
        for (a, b), chance in wanted:
            if clusters.may_join(a, b) and mean_link(clusters, chances, a, b) >= mean:
                clusters.join(a, b)
                made.append((a, b, chance))
        if len(made) == before:
            break
    return made


def mean_link(clusters: Clusters, chances: Chances, a: int, b: int) -> float:
    """The mean chance over pairs between the clusters of a and b; for large ones over the first twenty of each."""
    left, right = clusters.members[clusters.root[a]][:20], clusters.members[clusters.root[b]][:20]
    return sum(chances.get((min(i, j), max(i, j)), MISSING) for i in left for j in right) / (len(left) * len(right))
