"""The texts of mail: read only where she asked for it, never while importing, held in memory only. No other file reads what stands below a header.

`newest` finds the newest messages of a mailbox by their headers; `read` gives each with its text, as far as it is plain or HTML text."""

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message as Mail
from heapq import heappush, heappushpop
from itertools import groupby
from pathlib import Path

from worthwhile.errors import CannotRead
from worthwhile.sources import mbox, packed
from worthwhile.sources.maildir import files
from worthwhile.sources.mailfiles import header_of
from worthwhile.sources.mailhead import message
from worthwhile.sources.records import Handle, Message

MOST = 500  # messages whose texts are read at once, the newest first
LONGEST = 512 << 10  # bytes of one message; texts come before attachments
TEXT = 50_000  # characters of one text, as much as noticing looks at

_END = re.compile(rb"\r?\n\r?\n")
_BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/li|/tr|/h\d|/blockquote)\b[^>]*>")
_HIDDEN = re.compile(r"(?is)<(script|style|head|title|blockquote)\b.*?</\1\s*>|<!--.*?-->")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one message stands: a file, and its bytes in it (-1: to the end)."""

    at: int
    file: Path
    begin: int = 0
    end: int = -1


@dataclass(frozen=True, slots=True)
class Written:
    """One message with its text; `at` in seconds (UTC)."""

    at: int
    sender: Handle
    recipients: tuple[tuple[str, Handle], ...]
    subject: str
    text: str
    bulk: bool = False  # a list's or a machine's


def newest(path: Path, since: int | None = None, most: int = MOST) -> list[Place]:
    """The newest messages of an mbox, a Maildir, a folder of .eml files or one .eml that are dated after `since`, the oldest first.

    Looks at headers only. Raises OSError and errors.CannotRead."""
    best: list[tuple[int, int, Place]] = []
    for number, place in enumerate(_places(path, since)):
        if since is not None and place.at <= since:
            continue
        entry = (place.at, number, place)
        if len(best) < most:
            heappush(best, entry)
        else:
            heappushpop(best, entry)
    return [place for _, _, place in sorted(best, key=lambda e: e[:2])]


def _places(path: Path, since: int | None) -> Iterator[Place]:
    if path.is_dir():
        for file, reason in files(path) if any((p / "cur").is_dir() for p in (path, *_below(path))) else _flat(path):
            if reason or (since is not None and int(file.lstat().st_ctime) < since):
                continue  # a file that came before that moment holds no newer message
            found = _dated(file)
            if found is not None:
                yield found
        return
    with packed.opened(path) as opened:
        head = opened.read(8192)
    if mbox.recognise(path, head):
        for offset, separator, block, end in mbox.spans(path):
            record = message(block, separator=separator)
            if isinstance(record, Message):
                yield Place(record.at, path, offset + len(separator) + 1, end)
        return
    found = _dated(path)
    if found is not None:
        yield found


def _below(path: Path) -> list[Path]:
    return [p for p in path.iterdir() if p.is_dir() and not p.is_symlink()]


def _flat(path: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(path.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            yield file, ""


def _dated(file: Path) -> Place | None:
    parts = header_of(file)
    record = message(parts[0]) if parts is not None else None
    return Place(record.at, file) if isinstance(record, Message) else None


def read(places: Sequence[Place]) -> Iterator[Written | None]:
    """Each message with its text, or None where it cannot be read; those of one file in its order, so that it is gone through once."""
    for place in (p for p in places if p.end < 0):
        try:
            with packed.opened(place.file) as file:
                yield written(file.read(LONGEST))
        except (OSError, CannotRead):  # moved or broken meanwhile
            yield None
    inside = sorted((p for p in places if p.end >= 0), key=lambda p: (str(p.file), p.begin))
    for path, some in groupby(inside, key=lambda p: p.file):
        for raw in mbox.parts(path, [(p.begin, min(p.end, p.begin + LONGEST)) for p in some]):
            yield written(raw)


def written(raw: bytes) -> Written | None:
    """The message in these bytes; None when it has no sender or no date."""
    first, _, rest = raw.partition(b"\n")
    raw = rest if first.strip().isdigit() or first.startswith((b"From ", b">From ")) else raw
    raw = raw.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
    found = _END.search(raw)
    block = (raw[: found.start() + 1] if found else raw).replace(b"\r\n", b"\n")
    record = message(block)
    if not isinstance(record, Message) or record.sender is None:
        return None
    text = text_of(raw[:LONGEST])
    return Written(record.at, record.sender, record.recipients, record.subject, text, bool(record.flags))


def text_of(raw: bytes) -> str:
    """The text of one message: its first plain part, else its first HTML part without the tags; "" when it has none. Never raises."""
    try:
        mail = message_from_bytes(raw, policy=policy.compat32)
        for kind in ("text/plain", "text/html"):
            for part in mail.walk():
                if part.get_content_type() == kind and part.get_filename() is None and not part.is_multipart():
                    said = _decoded(part)
                    return (said if kind == "text/plain" else bare(said))[:TEXT]
    except Exception:  # a message that is broken in a way the reader does not know has no text for us
        return ""
    return ""


def _decoded(part: Mail) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    try:
        return body.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return body.decode("latin-1")


def bare(said: str) -> str:
    """HTML as text: what is quoted, hidden or a tag is left out."""
    return html.unescape(_TAG.sub(" ", _BREAKS.sub("\n", _HIDDEN.sub(" ", said[: 8 * TEXT]))))


def in_bytes(raw: bytes, name: str = "", most: int = MOST) -> list[Written]:
    """The newest messages of an mbox or an .eml that is in memory, the oldest first; [] when it holds none."""
    if not mbox.recognise(Path(name or "handed over"), raw[:8192]):
        one = written(raw)
        return [one] if one is not None else []
    starts: list[tuple[int, int, int, int]] = []
    for number, (offset, separator, block, end) in enumerate(mbox.spans_of(io.BytesIO(raw))):
        record = message(block, separator=separator)
        if isinstance(record, Message):
            starts.append((record.at, number, offset + len(separator) + 1, end))
    found = [written(raw[begin : min(end, begin + LONGEST)]) for _, _, begin, end in sorted(starts)[-most:]]
    return [one for one in found if one is not None]
