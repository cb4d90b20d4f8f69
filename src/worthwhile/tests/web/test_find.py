"""Find or do: one box for any person, act or subject; nothing is done by looking, and nothing typed is lost."""

import html
import re

import pytest

from worthwhile.errors import NotUnderstood
from worthwhile.people import queries as people
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.walk import deniz, take_back, text
from worthwhile.value import services as value
from worthwhile.value.models import Introduction, Note

pytestmark = pytest.mark.usefixtures("demo", "db")


def options(client, q: str) -> list[dict[str, str]]:
    """The options of the box at this point of typing."""
    body = client.get("/find/hits", {"q": q}).content.decode()
    found = []
    for attributes, inside in re.findall(r'<div class="hit" role="option"([^>]*)>(.*?)</div>', body):
        one = {k: html.unescape(v) for k, v in re.findall(r'([\w-]+)="([^"]*)"', attributes)}
        found.append(one | {"words": html.unescape(re.sub(r"<[^>]+>", "", inside)).strip(), "post": "data-post" in attributes})
    return found


def send(client, option: dict[str, str]):
    """Choose an option that does something."""
    assert option["post"]
    fields = {k.removeprefix("data-field-"): v for k, v in option.items() if k.startswith("data-field-")}
    return client.post(option["data-to"], fields | {"back": option["data-back"]})


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("need {}: a second lab", "need"),
        ("gave {}: the name of a lab", "gave"),
        ("received {} a word of warning", "received"),
        ("promise {}: the plan by 3 December", "promise"),
        ("ask {}: a look at the draft", "ask"),
        ("thank {}: for the data", "thanked"),
        ("note {} likes chess", "note"),
        ("spoke {}", "spoke"),
    ],
)
def test_the_first_option_keeps_the_line(client, line, kind):
    first, *_ = options(client, line.format("deniz aydin"))
    before = Note.objects.count()
    answer = send(client, first)
    assert Note.objects.count() == before + 1 and Note.objects.latest("pk").kind == kind
    assert answer.headers["Location"].startswith(f"/people/{deniz()}?did=")
    take_back(client)
    assert Note.objects.count() == before


def test_the_page_without_scripts_has_the_same_groups(client):
    for q in ("deniz", "thank ko", "gave deniz aydin: a lab", "who knows brake"):
        page = text(client.get("/find", {"q": q}))
        for option in options(client, q)[:4]:
            assert option["words"][:14] in page, q


def test_a_beginning_of_a_name_finds_people_acts_and_subjects(client):
    found = options(client, "thank ko")
    assert any(o["words"].startswith("Thank") and "Kofi Mensah" in o["words"] for o in found)
    assert any(o["data-to"] == f"/people/{people.find('Kofi Mensah').id}" for o in found)
    assert any(o["data-to"] == f"/before/{deniz()}" for o in options(client, "before deniz aydin"))
    subject = next(o for o in options(client, "brake") if o["data-to"].endswith("/talked"))
    assert re.search(r"“.*” .* with .*, \d+ \w+", subject["words"].replace("\u00a0", " "))


def test_who_knows_answers_with_the_reason(client):
    value.note(deniz(), "two years at the rail authority", at=AT, kind="offer")
    first, *_ = options(client, "who knows rail authority")
    assert first["data-to"] == f"/people/{deniz()}" and "glad to give: “two years at the rail authority”" in first["words"]
    assert "Who may know" in text(client.get("/find", {"q": "who knows rail authority"}))
    assert "Nothing here says who knows “falconry”" in text(client.get("/find", {"q": "who knows falconry"}))


def test_a_need_that_stands_in_other_words_is_named_before_it_is_kept(client):
    row = value.note(deniz(), "someone who has certified a wireless track sensor", at=AT, kind="need")
    (first, *_) = options(client, "need deniz: somebody who certified wireless sensors")
    assert f"Deniz’s need {row} says nearly this" in first["words"]


def test_two_are_introduced_by_one_line(client):
    line = "introduce deniz aydin and kofi mensah: braking data"
    first, *_ = options(client, line)
    send(client, first)
    assert Introduction.objects.get(need="braking data").anchor == people.person(deniz()).anchor
    take_back(client)
    assert not Introduction.objects.filter(need="braking data").exists()


def test_a_line_that_introduces_one_says_to_whom_is_likely_and_how_to_write_on(client):
    value.note(deniz(), "someone who has certified a wireless track sensor", at=AT - 2000, kind="need")
    value.note(people.find("lucía ferrer").id, "certified a wireless track sensor in 2024", at=AT - 1000, kind="offer")
    value.work_out_matches(at=AT)
    for line in ("introduce deniz", "introduce Deniz Aydin to", "introduce deniz and"):
        first, last, *_ = options(client, line)
        assert (
            "Deniz Aydın and Lucía Ferrer" in first["words"] and "certified a wireless track sensor" in first["words"] and first["post"]
        ), line
        assert "to whom? Write on: and a name, a colon, and what Deniz could use" in last["words"] and not last["post"], line
    assert any("Lucia Ferrer Mas" in o["words"] for o in options(client, "introduce deniz luc")), (
        "no need, and no offer, but the name begins so"
    )
    (nobody_near,) = (o for o in options(client, "introduce priya") if "Introduce" in o["words"])
    assert "what Priya could use" in nobody_near["words"]
    assert "Deniz Aydın and Lucía Ferrer" in text(client.get("/find", {"q": "introduce deniz luc"}))
    with pytest.raises(NotUnderstood, match="Introduce Deniz Aydın to whom. Perhaps to Lucía Ferrer: Deniz Aydın could use “") as error:
        value.do("introduce deniz", at=AT)
    assert error.value.do == "Write on: introduce Deniz Aydın and Lucía Ferrer"
    send(client, options(client, "introduce deniz")[0])
    assert Introduction.objects.filter(stage="ask one").latest("pk").anchor == people.person(deniz()).anchor


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("promise deniz aydin: the plan by 31 November", "“31 November” is not a date"),
        ("need denyz aydim: a lab", "Deniz Aydın"),
        ("gave", "Gave whom?"),
        ("before", "Before you meet whom?"),
        ("who knows", "Who knows what?"),
    ],
)
def test_what_is_wrong_is_said_and_the_line_stays(client, line, said):
    page = client.get("/find", {"q": line})
    assert said in text(page) and f'value="{html.escape(line)}"' in page.content.decode() and 'action="/do"' not in page.content.decode()
    assert said in text(client.get("/find/hits", {"q": line}))
    assert client.post("/do", {"line": line}).status_code in (400, 404)


