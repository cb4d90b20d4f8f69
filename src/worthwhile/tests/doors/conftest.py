"""A store that holds the demo, for the tests of a file."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def demo(made, tmp_path_factory) -> Path:
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("demo") / "store"))
