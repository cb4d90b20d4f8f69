"""Help given and received, on the pages: kept by a button or by one line, told on the person's page, settled, and taken back."""

import html
import re

import pytest

from worthwhile.people import queries as people
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.walk import deniz, take_back, text
from worthwhile.value import services as value
from worthwhile.value.kinds import KINDS
from worthwhile.value.models import Note, Offer

pytestmark = pytest.mark.usefixtures("demo", "db")
DAY = 86_400


def dots(body: str) -> int:
    line = re.search(r"<figure.*?</svg>", body, re.S)[0]  # the one as wide as a page
    return len(re.findall(r'<circle class="g"', line)), len(re.findall(r'<circle class="r"', line))


def test_four_buttons_stand_first_and_every_kind_has_one(client):
    body = client.get(f"/people/{deniz()}").content.decode()
    offered = re.findall(r'name="kind" value="(\w+)"', body)
    assert offered[:4] == ["note", "gave", "received", "ask"] and sorted(offered) == sorted(KINDS)
    shown = re.search(r'<div class="row note-kinds">(.*?)</div>', body, re.S)[1]
    assert re.findall(r"<kbd[^>]*>(\w)</kbd>", shown) == ["N", "G", "R", "A"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_line_of_each_kind_is_kept_told_and_taken_back(client, kind):
    person, before = deniz(), client.get(f"/people/{deniz()}").content.decode()
    answer = client.post(f"/people/{person}/note", {"text": "the name of <a lab>", "kind": kind, "back": f"/people/{person}"})
    page = client.get(answer.headers["Location"])
    assert Note.objects.get().kind == kind
    said = "you wrote this" if kind in ("need", "offer") else KINDS[kind].said  # the heading above them says the rest
    assert "the name of <a lab>" in text(page) and said in text(page)
    assert (f"/people/{person}/settle" in page.content.decode()) is KINDS[kind].opens
    assert "the name of &lt;a lab&gt;" in client.get(f"/people/{person}/as-they-see-it").content.decode()
    given, received = dots(page.content.decode())
    assert (given - dots(before)[0], received - dots(before)[1]) == (KINDS[kind].way == "given", KINDS[kind].way == "received")
    take_back(client)
    assert not Note.objects.exists() and dots(client.get(f"/people/{person}").content.decode()) == dots(before)


def test_a_kind_that_is_none_is_said(client):
    assert client.post(f"/people/{deniz()}/note", {"text": "x", "kind": "debt"}).status_code == 400
    assert not Note.objects.exists()


def test_the_story_is_told_newest_first_with_what_it_led_to(client):
    person = deniz()
    for n in range(10):
        value.note(person, f"help number {n}", at=AT - (n + 1) * 30 * DAY, kind="gave" if n % 2 else "received")
    line = Note.objects.get(text="help number 3").pk
    answer = client.post(f"/people/{person}/led-to", {"line": line, "text": "a first order", "back": f"/people/{person}"})
    page = client.get(answer.headers["Location"])
    story = re.search(r'<section[^>]*aria-labelledby="sh">(.*?)</section>', page.content.decode(), re.S)[1]
    told = re.findall(r"help number (\d) <span", story)
    assert told == [str(n) for n in range(10)], "newest first, the older ones folded away"
    assert "It led to: a first order" in text(page) and "Help between you: alive both ways." in text(page)
    assert "Those before, " in text(page)
    value.led_to(Note.objects.get(text="help number 2").pk, "It found the fault.", at=AT)
    value.note(person, "for the drawings", at=AT, kind="thanked")
    body = client.get(f"/people/{person}").content.decode()
    assert "It found the fault." in body and "It led to: It" not in body
    assert (
        'What did it lead to?<span class="vh"> help number 4' in body
        and 'What did it lead to?<span class="vh"> for the drawings' not in body
    )
    take_back(client)
    take_back(client)
    assert "what came of it: a first order" in text(client.get(f"/people/{person}/as-they-see-it"))
    take_back(client)
    assert "It led to" not in text(client.get(f"/people/{person}"))


def test_dots_stand_on_today_and_people_too(client):
    before = client.get("/people?q=deniz+ayd").content.decode().count('<circle class="g"')
    value.note(deniz(), "the name of a lab", at=AT - 90 * DAY, kind="gave")
    assert client.get("/people?q=deniz+ayd").content.decode().count('<circle class="g"') == before + 1


def test_a_promise_that_is_kept_becomes_help_given_and_comes_back_when_undone(client):
    person = deniz()
    line = value.note(person, "send the report", at=AT - 30 * DAY, kind="promise")
    body = client.get(f"/people/{person}").content.decode()
    before = dots(body)
    assert f'name="line" value="{line}"' in body
    answer = client.post(f"/people/{person}/settle", {"line": line, "back": f"/people/{person}"})
    page = client.get(answer.headers["Location"])
    assert Note.objects.get().closed == AT and dots(page.content.decode()) == (before[0] + 1, before[1])
    assert f'action="/people/{person}/settle"' not in page.content.decode()
    take_back(client)
    assert Note.objects.get().closed is None and dots(client.get(f"/people/{person}").content.decode()) == before


@pytest.mark.parametrize(("said", "more"), [("yes", 1), ("no", 0), ("", 1)])
def test_what_was_asked_is_settled_with_their_answer(client, said, more):
    person = deniz()
    line = value.note(person, "a second reader", at=AT - 30 * DAY, kind="asked")
    page = client.get(f"/people/{person}")
    assert "They said yes" in text(page) and "They said no" in text(page)
    client.post(f"/people/{person}/settle", {"line": line, "answer": said})
    assert Note.objects.get().answer == said
    assert dots(client.get(f"/people/{person}").content.decode())[1] == dots(page.content.decode())[1] + more


@pytest.mark.parametrize(("said", "more"), [("yes", 1), ("no", 0)])
def test_what_was_offered_to_her_is_settled_with_her_answer(client, said, more):
    person = deniz()
    line = value.note(person, "to read my paper", at=AT - 30 * DAY, kind="offered")
    page = client.get(f"/people/{person}")
    assert "You said yes" in text(page) and "They said yes" not in text(page)
    client.post(f"/people/{person}/settle", {"line": line, "answer": said})
    assert dots(client.get(f"/people/{person}").content.decode())[1] == dots(page.content.decode())[1] + more


def test_a_line_of_somebody_else_or_none_is_not_settled(client):
    other = value.note(people.find("Kofi Mensah").id, "send it", at=AT, kind="promise")
    for line in (other, "999999", "", "x", "9" * 30):
        assert client.post(f"/people/{deniz()}/settle", {"line": line}).status_code == 404
        assert client.post(f"/people/{deniz()}/led-to", {"line": line, "text": "x"}).status_code == 404
    assert Note.objects.get().closed is None


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("gave kofi the name of a lab", "gave", "the name of a lab"),
        ("received kofi: a warning", "received", "a warning"),
        ("promise kofi mensah: the report", "promise", "the report"),
        ("note kofi likes chess", "note", "likes chess"),
    ],
)
def test_find_or_do_keeps_what_a_line_says(client, line, kind, words):
    person = people.find("Kofi Mensah").id
    page = client.get("/find", {"q": line})
    assert f"Keep “{words}” with Kofi Mensah" in text(page) and not Note.objects.exists(), "looking does nothing"
    form = re.search(r'<form method="post" action="(/do)"(.*?)</form>', page.content.decode(), re.S)
    fields = {k: html.unescape(v) for k, v in re.findall(r'name="(\w+)" value="([^"]*)"', form[2])}
    answer = client.post(form[1], fields)
    assert answer.headers["Location"].startswith(f"/people/{person}?did=")
    assert (Note.objects.get().kind, Note.objects.get().text) == (kind, words)
    assert 'action="/undo"' in client.get(answer.headers["Location"]).content.decode()
    take_back(client)
    assert not Note.objects.exists()


