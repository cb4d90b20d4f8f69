"""Django's settings for one store: a data folder with one SQLite file, or a PostgreSQL database named by WORTHWHILE_DATABASE.

What only the pages need stands in doors/web/settings.py: a command that prints starts without it.
Nothing here is read from the network, and nothing is written outside WORTHWHILE_DATA."""

import os
import secrets
from pathlib import Path

from worthwhile.sqlite import use_a_sound_sqlite

SQLITE_VERSION = use_a_sound_sqlite()
DATA = Path(os.environ.get("WORTHWHILE_DATA") or Path.home() / ".worthwhile")

# start.py gives the key that lies in the data folder; whoever sets Django up without it (makemigrations) gets one that nobody knows
SECRET_KEY = os.environ.get("WORTHWHILE_SECRET") or secrets.token_hex(32)
DEBUG = False
INSTALLED_APPS = ["worthwhile"]

_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-64000;PRAGMA secure_delete=ON;PRAGMA journal_size_limit=27103364"
DATABASES: dict[str, dict[str, object]]
if os.environ.get("WORTHWHILE_DATABASE"):
    _name = os.environ["WORTHWHILE_DATABASE"]
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _name,
            "HOST": os.environ.get("PGHOST", ""),
            "PORT": os.environ.get("PGPORT", ""),
            "USER": os.environ.get("PGUSER", ""),
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "worthwhile.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _PRAGMAS},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"null": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["null"]},
}
