"""mbox, plain or gzipped: many messages in one file, read as a stream; of each its header only.

Memory stays bounded whatever the file holds: blocks come and go, a header may be 4 MiB, a body is passed over. The position is the
byte where the next message begins, with a hash of the bytes before it: a file that grew costs its new bytes alone, and one that was
changed is read anew (what is known already adds nothing)."""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast

from worthwhile.errors import CannotRead
from worthwhile.sources.archive import swells
from worthwhile.sources.mailhead import message
from worthwhile.sources.records import Item, Mark, Message, Refused, key_of

NAME = "mbox"
NOUN = "messages"

BLOCK = 1 << 19  # as much as stays near the processor: blocks of 2 MiB cost a tenth more with headers only, a fifth with bodies
LONGEST_HEADER = 4 << 20
LONGEST_LINE = 4096  # of a separator
TAIL = 4096
EVERY = 500
MOST_SEEN = 1_000_000

_MARK = b"\xef\xbb\xbf"  # that a file is UTF-8
_END = re.compile(rb"\n\r?\n")
_FROM = re.compile(rb"\nFrom ")  # a pattern finds these six bytes in two thirds of the time that `bytes.find` takes
_END_OR_FROM = re.compile(rb"\n(?:\n|From )")  # both in one pass, which costs less than looking for each
_HEADER_LINE = re.compile(rb">?[!-9;-~]+[ \t]*:|>From ")
_DATED = re.compile(
    rb"From (?:\S.{0,300}?)?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b.{0,12}\d.{0,40}\d\d?:\d\d.{0,40}", re.IGNORECASE
)
_USUAL = re.compile(  # as nearly every separator is, the header below it included
    rb"From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\d +-]{4,10}\r?\n>?[!-9;-~]+[ \t]*:"
)
_KNOWN = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Message-ID|Received|Return-Path|Delivered-To|X-[\w-]+|MIME-Version|Content-[\w-]+|Status|DKIM-Signature|Reply-To)[ \t]*:",
    re.IGNORECASE,
)


def recognise(path: Path, head: bytes) -> bool:
    """A file whose first text is a "From " line with a header below it."""
    text = head[:TAIL].removeprefix(_MARK).lstrip(b"\r\n \t")
    if not text.startswith(b"From ") or path.is_dir():
        return False
    return _separates(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), 0, after_blank=True)


def _separates(text: bytes, at: int, *, after_blank: bool) -> bool:
    """Does the line at `at`, which begins with "From ", begin a message? Bodies hold such lines too, and not all writers quote them.

    A separator has a date, or an address alone; below it stands a header. In the middle of a paragraph only the dated kind counts.
    Content-Length is not believed: it lies."""
    if after_blank and _USUAL.match(text, at):
        return True
    stop = text.find(b"\n", at, at + LONGEST_LINE)
    if stop < 0:
        return after_blank and _DATED.match(text[at : at + LONGEST_LINE]) is not None
    line = text[at:stop]
    below = text[stop + 1 : stop + 200]
    if _DATED.match(line):
        return bool(_HEADER_LINE.match(below)) or (after_blank and below[:1] in (b"", b"\n", b"\r"))
    return after_blank and len(line.split()) <= 3 and _KNOWN.match(below) is not None


class _Stream:
    """A file as bytes in order, unzipped where it is zipped, with old Mac line ends made new ones (the length stays)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] = path.open("rb")
        self._first = True
        self._text: IO[bytes] | gzip.GzipFile = self._file
        zipped = self._file.read(2) == b"\x1f\x8b"
        self._file.seek(0)
        self._size = path.stat().st_size if zipped else 0
        if zipped:
            self._text = gzip.GzipFile(fileobj=self._file)
        head = self._read(65536)
        self._mac = b"\n" not in head and b"\r" in head
        self.seek(0)

    def _read(self, size: int) -> bytes:
        try:
            block = self._text.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise CannotRead(f"{self.path.name} breaks off: {error}.", do="Copy or export it once more.") from error
        # a mailbox may be of any size, but mail packs about ten to one: what grows two hundred times is a trap
        if self._size and swells(self._text.tell(), self._size):
            raise CannotRead(
                f"{self.path.name} swells to more than Worthwhile unpacks, as traps do.", do="Unpack it and bring in what is inside."
            )
        return block

    def read(self, size: int) -> bytes:
        block = self._read(size)
        if self._first and block.startswith(_MARK):
            block = block.replace(_MARK, b"\n" * len(_MARK), 1)
        self._first = False
        return block.replace(b"\r", b"\n") if self._mac else block

    def seek(self, offset: int) -> None:
        try:
            self._text.seek(offset)
            self._first = offset == 0
        except (OSError, EOFError, zlib.error) as error:
            raise CannotRead(f"{self.path.name} breaks off: {error}.", do="Copy or export it once more.") from error

    def done(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()


class _Aside:
    """Looks at the file beside the reading, only when somebody asks: numbers of lines, the first bytes of a text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._counting: _Stream | None = None
        self._looking: _Stream | None = None
        self._offset, self._line = 0, 1

    def line(self, offset: int) -> int:
        """The number of the line at an offset, counted on from where the last question was."""
        if self._counting is None:
            self._counting = _Stream(self._path)
        while self._offset < offset:
            block = self._counting.read(min(BLOCK, offset - self._offset))
            if not block:
                break
            self._line += block.count(b"\n")
            self._offset += len(block)
        return self._line

    def text(self, offset: int) -> bytes:
        """The bytes at an offset, a few kilobytes."""
        if self._looking is None:
            self._looking = _Stream(self._path)
        self._looking.seek(offset)
        return self._looking.read(TAIL)

    def close(self) -> None:
        for stream in (self._counting, self._looking):
            if stream is not None:
                stream.close()


