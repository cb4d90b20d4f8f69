"""kill -9 at any moment, and again: the store that comes out is the one of an undisturbed import."""

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

from worthwhile.tests.intake.made import write_mbox

CHILD = [sys.executable, str(Path(__file__).with_name("child.py"))]


def whole(data, *paths):
    done = subprocess.run([*CHILD, str(data), "bring_in", *map(str, paths)], capture_output=True, text=True, check=True, timeout=240)
    return json.loads(done.stdout.splitlines()[-1])


def killed(data, records, delay, *paths):
    """Import, in a process that is killed `delay` seconds after it read so many records. True when it was still at it."""
    words = [*CHILD, str(data), "killed", str(records), f"{delay:.4f}", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=240)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def test_killed_five_times_and_repeated_the_store_is_the_same(tmp_path):
    box, more = write_mbox(tmp_path / "All.mbox", range(5000)), write_mbox(tmp_path / "More.mbox", range(4900, 5100))
    undisturbed = whole(tmp_path / "calm", box, more)
    assert undisturbed["messages"] == 5100 and undisturbed["reports"] == [[5000, 0, 0, 0], [100, 100, 0, 0]]
    chance = random.Random(8517)
    hit = sum(killed(tmp_path / "rough", chance.randrange(1, 300), chance.uniform(0, 0.03), box, more) for _ in range(5))
    assert hit >= 4, "the import was over before it could be killed"
    end = whole(tmp_path / "rough", box, more)
    assert (end["digest"], end["messages"], end["sound"]) == (undisturbed["digest"], 5100, True)


def test_many_small_files_that_were_killed_are_the_same_too(tmp_path):
    letters = tmp_path / "letters"
    letters.mkdir()
    for n in range(150):
        day = f"Mon, 05 Oct 2026 10:{n // 60:02d}:{n % 60:02d} +0000"
        said = f"From: Kofi <k{n % 7}@valmar.example>\nTo: noor@halden.example\nSubject: {n}\nDate: {day}\nMessage-ID: <{n}@valmar.example>\n\nHello\n"
        (letters / f"{n}.eml").write_text(said)
    (letters / "read me.txt").write_text("so that the folder is not read as one")
    undisturbed = whole(tmp_path / "calm", letters)
    assert undisturbed["messages"] == 150
    assert killed(tmp_path / "rough", 1, 0.25, letters)
    end = whole(tmp_path / "rough", letters)
    assert (end["digest"], end["messages"], end["sound"]) == (undisturbed["digest"], 150, True)
