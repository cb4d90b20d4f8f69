"""What an encoder read in lines, packed so that it can be kept: each number in eight bits; cosines differ by less than 0.005. Pure."""

import base64
import hashlib
from collections.abc import Sequence

import numpy as np

from worthwhile.value.encoder import WIDTH
from worthwhile.value.match_words import Floats


class Kept:
    """A `match.Meaning` over lines that were read before."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def holds(self, text: str) -> bool:
        """Was this line read?"""
        return key(text) in self._rows

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 for each line; KeyError for one that was not read."""
        whole = b"".join(base64.b64decode(self._rows[key(text)]) for text in texts)
        table = np.frombuffer(whole, dtype=np.int8).reshape(len(texts), WIDTH).astype(np.float64)
        return np.asarray(table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12), dtype=np.float64)


def key(text: str) -> str:
    """What a line is known by; the line cannot be read from it."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def packed(vector: Floats) -> str:
    """A vector as text."""
    largest = float(np.abs(vector).max()) or 1.0
    return base64.b64encode(np.round(vector * (127 / largest)).astype(np.int8).tobytes()).decode()
