"""Words of a need or an offer, and how near two lines of plain words are: the exact part of matching.

    weight of a word = ln(1 + (n − df + ½)/(df + ½))                              rare words say more
    BM25(need, line) = Σ_word weight · tf·(k₁ + 1)/(tf + k₁·(1 − b + b·length/mean length)),   k₁ = 1.2, b = 0.75

Sources: Robertson & Zaragoza 2009 (Foundations and Trends in Information Retrieval 3:333-389); endings after Harman 1991 (Journal of the
American Society for Information Science 42:7-15). Pure; the index grows line by line, so that what is asked today knows only the past.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

K1, B = 1.2, 0.75
LONGEST_LINE = 600  # words of one line that are looked at: a need is a line or a question, never a book

_WORD = re.compile(r"[^\W_]+(?:[.'’+#-]+[^\W_]+)*[+#]*")
_PART = re.compile(r"[^\W_]+")
_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|sv|antw)\s*(?:\[\d+\])?\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]{1,400}>")

STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "get",
        "getting",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "know",
        "let",
        "like",
        "may",
        "me",
        "might",
        "more",
        "most",
        "my",
        "need",
        "no",
        "not",
        "now",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "please",
        "she",
        "should",
        "so",
        "some",
        "someone",
        "somebody",
        "such",
        "than",
        "thank",
        "thanks",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "up",
        "us",
        "use",
        "used",
        "using",
        "very",
        "via",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "yet",
        "you",
        "your",
        "re",
        "fwd",
        "fw",
    ]
)


def plain(text: str) -> str:
    """A line without marks of answering and forwarding, list names in brackets, or markup."""
    return _PREFIX.sub("", _MARKUP.sub(" ", text) if "<" in text else text)


def stem(word: str) -> str:
    """A word without its common English endings, so that "certified", "certifies" and "certify" meet; short words stay as they are."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, rest in (("ied", "y"), ("ing", ""), ("ed", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + rest
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@lru_cache(maxsize=8_192)  # the same lines are looked at for every need, every offer and every page
def _words(text: str) -> tuple[tuple[str, str], ...]:
    out: list[tuple[str, str]] = []
    for found in _WORD.finditer(plain(text)):
        whole = found.group()
        low = whole.lower().replace("’", "'").removesuffix("'s")
        parts = _PART.findall(low) if not low.isalnum() else []
        for word in [low, *(p for p in parts if len(p) > 1)]:
            if word not in STOP and (len(word) > 1 or word in "cr"):
                out.append((stem(word), whole if word == low else word))
        if len(out) >= LONGEST_LINE:
            break
    return tuple(out)


def words(text: str) -> list[tuple[str, str]]:
    """(stem, the word as it stands) of each word that says something; a compound such as "data.frame" also gives its parts."""
    return list(_words(text))


def stems(text: str) -> list[str]:
    """The stems alone, in their order, with repeats."""
    return [s for s, _ in words(text)]


class Lines:
    """A growing index of lines of plain words. Lines are numbered from 0 in the order in which they were added."""

    def __init__(self) -> None:
        self._at: dict[str, array[int]] = {}  # a stem: the lines it stands in
        self._times: dict[str, array[int]] = {}  # and how often in each
        self._lengths: array[int] = array("q")
        self._total = 0

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, terms: Sequence[str]) -> int:
        """The number of the new line."""
        number = len(self._lengths)
        counts: dict[str, int] = {}
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
        for term, times in counts.items():
            self._at.setdefault(term, array("q")).append(number)
            self._times.setdefault(term, array("q")).append(times)
        self._lengths.append(len(terms))
        self._total += len(terms)
        return number

    def weight(self, term: str) -> float:
        """How much the word says here (≥ 0): the rarer, the more; 0 in an empty index."""
        df = len(self._at.get(term, ()))
        return float(np.log1p((len(self) - df + 0.5) / (df + 0.5))) if len(self) else 0.0

    def nearness(self, terms: Iterable[str]) -> Floats:
        """BM25 of each line for these words (≥ 0, no unit); 0 where no word is shared."""
        out = np.zeros(len(self))
        if not len(self):
            return out
        norm = K1 * (1 - B + B * np.frombuffer(self._lengths, dtype=np.int64) / max(1.0, self._total / len(self)))
        for term in dict.fromkeys(terms):
            if term not in self._at:
                continue
            where = np.frombuffer(self._at[term], dtype=np.int64)  # a view, gone before the next line is added
            tf = np.frombuffer(self._times[term], dtype=np.int64)
            out[where] += self.weight(term) * tf * (K1 + 1) / (tf + norm[where])
        return out


def shared(need: str, line: str, index: Lines | None = None, most: int = 5) -> list[str]:
    """The words of `need` that stand in `line` too, as she wrote them, the most telling first."""
    there = set(stems(line))
    found: dict[str, str] = {}
    for stemmed, written in words(need):
        if stemmed in there:
            found.setdefault(stemmed, written)
    order = sorted(found, key=lambda s: -(index.weight(s) if index else 0.0))
    out: list[str] = []
    for s in order:
        if not any(found[s].lower() in kept.lower() for kept in out):
            out.append(found[s])
    return out[:most]


def pieces(text: str, size: int = 4) -> list[str]:
    """Runs of `size` letters inside each word, with its edges marked: "sensors" and "sensing" share "#sen" and "sens"."""
    out: list[str] = []
    for term in stems(text):
        framed = f"#{term}#"
        out += [framed] if len(framed) <= size else [framed[i : i + size] for i in range(len(framed) - size + 1)]
    return out
