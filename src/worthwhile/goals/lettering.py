"""How wide words are on a picture, before anybody has set them: a bound for each letter, so that room kept is room enough. Pure.

Widths are in parts of the size of the letters, rounded up from those of Source Sans 3, and wide enough for what stands in for it on most machines.
"""

from functools import lru_cache
from unicodedata import category, east_asian_width

NAME, SOFT = 14, 13  # pixels: the size of a name, and of all other words
_SLIM, _BROAD = frozenset("ijlIftr.,:;'’|()[]! ·-/"), frozenset("mwMWQOGD@%&…—")
_SHARE = {"slim": 0.37, "broad": 0.9, "upper": 0.66, "other": 0.56, "square": 1.05}
BOLD = 1.04  # names are set heavier


@lru_cache(maxsize=4_096)
def wide(words: str, size: int) -> float:
    """Pixels across, never less than the words take."""
    total = sum(_share(letter) for letter in words) * size
    return total * BOLD if size == NAME else total


def _share(letter: str) -> float:
    if letter in _SLIM:
        return _SHARE["slim"]
    if category(letter) in ("Mn", "Me", "Cf"):  # drawn over the letter before it
        return 0.0
    if east_asian_width(letter) in "WF" or ord(letter) > 0x2E80:
        return _SHARE["square"]
    if letter in _BROAD:
        return _SHARE["broad"]
    return _SHARE["upper" if letter.isupper() else "other"] if ord(letter) < 0x0530 else _SHARE["broad"]


def cut(words: str, room: float, size: int) -> str:
    """The words, or as many as fit into so many pixels, with a sign that there are more."""
    if wide(words, size) <= room:
        return words
    end = next((n for n in range(len(words) - 1, 0, -1) if wide(words[:n] + "…", size) <= room), 1)
    return words[:end].rstrip(" ,·") + "…"
