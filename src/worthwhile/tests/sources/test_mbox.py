"""mbox as a stream: what separates messages, where a reading stops and goes on, how much memory it takes."""

import gzip
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.errors import CannotRead
from worthwhile.sources import mbox
from worthwhile.sources.records import Item, Mark, Message, Passed, Refused
from worthwhile.tests.shared import shared

FROM = "From ida@north.example Mon Nov  2 09:00:00 2026\n"


def mail(number: int, body: str = "Hi.\n", extra: str = "") -> str:
    return (
        f"{FROM}From: P{number} <p{number}@north.example>\nTo: me@ego.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n"
        f"Message-ID: <{number}@north.example>\n{extra}\n{body}\n"
    )


def put(folder: Path, text: str | bytes, name: str = "a.mbox") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path, position: dict | None = None) -> list[Item]:
    return list(mbox.read(path, position or {}, 0))


def keys(items: list[Item]) -> list[str]:
    return [i.key.partition("@")[0] for i in items if isinstance(i, Message)]


def records(items: list[Item]) -> list[Item]:
    return [i for i in items if not isinstance(i, Mark)]


def last(items: list[Item]) -> dict:
    assert isinstance(items[-1], Mark)
    assert items[-1].done == items[-1].total
    return items[-1].position


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("From now on we meet on Mondays.\n", 1),
        ("\nFrom now on we meet on Mondays.\n\nFrom Tuesday: bring cake\nNote: and tea\n", 1),
        (">From ida@north.example Mon Nov  2 09:00:00 2026\nFrom: x\n", 1),
        ("From the meeting of Mon Nov 2 at 09:00 in 2026\nwe learned much\n", 1),
        ("\nFrom - Mon Nov 02 09:00:00 2026\nFrom: Q <q@x.example>\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n", 2),
        ("\nFrom 1790@xxx Mon Nov 02 09:00:00 +0000 2026\nFrom: Q <q@x.example>\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n", 2),
        ("\nFrom q at x.example  Mon Nov  2 09:00:00 2026\nFrom: q at x.example (Q)\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n", 2),
        ("\nFrom q@x.example\nFrom: Q <q@x.example>\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n", 2),
        (FROM + "From: Q <q@x.example>\n", 2),
    ],
)
def test_what_begins_a_message(tmp_path, body, count):
    items = records(read(put(tmp_path, mail(1, body) + mail(2))))
    assert len(items) == count + 1
    assert keys(items)[0] == "1"
    assert keys(items)[-1] == "2"


def test_a_header_without_a_blank_line_ends_at_the_next_message(tmp_path):
    cut = mail(1).partition("\n\n")[0] + "\n"
    assert keys(read(put(tmp_path, cut + mail(2)))) == ["1", "2"]


def test_a_length_that_lies_is_not_believed(tmp_path):
    assert keys(read(put(tmp_path, mail(1, extra="Content-Length: 900000\n") + mail(2)))) == ["1", "2"]


@pytest.mark.parametrize(
    "change", [lambda t: t.replace(b"\n", b"\r\n"), lambda t: t.replace(b"\n", b"\r"), lambda t: b"\xef\xbb\xbf" + t, lambda t: b"\n\n" + t]
)
def test_other_line_ends_and_marks(tmp_path, change):
    text = (mail(1) + mail(2) + mail(3)).encode()
    path = put(tmp_path, change(text))
    assert mbox.recognise(path, path.read_bytes())
    items = read(path)
    assert keys(items) == ["1", "2", "3"]
    assert records(read(path, last(items))) == []


def test_lines_of_the_refused(tmp_path):
    broken = mail(2).replace("p2@north.example", "nobody")
    for end in ("\n", "\r\n"):
        text = (mail(1) + broken + mail(3) + broken).replace("\n", end)
        refused = [i for i in read(put(tmp_path, text)) if isinstance(i, Refused)]
        assert [r.line for r in refused] == [9, 25]
        assert text.split(end)[8].startswith("From ida@")


