"""A process that has loaded what every command loads of other people's code, and splits one off for each command it is asked for.

Half of a command's time here is Django, Typer and NumPy being read in; what is split off begins with them and with nothing of ours but the door,
so it reads our own files, the settings and the store as a cold one does. Asked by lines of JSON on standard input: the words, the folder to stand in,
the environment. Answers with the exit code on a line; what the command printed stands in the two files handed down by their numbers. One that is to go
on (the pages) prints into a file of its own, and its number is the answer; it ends when it is asked to, or with this process.
"""

import atexit
import gc
import importlib
import json
import os
import signal
import sys
import time
import traceback
from typing import Any

LOADED = (
    "asyncio", "csp.middleware", "difflib", "django.conf", "django.core.handlers.wsgi", "django.core.management", "django.db.backends.sqlite3.base",
    "django.db.models", "django.db.transaction", "django.middleware.csrf", "django.template.loader", "django.test.signals", "django.views", "numpy",
    "platform", "rapidfuzz", "rich.console", "rich.table", "scipy.optimize", "scipy.sparse", "scipy.special", "typer", "waitress", "webbrowser",
    "whitenoise.middleware",
)  # fmt: skip


def load() -> None:
    """Read in what others wrote; Django's forms stay unread until one is asked for, as in a cold command."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the door does: a process with threads of its own cannot be split
    from worthwhile import start

    start.use_a_sound_sqlite()
    start._forms_when_used()
    for name in (*LOADED, "worthwhile.doors.cli.main"):
        importlib.import_module(name)


def command(asked: dict[str, Any], out: int, err: int) -> None:
    """Be the command: its words, folder and environment, its own three streams; ends the process."""
    from worthwhile.doors.cli import main

    if asked["said"]:
        out = err = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for there, here in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(there, here)
    os.umask(0o022)  # that which most computers have
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    sys.argv = [main.__file__, *asked["words"]]
    code = 1
    try:
        signal.alarm(asked["seconds"])  # 0: as long as it likes
        main.main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve(out: int, err: int) -> None:
    """One command after the other, until nobody asks."""
    load()
    gc.collect()
    gc.freeze()
    answers, going_on = os.fdopen(os.dup(1), "w", buffering=1), set()
    for line in sys.stdin:
        asked = json.loads(line)
        one = asked.get("end") or os.fork()
        if not one:
            answers.close()  # else whoever asks would wait for an answer of ours, should this process be gone
            command(asked, out, err)
        if asked.get("said"):
            going_on.add(one)
            answers.write(f"{one}\n")
            continue
        if one in going_on:
            going_on.remove(one)
            os.kill(one, signal.SIGTERM)
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(one, 0)[1])}\n")
    for one in going_on:
        os.kill(one, signal.SIGTERM)


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
