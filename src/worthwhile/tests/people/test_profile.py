"""How a person is shown: by the newest card, and the address last used."""

import pytest

from worthwhile.intake import services as intake
from worthwhile.intake.models import ImportRun
from worthwhile.people import queries, services
from worthwhile.tests.people.conftest import AT
from worthwhile.workspace.services import confirm_own

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.mark.django_db
def test_the_newest_export_says_where_somebody_works(tmp_path):
    confirm_own(["noor@halden.example"])
    for when, said in enumerate(("OldCo,Clerk", "NewCo,")):
        folder = tmp_path / str(when)
        folder.mkdir()
        file = folder / "Connections.csv"
        file.write_text(f"{HEAD}Zoltan,Querfurth,https://www.linkedin.com/in/zoltanq,,{said},01 Feb 2024\n")
        intake.bring_in([file], at=AT + when)
        services.resolve(at=AT + when)
    (who,) = queries.people("zoltan")
    assert (who.organisation, who.title) == ("NewCo", "")
    assert queries.people("newco") == [who] and queries.people("oldco") == []


def test_the_newer_run_then_the_later_day_counts_and_birthdays_stay(log):
    log.card("Kofi Mensah", "kofi@valmar.example", organisation="OldCo", title="Clerk", birthday="1980-03-01", since=AT - 90)
    log.card("Kofi Mensah", "kofi@valmar.example", organisation="Between", title="Fitter", since=AT - 99)
    log.resolve()
    assert queries.find("kofi@valmar.example").organisation == "OldCo"
    log.run = ImportRun.objects.create(origin=log.origin, began=2, state="done")
    log.card("Kofi Mensah", "kofi@valmar.example", organisation="NewCo", since=AT - 200)
    log.resolve()
    who = queries.find("kofi@valmar.example")
    assert (who.organisation, who.title, who.birthday) == ("NewCo", "", "1980-03-01")


def test_a_card_that_renames_somebody_is_the_same_card(log):
    log.card("Zoltan Querfurth", "zq@valmar.example", uid="77")
    log.run = ImportRun.objects.create(origin=log.origin, began=2, state="done")
    log.card("Zoltan Adler", "zq@valmar.example", uid="77")
    log.card("Ruth Pellegrin", "ruth@valmar.example", uid="77")  # a program that counts from one in every file
    log.resolve()
    assert queries.find("zq@valmar.example").name == "Zoltan Adler"
    assert queries.find("ruth@valmar.example").id != queries.find("zq@valmar.example").id
    assert [p.name for p in queries.people("querfurth", kind="person")] == []


def test_the_address_last_used_is_shown(log):
    log.card("Kofi Mensah", "old@valmar.example", "new@valmar.example", "idle@valmar.example")
    log.mail("noor@halden.example", "old@valmar.example", at=AT - 9000)
    log.mail("new@valmar.example", "noor@halden.example", at=AT - 500)
    log.meet("noor@halden.example", "idle@valmar.example", at=AT + 50_000)
    log.resolve()
    assert queries.find("Kofi Mensah").email == "new@valmar.example"
    log.mail("noor@halden.example", "old@valmar.example", at=AT - 100)
    log.resolve()
    assert queries.find("Kofi Mensah").email == "old@valmar.example"
