"""Only this computer, only with the token, only from our own pages; and the browser keeps nothing."""

import pytest
from django.test import Client

from worthwhile.doors.web import pages, safety
from worthwhile.tests.web.conftest import COOKIE, TOKEN, let_in

SAME = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1"}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example", "", "127.0.0.1:x", "0.0.0.0", "LOCALHOST.", "[::2]"]
)
def test_another_host_is_turned_away(host):
    assert let_in().get("/keys", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8517", "[::1]:8517"])
def test_our_own_hosts_are_served(host, db):
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["worthwhile_80"] = COOKIE
    assert client.get("/keys", headers={"Host": host}).status_code == 200


def test_without_the_token_a_page_says_what_to_do():
    answer = Client().get("/people", headers={"Host": "127.0.0.1"})
    assert answer.status_code == 403
    assert "worthwhile serve" in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("token", ["", "t", TOKEN + "t", TOKEN[:-1], "é" * 43])
def test_a_wrong_token_opens_nothing(token):
    answer = Client().get("/", {"token": token}, headers={"Host": "127.0.0.1"})
    assert answer.status_code == 403 and not answer.cookies


def test_no_token_set_means_closed():
    safety.close()
    assert Client().get("/", {"token": ""}, headers={"Host": "127.0.0.1"}).status_code == 403
    assert let_in().get("/keys").status_code == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address():
    answer = Client().get("/people", {"token": TOKEN, "q": "a b"}, headers={"Host": "127.0.0.1:8517"}, SERVER_PORT="8517")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people?q=a+b")
    cookie = answer.cookies["worthwhile_8517"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict"
    assert cookie.value == COOKIE != TOKEN


def test_the_printed_address_opens_the_pages_once(db):
    first, other = (Client(SERVER_NAME="127.0.0.1", HTTP_HOST="127.0.0.1") for _ in range(2))
    assert first.get("/keys", {"token": TOKEN}).status_code == 303
    refused = other.get("/keys", {"token": TOKEN})
    assert refused.status_code == 403 and not refused.cookies
    said = refused.content.decode()
    assert "used already" in said and "run it again" in said and "tab" in said
    assert first.get("/keys", {"token": TOKEN}).status_code == 303, "the browser that is in may come by it again"
    assert first.get("/keys").status_code == 200 and other.get("/keys").status_code == 403


def test_the_token_itself_is_no_cookie(db):
    client = Client(SERVER_NAME="127.0.0.1", HTTP_HOST="127.0.0.1")
    client.cookies["worthwhile_80"] = TOKEN
    assert client.get("/keys").status_code == 403


def test_a_new_start_shuts_what_an_earlier_one_opened(db):
    earlier = let_in()
    assert earlier.get("/keys").status_code == 200
    one, other = safety.use_token(), safety.use_token()
    assert one != other and len(other) >= 43
    typed, form = "text=Asks+%3Cfirst%3E+what+it+costs.&kind=note", "application/x-www-form-urlencoded"
    shut = earlier.post("/people/1/note", typed, content_type=form)
    said = shut.content.decode()
    assert shut.status_code == 403 and "started anew" in said and "at its last start" in said
    assert ">Asks &lt;first&gt; what it costs.</textarea>" in said, "what she wrote is there to be copied"
    assert (
        "What you wrote"
        not in earlier.post("/people/1/note", typed, content_type=form, headers={"Sec-Fetch-Site": "cross-site"}).content.decode()
    ), "a form of another site gets nothing back"
    assert "started anew" not in Client().get("/keys", headers={"Host": "127.0.0.1"}).content.decode()
    refused = Client().get("/", {"token": one}, headers={"Host": "127.0.0.1"})
    assert refused.status_code == 403 and "another start" in refused.content.decode()
    assert earlier.get("/", {"token": other}).status_code == 303


def test_many_visits_at_once_let_in_one():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(lambda _: Client().get("/", {"token": TOKEN}, headers={"Host": "127.0.0.1"}).status_code, range(24)))
    assert sorted(ends) == [303] + [403] * 23


def test_from_a_file_a_page_leads_on_where_a_redirect_would_lose_the_cookie():
    answer = Client().get("/people", {"token": TOKEN, "q": 'a"b'}, headers={"Host": "127.0.0.1", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200 and answer.cookies["worthwhile_80"].value == COOKIE
    assert 'content="0;url=/people?q=a%22b"' in answer.content.decode() and TOKEN not in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_way_in_leads_to_no_other_site(rf):
    request = rf.get("/", {"token": TOKEN}, headers={"Host": "127.0.0.1"})
    request.path = "//evil.example/"
    answer = safety.LocalOnly(lambda _: None)(request)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/evil.example/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://127.0.0.1:9999"},
        {},
    ],
)
def test_a_deed_from_elsewhere_is_not_done(headers, db):
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["worthwhile_80"] = COOKIE
    answer = client.post("/keys", {"keys": "off"}, headers={"Host": "127.0.0.1", **headers})
    assert answer.status_code == 403
    assert "data-keys" in let_in().get("/keys").content.decode()


def test_a_deed_needs_the_guard_of_the_form(db):
    client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    client.cookies["worthwhile_80"] = COOKIE
    assert client.post("/keys", {"keys": "off"}, headers={"Host": "127.0.0.1", **SAME}).status_code == 403
    client.get("/keys", headers={"Host": "127.0.0.1"})
    guard = client.cookies["csrftoken"]
    assert guard["httponly"] and guard["samesite"] == "Strict"
    done = client.post("/keys", {"keys": "off", "csrfmiddlewaretoken": guard.value}, headers={"Host": "127.0.0.1", **SAME})
    assert done.status_code == 303


def test_safe_verbs_do_no_deed(db):
    for path in (
        "/acts/done",
        "/acts/later",
        "/people/chosen",
        "/people/1/note",
        "/people/1/forget",
        "/start/files",
        "/start/demo",
        "/start/own",
    ):
        answer = let_in().get(path)
        assert answer.status_code == 405 and "Back to Today" in answer.content.decode(), path


def test_what_a_browser_may_do_with_a_page(db):
    answer = let_in().get("/keys")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert "unsafe" not in policy and "mailto" not in policy and "http" not in policy


def test_static_files_need_no_token_but_tell_nothing(db):
    client = Client(SERVER_NAME="127.0.0.1")
    assert client.get("/static/worthwhile.css", headers={"Host": "127.0.0.1"}).status_code == 200
    packed = client.get("/static/worthwhile.css", headers={"Host": "127.0.0.1", "Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and len(packed.getvalue()) < 10_000
    missing = client.get("/static/nothing.css", headers={"Host": "127.0.0.1"})
    assert missing.status_code == 404 and missing.content == b"Not here."
    assert client.get("/static/../settings.py", headers={"Host": "127.0.0.1"}).status_code in (403, 404)


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "", "people"])
def test_after_a_deed_one_stays_here(to, rf):
    answer = pages.back(rf.post("/keys", {"back": to}), "/keys")
    assert answer.headers["Location"] == "/keys"


def test_the_way_in_lies_in_a_file_that_only_its_owner_reads(tmp_path):
    (tmp_path / safety.DOOR).write_text("of an earlier start")
    (tmp_path / safety.DOOR).chmod(0o644)
    file = safety.way_in(tmp_path, f"http://127.0.0.1:1/?token={TOKEN}&x=1")
    assert file.stat().st_mode & 0o077 == 0
    assert f"http://127.0.0.1:1/?token={TOKEN}&amp;x=1" in file.read_text() and "earlier" not in file.read_text()


def test_no_command_line_holds_the_token(tmp_path, monkeypatch):
    import webbrowser

    from worthwhile import day, start
    from worthwhile.doors.cli import store
    from worthwhile.doors.web import reading, server

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(start, "open_house", lambda data, pages: None)
    for room, deed in ((day, "see_as"), (day, "refresh"), (reading, "make_room")):
        monkeypatch.setattr(room, deed, lambda *_, **__: None, raising=False)
    monkeypatch.setattr(server, "serve", lambda data, *, port, opened, at: opened(f"http://127.0.0.1:{port}/?token={TOKEN}"))
    store.open_pages(tmp_path, port=1, browser=True)
    assert opened == [(tmp_path / safety.DOOR).as_uri()] and TOKEN in (tmp_path / safety.DOOR).read_text()


def test_our_own_fault_is_written_down_without_names(db, settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    from worthwhile.doors.web import keys

    def fail(*_: object) -> None:
        raise RuntimeError("Deniz Aydın deniz@halden.example")

    monkeypatch.setattr(keys, "render", fail)
    client = let_in()
    client.raise_request_exception = False
    answer = client.get("/keys")
    assert answer.status_code == 500 and "problem.txt" in answer.content.decode()
    written = (tmp_path / "problem.txt").read_text()
    assert "RuntimeError" in written and "keys.py" in written and "Deniz" not in written and "@" not in written
