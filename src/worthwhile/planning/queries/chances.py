"""The learned chances (incline.py), kept: her habits once a day, the chance for each person once an hour."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from worthwhile.planning import incline, shape
from worthwhile.planning.queries.exchanges import contacts_of, ego
from worthwhile.store import among, rows
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer


def inclinations(people: Sequence[int], at: int) -> dict[int, float]:
    """The learned chance for each that ego would write to them within fourteen days of her own accord; for whom there is a message at all.

    Worked out as of the full hour, and kept until the hour or the log is another one."""
    hour = incline.hour(at)
    log = _state(hour)
    kept = preference("inclinations")
    if kept is None or kept["state"] != [hour, *log]:
        kept = {"state": [hour, *log], "chances": {}}
    known = kept["chances"]
    if any(str(p) not in known for p in people):
        everybody = sorted({*people, *map(int, known)})
        fresh = _chances(everybody, hour, log)
        kept["chances"] = known = {str(p): fresh.get(p) for p in everybody}
        prefer("inclinations", kept)
    return {p: c for p in people if (c := known[str(p)]) is not None}


def learn_habits(at: int) -> None:
    """Learn what her past shows as of `at`, unless it is known: after an import, so that the next Today need not."""
    _habits(incline.hour(at), _state(incline.hour(at)))


def _state(at: int) -> list[int]:
    """A few numbers that are others whenever the log until `at`, or who is who, may be."""
    (found,) = rows(
        """select (select coalesce(max(id), 0) from worthwhile_interaction), (select coalesce(max(id), 0) from worthwhile_importrun),
            (select count(*) from worthwhile_importrun where state = 'undone'), (select coalesce(max(at), 0) from worthwhile_interaction where at <= %s)""",
        [at],
    )
    return [*found, preference("who is who", 0)]


def _chances(people: Sequence[int], at: int, log: list[int]) -> dict[int, float]:
    seen = shape.log_of(contacts_of(people, at, incline.MOST)[0])
    if not len(seen.who):
        return {}
    who = np.unique(seen.who)
    weights, pace = _habits(at, log)
    chances = weights.chance(incline.features(seen, who, at, pace))
    return {int(p): round(float(c), 6) for p, c in zip(who, chances, strict=True)}


def _habits(at: int, log: list[int]) -> tuple[incline.Weights, incline.Pace]:
    """Her weights as of this morning and her pace until now; learned anew when the day or the log is another one."""
    state = [int(incline.morning(at)), *log]
    kept: dict[str, Any] | None = preference("habits")
    base = incline.shipped()
    if kept is None or kept["state"] != state:
        hers = her_log(at)
        found, pace = incline.refined(hers, incline.morning(at)), incline.pace(hers)
        kept = {"state": state, "weights": found.w.tolist(), "wrote": pace.wrote.tolist(), "got": pace.got.tolist()}
        prefer("habits", kept)
    return (
        incline.Weights(base.mean, base.scale, np.array(kept["weights"])),
        incline.Pace(np.array(kept["wrote"], dtype=np.float64), np.array(kept["got"], dtype=np.float64)),
    )


def her_log(at: int) -> incline.Log:
    """The newest messages between ego and people until `at`, in order of time: what her habits are learned from."""
    mine = ego()
    if not mine:
        return shape.log([])
    own: dict[int, list[int]] = {}
    for address in mine:
        newest = (
            "select interaction_id, at, role from worthwhile_participation where address_id = %s and at <= %s order by at desc limit %s"
        )
        for row, when, role in rows(newest, [address, at, incline.LONGEST_LOG]):
            own.setdefault(row, [when, 0])[1] |= role == "from"
    kept = sorted(own, key=lambda row: (-own[row][0], -row))[: incline.LONGEST_LOG]
    found = among(
        """select distinct p.interaction_id, b.person_id, i.size, p.role = 'from', i.flags from worthwhile_participation p
            join worthwhile_interaction i on i.id = p.interaction_id join worthwhile_belonging b on b.address_id = p.address_id
            join worthwhile_profile q on q.person_id = b.person_id
            where i.kind in ('mail', 'message', 'invitation') and q.kind in ('person', 'stranger') and p.interaction_id in {}""",
        kept,
    )
    return shape.log(
        [(person, *own[row], size) for row, person, size, lead, flags in found if (not lead if own[row][1] else lead and not flags)]
    )