@pytest.mark.parametrize(
    ("line", "missed", "there"),
    [
        ("introduce deniz aydin and kofy mensa: braking data", "“kofy mensa”", "Kofi Mensah"),
        ("introduce denyz aydim and kofi mensah: braking data", "“denyz aydim”", "Deniz Aydın"),
        ("promise kofy mensa: the plan", "“kofy mensa”", "Kofi Mensah"),
    ],
)
def test_who_is_near_is_asked_of_the_name_that_was_missed(client, line, missed, there):
    known = {"Kofi Mensah", "Deniz Aydın"} - {there}
    for path in ("/find", "/find/hits"):
        said = re.search(rf"[^.]*{missed}[^?]*\?", text(client.get(path, {"q": line})))
        assert said and there in said[0] and not any(name in said[0] for name in known), path


def test_a_line_that_does_something_is_no_subject(client):
    about = {o["data-to"] for o in options(client, "brake") if o["data-to"].endswith("/talked")}
    assert about
    for line in ("need deniz aydin: brake", "note deniz aydin brake", "introduce deniz aydin and kofi mensah: brake", "need brake"):
        found = options(client, line)
        assert found[0]["post"] and not any(o["data-to"].endswith("/talked") for o in found), line


def test_a_deed_still_being_typed_is_no_name_that_was_missed(client):
    for line in ("introd", "introduce", "prom", "promise", "befor"):
        assert "Nothing is named" not in text(client.get("/find/hits", {"q": line})), line
    assert "Nothing is named “zzqx” here" in text(client.get("/find/hits", {"q": "zzqx"}))
    for line in ("introd", "zzqx"):  # the box teaches as the page does
        assert "or what you want to do: “before viktor”" in text(client.get("/find/hits", {"q": line})), line
    assert "what you want to do" not in text(client.get("/find/hits", {"q": "deniz"}))
    page = text(client.get("/find", {"q": "introd"}))  # sent, and no longer being typed: a page is never empty
    assert "Nothing is named “introd” here" in page


def test_box_and_page_put_the_same_first(client):
    for line, first in (("viktor brandt", "People"), ("before viktor", "Do"), ("goals", "Do")):
        for path in ("/find", "/find/hits"):
            heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", client.get(path, {"q": line}).content.decode())
            assert heads[0] == first and "Do" in heads, (path, line)


def test_the_list_of_options_is_a_listbox_in_groups(client):
    body = client.get("/find/hits", {"q": "deniz"}).content.decode()
    assert body.count('role="listbox"') == 1
    labels = re.findall(r'role="group" aria-labelledby="(\w+)"', body)
    assert labels and all(f'id="{label}"' in body for label in labels)
    ids = re.findall(r'role="option" id="([\w-]+)"', body)
    assert len(ids) == len(set(ids)) >= 2


def test_two_of_one_name_ask_which_whatever_the_line(client):
    some = people.people()
    first = next(p.given for p in some if p.given and sum(q.given == p.given for q in some) > 1)
    for line, words in (
        (f"promise {first}: the plan by Friday", "the plan by Friday"),
        (f"spoke with {first} about brakes", "We spoke about brakes"),
        (f"spoke {first}", "We spoke"),
        (f"gave {first}: a lead", "a lead"),
        (f"gave {first} a lead", "a lead"),
    ):
        found = [o for o in options(client, line) if o["post"]]
        assert len(found) >= 2 and len({o["data-to"] for o in found}) == len(found) and f"“{words}”" in found[0]["words"], line
        send(client, found[1])
        assert Note.objects.latest("pk").text == words
    wrong = text(client.get("/find/hits", {"q": f"promise {first}: the plan by 31 November"}))
    assert "is not a date" in wrong
    sure = text(client.get("/find/hits", {"q": "promise viktor: the plan by 31 November"}))
    assert "is not a date. Enter it as 3 December" in sure and "Viktor Brandt?" not in sure, "the day is wrong, not the name"
    page = client.get("/find", {"q": f"introduce {first} and deniz aydin: a lab"})
    assert "may be" in text(page) and page.status_code == 200


@pytest.mark.parametrize(
    "q",
    [
        "",
        " ",
        "%",
        "'",
        "<script>",
        "who knows",
        "who knows ?",
        "introduce",
        "introduce and",
        "spoke",
        "thank",
        "x" * 500,
        "promise :",
        "by 31 November",
    ],
)
def test_no_line_breaks_it(client, q):
    assert client.get("/find", {"q": q}).status_code == 200 == client.get("/find/hits", {"q": q}).status_code
