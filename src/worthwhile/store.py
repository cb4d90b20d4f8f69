"""What every noun is: a Fact (imported, typed or decided), Derived (a rebuild gives the same rows) or a Setting.

Export, forget and digest walk these classes, so that a new noun cannot be left out. Also the one fast way to write many rows.
"""

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import IO, Any, ClassVar

from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from worthwhile.errors import CannotRead, NotNow


class Fact(models.Model):
    """Something that was read, typed or decided; never recomputed.

    `said_by` names the columns and look-ups (with `__`) that make up what the fact says, free of row ids and times of
    import: equal facts give equal rows there. `said_of` restricts which rows are facts in their own right. `free` names the columns that
    hold her own words and may name anybody: forgetting leaves a name out of them.
    """

    free: ClassVar[tuple[str, ...]] = ()
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


_AS_JSON = json.JSONEncoder(
    ensure_ascii=False, default=str
).encode  # json.dumps would make such an encoder for each row, which costs more than the row


def said(model: type[Fact]) -> Iterator[str]:
    """Each fact of one noun as a line of JSON, in no particular order."""
    if not model.said_by:
        return
    for row in model._default_manager.filter(**model.said_of).values_list(*model.said_by).iterator(chunk_size=5000):
        yield _AS_JSON(row)


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
    add: Sequence[str] = (),
) -> None:
    """Insert many rows by plain SQL, on SQLite and PostgreSQL alike (about ten times the ORM's speed).

    `clash` names the columns of a unique key; rows that clash are left as they are, or take the columns in `update` and
    count up the columns in `add`.
    """
    many = list(rows)
    if not many:
        return
    names = ", ".join(f'"{c}"' for c in columns)
    on = ""
    if clash:
        changes = [f'"{c}" = excluded."{c}"' for c in update] + [f'"{c}" = "{table}"."{c}" + excluded."{c}"' for c in add]
        on = f" on conflict ({clash}) do " + (f"update set {', '.join(changes)}" if changes else "nothing")
    with connection.cursor() as cursor:
        cursor.executemany(f'insert into "{table}" ({names}) values ({", ".join(["%s"] * len(columns))}){on}', many)


def insert(row: models.Model) -> None:
    """Write one new row and give it its key, in a quarter of the ORM's time. Call it inside a transaction that holds the store's one pen."""
    table, fields = row._meta.db_table, row._meta.concrete_fields
    (row.pk,) = new_ids(table, 1)
    write_many(table, [f.column or "" for f in fields], [[f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields]])


def new_ids(table: str, count: int) -> list[int]:
    """Keys for rows that are about to be written, so that rows which point at them can be written in the same breath.

    Call it inside a transaction that holds the store's one pen (`hold_the_pen`)."""
    if not count:
        return []
    if connection.vendor == "postgresql":
        return [r[0] for r in rows(f"select nextval(pg_get_serial_sequence('{table}', 'id')) from generate_series(1, %s)", [count])]
    used = rows("select seq from sqlite_sequence where name = %s", [table])
    first = (used[0][0] if used else 0) + 1
    return list(range(first, first + count))


def hold_the_pen() -> None:
    """Make everybody else who writes to the log wait until this transaction ends (SQLite does so by itself)."""
    if connection.vendor == "postgresql":
        rows("select 1 from (select pg_advisory_xact_lock(851700)) as held")


def among(sql: str, values: Iterable[Any], params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query that ends with `… in {}`, for any number of values, a few hundred at a time."""
    whole = list(values)
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(whole), 500):
        some = whole[start : start + 500]
        found += rows(sql.format(f"({', '.join(['%s'] * len(some))})"), [*params, *some])
    return found


def run_among(sql: str, values: Iterable[Any], params: Sequence[Any] = ()) -> None:
    """The same for a statement that gives nothing back."""
    whole = list(values)
    with connection.cursor() as cursor:
        for start in range(0, len(whole), 500):
            some = whole[start : start + 500]
            cursor.execute(sql.format(f"({', '.join(['%s'] * len(some))})"), [*params, *some])


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query, as plain tuples."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return cursor.fetchall()


def know_sizes() -> None:
    """After much was written: the database looks at samples of its tables again, so that it walks them from the small end. Cheap."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=400")
        cursor.execute("analyze")


def wipe() -> None:
    """After something was deleted for good: no trace of it stays in the store's files. Call it outside a transaction.

    SQLite overwrites deleted rows with zeros (secure_delete) and here empties its journal; PostgreSQL gives dead rows back."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "vacuum")


FORMAT = 2
# Preferences that only keep what was worked out from the facts, or what this computer is in the midst of: in another store they would say
# that work was done which was not.
OF_THIS_STORE = frozenset(
    {"measured", "people worked out", "who is who", "habits", "inclinations", "needs met", "reading", "paused", "list of the hour"}
)
_README = """Everything that one store of Worthwhile keeps, as text.

