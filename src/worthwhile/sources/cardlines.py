"""The grammar of vCard 2.1 (1996), 3.0 (RFC 2426) and 4.0 (RFC 6350): physical lines → cards → properties. Linear in the file's length.

Written here because libraries for it fall to hostile files: their expressions take exponential time on a parameter of thirty commas, and
nested cards end in deep recursion. On cards that are well formed the tests hold the results against vobject's."""

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from worthwhile.sources.lines import text_of
from worthwhile.sources.records import Refused

LONGEST_VALUE = 1 << 20  # bytes of one property
MOST_PROPERTIES = 20_000
# heavy, and nothing for Worthwhile to read: their lines are passed over as they come
_SKIP = re.compile(rb"(?i)(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE|X-THUMBNAIL|X-[\w-]*(?:PHOTO|IMAGE)[\w-]*)[;:]")
_LINE = re.compile(rb'([^":]*(?:"[^"]*"[^":]*)*):')
_PARAMETER = re.compile(r'(?:[^";]|"[^"]*"|")+')
_QP = re.compile(rb"(?i)[;=]QUOTED-PRINTABLE\b")
_COMPONENT = re.compile(r"((?:\\.|[^;])*)(?:;|$)", re.DOTALL)
_LIST = re.compile(r"((?:\\.|[^,])*)(?:,|$)", re.DOTALL)
_NONE: frozenset[str] = frozenset()
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `name` in capitals, `types` and `parameters` in lower case, `value` decoded and still escaped."""

    name: str
    value: str
    group: str = ""
    types: frozenset[str] = frozenset()
    parameters: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The value as one text."""
        return unescape(self.value)

    def components(self) -> list[str]:
        """The value cut at its semicolons (a name, an organisation), lists within joined by spaces."""
        if "\\" not in self.value and "," not in self.value:
            return [part.strip() for part in self.value[:20_000].split(";")[:20]]
        parts = _COMPONENT.findall(self.value[:20_000])[:20]
        return [" ".join(filter(None, (unescape(p).strip() for p in _LIST.findall(part)[:50]))) for part in parts]


@dataclass(slots=True)
class RawCard:
    """The lines of one card, unfolded, and the line of the file where it begins."""

    line: int
    lines: list[bytes]


def unescape(value: str) -> str:
    """Backslashes undone: "\\\\n" is a line break, any other character stands for itself."""
    return _ESCAPE.sub(lambda hit: "\n" if hit[1] in "nN" else hit[1], value) if "\\" in value else value


def cards(physical: Iterable[bytes]) -> Iterator[RawCard | Refused]:
    """The cards of a file in order; what is no whole card is refused with its line, and costs no other."""
    splitter = _Splitter()
    for number, raw in enumerate(physical, 1):
        if not splitter.plain(raw):
            yield from splitter.take(number, raw)
    yield from splitter.last()