class _Place:
    """Where the text of the message in hand begins; called, it gives the beginning of that text, as far as the next separator."""

    __slots__ = ("aside", "offset")

    def __init__(self, aside: _Aside) -> None:
        self.aside, self.offset = aside, 0

    def __call__(self) -> bytes:
        text = b"\n" + self.aside.text(self.offset)
        at = text.find(b"\nFrom ")
        while at >= 0 and not _separates(text, at + 1, after_blank=_blank_before(text, at)):
            at = text.find(b"\nFrom ", at + 1)
        return text if at < 0 else text[:at]


class _Window:
    """The part of the stream that is in memory. `base` is the offset of its first byte in the file."""

    def __init__(self, stream: _Stream, start: int, before: bytes) -> None:
        # two line ends stand before the first byte, so that the first line is like any other after a blank one
        self.buf = before if start else b"\n\n"
        self.base = start - len(self.buf)
        self.begin = max(0, len(before) - 1) if start else 0  # where to look for the first separator
        self.stream = stream
        self.ended = False
        self.recent = before

    def more(self, keep: int) -> bool:
        """Drop what is before index `keep`, read on; False at the end of the file. Indexes move down by `keep`."""
        block = b"" if self.ended else self.stream.read(BLOCK)
        if not block:
            self.ended = True
            return False
        self.recent = (self.recent + self.buf[max(0, keep - TAIL) : keep])[-TAIL:] if keep < TAIL else self.buf[keep - TAIL : keep]
        self.buf = self.buf[keep:] + block if keep < len(self.buf) else block
        self.base += keep
        return True

    def tail(self, index: int) -> bytes:
        """The last bytes before an index: what a later reading must find there."""
        part = self.buf[index - TAIL : index] if index >= TAIL else (self.recent + self.buf[:index])[-TAIL:]
        offset = self.base + index
        return part[-offset:] if 0 < offset < len(part) else part if offset else b""