def test_passed_over_says_its_line(tmp_path):
    items = records(read(put(tmp_path, mail(1) + mail(2, extra="X-Gmail-Labels: Spam\n"))))
    assert items[1] == Passed("spam", line=9)


def test_two_messages_of_one_id_are_two(tmp_path):
    other = mail(1).replace("P1 <p1@", "Kit <kit@")
    items = records(read(put(tmp_path, mail(1) + other + mail(1))))
    assert [i.sender.value for i in items] == ["p1@north.example", "kit@north.example", "p1@north.example"]
    assert items[0].key == items[2].key != items[1].key


@pytest.fixture
def small_marks(monkeypatch):
    monkeypatch.setattr(mbox, "EVERY", 3)


def test_a_reading_goes_on_at_any_mark(tmp_path, small_marks):
    path = put(tmp_path, "".join(mail(n, "line\n" * (n % 5)) for n in range(20)))
    items = read(path)
    assert keys(items) == [str(n) for n in range(20)]
    marks = [n for n, i in enumerate(items) if isinstance(i, Mark)]
    assert len(marks) == 7
    for n in marks:
        assert keys(read(path, items[n].position)) == keys(items[n:])


def test_what_is_added_later_is_all_that_is_read(tmp_path, small_marks):
    path = put(tmp_path, mail(1) + mail(2))
    position = last(read(path))
    path.write_text(path.read_text() + mail(3) + mail(4))
    more = read(path, position)
    assert keys(more) == ["3", "4"]
    assert last(more)["offset"] == path.stat().st_size


def test_a_file_that_was_changed_is_read_anew(tmp_path):
    path = put(tmp_path, mail(1) + mail(2) + mail(3))
    position = last(read(path))
    path.write_text(mail(2) + mail(3) + mail(4))
    assert keys(read(path, position)) == ["2", "3", "4"]
    path.write_text(mail(5))
    assert keys(read(path, position)) == ["5"]


def test_a_message_that_was_still_being_written_is_read_again(tmp_path):
    whole = mail(1) + mail(2)
    path = put(tmp_path, whole[: len(mail(1)) + 80])
    first = read(path)
    assert keys(first) == ["1"]
    assert [i.reason for i in first if isinstance(i, Refused)] == ["It breaks off within its header."]
    path.write_text(whole)
    assert keys(read(path, last(first))) == ["2"]


def test_a_body_that_was_still_being_written_is_passed_over(tmp_path):
    path = put(tmp_path, mail(1, "Hi.\n" * 9)[:-20])
    first = read(path)
    path.write_text(mail(1, "Hi.\n" * 9) + mail(2))
    assert keys(read(path, last(first))) == ["2"]


@pytest.mark.parametrize("position", [{"offset": -3}, {"offset": "x"}, {"offset": 10**12, "tail": "q"}, {"offset": 5}])
def test_a_position_that_makes_no_sense_is_no_position(tmp_path, position):
    assert keys(read(put(tmp_path, mail(1)), position)) == ["1"]


def test_gzip_is_the_same(tmp_path, small_marks):
    text = "".join(mail(n) for n in range(8)).encode()
    plain, packed = put(tmp_path, text), put(tmp_path, gzip.compress(text), "a.mbox.gz")
    items = read(packed)
    assert records(items) == records(read(plain))
    assert last(items) == last(read(plain))
    assert keys(read(packed, next(i for i in items if isinstance(i, Mark)).position)) == ["3", "4", "5", "6", "7"]


def test_gzip_that_breaks_off_says_so_after_what_was_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(mbox, "BLOCK", 1 << 12)
    text = "".join(mail(n, f"{n * 7919:x}\n" * 9) for n in range(2000)).encode()
    path = put(tmp_path, gzip.compress(text)[:-2000], "a.mbox.gz")
    found = []
    with pytest.raises(CannotRead, match="breaks off"):
        for item in mbox.read(path, {}, 0):
            found.append(item)
    assert len(records(found)) > 500


