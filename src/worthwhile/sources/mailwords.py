"""Text in mail headers: raw bytes and encoded words (RFC 2047) → one line of text. Nothing here can fail."""

import binascii
import codecs
import re
from functools import lru_cache

from worthwhile.text import clean

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*)\?=")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
_FOLD = re.compile(r"\r?\n(?=[ \t])")


def unfold(raw: bytes) -> str:
    """A raw header value as text: folds undone; UTF-8 where it is UTF-8, else Windows-1252, else Latin-1."""
    try:
        text = raw.decode("ascii")
    except UnicodeDecodeError:
        text = eight_bit(raw)
    return _FOLD.sub("", text) if "\n" in text else text


def eight_bit(raw: bytes) -> str:
    """Bytes that nobody declared, as the text they most likely are."""
    for charset in ("utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def words(text: str) -> str:
    """The text with its encoded words decoded; a broken word stays as it is written.

    Neighbouring words of one charset are joined before they are decoded, since writers cut within a character (RFC 2047, 1996,
    forbids it; many do it), and white space between two words is no part of the text.
    """
    if "=?" not in text:
        return text
    out: list[str] = []
    held, held_in, end = b"", "", 0
    for found in _WORD.finditer(text):
        raw = _bytes_of(found[2], found[3])
        if raw is None:
            continue
        between = text[end : found.start()]
        charset = found[1].partition("*")[0].lower()
        if held_in and (between.strip() or charset != held_in):
            out.append(_decoded(held, held_in))
            held = b""
        if between.strip() or not held_in:
            out.append(between)
        held, held_in, end = held + raw, charset, found.end()
    if held_in:
        out.append(_decoded(held, held_in))
    out.append(text[end:])
    return "".join(out)


def tidy(text: str, limit: int) -> str:
    """A header's text as it is kept: words decoded, one line, cleaned (see `text.clean`; plain ASCII needs less)."""
    text = words(text)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:limit]
    return clean(text, limit)


def _bytes_of(how: str, payload: str) -> bytes | None:
    raw = payload.encode("utf-8", "replace")
    if how in "qQ":
        return _QUOTED.sub(lambda hit: bytes.fromhex(hit[1].decode()), raw.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return None


@lru_cache(maxsize=256)
def _is_text(charset: str) -> bool:
    """Is this a codec for text? Python has others ("base64_codec", "zip") that a letter must not choose."""
    try:
        return bool(getattr(codecs.lookup(charset), "_is_text_encoding", False)) and charset not in {"idna", "punycode", "undefined"}
    except (LookupError, ValueError):
        return False


def _decoded(raw: bytes, charset: str) -> str:
    if not _is_text(charset):
        return eight_bit(raw)
    try:
        return raw.decode(charset, "replace")
    except (ValueError, LookupError):
        return eight_bit(raw)
