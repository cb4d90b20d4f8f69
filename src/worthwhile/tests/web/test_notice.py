"""Find what a message asks, on the pages: pasted, chosen or of a source that was switched on; kept by her alone, stored nowhere else."""

import re
import sqlite3
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from worthwhile import store
from worthwhile.doors.web import heard
from worthwhile.people import queries as people
from worthwhile.sources import mailtext
from worthwhile.tests.web.conftest import AT, WAIT, run
from worthwhile.tests.web.walk import deniz, take_back, text
from worthwhile.value import services
from worthwhile.value.models import Note
from worthwhile.value.services import noticing

SENTINEL = "the zebra crossing by the old mill"
MESSAGE = (
    f"Hi Noor,\n\ncould you send me the plan for {SENTINEL}? I'll bring the brake data on Friday.\nThe weather is fine.\n\nBest,\nDeniz\n"
)


@pytest.fixture(autouse=True)
def nothing_waits():
    heard.let_go()
    yield
    heard.let_go()


@pytest.fixture
def on_demo(demo, db):
    return deniz()


def look(client, **fields):
    return client.post("/notice", fields)


def forms(page) -> dict[str, str]:
    """The sentences that wait: number → sentence."""
    return dict(re.findall(r'name="keep" value="(\d+)"[^>]*><span class="said">“(.*?)”', page.content.decode()))


def test_what_is_pasted_is_shown_with_kind_sender_and_a_box_and_kept_when_marked(client, on_demo):
    before = store.digest()
    page = client.get(f"/notice?who={on_demo}")
    assert 'value="Deniz Aydın"' in page.content.decode() and "English only" in text(page)
    answer = look(client, text=MESSAGE, who="Deniz Aydın", was="Deniz Aydın", row=on_demo)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/notice?looked=1")
    page = client.get("/notice?looked=1")
    found = forms(page)
    assert len(found) == 2 and "weather" not in text(page) and "a message of Deniz Aydın’s: it asks" in text(page)
    assert store.digest() == before and not Note.objects.exists()
    asks = next(n for n, s in found.items() if SENTINEL in s)
    kept = client.post("/notice/keep", {"keep": [asks], f"kind{asks}": "need", "back": "/notice"})
    note = Note.objects.get()
    assert (note.kind, note.source, note.anchor) == ("need", "a message of Deniz Aydın’s", people.person(on_demo).anchor)
    assert note.text.startswith("could you send me the plan") and "weather" not in note.text
    assert list(forms(client.get(kept.headers["Location"]))) == [n for n in found if n != asks], "the other one still waits"
    take_back(client)
    assert store.digest() == before


def test_an_eml_says_who_wrote_it_and_when(client, on_demo):
    mail = people.person(on_demo).email
    raw = f"From: Deniz <{mail}>\nTo: noor@x.example\nDate: Thu, 12 Nov 2026 09:14:00 +0100\nMessage-ID: <z@z>\n\n{MESSAGE}"
    look(client, file=SimpleUploadedFile("a.eml", raw.encode()))
    page = client.get("/notice")
    (first, *_) = forms(page)
    assert "a message of Deniz Aydın’s, 12\u00a0November" in page.content.decode()
    client.post("/notice/keep", {"keep": [first]})
    assert Note.objects.get().source == "a message of Deniz Aydın’s, 12 November"


def test_what_she_wrote_herself_in_a_thread_is_hers(client, on_demo):
    mine = people.me()
    thread = f"Thanks for that.\n\nOn Thu, 12 Nov 2026 at 09:14, {mine.name} <{mine.email}> wrote:\n> I'll send you the report by Friday.\n"
    look(client, text=thread, who="Deniz Aydın")
    page = client.get("/notice")
    number = next(n for n, s in forms(page).items() if "report" in s)
    client.post("/notice/keep", {"keep": [number]})
    note = Note.objects.get()
    assert (note.kind, note.source) == ("promise", "your message to Deniz Aydın, 12 November")


def test_nothing_typed_is_lost(client, on_demo):
    for who, status, words in (("", 400, "Who wrote it"), ("Denyz Aydin", 400, "Deniz"), ("zzqq", 400, "called")):
        page = look(client, text=MESSAGE, who=who)
        assert page.status_code == status and SENTINEL in page.content.decode() and words in text(page), who
        assert "There is a problem" in text(page) and "<title>Error: " in page.content.decode()


@pytest.mark.parametrize("place", ["/" + "x" * 300, "~nosuchuser/mail.mbox", "a\0b", "none.mbox"])
def test_a_place_where_no_file_can_be_is_said_and_what_was_typed_is_kept(client, on_demo, place):
    page = look(client, text=MESSAGE, who="Deniz Aydın", place=place)
    assert page.status_code == 400 and "no such file" in text(page) and SENTINEL in page.content.decode()


