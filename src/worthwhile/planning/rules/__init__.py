"""The kinds of act, one file each. A file here with a function `rule(s: Situation) -> Proposal | None` is a kind of act; nothing else needs to know of it."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from worthwhile.planning.values import Proposal, Situation

Rule = Callable[[Situation], Proposal | None]


@cache
def registry() -> dict[str, Rule]:
    """All rules by name."""
    return {m.name: import_module(f"{__name__}.{m.name}").rule for m in sorted(iter_modules(__path__), key=lambda m: m.name)}


def proposals(s: Situation) -> list[Proposal]:
    """What all rules suggest for one person; nothing for whom she left out, or who is no person.

    Somebody who wrote and was never written to ("stranger") may still wait for an answer, and is no cause for anything else."""
    if s.person.left_out or s.person.kind not in ("person", "stranger"):
        return []
    names = ("answer", "prepare") if s.person.kind == "stranger" else registry()
    found = (registry()[name](s) for name in names)
    return [p for p in found if p is not None]
