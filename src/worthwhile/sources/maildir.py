"""Maildir: a folder with `cur`, `new` and `tmp`, one file a message; folders below it too (".Sent/cur")."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from worthwhile.sources import mailfiles
from worthwhile.sources.records import Item

NAME = "maildir"
NOUN = "messages"
DEEPEST = 6

_LEFT_OUT = {
    "trash": "messages in the bin",
    "bin": "messages in the bin",
    "deleted items": "messages in the bin",
    "deleted messages": "messages in the bin",
    "junk": "spam",
    "spam": "spam",
    "drafts": "drafts",
}


def recognise(path: Path, head: bytes) -> bool:
    """A folder that is a Maildir, or whose folders are."""
    if not path.is_dir():
        return False
    return _is_one(path) or any(_is_one(p) for p in path.iterdir() if p.is_dir() and not p.is_symlink())


def _is_one(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def read(path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
    """Every message that came since `position`; drafts, spam and the bin are passed over."""
    yield from mailfiles.many(path, files(path), position)


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every message file of a Maildir and the folders below it, with the reason for leaving it out, or ""."""
    for folder, below, names in os.walk(root):
        here = Path(folder)
        if len(here.relative_to(root).parts) >= DEEPEST:
            below.clear()
        if here.name not in ("cur", "new") or not _is_one(here.parent):
            continue
        box = here.parent.name.lstrip(".").rpartition(".")[2].lower() if here.parent != root else ""
        for name in names:
            if name.startswith("."):
                continue
            yield here / name, _LEFT_OUT.get(box) or _by_flags(name)


def _by_flags(name: str) -> str:
    """Flags stand after ":2," (";2," or "!2," on file systems without colons): D is a draft, T is in the bin."""
    for mark in (":2,", ";2,", "!2,"):
        _, found, flags = name.rpartition(mark)
        if found:
            return "drafts" if "D" in flags else "messages in the bin" if "T" in flags else ""
    return ""
