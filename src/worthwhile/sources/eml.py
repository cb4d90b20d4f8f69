"""One message in a file (.eml, .emlx, saved from a mail program), or a folder that holds nothing else."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from worthwhile.sources import mailfiles
from worthwhile.sources.records import Item, Mark

NAME = "eml"
NOUN = "messages"

_NAMES = frozenset((".eml", ".emlx", ".msg.eml"))
_FIRST = re.compile(
    rb"(?:from|to|cc|date|subject|message-id|received|return-path|delivered-to|mime-version|content-[a-z-]+|reply-to|sender"
    rb"|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|received-spf|status|references|in-reply-to|thread-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_SENDER = re.compile(rb"^from[ \t]*:", re.IGNORECASE | re.MULTILINE)
_OTHER = re.compile(rb"^(?:to|date|subject|message-id|received|mime-version)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"\n\r?\n")


def recognise(path: Path, head: bytes) -> bool:
    """A text that begins with the header of a message, the sender among its lines; or a folder of such files by name."""
    if path.is_dir():
        names = [p for p in path.iterdir() if not p.name.startswith(".")]
        return bool(names) and all(p.suffix.lower() in _NAMES and p.is_file() for p in names)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    first, _, rest = text.partition(b"\n")
    if first.strip().isdigit():
        text = rest
    if b"\n" not in text:
        text = text.replace(b"\r", b"\n")
    if not _FIRST.match(text):
        return False
    if path.suffix.lower() in _NAMES:
        return True
    found = _END.search(text)
    block = text[: found.start() + 1] if found else text
    return _SENDER.search(block) is not None and _OTHER.search(block) is not None


def read(path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
    """The message, or those of a folder that came since `position`."""
    if path.is_dir():
        yield from mailfiles.many(
            path, ((Path(f) / n, "") for f, _, names in os.walk(path) for n in names if not n.startswith(".")), position
        )
        return
    yield mailfiles.one(path)
    size = path.stat().st_size
    yield Mark({}, size, size)
