"""Django's settings where the pages are served: those of the store, and what only a page needs."""

from pathlib import Path

from worthwhile.settings import *  # noqa: F403
from worthwhile.settings import DATA, DATABASES

WEB = Path(__file__).parent
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = None  # each of the six threads keeps its own, and with it what it read (unchanged.py)
INSTALLED_APPS = ["worthwhile", "template_partials", "whitenoise.runserver_nostatic", "django.contrib.staticfiles"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
MIDDLEWARE = [
    "worthwhile.doors.web.safety.LocalOnly",
    "worthwhile.doors.web.upkeep.SameStore",
    "worthwhile.doors.web.packed.PackedFiles",
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
