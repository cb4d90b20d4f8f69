"""The page that they would see: what every other page shows of them stands on it; a line is changed from it; it is saved as a PDF."""

import html
import io
import re

import pypdf
import pytest

from worthwhile.people import queries as people
from worthwhile.tests.seen.test_pdf import bare, read
from worthwhile.tests.web.conftest import AT
from worthwhile.tests.web.walk import deniz, take_back, text
from worthwhile.value import services as value
from worthwhile.value.models import Note

pytestmark = pytest.mark.usefixtures("demo", "db")


def page(client) -> str:
    return text(client.get(f"/people/{deniz()}/as-they-see-it"))


def test_what_other_pages_show_of_them_stands_there_too(client):
    whole = bare(page(client).replace("‘", "“").replace("’", "”"))
    own = f"/people/{deniz()}"
    for path in (own, f"{own}/talked", f"/before/{deniz()}"):
        body = client.get(path).content.decode()
        subjects = {html.unescape(s) for s in re.findall(r"“([^”<]+)”", body)}
        missing = [s for s in subjects if bare(s.replace("‘", "“").replace("’", "”")) not in whole]
        assert missing == [], path
    said = (
        html.unescape(re.search(r'<p class="say[^"]*">(.*?)</p>', client.get(own).content.decode(), re.S)[1])
        if 'class="say' in body
        else ""
    )
    assert bare(said) in whole


def test_a_line_is_changed_from_the_page_and_taken_back(client):
    line = value.note(deniz(), "likes <go>", at=AT)
    path = f"/people/{deniz()}/lines/{line}"
    assert f'href="{path}"' in client.get(f"/people/{deniz()}/as-they-see-it").content.decode()
    assert "likes &lt;go&gt;" in client.get(path).content.decode()
    answer = client.post(path, {"text": "plays go on Fridays", "do": "keep"})
    assert answer.status_code == 303 and "plays go on Fridays" in text(client.get(answer.headers["Location"]))
    take_back(client)
    assert Note.objects.get(pk=line).text == "likes <go>"
    client.post(path, {"do": "remove"})
    assert not Note.objects.filter(pk=line).exists() and client.get(path).status_code == 404
    take_back(client)
    assert client.get(path).status_code == 200
    assert client.post(path, {"text": "x"}).status_code == 400 and client.post(path, {"text": " ", "do": "keep"}).status_code == 400
    other = people.find("Kofi Mensah").id
    assert client.get(f"/people/{other}/lines/{line}").status_code == 404, "a line of somebody else"


def test_the_pdf_holds_what_the_page_says(client):
    answer = client.get(f"/people/{deniz()}/as-they-see-it.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"] == 'attachment; filename="deniz-aydin.pdf"'
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) > 1
    inside = read(answer.content)
    body = client.get(f"/people/{deniz()}/as-they-see-it").content.decode()
    lines = re.findall(r"<(?:li|dd)>(.*?)(?: <span| <a|</li>|</dd>)", re.search(r'<div class="asthey">.*?</aside>', body, re.S)[0], re.S)
    assert len(lines) > 60
    assert [said for said in lines if bare(html.unescape(said)) not in inside] == []


def test_everything_about_them_can_be_deleted_from_the_page(client):
    person = deniz()
    body = client.get(f"/people/{person}/as-they-see-it").content.decode()
    assert f'action="/people/{person}/forget"' in body
    client.post(f"/people/{person}/forget", {"sure": "yes"})
    assert client.get(f"/people/{person}/as-they-see-it").status_code == 404


def test_every_link_on_the_page_leads_somewhere(client):
    value.note(deniz(), "plays go", at=AT)
    body = client.get(f"/people/{deniz()}/as-they-see-it").content.decode()
    wrong = [
        p
        for p in sorted(set(re.findall(r'<dd>.*?href="([^"]+)"|<li>.*?href="([^"]+)"', body)))
        for p in p
        if p and client.get(html.unescape(p)).status_code != 200
    ]
    assert wrong == []


def test_what_imports_show_stands_in_the_story_and_is_taken_over(client):
    from worthwhile.intake.models import Address, ImportRun, Interaction, Origin, Participation
    from worthwhile.value.queries.brought import introduced_by

    person, run = people.find("Kofi Mensah").id, ImportRun.objects.latest("pk")
    who = [people.find("Kofi Mensah").email, "noor.haddad@haldenrail.example", people.people(kind="stranger")[0].email]
    rows = [Address.objects.get(kind="email", value=v) for v in who]
    Participation.objects.filter(address=rows[2]).delete()
    other = people.people(kind="stranger")[0]
    mail = Interaction.objects.create(
        key="intro",
        kind="mail",
        at=AT - 5 * 86_400,
        subject=f"Intro: {other.name} <> Noor",
        size=3,
        sender=rows[0],
        run=run,
        origin=Origin.objects.latest("pk"),
    )
    later = Interaction.objects.create(key="later", kind="mail", at=AT - 86_400, size=2, sender=rows[1], run=run, origin=mail.origin)
    for act, pairs in ((mail, zip(rows, ("from", "to", "to"), strict=True)), (later, ((rows[1], "from"), (rows[2], "to")))):
        Participation.objects.bulk_create(Participation(interaction=act, address=a, role=r, at=act.at) for a, r in pairs)
    assert [b.row for b in introduced_by(person, AT)] == [mail.pk]
    body = text(client.get(f"/people/{person}"))
    assert f"Introduced you to {other.name}" in body and "Since then you and" in body and "It led to" not in body
    answer = client.post(f"/people/{person}/introduced", {"row": mail.pk, "text": "a first talk"})
    assert "It led to: a first talk" in text(client.get(answer.headers["Location"]))
    assert client.post(f"/people/{person}/introduced", {"row": "x"}).status_code == 404
