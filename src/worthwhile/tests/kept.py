"""What is made once: for all workers that run the tests side by side, or for one file of tests."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction


def once(paths: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the worker which comes first makes, for all of them; the others wait for it. Left as it is, to be copied or read."""
    own = paths.getbasetemp()
    try:
        import fcntl
    except ImportError:  # a system without such locks: each worker makes its own
        make(_empty(own / name))
        return own / name
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    place, whole = root / name, root / f"{name}.whole"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            make(_empty(place))
            whole.touch()
    return place


def _empty(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)  # what a worker that failed left there
    place.mkdir()
    return place


@contextlib.contextmanager
def until_the_end_of_the_file(django_db_blocker) -> Iterator[None]:
    """What is written into the store here stands for every test of a file, each of which starts from it, and is gone afterwards."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
