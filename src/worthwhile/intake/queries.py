"""What the log tells: how far it reaches, how much it holds, what was refused, and which addresses are likely the user's own."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.db.models import Max, QuerySet

from worthwhile.errors import NotFound
from worthwhile.intake import own
from worthwhile.intake.models import Address, ImportRun, Origin, Refusal
from worthwhile.intake.nouns import FOLDER, noun
from worthwhile.intake.values import Problem, Reach, Run
from worthwhile.store import among, rows
from worthwhile.text import number, several
from worthwhile.workspace.models import GUESSED, SAID, Deed, OwnAddress
from worthwhile.workspace.queries import mail_known, preference

_COUNTS = {
    "cards": "select count(*) from worthwhile_card",
    "messages": "select count(*) from worthwhile_interaction where kind in ('mail', 'message')",
    "events": "select count(*) from worthwhile_event",
}


def reach(at: int | None = None) -> Reach:
    """Until when each kind of source reaches; asked as of `at`, as it was known then: never beyond `at`, and mail to the last message
    before it. Only origins that are still read count."""
    found: dict[str, int] = {}
    by_path = []
    for path, source, kept, until in (
        Origin.objects.filter(active=True).exclude(source=FOLDER).order_by("pk").values_list("path", "source", "noun", "until")
    ):
        reached = until if until is None or at is None else min(until, at)
        by_path.append((path, reached))
        if reached is not None:
            kind = _kind(source, kept or noun(source))
            found[kind] = max(found.get(kind, 0), reached)
    if at is not None and "mail" in found:
        last = rows("select at from worthwhile_interaction where at <= %s and kind = 'mail' order by at desc limit 1", [at])
        found["mail"] = last[0][0] if last else found["mail"]
    return Reach(found.get("mail"), found.get("calendar"), found.get("cards"), found.get("linkedin"), tuple(by_path))


def anything() -> bool:
    """Is any origin read at all?"""
    return Origin.objects.filter(active=True).exclude(source=FOLDER).exists()


def only_linkedin() -> bool:
    """Is LinkedIn's export all that was read of what she exchanged? It is her own as a whole, so that no address of hers is asked for."""
    brought = set(Origin.objects.filter(active=True).exclude(source=FOLDER).values_list("source", "noun"))
    return any(s == "linkedin" for s, _ in brought) and not {kept or noun(s) for s, kept in brought} & {"messages", "meetings"}


def address_missing() -> bool:
    """Was something read that can only be told from an address of hers, and is none known?"""
    return not mail_known() and not only_linkedin()


def read_from() -> list[str]:
    """Every path that something in the log may have come from: those of all readings that were not taken back."""
    return sorted(set(ImportRun.objects.exclude(state="undone").values_list("origin__path", flat=True)))


def _kind(source: str, brings: str) -> str:
    if "linkedin" in source.lower():
        return "linkedin"
    return {"messages": "mail", "meetings": "calendar", "cards": "cards"}.get(brings, "linkedin")


def count(noun: str) -> int:
    """How many "cards", "messages" (mail and messages) or "events" (a recurring one is one) the log holds."""
    return int(rows(_COUNTS[noun])[0][0])


def problems(batch: int | None = None) -> list[Problem]:
    """What was not taken in one command's runs, with file, line, reason and cure; of the last command if none is named."""
    return _aside(batch, passed=False)


def left_out(batch: int | None = None) -> list[Problem]:
    """What was left out on purpose in one command's runs (drafts, advertising, what was forgotten); of the last command if none is named."""
    return _aside(batch, passed=True)


def _aside(batch: int | None, *, passed: bool) -> list[Problem]:
    if batch is None:
        batch = ImportRun.objects.exclude(state="undone").aggregate(last=Max("batch"))["last"]
    found = Refusal.objects.filter(run__batch=batch, passed=passed).order_by("run_id", "line", "pk")
    return [Problem(*r) for r in found.values_list("run__origin__path", "line", "reason", "cure", "count")]


def runs(limit: int = 50) -> list[Run]:
    """The last readings, newest first."""
    found = ImportRun.objects.select_related("origin").order_by("-pk")[:limit]
    return [Run(r.pk, r.origin.path, noun(r.origin.source), r.began, r.state, r.taken, r.known, r.refused, r.passed) for r in found]


def would_go(deed_id: int) -> str:
    """What taking back this import removes, in words: "4 980 messages and 312 cards"; "" where nothing of it is left, and for other deeds."""
    batch = Deed.objects.filter(pk=deed_id, verb="import").values_list("payload__batch", flat=True).first()
    return _taken(ImportRun.objects.filter(batch=batch or 0))


def run_would_go(run: int) -> tuple[str, str]:
    """The name of what a run read, and what taking it back removes, in words. Raises NotFound where there is nothing to take back."""
    found = (
        ImportRun.objects.filter(pk=run).exclude(state="undone").select_related("origin") if 0 < run < 2**63 else ImportRun.objects.none()
    )
    r = found.first()
    if r is None:
        raise NotFound(f"There is no import {run} to take back.", do="See them with: worthwhile undo --list")
    return Path(r.origin.path).name, _taken(found)


