"""The ask on the pages: what, whom, how much of their time; first words; kept as asked; and nothing typed is lost."""

import html
import re

import pytest

from worthwhile.people import queries as people
from worthwhile.store import digest
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.walk import deniz, take_back, text
from worthwhile.value import queries as value
from worthwhile.value import services
from worthwhile.value.models import Note
from worthwhile.workspace import services as workspace

pytestmark = pytest.mark.usefixtures("demo", "db")
DAY = 86_400
WANTED = "Could you read the braking section?"


def kofi() -> int:
    return people.find("Kofi Mensah").id


def fields(body: str) -> dict[str, str]:
    form = re.search(r'<form method="post" action="/ask#d"(.*?)</form>', body, re.S)[1]
    found = {k: html.unescape(v) for k, v in re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form)}
    found["text"] = html.unescape(re.search(r'name="text"[^>]*>(.*?)</textarea>', form, re.S)[1])
    found["minutes"] = re.search(r'<option value="(\d+)" selected', form)[1]
    return found


def test_an_ask_is_written_then_kept_as_asked_and_taken_back(client):
    before = digest()
    page = client.post("/ask", {"text": WANTED, "who": "kofi mensah", "minutes": "30"})
    assert digest() == before, "writing keeps nothing"
    assert "Hello Kofi" in text(page) and "half an hour" in text(page) and "A no is perfectly fine" in text(page)
    assert 'href="mailto:' in page.content.decode()
    answer = client.post("/ask/keep", {**fields(page.content.decode()), "kind": "asked"})
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/needs?did=")
    line = Note.objects.get()
    assert (line.kind, line.text, line.minutes, line.serves) == ("asked", WANTED, 30, "me")
    assert "What you asked" in text(client.get("/needs"))
    client.post("/needs/settle", {"line": line.pk, "answer": "yes"})
    assert "Tell them what it led to" in text(client.get("/needs"))
    take_back(client)
    take_back(client)
    assert digest() == before


def test_what_she_wants_to_ask_waits_on_the_page_and_is_finished(client):
    client.post("/ask/keep", {"text": WANTED, "who": "kofi mensah", "minutes": "5", "kind": "ask"})
    line = Note.objects.get()
    said = text(client.get("/needs"))
    assert f"“{WANTED}”" in said and "not asked yet" in said
    body = client.get(f"/ask?line={line.pk}").content.decode()
    assert "Hello Kofi" in body and fields(body)["minutes"] == "5"
    client.post("/ask/keep", {**fields(body), "kind": "asked"})
    assert Note.objects.get(pk=line.pk).closed == AT and Note.objects.get(kind="asked").minutes == 5


@pytest.mark.parametrize("path", ["/ask", "/ask/keep"])
def test_nothing_typed_is_lost_when_the_name_is_wrong(client, path):
    answer = client.post(path, {"text": "a <short> look", "who": "Kofy Mensa", "minutes": "60", "help": "feedback", "kind": "asked"})
    body = answer.content.decode()
    assert answer.status_code == 400 and "There is a problem" in body and not Note.objects.exists()
    assert 'value="Kofy Mensa"' in body and "a &lt;short&gt; look" in body and "<option selected>feedback" in body
    assert re.search(r'<option value="60" selected', body) and f'name="who_is" value="{kofi()}"' in body
    page = client.post("/ask", {**fields(body), "who_is": kofi()})
    assert "Hello Kofi" in text(page)


def test_the_page_teaches_what_is_still_to_be_done(client):
    assert "Say in one sentence what you need and whom you would ask. “Write it” sets down first words" in text(client.get("/ask"))
    assert "Whom? Nothing noted here tells who could." in text(client.post("/ask", {"text": "xylophone", "minutes": "5"}))
    services.note(deniz(), "how braking sections are read", at=AT - DAY, kind="offer")
    assert "Whom? Choose one of those who could, or name somebody" in text(client.post("/ask", {"text": WANTED, "minutes": "5"}))
    empty = client.post("/ask", {"text": " ", "who": "kofi mensah", "minutes": "5"})
    assert "What to ask was not said. Write it in one sentence." in text(empty) and 'value="Kofi Mensah"' in empty.content.decode()
    assert "sets down first words" not in text(client.post("/ask", {"text": WANTED, "who": "kofi mensah", "minutes": "5"}))


def test_an_ask_without_words_or_a_name_says_so(client):
    assert "Whom to ask was not said." in text(client.post("/ask/keep", {"text": "x", "who": "", "kind": "asked", "minutes": "5"}))
    assert "The note is empty" in text(client.post("/ask/keep", {"text": " ", "who": "kofi mensah", "kind": "asked", "minutes": "5"}))
    assert client.post("/ask/keep", {"text": "x", "kind": "debt"}).status_code == 400
    assert not Note.objects.exists() and client.get("/ask/keep").status_code == 302


def test_the_third_ask_within_a_month_is_said_once_and_let(client):
    for days in (20, 3):
        services.note(kofi(), "a look", at=AT - days * DAY, kind="asked")
    page = client.post("/ask", {"text": WANTED, "who": "kofi mensah", "minutes": "15"})
    assert text(page).count("You asked Kofi on 4 Nov and 21 Nov already.") == 1
    done = client.post("/ask/keep", {**fields(page.content.decode()), "kind": "asked"}, follow=True)
    assert "You noted on Kofi Mensah" in text(done) and "already" not in text(done), "the page said it before"
    workspace.undo()
    straight = client.post("/do", {"line": f"asked kofi mensah: {WANTED}", "back": f"/people/{kofi()}"}, follow=True)
    assert text(straight).count("You asked Kofi on 4 Nov and 21 Nov already.") == 1


def test_who_could_help_with_the_need_of_another_is_a_question_of_its_own(client):
    need = services.note(deniz(), "someone who knows braking data", at=AT - DAY, kind="need")
    services.note(kofi(), "anything about braking data", at=AT - 9 * DAY, kind="offer")
    page = client.get(f"/ask?need={need}")
    assert "Who could help Deniz?" in text(page) and "Kofi Mensah glad to give this: “anything about braking data”" in text(page)
    client.post("/needs/introduce", {"need": need, "giver": kofi(), "back": "/needs"})
    assert [(i.one, i.other) for i in value.introductions()] == [(deniz(), kofi())]
    body = client.post("/ask", {"text": "braking data, please", "who": "", "minutes": "5"}).content.decode()
    assert f'name="who_is" value="{kofi()}"' in body, "three who could stand beside the ask"
    assert client.get(f"/ask?need={need + 99}").status_code == 404


def test_a_need_of_her_own_starts_the_ask(client):
    need = services.note(people.me().id, "a second reader for the budget", at=AT - DAY, kind="need")
    body = client.get(f"/ask?need={need}").content.decode()
    assert fields(body)["text"] == "a second reader for the budget"
    hers = text(client.get(f"/people/{people.me().id}"))
    assert "You could use" in hers and "have no exchange here" not in hers and "Given and received" not in hers


def test_one_who_often_helps_and_never_asks_is_told_without_a_count(client):
    for n in range(3):
        services.note(kofi(), f"help {n}", at=AT - n * DAY, kind="gave")
    said = text(client.get("/needs"))
    assert "You often help; no ask of yours is noted here yet." in said
