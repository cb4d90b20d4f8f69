"""Opens the house on one data folder: the one place where Django is set up for a process."""

import contextlib
import gc
import importlib.util
import logging
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from worthwhile.errors import NotNow
from worthwhile.sqlite import FLOOR, use_a_sound_sqlite

FEW_WALKS = 50_000  # new objects between two looks for waste
KEY_LENGTH = 64  # characters
PRIVATE = ("worthwhile.sqlite3*", "secret.key*", "token", "problem.txt")  # files in the data folder
OURS = (*PRIVATE, "demo", "handed-over")


def open_house(data: Path, *, migrate: bool = True, pages: bool = False) -> None:
    """Set Django up on the store in `data`, creating folder and tables when they are not there; with `pages` also what only the pages need.
    Whatever this process writes from here on only its owner can read.

    Raises NotNow when the folder cannot be written or the SQLite library is one that may corrupt the store.
    """
    os.environ["WORTHWHILE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = (
        "worthwhile.doors.web.settings" if pages else "worthwhile.settings"
    )  # whatever else is set up on this machine
    version = use_a_sound_sqlite()
    if version < FLOOR and not os.environ.get("WORTHWHILE_DATABASE"):
        raise NotNow(
            f"The SQLite here is {'.'.join(map(str, version))}, which can damage a store.",
            do=f"Install pysqlite3, or a Python with SQLite {'.'.join(map(str, FLOOR))} or newer.",
        )
    try:
        os.umask(0o077)
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        _keep_private(data)
        os.environ["WORTHWHILE_SECRET"] = _secret(data)
    except OSError as error:
        raise NotNow(f"The data folder {data} cannot be used: {error.strerror}.", do="Name another with --data DIR.") from error
    _set_up(pages)
    gc.set_threshold(FEW_WALKS)
    gc.freeze()  # what was loaded stays: no walk over it ever finds waste
    if migrate:
        _bring_up_to_date()


def _set_up(pages: bool) -> None:
    """Set Django up once. Its own setup() also loads addresses, requests and mail, which a command that prints has no use for."""
    from django.apps import apps
    from django.conf import settings

    if apps.ready:
        return
    zone = os.environ.get("TZ")
    if pages:
        import django

        django.setup()
    else:
        _forms_when_used()
        logging.getLogger().addHandler(logging.NullHandler())  # as the settings say; Django's own way there loads its mail and its pages
        apps.populate(settings.INSTALLED_APPS)
    _by_her_clock(zone)


def _by_her_clock(zone: str | None) -> None:
    """Days and hours are told by the clock of this computer: Django, at its first look at the settings, moved the whole process into the zone
    that they name (UTC)."""
    os.environ.pop("TZ", None)
    if zone is not None:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()


def _forms_when_used() -> None:
    """Have Django's forms read from their files only when one is asked for: Django imports them beside its models, only pages use them, and with
    the templates that they bring along they are a twentieth of a cold start."""
    import django

    spec = importlib.util.find_spec("django.forms")
    if "django.forms" in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    forms = sys.modules["django.forms"] = importlib.util.module_from_spec(spec)
    django.forms = forms
    spec.loader.exec_module(forms)


def _keep_private(data: Path) -> None:
    """Shut what others could read: the store's files, and the folder where it is ours alone (nothing but our own things lie in it)."""
    for pattern in PRIVATE:
        for file in data.glob(pattern):
            _shut(file, 0o600)
    if all(any(entry.match(name) for name in OURS) for entry in data.iterdir()):
        _shut(data, 0o700)


def _shut(path: Path, mode: int) -> None:
    """Take the rights of others away, if the path is this user's own; one that vanishes meanwhile (a journal) is no matter."""
    with contextlib.suppress(OSError):
        found = path.stat()
        if found.st_mode & 0o077 and found.st_uid == getattr(os, "getuid", lambda: found.st_uid)():
            path.chmod(mode)


def _secret(data: Path) -> str:
    """The key that signs cookies: made once, whichever process comes first, kept in the data folder, readable by its owner only."""
    file = data / "secret.key"
    kept = _kept(file)
    while len(kept) < KEY_LENGTH:  # none yet, or one whose writing broke off
        _make_key(file)
        kept = _kept(file)
    return kept


def _kept(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _make_key(file: Path) -> None:
    """A key is written aside and only then gets its name, so that nobody ever reads half of one; the first to name it wins."""
    handle, name = tempfile.mkstemp(prefix="secret.key.", dir=file.parent)  # 0600
    aside = Path(name)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_hex(KEY_LENGTH // 2))
            out.flush()
            os.fsync(out.fileno())
        if file.exists() and len(_kept(file)) < KEY_LENGTH:
            aside.replace(file)
            return
        try:
            os.link(aside, file)
        except FileExistsError:
            pass
        except OSError:  # a disk that knows no links
            aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def _bring_up_to_date() -> None:
    """Create or upgrade the tables. The cheap look at the last migration's name keeps a cold start short."""
    if _last_migration() == _newest_migration():
        return
    from django.core.management import call_command
    from django.db import DatabaseError

    from worthwhile.store import know_sizes

    with _one_at_a_time():
        row = _last_migration()
        if row == _newest_migration():  # another process did it while this one waited
            return
        try:
            call_command("migrate", verbosity=0, interactive=False)
            if row:
                know_sizes()  # so that a new index of a full store is used at once
        except DatabaseError as error:
            raise _cannot_be_opened(error) from error


def _last_migration() -> str:
    """The newest one that this store went through; "" where there are no tables yet."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("select name from django_migrations where app = 'worthwhile' order by id desc limit 1")
            row = cursor.fetchone()
    except DatabaseError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise _cannot_be_opened(error) from error
        return ""
    return row[0] if row else ""


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of two programs started at once on a new store one makes the tables, and the other waits (where the system knows such locks)."""
    with (Path(os.environ["WORTHWHILE_DATA"]) / "secret.key").open("rb") as key:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            fcntl.flock(key, fcntl.LOCK_EX)
        yield


def _cannot_be_opened(error: Exception) -> NotNow:
    return NotNow(f"The store cannot be opened: {error}.", do="Close the other program that uses it, or see `worthwhile doctor`.")


def _newest_migration() -> str:
    return max(p.stem for p in (Path(__file__).parent / "migrations").glob("[0-9]*.py"))
