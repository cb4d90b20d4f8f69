"""Opens the house on one data folder: the one place where Django is set up for a process."""

import os
import secrets
from pathlib import Path

from worthwhile.errors import NotNow
from worthwhile.sqlite import FLOOR, use_a_sound_sqlite


def open_house(data: Path, *, migrate: bool = True) -> None:
    """Set Django up on the store in `data`, creating folder and tables when they are not there.

    Raises NotNow when the folder cannot be written or the SQLite library is one that may corrupt the store.
    """
    os.environ["WORTHWHILE_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "worthwhile.settings")
    version = use_a_sound_sqlite()
    if version < FLOOR and not os.environ.get("WORTHWHILE_DATABASE"):
        raise NotNow(
            f"The SQLite here is {'.'.join(map(str, version))}, which can damage a store.",
            do=f"Install pysqlite3, or a Python with SQLite {'.'.join(map(str, FLOOR))} or newer.",
        )
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ["WORTHWHILE_SECRET"] = _secret(data)
    except OSError as error:
        raise NotNow(f"The data folder {data} cannot be used: {error.strerror}.", do="Name another with --data DIR.") from error
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    if migrate:
        _bring_up_to_date()


def _secret(data: Path) -> str:
    """The key that signs cookies: made once, kept in the data folder, readable by its owner only."""
    file = data / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text()


def _bring_up_to_date() -> None:
    """Create or upgrade the tables. The cheap look at the last migration's name keeps a cold start short."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("select name from django_migrations where app = 'worthwhile' order by id desc limit 1")
            row = cursor.fetchone()
    except DatabaseError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise NotNow(
                f"The store cannot be opened: {error}.",
                do="Close the other program that uses it, or see `worthwhile doctor`.",
            ) from error
        row = None
    if row is not None and row[0] == _newest_migration():
        return
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _newest_migration() -> str:
    return max(p.stem for p in (Path(__file__).parent / "migrations").glob("[0-9]*.py"))
