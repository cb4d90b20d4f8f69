"""Her lines of the last thirty days, as the one sentence on how she gives and asks wants them."""

from worthwhile.store import rows
from worthwhile.value.kinds import way
from worthwhile.value.leaning import WITHIN, Passed

_PASSED = ("gave", "thanked", "received", "promise", "promised", "asked", "offered", "feedback", "credit", "room", "worry", "share")
MOST = 500  # lines, the newest; nobody writes more in a month
_SETTLED = tuple(
    kind for kind in _PASSED if kind not in ("gave", "thanked", "received", "asked")
)  # they count from the day they were settled


def passed(at: int) -> list[Passed]:
    """What was given, received and asked in the thirty days until `at`, the newest first."""
    marks = ", ".join(["%s"] * len(_PASSED))
    found = rows(
        f"""select p.root_id, q.given, q.name, n.kind, n.at, n.closed, n.answer from (select * from worthwhile_note n
            where n.kind in ({marks}) and ((n.at > %s and n.at <= %s) or (n.closed > %s and n.closed <= %s))
            order by n.at desc, n.id desc limit {MOST}) n
            cross join worthwhile_person r on r.anchor = n.anchor cross join worthwhile_profile p on p.person_id = r.id
            cross join worthwhile_profile q on q.person_id = p.root_id
            where q.kind <> 'me' order by n.at desc, n.id desc""",
        [*_PASSED, at - WITHIN, at, at - WITHIN, at],
    )
    out = []
    for person, given, name, kind, noted, closed, answer in found:
        settled = closed is not None and closed <= at
        what = "asked" if kind == "asked" else way(kind, settled, answer if settled else "")
        when = closed if kind in _SETTLED else noted
        if what and when is not None and when <= at:
            out.append(Passed(person, given or name.split(" ")[0], when, what))
    return out
