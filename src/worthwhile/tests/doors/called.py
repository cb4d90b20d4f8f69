"""A command as a user types it, in a process of its own."""

import atexit
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

CLI = [sys.executable, "-m", "worthwhile.doors.cli.main"]
AT = "2026-11-24T09:00:00+00:00"
SECONDS = 240  # after which a command that does not end fails; a busy machine needs a tenth of it


class Ready:
    """The process that splits off commands (ready.py), and the two files into which they print."""

    def __init__(self) -> None:
        self.files = [tempfile.TemporaryFile(buffering=0) for _ in range(2)]  # noqa: SIM115
        numbers = [file.fileno() for file in self.files]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "worthwhile.tests.doors.ready", *map(str, numbers)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, pass_fds=numbers,
        )  # fmt: skip
        atexit.register(self.process.communicate)  # nobody asks any more: it ends

    def call(self, words: list[str]) -> "subprocess.CompletedProcess[str]":
        """One command; it ends before this does."""
        for file in self.files:
            file.seek(0)
            file.truncate()
        code = self.ask(words=words, seconds=SECONDS)
        return subprocess.CompletedProcess(words, code, *(self._printed(file) for file in self.files))

    def ask(self, *, seconds: int = 0, **asked: object) -> int:
        """What it answers: the exit code, or the number of a process that goes on."""
        asked |= {"folder": str(Path.cwd()), "environment": {**os.environ, "NO_COLOR": "1"}, "seconds": seconds, "said": asked.get("said")}
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], 2 * SECONDS)[0]:
            self.process.kill()  # what it answers later would be taken for the answer to the next one
            raise AssertionError(f"{asked.get('words', 'the end of one that goes on')} did not end")
        return int(self.process.stdout.readline())

    @staticmethod
    def _printed(file) -> str:
        file.seek(0)
        return file.read().decode()


_ready = cache(Ready)


def cold(words: list[str], before: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    """The same in a process that starts with nothing; `before` are the words of a program that starts it."""
    return subprocess.run(
        [*before, *CLI, *words],
        capture_output=True, text=True, check=False, timeout=SECONDS, env={**os.environ, "NO_COLOR": "1"},
        umask=0o022 if os.name == "posix" else -1,
    )  # fmt: skip


@cache
def alone() -> tuple[str, ...]:
    """What starts a process that has no network at all; nothing where the system does not let us."""
    words = ("unshare", "-rn")
    try:
        return words if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else ()
    except FileNotFoundError:
        return ()


def called(words: list[str]) -> "subprocess.CompletedProcess[str]":
    """One command, in the quickest way that this system has (others than Linux do not split a process that has read so much)."""
    return _ready().call(words) if sys.platform == "linux" else cold(words)


def begin(words: list[str], said: Path) -> Callable[[], object]:
    """A command that goes on, printing into a file; what ends it."""
    if sys.platform == "linux":
        one = _ready().ask(words=words, said=str(said))
        return lambda: _ready().ask(end=one)
    with said.open("w") as out:
        process = subprocess.Popen([*CLI, *words], stdout=out, stderr=subprocess.STDOUT)
    return lambda: (process.terminate(), process.wait(timeout=SECONDS))


def run(*words: str, data: Path, code: int = 0, at: str = AT) -> str:
    """Run one command; its standard output. The exit code must be the one expected, and no traceback may appear."""
    line = [*words, "--data", str(data), *(["--at", at] if at else [])]
    done = called(line)
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout if code == 0 else done.stdout + done.stderr
