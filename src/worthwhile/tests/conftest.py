"""What all tests share."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from worthwhile.tests import kept
from worthwhile.tests.doors.called import AT, alone, called, cold

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs a loop in the test's thread

# no test fails because the machine is busy, nor by chance: the same examples each time; to look for others: pytest --hypothesis-profile=looking
settings.register_profile("looking", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ours", settings.get_profile("looking"), derandomize=True)
settings.load_profile("ours")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case that is raw bytes by their count: what is packed with the clock in it is named otherwise by each worker."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


@pytest.fixture
def far_west(monkeypatch) -> Iterator[None]:
    """A clock eight or seven hours behind UTC."""
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Path:
    """A store in which nothing is yet, made once and left as it is: to make its tables takes longer than most commands."""

    def make(folder: Path) -> None:
        done = called(["count", "messages", "--data", str(folder / "store")])
        assert done.returncode == 0, done.stdout + done.stderr

    return kept.once(tmp_path_factory, "empty", make) / "store"


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A store that holds the demo of 24 November 2026, nine in the morning: made once and left as it is, to be copied. Where the system lets
    us, its process had no network at all."""

    def make(folder: Path) -> None:
        done = cold(["demo", "--data", str(folder / "store"), "--at", AT], before=alone())
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "said").write_text(done.stdout)

    return kept.once(tmp_path_factory, "made", make) / "store"
