"""Deeds of the log: bring in, refresh, take back, forget, export. One file a deed.

bringing    which files become origins, and in which order they are read
reading     one reading of one origin: batches between marks, each one transaction
writing     records → rows (addresses, meetings: parts of it; aside: what was refused or passed over)
undoing     a run taken back
forgetting  somebody gone for good
"""

from pathlib import Path

from worthwhile import store
from worthwhile.intake.services.bringing import bring_in, expand, refresh
from worthwhile.intake.services.forgetting import forget_addresses
from worthwhile.intake.services.undoing import undo_run

__all__ = ["bring_in", "expand", "export", "forget_addresses", "refresh", "undo_run"]


def export(to: Path) -> None:
    """Write all facts and settings into one zip of JSON lines. Raises NotNow when it cannot be written."""
    store.export(to)