def test_it_does_not_matter_where_blocks_end(tmp_path, monkeypatch):
    text = "".join(mail(n, "From x\n\n" * (n % 3)) for n in range(30))
    path = put(tmp_path, text)
    whole = records(read(path))
    assert len(whole) == 30
    for size in (64, 97, 1000, 8191):
        monkeypatch.setattr(mbox, "BLOCK", size)
        assert records(read(path)) == whole


def test_long_lines_and_headers_stay_small(tmp_path, monkeypatch):
    monkeypatch.setattr(mbox, "BLOCK", 1 << 16)
    monkeypatch.setattr(mbox, "LONGEST_HEADER", 1 << 18)
    path = tmp_path / "long.mbox"
    with path.open("wb") as file:
        file.write(mail(1, "x" * 20_000_000).encode())
        file.write((FROM + "From: q@x.example\nX-Long: ").encode() + b"y" * 20_000_000 + b"\n\nHi.\n\n")
        file.write(mail(3).encode())
    tracemalloc.start()
    items = records(read(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert keys(items) == ["1", "3"]
    assert isinstance(items[1], Refused)
    assert items[1].line == 8
    assert most < 4_000_000


@given(
    st.lists(
        st.sampled_from(
            [b"\n", b"From ", b"From: a@b.example\n", FROM.encode(), b"Date: Mon, 02 Nov 2026 09:00:00 +0100\n", b"\r\n", b"x", b"\xff"]
        ),
        max_size=40,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_arrangement_breaks_it(tmp_path_factory, parts):
    path = put(tmp_path_factory.getbasetemp(), FROM.encode() + b"".join(parts))
    items = read(path)
    assert isinstance(items[-1], Mark)
    assert keys(read(path, items[-1].position)) in ([], keys(items)[-1:])


@pytest.mark.parametrize("head", [b"", b"From the desk of Ida\n\nHi.\n", b"BEGIN:VCARD\n", b"From: a@b.example\n\nHi", b"\x89PNG"])
def test_other_files_are_not_taken_for_mbox(tmp_path, head):
    assert not mbox.recognise(put(tmp_path, head), head)


def test_archives_of_lists():
    for name, count in {
        "perceval/mbox/mbox_complex.mbox": 2,
        "perceval/mbox/mbox_multipart.mbox": 2,
        "perceval/mbox/mbox_no_fields.mbox": 6,
        "perceval/mbox/mbox_iso8859_encoding.mbox": 1,
        "perceval/mbox/mbox_unknown_encoding.mbox": 1,
        "perceval/mbox/mbox_single.mbox": 1,
        "perceval/hyperkitty/hyperkitty_2016_march.mbox": 1,
        "perceval/hyperkitty/hyperkitty_2016_april.mbox": 3,
        "ponymail/dev_ponymail_apache_org_2020-10.mbox": 1,
        "ponymail/users_ponymail_apache_org_2019-09.mbox": 4,
        "ponymail/users_ponymail_apache_org_2022-01.mbox": 6,
    }.items():
        path = shared("mail-mbox/" + name)
        items = read(path)
        assert len(records(items)) == count, name
        assert len(keys(items)) == count, name
        assert records(read(path, last(items))) == []


def test_twenty_thousand_real_messages():
    path = shared("temporal/enron/enron-headers.mbox.gz")
    found = [i for i in mbox.read(path, {}, 0) if isinstance(i, Message)]
    assert len(found) == len({m.key for m in found}) == 21_635
    assert sum(len(m.recipients) for m in found) == 38_388


def test_messages_without_an_id_are_told_apart_by_their_text(tmp_path, monkeypatch):
    def bare(body: str) -> str:
        return mail(1, body).replace("Message-ID: <1@north.example>\n", "")

    text = bare("Hi.\n") + bare("Another.\n\nFrom here on\n") + bare("Hi.\n") + mail(2)
    path = put(tmp_path, text)
    one, other, again, _ = records(read(path))
    assert one.key == again.key != other.key
    monkeypatch.setattr(mbox, "BLOCK", 100)
    assert [r.key for r in records(read(path))][:2] == [one.key, other.key]
    path.write_text(text.replace("\n", "\r\n"), newline="")
    assert [r.key for r in records(read(path))][:2] == [one.key, other.key]
