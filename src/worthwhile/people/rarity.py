"""How common a word of a name is: in the shipped frequencies (US census of 1990, public domain), and among the people here."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

UNKNOWN = 19.0  # bits: a word that the shipped list does not hold is borne by fewer than one in half a million
_A_LETTER = 2.4  # bits that a letter may say at most: a short word is borne by many somewhere, listed in one country or not (Wei, Li, Kim)
_RARE = 20.0  # bits: borne by fewer than about one in a million
_USUAL = 500  # connections; an export that holds fewer is mostly a part of one
_NAMESAKES = 0.05  # expected bearers of the same full name here, at most


@cache
def _shipped() -> dict[str, float]:
    out = {}
    for line in files("worthwhile").joinpath("data/name_frequencies.txt").read_text(encoding="ascii").splitlines():
        tenths, *names = line.split()
        out.update(dict.fromkeys(names, int(tenths) / 10))
    return out


def bits(word: str) -> float:
    """-log2 of the share of people who bear this word as a given or family name; UNKNOWN for words that are not listed."""
    return _shipped().get(word, UNKNOWN)


class Here:
    """How many differently named people here bear a word: a word alone says little where many bear it."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self.bearers: Counter[str] = Counter()
        self.people = 0
        for words in set(names):
            self.people += 1
            self.bearers.update(set(words))

    def of(self, word: str) -> int:
        """The number of different full names here that hold the word."""
        return self.bearers.get(word, 0)

    def namesakes(self, words: Iterable[str]) -> float:
        """How many other people here one expects to bear all these words, if words came together by chance.

        Counts only the other names that hold each word, so that a family name seen in this one name expects nobody."""
        expected = float(self.people)
        for word in words:
            expected *= max(0, self.of(word) - 1) / max(1, self.people)
        return expected


def is_alone(words: tuple[str, ...], many: int) -> bool:
    """Among so many people (or a usual network of 500, where fewer are known), does one hardly expect a second bearer of this full name?"""
    said = _bits(words)
    return said is not None and max(many, _USUAL) * 2**-said <= _NAMESAKES


def _bits(words: tuple[str, ...]) -> float | None:
    """How much a full name says: the bits of its words, added; None when it has no two words longer than an initial."""
    long = [w for w in words if len(w) > 1 and not w.isdigit()]
    return sum(min(bits(w), _A_LETTER * len(w)) for w in long) if len(long) > 1 else None


def is_rare(words: tuple[str, ...], here: Here) -> bool:
    """Is a full name rare enough to join by itself: would two strangers among all that are here hardly both bear it?

    The words' shares multiply (as if given and family names were independent, which errs towards caution for listed names), no more
    than a few differently named people here bear its rarest word, and here too chance alone would hardly bring the words together twice.
    """
    long = [w for w in words if len(w) > 1 and not w.isdigit()]
    if len(long) < 2:
        return False
    rarest = min(here.of(w) for w in long)
    if rarest > max(8, here.people // 50) or here.namesakes(long) > _NAMESAKES:
        return False
    return (_bits(words) or 0.0) >= _RARE
