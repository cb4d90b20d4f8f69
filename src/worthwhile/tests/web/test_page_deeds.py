"""Every deed that a page offers, over the demo, and its way back."""

import html
import re
from dataclasses import replace

import pytest

from worthwhile import store
from worthwhile.doors.web import clock, reading
from worthwhile.intake.models import ImportRun, Interaction
from worthwhile.people import queries as people
from worthwhile.people.models import Verdict
from worthwhile.planning.models import Act
from worthwhile.tests.web.conftest import AT, let_in
from worthwhile.tests.web.walk import deniz, first_act, take_back, text
from worthwhile.value import services as value
from worthwhile.value.models import Note, Offer
from worthwhile.workspace.models import Deed, OwnAddress
from worthwhile.workspace.services import prefer

pytestmark = pytest.mark.usefixtures("demo", "db")


@pytest.mark.parametrize(
    ("path", "more", "state"), [("done", {}, "done"), ("later", {}, "later"), ("not-this", {"reason": "not_me"}, "not_this")]
)
def test_what_one_does_with_an_act_and_taking_it_back(client, path, more, state):
    which = first_act(client)
    answer = client.post(f"/acts/{path}", {"which": which, "back": "/?m=20", **more})
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/?m=20&did=")
    assert Act.objects.get().state == state
    after = client.get(answer.headers["Location"]).content.decode()
    assert html.escape(which) not in after and 'action="/undo"' in after
    deed = Deed.objects.latest("pk").pk
    undone = client.post("/undo", {"deed": deed, "back": "/?m=20"})
    assert f"undone={deed}" in undone.headers["Location"]
    back = client.get(undone.headers["Location"])
    assert "Taken back:" in text(back) and not Act.objects.exists()
    assert first_act(client) == which


def test_how_it_went_is_asked_at_once_and_once(client):
    answer = client.post("/acts/done", {"which": first_act(client), "back": "/"})
    page = client.get(answer.headers["Location"]).content.decode()
    act = re.search(r'name="act" value="(\d+)"', page)[1]
    client.post("/acts/went", {"act": act, "how": "glad", "back": "/"})
    assert Act.objects.get().how == "glad"
    assert "How did it go?" not in client.get(answer.headers["Location"]).content.decode()


def test_an_act_that_left_the_list_is_not_done_twice(client):
    which = first_act(client)
    client.post("/acts/done", {"which": which})
    client.get("/")
    bar = client.get(client.post("/acts/done", {"which": which}).headers["Location"])
    assert "Undo" in text(bar), "pressed twice within seconds, it says what was done"
    clock.fix(AT + 60)
    again = client.post("/acts/done", {"which": which})
    assert again.status_code == 404 and "nothing was done" in text(again)
    assert Act.objects.count() == 1


