"""vCard files (.vcf) of any age and maker: each card becomes one contact. Pictures are passed over without being looked at."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from worthwhile.sources import handles, packed
from worthwhile.sources.cardlines import Property, RawCard, cards, properties
from worthwhile.sources.lines import raw_lines, text_of, wide_charset
from worthwhile.sources.records import Card, Handle, Item, Mark, Passed, Refused, key_of
from worthwhile.text import clean

NAME = "vcard"
NOUN = "cards"
PRIORITY = 30

EVERY = 500
LIMIT = 300
MOST_HANDLES = 100
_OWN_LINES = re.compile(
    r"(?i)(?:[\w-]+\.)?(?:N|FN|VERSION|EMAIL|TEL|ADR|ORG|TITLE|UID|REV|PRODID|NOTE|URL|BDAY|NICKNAME|PHOTO|CATEGORIES|ROLE|LABEL|SOURCE|PROFILE|END|X-[\w-]+)[:;]"
)
_BEGIN = re.compile(r"(?i)BEGIN:\s*VCARD\s*")
_CHANGING = re.compile(rb"(?i)(?:[\w-]+\.)?(?:REV|PRODID|VERSION|X-ABUID)[;:]")  # may differ in the same card of two exports
_DAY = re.compile(r"(\d{4}|--)-?(\d{2})-?(\d{2})(?:[T ].*)?$", re.DOTALL)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_NOT_A_PERSON_S = {"fax", "pager", "bbs", "modem", "main"}
_RELATED = {
    "X-SPOUSE": "spouse", "X-ASSISTANT": "assistant", "X-MANAGER": "manager", "X-EVOLUTION-SPOUSE": "spouse",
    "X-EVOLUTION-ASSISTANT": "assistant", "X-EVOLUTION-MANAGER": "manager", "X-KADDRESSBOOK-X-SPOUSENAME": "spouse",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant", "X-KADDRESSBOOK-X-MANAGERSNAME": "manager", "X-MS-SPOUSE": "spouse",
    "X-MS-ASSISTANT": "assistant", "X-MS-MANAGER": "manager",
}  # fmt: skip


def recognise(path: Path, head: bytes) -> bool:
    """A file whose first line is BEGIN:VCARD, or where nothing but lines of a card stands before it."""
    if path.is_dir():
        return False
    wide = wide_charset(head)
    text = head.decode(wide, "replace") if wide else text_of(head[:8192])
    for line in text.lstrip("\ufeff").replace("\r", "\n").split("\n"):
        if _BEGIN.fullmatch(line):
            return True
        if line.strip() and line[0] not in " \t" and not _OWN_LINES.match(line):
            return False
    return False


def read(path: Path, position: dict[str, Any], at: int) -> Iterator[Item]:
    """Every card of the file; nothing when the file is, byte for byte, the one that was read before."""
    with path.open("rb") as file:
        sha = hashlib.file_digest(file, "sha256").hexdigest()[:32]
        total = file.tell()
        if position.get("sha") == sha:
            yield Mark({"sha": sha}, total, total)
            return
    with packed.opened(path) as inside:
        for number, raw in enumerate(cards(raw_lines(inside)), 1):
            yield raw if isinstance(raw, Refused) else card(raw)
            if number % EVERY == 0:
                yield Mark({}, inside.tell(), total)
    yield Mark({"sha": sha}, total, total)


def card(raw: RawCard) -> Card | Refused | Passed:
    """The contact that a card holds. A list of contacts is passed over; a card that names nobody is refused."""
    told = _Told()
    for found in properties(raw):
        told.take(found)
    if told.is_list:
        return Passed("A list of contacts, not a contact.", line=raw.line)
    name = told.called()
    ways = told.handles(name)
    if not name and not ways:
        return Refused(raw.line, "The card that begins here has neither a name nor an address.")
    family, given = ([*told.parts, "", ""])[:2] if not told.company else ("", "")
    return Card(
        _key(raw),
        "vcard",
        name or ways[0].value,
        ways or (handles.named(name),),
        given=clean(given, LIMIT),
        family=clean(family, LIMIT),
        nickname=told.first("NICKNAME"),
        organisation=told.organisation,
        title=told.first("TITLE") or told.first("ROLE"),
        birthday=told.birthday,
        note=clean(told.texts.get("NOTE", "")),
        uid=told.first("UID").removeprefix("urn:uuid:"),
        related=told.related(),
        line=raw.line,
    )


def _key(raw: RawCard) -> str:
    """What the card says, but for what changes from one export to the next and for the order of its lines."""
    return key_of("vcard", *sorted(line for line in raw.lines if not _CHANGING.match(line)))


class _Told:
    """What the properties of one card have told so far."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.parts: list[str] = []
        self.organisation = ""
        self.birthday = ""
        self.company = self.is_list = False
        self._ways: list[tuple[str, str, str]] = []  # kind, value, group
        self._labels: dict[str, str] = {}
        self._related: list[tuple[str, str, str]] = []  # label, name, group

    def first(self, name: str) -> str:
        """The first value of a property, as it is kept."""
        return clean(self.texts.get(name, ""), LIMIT)

    def take(self, found: Property) -> None:
        """One property."""
        name = found.name
        if name in ("EMAIL", "TEL", "URL", "IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN"):
            self._way(found)
        elif name == "N":
            self.parts = self.parts or found.components()
        elif name == "ORG":
            self.organisation = self.organisation or clean((found.components() or [""])[0], LIMIT)
        elif name == "BDAY":
            self.birthday = self.birthday or birthday(found.text(), found.parameters.get("x-apple-omit-year", ""))
        elif name == "X-ABSHOWAS":
            self.company = self.company or found.value.strip().upper() == "COMPANY"
        elif name in ("KIND", "X-ADDRESSBOOKSERVER-KIND"):
            self.company = self.company or found.value.strip().lower() in ("org", "organization")
            self.is_list = self.is_list or found.value.strip().lower() == "group"
        elif name == "X-ABLABEL":
            said = found.text().strip()
            standard = _LABEL.fullmatch(said)
            self._labels[found.group] = clean((standard[1] if standard else said).lower(), 60)
        else:
            self._relation(found)
            self.texts.setdefault(name, found.text())

    def _way(self, found: Property) -> None:
        if len(self._ways) >= MOST_HANDLES:
            return
        value = found.text()
        if found.name == "EMAIL":
            self._ways.append(("email", handles.email(value), found.group))
        elif found.name == "TEL":
            if not found.types & _NOT_A_PERSON_S:
                self._ways.append(("tel", handles.tel(value), found.group))
        else:
            slug = handles.linkedin(value)
            if not slug and "linkedin" in found.types and re.fullmatch(r"[\w-]{3,100}", value.removeprefix("x-apple:").strip()):
                slug = value.removeprefix("x-apple:").strip().lower()
            self._ways.append(("linkedin", slug, found.group))

    def _relation(self, found: Property) -> None:
        if found.name == "X-ABRELATEDNAMES":
            self._related.append(("", clean(found.text(), LIMIT), found.group))
        elif (
            found.name == "RELATED"
            and found.parameters.get("value", "") != "uri"
            and not re.match(r"(?:urn|https?|mailto|data):", found.value)
        ):
            kinds = sorted(found.types - {"pref", "", "text"})
            self._related.append((kinds[0] if kinds else "related", clean(found.text(), LIMIT), ""))
        elif found.name in _RELATED:
            self._related.append((_RELATED[found.name], clean(found.text(), LIMIT), ""))

    def called(self) -> str:
        """The name that the card goes by."""
        if self.company and self.organisation:
            return self.organisation
        family, given, more = ([*self.parts, "", "", ""])[:3]
        composed = clean(f"{given} {more} {family}", LIMIT)
        return self.first("FN") or composed or self.first("NICKNAME") or self.organisation

    def handles(self, name: str) -> tuple[Handle, ...]:
        """The ways to reach whom the card names, each once, without an assistant's telephone."""
        kept: dict[tuple[str, str], Handle] = {}
        for kind, value, group in self._ways:
            if value and not (kind == "tel" and group and self._labels.get(group, "").startswith(("assistant", "company main"))):
                kept.setdefault((kind, value), Handle(kind, value, name))
        return tuple(kept.values())

    def related(self) -> tuple[tuple[str, str], ...]:
        """(label, name) of those the card names beside its owner."""
        out = dict.fromkeys((label or self._labels.get(group, "") or "related", name) for label, name, group in self._related[:50] if name)
        return tuple(out)


def birthday(text: str, omitted: str = "") -> str:
    """A day as the log keeps it: "1980-05-21", or "--02-29" without its year; "" when it is no day.

    Apple writes the year 1604 where none is known (`omitted` is its X-APPLE-OMIT-YEAR)."""
    found = _DAY.match(text.strip()[:40])
    if not found:
        return ""
    year, month, number = found.groups()
    unknown = year in ("--", "1604", "0000", omitted)
    try:
        day = date(2000 if unknown else int(year), int(month), int(number))
    except ValueError:
        return ""
    return f"--{day:%m-%d}" if unknown else day.isoformat()
