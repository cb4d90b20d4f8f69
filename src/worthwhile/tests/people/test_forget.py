"""Forgetting somebody who had another name once, or who is named by a part: nothing stays."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from worthwhile import store, unchanged
from worthwhile.errors import NotUnderstood
from worthwhile.intake.models import Refusal, Sighting
from worthwhile.people import names, queries, services
from worthwhile.people.models import Person, Verdict
from worthwhile.planning.models import Act
from worthwhile.sources import mailaddress
from worthwhile.store import Fact, nouns
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


def test_she_herself_cannot_be_forgotten(log):
    log.mail("noor@halden.example", "zoltan@valmar.example")
    log.resolve()
    before = store.digest()
    with pytest.raises(NotUnderstood, match="is you"):
        services.forget(queries.me().id, at=AT)
    assert store.digest() == before


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


def test_what_she_wants_to_practise_and_the_sentence_of_the_day_name_them_no_more(log):
    log.mail("noor@halden.example", "zoltan@valmar.example")
    log.address("zoltan@valmar.example", "Zoltan Querfurth")
    log.resolve()
    value.keep_practice("asking Zoltan  QUERFURTH sooner, at zoltan@valmar.example too, and thanking Zoltan", at=AT)
    Preference.objects.create(name="a word", value={"at": AT, "said": "You asked Zoltan three times.", "looked": "2026-11-14"})
    services.forget(id_of("zoltan@valmar.example"), at=AT)
    assert Preference.objects.get(name="practice").value == "asking … sooner, at … too, and thanking …"
    assert Preference.objects.get(name="a word").value == {"at": AT, "said": "", "looked": "2026-11-14"}


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
    done = subprocess.run(child, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"traces": [], "name": "Zoltan Zzmarker", "in deeds": True, "in refusals": True, "left": []}


def forgotten(log, *others):
    """Mara is forgotten; what others are called here, and what she wrote on them."""
    from worthwhile.goals import services as goals

    log.mail("noor@halden.example", "mara@valmar.example")
    log.address("mara@valmar.example", "Mára Querfurth")
    for n, name in enumerate(("Bela Szabo", *others)):
        log.mail("noor@halden.example", f"n{n}@valmar.example")
        log.address(f"n{n}@valmar.example", name)
    log.resolve()
    bela = id_of("n0@valmar.example")
    line = value.note(bela, "thank mara’s brother, and Marabel", at=AT)
    value.reword(line, "thank Mara’s brother; Marabel too", at=AT)
    value.offers("the number of MARA", at=AT)
    goal = goals.start("A lab", why="Mára and Bela want it", at=AT)
    goals.put(goal, bela, fair="a seat beside Mara", at=AT)
    value.keep_practice("asking as Mara does", at=AT)
    Act.objects.create(
        anchor=queries.person(bela).anchor, kind="answer", title="Answer Bela", minutes=2, state="", draft="Mara is well", at=AT
    )
    return services.forget(id_of("mara@valmar.example"), at=AT)


def hers() -> list[str]:
    return [
        str(text) for model in nouns(Fact) for row in (model.objects.values_list(*model.free) if model.free else ()) for text in row if text
    ]


def test_a_first_name_that_can_mean_nobody_else_goes_from_her_words_too(log):
    gone = forgotten(log)
    assert gone.still == () and gone.sentence == "Mára Querfurth is forgotten. This cannot be taken back."
    said = hers()
    assert {"thank …’s brother; Marabel too", "the number of …", "… and Bela want it", "a seat beside …"} <= set(said)
    kept = [*said, *(f"{d.sentence} {json.dumps(d.payload, ensure_ascii=False)}" for d in Deed.objects.all())]
    assert not [text for text in kept if re.search(r"\bm[aá]ra\b", text, re.IGNORECASE)]


@pytest.mark.parametrize("other", ["Mara Nagy", "MARA"])
def test_a_first_name_that_others_bear_stays_and_is_told(log, other):
    before_others = forgotten(log, other)
    assert {(s.noun, s.text) for s in before_others.still} == {
        ("note", "thank Mara’s brother; Marabel too"),
        ("offer", "the number of MARA"),
        ("goal", "Mára and Bela want it"),
        ("stakeholder", "a seat beside Mara"),
        ("act", "Mara is well"),
        ("practice", "asking as Mara does"),
    }
    assert all(s.text in [*hers(), Preference.objects.get(name="practice").value] for s in before_others.still)


def test_an_everyday_word_is_told_and_never_torn_out(log):
    log.mail("noor@halden.example", "may@valmar.example")
    log.address("may@valmar.example", "May Querfurth")
    log.mail("noor@halden.example", "n0@valmar.example")
    log.address("n0@valmar.example", "Bela Szabo")
    log.resolve()
    value.note(id_of("n0@valmar.example"), "the plan by 4 May, with Querfurth", at=AT)
    gone = services.forget(id_of("may@valmar.example"), at=AT)
    assert [s.text for s in gone.still] == ["the plan by 4 May, with Querfurth"] == hers()


def test_two_offers_that_come_to_say_the_same_are_one(log):
    log.mail("noor@halden.example", "mara@valmar.example")
    log.address("mara@valmar.example", "Mara Querfurth")
    log.resolve()
    for words in ("lunch with …", "lunch with Mara"):
        value.offers(words, at=AT)
    services.forget(id_of("mara@valmar.example"), at=AT)
    assert hers() == ["lunch with …"]


def test_no_look_up_of_this_process_holds_the_name(log, django_capture_on_commit_callbacks):
    log.address("zoe@valmar.example", "Zoe Zzmarker")
    log.resolve()
    with django_capture_on_commit_callbacks(execute=True):
        unchanged.kept("who", lambda: "Zoe Zzmarker")
    queries._folded("Zoe Zzmarker")
    mailaddress.handles(b"Zoe Zzmarker <zoe@valmar.example>")
    names.words("Zoe Zzmarker")
    of_another_thread = unchanged._Memory(None, (0, 0), {"who": (0, 1, "Zoe Zzmarker")})
    unchanged._EVERY.add(of_another_thread)
    held = (unchanged._MINE.memory.found, of_another_thread.found, mailaddress._kept)
    assert all(held) and names.words.cache_info().currsize and queries._folded.cache_info().currsize
    with django_capture_on_commit_callbacks() as then:
        services.forget(id_of("zoe@valmar.example"), at=AT)
    then[0]()
    assert not any(held) and not names.words.cache_info().currsize and not queries._folded.cache_info().currsize
    names.words("Zoe Zzmarker")
    unchanged._FORGOTTEN[:] = [-1]  # as if another process had forgotten somebody since
    Preference.objects.create(name="anything", value=1)
    unchanged.kept("who", lambda: "nobody")
    assert not names.words.cache_info().currsize
