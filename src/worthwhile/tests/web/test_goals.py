"""Goals on the pages: begun, the people put on them, moved and told as a picture and as a table, and taken back."""

import html
import re

import pytest

from worthwhile.goals import queries
from worthwhile.goals import services as goals
from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.people import queries as people
from worthwhile.planning.lines import step_cause
from worthwhile.planning.models import Act
from worthwhile.store import digest
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.test_pages import FORBIDDEN
from worthwhile.tests.web.walk import take_back, text

pytestmark = pytest.mark.usefixtures("demo", "db")
DAY = 86_400
NAMES = {
    "viktor": "Viktor Brandt",
    "elsbeth": "Elsbeth Kuyper",
    "helene": "Helene Marchetti",
    "priya": "Priya Nambiar",
    "deniz": "Deniz Aydın",
}


def who(key: str) -> int:
    return people.find(NAMES[key]).id


@pytest.fixture
def lab() -> int:
    goal = goals.start("A test lab", why="Faults are found in Odden and not on the line", by="15 February 2027", serves=["organisation"], serves_whom="the hall", help="to read my paper on the lab", at=AT - 20 * DAY)  # fmt: skip
    for key, say, cares, stance in (
        ("viktor", 5, 2, ""),
        ("elsbeth", 5, 4, "for"),
        ("helene", 4, 4, "against"),
        ("priya", 4, None, ""),
        ("deniz", 2, 5, "for"),
    ):
        goals.put(goal, who(key), say=say, cares=cares, at=AT - 10 * DAY)
        if stance:
            goals.stance(goal, who(key), stance, at=AT - 5 * DAY)
    goals.put(
        goal,
        who("helene"),
        moves="Being heard before it is settled",
        moves_source="she said so when she rang",
        gains="a place at the table",
        at=AT,
    )
    return goal


def test_the_first_goal_is_asked_for_in_plain_words(client):
    assert "What has to get done?" in text(client.get("/goals"))
    answer = client.post("/goals", {"title": "A <lab>", "by": "15 February 2027", "serves": ["organisation", "me"]})
    page = client.get(answer.headers["Location"])
    assert "A <lab>" in text(page) and "By 15 February 2027: eleven weeks left." in text(page)
    assert queries.goals()[0].serves == ("organisation", "me")
    take_back(client)
    assert not Goal.objects.exists()


def test_a_wrong_date_says_how_to_write_it_and_loses_nothing(client):
    answer = client.post("/goals", {"title": "A lab", "why": "w", "by": "Febuary 15", "serves": ["me"]})
    body = answer.content.decode()
    assert answer.status_code == 400 and "<title>Error: " in body
    assert "“Febuary 15” is not a date" in text(answer) and "15 February 2027 or 2027-02-15" in text(answer)
    assert 'value="A lab"' in body and 'value="Febuary 15"' in body and re.search(r'value="me" checked', body)
    assert not Goal.objects.exists()


def test_a_day_that_has_passed_is_asked_about_and_kept_when_she_means_it(client, lab):
    said = {"title": "The spring lab", "by": "1 March 2026", "serves": ["me"]}
    for path in ("/goals", f"/goals/{lab}/change"):
        answer = client.post(path, said)
        assert answer.status_code == 400 and "1 March has passed." in text(answer) and "Write a day to come" in text(answer)
        assert 'value="The spring lab"' in answer.content.decode() and 'name="passed"' in answer.content.decode()
        assert client.post(path, said | {"passed": "1"}).status_code == 303
    assert [g.by for g in queries.goals()] == ["2026-03-01"] * 2
    assert all("Its day was 1 March 2026" in text(client.get(path)) for path in ("/goals", f"/goals/{lab}"))