def test_two_of_one_name_ask_which(client, on_demo):
    everybody = people.people()
    first = next(p.given for p in everybody if p.given and sum(q.given == p.given for q in everybody) > 1)
    page = look(client, text=MESSAGE, who=first)
    which = re.findall(r'name="which" value="(#\d+)"', page.content.decode())
    assert len(which) >= 2 and SENTINEL in page.content.decode()
    assert look(client, text=MESSAGE, who=first, which=which[1]).status_code == 303
    assert {h.person for _, h in heard.waiting()} == {int(which[1][1:])}


def test_other_languages_and_nothing_are_said(client, on_demo):
    look(client, text="Könnten Sie mir bitte bis Freitag die Daten der Bremse schicken? Vielen Dank für Ihre Mühe.", who=f"#{on_demo}")
    assert "Only English is understood" in text(client.get("/notice?looked=1"))
    look(client, text="The weather here is fine and the train was on time today.", who=f"#{on_demo}")
    assert "Nothing stands out" in text(client.get("/notice?looked=1"))


def test_a_file_too_large_is_not_taken_and_touches_no_disk(client, on_demo, monkeypatch):
    from worthwhile.doors.web import notice

    monkeypatch.setattr(notice, "LARGEST", 100)
    page = look(client, file=SimpleUploadedFile("a.mbox", b"x" * 500))
    assert page.status_code == 400 and "larger than 8 MB" in text(page)


def test_what_she_lets_go_is_gone(client, on_demo):
    look(client, text=MESSAGE, who=f"#{on_demo}")
    client.post("/notice/keep", {"do": "let go"})
    assert heard.waiting() == [] and not forms(client.get("/notice"))


def test_what_waits_of_somebody_who_is_forgotten_is_gone_and_the_rest_still_waits(client, on_demo):
    look(client, text=MESSAGE, who="Kofi Mensah")
    others = forms(client.get("/notice"))
    look(client, text=f"Could you send me the report on {SENTINEL} by Monday?", who=f"#{on_demo}")
    assert len(forms(client.get("/notice"))) > len(others)
    name = people.person(on_demo).name
    assert client.post(f"/people/{on_demo}/forget", {"sure": "yes"}).status_code in (200, 303)
    page = client.get("/notice?looked=1")
    assert forms(page) == others and name not in text(page) and "Monday" not in text(page) and "Monday" not in repr(heard.last())


def test_a_number_that_does_not_wait_keeps_nothing(client, on_demo):
    look(client, text=MESSAGE, who=f"#{on_demo}")
    assert client.post("/notice/keep", {"keep": ["999999", "x"]}).status_code == 400
    number = forms(client.get("/notice"))
    assert client.post("/notice/keep", {"keep": list(number), f"kind{next(iter(number))}": "debt"}).status_code == 400
    assert not Note.objects.exists()


def mailbox(folder: Path, day: int = 20) -> Path:
    box = folder / "Inbox.mbox"
    one = "From x Mon Nov  2 10:00:00 2026\nFrom: Deniz <deniz@field.example>\nTo: noor@x.example\nSubject: Plan\nDate: {} Nov 2026 09:14:00 +0000\nMessage-ID: <{}@z>\n\n{}\n"
    two = "From x Mon Nov  2 10:00:00 2026\nFrom: Noor <noor@x.example>\nTo: deniz@field.example\nSubject: Re: Plan\nDate: {} Nov 2026 10:14:00 +0000\nMessage-ID: <r{}@z>\n\nYes.\n\n"
    with box.open("a") as out:
        out.write("".join(one.format(d, d, MESSAGE) + two.format(d, d) for d in (day - 1, day)))
    return box


def stored_bytes(data: Path) -> bytes:
    return b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())


@pytest.mark.django_db
def test_with_the_switch_off_no_text_is_read(tmp_path, monkeypatch, client):
    from worthwhile import day

    def never(*args, **more):
        raise AssertionError("a text was read")

    for name in ("newest", "read", "written", "text_of"):
        monkeypatch.setattr(mailtext, name, never)
    day.bring_in([mailbox(tmp_path)], at=AT, me=["noor@x.example"])
    day.refresh(at=AT)
    source = next(s for s in noticing.switches() if s.name == "Inbox.mbox")
    assert not source.on and noticing.of_switched(at=AT)[0].read == 0
    noticing.switch(source.id, True, at=AT)
    noticing.switch(source.id, False, at=AT)
    mailbox(tmp_path, 23)
    day.refresh(at=AT)
    assert noticing.of_switched(at=AT)[0].read == 0
    assert "Texts are not read" in text(client.get("/notice"))


