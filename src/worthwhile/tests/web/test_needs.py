"""Needs & offers on the pages: pairs, an introduction from the first question to what came of it, lines added, nothing typed lost."""

import html
import re

import pytest

from worthwhile.doors.web import clock, upkeep
from worthwhile.people import queries as people
from worthwhile.people import services as joining
from worthwhile.planning import services as planning
from worthwhile.planning.queries.causes import causes
from worthwhile.store import digest
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.walk import deniz, take_back, text
from worthwhile.value import queries as value
from worthwhile.value import services
from worthwhile.value.models import Note, Offer
from worthwhile.value.services.matching import work_out_matches

pytestmark = pytest.mark.usefixtures("demo", "db")
NEED, OFFER = "someone who has certified a wireless track sensor", "certified a wireless track sensor in 2024"
DAY = 86_400


def lucia() -> int:
    return people.find("Lucía Ferrer").id


@pytest.fixture
def meeting() -> tuple[int, int]:
    """A need and an offer that meet; their rows."""
    need = services.note(deniz(), NEED, at=AT - 12 * DAY, kind="need", source="said in your meeting")
    return need, services.note(lucia(), OFFER, at=AT - 50 * DAY, kind="offer", source="subject of her mail")


def begin(client, meeting):
    need, offer = meeting
    return client.post("/needs/introduce", {"need": need, "offer": offer, "back": "/needs"})


def article(body: str, label: str) -> str:
    return re.search(rf'<article[^>]*aria-label="{label}".*?</article>', body, re.S)[0]


def letter_in(body: str) -> str:
    return html.unescape(re.search(r"<textarea[^>]*data-draft>(.*?)</textarea>", body, re.S)[1])


def test_what_meets_stands_as_a_pair_with_its_sources_and_the_words(client, meeting):
    page = client.get("/needs")
    said = text(page)
    assert f"Deniz Aydın needs {NEED} said in your meeting, 12 Nov" in said
    assert f"Lucía Ferrer could help: {OFFER} subject of her mail" in said
    assert "One of them meets." in said and "“sensor”" in said and "%" not in said
    assert 'class="thread"' in page.content.decode() and 'data-key="i"' in page.content.decode()


def test_a_person_s_own_page_says_what_meets_and_then_how_the_introduction_stands(client, meeting):
    work_out_matches(at=AT)
    for one, says in ((deniz(), "Lucía Ferrer may help Deniz with “someone"), (lucia(), "Lucía may help Deniz Aydın with “someone")):
        said = text(client.get(f"/people/{one}"))
        assert says in said and "both say “certified”" in said
    begin(client, meeting)
    for one in (deniz(), lucia()):
        page = client.get(f"/people/{one}")
        assert "You are bringing Deniz and Lucía together. Next: ask Deniz." in text(page) and "may help" not in text(page)
        assert f'href="/needs#i{value.introductions()[0].id}"' in page.content.decode()


def test_nothing_noted_asks_whose_mail_had_a_question(client):
    body = client.get("/needs").content.decode()
    assert "No need is noted yet. Whose last mail had a question in it?" in body
    names = re.findall(r'href="/needs\?who=([^"#]+)#f-need"', body)
    assert len(names) == 3
    filled = client.get(f"/needs?who={names[0]}").content.decode()
    assert re.search(r'<details[^>]*id="f-need" open>', filled) and re.search(r'id="w-need"[^>]*value="[^"]+"', filled)


def test_an_introduction_goes_its_four_steps_and_each_is_taken_back(client, meeting):
    digests = [digest()]
    assert begin(client, meeting).status_code == 303
    digests.append(digest())
    (i,) = value.introductions()
    body = article(client.get("/needs").content.decode(), "Deniz Aydın and Lucía Ferrer")
    assert re.findall(r"<li[^>]*>([^<]+)", body)[:4] == ["Ask Deniz", "Ask Lucía", "Introduce", "See what came of it"]
    assert '<li aria-current="step">Ask Deniz' in body and "Deniz said yes" in body and "After a yes: the note to Lucía" in body
    first = letter_in(body)
    assert "Hello Deniz" in first and not re.search("Lucía|Ferrer|Valmar", first)
    client.post(f"/needs/{i.id}/said", {"answer": "yes", "back": "/needs"})
    digests.append(digest())
    body = article(client.get("/needs").content.decode(), "Deniz Aydın and Lucía Ferrer")
    second = letter_in(body)
    assert "Hello Lucía" in second and not re.search("Deniz|Aydın|Halden", second)
    client.post(f"/needs/{i.id}/said", {"answer": "yes", "back": "/needs"})
    digests.append(digest())
    body = article(client.get("/needs").content.decode(), "Deniz Aydın and Lucía Ferrer")
    assert "Deniz Aydın" in letter_in(body) and "Lucía Ferrer" in letter_in(body) and "I introduced them" in body
    assert 'name="body"' in body and 'formaction="/letter"' in body, "changed words travel without scripts too"
    address = html.unescape(re.search(r'href="(mailto:[^"]+)"', body)[1])
    assert address.split("?")[0].count("@") == 2 and "," in address
    client.post(f"/needs/{i.id}/introduced", {"back": "/needs"})
    digests.append(digest())
    assert "What came of it?" in text(client.get("/needs"))
    for person in (deniz(), lucia()):
        assert "You introduced Deniz and Lucía" in text(client.get(f"/people/{person}"))
    client.post(f"/needs/{i.id}/came", {"text": "They share a rig", "back": "/needs"})
    digests.append(digest())
    said = text(client.get("/needs"))
    assert "They share a rig" in said and "Is that need met?" in said and Note.objects.get(pk=meeting[0]).closed is None
    assert "It led to: They share a rig" in text(client.get(f"/people/{lucia()}"))
    for expected in reversed(digests[:-1]):
        take_back(client)
        assert digest() == expected