def test_her_words_are_kept_and_shown(client):
    answer = client.post("/acts/draft", {"which": first_act(client), "body": "Dear Deniz,\r\nyes & <gladly>.", "back": "/"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Dear Deniz,\nyes &amp; &lt;gladly&gt;." in page and 'class="letters open"' in page


def test_whom_it_serves_is_hers_to_say(client):
    which = first_act(client)
    client.post("/acts/serves", {"which": which, "for": ["both", "organisation", "nonsense"], "back": "/"})
    assert "You said: for both and for the organisation" in text(client.get("/"))
    theirs = text(client.get(f"/people/{which.split('|')[1]}"))
    assert "You said: for both and for the organisation" in theirs and "We’d guess" not in theirs


@pytest.mark.parametrize("reason", ["", "lazy"])
def test_not_this_needs_one_of_three_reasons(client, reason):
    assert client.post("/acts/not-this", {"which": first_act(client), "reason": reason}).status_code == 400


def test_a_note_stands_on_her_page_and_as_they_would_see_it(client):
    person = deniz()
    answer = client.post(f"/people/{person}/note", {"text": "Likes <chess>", "kind": "note", "back": f"/people/{person}"})
    assert "Likes <chess>" in text(client.get(answer.headers["Location"]))
    assert "Likes &lt;chess&gt;" in client.get(f"/people/{person}/as-they-see-it").content.decode()
    take_back(client)
    assert not Note.objects.exists()


def test_an_empty_note_is_not_kept(client):
    answer = client.post(f"/people/{deniz()}/note", {"text": " \x00 ", "kind": "gave"})
    assert answer.status_code == 303 and "Nothing was written yet, so nothing was kept." in text(client.get(answer.headers["Location"]))
    assert "Nothing was written yet" in text(client.get(client.post(f"/before/{deniz()}/ask", {"text": ""}).headers["Location"]))
    assert not Note.objects.exists()


def test_a_form_sent_twice_within_seconds_shows_the_bar_both_times(client):
    person = deniz()
    said = {"text": "a contact", "kind": "gave", "back": f"/people/{person}"}
    first, second = (client.post(f"/people/{person}/note", said).headers["Location"] for _ in range(2))
    assert first == second and "did=" in first and Note.objects.count() == 1
    clock.fix(AT + 3)
    client.post(f"/people/{person}/note", said | {"text": "another"})
    assert "did=" in client.post(f"/people/{person}/close", {"close": "5", "back": f"/people/{person}"}).headers["Location"]
    clock.fix(AT + 4)
    take_back(client)
    assert "did=" not in client.post(f"/people/{person}/settle", {"line": "0"}).headers.get("Location", ""), (
        "another form has no part in it"
    )


def test_z_with_nothing_on_its_bar_says_what_it_would_take_back(client):
    for words in ("one", "two"):
        client.post(f"/people/{deniz()}/note", {"text": words, "kind": "gave"})
    assert "The last thing of yours: You noted on Deniz Aydın (you gave): “two”." in text(client.get("/undo?last=1"))
    take_back(client)
    page = client.get("/undo?last=1")
    assert "Taken back already: You noted on Deniz Aydın (you gave): “two”." in text(page) and 'data-key="z"' in page.content.decode()
    assert "The one before it that stands: You noted on Deniz Aydın (you gave): “one”." in text(page)
    take_back(client)
    page = client.get("/undo?last=1")
    assert "Nothing more of yours to take back." in text(page) and 'data-key="z"' not in page.content.decode()  # never an import


def test_her_word_on_how_close(client):
    person = deniz()
    client.post(f"/people/{person}/close", {"close": "5", "back": f"/people/{person}"})
    assert re.search(r'value="5" aria-pressed="true"', client.get(f"/people/{person}").content.decode())
    assert str(person) in re.findall(r'name="who" value="(\d+)"', client.get("/people?only=close").content.decode())
    assert client.post(f"/people/{person}/close", {"close": "6"}).status_code == 400


def test_before_a_meeting_only_promises_and_thanks_are_open(client):
    person = deniz()
    value.note(person, "the rig on loan", at=AT, kind="promise")
    value.note(person, "how late may it be?", at=AT, kind="question")
    page = client.get(f"/before/{person}").content.decode()
    last, _, rest = page.partition('id="b2">Open between you')
    assert "how late may it be?" in last.partition("Last exchanges")[2] and "the rig on loan" in rest.partition("</section>")[0]
    assert 'class="k">letter' not in rest and "question</span>" not in rest.partition("</section>")[0]
    theirs = client.get(f"/people/{person}").content.decode()
    assert "the rig on loan" in theirs and 'class="k">promise' not in theirs, "a promise stands once on their page"


def test_a_whole_day_is_told_as_a_day_and_never_by_a_time(client):
    ahead = Interaction.objects.filter(subject="Capital plan, first look", kind="meeting", at__gt=AT)
    viktor = people.find("viktor").id
    pages = ("/", f"/before/{viktor}", f"/people/{viktor}")
    assert all("14:00" in client.get(page).content.decode() for page in pages)
    ahead.update(flags="all_day", minutes=0, subject="")
    shown = [text(client.get(page)) for page in pages]
    assert not any(re.search(r"\d\d:\d\d|“”", page) for page in shown)
    assert "Today you see Viktor Brandt" in shown[0] and "Before you meet Viktor, today" in shown[1] and "the whole day" in shown[2]


def test_her_own_question_before_a_meeting(client):
    person = deniz()
    client.post(f"/before/{person}/ask", {"text": "How is the safety case?", "back": f"/before/{person}"})
    assert "How is the safety case?" in text(client.get(f"/before/{person}"))
    assert "textarea" in client.get(f"/before/{person}?change=1").content.decode()


def test_nobody_chosen_and_an_unlikely_pair(client):
    assert client.post("/people/chosen", {"do": "merge"}).status_code == 400
    a, b = deniz(), people.find("Elsbeth Kuyper").id
    refused = client.post("/people/chosen", {"do": "merge", "who": [a, b]})
    assert refused.status_code == 400 and "left apart" in text(refused) and not Verdict.objects.exists()


def test_leave_out_and_take_back(client):
    both = [deniz(), people.find("Elsbeth Kuyper").id]
    answer = client.post("/people/chosen", {"do": "leave_out", "who": both, "back": "/people"})
    assert "Deniz Aydın and Elsbeth Kuyper are left out of suggestions." in text(client.get(answer.headers["Location"]))
    assert all(people.person(p).left_out for p in both)
    take_back(client)
    assert not any(people.person(p).left_out for p in both)


def test_a_person_taken_for_a_list_and_back(client):
    person = deniz()
    client.post(f"/people/{person}/right", {"do": "list", "back": "/people"})
    assert people.person(person).kind == "list"
    client.post("/people/chosen", {"do": "is_person", "who": [person], "back": "/people?kind=list"})
    assert people.person(person).kind == "person"


def test_deleting_for_good_asks_first(client):
    person = deniz()
    assert client.post(f"/people/{person}/forget", {}).status_code == 400
    assert people.person(person).name == "Deniz Aydın"
    assert client.post(f"/people/{person}/forget", {"sure": "yes"}).headers["Location"] == "/people"
    assert "Deniz Aydın" not in client.get("/people?q=deniz+ayd").content.decode().replace('value="deniz', "")


def test_pairs_are_asked_one_at_a_time(client):
    ImportRun.objects.filter(origin__source="vcard").update(taken=1, known=0)
    body = client.get("/start").content.decode()
    assert re.search(r": 1 card\b", body) and "1 cards" not in body
    pair = re.search(r"/start/pair/(\d+)", body)
    assert pair is not None and body.count("/start/pair/") == 1
    client.post(f"/start/pair/{pair[1]}", {"answer": "different", "back": "/start"})
    assert Verdict.objects.get().answer == "different"
    assert f"/start/pair/{pair[1]}" not in client.get("/start").content.decode(), "what is answered is not asked again"
    take_back(client)
    assert not Verdict.objects.exists()


def test_the_one_question(client):
    client.post("/start/offers", {"offer": "reading safety cases", "back": "/start"})
    assert Offer.objects.exists() and "Kept: reading safety cases." in text(client.get("/start"))
    empty = client.post("/start/offers", {"offer": " ", "back": "/start"})
    assert empty["Location"] == "/start?blank=q1#q1" and "Nothing was written yet" in text(client.get("/start?blank=q1"))


def test_own_addresses_are_confirmed_once(client):
    prefer("own is a guess", True)
    assert "Which of these are you?" in text(client.get("/start"))
    mine = OwnAddress.objects.filter(confirmed=True, kind="email").values_list("value", flat=True)[0]
    answer = client.post("/start/own", {"own": mine, "other": "noor@elsewhere.example"})
    assert "noor@elsewhere.example now." in text(client.get(answer.headers["Location"]))
    assert "Which of these are you?" not in text(client.get("/start"))
    assert OwnAddress.objects.filter(value="noor@elsewhere.example", confirmed=True).exists()
    assert client.post("/start/own", {"other": "no address"}).status_code == 400


def test_a_run_is_taken_back(client):
    before, facts = people.count().people, store.digest()
    run = re.findall(r"/start/runs/(\d+)/undo", client.get("/start").content.decode())
    for number in run:
        asked = client.post(f"/start/runs/{number}/undo", {"back": "/start"})  # it asks first, as Undo does
        assert asked.status_code == 303 and store.digest() == facts
        page = client.get(asked.headers["Location"])
        assert f'action="/start/runs/{number}/undo"' in page.content.decode()
        assert re.search(r"Take the whole of it back\? .* removes .* from here; your own files stay", text(page))
    for number in run:
        client.post(f"/start/runs/{number}/undo", {"sure": "yes"})
    assert before and people.count().people == 0
    assert client.get(f"/undo?run={run[0]}").status_code == 404 and client.get("/undo?run=999999999999999999").status_code == 404


def test_files_are_read_beside_the_pages(client, monkeypatch, tmp_path, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.DATA, read = tmp_path, []
    monkeypatch.setattr(reading, "read", read.extend)
    monkeypatch.setattr(reading, "running", lambda: False)
    assert client.post("/start/files", {}).status_code == 400
    assert client.post("/start/files", {"place": str(tmp_path / "none.mbox")}).status_code == 400
    client.post(
        "/start/files",
        {
            "place": str(tmp_path),
            "files": [
                SimpleUploadedFile("../../x/..\\é\nbad.vcf", b"BEGIN:VCARD"),
                SimpleUploadedFile("bad.vcf", b"b"),
                SimpleUploadedFile(". .", b"c"),
            ],
        },
    )
    assert read[0] == tmp_path and len(read) == 4
    for kept in read[1:]:
        assert kept.parent.parent == tmp_path / "handed-over" and kept.stat().st_mode & 0o077 == 0
    reading._clear(read[1])
    assert not read[1].exists() and not read[3].exists() and tmp_path.exists()


def test_the_demo_does_not_mix_with_her_own(client, monkeypatch):
    prefer("demo", False)
    monkeypatch.setattr(reading, "demo", lambda: pytest.fail("it did"))
    assert client.post("/start/demo").status_code == 409


def test_keys_can_be_switched_off(client):
    client.post("/keys", {"keys": "off", "back": "/keys"})
    body = client.get("/").content.decode()
    assert "data-keys" not in body and "<kbd>Z" not in body
    client.post("/keys", {"keys": "on"})
    assert "data-keys" in client.get("/").content.decode()


def test_nothing_one_sends_ends_in_a_traceback(client):
    odd = ["", "9" * 30, "\x00🙃'", "a" * 5000]
    for word in odd:
        for path in ("/people", "/find", "/", "/start"):
            for name in ("q", "m", "from", "write", "did", "undone", "act"):
                assert client.get(path, {name: word}).status_code in (200, 400), (path, name, word)
        for path in ("/acts/done", "/acts/went", "/acts/draft", "/people/chosen", "/undo", "/start/pair/1", "/start/own", "/start/files"):
            data = {
                "which": word,
                "who": word,
                "do": word,
                "act": word,
                "how": word,
                "deed": word,
                "answer": word,
                "other": word,
                "place": word,
            }
            assert client.post(path, data).status_code in (303, 400, 404, 409), (path, word)


@pytest.mark.parametrize(
    ("a", "b", "joined"),
    [("Lucía Ferrer", "Lucia Ferrer Mas", True), ("Sam Okafor", "S. Okafor", True), ("Aino Brill", "Aino Sanddahl", False)],
)
def test_joining_is_offered_where_one_name_holds_the_other(a, b, joined):
    from worthwhile.doors.web.people import plausible

    some = people.people(limit=1)[0]
    assert plausible(replace(some, name=a, email="a@x.example"), replace(some, name=b, email="b@x.example")) is joined


@pytest.mark.parametrize("number", ["9" * 20, "9" * 30, "9" * 5000], ids=len)
def test_a_number_that_no_row_can_have_is_nobody(client, number):
    for path in (
        f"/people/{number}",
        f"/people/{number}/talked",
        f"/people/{number}/reach",
        f"/people/{number}/as-they-see-it",
        f"/before/{number}",
    ):
        assert client.get(path).status_code == 404, path[:30]
    for path in ("note", "close", "right", "forget", "line"):
        answer = client.post(f"/people/{number}/{path}", {"text": "x", "close": "3", "do": "split", "sure": "yes", "line": "1"})
        assert answer.status_code == 404, path
    assert client.post(f"/before/{number}/ask", {"text": "x"}).status_code == 404
    assert client.post(f"/start/pair/{number}", {"answer": "same"}).status_code == 404
    assert client.post(f"/start/runs/{number}/undo").status_code in (303, 404)
    for deed in ("leave_out", "is_person", "merge"):
        assert client.post("/people/chosen", {"do": deed, "who": [number, number]}).status_code in (400, 404), deed
    for path, data in (("/acts/went", {"act": number, "how": "glad"}), ("/undo", {"deed": number})):
        assert client.post(path, data).status_code in (400, 404, 409), path
    assert client.get("/", {"did": number, "act": number}).status_code == 200


def test_more_files_at_once_than_can_be_taken(client, settings, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    monkeypatch.setattr(reading, "running", lambda: False)
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES >= 2000, "a folder of letters"
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    guarded = let_in(enforce_csrf_checks=True)  # the guard against forgery reads the form first
    guarded.get("/keys")
    for asking in (client, guarded):
        answer = asking.post("/start/files", {"files": [SimpleUploadedFile(f"{n}.vcf", b"x") for n in range(3)]})
        assert answer.status_code == 400
        assert "More than 2 files came at once" in text(answer) and "type the place of the folder" in text(answer)


def test_more_fields_than_can_be_taken(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = client.post("/people/chosen", {"who": ["1", "2", "3"], "do": "leave_out"})
    assert answer.status_code == 400 and "too much at once" in text(answer)


def test_a_store_in_use_is_said(client, monkeypatch):
    from django.db import OperationalError

    from worthwhile.doors.web import keys

    def locked(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(keys, "prefer", locked)
    answer = client.post("/keys", {"keys": "off"})
    assert answer.status_code == 409 and "another Worthwhile is writing" in text(answer)


def test_a_whole_import_is_asked_about_before_it_is_taken_back(client):
    deed = Deed.objects.filter(verb="import").latest("pk").pk
    asked = client.post("/undo", {"deed": deed, "back": "/undo"})
    assert asked.status_code == 303 and not Deed.objects.get(pk=deed).undone
    page = text(client.get(asked.headers["Location"]))
    assert "Take the whole of it back?" in page and "messages" in page and "cards" in page
    assert client.post("/undo", {"deed": deed, "sure": "yes", "back": "/undo"}).status_code == 303
    assert Deed.objects.get(pk=deed).undone


def test_forgetting_tells_where_a_first_name_stands_that_others_bear(client):
    some = people.people()
    gone = next(p for p in some if p.given and sum(q.given == p.given for q in some) > 1 and p.id != deniz())
    line = value.note(deniz(), f"thank {gone.given}’s brother", at=AT)
    told = client.post(f"/people/{gone.id}/forget", {"sure": "yes"})
    assert told.status_code == 200 and f"“thank {gone.given}’s brother”" in text(told)
    (to,) = re.findall(r'<a href="([^"]+)">Change it', told.content.decode())
    assert to.endswith(f"/lines/{line}") and f"thank {gone.given}’s brother" in client.get(to).content.decode()
    assert client.get(f"/people/{gone.id}").status_code == 404
