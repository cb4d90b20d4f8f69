"""The texts of mail: the newest messages of each kind of mailbox, and nothing that breaks the reader."""

import base64
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.sources import mailtext

TEXT = "Could you send me the plan?"


def mail(n: int, body: str = TEXT, more: str = "") -> str:
    return f"From: Ana <ana@x.example>\nTo: me@x.example\nSubject: s{n}\nDate: {1 + n % 28} Nov 2026 10:00:00 +0000\nMessage-ID: <{n}@x>\n{more}\n{body} {n}\n"


def box(*numbers: int) -> str:
    return "".join(f"From x Mon Nov  2 10:00:00 2026\n{mail(n)}\n" for n in numbers)


def texts(path: Path, since: int | None = None, most: int = 500) -> list[str]:
    found = mailtext.read(mailtext.newest(path, since, most))
    return sorted(one.text.strip() for one in found if one is not None)


def test_an_mbox_plain_and_packed_gives_its_newest(tmp_path):
    plain, packed = tmp_path / "a.mbox", tmp_path / "b.mbox.gz"
    plain.write_text(box(3, 1, 2))
    packed.write_bytes(gzip.compress(box(3, 1, 2).encode()))
    for path in (plain, packed):
        assert texts(path) == [f"{TEXT} {n}" for n in (1, 2, 3)]
        assert texts(path, most=2) == [f"{TEXT} {n}" for n in (2, 3)]
    since = mailtext.newest(plain)[1].at
    assert texts(plain, since) == [f"{TEXT} 3"]


def test_a_maildir_a_folder_of_letters_and_one_letter(tmp_path):
    for folder in ("m/cur", "m/new", "m/tmp", "letters"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "m/cur/1:2,S").write_text(mail(1))
    (tmp_path / "m/cur/2:2,D").write_text(mail(2))  # a draft
    (tmp_path / "letters/3.eml").write_text(mail(3))
    assert texts(tmp_path / "m") == [f"{TEXT} 1"] and texts(tmp_path / "letters") == [f"{TEXT} 3"]
    assert texts(tmp_path / "letters/3.eml") == [f"{TEXT} 3"]


def test_in_memory_the_same(tmp_path):
    assert [w.text.strip() for w in mailtext.in_bytes(box(2, 1).encode())] == [f"{TEXT} 1", f"{TEXT} 2"]
    (one,) = mailtext.in_bytes(mail(4).encode())
    assert (one.sender.value, one.subject, one.recipients[0][1].value) == ("ana@x.example", "s4", "me@x.example")
    assert mailtext.in_bytes(b"nothing here") == [] == mailtext.in_bytes(b"")


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n", "Gr=FC=DFe aus"),
        ("Content-Type: text/plain; charset=no-such\n", "Grüße aus"),
        (
            "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n",
            base64.b64encode("Grüße aus 7".encode()).decode() + "\n#",
        ),
        ("Content-Type: text/html; charset=utf-8\n", "<style>p{}</style><p>Gr&uuml;&szlig;e<br>aus</p><blockquote>earlier</blockquote>"),
    ],
)
def test_each_way_of_writing_a_text(more, body):
    raw = mail(7, body, more).encode("latin-1" if "iso" in more else "utf-8")
    found = " ".join(mailtext.text_of(raw).split())
    assert "aus" in found and "earlier" not in found and "<" not in found
    assert "Gr" in found


def test_the_text_and_not_the_attachment():
    raw = (
        "From: a@x.example\nDate: 1 Nov 2026 10:00:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n"
        'Content-Disposition: attachment; filename="n.txt"\n\nATTACHED\n--b\nContent-Type: text/plain\n\nWORDS\n--b--\n'
    )
    assert mailtext.text_of(raw.encode()).strip() == "WORDS"


@given(st.binary(max_size=600))
def test_no_bytes_break_it(raw):
    mailtext.text_of(raw)
    mailtext.in_bytes(raw)
    mailtext.in_bytes(b"From x Mon Nov  2 10:00:00 2026\nFrom: a@x.example\nDate: 1 Nov 2026 10:00:00 +0000\n" + raw)
