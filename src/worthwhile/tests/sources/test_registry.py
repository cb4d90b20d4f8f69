"""Which source reads what: by content, whatever the name; and what is said of all else."""

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.errors import CannotRead, NotFound
from worthwhile.sources import mailtext, registry
from worthwhile.tests.sources.made import put, read

KNOWN = {
    "vcard": "BEGIN:VCARD\nVERSION:3.0\nFN:Ida\nEND:VCARD\n",
    "ical": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\nEND:VCALENDAR\n",
    "linkedin": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nIda,North,,,,,08 Feb 2026\n",
    "mbox": "From ida@valmar.example Mon Nov  2 09:00:00 2026\nFrom: ida@valmar.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n\nHi\n",
    "eml": "Received: x\nFrom: ida@valmar.example\nTo: me@valmar.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n\nHi\n",
}


def test_every_source_keeps_the_shape():
    found = registry.sources()
    assert {s.NAME for s in found} == {"vcard", "ical", "linkedin", "mbox", "eml", "maildir"}
    assert all(s.NOUN and registry.named(s.NAME) is s for s in found)
    with pytest.raises(NotFound):
        registry.named("fax")


@pytest.mark.parametrize("name", ["contacts.vcf", "mail.mbox", "a.csv", "a.ics", "a.zip", "noname", "photo.jpg"])
@pytest.mark.parametrize("kind", KNOWN)
def test_the_content_decides_and_not_the_name(tmp_path, kind, name):
    assert kind == registry.which(put(tmp_path, KNOWN[kind], name)).NAME


@pytest.mark.parametrize("kind", ["vcard", "ical", "linkedin"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_in_every_encoding(tmp_path, kind, codec):
    assert kind == registry.which(put(tmp_path, KNOWN[kind].encode(codec))).NAME


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x89PNG\r\n", "PNG"),
        (b"!BDN\0\0", "Outlook data file"),
        (b"SQLite format 3\0", "database"),
        (b"\xd0\xcf\x11\xe0\xa1", "Outlook message"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><vcards/>', "XML"),
        (b'[{"a": 1}]', "JSON"),
        (b"dn: cn=Ida\nmail: ida@valmar.example\n", "LDIF"),
        (b"Name,Given Name,E-mail 1 - Value\nIda,Ida,x\n", "columns Name, Given Name, E-mail 1 - Value"),
        (b"just words", "text of a kind"),
        (b"01/01/19, 11:25 - John Doe: Lorem ipsum\n", "text of a kind"),
        (b"\x00\x01\x02", "not text"),
        (b"PK\x05\x06" + b"\0" * 18, "ZIP"),
        (b"Rar!\x1a", "RAR"),
        (b"\x1b[31mred,blue\n1,2\n", "columns [31mred, blue"),
    ],
)
def test_what_is_seen_is_said(tmp_path, content, said):
    with pytest.raises(CannotRead) as caught:
        registry.which(put(tmp_path, content, "a.vcf"))
    assert said in str(caught.value)
    assert "a.vcf" in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_address_books_of_other_kinds_get_a_cure(tmp_path):
    for content in ("dn: cn=x\n", "First Name,E-mail 1 - Value\nx,y\n", "<vcards xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>"):
        with pytest.raises(CannotRead) as caught:
            registry.which(put(tmp_path, content))
        assert "vCard" in caught.value.do


def test_what_is_not_there_or_may_not_be_read(tmp_path):
    with pytest.raises(CannotRead, match="There is no file"):
        registry.which(tmp_path / "nothing.vcf")
    with pytest.raises(CannotRead, match="folder"):
        registry.which(tmp_path)


@pytest.mark.parametrize("kind", KNOWN)
def test_a_gzipped_file_is_read_as_what_is_inside(tmp_path, kind):
    plain, zipped = put(tmp_path, KNOWN[kind], "a"), put(tmp_path, gzip.compress(KNOWN[kind].encode()), "b.gz")
    source = registry.which(zipped)
    assert kind == source.NAME
    assert [getattr(i, "key", "") for i in read(source, zipped)] == [getattr(i, "key", "") for i in read(source, plain)]


@pytest.mark.parametrize("kind", ["vcard", "ical", "linkedin"])
def test_a_gzipped_file_that_breaks_off_or_swells_is_refused(tmp_path, kind):
    source = registry.named(kind)
    cut = put(tmp_path, gzip.compress((KNOWN[kind] + "x" * 99).encode())[:-12], "cut.gz")
    bomb = put(tmp_path, gzip.compress(KNOWN[kind].encode() + b"\n" * (4 << 20)), "bomb.gz")
    for path, said in ((cut, "breaks off"), (bomb, "swells")):
        with pytest.raises(CannotRead, match=said):
            read(source, path)
    with pytest.raises(CannotRead, match="gzip"):
        registry.which(put(tmp_path, b"\x1f\x8b\x08", "b.gz"))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"BEGIN:", b"From ", b"From: ", b"\xff\xfe", b"{"]), st.binary(max_size=120))
def test_any_file_has_a_source_or_a_sentence(tmp_path_factory, start, raw):
    path = put(tmp_path_factory.mktemp("any"), start + raw)
    try:
        assert registry.which(path).NAME
    except CannotRead as error:
        assert str(error).endswith((".", "…"))


def test_a_pipe_or_a_device_is_refused_and_never_waited_for(tmp_path):
    pipe = tmp_path / "Inbox.mbox"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(CannotRead, match="a pipe or a device"):
            registry.which(path)
        with pytest.raises(CannotRead, match="a pipe or a device"):
            mailtext.newest(path)
