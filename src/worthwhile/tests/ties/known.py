"""The worked values that stand beside the checkout, by their names."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from worthwhile.tests.shared import shared


@cache
def _cases(path: Path) -> dict[str, dict[str, Any]]:
    return {case["id"]: case for case in json.loads(path.read_text())["cases"]}


def known(name: str) -> tuple[dict[str, Any], Any, float]:
    """What goes in, what must come out, and how near; skips where the shared data is not."""
    case = _cases(shared("reference_values.json"))[name]
    return case["input"], case["expected"], case["tolerance"]