Each file NOUN.jsonl holds the rows of one noun, one JSON object a line: what was read, typed or decided (facts), and how the store
is kept (settings). Columns that end with _id point at the id of a row in another file. Times are seconds since 1970 (UTC).
Left out is what is worked out from the facts (who is who, how each tie stands, today's list): it comes back by itself.
Forgotten.jsonl holds keyed hashes; they are known again only beside the file secret.key of the same data folder, so copy that along.
Bring it back into an empty store: worthwhile restore FILE.zip --data DIR. The digest of both is then equal.
"""


def kept() -> list[type[models.Model]]:
    """All nouns that an export holds (facts and settings), each after those it points at."""
    order: TopologicalSorter[type[models.Model]] = TopologicalSorter()
    whole = [*nouns(Fact), *nouns(Setting)]
    for model in whole:
        order.add(
            model, *(f.related_model for f in model._meta.concrete_fields if f.related_model in whole and f.related_model is not model)
        )
    return list(order.static_order())


def export(to: Path) -> None:
    """Write every fact and setting into one zip of JSON lines, with a page that explains it; only its owner can read it. Raises NotNow."""
    part = to.with_name(f"{to.name}.part")
    try:
        part.unlink(missing_ok=True)
        with open(part, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            _export(file)
        part.replace(to)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotNow(f"{to} cannot be written: {error.strerror}.", do="Name a place that can be written and has room.") from error
    except DatabaseError as error:
        part.unlink(missing_ok=True)
        raise NotNow(
            f"A part of the store cannot be read ({error}), so that nothing was written.",
            do="See `worthwhile doctor`, and bring your last export back: worthwhile restore FILE.zip --data DIR",
        ) from error


def _export(to: IO[bytes]) -> None:
    with transaction.atomic(), zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _README)
        archive.writestr("format.json", json.dumps({"format": FORMAT, "digest": digest()}))
        for model in kept():
            with archive.open(f"{model.__name__}.jsonl", "w", force_zip64=True) as file:
                _write_lines(model, file)


def _write_lines(model: type[models.Model], file: IO[bytes]) -> None:
    columns = [str(f.attname) for f in model._meta.concrete_fields]
    found = model._default_manager.exclude(name__in=OF_THIS_STORE) if model.__name__ == "Preference" else model._default_manager.all()
    for row in found.order_by("pk").values_list(*columns).iterator(chunk_size=5000):
        file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False).encode() + b"\n")


@transaction.atomic
def empty() -> None:
    """Delete everything that the store keeps. Only a demo is ever started anew like this."""
    hold_the_pen()
    _delete([*nouns(Derived), *reversed(kept())])
    transaction.on_commit(wipe)


def _delete(gone: Iterable[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for model in gone:
            cursor.execute(f'delete from "{model._meta.db_table}"')


# what a zip that was damaged, cut off, packed otherwise or written by hand comes to
_NOT_WHOLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, OSError, EOFError, ValueError, IntegrityError)


@transaction.atomic
def bring_back(archive: Path) -> None:
    """Restore an export into an empty store; all or nothing. What was chosen in it before, as which keys are on, gives way.

    Raises CannotRead (with file and line) and NotNow."""
    hold_the_pen()
    choices = [m for m in nouns(Setting) if m.__name__ == "Preference"]
    if any(m._default_manager.exists() for m in kept() if m not in choices):
        raise NotNow(
            "This store is not empty; an export can only be brought back into an empty one.", do="Name a new folder with --data DIR."
        )
    _delete([*nouns(Derived), *choices])
    try:
        archive.open("rb").close()
    except OSError as error:
        raise CannotRead(f"{archive} cannot be read: {error.strerror}.", do="Name the .zip that `worthwhile export` wrote.") from error
    try:
        with zipfile.ZipFile(archive) as whole:
            told = json.loads(whole.read("format.json"))
            if not isinstance(told, dict) or told.get("format") != FORMAT:
                raise CannotRead(
                    f"{archive.name} was written by another version of Worthwhile.", do="Bring it back with the version that wrote it."
                )
            for model in kept():
                with whole.open(f"{model.__name__}.jsonl") as file:
                    _read_lines(model, file)
    except _NOT_WHOLE as error:
        raise CannotRead(f"{archive.name} is not a whole export of Worthwhile: {error}.", do="Export it once more.") from error
    if digest() != told.get("digest"):
        raise CannotRead(f"{archive.name} was changed since it was written: its digest differs.", do="Use the file as it was written.")


def _read_lines(model: type[models.Model], file: IO[bytes]) -> None:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    columns = [str(f.column) for f in fields.values()]
    table, some = model._meta.db_table, []
    for number, line in enumerate(io.BufferedReader(file), 1):  # type: ignore[type-var]
        row = json.loads(line)
        if not isinstance(row, dict) or row.keys() != fields.keys():
            raise ValueError(f"line {number} of {model.__name__}.jsonl has other columns")
        some.append([f.get_db_prep_save(row[name], connection) for name, f in fields.items()])
        if len(some) == 5000:
            write_many(table, columns, some)
            some = []
    write_many(table, columns, some)
    if connection.vendor == "postgresql" and model._meta.pk is not None and model._meta.pk.column == "id":
        rows(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select coalesce(max(id), 1) from \"{table}\"))")
