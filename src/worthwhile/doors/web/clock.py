"""The moment the pages reckon from: now, or one fixed moment when the pages were opened with --at."""

import time

_FIXED: list[int] = []


def now() -> int:
    """Seconds since 1970 (UTC): the fixed moment if there is one, else the clock's."""
    return _FIXED[-1] if _FIXED else int(time.time())


def fix(at: int | None) -> None:
    """Reckon every page from this moment; None lets the clock run again."""
    _FIXED.clear()
    if at is not None:
        _FIXED.append(at)


def fixed() -> int | None:
    """The fixed moment, or None while the clock runs."""
    return _FIXED[-1] if _FIXED else None
