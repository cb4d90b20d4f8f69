"""Real files with known answers, kept beside the checkout; a test that needs one and does not find it says so and skips."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[4] / "shared"
ROOT = Path(os.environ.get("WORTHWHILE_SHARED") or _BESIDE) / "data"


def shared(path: str) -> Path:
    """The file or folder of this name in the shared data, or a skip that names it."""
    found = ROOT / path
    if not found.exists():
        pytest.skip(f"the shared data is not here: {path}")
    return found
