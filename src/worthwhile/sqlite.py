"""Which SQLite library is used. Versions 3.7.0 to 3.51.2 can corrupt a WAL store (the "WAL-reset" race), so the
bundled one of `pysqlite3` takes the place of the system's before Django is imported; one library per process."""

import importlib
import sys

FLOOR = (3, 51, 3)


def use_a_sound_sqlite() -> tuple[int, int, int]:
    """Put a SQLite of at least FLOOR in the place of `sqlite3`; its version. The caller decides what to do if it is older."""
    import sqlite3

    if sqlite3.sqlite_version_info >= FLOOR:
        return sqlite3.sqlite_version_info
    try:
        other = importlib.import_module("pysqlite3")
    except ImportError:
        return sqlite3.sqlite_version_info
    if other.sqlite_version_info > sqlite3.sqlite_version_info:
        sys.modules["sqlite3"] = other
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    return other.sqlite_version_info
