"""What was asked of whom, and when help was given, as plain values."""

from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.text import several
from worthwhile.value.asking import MONTH, SEASON, Giving
from worthwhile.value.kinds import BECOMES
from worthwhile.value.match_words import shared
from worthwhile.value.values import Noted

_GAVE = ("gave", "thanked")
NEAR = 0.1  # shared words under which nobody is named: what she looks for she reads herself, so that less is asked than of a match
_GLAD = """select p.root_id, n.text, n.source from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor
    join worthwhile_profile p on p.person_id = a.id join worthwhile_profile q on q.person_id = p.root_id
    where n.kind = 'offer' and n.closed is null and n.at <= %s and q.kind in ('person', 'stranger') and not q.left_out order by n.id"""
_ASKED_TWICE = """select p.root_id from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor
    join worthwhile_profile p on p.person_id = a.id where n.kind = 'asked' and n.at > %s and n.at <= %s group by 1 having count(*) >= 2"""


def giving(at: int) -> Giving:
    """When she gave help of late, by her lines and the introductions that she made, and when she last asked for something, until `at`."""
    kept = [kind for kind, way in BECOMES.items() if way == "given"]  # a promise that was kept was given
    marks = ", ".join(["%s"] * len(kept))
    gave = rows(
        f"""select at from worthwhile_note where kind in {_GAVE} and at > %s and at <= %s
            union all select closed from worthwhile_note where kind in ({marks}) and closed > %s and closed <= %s
            union all select changed from worthwhile_introduction where stage = 'made' and changed > %s and changed <= %s""",
        [at - SEASON, at, *kept, at - SEASON, at, at - SEASON, at],
    )
    ((last,),) = rows("select max(at) from worthwhile_note where kind = 'asked' and at <= %s", [at])
    return Giving(tuple(sorted(when for (when,) in gave)), last)


def asked_of(person: int, at: int) -> list[int]:
    """When she asked somebody for something, until `at` (seconds)."""
    sql = "select at from worthwhile_note where kind = 'asked' and at <= %s and anchor in {}"
    return sorted(when for (when,) in among(sql, people.anchors_of(person), [at]))


def could(words: str, at: int, most: int = 3) -> list[tuple[int, str]]:
    """(person, why) of at most `most` people who are glad to give something near these words, as she noted, the nearest first; one reason a
    person, with what both say. Who was asked twice within the month stands back while others could. Nearness: value/nearness.py."""
    from worthwhile.value.nearness import lexical  # here, so that commands which ask nobody start without it

    found = rows(_GLAD, [at]) if words.strip() else []
    if not found:
        return []
    near = lexical([words], [text for _, text, _ in found])[0]
    best: dict[int, tuple[float, str]] = {}
    for (person, text, source), worth in zip(found, near, strict=True):
        if worth >= NEAR and worth > best.get(person, (0.0, ""))[0]:
            both = shared(words, text)
            said = f"; both say {several([f'“{word}”' for word in both])}" if both else ""
            best[person] = (float(worth), f"glad to give this: “{text}”, {source or 'as you wrote'}{said}")
    asked = {person for (person,) in rows(_ASKED_TWICE, [at - MONTH, at])}
    order = sorted(best, key=lambda p: (p in asked, -best[p][0], p))
    return [(person, best[person][1]) for person in order[:most]]


def without_end(at: int, most: int = 3) -> list[tuple[int, Noted]]:
    """Asks that were answered with yes within the last season, and of which was not yet said what they led to: (person, line), newest first."""
    found = rows(
        """select p.root_id, n.id, n.kind, n.text, n.at, n.closed, n.help, n.serves, n.answer, n.led_to, n.source, n.minutes
            from worthwhile_note n cross join worthwhile_person q cross join worthwhile_profile p
            where q.anchor = n.anchor and p.person_id = q.id and n.kind = 'asked' and n.answer = 'yes' and n.led_to = '' and n.closed > %s and n.closed <= %s
            order by n.closed desc, n.id desc limit %s""",
        [at - SEASON, at, most],
    )
    return [(person, Noted(*rest)) for person, *rest in found]
