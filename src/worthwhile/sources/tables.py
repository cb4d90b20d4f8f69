"""Tables as programs export them (CSV): any usual encoding, comma, semicolon or tab, notes before the heading, rows that are cut short.

Every row is given or refused with its line. A quotation mark that is never closed swallows what stands below it; then its own row alone
is refused, and the rows below are read as if it were not there."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from worthwhile.sources.lines import raw_lines, text_of
from worthwhile.text import clean, fold

LONGEST_ROW = 8 << 20  # characters
MOST_LINES = 20_000  # of one row
MOST_MENDED = 200  # rows with a swallowing quotation mark; what comes after is refused whole
HEADING_WITHIN = 60  # lines
DELIMITERS = ",;\t"

csv.field_size_limit(LONGEST_ROW * 2)  # the module stops at 131,072 characters otherwise


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column name (folded: "first name")."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read: its line, and why."""

    line: int
    reason: str


def key(heading: str) -> str:
    """A heading as it is compared: folded, one space between words, "_" as a space, every hyphen as "-"."""
    return " ".join(fold(clean(heading, 200)).replace("_", " ").replace("\u2010", "-").split())


def headings(head: bytes) -> list[str]:
    """The cells of what may be the heading of a table: the first line that has at least two; [] when there is none."""
    for line in _lines(io.BytesIO(head)):
        for delimiter in DELIMITERS:
            cells = _split(line, delimiter)
            if len(cells) > 1:
                return [c.strip() for c in cells]
    return []


class Table:
    """A table, open: `columns` by their compared names, or () when no heading was found within the first lines.

    `heading` is given the compared names of a row; when it is the heading it answers with the names to be used, else with ()."""

    def __init__(self, stream: IO[bytes], heading: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
        self._feed = _Feed(_lines(stream))
        self.columns: tuple[str, ...] = ()
        self.delimiter = ","
        for _ in range(HEADING_WITHIN):
            line = next(self._feed, None)
            if line is None:
                break
            for delimiter in DELIMITERS:
                names = heading(tuple(key(c) for c in _split(line, delimiter)))
                if names:
                    self.columns, self.delimiter = names, delimiter
                    return

    def rows(self, *, free_text: bool = False) -> Iterator[Row | Broken]:
        """All rows below the heading. `free_text` says that cells may hold whole texts, in many lines."""
        mended = 0
        while True:
            self._feed.taken.clear()
            cells, swallowed = self._next(free_text)
            taken = self._feed.taken
            if not taken:
                return
            line = self._feed.line - len(taken) + 1
            if swallowed and mended < MOST_MENDED:
                mended += 1
                self._feed.give_back()
                yield Broken(line, "A quotation mark is opened here and not closed; the rows below it were read without it.")
            elif swallowed:
                yield Broken(line, f"A quotation mark is opened here and swallows {len(taken)} lines.")
            elif any(c.strip() for c in cells):
                yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> Row | Broken:
        if len(cells) < len(self.columns) - 3 or len(cells) < 2:
            return Broken(line, f"It has {len(cells)} cell{'s' * (len(cells) != 1)}; the heading has {len(self.columns)}.")
        return Row(line, dict(zip(self.columns, cells, strict=False)))

    def _next(self, free_text: bool) -> tuple[list[str], bool]:
        """(cells of the next row, has it swallowed rows that are not its own?)."""
        try:
            cells = next(csv.reader(self._feed, delimiter=self.delimiter), [])
        except (csv.Error, _TooLong):
            return [], True
        taken = self._feed.taken
        if len(taken) <= 1:
            return cells, self._feed.ended and _unclosed(taken, self.delimiter)
        return cells, self._swallowed(cells, taken, free_text)

    def _swallowed(self, cells: list[str], taken: list[str], free_text: bool) -> bool:
        if len(cells) != len(self.columns):
            return True
        if self._feed.ended and _unclosed(taken, self.delimiter):
            return True
        return not free_text and any(t.count(self.delimiter) >= len(self.columns) - 1 for t in taken[1:])


class _TooLong(Exception):
    """A row that grows without end."""


class _Feed:
    """Lines, counted; what the row at hand has taken can be given back but for its first line."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._pending: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 0
        self.ended = False
        self._size = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self._pending:
            text = self._pending.popleft()
        else:
            try:
                text = next(self._lines)
            except StopIteration:
                self.ended = True
                raise
        self.line += 1
        self._size = len(text) + (self._size if self.taken else 0)
        self.taken.append(text)
        if len(self.taken) > MOST_LINES or (self._size > LONGEST_ROW and len(self.taken) > 1):
            raise _TooLong
        return text

    def give_back(self) -> None:
        """All lines of the row but its first are read again."""
        rest = self.taken[1:]
        self._pending.extendleft(reversed(rest))
        self.line -= len(rest)


def _unclosed(taken: list[str], delimiter: str) -> bool:
    """Does the text end within quotation marks?"""
    try:
        list(csv.reader(taken, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """The lines of a table as text, each with "\\n" at its end."""
    for raw in raw_lines(stream):
        yield text_of(raw.replace(b"\r", b" ")) + "\n"
