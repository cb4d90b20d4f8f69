"""Files handed over through the page lie in the data folder while they are read, and no longer, however the reading ends."""

import os
import signal
import subprocess
import sys
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from worthwhile.doors.web import reading
from worthwhile.doors.web import settings as ours
from worthwhile.intake.services.living import process
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(sys.platform == "win32", reason="processes are asked otherwise there")]


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    before, children = tempfile.tempdir, list(reading._CHILD)
    yield tmp_path / "handed-over"
    tempfile.tempdir = before
    reading._CHILD[:] = children


def handed():
    return reading.take([SimpleUploadedFile("All.mbox", b"From a@b.example\n\nSecret words\n")])[0]


def at_work(words, seconds=60):
    """A child that reads for so long."""
    code = f"import signal, sys, time; signal.signal(signal.SIGINT, lambda *_: sys.exit(130)); print(1, flush=True); time.sleep({seconds})"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    child.stdout.readline()
    reading._CHILD[:] = [reading.Child(list(words), child, 0, 0.0)]
    return reading._CHILD[0]


def test_when_the_pages_close_while_it_is_read_it_is_gone_and_the_rest_can_go_on(folder, tmp_path):
    file = handed()
    child = at_work(["import", str(tmp_path / "typed.mbox"), str(file)])
    reading.stop()
    assert child.process.returncode == 130
    assert not list(folder.iterdir()) and preference("paused") == ["import", str(tmp_path / "typed.mbox")]


def test_a_reading_of_nothing_but_what_is_gone_is_not_offered_again(folder):
    file = handed()
    at_work(["import", str(file)])
    reading.stop()
    assert not file.exists() and not reading.paused()


def test_a_pause_keeps_it_until_it_goes_on(folder):
    file = handed()
    child = at_work(["import", str(file)])
    reading.pause()
    reading._watch(child)
    assert file.exists() and reading.paused()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_when_the_child_crashes_it_is_gone(folder, how):
    file = handed()
    child = at_work(["import", str(file)])
    child.process.send_signal(how)
    reading._watch(child)
    assert not file.exists()


def test_what_a_killed_server_left_is_cleared_at_the_next_start_and_another_server_s_is_not(folder):
    code = "from worthwhile.intake.services.living import process; print('_'.join(process()), flush=True); input()"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "worthwhile.settings"}
    setup = f"import django; django.setup(); {code}"
    other = subprocess.Popen([sys.executable, "-c", setup], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    mark = other.stdout.readline().strip()
    left, theirs, spilt = folder / "4194305_7_abc", folder / f"{mark}_abc", folder / "tmpabc.upload"
    for place in (left, theirs):
        place.mkdir(parents=True)
        (place / "All.mbox").write_text("Secret words")
    spilt.write_text("Secret words")
    prefer("paused", ["import", str(left / "All.mbox"), "/typed.mbox"])
    reading.make_room()
    assert list(folder.iterdir()) == [theirs] and preference("paused") == ["import", "/typed.mbox"]
    other.communicate("\n")
    reading.make_room()
    assert not list(folder.iterdir())


def test_what_comes_in_spills_into_our_own_folder_only(folder):
    reading.make_room()
    with tempfile.NamedTemporaryFile() as spilt:
        assert spilt.name.startswith(str(folder)) and folder.stat().st_mode & 0o077 == 0
    assert ours.FILE_UPLOAD_TEMP_DIR == ours.DATA / "handed-over"


def test_a_folder_bears_the_mark_of_its_server(folder):
    assert handed().parent.name.startswith("_".join(process()))
