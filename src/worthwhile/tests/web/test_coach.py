"""The page for a coach: nobody else on it; what is typed there is kept only when she says so."""

import pytest

from worthwhile.people import queries as people
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.walk import deniz, text
from worthwhile.value import services as value
from worthwhile.workspace.models import Deed, Preference

pytestmark = pytest.mark.usefixtures("demo", "db")
DAY = 86_400


def test_nobody_else_stands_on_it(client):
    value.note(deniz(), "a word with Kofi Mensah of Halden", at=AT - DAY, kind="gave", help="introduction")
    body = text(client.get("/coach"))
    main = body[body.index("A month of Noor") : body.index("Read so far")]
    for one in [*people.people(), *people.people(kind="stranger")]:
        for said in (one.name, one.email, one.organisation):
            assert not said or said not in main, said
    assert "gave something" in main and "a matter of introduction" in main


def test_what_she_ticks_is_shown_and_what_she_types_is_not_kept(client):
    line = value.note(deniz(), "the name of <a lab>", at=AT - DAY, kind="gave")
    assert f'value="{line}"' in client.get("/coach/words").content.decode()
    deeds = Deed.objects.count()
    page = client.post("/coach", {"words": [line, "x"], "practice": "asking <sooner>", "do": "show"})
    assert "the name of <a lab>" in text(page) and "asking <sooner>" in text(page) and "&lt;a lab&gt;" in page.content.decode()
    assert not Preference.objects.filter(name="practice").exists() and Deed.objects.count() == deeds
    assert "a lab" not in text(client.get("/coach"))
    whole = client.post("/coach", {"words": [line], "practice": "asking", "do": "pdf"})
    assert whole["Content-Type"] == "application/pdf" and whole.content[:5] == b"%PDF-"
    answer = client.post("/coach", {"practice": "asking sooner", "do": "keep"})
    assert answer.status_code == 303 and "asking sooner" in text(client.get(answer.headers["Location"]))
    empty = client.post("/coach", {"practice": " ", "words": [line], "do": "keep"})
    assert "Nothing was written yet" in text(empty) and "the name of <a lab>" in text(empty) and Deed.objects.count() == deeds + 1
    assert client.post("/coach", {"do": "paint"}).status_code == 400


def test_where_her_own_words_stand_it_says_so_and_does_not_say_that_nobody_is_named(client):
    line = value.note(deniz(), "a word with Kofi Mensah", at=AT - DAY, kind="gave")
    assert "nobody else is named" in text(client.get("/coach"))
    assert "look whether it names somebody" in text(client.get("/coach"))
    for typed in ({"words": [line]}, {"practice": "thanking Kofi Mensah"}):
        page = text(client.post("/coach", {**typed, "do": "show"}))
        assert "Kofi Mensah" in page and "nobody else is named" not in page and "look through them for names" in page
    value.keep_practice("thanking Kofi Mensah", at=AT)
    assert "nobody else is named" not in text(client.get("/coach"))


def test_an_empty_month_has_a_page(client):
    from worthwhile.doors.web import clock

    clock.fix(AT + 400 * DAY)
    assert "No act is noted as done" in text(client.get("/coach")) and "Nothing of this month" in text(client.get("/coach/words"))
