"""An import that runs beside the pages, in a child process, so that reading never slows them; its progress stands in the store.

Pause is Ctrl-C to the child: intake stops between two marks and loses nothing. Resume reads the same files again, and
goes on where it left off. What was handed over through the page lies in the data folder until it is read, and no longer:
message texts are not kept.
"""

import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from worthwhile.doors.web import clock
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

# A server started in the background has Ctrl-C switched off, and its children would inherit that: they switch it on again.
_RUN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from worthwhile.doors.cli.main import main; main()"
_ODD = re.compile(r"[^A-Za-z0-9._ -]+")


@dataclass(slots=True)
class Child:
    """The one import that may run at a time."""

    words: list[str]
    process: "subprocess.Popen[str]"
    began: int
    clock: float
    said: list[str] = field(default_factory=list)

    @property
    def running(self) -> bool:
        """Is it still at work?"""
        return self.process.poll() is None


_CHILD: list[Child] = []
_LOCK = threading.Lock()


def current() -> Child | None:
    """The import of this process that runs or ran last."""
    return _CHILD[-1] if _CHILD else None


def running() -> bool:
    """Is something being read now?"""
    child = current()
    return child is not None and child.running


def read(paths: Sequence[Path]) -> None:
    """Start to read these files or folders; a second call while one runs does nothing."""
    prefer("paused", [])
    prefer("reading", [str(p) for p in paths])
    _start(["import", *map(str, paths)])


def demo() -> None:
    """Start to bring in the demo."""
    prefer("reading", [])
    _start(["demo"])


def pause() -> None:
    """Stop between two marks; what is read stays."""
    child = current()
    if child is not None and child.running:
        prefer("paused", child.words)
        child.process.send_signal(signal.SIGINT)


def resume() -> None:
    """Go on where it was stopped."""
    words = preference("paused", [])
    if words and not running():
        prefer("paused", [])
        _start(list(words))


def paused() -> bool:
    """Was it stopped, with something left to read?"""
    return bool(preference("paused", [])) and not running()


def stop() -> None:
    """The pages close: stop the child like a pause, and wait for it a little."""
    child = current()
    if child is None or not child.running:
        return
    child.process.send_signal(signal.SIGINT)
    try:
        child.process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        child.process.terminate()


def _start(words: list[str]) -> None:
    with _LOCK:
        if running():
            return
        moment = ["--at", _iso(at)] if (at := clock.fixed()) is not None else []
        command = [sys.executable, "-c", _RUN, *words[:1], "--data", str(settings.DATA), *moment, *words[1:]]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        child = Child(words, process, clock.now(), time.monotonic())
        _CHILD[:] = [child]
    threading.Thread(target=_watch, args=(child,), daemon=True).start()


def _iso(at: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(at, UTC).isoformat()


def _watch(child: Child) -> None:
    """Take what the child says of problems, and clear away what was handed over once it is read."""
    assert child.process.stderr is not None
    for line in child.process.stderr:
        if len(child.said) < 200:
            child.said.append(line.strip())
    if child.process.wait() in (0, 1):
        for word in child.words[1:]:
            _clear(Path(word))


def _clear(path: Path) -> None:
    handed = settings.DATA / "handed-over"
    if handed in path.parents:
        shutil.rmtree(handed / path.relative_to(handed).parts[0], ignore_errors=True)


def take(files: Iterable[Any]) -> list[Path]:
    """Keep handed-over files in the data folder while they are read. A file's own name is never a path: only its plain characters are kept."""
    folder = settings.DATA / "handed-over" / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    kept = []
    for number, file in enumerate(files):
        name = _ODD.sub("_", Path(file.name or "").name).strip(". ")[-80:] or "file"
        to = folder / name
        if to.exists():
            to = folder / f"{number} {name}"
        with to.open("wb") as out:
            to.chmod(0o600)
            for piece in file.chunks(1 << 20):
                out.write(piece)
        kept.append(to)
    return kept
