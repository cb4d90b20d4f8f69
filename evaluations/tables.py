"""Reading the tables that the programs here are given: plain or gzip, in whatever encoding, with comma, semicolon or tab.

What cannot be used ends the program with one sentence on stderr and code 2, as every wrong use does.
"""

import csv
import gzip
import io
import sys
import zlib
from pathlib import Path
from typing import NoReturn

FIELD = 2**27  # no cell of a table is longer; Python's own limit is 131,072


def wrong(sentence: str) -> NoReturn:
    """End with this sentence and code 2: used wrongly."""
    print(sentence, file=sys.stderr)
    raise SystemExit(2)


def text_of(path: Path) -> str:
    """The whole text of a file, unzipped where it is gzip; a mark at its beginning says the encoding, else UTF-8, else Windows-1252."""
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    except OSError as error:
        wrong(f"{path} cannot be read: {error.strerror or error}.")
    except (EOFError, zlib.error):
        wrong(f"{path} is cut off or damaged: it cannot be unzipped to its end.")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        print(f"{path.name} is not UTF-8; it is read as Windows-1252.", file=sys.stderr)
        return raw.decode("cp1252", errors="replace")


def table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The column names, and each row with the number of its last line; rows without any cell are left out."""
    text = text_of(path).replace("\0", "")
    first = io.StringIO(text, newline=None).readline()
    csv.field_size_limit(FIELD)
    sign = max(",;\t", key=lambda s: len(next(csv.reader([first], delimiter=s), [])))  # among equals the comma
    lines = csv.reader(io.StringIO(text, newline=None), delimiter=sign)
    try:
        rows = [(lines.line_num, row) for row in lines if row]
    except csv.Error as error:
        wrong(f"{path}, line {lines.line_num}: {error}.")
    if not rows:
        wrong(f"{path} is empty: its first line names the columns.")
    return [name.strip() for name in rows[0][1]], rows[1:]


def rows(path: Path, *needed: str) -> list[dict[str, str]]:
    """The rows by column name, a cell that is missing as ""; each needed column is there."""
    header, found = table(path)
    for name in needed:
        if name not in header:
            wrong(f"{path} has no column “{name}”; it has: {', '.join(header)}.")
    return [dict(zip(header, row + [""] * (len(header) - len(row)), strict=False)) for _, row in found]


def seconds(path: Path, cell: str) -> int:
    """A moment given as seconds since 1970, whole or not."""
    try:
        return int(float(cell))
    except (ValueError, OverflowError):
        wrong(f"{path}: {cell!r} is not a number of seconds.")
