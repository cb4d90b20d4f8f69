"""Forgetting somebody who had another name once, or who is named by a part: nothing stays."""

import json
import subprocess
import sys
from pathlib import Path

from worthwhile.intake.models import Refusal, Sighting
from worthwhile.people import queries, services
from worthwhile.people.models import Person, Verdict
from worthwhile.tests.people.conftest import AT
from worthwhile.value import services as value
from worthwhile.workspace.models import Deed, Preference


def id_of(address):
    return queries.find(address).id


def test_by_the_number_of_a_joined_part_the_whole_is_forgotten(log):
    log.mail("noor@halden.example", "zoltan@valmar.example")
    log.mail("noor@halden.example", "bela@home.example")
    log.resolve()
    whole, part = sorted((id_of("zoltan@valmar.example"), id_of("bela@home.example")))
    services.same(whole, part, at=AT)
    log.resolve()
    services.forget(part, at=AT)
    log.resolve()
    assert not Person.objects.filter(anchor__contains="zoltan").exists() and not Person.objects.filter(anchor__contains="bela").exists()
    assert [p.kind for kind in ("me", "person", "stranger") for p in queries.people(kind=kind)] == ["me"]


def test_deeds_on_others_stay_and_a_shared_address_names_nobody(log):
    log.mail("noor@halden.example", "ama@valmar.example")
    log.address("ama@valmar.example", "Ama Mensah")
    for name in ("Ama Mensah", "Kofi Asante", "Ruth Pellegrin", "Mei-Ling Tan"):
        log.address("bugs@tracker.example", name)
    log.resolve()
    tracker = id_of("bugs@tracker.example")
    assert queries.person(tracker).name == "bugs" and id_of("Ama Mensah") == id_of("ama@valmar.example")
    value.note(id_of("Ama Mensah"), "likes chess", at=AT)
    services.leave_out(tracker, at=AT)
    services.forget(tracker, at=AT)
    assert [d.sentence for d in Deed.objects.all()] == ["You wrote a note on Ama Mensah."]


def test_what_was_learned_and_what_a_refusal_quotes_goes(log):
    log.mail("noor@halden.example", "zoltan@valmar.example")
    log.address("zoltan@valmar.example", "Zoltan Querfurth")
    log.resolve()
    for name in ("inclinations", "habits", "minutes"):
        Preference.objects.create(name=name, value={"1": 2})
    Refusal.objects.create(run=log.run, reason='Its sender is no e-mail address: "ZOLTAN  Querfurth".')
    services.forget(id_of("zoltan@valmar.example"), at=AT)
    assert Refusal.objects.get().reason == 'Its sender is no e-mail address: "…".'
    assert (
        not Preference.objects.filter(name__in=("inclinations", "habits")).exists() and Preference.objects.filter(name="minutes").exists()
    )
    assert not Sighting.objects.filter(name__contains="Querfurth").exists() and not Verdict.objects.exists()


def test_no_byte_of_an_earlier_name_is_left(tmp_path):
    box, book, later = tmp_path / "All.mbox", tmp_path / "book.vcf", tmp_path / "later.vcf"
    box.write_text(
        "From x Thu Jan  1 00:00:00 2026\nFrom: Noor <noor@valmar.example>\nTo: zq@valmar.example\n"
        "Date: Thu, 01 Jan 2026 00:00:00 +0000\nMessage-ID: <a@valmar.example>\nSubject: hello\n\n"
        "From x Thu Jan  1 00:00:00 2026\nFrom: Zoltan Querfurth\nTo: noor@valmar.example\n"
        "Date: Thu, 01 Jan 2026 00:00:00 +0000\nMessage-ID: <b@valmar.example>\nSubject: none\n\n"
    )
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:77\nFN:{}\nEMAIL:zq@valmar.example\nEND:VCARD\n"
    book.write_text(card.format("Zoltan Querfurth"))
    later.write_text(card.format("Zoltan Zzmarker"))
    child = [sys.executable, str(Path(__file__).with_name("child.py")), str(tmp_path / "store"), str(box), str(book), str(later)]
    done = subprocess.run(child, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"traces": [], "name": "Zoltan Zzmarker", "in deeds": True, "in refusals": True, "left": []}