@pytest.mark.django_db
def test_switched_on_new_messages_are_read_once(tmp_path):
    from worthwhile import day

    day.bring_in([mailbox(tmp_path)], at=AT, me=["noor@x.example"])
    source = next(s for s in noticing.switches() if s.name == "Inbox.mbox")
    noticing.switch(source.id, True, at=AT)
    assert noticing.of_switched(at=AT)[0].read == 0, "what was there before is not read"
    mailbox(tmp_path, 23)
    day.refresh(at=AT)
    before = store.digest()
    heard_now, until = noticing.of_switched(at=AT)
    assert SENTINEL in " ".join(h.sentence for h in heard_now.found) and heard_now.found[0].source.endswith("22 November")
    assert noticing.of_switched(at=AT, seen=until)[0].read == 0 and store.digest() == before
    noticing.settle(until)
    assert noticing.of_switched(at=AT)[0].read == 0
    with pytest.raises(Exception, match="not here"):
        noticing.switch(999, True, at=AT)


@pytest.mark.django_db
def test_what_waits_at_the_end_is_found_again_until_she_decides_and_no_message_is_too_old(tmp_path, monkeypatch):
    from worthwhile import day

    monkeypatch.setattr(mailtext, "MOST", 1)
    day.bring_in([mailbox(tmp_path)], at=AT, me=["noor@x.example"])
    (source,) = [s for s in noticing.switches() if s.name == "Inbox.mbox"]
    noticing.switch(source.id, True, at=AT)
    mailbox(tmp_path, 23)
    day.refresh(at=AT)

    def start_again() -> list[str]:
        monkeypatch.setattr(heard, "_WAITING", heard.Waiting())
        heard.add(*noticing.of_switched(at=AT))
        return [h.sentence for _, h in heard.waiting()]

    first = start_again()
    assert len(first) == 2 and first == start_again(), "the older of the two messages is read too"
    assert heard.unread(noticing.switches()) == set(), "while they wait, nothing is read twice"
    ((number, kept), *_) = heard.waiting()
    services.keep([(kept, "note")], at=AT)
    heard.let_go([number])
    assert start_again() == [s for s in first if s != kept.sentence], "what she kept does not come again"
    heard.let_go()
    assert start_again() == [], "what she let go neither"


def test_the_store_never_holds_a_text_that_she_did_not_keep(tmp_path, serve):
    """The whole way, with the served program: import, switch on, new mail, read; every byte in the folder is looked at."""
    store_of, box = tmp_path / "store", mailbox(tmp_path)
    store_of.mkdir()
    run("import", str(box), "--me", "noor@x.example", "--data", str(store_of))
    live = serve(store_of)
    one = Visitor(live)
    page = one.get("/notice")
    assert "Texts are not read" in page and SENTINEL.encode() not in stored_bytes(live.data)
    one.post("/notice/switch", page, origin=re.search(r'name="origin" value="(\d+)"', page)[1], texts="on")
    mailbox(tmp_path, 23)
    one.post("/start/files", one.get("/start"), place=str(box))
    found = one.wait_for("/notice", "zebra")
    assert SENTINEL.encode() not in stored_bytes(live.data)
    number = next(n for n, s in re.findall(r'name="keep" value="(\d+)"[^>]*><span class="said">“(.*?)”', found) if SENTINEL in s)
    one.post("/notice/keep", found, keep=number)
    with sqlite3.connect(live.data / "worthwhile.sqlite3") as db:
        (kept,) = db.execute("select text, source from worthwhile_note").fetchall()
    assert SENTINEL in kept[0] and "brake data" not in kept[0] and kept[1].startswith("a message of Deniz")
    assert b"The weather is fine" not in stored_bytes(live.data)
    assert SENTINEL.encode() in stored_bytes(live.data), "the search finds what is stored"


class Visitor:
    """A browser without scripts that was let in."""

    def __init__(self, live) -> None:
        self.live = live
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.opener.addheaders = [("Origin", live.address), ("Sec-Fetch-Site", "same-origin")]
        self.opener.open(live.door, timeout=WAIT).read()

    def get(self, path: str) -> str:
        """A page."""
        return self.opener.open(self.live.address + path, timeout=WAIT).read().decode()

    def post(self, path: str, page: str, **fields: str) -> str:
        """Send a form of a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self.opener.open(self.live.address + path, data, timeout=WAIT).read().decode()

    def wait_for(self, path: str, words: str, seconds: float = WAIT) -> str:
        """Ask for a page until it holds the words."""
        until = time.monotonic() + seconds
        while words not in (page := self.get(path)):
            assert time.monotonic() < until, f"{words!r} did not come"
            time.sleep(0.3)
        return page
