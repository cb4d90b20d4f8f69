"""What all tests share."""

import os

from hypothesis import settings

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs a loop in the test's thread

settings.register_profile("ours", deadline=None)  # no test fails because the machine is busy
settings.load_profile("ours")