def _taken(runs: QuerySet[ImportRun]) -> str:
    taken: Counter[str] = Counter()
    stands = list(runs.exclude(state="undone").select_related("origin"))
    stays, otherwise = _held_too([r.pk for r in stands])
    for r in stands:
        taken[r.origin.noun or noun(r.origin.source)] += r.taken - stays[r.pk]
    said = several([f"{number(n)} {what if n > 1 else what.removesuffix('s')}" for what, n in taken.most_common() if n > 0])
    lost = [Path(path).name for path, once in otherwise if once or not Path(path).exists()]
    return f"{said} ({_lost(lost)})" if said and lost else said


def _lost(names: list[str]) -> str:
    """What cannot come back by itself: records that files which are here no more told otherwise, one name for each."""
    one, files = len(names) == 1, sorted(set(names))
    them, those = ("which is", "that") if len(files) == 1 else ("which are", "those")
    many = f"{number(len(names))} of them {'was' if one else 'were'}"
    return (
        f"{many} told otherwise by {several(files)}, {them} no longer here: bring {those} in again to have {'it' if one else 'them'} back"
    )


def _held_too(runs: list[int]) -> tuple[Counter[int], list[tuple[str, bool]]]:
    """(how many records of each of these runs stay, since a reading that stands told the same; for each other record that one told in other
    words: its path, and whether it was handed over once)."""
    stays: Counter[int] = Counter()
    otherwise: list[tuple[str, bool]] = []
    for what, only in (("interaction", "x.event_id is null"), ("card", "1 = 1"), ("event", "1 = 1")):
        told = [t for t in among(_HELD.format("{}", what=what, only=only), runs, [what]) if t[2] not in runs]
        same = {row: run for row, run, _, same, _, _ in told if same}
        stays.update(same.values())
        otherwise += [(path, bool(once)) for row, _, _, _, path, once in told if row not in same]
    return stays, otherwise


_HELD = """select h.row, x.run_id, h.run_id, h.same, o.path, o.once from worthwhile_held h join worthwhile_{what} x on x.id = h.row
    join worthwhile_origin o on o.id = h.origin_id where h.what = %s and {only} and x.run_id in {}"""


def in_mail(values: Sequence[str]) -> bool:
    """Is any of these e-mail addresses in any mail that was read?"""
    sql = """select 1 from worthwhile_address a where a.kind = 'email' and a.value in {} and exists (select 1 from worthwhile_participation p
        join worthwhile_interaction i on i.id = p.interaction_id where p.address_id = a.id and i.kind = 'mail')"""
    return bool(among(sql, values))


def named(values: Sequence[str]) -> bool:
    """Is any of these e-mail addresses in anything that was read?"""
    return Address.objects.filter(kind="email", value__in=values).exists()


def guess_own() -> list[tuple[str, int, str]]:
    """E-mail addresses that are likely the user's own, the likeliest first: (address, weight, the reason in words)."""
    return _own_seen()[0]


def own_by_guess() -> list[str]:
    """Whom we take the user to be as long as she has not said so; the same whatever was read first."""
    return own.taken(*_own_seen())


def _own_seen() -> tuple[list[tuple[str, int, str]], dict[str, str], int]:
    """The likely ones, what sources say of addresses, and how many messages there are."""
    guesses = (GUESSED, SAID) if preference("own is a guess", False) else (GUESSED,)
    hints = dict(OwnAddress.objects.filter(kind="email").exclude(how__in=guesses).values_list("value", "how"))
    whole = int(rows("select count(*) from worthwhile_interaction where kind = 'mail'")[0][0])
    top = rows(_SEEN)
    first = top[0][0] if top else 0
    apart = dict(among(_APART, [r[0] for r in top], [first]))
    seen = [own.Seen(value, n, sent, by_hand, got, apart.get(pk, 0)) for pk, value, n, sent, by_hand, got in top]
    return own.likely(seen, hints, whole), hints, whole


# per address: messages it is in, those it sent, those it sent that are no machine's, and those it received
_SEEN = """select a.id, a.value, count(distinct p.interaction_id), count(distinct case when p.role = 'from' then p.interaction_id end),
        count(distinct case when p.role = 'from' and i.flags = '' then p.interaction_id end),
        count(distinct case when p.role <> 'from' then p.interaction_id end)
    from worthwhile_participation p join worthwhile_interaction i on i.id = p.interaction_id and i.kind = 'mail'
    join worthwhile_address a on a.id = p.address_id and a.kind = 'email'
    group by a.id, a.value order by 3 desc, 2 limit 50"""
_APART = """select p.address_id, count(distinct p.interaction_id) from worthwhile_participation p
    where not exists (select 1 from worthwhile_participation q where q.interaction_id = p.interaction_id and q.address_id = %s)
    and p.interaction_id in (select id from worthwhile_interaction where kind = 'mail') and p.address_id in {} group by p.address_id"""
