"""The data folder: its key is made once whoever comes first, and nobody but its owner reads what lies in it."""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from worthwhile import start
from worthwhile.doors.web import settings
from worthwhile.tests.doors.called import CLI, called


def run(*words, data, code=0):
    """One command, under the umask that most computers have."""
    done = called([*map(str, words), "--data", str(data), "--at", "2026-11-24T09:00"])
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def readable(folder):
    """What others may read in it."""
    return [p.name for p in (folder, *folder.iterdir()) if p.stat().st_mode & 0o077 and p.name != "demo"]


def test_processes_that_start_at_once_have_one_key(tmp_path):
    for turn in range(40):
        folder = tmp_path / str(turn)
        folder.mkdir()
        ready, keys = threading.Barrier(6), []
        crowd = [threading.Thread(target=lambda: (ready.wait(), keys.append(start._secret(folder)))) for _ in range(6)]  # noqa: B023
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert len(keys) == 6 and set(map(len, keys)) == {64} and len(set(keys)) == 1
        assert [p.name for p in folder.iterdir()] == ["secret.key"] and readable(folder)[1:] == []


@pytest.mark.parametrize("broken", ["", "abc"])
def test_a_key_whose_writing_broke_off_is_made_anew(tmp_path, broken):
    (tmp_path / "secret.key").write_text(broken)
    key = start._secret(tmp_path)
    assert len(key) == 64 and start._secret(tmp_path) == key


def test_without_a_folder_the_key_is_one_that_nobody_knows():
    code = "from worthwhile import settings; print(settings.SECRET_KEY)"
    environment = {k: v for k, v in os.environ.items() if k != "WORTHWHILE_SECRET"}
    keys = {subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout for _ in "ab"}
    assert len(keys) == 2 and all(len(k.strip()) == 64 for k in keys)


def test_what_is_set_is_also_obeyed():
    """Settings of middleware that is not there promise what nobody keeps."""
    assert "django.middleware.security.SecurityMiddleware" in settings.MIDDLEWARE or not hasattr(settings, "SECURE_REFERRER_POLICY")
    assert "django.middleware.clickjacking.XFrameOptionsMiddleware" in settings.MIDDLEWARE or not hasattr(settings, "X_FRAME_OPTIONS")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_only_their_owner_reads_the_store_and_an_export(tmp_path):
    folder = tmp_path / "there before"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    run("count", "messages", data=folder)
    assert readable(folder) == []
    for file in folder.iterdir():
        file.chmod(0o644)
    folder.chmod(0o755)
    run("export", tmp_path / "out.zip", data=folder)
    assert readable(folder) == [] and (tmp_path / "out.zip").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_folder_that_holds_other_things_keeps_its_rights(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "public.html").write_text("for all")
    (folder / "public.html").chmod(0o644)
    folder.chmod(0o755)
    run("count", "messages", data=folder)
    assert readable(folder) == ["home", "public.html"]


def test_doctor_on_a_damaged_store_says_what_it_is_and_what_to_do(tmp_path):
    folder = tmp_path / "store"
    run("count", "messages", data=folder)
    (folder / "worthwhile.sqlite3").write_bytes(b"no database at all" * 500)
    for left in folder.glob("worthwhile.sqlite3-*"):
        left.unlink()
    said = run("doctor", data=folder, code=1)
    assert "Python" in said and "Folder" in said and "damaged" in said
    assert "worthwhile export" in said and "worthwhile restore" in said and "Traceback" not in said
    assert "see `worthwhile doctor`" not in said.lower()


def test_doctor_finds_a_page_that_was_overwritten(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "store")
    store = folder / "worthwhile.sqlite3"
    whole = store.read_bytes()
    half = len(whole) // 2 // 4096 * 4096
    store.write_bytes(whole[:half] + b"\xff" * 40960 + whole[half + 40960 :])
    facts = json.loads(run("doctor", "--json", data=folder, code=1).partition("\n}")[0] + "}")
    assert facts["Folder"] == str(folder) and "damaged" in facts["Store"]
    assert "Traceback" not in run("export", tmp_path / "out.zip", data=folder, code=1)


def test_the_demo_is_not_started_anew_over_own_data(made, tmp_path):
    folder, card = shutil.copytree(made, tmp_path / "store"), tmp_path / "own.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Own Friend\r\nUID:1\r\nEMAIL:own@friend.example\r\nEND:VCARD\r\n")
    run("import", card, data=folder)
    digest = run("digest", data=folder)
    assert "own data" in run("demo", "--again", data=folder, code=1)
    assert run("digest", data=folder) == digest


def test_restore_gives_the_same_ties_and_the_same_digest(made, tmp_path):
    old, new, archive = shutil.copytree(made, tmp_path / "old"), tmp_path / "new", tmp_path / "out.zip"
    wanted = [json.loads(run("ties", "--json", data=old)), run("digest", data=old), json.loads(run("people", "--json", data=old))]
    run("export", archive, data=old)
    said = run("restore", archive, data=new)
    assert f"{len(wanted[0])} ties" in " ".join(said.split())
    assert [json.loads(run("ties", "--json", data=new)), run("digest", data=new), json.loads(run("people", "--json", data=new))] == wanted
    assert "not empty" in run("restore", archive, data=new, code=1)
    assert "not empty" in run("restore", archive, data=old, code=1)


def test_what_is_no_export_is_not_restored(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 nothing")
    assert "not a whole export" in run("restore", tmp_path / "x.zip", data=tmp_path / "new", code=1)
    assert "cannot be read: No such file or directory" in run("restore", tmp_path / "none.zip", data=tmp_path / "new", code=1)
    assert Path(tmp_path / "new").exists()


@pytest.mark.parametrize("pages", [False, True])
def test_days_and_hours_are_those_of_her_own_clock(tmp_path, pages):
    """Django moves a process into the zone of its settings."""
    code = (
        "import datetime, os, pathlib, sys; from worthwhile.start import open_house; "
        f"open_house(pathlib.Path(sys.argv[1]), migrate=False, pages={pages}); print(os.environ['TZ'], datetime.datetime.fromtimestamp(0))"
    )
    environment = os.environ | {"TZ": "America/Los_Angeles"}
    told = subprocess.run([sys.executable, "-c", code, tmp_path], env=environment, capture_output=True, text=True, check=True).stdout
    assert told == "America/Los_Angeles 1969-12-31 16:00:00\n"


def test_two_programs_started_at_once_on_a_new_store_both_find_its_tables(tmp_path):
    words = [*CLI, "count", "cards", "--data", str(tmp_path / "new")]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(*one.communicate(timeout=240), one.returncode) for one in both] == [("0\n", "", 0)] * 2