def test_an_answer_pressed_twice_never_counts_for_the_second(client, meeting):
    begin(client, meeting)
    (i,) = value.introductions()
    stage = re.search(r'name="stage" value="([^"]+)"', client.get("/needs").content.decode())[1]
    client.post(f"/needs/{i.id}/said", {"answer": "yes", "stage": stage})
    kept = digest()
    again = client.post(f"/needs/{i.id}/said", {"answer": "yes", "stage": stage})
    assert again.status_code == 303 and "did=" in again.headers["Location"] and digest() == kept, "the bar says what was kept"
    clock.fix(AT + 60)
    again = client.post(f"/needs/{i.id}/said", {"answer": "yes", "stage": stage})
    assert "That answer is kept already." in text(again) and digest() == kept
    assert value.introduction(i.id).stage == "ask other"


def test_two_who_became_one_person_have_a_sentence_and_a_way_out_in_place_of_buttons(client, meeting):
    begin(client, meeting)
    (i,) = value.introductions()
    joining.same(deniz(), lucia(), at=AT)
    upkeep.anew(AT)
    body = client.get("/needs").content.decode()
    assert "There is nobody to introduce." in body and f"/needs/{i.id}/said" not in body and "Let it rest" in body
    one = value.introduction(i.id).one
    assert "An introduction was begun before two records" in text(client.get(f"/people/{one}"))
    assert not any(u for u in causes(AT).underway.values()), "Today brings it up no more"
    client.post(f"/needs/{i.id}/stop", {"back": "/needs"})
    assert value.introductions() == []


def test_what_came_of_it_names_the_two_and_what_it_said_before(client, meeting):
    begin(client, meeting)
    (i,) = value.introductions()
    for answer in ("yes", "yes"):
        services.said(i.id, answer, at=AT)
    services.introduced(i.id, at=AT)
    assert services.came(i.id, "They met", at=AT) == "Kept for Deniz Aydın and Lucía Ferrer: “They met”."
    assert services.came(i.id, "They share a rig", at=AT).endswith("Before, it said “They met”.")


def test_a_no_closes_kindly_and_tells_the_other_nothing(client, meeting):
    begin(client, meeting)
    (i,) = value.introductions()
    client.post(f"/needs/{i.id}/said", {"answer": "yes"})
    client.post(f"/needs/{i.id}/said", {"answer": "no"})
    page = client.get("/needs")
    kind = re.search(r'<p class="said quiet lines">(.*?)</p>', page.content.decode(), re.S)[1]
    assert "It didn’t work out this time." in kind and not re.search("Lucía|Ferrer|rather not|said no", kind)
    assert value.introductions() == [] and f"Deniz Aydın needs {NEED}" not in text(page), "her word on these two is learned"


def test_not_these_two_is_learned_and_taken_back(client, meeting):
    need, offer = meeting
    client.post("/needs/aside", {"need": need, "offer": offer})
    said = text(client.get("/needs"))
    assert "Lucía Ferrer could help" not in said and NEED in said, "the need stays open"
    take_back(client)
    assert "Lucía Ferrer could help" in text(client.get("/needs"))


def test_a_pair_is_put_off_and_back(client, meeting):
    need, _ = meeting
    before, body = digest(), client.get("/needs").content.decode()
    assert re.search(r'<button class="plain" formaction="/needs/later"[^>]*>Later<span class="vh">: ' + re.escape(NEED), body)
    answer = client.post("/needs/later", {"need": need, "back": "/needs"})
    assert "Lucía Ferrer could help" not in text(client.get("/needs")) and NEED in text(client.get("/needs"))
    assert re.search(r"comes back on Thursday 26 November\. .*Undo", text(client.get(answer.headers["Location"])))
    assert not any(p.kind == "introduce" and NEED in str(p.why) for p in planning.today(240, at=AT).considered)
    take_back(client)
    assert "Lucía Ferrer could help" in text(client.get("/needs")) and digest() == before
    assert client.post("/needs/later", {"need": "x"}).status_code == 404


