"""Mail kept as one file a message: Maildir, single messages, folders of them."""

import gzip
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.sources import eml, maildir, mbox, registry
from worthwhile.sources.records import Mark, Message, Passed, Refused
from worthwhile.tests.shared import shared


def mail(number: int, sender: str = "p@north.example") -> str:
    return f"From: {sender}\nTo: me@ego.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nMessage-ID: <{number}@north.example>\n\nHi.\n"


def box(folder):
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    return folder


def keys(items):
    return sorted(i.key.partition("@")[0] for i in items if isinstance(i, Message))


def test_a_maildir_and_what_comes_later(tmp_path):
    home = box(tmp_path / "Mail")
    (home / "cur" / "1:2,S").write_text(mail(1))
    (home / "new" / "2").write_text(mail(2))
    (home / "tmp" / "3").write_text(mail(3))
    (box(home / ".Sent") / "cur" / "4:2,S").write_text(mail(4))
    assert maildir.recognise(home, b"")
    items = list(maildir.read(home, {}, 0))
    assert keys(items) == ["1", "2", "4"]
    position = items[-1].position
    assert [i for i in maildir.read(home, position, 0) if not isinstance(i, Mark)] == []
    (home / "new" / "5").write_text(mail(5))
    os.utime(home / "new" / "5", (0, 0))  # a copy with an old date is new all the same
    assert keys(maildir.read(home, position, 0)) == ["5"]


def test_drafts_spam_and_the_bin_are_passed_over(tmp_path):
    home = box(tmp_path / "Mail")
    (home / "cur" / "1:2,DS").write_text(mail(1))
    (home / "cur" / "2:2,T").write_text(mail(2))
    (box(home / ".Junk") / "cur" / "3:2,").write_text(mail(3))
    items = [i for i in maildir.read(home, {}, 0) if not isinstance(i, Mark)]
    assert sorted(i.reason for i in items) == ["drafts", "messages in the bin", "spam"]
    assert all(isinstance(i, Passed) for i in items)


def test_a_bad_message_names_its_file_and_costs_itself(tmp_path):
    home = box(tmp_path / "Mail")
    (home / "cur" / "1:2,S").write_text(mail(1, "nobody"))
    (home / "cur" / "2:2,S").write_text(mail(2))
    items = list(maildir.read(home, {}, 0))
    (refused,) = [i for i in items if isinstance(i, Refused)]
    assert refused.reason.startswith("cur/1:2,S: ")
    assert keys(items) == ["2"]


def test_marks_on_the_way(tmp_path, monkeypatch):
    monkeypatch.setattr("worthwhile.sources.mailfiles.EVERY", 4)
    home = box(tmp_path / "Mail")
    for n in range(10):
        (home / "cur" / f"{n}:2,S").write_text(mail(n))
    items = list(maildir.read(home, {}, 0))
    marks = [n for n, i in enumerate(items) if isinstance(i, Mark)]
    assert len(marks) == 3
    for n in marks:
        assert keys(maildir.read(home, items[n].position, 0)) == keys(items[n:])


def test_single_messages(tmp_path):
    for name, text in {
        "a.eml": mail(1),
        "b.eml": mail(2).replace("\n", "\r\n"),
        "c.emlx": f"{len(mail(3))}\n{mail(3)}<?xml version='1.0'?>",
        "d.eml": "\ufeff" + mail(4),
        "e.eml": mail(5).replace("\n", "\r"),
        "f.eml": mail(6).partition("\n\n")[0],
    }.items():
        path = tmp_path / name
        path.write_bytes(text.encode())
        assert eml.recognise(path, path.read_bytes()), name
        assert len(keys(eml.read(path, {}, 0))) == 1, name
    assert eml.recognise(tmp_path, b"")
    assert keys(eml.read(tmp_path, {}, 0)) == ["1", "2", "3", "4", "5", "6"]


