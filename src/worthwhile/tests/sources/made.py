"""Small files for the tests of the sources, and how they are read."""

from pathlib import Path
from types import ModuleType

from worthwhile.sources.records import Mark, Passed, Record, Refused

AT = 1_795_000_000  # 19 November 2026


def read(source: ModuleType, path: Path, position=None, at=AT):
    """All items but the marks."""
    return [i for i in source.read(path, position or {}, at) if not isinstance(i, Mark)]


def put(folder: Path, content: str | bytes, name="file") -> Path:
    """A file with this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def sums(items):
    """(taken, refused, passed over) of what was read; what the user's own handles are is no record of the file."""
    taken = sum(isinstance(i, Record) and type(i).__name__ != "Own" for i in items)
    return taken, sum(isinstance(i, Refused) for i in items), sum(i.count for i in items if isinstance(i, Passed))
