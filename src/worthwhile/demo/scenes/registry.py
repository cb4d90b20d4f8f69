"""Where scenes are registered, by name."""

from collections.abc import Callable

from worthwhile.demo.world import World

Scene = Callable[[World], None]
SCENES: dict[str, Scene] = {}


def scene(function: Scene) -> Scene:
    """Register a scene under its function's name."""
    SCENES[function.__name__] = function
    return function
