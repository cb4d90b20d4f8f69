"""An import that runs beside the pages, in a child process, so that reading never slows them; its progress stands in the store.

Pause is Ctrl-C to the child: intake stops between two marks and loses nothing. Resume reads the same files again, and
goes on where it left off. What was handed over through the page lies in the data folder until it is read or the pages close, and no
longer: message texts are not kept. It lies in folders that bear the mark of the process that serves, so that what a process that was
killed left behind is known at the next start.
"""

import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from worthwhile.doors.web import clock, find, heard
from worthwhile.errors import NotNow
from worthwhile.intake.services import living
from worthwhile.intake.services.reading import HANDED_OVER
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
    paused: bool = False

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
        child.paused = True
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
    """The pages close: stop the child like a pause, wait for it a little, and clear away what was handed over."""
    child = current()
    if child is not None and child.running:
        pause()
        try:
            child.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.process.terminate()
    for folder in _folder().glob(f"{_mark()}*"):
        shutil.rmtree(folder, ignore_errors=True)
    _keep_what_is_there()


def make_room() -> None:
    """The pages open: what comes in through them passes through our own folder only, and what an earlier process left there is cleared."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.iterdir():
        pid, began = [*left.name.split("_"), "", ""][:2]
        if left.is_dir() and not living.is_there(pid, began):
            shutil.rmtree(left, ignore_errors=True)
        elif not left.is_dir():  # spilt by a server that was killed; one that is at work holds its own open
            left.unlink(missing_ok=True)
    tempfile.tempdir = str(folder)
    _keep_what_is_there()


def _folder() -> Path:
    return Path(settings.DATA).absolute() / HANDED_OVER


def _mark() -> str:
    """What the folders of this process begin with."""
    return "".join(f"{part}_" for part in living.process())


def _keep_what_is_there() -> None:
    """A reading that was paused goes on with files that lie on this computer; those handed over are gone, and may be handed over again."""
    words = preference("paused", [])
    left = [w for w in words[1:] if _folder() not in Path(w).parents or Path(w).exists()]
    if left != words[1:]:
        prefer("paused", [*words[:1], *left] if left else [])


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
    """Take what the child says of problems, and clear away what was handed over once it is read, or cannot be."""
    assert child.process.stderr is not None
    for line in child.process.stderr:
        if len(child.said) < 200:
            child.said.append(line.strip())
    if child.process.wait() in (0, 1) or not child.paused:
        for word in child.words[1:]:
            _clear(Path(word))
    heard.read_switched()  # only where she switched it on
    find.warm()


def _clear(path: Path) -> None:
    handed = _folder()
    if handed in path.parents:
        shutil.rmtree(handed / path.relative_to(handed).parts[0], ignore_errors=True)


def take(files: Iterable[Any]) -> list[Path]:
    """Keep handed-over files in the data folder while they are read. Raises NotNow when there is no room."""
    folder = _folder() / f"{_mark()}{secrets.token_hex(8)}"
    try:
        folder.mkdir(parents=True, mode=0o700)
        return [_kept(file, number, folder) for number, file in enumerate(files)]
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NotNow(
            f"The file could not be taken: {error.strerror}.", do="Make room on the disk, or type where the file lies instead."
        ) from error


def _kept(file: Any, number: int, folder: Path) -> Path:
    """A file's own name is never a path: only its plain characters are kept."""
    name = _ODD.sub("_", Path(file.name or "").name).strip(". ")[-80:] or "file"
    to = folder / name
    if to.exists():
        to = folder / f"{number} {name}"
    with to.open("wb") as out:
        to.chmod(0o600)
        for piece in file.chunks(1 << 20):
            out.write(piece)
    return to