def test_her_own_offer_is_offered_in_a_letter_and_her_own_need_is_asked(client):
    need = services.note(deniz(), "a second reader for the safety case", at=AT - DAY, kind="need")
    services.offers("reading safety cases", at=AT - DAY)
    mine = services.note(people.me().id, "anything about braking data", at=AT - DAY, kind="need")
    kofi = people.find("Kofi Mensah").id
    services.note(kofi, "braking data of any kind", at=AT - DAY, kind="offer")
    page = client.get("/needs")
    body, said = page.content.decode(), text(page)
    assert f'href="#w{need}"' in body and "You could help: reading safety cases" in said and "If not, just leave it." in said
    assert "You need anything about braking data" in said
    link = html.unescape(re.search(rf'href="(/ask\?need={mine}&amp;person={kofi})"', body)[1])
    assert "Hello Kofi" in letter_in(client.get(link).content.decode())


def test_two_are_introduced_by_name(client):
    client.post("/needs/introduce", {"one": "deniz ayd", "other": "lucía ferrer", "text": "a room for tests", "back": "/needs"})
    (i,) = value.introductions()
    assert (i.one, i.other, i.need) == (deniz(), lucia(), "a room for tests")
    assert "could help, you think" in text(client.get("/needs"))


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_a_line_is_added_by_name_or_as_her_own(client, kind):
    client.post("/needs/add", {"kind": kind, "who": "deniz aydın", "text": "x y", "help": "information"})
    assert (Note.objects.get().kind, Note.objects.get().text, Note.objects.get().help) == (kind, "x y", "information")
    client.post("/needs/add", {"kind": kind, "who": "", "text": "my own", "help": ""})
    assert (Offer if kind == "offer" else Note).objects.filter(text="my own").exists()
    assert "my own" in text(client.get("/needs"))


def test_what_was_typed_stays_when_the_name_is_wrong_or_means_several(client):
    some = people.people(limit=None)
    twice = next(p.given for p in some if sum(q.given == p.given for q in some) > 1 and p.given)
    for name, among in (("Denis Aydin", "Deniz Aydın"), (twice, twice)):
        answer = client.post("/needs/add", {"kind": "need", "who": name, "text": "a <quiet> room", "help": "resources"})
        body = answer.content.decode()
        assert answer.status_code == 400 and not Note.objects.exists() and "There is a problem" in body
        assert f'value="{name}"' in body and "a &lt;quiet&gt; room" in body and "<option selected>resources" in body
        chosen = re.findall(r'name="who_is" value="(\d+)"><span>([^<]+)', body)
        assert any(among in said for _, said in chosen), (name, chosen)
    client.post("/needs/add", {"kind": "need", "who": twice, "who_is": chosen[1][0], "text": "a quiet room"})
    assert people.anchors_of(int(chosen[1][0]))[0] == Note.objects.get().anchor
    body = client.post("/needs/add", {"kind": "offer", "who": "deniz aydın", "text": " "}).content.decode()
    assert "There is a problem" in body and 'value="deniz aydın"' in body
    body = client.post("/needs/introduce", {"one": "deniz aydın", "other": "nobody-xyz", "text": "tests"}).content.decode()
    assert 'value="deniz aydın"' in body and ">tests</textarea>" in body and 'value="nobody-xyz"' in body
    assert client.get("/needs/add").status_code == 302


def test_long_lists_come_a_page_at_a_time(client):
    for n in range(60):
        services.note(deniz(), f"zq{n} unlike{n}", at=AT - n * DAY, kind="need")
    first, second = client.get("/needs").content.decode(), client.get("/needs?open=25").content.decode()
    seen = [set(re.findall(r"zq(\d+) unlike\d+<br>", body)) for body in (first, second)]
    assert [len(s) for s in seen] == [25, 25] and not seen[0] & seen[1]
    assert 'href="/needs?open=25#open"' in first and 'href="/needs?open=50#open"' in second and 'href="/needs#open"' in second


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/needs/999/said", {"answer": "yes"}, 404),
        ("/needs/999/introduced", {}, 404),
        ("/needs/999/came", {"text": "x"}, 404),
        ("/needs/999/stop", {}, 404),
        ("/needs/introduce", {"need": "999", "offer": "1"}, 404),
        ("/needs/aside", {"need": "x"}, 404),
        ("/needs/settle", {"line": "9" * 30}, 404),
        ("/needs/add", {"kind": "debt"}, 400),
    ],
)
def test_what_is_not_here_is_said(client, path, data, status):
    assert client.post(path, data).status_code == status


def test_an_answer_that_is_none_or_comes_too_soon_is_said(client, meeting):
    begin(client, meeting)
    (i,) = value.introductions()
    assert client.post(f"/needs/{i.id}/said", {"answer": "maybe"}).status_code == 400
    assert client.post(f"/needs/{i.id}/introduced", {}).status_code == 409
    clock.fix(AT + 60)
    assert begin(client, meeting).status_code == 409, "it is under way already"
    client.post(f"/needs/{i.id}/stop", {})
    assert value.introductions() == []
