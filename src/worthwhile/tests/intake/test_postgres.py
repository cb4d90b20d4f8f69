"""The same on PostgreSQL, where a server can be started here: bring in, again, undo, forget, kill."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from worthwhile.tests.intake.made import write_mbox

CHILD = [sys.executable, str(Path(__file__).with_name("child.py"))]


def _binaries():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="module")
def server():
    """A server of our own in a folder of its own, on a socket only; the environment that reaches it."""
    pytest.importorskip("psycopg")
    home = _binaries()
    if home is None:
        pytest.skip("PostgreSQL is not installed here")
    as_root = os.geteuid() == 0
    try:
        user = pwd.getpwnam("postgres").pw_name if as_root else ""
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if as_root:
        shutil.chown(folder, user)

    def run(*command):
        done = subprocess.run(
            [home / command[0], *command[1:]],
            capture_output=True,
            text=True,
            cwd=folder,
            timeout=240,
            **({"user": user} if as_root else {}),
        )
        if done.returncode:
            pytest.skip(f"a server cannot be started here: {done.stderr[-300:]}")

    run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--no-sync")
    run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-k {folder} -h '' -p 5439 -F", "start")
    try:
        for name in ("one", "two"):
            run("createdb", "-h", folder, "-p", "5439", "-U", "postgres", name)
        folder.chmod(0o755)
        yield {**os.environ, "PGHOST": str(folder), "PGPORT": "5439", "PGUSER": "postgres"}
    finally:
        run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def child(server, name, data, *arguments):
    done = subprocess.run(
        [*CHILD, str(data), *map(str, arguments)], capture_output=True, text=True, env={**server, "WORTHWHILE_DATABASE": name}, timeout=240
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_it_says_the_same_as_sqlite(server, tmp_path):
    box, book = write_mbox(tmp_path / "All.mbox", range(1500)), tmp_path / "book.vcf"
    book.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lind\nEMAIL:ana@valmar.example\nEND:VCARD\n")
    here = child({**os.environ}, "", tmp_path / "here", "round", box, book)
    there = child(server, "one", tmp_path / "there", "round", box, book)
    assert here.pop("vendor") == "sqlite" and there.pop("vendor") == "postgresql"
    assert (
        here == there
        and there["taken"] == there["again"] == [1500, 1]
        and there["undone"]
        and there["forgotten"]
        and there["whole"] == there["back"]
    )


def test_an_export_of_one_comes_back_in_the_other(server, tmp_path):
    box = write_mbox(tmp_path / "All.mbox", range(300))
    here = child({**os.environ}, "", tmp_path / "here", "round", box)
    (tmp_path / "new").mkdir()
    write_mbox(tmp_path / "more.mbox", range(290, 330))
    back = child(server, "two", tmp_path / "new", "bring_back", tmp_path / "here" / "kept.zip", tmp_path / "more.mbox")
    assert back["taken"] == 30 and here["whole"]
