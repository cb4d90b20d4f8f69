"""The encoder with a memory: what a line was read as is kept, so that a new line costs only itself."""

import base64
import hashlib
from collections.abc import Sequence

import numpy as np

from worthwhile.value.encoder import NAME, WIDTH, encoder, there
from worthwhile.value.match_words import Floats
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

MARK = "meanings"  # matching.READ; goes when somebody is forgotten (people/services/forgetting.py): it holds what was read in lines on them


class Kept:
    """A `match.Meaning` over lines that were handed in at once. Each number is kept in eight bits: cosines differ by less than 0.005."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 for each line; KeyError for one that was not handed in."""
        whole = b"".join(base64.b64decode(self._rows[_key(text)]) for text in texts)
        table = np.frombuffer(whole, dtype=np.int8).reshape(len(texts), WIDTH).astype(np.float64)
        return np.asarray(table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12), dtype=np.float64)


def meanings(texts: Sequence[str]) -> Kept | None:
    """These lines as the encoder reads them; of others nothing is kept. None where there is no encoder. Loads it for a new line alone."""
    if not there():
        return None
    known = preference(MARK, {})
    before: dict[str, str] = known.get("rows", {}) if known.get("model") == NAME else {}
    wanted = {_key(text): text for text in texts}
    new = {key: text for key, text in wanted.items() if key not in before}
    rows = {key: before[key] for key in wanted if key in before}
    if new:
        found = encoder()
        if found is None:
            return None
        rows |= dict(zip(new, map(_packed, found.vectors(list(new.values()))), strict=True))
    if rows != before:
        prefer(MARK, {"model": NAME, "rows": rows})
    return Kept(rows)


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _packed(vector: Floats) -> str:
    largest = float(np.abs(vector).max()) or 1.0
    return base64.b64encode(np.round(vector * (127 / largest)).astype(np.int8).tobytes()).decode()