def read(path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
    """Every message that is new since `position`, as it stands in the file; what cannot be read with its line and why."""
    stream, aside = _Stream(path), _Aside(path)
    try:
        start, before = _resume(stream, position)
        window = _Window(stream, start, before)
        yield from _records(window, aside, path.stat().st_size)
    finally:
        stream.close()
        aside.close()


def spans(path: Path) -> Iterator[tuple[int, bytes, bytes, int]]:
    """(offset, separator line, header, offset where the next message begins) of each message whose header is whole. Texts are passed over."""
    stream = _Stream(path)
    try:
        yield from spans_of(stream)
    finally:
        stream.close()


def spans_of(stream: object) -> Iterator[tuple[int, bytes, bytes, int]]:
    """The same of anything that has a `read` and stands at its beginning."""
    window = _Window(cast(_Stream, stream), 0, b"")
    last: tuple[int, bytes, bytes] | None = None
    for begin, separator, block, whole in _messages(window):
        offset = window.base + begin
        if last is not None:
            yield *last, offset
        last = (offset, separator, block) if whole and block else None
    if last is not None:
        yield *last, window.base + len(window.buf)


def parts(path: Path, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """The bytes of a file between pairs of offsets that rise, unzipped where it is zipped; the file is gone through once."""
    stream = _Stream(path)
    try:
        for begin, end in places:
            stream.seek(begin)
            yield stream.read(end - begin)
    finally:
        stream.close()


def _resume(stream: _Stream, position: dict[str, Any]) -> tuple[int, bytes]:
    """Where to go on, and the bytes before it: the beginning, unless the file still is what it was up to there."""
    offset = position.get("offset", 0)
    if isinstance(offset, int) and offset > 0:
        start = max(0, offset - TAIL)
        stream.seek(start)
        before = stream.read(offset - start)
        if len(before) == offset - start and _hash(before) == position.get("tail"):
            return offset, before
    stream.seek(0)
    return 0, b""


def _hash(tail: bytes) -> str:
    return hashlib.blake2b(tail, digest_size=16).hexdigest()


def _records(window: _Window, aside: _Aside, total: int) -> Iterator[Item]:
    seen: dict[int, int] = {}
    last = -1
    place = _Place(aside)
    for count, (begin, separator, block, whole) in enumerate(_messages(window)):
        if count and count % EVERY == 0:
            offset = window.base + begin
            yield Mark({"offset": offset, "tail": _hash(window.tail(begin))}, window.stream.done(), total)
        last = begin if not whole else -1
        offset = window.base + begin
        if block and (whole or block.endswith(b"\n")):
            place.offset = offset + len(separator) + len(block)
            record = message(block, separator=separator, body=place)
        else:
            record = _broken(block)
        yield _distinct(record, seen) if isinstance(record, Message) else replace(record, line=aside.line(offset))
    index = len(window.buf) if last < 0 else last
    yield Mark({"offset": window.base + index, "tail": _hash(window.tail(index))}, total, total)


def _broken(block: bytes | None) -> Refused:
    if block is None:
        return Refused(0, "Its header is longer than 4 MiB.")
    return Refused(0, "It breaks off within its header.", "If the file is still being written, it is read again the next time.")


def _distinct(record: Message, seen: dict[int, int]) -> Message:
    """The record; under a key of its own when another message of this file has taken its id."""
    assert record.sender is not None
    what, name = hash((record.at, record.sender.value)), hash(record.key)
    known = seen.setdefault(name, what) if len(seen) < MOST_SEEN else seen.get(name, what)
    return record if known == what else record._replace(key=key_of(record.key, record.sender.value, record.at))


def _messages(window: _Window) -> Iterator[tuple[int, bytes, bytes | None, bool]]:
    """(index in the window, separator line, header block or None when it has no end, was it whole) of each message.

    An index holds until the next step."""
    index = _next(window, window.begin)
    while index >= 0:
        buf = window.buf
        # the usual case, in few steps: this message and the next separator are in sight
        end = _END_OR_FROM.search(buf, index + 5)
        stop = end.end() - 1 if end else 0
        after = _FROM.search(buf, stop) if stop and buf[stop] == 10 else None
        candidate = after.start() if after else 0
        if 0 < candidate < len(buf) - 2 * LONGEST_LINE and buf.find(b"\r", index, stop) < 0:
            line = buf.find(b"\n", index, stop)
            yield index, buf[index:line], buf[line:stop], True
            blank = buf[candidate - 1] == 10  # "\n"
            index = candidate + 1 if blank and _USUAL.match(buf, candidate + 1) else _next(window, candidate)
        else:
            index, stop = _header(window, index)
            yield _cut(window, index, stop)
            index = _next(window, max(index + 5, (min(len(window.buf), index + LONGEST_HEADER) if stop < 0 else stop) - 2))


def _cut(window: _Window, index: int, stop: int) -> tuple[int, bytes, bytes | None, bool]:
    if stop < 0:
        return index, b"", None, True
    buf = window.buf
    line = buf.find(b"\n", index, stop)
    line = stop if line < 0 else line
    return index, buf[index:line], buf[line:stop], not (window.ended and stop == len(buf))


def _header(window: _Window, index: int) -> tuple[int, int]:
    """(index, end) of the header that begins at an index, reading on as far as it must; end is -1 when it is too long."""
    scan = index
    while True:
        stop = _blank(window.buf, scan)
        found = stop >= 0
        if not found:
            stop = len(window.buf)
        inside = window.buf.find(b"\nFrom ", index, stop)
        while inside >= 0:
            if _separates(window.buf, inside + 1, after_blank=False):
                return index, inside + 1
            inside = window.buf.find(b"\nFrom ", inside + 1, stop)
        if found:
            return index, stop
        if len(window.buf) - index > LONGEST_HEADER:
            return index, -1
        scan = max(0, len(window.buf) - 2 - index)
        if not window.more(index):
            return index, len(window.buf)
        index = 0


def _blank(buf: bytes, scan: int) -> int:
    """The index after the line that a blank one follows, or -1. Nearly always it is near, so a short look comes first."""
    near = buf.find(b"\n\n", scan, scan + 4096)
    if near >= 0 and buf.find(b"\r", scan, near) < 0:
        return near + 1
    found = _END.search(buf, scan)
    return found.start() + 1 if found else -1


def _next(window: _Window, index: int) -> int:
    """The index of the next message's first byte, or -1 at the end."""
    while True:
        here = _FROM.search(window.buf, index)
        found = here.start() if here else -1
        if found >= 0 and len(window.buf) - found < 2 * LONGEST_LINE and window.more(max(0, found - 2)):
            index = min(found, 2)  # the line below it must be in sight, and of the one above whether it is blank
            continue
        if found >= 0:
            if _separates(window.buf, found + 1, after_blank=_blank_before(window.buf, found)):
                return found + 1
            index = found + 1
            continue
        keep = max(0, len(window.buf) - 8)
        if not window.more(keep):
            return -1
        index = 0


def _blank_before(buf: bytes, at: int) -> bool:
    """Is the line that ends at the line break `at` a blank one?"""
    if at == 0:
        return True
    before = buf[max(0, at - 2) : at]
    return before[-1:] == b"\n" or before == b"\n\r"
