"""Forgetting: nothing of them is left in the log nor in the bytes of the store, and the same file does not bring them back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from worthwhile.intake import services
from worthwhile.intake.models import Address, Card, Event, Forgotten, ImportRun, Interaction, Participation, Sighting
from worthwhile.tests.intake.made import AT, DAY, ME, Fake, card, email, mail, meeting, sums, write_mbox
from worthwhile.workspace.models import OwnAddress

pytestmark = pytest.mark.django_db
GONE, HOME = "gone@valmar.example", "gone@home.example"


@pytest.fixture
def log(monkeypatch, tmp_path):
    """A log with exchanges with them alone, with others, cards and meetings; and the file that it came from."""
    OwnAddress.objects.create(value=ME, confirmed=True)
    fake = Fake(monkeypatch)
    path = fake.file(
        tmp_path / "a.fake",
        mail("alone", GONE, ME, name="Gone Girl", subject="for you"),
        mail("theirs to all", GONE, ME, "ana@valmar.example", subject="theirs"),
        mail("mine to all", ME, GONE, "ana@valmar.example", subject="mine"),
        card("c1", "Gone Girl", GONE, HOME),
        card("c2", "The Lindbergs", HOME, "ana@valmar.example"),
        card("c3", "Gone without address"),
        meeting("two of us", GONE, starts=(AT, AT + DAY)),
        meeting("all of us", GONE, "ana@valmar.example"),
    )
    services.bring_in([path], at=AT)
    services.forget_addresses([("email", GONE), Address.objects.get(value=HOME).pk], cards=["c3"])
    return fake, path


def test_what_is_with_them_alone_goes_and_others_keep_theirs(log):
    assert not Address.objects.filter(value__startswith="gone").exists() and not Sighting.objects.exists()
    mails = Interaction.objects.exclude(kind="meeting").order_by("key")
    assert list(mails.values_list("key", "subject", "sender__value")) == [("mine to all", "mine", ME), ("theirs to all", "", None)]
    assert list(Card.objects.values_list("key", "addresses__address__value")) == [("c2", "ana@valmar.example")]
    event = Event.objects.get()
    assert event.key == "all of us" and "gone" not in event.who and "ana@valmar.example" in event.who
    assert sorted(Participation.objects.values_list("interaction__key", "address__value").distinct())[0][1] == "ana@valmar.example"
    assert Forgotten.objects.count() == 3


def test_the_same_file_does_not_bring_them_back(log):
    fake, path = log
    before = Interaction.objects.count(), Card.objects.count(), Event.objects.count()
    fake.file(
        tmp := path.with_name("b.fake"), *fake.items["a.fake"], mail("new", "ana@valmar.example", ME, GONE), mail("new alone", ME, HOME)
    )
    report = services.bring_in([tmp], at=AT)[0]
    assert sums(report) == (1, 4, 0, 5) and [p.reason for p in report.left_out] == ["Forgotten at your wish."]
    assert (Interaction.objects.count() - 1, Card.objects.count(), Event.objects.count()) == before
    assert not Address.objects.filter(value__startswith="gone").exists()


def test_a_mark_says_nothing_without_the_key(log, settings):
    mark = Forgotten.objects.first().mark
    assert len(mark) == 64 and "gone" not in mark
    from worthwhile.intake.services.addresses import mark_of

    here = mark_of("email", GONE)
    settings.SECRET_KEY = "of another folder"
    assert mark_of("email", GONE) != here


def test_no_byte_of_them_is_left_in_the_store(tmp_path):
    box, book = write_mbox(tmp_path / "All.mbox", range(400)), tmp_path / "book.vcf"
    with box.open("a") as file:
        for n in range(60):
            file.write(
                f"From x Thu Jan  1 00:00:{n:02d} 2026\nFrom: Zoë Zzmarker <zzmarker@valmar.example>\nTo: noor@valmar.example\n"
                f"Date: Thu, 01 Jan 2026 00:00:{n:02d} +0000\nMessage-ID: <z{n}@valmar.example>\nSubject: zzmarker writes\n\n"
            )
        file.write(
            "From x Fri Jan  2 00:00:00 2026\nFrom: Noor <noor@valmar.example>\nTo: Zzmarker <zzmarker@valmar.example>, p1@valmar.example\n"
            "Date: Fri, 02 Jan 2026 00:00:00 +0000\nMessage-ID: <both@valmar.example>\nSubject: both\n\n"
        )
    book.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zoe Zzmarker\nEMAIL:zzmarker@valmar.example\nNOTE:zzmarker plays chess\nEND:VCARD\n")
    child = [sys.executable, str(Path(__file__).with_name("child.py")), str(tmp_path / "store"), "forget", str(box), str(book)]
    done = subprocess.run(child, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["messages"], told["cards"], told["people"]) == (401, 0, 0)
    assert told["again"] == [[0, "unchanged"], [0, "unchanged"]] and told["traces"] == []


def test_forgetting_nobody_changes_nothing():
    services.forget_addresses([])
    services.forget_addresses([("email", "stranger@valmar.example")])
    assert Forgotten.objects.count() == 1 and email("x").value == "x"


def test_what_they_write_and_call_to_afterwards_is_kept_without_their_words(log):
    """To her and others, in a file that came later; and the same after a look at the first file again."""
    fake, path = log
    fake.file(
        later := path.with_name("later.fake"),
        mail("new to all", GONE, ME, "ana@valmar.example", subject="their words", detail="theirs"),
        mail("ana's", "ana@valmar.example", ME, GONE, subject="her words"),
        meeting("theirs", ME, "ana@valmar.example", organizer=GONE, summary="their party", place="their house"),
    )
    services.bring_in([later], at=AT)
    assert dict(Interaction.objects.filter(run__origin__path=str(later)).values_list("kind", "subject").exclude(key="ana's")) == {
        "mail": "",
        "meeting": "",
    }
    assert Interaction.objects.get(key="ana's").subject == "her words" and Interaction.objects.get(key="new to all").detail == ""
    assert Event.objects.filter(key="theirs").values_list("summary", "place").get() == ("", "")


def test_with_its_organizer_the_title_and_place_of_a_meeting_go(monkeypatch, tmp_path):
    OwnAddress.objects.create(value=ME, confirmed=True)
    fake = Fake(monkeypatch, noun="meetings")
    told = [
        meeting("party", ME, "ana@valmar.example", organizer=GONE, summary=said, place="their house") for said in ("a party", "a feast")
    ]
    path = fake.file(tmp_path / "a.fake", told[0])
    services.bring_in([path], at=AT)
    services.bring_in([fake.file(path, told[1])], at=AT + DAY)
    services.forget_addresses([("email", GONE)])
    assert Event.objects.values_list("summary", "place").get() == ("", "")
    services.bring_in([fake.file(path, told[1], meeting("other", "ana@valmar.example"))], at=AT + 2 * DAY)
    services.undo_run(ImportRun.objects.order_by("pk")[1].pk)
    assert Event.objects.filter(key="party").values_list("summary", "place").get() == ("", "")
    assert not Interaction.objects.filter(event__key="party").exclude(subject="").exists()
