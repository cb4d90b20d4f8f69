"""A command as a user types it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

AT = "2026-11-24T09:00:00+00:00"


def run(*words: str, data: Path, code: int = 0, at: str = AT, **env: str) -> str:
    """Run one command; its standard output. The exit code must be the one expected, and no traceback may appear."""
    done = subprocess.run(
        [sys.executable, "-m", "worthwhile.doors.cli.main", *words, "--data", str(data), *(["--at", at] if at else [])],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1", **env},
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout if code == 0 else done.stdout + done.stderr
