"""What the tests of the pages share: a store with the demo in it, a client that was let in, and one that was not."""

import os
import re
import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from worthwhile.doors.web import clock, safety
from worthwhile.tests import kept
from worthwhile.tests.doors.called import begin, called
from worthwhile.tests.web.looked import SHIFT, SIZES

CHROMIUM = os.environ.get("WORTHWHILE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
TOKEN = "t" * 43
COOKIE = "c" * 43
AT = int(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp())
WHEN = "2026-11-24T09:00+00:00"
WAIT = 60  # seconds after which what has not come will not: far more than the busiest machine needed


@pytest.fixture(scope="session")
def brought_in(django_db_setup, django_db_blocker, tmp_path_factory) -> list[str]:
    """The demo, brought in once and laid by table for table beside the store, which is empty again; the names of the tables."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        folder = kept.once(tmp_path_factory, "brought_in", lambda folder: _bring_in(folder, cursor))
        cursor.execute("attach database %s as made", [str(folder / "tables.sqlite3")])
        cursor.execute(
            "attach database ':memory:' as aside"
        )  # a transaction on our own begins one on all, and the file is for every worker
        cursor.execute("select name from made.sqlite_master where type = 'table'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'create table aside."{table}" as select * from made."{table}"')
        cursor.execute("detach database made")
    return ["sqlite_sequence" if table == "sequence" else table for table in tables]


def _bring_in(folder: Path, cursor) -> None:
    from worthwhile import day, store
    from worthwhile.demo.generate import ME, write
    from worthwhile.workspace.services import prefer

    cursor.execute("delete from sqlite_sequence")  # numbers begin with 1, whatever tests that commit ran before
    day.bring_in(write(folder / "demo", at=AT), at=AT, me=ME)
    prefer("demo", True)
    cursor.execute("attach database %s as made", [str(folder / "tables.sqlite3")])
    cursor.execute("select name from main.sqlite_master where type = 'table' and (name like 'worthwhile_%%' or name = 'sqlite_sequence')")
    for (table,) in cursor.fetchall():
        cursor.execute(f'create table made."{table.replace("sqlite_", "")}" as select * from main."{table}"')
    cursor.execute("detach database made")
    store.empty()
    cursor.execute("delete from sqlite_sequence")


@pytest.fixture(scope="module")
def demo(brought_in, django_db_blocker) -> Iterator[None]:
    """The demo for a file of tests; each test starts from it, and it is gone afterwards."""
    with kept.until_the_end_of_the_file(django_db_blocker):
        with connection.cursor() as cursor:
            for table in brought_in:
                cursor.execute(f'delete from main."{table}"')
                cursor.execute(f'insert into main."{table}" select * from aside."{table.replace("sqlite_", "")}"')
        yield


@pytest.fixture(autouse=True)
def reckoned() -> Iterator[None]:
    """Every page reckons from one moment, and the token is known."""
    clock.fix(AT)
    safety.use_token(TOKEN, COOKIE)
    yield
    clock.fix(None)
    safety.close()


def let_in(**more: object) -> Client:
    """A browser that opened the printed address, on one of our own pages."""
    client = Client(
        HTTP_HOST="127.0.0.1", SERVER_NAME="127.0.0.1", HTTP_SEC_FETCH_SITE="same-origin", HTTP_ORIGIN="http://127.0.0.1", **more
    )
    client.cookies["worthwhile_80"] = COOKIE
    return client


@pytest.fixture
def client() -> Client:
    """Let in."""
    return let_in()


@dataclass
class Live:
    """A server of its own on a store of its own."""

    address: str
    token: str
    data: Path
    stop: Callable[[], object]
    cookie: str = ""

    @property
    def door(self) -> str:
        """The printed address, which lets one browser in, once."""
        return f"{self.address}/?token={self.token}"

    @property
    def name(self) -> str:
        """The cookie's name."""
        return f"worthwhile_{self.address.rsplit(':', 1)[1]}"

    def let_in(self, context) -> None:
        """Give a browser the cookie that the first visit brought."""
        context.add_cookies([{"name": self.name, "value": self._cookie(), "url": self.address, "httpOnly": True, "sameSite": "Strict"}])

    def open(self, browser, *, inside: bool = True, **more):
        """A page of a browser of its own, let in or still at the door."""
        context = browser.new_context(viewport=SIZES["desktop"], base_url=self.address, **more)
        if inside:
            self.let_in(context)
        page = context.new_page()
        page.set_default_timeout(1000 * WAIT)
        return page

    def ask(self, path: str) -> str:
        """A page, as one that was let in reads it."""
        request = urllib.request.Request(self.address + path, headers={"Cookie": f"{self.name}={self._cookie()}"})
        with urllib.request.urlopen(request, timeout=WAIT) as answer:
            return answer.read().decode()

    def _cookie(self) -> str:
        if not self.cookie:
            with urllib.request.build_opener(Stay).open(self.door, timeout=WAIT) as answer:
                self.cookie = SimpleCookie(answer.headers["Set-Cookie"])[self.name].value
        return self.cookie


class Stay(urllib.request.HTTPRedirectHandler):
    """Reads the answer that leads on, and does not follow it."""

    def http_error_303(self, req, fp, code, msg, headers):
        """The answer itself."""
        return fp


def run(*words: str) -> None:
    """One command of the program, at the tests' moment."""
    done = called([*words, "--at", WHEN])
    assert done.returncode in (0, 1), done.stderr[-2000:]


@pytest.fixture(scope="session")
def demo_store(made) -> Path:
    """A data folder with the demo in it; served as a copy."""
    return made


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Iterator[Callable[[Path | None], Live]]:
    """Start a server on a copy of a data folder (or on an empty one)."""
    running: set[Callable[[], object]] = set()

    def start(store: Path | None) -> Live:
        data = tmp_path_factory.mktemp("live")
        said = data.with_name(f"{data.name}.said")
        if store is not None:
            shutil.copytree(store, data, dirs_exist_ok=True)
        end = begin(["serve", "--data", str(data), "--port", "0", "--at", WHEN], said)
        running.add(end)
        until = time.monotonic() + WAIT
        while not (door := re.search(r"(http://[\d.:]+)/\?token=(\S+)\s", said.read_text() if said.exists() else "")):
            assert time.monotonic() < until, f"the server did not start: {said.read_text()}"
            time.sleep(0.02)

        def stop() -> None:
            running.remove(end)
            end()

        return Live(door[1], door[2], data, stop)

    yield start
    for end in running:
        end()


def wait_for(live: Live, path: str, words: str, seconds: float = WAIT) -> str:
    """Ask for a page until it holds the words."""
    until = time.monotonic() + seconds
    while True:
        text = live.ask(path)
        if words in text:
            return text
        assert time.monotonic() < until, f"{words!r} did not come"
        time.sleep(0.3)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's own Chromium, in a sandbox-less container."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is here")
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def demo_live(demo_store, serve) -> Live:
    """The demo with help given and received noted on somebody, served; looked at only."""
    live = serve(demo_store)
    for line in (
        "gave deniz aydin: the name of a lab",
        "received deniz aydin: a warning",
        "promise deniz aydin: the report",
        "asked deniz aydin: a reader",
    ):
        run("do", line, "--data", str(live.data))
    return live


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request, browser, demo_store, serve):
    """A page on a demo store of its own, once with scripts and once without."""
    live = serve(demo_store)
    one = live.open(browser, inside=False, java_script_enabled=request.param)
    one.goto(live.door)
    yield one
    one.context.close()
    live.stop()


@pytest.fixture
def looking(browser, demo_live):
    """A page on the shared demo, with a record of what it asked for and complained of."""
    one = demo_live.open(browser)
    one.add_init_script(SHIFT)
    yield one
    one.context.close()
