"""What the tests of the pages share: a store with the demo in it, a client that was let in, and one that was not."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from worthwhile.doors.web import clock, safety
from worthwhile.tests.web.looked import SHIFT, SIZES

CHROMIUM = os.environ.get("WORTHWHILE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
TOKEN = "t" * 43
COOKIE = "c" * 43
AT = int(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp())
WHEN = "2026-11-24T09:00+00:00"
CLI = [sys.executable, "-m", "worthwhile.doors.cli.main"]


@pytest.fixture(scope="session")
def brought_in(django_db_setup, django_db_blocker, tmp_path_factory) -> list[str]:
    """The demo, brought in once and laid by table for table beside the store, which is empty again; the names of the tables."""
    from worthwhile import day, store
    from worthwhile.demo.generate import ME, write
    from worthwhile.workspace.services import prefer

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        day.bring_in(write(tmp_path_factory.mktemp("demo"), at=AT), at=AT, me=ME)
        prefer("demo", True)
        cursor.execute("attach database ':memory:' as aside")
        cursor.execute("select name from sqlite_master where type = 'table' and (name like 'worthwhile_%' or name = 'sqlite_sequence')")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'create table aside."{table.replace("sqlite_", "")}" as select * from main."{table}"')
        store.empty()
        cursor.execute("delete from sqlite_sequence")
    return tables


@pytest.fixture(scope="module")
def demo(brought_in, django_db_blocker) -> Iterator[None]:
    """The demo for a file of tests; each test starts from it, and it is gone afterwards."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        with connection.cursor() as cursor:
            for table in brought_in:
                cursor.execute(f'delete from main."{table}"')
                cursor.execute(f'insert into main."{table}" select * from aside."{table.replace("sqlite_", "")}"')
        yield
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


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

    def open(self, browser, *, inside: bool = True, seconds: int = 8, **more):
        """A page of a browser of its own, let in or still at the door; what does not come within so many seconds fails."""
        context = browser.new_context(viewport=SIZES["desktop"], base_url=self.address, **more)
        if inside:
            self.let_in(context)
        page = context.new_page()
        page.set_default_timeout(1000 * seconds)
        return page

    def ask(self, path: str) -> str:
        """A page, as one that was let in reads it."""
        request = urllib.request.Request(self.address + path, headers={"Cookie": f"{self.name}={self._cookie()}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read().decode()

    def _cookie(self) -> str:
        if not self.cookie:
            with urllib.request.build_opener(Stay).open(self.door, timeout=20) as answer:
                self.cookie = SimpleCookie(answer.headers["Set-Cookie"])[self.name].value
        return self.cookie


class Stay(urllib.request.HTTPRedirectHandler):
    """Reads the answer that leads on, and does not follow it."""

    def http_error_303(self, req, fp, code, msg, headers):
        """The answer itself."""
        return fp


def run(*words: str) -> None:
    """One command of the program, at the tests' moment."""
    done = subprocess.run([*CLI, *words, "--at", WHEN], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr[-2000:]


@pytest.fixture(scope="session")
def demo_store(made) -> Path:
    """A data folder with the demo in it; served as a copy."""
    return made


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Iterator[Callable[[Path | None], Live]]:
    """Start a server on a copy of a data folder (or on an empty one)."""
    started: list[subprocess.Popen[str]] = []

    def start(store: Path | None) -> Live:
        data = tmp_path_factory.mktemp("live")
        if store is not None:
            shutil.copytree(store, data, dirs_exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = ["serve", "--data", str(data), "--port", str(port), "--at", WHEN]
        process = subprocess.Popen([*CLI, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(os.environ))
        started.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if "?token=" in line:
                return Live(f"http://127.0.0.1:{port}", line.rsplit("=", 1)[1].strip(), data)
        raise AssertionError("the server did not start")

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=10)


def wait_for(live: Live, path: str, words: str, seconds: float = 30) -> str:
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


@pytest.fixture
def looking(browser, demo_live):
    """A page on the shared demo, with a record of what it asked for and complained of."""
    one = demo_live.open(browser)
    one.add_init_script(SHIFT)
    yield one
    one.context.close()
