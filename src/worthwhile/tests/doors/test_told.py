"""What an import says: a folder of many files in one line, a calendar handed over twice, the reach of what tells of none."""

import os
import shutil

import pytest

from worthwhile.tests.doors.called import run

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{mail}\nEND:VCARD\n"
EVENT = "BEGIN:VEVENT\nUID:{uid}\n{stamp}DTSTART:{start}\nSUMMARY:Talk\nORGANIZER:mailto:noor@halden.example\nATTENDEE:mailto:ana@valmar.example\nEND:VEVENT\n"
NOW = 1_795_510_800  # 24 November 2026, 09:00 UTC


@pytest.fixture(autouse=True)
def begun(empty, tmp_path) -> None:
    """Each test has a store of its own in which nothing is yet."""
    shutil.copytree(empty, tmp_path / "s")


def calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n"


def event(uid: str, start: str, stamp: str = "") -> str:
    return EVENT.format(uid=uid, start=start, stamp=f"DTSTAMP:{stamp}\n" if stamp else "")


def test_a_folder_of_many_files_is_one_line(tmp_path):
    cards = tmp_path / "cards"
    cards.mkdir()
    for n in range(40):
        (cards / f"{n}.vcf").write_text(CARD.format(name=f"Ana Valmar {n}", mail=f"ana{n}@valmar.example"))
    (cards / "broken.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n")
    said = run("import", str(cards), data=tmp_path / "s", code=1)
    assert "41 files in cards/: all read; 40 cards, 1 refused, below" in said and "broken.vcf" in said and "37.vcf" not in said
    doctor = " ".join(run("doctor", data=tmp_path / "s").split())
    assert "(41 files)" in doctor and "37.vcf" not in doctor
    assert "nothing new" in run("refresh", data=tmp_path / "s")


def test_the_demo_says_what_came_in_and_begun_anew_it_is_the_same(made, tmp_path):
    said, begun = (made.parent / "said").read_text(), tmp_path / "s" / "demo"
    assert "messages" in said and "meetings" in said and "people you really exchange with or keep as contacts, out of" in said
    begun.mkdir()
    (begun / "a.vcf").write_text(CARD.format(name="Ana Valmar", mail="ana@valmar.example"))  # as if an older demo stood there
    run("import", str(begun / "a.vcf"), data=tmp_path / "s")
    run("note", "ana", "gone with the old demo", data=tmp_path / "s")
    assert run("demo", "--again", data=tmp_path / "s").replace(str(tmp_path / "s"), "") == said.replace(str(made), "")
    assert run("digest", data=tmp_path / "s") == run("digest", data=shutil.copytree(made, tmp_path / "made"))
    assert "--again" in run("demo", data=tmp_path / "s")


def test_nobody_is_said_to_exchange_with_somebody_unknown(tmp_path):
    (tmp_path / "a.vcf").write_text(CARD.format(name="Ana Valmar", mail="ana@valmar.example"))
    said = run("import", str(tmp_path / "a.vcf"), data=tmp_path / "s")
    assert "people you really exchange with" not in said and "once your own address is known" in said
    assert "1 person is named in it, with 1 address." in said and "small thing" not in said
    assert "Which address is yours is not known yet" in run("today", data=tmp_path / "s")


def test_where_only_linkedin_was_read_no_address_is_asked_for_and_her_namesake_is_somebody_else(tmp_path):
    export, store = tmp_path / "export", tmp_path / "s"
    export.mkdir()
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    (export / "Connections.csv").write_text(head + "Ana,Valmar,https://www.linkedin.com/in/ana-v-77,,Mill,Baker,03 Mar 2021\n")
    first = run("import", str(export / "Connections.csv"), data=store)
    assert (
        "Who you are is not in what LinkedIn sent" in first
        and "1 person you really exchange with or keep as contacts, out of 1 address." in first
    )
    (export / "Profile.csv").write_text("First Name,Last Name,Maiden Name,Headline\nAna,Valmar,,Head of testing\n")
    said = " ".join(run("import", str(export), data=store).split())
    assert "LinkedIn has you as Ana Valmar. Its connections do not tell with whom you exchange" in said and "--me" not in said
    assert "LinkedIn has you as Ana Valmar." in " ".join(run("today", data=store).split())
    assert "Ana Valmar · Baker" in run("people", data=store)


def test_the_same_calendar_under_another_name_is_recognised(tmp_path):
    store, text = tmp_path / "s", calendar(event("1", "20261101T100000Z", "20261110T080000Z"))
    for name in ("work.ics", "copy.ics"):
        (tmp_path / name).write_text(text)
    run("import", str(tmp_path / "work.ics"), data=store)
    before = run("digest", data=store), run("doctor", "--json", data=store)
    said = run("import", str(tmp_path / "copy.ics"), data=store)
    assert "nothing new" in said
    assert "copy.ics" not in run("doctor", data=store)
    assert (run("digest", data=store), run("doctor", "--json", data=store)) == before
    (tmp_path / "copy.ics").write_text(text.replace("Talk", "Other talk"))
    assert "nothing new" not in run("import", str(tmp_path / "copy.ics"), data=store)


def calendar_until(tmp_path, text: str) -> str:
    file = tmp_path / "work.ics"
    file.write_text(text)
    os.utime(file, (NOW, NOW))
    said = run("import", str(file), data=tmp_path / "s")
    return said.split("until ")[1].split("\n")[0] if "until" in said else ""


def test_a_calendar_reaches_to_the_day_it_was_written_out(tmp_path):
    told = calendar(event("1", "20261020T100000Z", "20261110T080000Z"), event("2", "20261201T100000Z", "20261101T080000Z"))
    assert calendar_until(tmp_path, told).startswith("10 November")


def test_without_stamps_it_reaches_to_the_last_meeting_that_has_passed(tmp_path):
    assert calendar_until(tmp_path, calendar(event("1", "20261020T100000Z"), event("2", "20261201T100000Z"))).startswith("20 October")


def test_only_where_nothing_better_is_in_it_the_file_s_own_time_counts(tmp_path):
    assert calendar_until(tmp_path, calendar(event("2", "20261201T100000Z"))).startswith("24 November")


def test_an_address_book_reaches_to_no_day(tmp_path):
    (tmp_path / "a.vcf").write_text(CARD.format(name="Ana Valmar", mail="ana@valmar.example"))
    assert "until" not in run("import", str(tmp_path / "a.vcf"), data=tmp_path / "s")


def test_a_calendar_of_which_nothing_could_be_read_reaches_to_no_day(tmp_path):
    file = tmp_path / "work.ics"
    file.write_text(calendar("BEGIN:VEVENT\nUID:1\nDTSTAMP:20261101T080000Z\nSUMMARY:Talk\nEND:VEVENT\n"))
    said = run("import", str(file), data=tmp_path / "s", code=1)
    assert "0 meetings, 1 refused" in said and "until" not in said and "no beginning" in said
    assert "Calendar    none read" in run("doctor", data=tmp_path / "s")
