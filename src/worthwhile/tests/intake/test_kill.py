"""kill -9 at any moment, and again: the store that comes out is the one of an undisturbed import."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from worthwhile.tests.intake.made import write_mbox

CHILD = [sys.executable, str(Path(__file__).with_name("child.py"))]


def whole(data, *paths):
    done = subprocess.run([*CHILD, str(data), "bring_in", *map(str, paths)], capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout.splitlines()[-1])


def killed(data, after, *paths):
    """Import, and kill the process `after` seconds from the moment it begins to read. True when it was still at it."""
    child = subprocess.Popen([*CHILD, str(data), "bring_in", *map(str, paths)], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "go\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    said = child.stdout.read()
    child.wait()
    return not said


def test_killed_five_times_and_repeated_the_store_is_the_same(tmp_path):
    box, more = write_mbox(tmp_path / "All.mbox", range(5000)), write_mbox(tmp_path / "More.mbox", range(4900, 5100))
    started = time.monotonic()
    undisturbed = whole(tmp_path / "calm", box, more)
    reading = max(0.2, time.monotonic() - started - 0.8)
    assert undisturbed["messages"] == 5100 and undisturbed["reports"] == [[5000, 0, 0, 0], [100, 100, 0, 0]]
    chance = random.Random(8517)
    hit = sum(killed(tmp_path / "rough", chance.uniform(0, reading / 3), box, more) for _ in range(5))
    assert hit >= 3, "the import was over before it could be killed"
    end = whole(tmp_path / "rough", box, more)
    assert (end["digest"], end["messages"], end["sound"]) == (undisturbed["digest"], 5100, True)
