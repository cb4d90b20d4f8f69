"""Export and bring back: everything that is kept, and nothing else, in a form that another store takes whole."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from worthwhile import store
from worthwhile.errors import CannotRead, NotNow
from worthwhile.intake import services
from worthwhile.intake.models import Interaction
from worthwhile.store import Derived, Fact, Setting, nouns
from worthwhile.tests.intake.made import AT, Fake, card, mail, meeting, write_mbox
from worthwhile.value.models import Note

pytestmark = pytest.mark.django_db
CHILD = [sys.executable, str(Path(__file__).parents[1] / "intake" / "child.py")]


@pytest.fixture
def exported(tmp_path, monkeypatch):
    fake = Fake(monkeypatch)
    items = (card("c", "Ana “Lind” \n", "ana@valmar.example", related=(("spouse", "Bo"),)), meeting("e", "ana@valmar.example"), mail("m"))
    services.bring_in([write_mbox(tmp_path / "All.mbox", range(40)), fake.file(tmp_path / "a.fake", *items)], at=AT)
    Note.objects.create(anchor="email:ana@valmar.example", text="likes\nchess", at=AT)
    services.export(tmp_path / "out.zip")
    return tmp_path / "out.zip"


def test_an_empty_store_takes_it_and_says_the_same(exported, tmp_path):
    child = [*CHILD, str(tmp_path / "new"), "bring_back", str(exported), str(tmp_path / "All.mbox")]
    told = json.loads(subprocess.run(child, capture_output=True, text=True, check=True, timeout=240).stdout)
    assert told == {"digest": store.digest(), "taken": 0}


def test_it_holds_every_noun_that_is_kept_and_says_what_it_leaves_out(exported):
    with zipfile.ZipFile(exported) as archive:
        names = set(archive.namelist())
        assert names == {f"{m.__name__}.jsonl" for m in [*nouns(Fact), *nouns(Setting)]} | {"README.txt", "format.json"}
        assert not names & {f"{m.__name__}.jsonl" for m in nouns(Derived)}
        lines = archive.read("Interaction.jsonl").splitlines()
        assert len(lines) == Interaction.objects.count() and json.loads(lines[0])["kind"] == "mail"
        assert "Left out" in archive.read("README.txt").decode()


def test_a_store_that_is_not_empty_takes_nothing(exported):
    with pytest.raises(NotNow, match="not empty"):
        store.bring_back(exported)


def emptied():
    for model in reversed(store.kept()):
        model._default_manager.all().delete()


def changed(archive, name, change):
    """The archive with one file changed."""
    other = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for item in old.namelist():
            new.writestr(item, change(old.read(item)) if item == name else old.read(item))
    return other


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("Note.jsonl", lambda b: b.replace(b"chess", b"tea")),
        ("Note.jsonl", lambda b: b[:-5]),
        ("Note.jsonl", lambda b: b.replace(b'"anchor"', b'"id = 1; --"')),
        ("Note.jsonl", lambda b: b + b),
        ("Card.jsonl", lambda b: b""),
        ("format.json", lambda b: b'{"format": 99}'),
        ("format.json", lambda b: b"[]"),
    ],
)
def test_a_changed_export_is_refused_as_a_whole(exported, name, change):
    other = changed(exported, name, change)
    emptied()
    with pytest.raises(CannotRead) as caught:
        store.bring_back(other)
    assert caught.value.do
    connection.check_constraints()
    assert not any(m._default_manager.exists() for m in store.kept())


def test_one_that_was_damaged_on_the_disk_is_refused_in_words(exported):
    with zipfile.ZipFile(exported) as whole:
        most = max(whole.infolist(), key=lambda i: i.compress_size)
    middle, content = most.header_offset + most.compress_size // 2, bytearray(exported.read_bytes())
    content[middle : middle + 60] = b"\xff" * 60
    exported.write_bytes(content)
    emptied()
    with pytest.raises(CannotRead, match="not a whole export"):
        store.bring_back(exported)


def test_what_is_no_export_is_refused(tmp_path):
    for content in (b"", b"PK\x03\x04 nothing"):
        (tmp_path / "x.zip").write_bytes(content)
        with pytest.raises(CannotRead):
            store.bring_back(tmp_path / "x.zip")


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(NotNow, match="cannot be written"):
        services.export(tmp_path / "no" / "such" / "folder.zip")
