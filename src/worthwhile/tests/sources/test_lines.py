"""Lines of files that anybody may have written."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.sources import lines
from worthwhile.sources.lines import is_charset, raw_lines, text_of


def split(raw):
    return list(raw_lines(io.BytesIO(raw)))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("last", [b"", b"end"])
def test_any_line_end(end, last):
    assert split(end.join([b"a", b"", b"b", last])) == [b"a", b"", b"b", *([last] if last else [])]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_comes_as_utf_8_without_a_mark(codec):
    assert [line.decode() for line in split("Zoë says\r\nDvořák\n".encode(codec))] == ["Zoë says", "Dvořák"]


def test_nul_falls_away():
    assert split(b"a\x00b\nc") == [b"ab", b"c"]


def test_a_line_without_an_end_is_cut_and_the_next_begins_anew(monkeypatch):
    monkeypatch.setattr(lines, "LONGEST", 10)
    assert split(b"x" * 35 + b"\nnext\n" + b"y" * 10 + b"\nlast") == [b"x" * 10, b"next", b"y" * 10, b"last"]


def test_lines_beyond_the_first_block():
    whole = [b"line %d" % n for n in range(20_000)]
    assert split(b"\n".join(whole)) == whole
    assert split(b"\r".join(whole)) == whole
    assert split("\n".join(w.decode() for w in whole).encode("utf-16")) == whole


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("Zoë".encode(), "", "Zoë"),
        ("Zoë".encode("latin-1"), "", "Zoë"),
        ("Zoë".encode("latin-1"), "iso-8859-1", "Zoë"),
        ("Zoë".encode(), "us-ascii", "Zoë"),
        ("€".encode("cp1252"), "", "€"),
        ("日本".encode("shift_jis"), "shift_jis", "日本"),
        (b"Zoe", "rot13", "Zoe"),
        (b"Zoe", "zip", "Zoe"),
        (b"Zoe", "no such", "Zoe"),
        (b"Zoe", "\x00", "Zoe"),
        ("Zoë Dvořák é ".encode() + b"\x81", "", "Zoë Dvořák é \ufffd"),
    ],
)
def test_bytes_as_text(raw, charset, text):
    assert text_of(raw, charset) == text


def test_codecs_that_are_no_charset():
    assert not any(
        map(
            is_charset,
            ["rot13", "hex", "base64", "zip", "bz2", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "punycode", ""],
        )
    )
    assert all(map(is_charset, ["utf-8", "UTF8", "latin1", "windows-1251", "KOI8-R", "gb18030", "macintosh", "iso-2022-jp"]))


@given(st.binary(max_size=400))
def test_no_bytes_break_them(raw):
    found = split(raw)
    assert not any(b"\x00" in line or b"\n" in line for line in found)


@given(st.binary(max_size=80), st.text(max_size=12) | st.sampled_from(["utf-16", "utf-32", "utf-7", "hz", "iso-2022-kr", "cp037", "big5"]))
def test_no_charset_breaks_it(raw, charset):
    assert isinstance(text_of(raw, charset), str)
