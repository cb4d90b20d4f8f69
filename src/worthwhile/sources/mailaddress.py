"""Addresses in mail headers (RFC 5322, 2008): From, To, Cc → handles. Linear in the length of the text, whatever it holds.

The address is the one in angle brackets, or a bare one that stands alone: of `alice@bank.example <mallory@evil.example>` it is
mallory's (CVE-2023-27043 is the other reading)."""

import re

from worthwhile.sources.mailwords import unfold, words
from worthwhile.sources.records import Handle
from worthwhile.text import clean

_ATOM = rb"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]+@[A-Za-z0-9.\-]+"
# `Ida North <ida@north.example>`, `"Ida North" <…>`, `<…>` or bare, and nothing else in the whole value
_PLAIN = re.compile(rb'\s*(?:"([^"\\=<>()@,;:]*)"\s*|([^"\\=<>()@,;:]*))<(' + _ATOM + rb")>\s*")
_BARE = re.compile(rb"\s*(" + _ATOM + rb")\s*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|\\.|[^"<>\\(),;:]+|.', re.DOTALL)
_EMAIL = re.compile(r"[^\s@<>()\[\]\",;:\\]+@[^\s@<>()\[\]\",;:\\]*[^\s@<>()\[\]\",;:\\.]")
_OBSCURED = re.compile(r"(\S+) (?:at|AT|\(at\)|\[at\]) ([\w-]+(?:\.[\w-]+)+)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPACE = re.compile(r"\s+")

_kept: dict[bytes, tuple[Handle, ...]] = {}
_kept_one: dict[bytes, Handle | None] = {}
KEEP = 50_000
LONGEST_KEPT = 400


def email(value: str) -> str:
    """An e-mail address as it is kept (lower case, no dot at the end), or "" when it is none."""
    value = _SPACE.sub("", value).strip("'").rstrip(".").lower()
    return value if len(value) <= 320 and _EMAIL.fullmatch(value) else ""


def handles(raw: bytes) -> tuple[Handle, ...]:
    """All addresses of a header value, in order, each with the name beside it."""
    known = _kept.get(raw)
    if known is not None:
        return known
    found = _simple(raw)
    if found is None:
        found = tuple(h for name, address in mailboxes(unfold(raw)) if (h := _handle(name, address)) is not None)
    if len(raw) <= LONGEST_KEPT:
        if len(_kept) >= KEEP:
            _kept.clear()
        _kept[raw] = found
    return found


def _simple(raw: bytes) -> tuple[Handle, ...] | None:
    """The handles of a value whose every part, cut at its commas, is plain; None on any doubt."""
    out: list[Handle] = []
    for part in raw.split(b","):
        handle = _kept_one.get(part, False)
        if handle is False:
            found = _PLAIN.fullmatch(part)
            bare = None if found else _BARE.fullmatch(part)
            if found is None and bare is None:
                return None
            name, address = (found[1] or found[2] or b"", found[3]) if found else (b"", bare[1]) if bare else (b"", b"")
            handle = _handle(_SPACE.sub(" ", unfold(name)), address.decode("ascii"))
            if len(_kept_one) >= KEEP:
                _kept_one.clear()
            _kept_one[part] = handle
        if handle:
            out.append(handle)
    return tuple(out)


def _handle(name: str, address: str) -> Handle | None:
    value = email(address)
    if not value:
        return None
    said = clean(words(name), 300).strip("'\" ")
    if "@" in said and " " not in said:
        said = ""  # an address in the place of a name names nobody
    return Handle("email", value, said)


def mailboxes(text: str) -> list[tuple[str, str]]:
    """(name, address) of each mailbox in a header value; groups are opened, comments skipped, a broken part costs itself."""
    out: list[tuple[str, str]] = []
    box = _Box()
    depth = 0
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif depth:
            if depth == 1:
                box.comment.append(token)
        elif token in (",", ";"):
            out += box.mailbox()
            box = _Box()
        elif token == ":":
            box = _Box()  # what stood before was the name of a group
        elif token[0] == "<" and len(token) > 1:
            box.angle = token[1:-1]
            out += box.mailbox()
            box = _Box()
        else:
            box.words.append(token)
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
