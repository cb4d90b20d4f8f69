"""Mail kept as one file a message: read in the order in which the files came, so that the next reading takes only the newer ones.

The order is that of the moment at which the file system last changed the entry (a copy with an old date of writing is new all the
same; one that was merely renamed is read again, which adds nothing)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from worthwhile.errors import CannotRead
from worthwhile.sources import packed
from worthwhile.sources.mailhead import message
from worthwhile.sources.records import Item, Mark, Passed, Refused, key_of

BLOCK = 1 << 16
LONGEST_HEADER = 4 << 20
EVERY = 500
_END = re.compile(rb"\n\r?\n")


def header_of(path: Path) -> tuple[bytes, bytes] | None:
    """The header of the message in a file and the beginning of its text, with "\\n" at the ends of lines; None when it is longer than 4 MiB."""
    with packed.opened(path) as file:
        text = file.read(BLOCK)
        first, _, rest = text.partition(b"\n")
        if first.strip().isdigit():  # Apple Mail's .emlx: the length stands in the first line
            text = rest
        if text.startswith((b"From ", b">From ")):
            text = text.partition(b"\n")[2]
        text = text.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
        if b"\n" not in text:
            text = text.replace(b"\r", b"\n")
        while not (found := _END.search(text)):
            block = file.read(BLOCK)
            if not block:
                return text, b""
            text += block
            if len(text) > LONGEST_HEADER:
                return None
        return text[: found.start() + 1], text[found.end() : found.end() + 4096]


def one(path: Path, name: str = "") -> Item:
    """The record of the message in a file. `name` is put before a reason, where the file is one of many."""
    said = f"{name}: " if name else ""
    try:
        parts = header_of(path)
    except OSError as error:
        return Refused(0, f"{said}The file cannot be read: {error.strerror}.", "Look at its permissions. The others were read.")
    except CannotRead as error:  # packed, and damaged
        return Refused(0, f"{said}{error}", f"{error.do} The others were read.")
    if parts is None:
        return Refused(1, f"{said}Its header is longer than 4 MiB.")
    block, text = parts
    record = message(block, line=1, body=lambda: text)
    return replace(record, reason=f"{said}{record.reason}") if isinstance(record, Refused) else record


def many(root: Path, files: Iterable[tuple[Path, str]], position: dict[str, Any]) -> Iterator[Item]:
    """Each message of (file, reason for leaving it out or ""), the ones that came since `position`."""
    since, there = position.get("changed", 0), set(position.get("last", ()))
    new = []
    for path, reason in files:
        try:
            changed = path.lstat().st_ctime_ns
        except OSError:
            continue  # moved by the mail program meanwhile
        name = _name(root, path)
        if changed > since or (changed == since and key_of(name) not in there):
            new.append((changed, name, path, reason))
    new.sort()
    for number, (changed, name, path, reason) in enumerate(new, 1):
        yield Passed(reason) if reason else one(path, name)
        if changed != since:
            since, there = changed, set()
        there.add(key_of(name))
        if number % EVERY == 0:
            yield Mark({"changed": since, "last": sorted(there)}, number, len(new))
    yield Mark({"changed": since, "last": sorted(there)}, len(new), len(new))


def _name(root: Path, path: Path) -> str:
    """The file's name within the folder, without the flags that mail programs put at its end."""
    return path.relative_to(root).as_posix().encode("utf-8", "replace").decode()
