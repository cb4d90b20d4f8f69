"""Django's settings for one store: a data folder with one SQLite file, or a PostgreSQL database named by WORTHWHILE_DATABASE.

Nothing here is read from the network, and nothing is written outside WORTHWHILE_DATA."""

import os
import secrets
from pathlib import Path

from worthwhile.sqlite import use_a_sound_sqlite

SQLITE_VERSION = use_a_sound_sqlite()
DATA = Path(os.environ.get("WORTHWHILE_DATA") or Path.home() / ".worthwhile")
HERE = Path(__file__).parent
WEB = HERE / "doors" / "web"

# start.py gives the key that lies in the data folder; whoever sets Django up without it (makemigrations) gets one that nobody knows
SECRET_KEY = os.environ.get("WORTHWHILE_SECRET") or secrets.token_hex(32)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = ["worthwhile", "template_partials", "whitenoise.runserver_nostatic", "django.contrib.staticfiles"]
MIDDLEWARE = [
    "worthwhile.doors.web.safety.LocalOnly",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "worthwhile.doors.web.safety.PrivatePages",
]
ROOT_URLCONF = "worthwhile.doors.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "worthwhile.doors.web.pages.everywhere"],
            "builtins": ["worthwhile.doors.web.tags"],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
                )
            ],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

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
FILE_UPLOAD_TEMP_DIR = DATA / "handed-over"  # what comes through the page touches no folder but ours; made when the pages are served
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "worthwhile.doors.web.safety.refused"
DATA_UPLOAD_MAX_NUMBER_FILES = 3000  # a folder of letters or cards handed over at once
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"null": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["null"]},
}