def test_other_files_are_no_messages(tmp_path):
    path = tmp_path / "x"
    for head in (
        b"",
        b"BEGIN:VCARD\nFN:Ida\nEND:VCARD\n",
        b"From ida Mon Nov  2 09:00:00 2026\n",
        b"Subject: x\n\nFrom: y\n",
        b"\x00\x01",
        b"a,b\n1,2\n",
    ):
        assert not eml.recognise(path, head)
    (tmp_path / "note.txt").write_text("x")
    (tmp_path / "a.eml").write_text(mail(1))
    assert not eml.recognise(tmp_path, b"")
    assert not maildir.recognise(tmp_path, b"")


def test_messages_made_to_break_parsers():
    root = shared("mail-nasty")
    count = 0
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        source = mbox if mbox.recognise(path, path.read_bytes()[:65536]) else eml
        items = list(source.read(path, {}, 0))
        assert isinstance(items[-1], Mark)
        assert len(items) > 1, path  # a message, or a reason
        assert all(r.reason.endswith(".") for r in items if isinstance(r, Refused))
        count += 1
    assert count == 561


def test_servers_that_pack_each_message(tmp_path):
    home = box(tmp_path / "Mail")
    (home / "cur" / "1:2,SZ").write_bytes(gzip.compress(mail(1).encode()))
    (home / "cur" / "2:2,SZ").write_bytes(gzip.compress(mail(2).encode())[:-30])
    (home / "cur" / "3:2,S").write_text(mail(3))
    items = list(maildir.read(home, {}, 0))
    assert keys(items) == ["1", "3"]
    (refused,) = [i for i in items if isinstance(i, Refused)]
    assert refused.reason.startswith("cur/2:2,SZ: ")
    assert refused.cure


def test_a_folder_of_maildirs_without_one_of_its_own(tmp_path):
    (box(tmp_path / "Mail" / "INBOX") / "new" / "1").write_text(mail(1))
    (box(tmp_path / "Mail" / "Archive.2020") / "cur" / "2").write_text(mail(2))
    (box(tmp_path / "Mail" / "Drafts") / "cur" / "3").write_text(mail(3))
    assert registry.which(tmp_path / "Mail") is maildir
    items = list(maildir.read(tmp_path / "Mail", {}, 0))
    assert keys(items) == ["1", "2"]
    assert [i.reason for i in items if isinstance(i, Passed)] == ["drafts"]


def test_flags_on_file_systems_without_colons_and_hidden_files(tmp_path):
    home = box(tmp_path / "Mail")
    for name, number in (("1;2,S", 1), ("2!2,D", 2), ("3;2,T", 3), (".nfs0001", 4), ("5", 5)):
        (home / "cur" / name).write_text(mail(number))
    items = list(maildir.read(home, {}, 0))
    assert keys(items) == ["1", "5"]
    assert sorted(i.reason for i in items if isinstance(i, Passed)) == ["drafts", "messages in the bin"]


def test_a_loop_of_links_and_great_depth_end(tmp_path):
    home = box(tmp_path / "Mail")
    (home / "cur" / "1").write_text(mail(1))
    (home / "loop").symlink_to(home, target_is_directory=True)
    (box(home.joinpath(*"abcdefgh")) / "cur" / "2").write_text(mail(2))
    assert keys(maildir.read(home, {}, 0)) == ["1"]


def test_an_empty_message_and_a_folder_in_its_place(tmp_path):
    home = box(tmp_path / "Mail")
    (home / "cur" / "1").write_text("")
    (home / "cur" / "2").mkdir()
    (home / "cur" / "3").write_bytes(b"\xff\xfe\x00\x01" * 20)
    items = [i for i in maildir.read(home, {}, 0) if not isinstance(i, Mark)]
    assert [type(i) for i in items] == [Refused, Refused]
    assert sorted(i.reason.partition(":")[0] for i in items) == ["cur/1", "cur/3"]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"From: ", b"12\nFrom: a@b.example\n", b"\xef\xbb\xbfFrom: a@b.example\n", b"\x1f\x8b", b"Date: "]),
)
def test_no_bytes_break_a_message(tmp_path_factory, raw, start):
    path = tmp_path_factory.mktemp("any") / "a.eml"
    path.write_bytes(start + raw)
    eml.recognise(path, start + raw)
    item, mark = eml.read(path, {}, 0)
    assert isinstance(mark, Mark)
    assert isinstance(item, Message) or (item.reason.endswith(".") and item.cure)
