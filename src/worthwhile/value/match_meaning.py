"""The meaning of a line, from the company its words keep: latent semantic analysis on what is here. Nothing is fetched.

    lines × words, each ln(1 + tf)·weight  ≈  U·S·Vᵀ  (the largest `DIMENSIONS` singular values);  a line is its row times V, made length 1
    meaning(a, b) = max(0, cosine of the two)

Two lines can be near without a shared word, where other lines used their words together. Below `FEWEST` lines there is too little company to
learn from, and the answer is None (unknown), not 0. Source: Deerwester, Dumais, Furnas, Landauer & Harshman 1990 (Journal of the American
Society for Information Science 41:391-407). Another measure of meaning (a sentence encoder) may take its place: see `Meaning`.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from worthwhile.value.match_words import Floats, stems

DIMENSIONS = 64
FEWEST = 50


class Meaning(Protocol):
    """Anything that turns lines into vectors of length 1 (or 0 where nothing is known of them)."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row for each line."""
        ...


class Company:
    """Latent semantic analysis; made by `learn`."""

    def __init__(self, words: dict[str, int], weights: Floats, axes: Floats) -> None:
        self._words, self._weights, self._axes = words, weights, axes

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 for each line; zeros where no word of it is known."""
        rows = _rows([stems(t) for t in texts], self._words, self._weights)
        found = np.asarray(rows @ self._axes, dtype=np.float64)
        length = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(np.divide(found, length, out=np.zeros_like(found), where=length > 1e-9), dtype=np.float64)


def learn(texts: Sequence[str], dimensions: int = DIMENSIONS) -> Company | None:
    """What words go together in these lines; None below `FEWEST` lines, or where hardly a word comes twice."""
    if len(texts) < FEWEST:
        return None
    lists = [stems(t) for t in texts]
    df: dict[str, int] = {}
    for line in lists:
        for term in set(line):
            df[term] = df.get(term, 0) + 1
    kept = sorted(t for t, n in df.items() if n >= 2)  # a word that stands once keeps no company; sorted, so that every run is alike
    if len(kept) < 10:
        return None
    number = {t: i for i, t in enumerate(kept)}
    weights = np.log((1 + len(texts)) / (1 + np.array([df[t] for t in kept], dtype=np.float64))) + 1
    rows = _rows(lists, number, weights)
    k = min(dimensions, min(rows.shape) - 1)
    # the start is given, so that the same lines always give the same axes
    _, _, axes = svds(rows, k=k, v0=np.full(min(rows.shape), 1 / np.sqrt(min(rows.shape))), random_state=0)
    return Company(number, weights, np.ascontiguousarray(axes.T))


def _rows(lists: Sequence[Sequence[str]], number: dict[str, int], weights: Floats) -> csr_matrix:
    row, column = [], []
    for i, line in enumerate(lists):
        for term in line:
            j = number.get(term)
            if j is not None:
                row.append(i)
                column.append(j)
    counts = csr_matrix((np.ones(len(row)), (row, column)), shape=(len(lists), len(number)))
    counts.sum_duplicates()
    counts.data = np.log1p(counts.data) * weights[counts.indices]
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    counts.data *= np.repeat(scale, np.diff(counts.indptr))
    return counts
