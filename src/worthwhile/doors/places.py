"""A file or folder as somebody types it, for every door: an odd name is no file, and never a fault."""

from pathlib import Path


def spelt(typed: str | Path) -> Path:
    """That place with "~" spelt out; as it is where there is nobody of that name."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # "~nosuchuser"
        return Path(typed)


def found(typed: str | Path) -> Path | None:
    """That file or folder on this computer; None where there is none, or where no file can have that name."""
    path = spelt(typed)
    try:
        return path if path.exists() else None
    except (OSError, ValueError):  # a name too long, a NUL
        return None