def test_the_map_and_the_tables_say_the_same(client, lab):
    page = client.get(f"/goals/{lab}")
    body = page.content.decode()
    said = [html.unescape(s) for s in re.findall(r"<title>([^<]*: (?:for it|against|undecided|not known)[^<]*)</title>", body)]
    assert sorted(s.split(":")[0] for s in said) == sorted([*NAMES.values()] * 2)  # one map as wide as a page, one as wide as a phone
    rows = [text_of(r) for r in re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", body, re.S)]
    for label in said:
        name, rest = label.split(": ")
        stance, steps = rest.split("; ")
        (row,) = [r for r in rows if r.startswith(name)]
        assert stance in row and all(step in row for step in steps.split(", "))
    picture = body.split('class="only-m"')[0]
    assert (picture.count('class="for"'), picture.count("rotate(45"), picture.count("stroke-dasharray")) == (2, 1, 2)
    assert "work closely with" in body and "find out what they need" in body and "Three people to win" in text(page)


def text_of(fragment: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", fragment))).strip()


def test_the_page_says_what_comes_next_and_who_can_introduce_her(client, lab):
    said = text(client.get(f"/goals/{lab}"))
    assert "Next step" in said and "what would make it good for them" in said
    assert "Helene: a place at the table." in said and "“Being heard before it is settled”" in said
    assert "no letter between you is seen here, as of your mail of 21 November." in said
    assert "serving the organisation: the hall" in said and "politicking" in said
    body = client.get(f"/goals/{lab}").content.decode()
    assert "can introduce you" in body and "introduce you to Priya Nambiar" in body


def test_a_person_s_own_page_shows_the_goal_and_its_next_step_with_them(client, lab):
    said = text(client.get(f"/people/{who('helene')}"))
    assert "In your goals A test lab : against, much say. you set this, 19 Nov" in said
    assert "Ask Helene Marchetti what would make it good for them. for your goal “A test lab”" in said
    goals.finish(lab, at=AT)
    assert "A test lab" not in text(client.get(f"/people/{who('helene')}"))


def test_a_step_that_stands_on_today_is_written_there_or_put_off(client, lab):
    step = queries.next_steps(AT)[0]
    on_today = step.what in text(client.get("/?m=20"))
    body = client.get(f"/goals/{lab}").content.decode()
    assert ('<button class="plain">Later</button>' in body) is on_today and ("/?write=" in body) is on_today
    if not on_today:  # the words stand in a box before the mail opens, and the button leads to the box
        box, words = re.search(r'href="#(w)">Write it', body), re.search(r"data-draft>([^<]+)</textarea>", body)
        assert 'id="wt" name="body"' in body and 'formaction="/letter"' in body
        assert box and words and "Dear Viktor" in words[1]
        assert f'id="{box[1]}"' in body and re.search(r'href="mailto:viktor\.brandt[^"]+" data-mail>Open in mail', body)


def test_whom_a_step_serves_is_hers_to_change_and_the_same_act_says_so_on_today(client, lab):
    before, step = digest(), queries.next_steps(AT)[0]
    own = f"/goals/{lab}/{step.about}"
    assert "We’d guess: for the organisation" in text(client.get(f"/goals/{lab}"))
    for page in (f"/goals/{lab}", own):
        assert f'action="{own}/serves"' in client.get(page).content.decode()
    assert client.post(f"{own}/serves", {"for": ["me", "them"], "back": own}).headers["Location"].startswith(f"{own}?did=")
    for page in (f"/goals/{lab}", own):
        assert "You said: for them and for me" in text(client.get(page))
    kept = Act.objects.get(kind="next_step")  # the act that Today would show for this step, and no other
    assert (kept.about, kept.serves, kept.state) == (step_cause(step.key), "them me", "")
    assert kept.anchor == people.person(step.person).anchor
    part = next(a for a in people.anchors_of(step.person) if a != kept.anchor)  # said of one record of several, it holds for the whole
    Act.objects.filter(pk=kept.pk).update(anchor=part)
    assert "You said: for them and for me" in text(client.get(own))
    Act.objects.filter(pk=kept.pk).update(anchor=kept.anchor)
    take_back(client)
    assert digest() == before
    wrong = client.post(f"{own}/serves", {"for": ["nobody"]})
    assert wrong.status_code == 400 and client.post(f"{own}/serves", {}).status_code == 400
    assert client.post(f"/goals/{lab}/{people.find('Jonas Feld').id}/serves", {"for": ["me"]}).status_code == 404
    assert digest() == before


def test_a_step_on_the_map_and_a_stance_are_kept_and_taken_back(client, lab):
    before, person = digest(), who("viktor")
    client.post(f"/goals/{lab}/move", {"person": person, "say": "4", "cares": "", "stance": ""})
    client.post(f"/goals/{lab}/move", {"person": person, "say": "", "cares": "", "stance": "undecided"})
    (viktor,) = [s for s in queries.standings([lab], AT)[lab] if s.person == person]
    assert (viktor.say, viktor.cares, viktor.stance) == (4, 2, "undecided")
    take_back(client)
    take_back(client)
    assert digest() == before


def test_names_are_put_on_a_goal_all_or_none(client, lab):
    answer = client.post(f"/goals/{lab}/people", {"names": "Kofi Mensah, Anders Lie"})
    assert answer.status_code == 303 and Stakeholder.objects.count() == 7
    wrong = client.post(f"/goals/{lab}/people", {"names": "Jonas Feld, Kofi Mensha"})
    assert wrong.status_code == 400 and "Kofi Mensah?" in text(wrong) and 'value="Jonas Feld, Kofi Mensha"' in wrong.content.decode()
    assert Stakeholder.objects.count() == 7
    one = client.post(f"/goals/{lab}/people", {"names": "Jonas Feld"})
    assert f"/goals/{lab}/{people.find('Jonas Feld').id}" in one.headers["Location"]


def test_the_form_of_a_person_keeps_all_of_it(client, lab):
    person, before = who("viktor"), digest()
    said = {
        "say": "5",
        "cares": "0",
        "gains": "g<",
        "loses": "l",
        "fair": "f",
        "moves": "Asks first what it costs",
        "moves_source": "your note",
        "after": str(who("elsbeth")),
    }
    assert client.post(f"/goals/{lab}/{person}/put", said).status_code == 303
    page = client.get(f"/goals/{lab}/{person}")
    assert all(words in html.unescape(page.content.decode()) for words in ("g<", "Asks first what it costs", "your note"))
    (viktor,) = [s for s in queries.standings([lab], AT)[lab] if s.person == person]
    assert (viktor.cares, viktor.after_name) == (None, "Elsbeth Kuyper")
    take_back(client)
    assert digest() == before


def test_what_moves_them_without_a_source_is_asked_for_kindly(client, lab):
    answer = client.post(f"/goals/{lab}/{who('viktor')}/put", {"say": "4", "cares": "1", "moves": "money", "gains": "kept words"})
    assert answer.status_code == 400 and "where it was said" in text(answer)
    body = answer.content.decode()
    assert ">money</textarea>" in body and ">kept words</textarea>" in body and re.search(r'name="say" value="4" checked', body)


def test_ways_with_their_evidence_and_questions_to_ask_stand_beside_the_form(client, lab):
    said = text(client.get(f"/goals/{lab}/{who('helene')}"))
    assert "Yukl & Tracey 1992" in said and "Lee et al. 2017" in said and "Better not:" in said
    assert "To ask, not to guess" in said


def test_taken_off_and_ended_and_back(client, lab):
    before = digest()
    client.post(f"/goals/{lab}/{who('viktor')}/out")
    assert "Viktor" not in text(client.get(f"/goals/{lab}"))
    take_back(client)
    client.post(f"/goals/{lab}/finish", {"do": "finish", "outcome": "approved"})
    assert "approved" in text(client.get("/goals")) and "Next step" not in text(client.get(f"/goals/{lab}"))
    take_back(client)
    client.post(f"/goals/{lab}/finish", {"do": "drop"})
    take_back(client)
    assert digest() == before


def test_a_goal_without_a_day_is_kept_and_not_planned(client, lab):
    client.post(f"/goals/{lab}/change", {"title": "A test lab", "by": ""})
    assert "undated goals are kept, but not planned" in text(client.get(f"/goals/{lab}"))
    assert "Kept, but not planned" in text(client.get("/goals"))
    take_back(client)
    wrong = client.post(f"/goals/{lab}/change", {"title": "", "why": "still here", "by": ""})
    assert wrong.status_code == 400 and ">still here</textarea>" in wrong.content.decode()


def test_what_is_not_here_is_said(client, lab):
    assert client.get("/goals/999").status_code == 404
    assert client.get(f"/goals/{lab}/{people.find('Jonas Feld').id}").status_code == 404
    assert client.post(f"/goals/{lab}/move", {"person": who("viktor"), "say": "many"}).status_code == 400
    assert not Stance.objects.filter(stance="many").exists()


def test_the_pages_speak_in_our_voice(client, lab):
    for path in ("/goals", f"/goals/{lab}", *(f"/goals/{lab}/{who(key)}" for key in NAMES)):
        answer = client.get(path)
        body = answer.content.decode()
        assert answer.status_code == 200 and body.count("<h1") == 1, path
        assert FORBIDDEN.search(text(answer)) is None, FORBIDDEN.search(text(answer))
        assert not re.search(r"\b(convert|target|owes?|debt)\b", text(answer), re.I), path
        assert not re.search(r"<(?:\w+)[^>]*\s(?:style|on\w+)=", body), path
