"""A store that holds the demo, for the tests of a file."""

from pathlib import Path

import pytest

from worthwhile.tests.doors.called import run


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("demo") / "store"
    run("demo", data=store)
    return store
