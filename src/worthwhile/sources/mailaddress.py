"""Addresses in mail headers (RFC 5322, 2008): From, To, Cc → handles. Linear in the length of the text, whatever it holds.

The address is the one in angle brackets, or a bare one that stands alone: of `alice@bank.example <mallory@evil.example>` it is
mallory's (CVE-2023-27043 is the other reading)."""

import re
from collections.abc import Iterator

from worthwhile.sources.mailwords import tidy, unfold
from worthwhile.sources.records import Handle

_ATOM = rb"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]+@[A-Za-z0-9.\-]+"
# an encoded word of which nothing can be taken for a mark of the address around it
_WORD = rb"=\?[\w.*-]{1,60}\?[bBqQ]\?[^\x00- ?\"\\<>()@,;:\x7f-\xff]*\?=[ \t\r\n]{0,20}"
# `Ida North <ida@north.example>`, `"Ida North" <…>`, `=?utf-8?q?Ida_North?= <…>` or `<…>`, and nothing else in the whole value
_PLAIN = re.compile(rb'\s*(?:"([^"\\=<>()@,;:]*)"\s*|([^"\\=<>()@,;:]*|(?:' + _WORD + rb")+))<(" + _ATOM + rb")>\s*")
_DOUBT = re.compile(rb"[()\\:;]|=\?[^?]*\?[^?]*\?[^?]*,")
_PART = re.compile(rb'(?:"[^"]*"|[^",])+')
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=|\\.|(?:(?!=\?)[^"<>\\(),;:])+|.', re.DOTALL)
_EMAIL = re.compile(r"[^\s@<>()\[\]\",;:\\]+@[^\s@<>()\[\]\",;:\\]*[^\s@<>()\[\]\",;:\\.]")
_OBSCURED = re.compile(r"(\S+) (?:at|AT|\(at\)|\[at\]) ([\w-]+(?:\.[\w-]+)+)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPACE = re.compile(r"\s+")

_kept: dict[bytes, tuple[Handle, ...]] = {}
KEEP = 50_000
LONGEST_KEPT = 400


def email(value: str) -> str:
    """An e-mail address as it is kept (lower case, no dot at the end), or "" when it is none."""
    if " " in value or not value.isprintable():
        value = _SPACE.sub("", value)
    value = value.strip("'").rstrip(".").lower()
    return value if len(value) <= 320 and _EMAIL.fullmatch(value) else ""


def handles(raw: bytes) -> tuple[Handle, ...]:
    """All addresses of a header value, in order, each with the name beside it."""
    known = _kept.get(raw)
    if known is not None:
        return known
    parts = _parts(raw)
    if len(parts) == 1:
        found = tuple(_all(raw))
    else:
        several: list[Handle] = []
        for part in parts:
            part = part.strip()
            known = _kept.get(part)
            several += known if known is not None else _keep(part, tuple(_all(part)))
        found = tuple(several)
    return _keep(raw, found)


def _keep(raw: bytes, found: tuple[Handle, ...]) -> tuple[Handle, ...]:
    if len(raw) <= LONGEST_KEPT:
        if len(_kept) >= KEEP:
            _kept.clear()
        _kept[raw] = found
    return found


def _parts(raw: bytes) -> list[bytes]:
    """The value cut at its commas, as far as that is beyond doubt; else the whole."""
    if b"," not in raw or _DOUBT.search(raw):
        return [raw]
    if b'"' not in raw:
        return raw.split(b",")
    return _PART.findall(raw) if raw.count(b'"') % 2 == 0 else [raw]


def _all(raw: bytes) -> Iterator[Handle]:
    plain = _PLAIN.fullmatch(raw)
    if plain is not None:
        handle = _handle(unfold(plain[1] or plain[2] or b""), plain[3].decode("ascii"))
        if handle is not None:
            yield handle
        return
    for name, address in mailboxes(unfold(raw)):
        handle = _handle(name, address)
        if handle is not None:
            yield handle


def _handle(name: str, address: str) -> Handle | None:
    value = email(address)
    if not value:
        return None
    said = tidy(name, 300).strip("'\" ")
    if "@" in said and " " not in said:
        said = ""  # an address in the place of a name names nobody
    return Handle("email", value, said)


def mailboxes(text: str) -> list[tuple[str, str]]:
    """(name, address) of each mailbox in a header value; groups are opened, comments skipped, a broken part costs itself."""
    out: list[tuple[str, str]] = []
    box = _Box()
    depth = 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif depth:
            if depth == 1:
                box.comment.append(piece)
        elif piece in (",", ";"):
            out += box.mailbox()
            box = _Box()
        elif piece == ":":
            box = _Box()  # what stood before was the name of a group
        elif piece[0] == "<" and len(piece) > 1:
            box.angle = piece[1:-1]
            out += box.mailbox()
            box = _Box()
        else:
            box.words.append(piece)
    return out + box.mailbox()


class _Box:
    """One mailbox while it is being read."""

    __slots__ = ("angle", "comment", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.comment: list[str] = []
        self.angle: str | None = None

    def mailbox(self) -> list[tuple[str, str]]:
        if self.angle is not None:
            # a route ("<@a,@b:ida@north.example>") is dropped
            return [(self._name(), self.angle.rpartition(":")[2])]
        text = "".join(self.words).strip()
        if "<" in text:  # a bracket that was never closed
            name, _, address = text.rpartition("<")
            return [(name.strip(' "'), address.strip())]
        if "@" not in text:
            found = _OBSCURED.fullmatch(text)
            text = f"{found[1]}@{found[2]}" if found else ""
        if not text or " " in text:
            return []
        return [("".join(self.comment).strip(), text)]

    def _name(self) -> str:
        parts = [_ESCAPE.sub(r"\1", w[1:-1]) if len(w) > 1 and w[0] == w[-1] == '"' else w for w in self.words]
        name = _SPACE.sub(" ", "".join(parts)).strip()
        return name or "".join(self.comment).strip()
