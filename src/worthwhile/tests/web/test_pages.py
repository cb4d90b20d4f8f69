"""Every page, over the demo; the words that must and must not be there."""

import html
import re
from pathlib import Path

import pytest

from worthwhile.doors.web import lines, tags
from worthwhile.people import queries as people
from worthwhile.people.models import Judged
from worthwhile.planning import queries as planned
from worthwhile.tests.web.conftest import AT, let_in
from worthwhile.tests.web.walk import deniz, every_page, text
from worthwhile.ties import queries as ties
from worthwhile.ties.values import LineMark
from worthwhile.value.models import Note

pytestmark = pytest.mark.usefixtures("demo", "db")
FORBIDDEN = re.compile(
    r"overdue|neglect|unanswered|streak|score\b|leverage|pipeline|touchpoint|nurture|tie strength|good time to give|\bcold\b|Awesome|!(?=[ <])",
    re.I,
)


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


@pytest.mark.parametrize("path", ["/", "/ask?person=2&text=Could+you+read+it%3F"])
def test_words_changed_in_a_box_go_into_the_mail_without_scripts_too(client, path):
    """Each box is named, in a form of its own with whom it goes to, and what is posted comes back as a link with those words."""
    forms = [f for f in re.findall(r"<form.*?</form>", client.get(path).content.decode(), re.S) if "data-mail" in f]
    assert forms
    for form in forms:
        assert 'name="body"' in form and 'name="csrfmiddlewaretoken"' in form and 'method="post"' in form
        (within,) = re.findall(r"<noscript>(.*?)</noscript>", form, re.S)
        sent = {k: html.unescape(v) for k, v in re.findall(r'name="(\w+)" value="([^"]*)"', within)}
        assert 'formaction="/letter"' in within and "@" in sent["to"] and sent["subject"]
        page = client.post("/letter", sent | {"body": "Mine & <b>\r\n\r\nquite"}).content.decode()
        (link,) = re.findall(r'href="(mailto:[^"]+)"', page)
        assert html.unescape(link).endswith("&body=Mine%20%26%20%3Cb%3E%0D%0A%0D%0Aquite") and "<b>" not in page
    assert client.get("/letter").status_code == 302


def test_write_opens_the_draft_of_that_act_alone(client):
    drafts = re.findall(r'id="w(\d)"', client.get("/?m=20").content.decode())
    body = client.get(f"/?m=20&write={drafts[1]}").content.decode()
    assert re.findall(r'class="letters open" id="w(\d)"', body) == [drafts[1]]


def test_nothing_presses(client, monkeypatch):
    from worthwhile.planning import services
    from worthwhile.planning.values import Today

    monkeypatch.setattr(services, "today", lambda minutes, at: Today("2026-11-24", at, minutes, mail_until=AT))
    page = text(client.get("/"))
    assert "Nothing presses today" in page and re.search(r"from a while ago: [A-Z]\w+ \w+", page)


def test_people_come_fifty_at_a_time_and_filters_keep_the_search(client):
    body = client.get("/people").content.decode()
    assert body.count('name="who"') == 25 and 'rel="next"' in body
    second = client.get("/people?from=25").content.decode()
    assert set(re.findall(r'name="who" value="(\d+)"', body)).isdisjoint(re.findall(r'name="who" value="(\d+)"', second))
    stands = {t.person: t.last for t in ties.ties(AT)}
    for page in (body, second, client.get("/people?q=halden").content.decode(), client.get("/people?only=quiet").content.decode()):
        last = [stands.get(int(p), 0) for p in re.findall(r'name="who" value="(\d+)"', page)]
        assert len(last) > 5 and last == sorted(last, reverse=True), "in the order that the page says"
    assert "those last in touch first" in body
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
    assert 'action="/do"' in kept and 'value="note deniz likes chess"' in kept and f'href="/people/{person}"' in kept
    assert not Note.objects.exists(), "looking does nothing"
    client.get("/")
    number, act = planned.slate()[0]
    name = people.person(act.person).name
    assert f'href="/?write={number}#a{number}"' in client.get("/find", {"q": f"{act.title.split()[0].lower()} {name}"}).content.decode()
    assert f'href="/?write={number}#a{number}"' in client.get("/find", {"q": name}).content.decode()


def test_what_is_not_here(client):
    for path in ("/people/999999", "/before/999999", "/nothing"):
        answer = client.get(path)
        assert answer.status_code == 404 and "There is a problem" in text(answer)
    assert client.post("/undo", {}).status_code == 400
    assert client.post("/undo", {"deed": "999999"}).status_code == 409
    assert client.post("/acts/done", {"which": "nonsense"}).status_code == 404


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
    ("do", "said"),
    [
        ("See who is here: worthwhile people", 'See who is here: <a href="/people">People</a>'),
        ("See it: worthwhile goal 3. Or give it another title.", 'See it: <a href="/goals/3">Goals</a>. Or give it another title.'),
        ("Say it: worthwhile refresh --me ADDRESS", 'Say it: <a href="/start">Bring in</a>'),
        ("If they are one: worthwhile is 12 person", 'If they are one: <a href="/people">People</a>'),
        ("Close it, or see `worthwhile doctor`.", "Close it, or see `worthwhile doctor`."),
        ("<b>Ana</b>?", "&lt;b&gt;Ana&lt;/b&gt;?"),
    ],
)
def test_a_cure_that_names_a_command_is_a_link_on_a_page(do, said):
    assert tags.cure(do) == said


def test_one_subject_on_one_day_is_one_line(client):
    lines = re.findall(
        r"<li><time datetime=\"([^\"]+)\">[^\n]*\s*<p class=\"said\">“([^”]+)”", client.get(f"/people/{deniz()}").content.decode()
    )
    assert len(lines) == len(set(lines)) == 6 and not any(subject.startswith("Re:") for _, subject in lines)


def test_what_the_next_meeting_is_stands_on_their_own_page_too(client):
    page = text(client.get(f"/people/{deniz()}"))
    title = re.search(r"You meet “([^”]+)”", page)[1]
    assert f"You meet “{title}”" in text(client.get(f"/people/{deniz()}/as-they-see-it"))


def test_strokes_that_would_touch_are_one_and_the_newest_stays():
    daily, few = [LineMark(AT - n * 86_400, "sent") for n in range(300)], [LineMark(AT - n * 86_400, "got") for n in (3, 90, 200)]
    for size in lines.SIZES.values():
        drawn = dict(lines.draw([*daily, *few], AT, "Ana", size).paths)
        places = [float(x) for x in re.findall(r"M([\d.]+)", drawn["ls"])]
        assert len(places) > 5 and min(b - a for a, b in zip(places, places[1:], strict=False)) >= 3
        assert places[-1] >= size.width - size.right - 1.5 and len(re.findall("M", drawn["lr"])) == 3
    assert "300 letters from you" in lines.draw([*daily, *few], AT, "Ana").label


def test_no_letter_is_looked_for_in_two_files_of_one_typeface():
    """Where two files hold a letter, a slow machine fetches both."""
    style = (Path(lines.__file__).parent / "static" / "worthwhile.css").read_text(encoding="utf-8")
    faces: dict[str, set[int]] = {}
    for family, ranges in re.findall(r"@font-face\{font-family:([^;]+);.*?unicode-range:([^}]+)\}", style):
        letters = set()
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            letters |= set(range(int(first, 16), int(last or first, 16) + 1))
        assert not faces.setdefault(family, set()) & letters, family
        faces[family] |= letters
    assert len(faces) == 2 and all({ord("a"), ord("ı"), ord("œ"), ord("ş")} <= letters for letters in faces.values())
