"""Who else holds a record: a run that meets one which another origin brought says so here. When that one is taken back, the record goes over to
the next that told it just so, and only what nobody else holds goes.

Within one origin nothing is noted: a file read again adds nothing, and its first reading stands for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from worthwhile.intake.models import ImportRun
from worthwhile.store import among, rows, run_among, write_many

INTERACTION, CARD, EVENT, SIGHTING = "interaction", "card", "event", "sighting"
WHAT = (INTERACTION, CARD, EVENT, SIGHTING)
_COUNTED = (INTERACTION, CARD, EVENT)  # what a run's sums count, but for the occurrences of events
_NEXT = """select h.row, min(h.run_id) from worthwhile_held h join worthwhile_{what} x on x.id = h.row
    where h.what = %s and h.same and x.run_id = %s group by h.row"""


def among_others(origin: int) -> bool:
    """Was anything ever brought by another origin than this one, so that there may be something to note?"""
    return bool(rows("select 1 from worthwhile_importrun where origin_id <> %s and state <> 'undone' limit 1", [origin]))


def note(what: str, told: Iterable[tuple[int, bool]], *, origin: int, run: int) -> None:
    """Write down that a run met these rows of other origins: (id, is it told just as it stands there?). Once for an origin."""
    columns = ("what", "row", "origin_id", "run_id", "same")
    lines = [(what, row, origin, run, same) for row, same in sorted(told, key=lambda t: t[1])]
    write_many("worthwhile_held", columns, (line for line in lines if not line[4]), clash="what, row, origin_id")
    write_many("worthwhile_held", columns, (line for line in lines if line[4]), clash="what, row, origin_id", update=("same",))


def differs(what: str, ids: Iterable[int]) -> None:
    """These rows say something else now than those who held them told."""
    run_among("update worthwhile_held set same = %s where what = %s and row in {}", ids, [False, what])


def drop(what: str, ids: Iterable[int]) -> None:
    """These rows are gone, and with them who held them."""
    run_among("delete from worthwhile_held where what = %s and row in {}", ids, [what])


def hand_over(run: int) -> None:
    """What this run wrote and another told too is that other's from here on, in its sums as well."""
    run_among("delete from worthwhile_held where run_id in {}", [run])
    for what in WHAT:
        heirs: dict[int, list[int]] = defaultdict(list)
        for row, heir in rows(_NEXT.format(what=what), [what, run]):
            heirs[heir].append(row)
        for heir, ids in heirs.items():
            _give(what, ids, ImportRun.objects.get(pk=heir))


def _give(what: str, ids: list[int], heir: ImportRun) -> None:
    run_among("delete from worthwhile_held where what = %s and origin_id = %s and row in {}", ids, [what, heir.origin_id])
    if what == INTERACTION:
        run_among("update worthwhile_interaction set run_id = %s, origin_id = %s where id in {}", ids, [heir.pk, heir.origin_id])
        ids = [pk for (pk,) in among("select id from worthwhile_interaction where event_id is null and id in {}", ids)]
    else:
        run_among(f"update worthwhile_{what} set run_id = %s where id in {{}}", ids, [heir.pk])
    if what in _COUNTED:
        ImportRun.objects.filter(pk=heir.pk).update(taken=heir.taken + len(ids), known=max(0, heir.known - len(ids)))


def sightings(pairs: Iterable[tuple[int, str]], *, origin: int, run: int) -> None:
    """Names beside addresses that another origin showed before: (id of the address, name)."""
    seen = set(pairs)
    sql = """select s.id, s.address_id, s.name from worthwhile_sighting s join worthwhile_importrun r on r.id = s.run_id
        where r.origin_id <> %s and s.address_id in {}"""
    known = among(sql, dict.fromkeys(address for address, _ in seen), [origin])
    note(SIGHTING, ((pk, True) for pk, *pair in known if tuple(pair) in seen), origin=origin, run=run)


def of_others(what: str, keys: Iterable[str], origin: int) -> Iterator[tuple[str, int]]:
    """(key, id) of those cards that another origin brought. A card's key is made of what it says: one key, one telling."""
    sql = f"""select x.key, x.id from worthwhile_{what} x join worthwhile_importrun r on r.id = x.run_id
        where r.origin_id <> %s and x.key in {{}}"""
    yield from among(sql, keys, [origin])
