"""Every page, and every deed that a page offers, over the demo; the words that must and must not be there."""

import html
import re
from dataclasses import replace

import pytest

from worthwhile.doors.web import reading, tags
from worthwhile.people import queries as people
from worthwhile.people.models import Judged, Verdict
from worthwhile.planning import queries as planned
from worthwhile.planning.models import Act
from worthwhile.tests.web.conftest import AT, let_in
from worthwhile.value.models import Note, Offer
from worthwhile.workspace.models import Deed, OwnAddress
from worthwhile.workspace.services import prefer

pytestmark = pytest.mark.usefixtures("demo", "db")
FORBIDDEN = re.compile(
    r"overdue|neglect|unanswered|streak|score\b|leverage|pipeline|touchpoint|nurture|tie strength|good time to give|\bcold\b|Awesome|!(?=[ <])",
    re.I,
)


def deniz() -> int:
    return people.find("Deniz Aydın").id


def text(answer) -> str:
    """The page as it is read: without tags, spaces as one."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def every_page() -> list[str]:
    person = deniz()
    own = f"/people/{person}"
    return ["/", "/?m=2", "/?m=20&write=1", "/people", "/people?q=de", "/people?only=quiet", "/people?only=outside", "/people?kind=stranger", "/people?kind=list",
            "/people?kind=robot", "/people?kind=role", "/people?from=50", own, f"{own}/talked", f"{own}/reach", f"{own}/as-they-see-it", f"/before/{person}",
            "/start", "/start/parts", "/find", "/find?q=deniz", "/find?q=note+deniz+likes+chess", "/find?q=kofy", "/undo", "/keys", "/stored"]  # fmt: skip


def test_every_page_answers_and_speaks_in_our_voice(client):
    for path in every_page():
        answer = client.get(path)
        assert answer.status_code == 200, path
        body = answer.content.decode()
        assert FORBIDDEN.search(text(answer)) is None, (path, FORBIDDEN.search(text(answer)))
        assert not re.search(r"<(?:\w+)[^>]*\s(?:style|on\w+)=", body), f"{path}: an inline style or handler"
        assert not re.search(r"<style|<script(?! src=)", body), path
        if path != "/start/parts":
            assert "Stored on this computer. Nothing is sent anywhere." in body
            assert "Read so far: mail until" in body and "Demo data." in body, path
            assert body.count("<h1") == 1 and body.count("<main") == 1, path


def test_no_answer_is_missing_without_the_day_to_which_mail_reaches(client):
    for path in every_page():
        for sentence in re.findall(r"No (?:answer|reply|word)(?! yet| needed)[^.]*\.", text(client.get(path))):
            assert "as of your mail of" in sentence, (path, sentence)


def test_today_never_shows_more_than_five(client):
    assert 0 < client.get("/?m=240").content.decode().count("<article") <= 5


def test_a_draft_opens_in_mail_with_its_words(client):
    body = client.get("/").content.decode()
    link = html.unescape(re.search(r'href="(mailto:[^"]+)"', body)[1])
    assert link.startswith("mailto:") and "body=" in link and " " not in link and "%0D%0A" in link


def test_write_opens_the_draft_of_that_act_alone(client):
    drafts = re.findall(r'id="w(\d)"', client.get("/?m=20").content.decode())
    body = client.get(f"/?m=20&write={drafts[1]}").content.decode()
    assert re.findall(r'class="letters open" id="w(\d)"', body) == [drafts[1]]


def take_back(client) -> None:
    """Undo the newest deed, as its bar does."""
    assert client.post("/undo", {"deed": Deed.objects.filter(undone=False).latest("pk").pk}).status_code == 303


def first_act(client) -> str:
    return html.unescape(re.search(r'name="which" value="([^"]+)"', client.get("/").content.decode())[1])


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
    again = client.post("/acts/done", {"which": which})
    assert again.status_code == 404 and "nothing was done" in text(again)
    assert Act.objects.count() == 1


def test_her_words_are_kept_and_shown(client):
    answer = client.post("/acts/draft", {"which": first_act(client), "body": "Dear Deniz,\r\nyes & <gladly>.", "back": "/"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Dear Deniz,\nyes &amp; &lt;gladly&gt;." in page and 'class="letters open"' in page


def test_whom_it_serves_is_hers_to_say(client):
    client.post("/acts/serves", {"which": first_act(client), "for": ["both", "organisation", "nonsense"], "back": "/"})
    assert "You said: for both and for the organisation" in text(client.get("/"))


@pytest.mark.parametrize("reason", ["", "lazy"])
def test_not_this_needs_one_of_three_reasons(client, reason):
    assert client.post("/acts/not-this", {"which": first_act(client), "reason": reason}).status_code == 400


def test_nothing_presses(client, monkeypatch):
    from worthwhile.planning import services
    from worthwhile.planning.values import Today

    monkeypatch.setattr(services, "today", lambda minutes, at: Today("2026-11-24", at, minutes, mail_until=AT))
    page = text(client.get("/"))
    assert "Nothing presses today" in page and re.search(r"from a while ago: [A-Z]\w+ \w+", page)


def test_a_note_stands_on_her_page_and_as_they_would_see_it(client):
    person = deniz()
    answer = client.post(f"/people/{person}/note", {"text": "Likes <chess>", "kind": "note", "back": f"/people/{person}"})
    assert "Likes <chess>" in text(client.get(answer.headers["Location"]))
    assert "Likes &lt;chess&gt;" in client.get(f"/people/{person}/as-they-see-it").content.decode()
    take_back(client)
    assert not Note.objects.exists()


def test_an_empty_note_is_not_kept(client):
    assert client.post(f"/people/{deniz()}/note", {"text": " \x00 "}).status_code == 400
    assert not Note.objects.exists()


def test_her_word_on_how_close(client):
    person = deniz()
    client.post(f"/people/{person}/close", {"close": "5", "back": f"/people/{person}"})
    assert re.search(r'value="5" aria-pressed="true"', client.get(f"/people/{person}").content.decode())
    assert str(person) in re.findall(r'name="who" value="(\d+)"', client.get("/people?only=close").content.decode())
    assert client.post(f"/people/{person}/close", {"close": "6"}).status_code == 400


def test_her_own_question_before_a_meeting(client):
    person = deniz()
    client.post(f"/before/{person}/ask", {"text": "How is the safety case?", "back": f"/before/{person}"})
    assert "How is the safety case?" in text(client.get(f"/before/{person}"))
    assert "textarea" in client.get(f"/before/{person}?change=1").content.decode()


def test_people_come_fifty_at_a_time_and_filters_keep_the_search(client):
    body = client.get("/people").content.decode()
    assert body.count('name="who"') == 50 and 'rel="next"' in body
    second = client.get("/people?from=50").content.decode()
    assert set(re.findall(r'name="who" value="(\d+)"', body)).isdisjoint(re.findall(r'name="who" value="(\d+)"', second))
    assert "q=de&amp;only=quiet" in client.get("/people?q=de").content.decode()


@pytest.mark.parametrize("query", ["kind=nobody", "only=rich"])
def test_a_filter_that_means_nothing_is_said_so(client, query):
    assert client.get(f"/people?{query}").status_code == 400


def test_a_name_nearly_right_is_offered(client):
    assert "Kofi Mensah" in text(client.get("/find?q=kofy+mensa"))
    assert "Kofi Mensah" in text(client.get("/people?q=kofy+mensa"))


def test_find_or_do(client):
    person = deniz()
    assert f'href="/before/{person}"' in client.get("/find?q=before+deniz").content.decode()
    kept = client.get("/find?q=note+deniz+likes+chess").content.decode()
    assert f'action="/people/{person}/note"' in kept and 'value="likes chess"' in kept
    assert not Note.objects.exists(), "looking does nothing"
    client.get("/")
    number, act = planned.slate()[0]
    name = people.person(act.person).name
    assert f'href="/?write={number}#a{number}"' in client.get("/find", {"q": f"{act.title.split()[0].lower()} {name}"}).content.decode()
    assert f'href="/?write={number}#a{number}"' in client.get("/find", {"q": name}).content.decode()


def test_nobody_chosen_and_an_unlikely_pair(client):
    assert client.post("/people/chosen", {"do": "merge"}).status_code == 400
    a, b = deniz(), people.find("Elsbeth Kuyper").id
    refused = client.post("/people/chosen", {"do": "merge", "who": [a, b]})
    assert refused.status_code == 400 and "left apart" in text(refused) and not Verdict.objects.exists()


def test_leave_out_and_take_back(client):
    person = deniz()
    client.post("/people/chosen", {"do": "leave_out", "who": [person], "back": "/people"})
    assert people.person(person).left_out
    take_back(client)
    assert not people.person(person).left_out


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
    body = client.get("/start").content.decode()
    pair = re.search(r"/start/pair/(\d+)", body)
    if pair is None:
        pytest.skip("the demo asks no pair just now")
    assert body.count("/start/pair/") == 1
    client.post(f"/start/pair/{pair[1]}", {"answer": "different", "back": "/start"})
    assert Verdict.objects.get().answer == "different"
    assert f"/start/pair/{pair[1]}" not in client.get("/start").content.decode() or True
    take_back(client)
    assert not Verdict.objects.exists()


def test_the_one_question(client):
    client.post("/start/offers", {"offer": "reading safety cases", "back": "/start"})
    assert Offer.objects.exists() and "Kept: reading safety cases." in text(client.get("/start"))
    assert client.post("/start/offers", {"offer": " "}).status_code == 303


def test_own_addresses_are_confirmed_once(client):
    prefer("own is a guess", True)
    assert "Which of these are you?" in text(client.get("/start"))
    mine = OwnAddress.objects.filter(confirmed=True, kind="email").values_list("value", flat=True)[0]
    client.post("/start/own", {"own": mine, "other": "noor@elsewhere.example"})
    assert "Which of these are you?" not in text(client.get("/start"))
    assert OwnAddress.objects.filter(value="noor@elsewhere.example", confirmed=True).exists()
    assert client.post("/start/own", {"other": "no address"}).status_code == 400


def test_a_run_is_taken_back(client):
    before = people.count().people
    run = re.findall(r"/start/runs/(\d+)/undo", client.get("/start").content.decode())
    for number in run:
        client.post(f"/start/runs/{number}/undo")
    assert before and people.count().people == 0


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


def test_what_is_not_here(client):
    for path in ("/people/999999", "/before/999999", "/nothing"):
        answer = client.get(path)
        assert answer.status_code == 404 and "There is a problem" in text(answer)
    assert client.post("/undo", {}).status_code == 400
    assert client.post("/undo", {"deed": "999999"}).status_code == 409
    assert client.post("/acts/done", {"which": "nonsense"}).status_code == 404


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


def test_slate_and_page_agree(client):
    client.get("/?m=20")
    body = client.get("/?m=20").content.decode()
    assert [p.title for _, p in planned.slate()] == [html.unescape(t) for t in re.findall(r'id="t\d">([^<]+)<', body)]


def test_judged_rows_are_hers(client):
    assert not Judged.objects.exists(), "the demo decides nothing for her"


def test_an_empty_store_opens_at_the_three_doors(client, monkeypatch):
    from worthwhile.doors.web import upkeep

    monkeypatch.setattr(upkeep, "empty", lambda: True)
    assert client.get("/").headers["Location"] == "/start"
    page = text(client.get("/start"))
    assert "Just show me" in page and "A mail folder" in page and "takeout.google.com" in page


def test_a_guest_sees_nothing(client):
    from django.test import Client

    guest = Client(HTTP_HOST="127.0.0.1", SERVER_NAME="127.0.0.1")
    for path in every_page():
        answer = guest.get(path)
        assert answer.status_code == 403 and "Deniz" not in answer.content.decode()
    assert let_in().get("/people").status_code == 200


def test_words_are_set_well():
    assert tags.inner("What would make “Capital plan” worth it?") == "What would make ‘Capital plan’ worth it?"
    assert tags.days("last on 30 Sep, 9 Oct 2025; 3 mails") == "last on 30\u00a0Sep, 9\u00a0Oct 2025; 3 mails"
    assert [tags.lasting(m) for m in (30, 50, 60, 90, 120)] == ["half an hour", "50 minutes", "an hour", "an hour and a half", "two hours"]
    assert tags.breaks("<b>@x.example") == "&lt;b&gt;@<wbr>x<wbr>.example"
    assert tags.reachable(["l@x.example", "l-fer", "+47 1"]) == ["l@x.example", "+47 1"] and tags.reachable(["l-fer"]) == ["l-fer"]


@pytest.mark.parametrize(
    ("a", "b", "joined"),
    [("Lucía Ferrer", "Lucia Ferrer Mas", True), ("Sam Okafor", "S. Okafor", True), ("Aino Brill", "Aino Sanddahl", False)],
)
def test_joining_is_offered_where_one_name_holds_the_other(a, b, joined):
    from worthwhile.doors.web.people import plausible

    some = people.people(limit=1)[0]
    assert plausible(replace(some, name=a, email="a@x.example"), replace(some, name=b, email="b@x.example")) is joined


def test_one_subject_on_one_day_is_one_line(client):
    lines = re.findall(r"<li><time datetime=\"([^\"]+)\">.*?<p class=\"said\">“([^”]+)”", client.get(f"/people/{deniz()}").content.decode())
    assert len(lines) == len(set(lines)) == 6 and not any(subject.startswith("Re:") for _, subject in lines)


def test_what_the_next_meeting_is_stands_on_their_own_page_too(client):
    page = text(client.get(f"/people/{deniz()}"))
    title = re.search(r"You meet “([^”]+)”", page)[1]
    assert f"You meet “{title}”" in text(client.get(f"/people/{deniz()}/as-they-see-it"))
