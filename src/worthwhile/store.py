"""What every noun is: a Fact (imported, typed or decided), Derived (a rebuild gives the same rows) or a Setting.

Export, forget and digest walk these classes, so that a new noun cannot be left out. Also the one fast way to write many rows.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from django.apps import apps
from django.db import connection, models


class Fact(models.Model):
    """Something that was read, typed or decided; never recomputed.

    `said_by` names the columns and look-ups (with `__`) that make up what the fact says, free of row ids and times of
    import: equal facts give equal rows there. `said_of` restricts which rows are facts in their own right.
    """

    said_by: ClassVar[tuple[str, ...]] = ()
    said_of: ClassVar[dict[str, Any]] = {}

    class Meta:
        abstract = True


class Derived(models.Model):
    """Something worked out from the facts; a rebuild at the same moment gives the same rows."""

    class Meta:
        abstract = True


class Setting(models.Model):
    """Who is here, what they chose, and how the store itself is kept (origins, runs, the log of deeds)."""

    class Meta:
        abstract = True


def nouns(kind: type[models.Model]) -> list[type[models.Model]]:
    """All models of one kind, by name."""
    return sorted((m for m in apps.get_app_config("worthwhile").get_models() if issubclass(m, kind)), key=lambda m: m.__name__)


def said(model: type[Fact]) -> Iterator[str]:
    """Each fact of one noun as a line of JSON, in no particular order."""
    if not model.said_by:
        return
    for row in model._default_manager.filter(**model.said_of).values_list(*model.said_by).iterator(chunk_size=5000):
        yield json.dumps(row, ensure_ascii=False, default=str)


def digest() -> str:
    """One line that is equal when the facts are equal, in whatever order they came."""
    whole = hashlib.sha256()
    for model in nouns(Fact):
        assert issubclass(model, Fact)
        total = 0
        for line in said(model):
            total = (total + int.from_bytes(hashlib.blake2b(line.encode(), digest_size=16).digest())) % (1 << 128)
        whole.update(f"{model.__name__} {total:032x}\n".encode())
    return whole.hexdigest()


def write_many(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    clash: str = "",
    update: Sequence[str] = (),
) -> None:
    """Insert many rows by plain SQL, on SQLite and PostgreSQL alike (about ten times the ORM's speed).

    `clash` names the columns of a unique key; rows that clash are left as they are, or take the columns in `update`.
    """
    names = ", ".join(f'"{c}"' for c in columns)
    on = ""
    if clash:
        on = f" on conflict ({clash}) do " + (
            "update set " + ", ".join(f'"{c}" = excluded."{c}"' for c in update) if update else "nothing"
        )
    with connection.cursor() as cursor:
        cursor.executemany(f'insert into "{table}" ({names}) values ({", ".join(["%s"] * len(columns))}){on}', list(rows))


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query, as plain tuples."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return cursor.fetchall()
