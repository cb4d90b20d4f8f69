"""A sentence as the marks that the scorer of asking knows: words, how they follow each other, and its skeleton of small words.

Marks are counted by a hash of theirs, so that the shipped weights hold no word and no name. Pure, and bounded by the length of the sentence.
"""

import re
from zlib import crc32

LONGEST = 600  # characters of a sentence that are looked at; what comes later rarely tells what the sentence does
_PIECE = re.compile(
    r"(?P<link>https?://\S+|www\.\S+|\$link\b)|(?P<mail>[\w.+-]{1,64}@[\w.-]{2,})|(?P<number>[$€£]?\d[\d.,:/%-]*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)|(?P<stop>[?!:;,.])"
)
_CALLED = re.compile(
    r"\s*(?:(?:hi|hey|hello|dear|ok|okay|so|and|but|also|ps)\b[\s,:-]*)?[A-Z][\w.'-]{0,20}(?:(?: and |[/&, ]+)[A-Z][\w.'-]{0,20})?\s*[,:-]+\s+"
)
# The small words that tell what a sentence does whatever it is about; the rest of its skeleton is a gap.
SMALL = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "yours",
        "u",
        "he",
        "she",
        "they",
        "them",
        "it",
        "this",
        "that",
        "these",
        "those",
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "which",
        "a",
        "an",
        "the",
        "some",
        "any",
        "anything",
        "anyone",
        "something",
        "all",
        "no",
        "not",
        "to",
        "of",
        "for",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "up",
        "out",
        "about",
        "as",
        "if",
        "whether",
        "and",
        "or",
        "but",
        "so",
        "because",
        "until",
        "before",
        "after",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "am",
        "do",
        "does",
        "did",
        "don't",
        "doesn't",
        "didn't",
        "have",
        "has",
        "had",
        "having",
        "will",
        "would",
        "won't",
        "wouldn't",
        "can",
        "could",
        "can't",
        "couldn't",
        "should",
        "shouldn't",
        "may",
        "might",
        "must",
        "shall",
        "need",
        "needs",
        "want",
        "wants",
        "wanted",
        "like",
        "let",
        "let's",
        "lets",
        "please",
        "pls",
        "plz",
        "thanks",
        "thank",
        "feel",
        "free",
        "know",
        "think",
        "see",
        "take",
        "get",
        "give",
        "send",
        "call",
        "make",
        "sure",
        "go",
        "come",
        "tell",
        "ask",
        "help",
        "wondering",
        "wonder",
        "hope",
        "hoping",
        "appreciate",
        "grateful",
        "i'd",
        "i'll",
        "i'm",
        "i've",
        "we'd",
        "we'll",
        "we're",
        "we've",
        "you'd",
        "you'll",
        "you're",
        "you've",
        "it's",
        "that's",
        "there",
        "here",
        "just",
        "also",
        "then",
        "again",
        "back",
        "soon",
        "today",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "week",
        "asap",
        "possible",
        "mind",
        "interested",
        "question",
        "questions",
        "look",
        "looking",
        "forward",
        "suggest",
        "propose",
        "recommend",
        "maybe",
        "perhaps",
    ]
)


def pieces(sentence: str) -> list[str]:
    """Its words and stops in lower case; addresses, links and numbers are each one sign. A person called at its start is left out."""
    text = sentence[:LONGEST].replace("’", "'").replace("`", "'")
    called = _CALLED.match(text)
    if called and called.end() < len(text) and called.group().strip(" ,:-").lower() not in SMALL:
        text = text[called.end() :]
    out = []
    for found in _PIECE.finditer(text.lower()):
        kind = found.lastgroup
        out.append(found.group() if kind in ("word", "stop") else f"<{kind}>")
    return out


def marks(sentence: str) -> list[str]:
    """Every mark of a sentence once: runs of one to three words, runs of two to five of its skeleton, and parts of words."""
    return sorted(set(word_runs(pieces(sentence))) | set(skeleton(pieces(sentence))) | set(parts(pieces(sentence))))


def word_runs(words: list[str]) -> list[str]:
    """Runs of one to three, with its start and end."""
    row = ["^", *words, "$"]
    return [" ".join(row[i : i + n]) for n in (1, 2, 3) for i in range(len(row) - n + 1)]


def skeleton(words: list[str]) -> list[str]:
    """Runs of two to five where what is not a small word is a gap ("could you _ me _")."""
    row = ["^"]
    for word in words:
        if word in SMALL or word in "?!:;" or word[0] == "<":
            row.append(word)
        elif row[-1] != "_":
            row.append("_")
    row.append("$")
    return ["~" + " ".join(row[i : i + n]) for n in (2, 3, 4, 5) for i in range(len(row) - n + 1)]


def parts(words: list[str]) -> list[str]:
    """Runs of three to five letters within words of four letters or more."""
    out = []
    for word in words:
        if len(word) >= 4 and word[0] != "<":
            edged = f"<{word[:24]}>"
            out += ["#" + edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)]
    return out


def places(found: list[str], size: int) -> list[int]:
    """Where each mark's weight stands in a table of `size` (a power of two)."""
    return [crc32(mark.encode("utf-8", "replace")) & (size - 1) for mark in found]