class _Splitter:
    """Goes through the lines of a file once; `_depth` counts cards within cards (AGENT), which are passed over."""

    def __init__(self) -> None:
        self._card: RawCard | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._depth = 0
        self._stray = 0
        self._soft = self._skipping = self._agent = self._old = False

    def plain(self, raw: bytes) -> bool:
        """Take a line that can only be the beginning of a property of the card at hand, as most are; False when it is for `take`."""
        first = raw[:1]
        if self._card is None or self._depth or self._soft or not first.isalpha() or first in b"BbEe":
            return False
        self._start(raw, raw.strip())
        return True

    def take(self, number: int, raw: bytes) -> Iterator[RawCard | Refused]:
        """One physical line."""
        if self._card is not None and self._goes_on(raw):
            return
        said = raw.strip()
        if said[:6].upper() == b"BEGIN:" and said[6:].strip().upper() == b"VCARD":
            yield from self._begin(number)
        elif said[:4].upper() == b"END:" and said[4:].strip().upper() == b"VCARD":
            yield from self._end(number)
        elif self._card is None:
            self._stray = self._stray or (number if said else 0)
        elif not self._depth:
            self._start(raw, said)

    def _goes_on(self, raw: bytes) -> bool:
        """Is this line the rest of the one before?"""
        if self._soft and raw[:6].upper() != b"BEGIN:" and raw[:4].upper() != b"END:":
            self._soft = raw.endswith(b"=")
            self._add(raw[:-1] if self._soft else raw)
            return True
        self._soft = False
        if raw[:1] in (b" ", b"\t") and raw.strip():
            if self._depth == 0 and not self._skipping:
                self._add(raw if self._old else raw[1:])
            return True
        return False

    def _add(self, piece: bytes) -> None:
        if self._pieces and self._size < LONGEST_VALUE:
            self._pieces.append(piece)
            self._size += len(piece)

    def _start(self, raw: bytes, said: bytes) -> None:
        """A property begins."""
        self._finish()
        self._agent = said.upper() == b"AGENT:"
        self._skipping = bool(_SKIP.match(raw))
        if not said or self._skipping:
            return
        if said.upper() == b"VERSION:2.1":
            self._old = True
        self._soft = raw.endswith(b"=") and bool(_QP.search(raw.partition(b":")[0]))
        self._pieces = [(raw[:-1] if self._soft else raw)[:LONGEST_VALUE]]
        self._size = len(self._pieces[0])

    def _finish(self) -> None:
        """The property at hand is whole."""
        if self._pieces and self._card is not None and len(self._card.lines) < MOST_PROPERTIES:
            self._card.lines.append(b"".join(self._pieces))
        self._pieces = []

    def _begin(self, number: int) -> Iterator[Refused]:
        if self._card is not None and (self._agent or self._depth):
            self._depth += 1
            return
        yield from self.last()
        self._card, self._old, self._agent, self._skipping = RawCard(number, []), False, False, False

    def _end(self, number: int) -> Iterator[RawCard | Refused]:
        if self._depth:
            self._depth -= 1
            self._agent = False
            return
        self._finish()
        if self._card is None:
            yield Refused(self._stray or number, "A card ends here whose beginning is missing.")
        else:
            yield self._card
        self._card, self._stray = None, 0

    def last(self) -> Iterator[Refused]:
        """What is still open where the next card or the file's end comes."""
        self._finish()
        if self._card is not None:
            yield Refused(self._card.line, "The card that begins here has no end; the file may be cut short.", "Export it once more.")
        elif self._stray:
            yield Refused(self._stray, "These lines belong to no card.")
        self._card, self._stray, self._depth = None, 0, 0


def properties(card: RawCard) -> Iterator[Property]:
    """The properties of a card that can be read; a broken line costs itself."""
    for raw in card.lines:
        head = raw.partition(b":")[0]
        if b'"' in head:  # a colon within quotes ends no head
            found = _LINE.match(raw)
            head = found[1] if found else head
        if len(head) == len(raw) or len(head) > 4000:
            continue
        if b";" not in head:
            group, _, name = text_of(head).rpartition(".")
            yield Property(name.strip().upper().replace("_", "-"), text_of(raw[len(head) + 1 :]), group.strip().lower(), _NONE, {})
            continue
        parts = _parameters(text_of(head))
        group, _, name = parts[0].rpartition(".")
        given = dict(_named(p) for p in parts[1:][:50])
        types = frozenset(t for k, v in given.items() for t in (v.split(",") if k == "type" else [k] if not v else []))
        for part in parts[1:][:50]:
            key, _, value = part.partition("=")
            if key.strip().lower() == "type":
                types |= frozenset(value.lower().replace('"', "").split(","))
        yield Property(
            name.strip().upper().replace("_", "-"), _value(raw[len(head) + 1 :], given), group.strip().lower(), types, given
        )  # fmt: skip


def _parameters(head: str) -> list[str]:
    return _PARAMETER.findall(head) or [""] if '"' in head else head.split(";")


def _named(parameter: str) -> tuple[str, str]:
    key, _, value = parameter.partition("=")
    return key.strip().lower(), value.strip().strip('"').lower()


def _value(raw: bytes, given: dict[str, str]) -> str:
    encoding = given.get("encoding", "")
    if encoding == "quoted-printable" or "quoted-printable" in given:
        raw = binascii.a2b_qp(raw)
    elif encoding in ("b", "base64") or "base64" in given:
        try:
            raw = binascii.a2b_base64(raw)
        except binascii.Error:
            return ""
    return text_of(raw, given.get("charset", ""))
