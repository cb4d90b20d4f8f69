"""What was asked of whom, and when help was given, as plain values."""

from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.value.asking import SEASON, Giving, often
from worthwhile.value.kinds import BECOMES
from worthwhile.value.queries.helpers import who_could
from worthwhile.value.values import Noted

_GAVE = ("gave", "thanked")


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


def often_asked(line: int) -> str:
    """The kind word at an ask that is kept, by its line, if it was the third of one person within a month and the first to say so; else ""."""
    found = rows("select p.root_id, n.at from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor "
                 "join worthwhile_profile p on p.person_id = a.id where n.id = %s and n.kind = 'asked'", [line])  # fmt: skip
    if not found:
        return ""
    person, at = found[0]
    before = asked_of(person, at)
    before.remove(at)  # this one
    who = people.person(person)
    return often(who.given or who.name, before, at)


def could(words: str, at: int, most: int = 3) -> list[tuple[int, str]]:
    """(person, why) of at most `most` people who could help with this, the likeliest first; none where nothing is known to tell by."""
    return [(found.person, found.why) for found in who_could(words, at, most=most)]


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
