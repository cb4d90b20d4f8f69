"""A sentence as the runs of words that the scorer of asking knows.

The shipped weights know a run by a checksum of it alone, so that they hold no word and no name. Pure; its cost is bounded by LONGEST.
"""

import re
from zlib import crc32

LONGEST = 600  # characters of a sentence that are looked at: what comes later rarely tells what the sentence does
RUNS = (1, 2, 3)
_PIECE = re.compile(
    r"(?P<link>https?://\S+|www\.\S+|\$link\b)|(?P<mail>[\w.+-]{1,64}@[\w.-]{2,})|(?P<number>[$€£]?\d[\d.,:/%-]*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)|(?P<stop>[?!:;,.])"
)
_NAME = r"[A-Z][\w.'-]{0,20}"
_CALLED = re.compile(
    rf"\s*(?:(?:[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear|OK|Okay|So|And|But|Also|PS)\b[\s,:-]*)?{_NAME}(?:(?: and |[/&, ]+){_NAME})?\s*[,:-]+\s+"
)
# Words at the start of a sentence that a comma may follow and that call nobody.
_NO_NAMES = """i me my we our you your he she they it this that these those who what when where why how the a an all no not if as so because until before after
    is are do does did don't have has can could will would should may please pls plz thanks thank let let's just also then again soon today tomorrow
    maybe perhaps here there monday tuesday wednesday thursday friday"""
_NOT_A_NAME = frozenset(_NO_NAMES.split())


def pieces(sentence: str) -> list[str]:
    """Its words and stops in lower case; an address, a link and a number are each one sign. Whoever is called at its start ("Rick, …") is left out."""
    text = sentence[:LONGEST].replace("’", "'").replace("`", "'")
    called = _CALLED.match(text)
    if called and called.end() < len(text) and called.group().strip(" ,:-").lower() not in _NOT_A_NAME:
        text = text[called.end() :]
    return [found.group() if found.lastgroup in ("word", "stop") else f"<{found.lastgroup}>" for found in _PIECE.finditer(text.lower())]


def runs(sentence: str) -> list[int]:
    """The checksums (CRC-32) of its runs of one to three words, its start and end being words of their own; as often as they stand."""
    row = ["^", *pieces(sentence), "$"]
    return [crc32(" ".join(row[i : i + n]).encode("utf-8", "replace")) for n in RUNS for i in range(len(row) - n + 1)]
