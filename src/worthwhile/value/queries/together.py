"""Who stands together with whom in the log: which pairs stand in groups that hardly meet otherwise."""

from collections import defaultdict
from collections.abc import Iterable

from worthwhile.store import among

SMALL = 12  # people in a message or meeting up to which standing in it together says that they may know each other
LATEST = 100  # messages and meetings of somebody that are looked at, the newest first
FEW = 3  # contacts of each of the two, besides ego, under which nothing is said
HARDLY = 0.05  # overlap up to which the two hardly share contacts

_SHARED = f"""select b.person_id, c.person_id from worthwhile_belonging b
    join worthwhile_participation p on p.interaction_id in (
        select m.interaction_id from worthwhile_participation m where m.address_id = b.address_id order by m.at desc, m.id desc limit {LATEST})
    join worthwhile_interaction i on i.id = p.interaction_id and i.size between 3 and {SMALL}
    join worthwhile_belonging c on c.address_id = p.address_id join worthwhile_profile q on q.person_id = c.person_id
    where q.kind in ('person', 'stranger') and c.person_id <> b.person_id and b.person_id in {{}} group by b.person_id, c.person_id"""


def bridging(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those pairs whose two hardly share contacts and are not seen together themselves. Where too little is seen to say, they are not in it.

    overlap = n / (k₁ + k₂ − n), n the contacts that both have, k₁ and k₂ those of each, without ego and the two themselves; contacts are those
    who stand in one message or meeting of at most twelve people. Onnela et al. 2007 (Proceedings of the National Academy of Sciences 104:7332)."""
    wanted = set(pairs)
    near: dict[int, set[int]] = defaultdict(set)
    for person, other in among(_SHARED, sorted({p for pair in wanted for p in pair})):
        near[person].add(other)
    return {(a, b) for a, b in wanted if _apart(a, b, near[a], near[b])}


def _apart(a: int, b: int, mine: set[int], theirs: set[int]) -> bool:
    if b in mine or a in theirs or min(len(mine), len(theirs)) < FEW:
        return False
    both = len(mine & theirs)
    return both / (len(mine) + len(theirs) - both) <= HARDLY
