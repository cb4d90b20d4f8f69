"""The encoder with a memory: what a line was read as is kept, so that a new line costs only itself."""

from collections.abc import Sequence

from worthwhile.value.encoder import NAME, encoder, there
from worthwhile.value.kept import Kept, key, packed
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

MARK = "meanings"  # matching.READ; goes when somebody is forgotten (people/services/forgetting.py): it holds what was read in lines on them


def meanings(texts: Sequence[str]) -> Kept | None:
    """These lines as the encoder reads them; of others nothing is kept. None where there is no encoder. Loads it for a new line alone."""
    if not there():
        return None
    known = preference(MARK, {})
    before: dict[str, str] = known.get("rows", {}) if known.get("model") == NAME else {}
    wanted = {key(text): text for text in texts}
    new = {known_by: text for known_by, text in wanted.items() if known_by not in before}
    rows = {known_by: before[known_by] for known_by in wanted if known_by in before}
    if new:
        found = encoder()
        if found is None:
            return None
        rows |= dict(zip(new, map(packed, found.vectors(list(new.values()))), strict=True))
    if rows != before:
        prefer(MARK, {"model": NAME, "rows": rows})
    return Kept(rows)
