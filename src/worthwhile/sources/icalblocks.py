"""A calendar file cut into its parts: one block of lines an event, with the line it begins on. One broken event costs only itself.

Lines are unfolded here (RFC 5545, 3.1), linearly; what stands inside a block is left to the calendar library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from worthwhile.sources import packed
from worthwhile.sources.cardlines import unescape
from worthwhile.sources.lines import raw_lines, text_of
from worthwhile.sources.records import Refused

LONGEST = 1 << 20  # characters of an unfolded line; the rest is dropped
MOST_LINES = 60_000  # of one event (20,000 exceptions and their like)


def split(line: str) -> tuple[str, str]:
    """Name with parameters, and value: cut at the first colon outside quotation marks."""
    head, _, value = line.partition(":")
    if '"' not in head:
        return head, value
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], line[place + 1 :]
    return head, value  # a mark that is never closed


def _name(line: str) -> str:
    """What a line is called, in capitals."""
    return line.partition(":")[0].partition(";")[0].strip().upper()


@dataclass(slots=True)
class Block:
    """An event as it stands in the file: its unfolded lines from BEGIN to END, without alarms and other parts inside it."""

    line: int
    lines: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The value of the first line of this name, "" if there is none; parameters are cut off."""
        for line in self.lines:
            if _name(line) == name:
                return split(line)[1].strip()
        return ""

    def of(self, *names: str) -> list[str]:
        """The lines of these names, whole."""
        return [line for line in self.lines if _name(line) in names]


@dataclass(slots=True)
class Zones:
    """The VTIMEZONE parts of the file, by TZID: Exchange writes zones of its own, and the file's word is the one that counts."""

    texts: dict[str, list[str]] = field(default_factory=dict)


def unfolded(path: Path) -> Iterator[tuple[int, str]]:
    """(number of its first line, text) of each logical line."""
    number, begun, size = 0, 1, 0
    parts: list[bytes] = []
    with packed.opened(path) as file:
        for raw in raw_lines(file):
            number += 1
            if parts and raw[:1] in (b" ", b"\t"):
                if size < LONGEST:
                    parts.append(raw[1:])
                    size += len(raw)
                continue
            if parts:
                yield begun, text_of(b"".join(parts))[:LONGEST]
            begun, parts, size = number, [raw], len(raw)
    if parts:
        yield begun, text_of(b"".join(parts))[:LONGEST]


def blocks(path: Path, zones: Zones) -> Iterator[Block | Refused]:
    """Each event of the file; what begins and never ends is refused with the line where it began. Zones are collected as they come."""
    inside: list[tuple[str, int]] = []
    event: Block | None = None
    zone: list[str] = []
    for number, line in unfolded(path):
        word = line.strip().upper()
        if word.startswith("BEGIN:"):
            name = word[6:].strip()
            if name == "VEVENT" and event is not None and any(n == "VEVENT" for n, _ in inside):
                yield Refused(event.line, "An event begins here and another begins before it ends.")
                inside = [(n, at) for n, at in inside if n not in ("VEVENT", "VALARM")]
                event = None
            inside.append((name, number))
            if name == "VEVENT":
                event = Block(number)
            if name == "VTIMEZONE":
                zone = []
        if event is not None and inside and inside[-1][0] == "VEVENT" and len(event.lines) < MOST_LINES:
            event.lines.append(line)
        if any(n == "VTIMEZONE" for n, _ in inside) and len(zone) < 5000:
            zone.append(line)
        if word.startswith("END:"):
            name = word[4:].strip()
            if not any(n == name for n, _ in inside):
                continue
            while inside and inside.pop()[0] != name:
                pass
            if name == "VEVENT" and event is not None:
                yield event
                event = None
            if name == "VTIMEZONE":
                _keep(zone, zones)
                zone = []
    if event is not None:
        yield Refused(
            event.line,
            "An event begins here and never ends: the file was cut off.",
            "Export the calendar once more; the other events were read.",
        )


def _keep(zone: list[str], zones: Zones) -> None:
    for line in zone:
        head, _, value = line.partition(":")
        if head.partition(";")[0].upper() == "TZID":
            zones.texts.setdefault(unescape(value.strip()), zone)
            return
