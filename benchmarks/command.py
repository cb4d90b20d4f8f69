"""Runs the product's command line in a process of its own and says what that cost."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("WORTHWHILE_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: exit code (negative: the signal), both outputs, wall and CPU seconds, highest memory in MB."""

    code: int
    out: str
    err: str
    wall: float
    cpu: float
    memory: float

    @property
    def said(self) -> str:
        """All that it printed."""
        return self.out + self.err


def program() -> str:
    """The installed `worthwhile`, beside the Python that runs this."""
    beside = Path(sys.executable).with_name("worthwhile")
    return str(beside) if beside.exists() else shutil.which("worthwhile") or "worthwhile"


def run(*words: object, data: Path | None = None, limit: float = 600, home: Path | None = None, kill_after: float | None = None) -> Ran:
    """`worthwhile WORDS… --data DATA`; ended by force after `limit` seconds, or killed like a power cut after `kill_after`."""
    command = [program(), *map(str, words), *(["--data", str(data)] if data else [])]
    surroundings = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONUTF8": "1"} | ({"HOME": str(home)} if home else {})
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=surroundings, start_new_session=True)
        usage = _wait(child, began + (limit if kill_after is None else kill_after))
        wall = time.perf_counter() - began
        out.seek(0)
        err.seek(0)
        texts = out.read().decode("utf-8", "surrogateescape"), err.read().decode("utf-8", "surrogateescape")
    return Ran(child.returncode, *texts, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _wait(child: subprocess.Popen[bytes], until: float) -> Any:
    """The child's own usage once it has ended; it and its children are killed when the time is up."""
    pause = 0.002
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return usage
        left = until - time.perf_counter()
        if left <= 0:
            os.killpg(child.pid, signal.SIGKILL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            return usage
        time.sleep(min(pause, left))
        pause = min(0.05, pause * 1.3)


def quiet_file_limit() -> None:
    """No core files of what is killed here."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
