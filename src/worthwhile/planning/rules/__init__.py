"""The kinds of act, one file each. A file here with a function `rule(s: Situation) -> Proposal | None` is a kind of act; nothing else needs to know of it."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from worthwhile.planning.values import Proposal, Situation

Rule = Callable[[Situation], Proposal | None]
FOR_STRANGERS = ("answer", "prepare")


@cache
def registry() -> dict[str, Rule]:
    """All rules by name."""
    return {m.name: import_module(f"{__name__}.{m.name}").rule for m in sorted(iter_modules(__path__), key=lambda m: m.name)}


@cache
def written() -> frozenset[str]:
    """The rules that rest on what she wrote down; their files say so by WRITTEN. For somebody on whom nothing is written they are passed over."""
    return frozenset(name for name in registry() if getattr(import_module(f"{__name__}.{name}"), "WRITTEN", False))


@cache
def _due(anything: bool, stranger: bool) -> tuple[Rule, ...]:
    return tuple(rule for name, rule in registry().items() if (anything if name in written() else not stranger or name in FOR_STRANGERS))


def proposals(s: Situation) -> list[Proposal]:
    """What all rules suggest for one person; nothing for whom she left out, or who is no person.

    Somebody who wrote and was never written to ("stranger") may still wait for an answer; else only what she wrote down herself gives cause."""
    if s.person.left_out or s.person.kind not in ("person", "stranger"):
        return []
    anything = bool(s.notes or s.story or s.chances or s.underway or s.steps or s.wish)
    found = (rule(s) for rule in _due(anything, s.person.kind == "stranger"))
    return [p for p in found if p is not None]
