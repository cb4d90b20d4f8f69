"""Addresses and the names beside them: looked up, made when new, and kept out when they were forgotten."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable

from django.conf import settings

from worthwhile.intake.shape import Who, who
from worthwhile.sources.records import Handle
from worthwhile.store import among, new_ids, rows, write_many


def look_up(wanted: Iterable[Who]) -> dict[Who, int]:
    """The ids of those addresses that are in the log."""
    by_kind: dict[str, list[str]] = {}
    for kind, value in wanted:
        by_kind.setdefault(kind, []).append(value)
    return {
        (kind, value): pk
        for kind, values in by_kind.items()
        for value, pk in among("select value, id from worthwhile_address where kind = %s and value in {}", values, [kind])
    }


def made_sure(wanted: Iterable[Who], run: int) -> dict[Who, int]:
    """The ids of these addresses; those that are new are written."""
    whole = dict.fromkeys(wanted)
    ids = look_up(whole)
    new = [w for w in whole if w not in ids]
    fresh = dict(zip(new, new_ids("worthwhile_address", len(new)), strict=True))
    write_many("worthwhile_address", ("id", "kind", "value", "run_id"), ((pk, *w, run) for w, pk in fresh.items()))
    return ids | fresh


def saw(names: Counter[tuple[int, str]], again: Iterable[tuple[int, str]], run: int) -> None:
    """Count names beside addresses: as often as in records that are new; in records that are known, only that they stood there.

    So the same file again changes nothing, and what an undo took with it comes back with the next reading of the others."""
    columns, clash = ("address_id", "name", "times", "run_id"), "address_id, name"
    write_many("worthwhile_sighting", columns, ((*k, times, run) for k, times in names.items()), clash=clash, add=("times",))
    write_many("worthwhile_sighting", columns, ((*k, 1, run) for k in dict.fromkeys(again)), clash=clash)


def mark_of(kind: str, value: str) -> str:
    """The keyed hash by which a forgotten address is known again; without the data folder's key it says nothing."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}:{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def forgotten_marks(all_of_them: Iterable[Who]) -> set[Who]:
    """Which of these (kind, value) were forgotten at the user's wish; a card without any address is ("card", its key)."""
    if not _any_forgotten():
        return set()
    marks = {mark_of(*w): w for w in all_of_them}
    return {marks[mark] for (mark,) in among("select mark from worthwhile_forgotten where mark in {}", marks)}


def forgotten(handles: Iterable[Handle]) -> set[Who]:
    """The addresses among these handles that were forgotten."""
    return forgotten_marks({who(h) for h in handles}) if _any_forgotten() else set()


def _any_forgotten() -> bool:
    return bool(rows("select 1 from worthwhile_forgotten limit 1"))
