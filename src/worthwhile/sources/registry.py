"""All sources there are, and which of them reads a file. A new file in this folder that has NAME, NOUN, recognise and read is a new source."""

import gzip
import importlib
import pkgutil
import re
import zlib
from functools import cache
from pathlib import Path
from typing import cast

import worthwhile.sources as here
from worthwhile.errors import CannotRead, NotFound
from worthwhile.sources.packed import only_a_file
from worthwhile.sources.records import Source
from worthwhile.sources.tables import headings
from worthwhile.text import clean

HEAD = 64 << 10
READS = "Worthwhile reads .vcf, .ics, .mbox, .eml, Maildir folders, LinkedIn's .csv and .zip."
_CARDS = "Export the contacts as vCard (.vcf): Google, Outlook and Apple all offer it."

# what a file is by its first bytes, as one says it, and the cure if there is one
_SEEN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "This is a PDF.", ""),
    (b"\xff\xd8\xff", "This is a photograph (JPEG).", ""),
    (b"\x89PNG", "This is a picture (PNG).", ""),
    (b"GIF8", "This is a picture (GIF).", ""),
    (b"RIFF", "This is a picture or a recording.", ""),
    (
        b"!BDN",
        "This is an Outlook data file (.pst).",
        "In Outlook or Thunderbird, export the mail as .mbox or .eml, the contacts as .vcf, the calendar as .ics.",
    ),
    (b"\xd0\xcf\x11\xe0", "This is an Outlook message or an old Office document.", "Save messages as .eml."),
    (b"SQLite format 3", "This is a database (SQLite).", ""),
    (b"7z\xbc\xaf", "This is a 7z archive.", "Unpack it and bring in the folder."),
    (b"Rar!", "This is a RAR archive.", "Unpack it and bring in the folder."),
    (b"\x1f\x8b", "This is a packed file (gzip) with nothing inside that Worthwhile knows.", ""),
    (b"{\\rtf", "This is a formatted text (RTF).", ""),
)
_TABLES_OF_CARDS = {"e-mail 1 - value", "given name", "e-mail address", "primary email", "display name", "e-mail display name"}


@cache
def sources() -> tuple[Source, ...]:
    """Every source, the most specific first (a module may say PRIORITY; lower comes earlier, 50 is usual)."""
    found = []
    for info in pkgutil.iter_modules(here.__path__):
        module = importlib.import_module(f"{here.__name__}.{info.name}")
        if all(hasattr(module, name) for name in ("NAME", "NOUN", "recognise", "read")):
            found.append(module)
    found.sort(key=lambda m: (getattr(m, "PRIORITY", 50), m.NAME))
    return tuple(cast(Source, m) for m in found)


def named(name: str) -> Source:
    """The source of this NAME, which is that of its file; no other is loaded for it. Raises NotFound."""
    if name in {info.name for info in pkgutil.iter_modules(here.__path__)}:
        module = importlib.import_module(f"{here.__name__}.{name}")
        if getattr(module, "NAME", None) == name:
            return cast(Source, module)
    raise NotFound(f"There is no source called {name}.")


def head_of(path: Path) -> bytes:
    """The first 64 KiB of a file, unpacked if it is gzipped; b"" for a folder. Raises CannotRead."""
    if path.is_dir():
        return b""
    try:
        only_a_file(path)
        with path.open("rb") as file:
            head = file.read(HEAD)
            if head[:2] == b"\x1f\x8b":
                file.seek(0)
                try:
                    return gzip.GzipFile(fileobj=file).read(HEAD)
                except (OSError, EOFError, zlib.error):
                    return head
            return head
    except FileNotFoundError as error:
        raise CannotRead(f"There is no file {path}.", "See how its name is spelt.") from error
    except PermissionError as error:
        raise CannotRead(f"{path.name} may not be read: the system refuses it.", "Give yourself the right to read it.") from error
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be read: {error.strerror}.") from error


def which(path: Path) -> Source:
    """The source that reads this file or folder, by its content. Raises CannotRead, which says what was seen instead."""
    head = head_of(path)
    if not head and not path.is_dir():
        raise CannotRead(f"{path.name} is empty.", "Export it once more.")
    for source in sources():
        if source.recognise(path, head):
            return source
    seen, do = seen_in(path, head)
    raise CannotRead(f"{path.name}: {seen} {READS}", do)


def seen_in(path: Path, head: bytes) -> tuple[str, str]:
    """What a file looks like, as a sentence, and the cure ("" if none is known)."""
    if path.is_dir():
        return "This is a folder without anything in it that is a source by itself.", "Bring in the files inside it."
    for start, sentence, do in _SEEN:
        if head.startswith(start):
            return sentence, do
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "This is a ZIP file or an Office document with nothing inside that Worthwhile knows.", "Unpack it and bring in the folder."
    if b"\x00" in head[:4096] and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return "This is not text.", ""
    return _seen_in_text(head)


def _seen_in_text(head: bytes) -> tuple[str, str]:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if re.match(rb"(?i)<!doctype html|<html", text):
        return "This is a web page.", "Perhaps the download asked for a password; log in and download it again."
    if text.startswith(b"<"):
        return "This is XML.", _CARDS if b"vcard" in text.lower() else ""
    if text[:1] in (b"{", b"["):
        return "This is JSON.", ""
    if re.match(rb"(?i)dn:|version: 1\s+dn:", text):
        return "This is an LDIF address book.", _CARDS
    columns = headings(head)
    if len(columns) > 1 and not any(":" in c or len(c) > 60 for c in columns):  # a sentence with a comma in it is no heading
        said = ", ".join(clean(c, 40) for c in columns[:8]) + (" …" if len(columns) > 8 else "")
        known = {c.strip().lower() for c in columns}
        return f"This is a table with the columns {said}.", _CARDS if known & _TABLES_OF_CARDS else ""
    return "This is text of a kind that Worthwhile does not know.", ""