def test_what_is_hers_needs_no_name(client):
    page = client.get("/find", {"q": "offer: reading safety cases"})
    assert "as an offer of yours" in text(page) and not Offer.objects.exists()
    client.post("/do", {"line": "offer: reading safety cases", "back": "/find"})
    assert Offer.objects.get().text == "reading safety cases"


def test_a_name_that_several_bear_gives_a_button_for_each(client):
    some = people.people(limit=None)
    first = next(p.given for p in some if sum(q.given == p.given for q in some) > 1 and p.given)
    page = client.get("/find", {"q": f"gave {first} the name of a lab"})
    actions = re.findall(r'<form method="post" action="/people/(\d+)/note" class="hitform"', page.content.decode())
    assert len(actions) >= 2
    client.post(f"/people/{actions[1]}/note", {"text": "the name of a lab", "kind": "gave"})
    assert Note.objects.get().kind == "gave" and people.anchors_of(int(actions[1]))[0] == Note.objects.get().anchor


@pytest.mark.parametrize("line", ["gave", "gave nobody-here a thing", "paint kofi blue", "", "note"])
def test_a_line_that_says_nothing_keeps_nothing(client, line):
    assert 'action="/do"' not in client.get("/find", {"q": line}).content.decode()
    assert client.post("/do", {"line": line}).status_code in (400, 404)
    assert not Note.objects.exists()
