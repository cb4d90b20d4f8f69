"""Which process reads, and whether it still does: a run that a kill left behind is told from one that another process is at."""

import os
import platform
import sys
from pathlib import Path

from django.db import connection

from worthwhile.intake.models import ImportRun


def this_process() -> str:
    """A mark of this process that no other has: its number, when it began, and on which computer."""
    return " ".join((*process(), platform.node()))[:200]


def _began(pid: int) -> str:
    """When a process began, as the system counts; numbers of processes come again, numbers with their beginning do not. "-" where the
    system does not tell (only Linux does, in a file)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]  # field 22: starttime, see proc(5)
    except (OSError, IndexError):
        return "-"


def lives(by: str) -> bool:
    """Is the process with this mark another one than this, and still there? On another computer (a team's database) it may be."""
    pid, began, node = [*by.split(" ", 2), "", "", ""][:3]
    if not pid.isdecimal():
        return False
    if node != platform.node()[: len(node)]:
        return connection.vendor == "postgresql"
    return is_there(pid, began)


def process() -> tuple[str, str]:
    """(number, beginning) of this process."""
    return str(os.getpid()), _began(os.getpid())


def is_there(pid: str, began: str) -> bool:
    """Is this another process of this computer than ours, and at work?"""
    if (
        not pid.isdecimal() or int(pid) == os.getpid() or sys.platform == "win32"
    ):  # there, asking a process would end it; its run says itself when it is done
        return False
    try:
        os.kill(int(pid), 0)
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return False
    return _began(int(pid)) == began


def lay_down_the_dead() -> None:
    """Runs whose process is no more were stopped: their origins go on from their last mark."""
    for pk, by in ImportRun.objects.filter(state="running").values_list("pk", "by"):
        if not lives(by):
            ImportRun.objects.filter(pk=pk, state="running").update(state="stopped")
