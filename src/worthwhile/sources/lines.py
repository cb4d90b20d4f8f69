"""Lines of text files that anybody may have written: UTF-8, UTF-16 or eight bits, any line ends, lines of any length. Nothing here can fail."""

import codecs
import io
from collections.abc import Iterator
from functools import lru_cache
from typing import IO

HEAD = 64 << 10
LONGEST = 8 << 20  # bytes of one line; what is beyond is dropped
_FAMILIES = (
    "utf-",
    "utf_",
    "iso8859",
    "iso2022",
    "cp",
    "koi8",
    "shift_jis",
    "euc_",
    "gb",
    "big5",
    "ascii",
    "latin",
    "mac-",
    "hz",
    "johab",
    "tis-620",
)


def raw_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Each line without its end and without NUL; UTF-16 comes as UTF-8."""
    head = stream.read(HEAD)
    rest: io.RawIOBase = _Joined(head, stream)
    wide = wide_charset(head)
    if wide:
        text = io.TextIOWrapper(io.BufferedReader(rest, 1 << 16), encoding=wide, errors="replace", newline=None)
        while line := text.readline(LONGEST):
            yield line.lstrip("\ufeff").replace("\x00", "").rstrip("\r\n").encode("utf-8", "replace")
        return
    if b"\r" in head and b"\n" not in head:
        rest = _Mac(rest)
    raw = io.BufferedReader(rest, 1 << 16)
    first = True
    while block := raw.readline(LONGEST):
        whole = block
        while whole[-1:] != b"\n" and len(whole) >= LONGEST:
            whole = raw.readline(LONGEST)
            if not whole:
                break
        if first:
            block, first = block.removeprefix(b"\xef\xbb\xbf"), False
        yield block.rstrip(b"\r\n").replace(b"\x00", b"")


def wide_charset(head: bytes) -> str:
    """The name of the UTF-16 kind that a file begins in, or "" when it is none."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    sample = head[:400]
    if len(sample) < 8:
        return ""
    third = len(sample) // 3
    return "utf-16-le" if sample[1::2].count(0) > third else "utf-16-be" if sample[0::2].count(0) > third else ""


def text_of(raw: bytes, charset: str = "") -> str:
    """Bytes as text: the charset that was declared if it is one of text and fits, else UTF-8, else Windows-1252."""
    for name in (charset if charset and is_charset(charset) else "", "utf-8", "cp1252"):
        if name:
            try:
                return raw.decode(name)
            except ValueError:
                continue
    # a broken letter costs itself where the rest is UTF-8
    loose = raw.decode("utf-8", "replace")
    return loose if loose.count("\ufffd") * 4 < sum(b > 127 for b in raw) else raw.decode("latin-1")


@lru_cache(maxsize=256)
def is_charset(name: str) -> bool:
    """Is this the name of a charset? Python has codecs that are none ("rot13", "zip"), which a file must not choose."""
    try:
        found = codecs.lookup(name[:40])
    except (LookupError, ValueError):
        return False
    return found.name.startswith(_FAMILIES)


class _Joined(io.RawIOBase):
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._head:
            block, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            block = self._rest.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


class _Mac(io.RawIOBase):
    """A stream with old Macintosh line ends, as others write them."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = (self._stream.read(len(buffer)) or b"").replace(b"\r", b"\n")
        buffer[: len(block)] = block
        return len(block)
