"""LinkedIn's data export: the ZIP, a folder of its tables, or one table. Connections become cards; messages, invitations, endorsements
and recommendations become dated exchanges. No text of a message is kept.

The layouts since 2019 are known; the columns are found by their names. Tables that say nothing about people are left alone."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from worthwhile.errors import CannotRead
from worthwhile.sources import archive, packed
from worthwhile.sources.lines import HEAD
from worthwhile.sources.linkedinrows import READERS, Owner, heading, kind_of
from worthwhile.sources.records import Item, Mark, Refused
from worthwhile.sources.tables import Broken, Table

NAME = "linkedin"
NOUN = "records"
PRIORITY = 20

MOST_TABLES = 200
_FOREIGN = (".vcf", ".ics", ".mbox", ".eml", ".zip", ".ldif")
_ORDER = ("emails", "profile", "invitations", "connections", "messages", "endorsements", "recommendations")


@dataclass(frozen=True, slots=True)
class _Member:
    """One table of an export."""

    name: str
    kind: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    size: int


def recognise(path: Path, head: bytes) -> bool:
    """A table with LinkedIn's headings, a ZIP with such tables, or a folder that holds them and nothing of another kind."""
    if path.is_dir():
        return _is_folder(path)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        with archive.opened(path) as zipped:
            return any(_kind(partial(zipped.open, name), name) for name in _tables(zipped.names))
    return bool(kind_of(Table(io.BytesIO(head), heading).columns, path.name))


def _is_folder(path: Path) -> bool:
    names = sorted(p.name for p in path.iterdir() if not p.name.startswith("."))
    if any(n.lower().endswith(_FOREIGN) or n in ("cur", "new") for n in names):
        return False
    tables = [path / n for n in _tables(names) if (path / n).is_file()]
    return sum(bool(_kind(partial(packed.opened, p), p.name)) for p in tables) >= min(2, len(tables)) > 0


def _tables(names: list[str]) -> list[str]:
    return [n for n in names if n.lower().endswith(".csv") and not Path(n).name.startswith(".")][:MOST_TABLES]


def _kind(opens: Callable[[], AbstractContextManager[IO[bytes]]], name: str) -> str:
    with opens() as stream:
        return kind_of(Table(io.BytesIO(stream.read(HEAD)), heading).columns, Path(name).name)


def read(path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
    """Every record of the export; nothing when the file is, byte for byte, the one that was read before."""
    with ExitStack() as open_things:
        members = _members(path, open_things)
        total = sum(m.size for m in members)
        sha = _sha(path, members)
        if position.get("sha") == sha:
            yield Mark({"sha": sha}, total, total)
            return
        owner, done = Owner(), 0
        for member in members:
            yield from _read_member(member, owner, said=len(members) > 1 or not path.is_file() or path.suffix.lower() == ".zip")
            done += member.size
            yield Mark({}, done, total)
        yield Mark({"sha": sha}, total, total)


def _members(path: Path, open_things: ExitStack) -> list[_Member]:
    found: list[_Member] = []
    if path.is_dir():
        names = _tables(sorted(p.name for p in path.iterdir() if p.is_file()))
        found = [_Member(n, "", partial(packed.opened, path / n), (path / n).stat().st_size) for n in names]
    elif _begins(path) in (b"PK\x03\x04", b"PK\x05\x06"):
        zipped = open_things.enter_context(archive.opened(path))
        found = [_Member(n, "", partial(zipped.open, n), zipped.size(n)) for n in _tables(zipped.names)]
    else:
        found = [_Member(path.name, "", partial(packed.opened, path), path.stat().st_size)]
    kinds = [(m, _kind(m.open, m.name)) for m in found]
    known = [_Member(m.name, kind, m.open, m.size) for m, kind in kinds if kind]
    if not known:
        raise CannotRead(f"{path.name} holds no table with LinkedIn's headings.", "Bring in the ZIP as LinkedIn sent it.")
    return sorted(known, key=lambda m: (_ORDER.index(m.kind), m.name))


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _sha(path: Path, members: list[_Member]) -> str:
    """What the export is, byte for byte; of a ZIP the ZIP itself."""
    whole = hashlib.sha256()
    for name, opens in [(path.name, lambda: path.open("rb"))] if path.is_file() else [(m.name, m.open) for m in members]:
        whole.update(b"\x00" if path.is_file() else name.encode())
        with opens() as stream:
            while block := stream.read(1 << 20):
                whole.update(block)
    return whole.hexdigest()[:32]


def _read_member(member: _Member, owner: Owner, *, said: bool) -> Iterator[Item]:
    where = f"{Path(member.name).name}: " if said else ""
    with member.open() as stream:
        table = Table(stream, heading)
        reader = READERS[member.kind](owner, table.columns, Path(member.name).name)
        for row in table.rows(free_text=member.kind in ("messages", "invitations", "recommendations", "profile")):
            if isinstance(row, Broken):
                yield Refused(row.line, where + row.reason)
                continue
            for item in reader.records(row):
                yield Refused(item.line, where + item.reason, item.cure) if isinstance(item, Refused) else item
        yield from reader.last()
