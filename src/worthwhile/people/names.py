"""Names as people write them: words for comparing, and a name for showing.

A name is never judged by its look alone: no sex, origin or faith is read from it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from worthwhile.text import fold


def _listed(text: str) -> list[str]:
    return text.split()


# Words beside a name that are no part of it: titles, degrees, generations.
_BESIDE = frozenset(
    _listed(
        "dr prof professor mr mrs ms miss mx sir dame lady lord rev fr herr frau mme mlle ing dipl jr sr ii iii iv phd md msc bsc mba esq dds cpa"
    )
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_APART = re.compile(r"[^\w]+|_+")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])")
_QUOTES = "\"'`*!,;: \u201c\u201d\u2018\u2019"
_LETTERS = re.compile(r"(?:[A-Z]\.?){3,6}")
_VIA = re.compile(r"\s+via\s+.*$", re.IGNORECASE)


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, in the order of "First Last", without titles and brackets: "Dr. Müller, Jörg" -> ("jorg", "muller").

    An apostrophe joins ("O'Neil" -> "oneil"), a hyphen parts. An address in place of a name gives no words.
    """
    if "@" in name:
        return ()
    said = turned(name)
    said = _HUMP.sub(" ", said) if " " not in said else said
    found = [w for w in _APART.split(fold(said.replace("'", "").replace("\u2019", ""))) if w]
    kept = [w for w in found if w not in _BESIDE]
    return tuple(kept or found)


def turned(name: str) -> str:
    """A name in the order in which it is said: "Last, First" -> "First Last"; brackets, quotes and "via List" fall away."""
    said = _VIA.sub("", _BRACKETS.sub(" ", name) if name.strip().strip("()[]<>") != name.strip() or "(" in name or "[" in name else name)
    said = " ".join(said.strip(_QUOTES).lstrip(".").split())
    parts = [part.strip(_QUOTES) for part in said.split(",")]
    beside: list[str] = []
    while len(parts) > 1 and _stands_beside(parts[-1], parts[0]):
        beside.insert(0, parts.pop())
    if len(parts) == 2 and all(0 < len(part.split()) <= 3 for part in parts):
        parts = [f"{parts[1]} {parts[0]}"]
    if len(parts) > 1:
        return said
    return " ".join([*parts, *(b.replace(".", "") if "." in b[:-1] else b for b in beside if _known(b))])


def _known(part: str) -> bool:
    """Is it made of titles and degrees alone ("Ph.D.", "Jr")?"""
    return bool(part) and {w.replace(".", "") for w in fold(part).split()} <= _BESIDE


def _stands_beside(part: str, name: str) -> bool:
    """Is what follows a comma no name but letters behind one: "Ph.D.", or three capitals or more behind "Kim Lee" (two are initials)?"""
    return _known(part) or (_LETTERS.fullmatch(part) is not None and " " in name and not name.isupper())


def is_full(name_words: tuple[str, ...]) -> bool:
    """Has it two parts or more, of which two are longer than an initial?"""
    return sum(len(w) > 1 and not w.isdigit() for w in name_words) >= 2


def from_local(address: str) -> str:
    """A name to show where no source gives one: "mark.e..taylor@…" -> "Mark E. Taylor"; "mt73@…" stays as it is written."""
    local = address.partition("@")[0].partition("+")[0]
    parts = [p for p in re.split(r"[._-]+", local) if p]
    if len(parts) < 2 or not all(p.isalpha() for p in parts) or max(map(len, parts)) < 2:
        return local or address
    return " ".join(f"{p.upper()}." if len(p) == 1 else p.capitalize() for p in parts)


def best(sightings: Iterable[tuple[str, int]]) -> str:
    """The name that was seen most; among equals the fuller, then the one with capitals, then the alphabet. "" if there is none."""
    counted: dict[str, int] = {}
    for name, times in sightings:
        said = turned(name)
        if said and "@" not in said:
            counted[said] = counted.get(said, 0) + times
    if not counted:
        return ""
    full = [n for n in counted if is_full(words(n))] or list(counted)
    return max(full, key=lambda n: (counted[n], len(words(n)), not n.islower() and not n.isupper(), n))


def given_and_family(name: str) -> tuple[str, str]:
    """A plain guess at the two parts, for greeting: the first word, and the last if there is more than one."""
    parts = turned(name).split()
    if len(parts) < 2:
        return (parts[0] if parts else ""), ""
    return parts[0], parts[-1]
