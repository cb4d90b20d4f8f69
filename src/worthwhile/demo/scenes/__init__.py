"""The scenes of the demo: each is one small function that puts mails, meetings and cards on the stage.

A new scene is a function with `@scene` in any file of this folder. It draws chance from `world.rng(its name)`, so that it
leaves the others as they are. A scene says what happened, never what Worthwhile should make of it.
"""

import importlib
import pkgutil

from worthwhile.demo.scenes.registry import SCENES, scene
from worthwhile.demo.world import World

__all__ = ["play", "scene", "titles"]


def _load() -> None:
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")


def play(world: World) -> None:
    """Play all scenes, in the order of their names."""
    _load()
    for name in sorted(SCENES):
        SCENES[name](world)


def titles() -> dict[str, str]:
    """Each scene's name and what happens in it."""
    _load()
    return {name: " ".join((SCENES[name].__doc__ or "").split()) for name in sorted(SCENES)}
