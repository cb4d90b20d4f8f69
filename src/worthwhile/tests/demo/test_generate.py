"""The demo's files: of the real formats, the same bytes each time, and nobody real in them."""

import csv
import email
import io
import mailbox
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime

import icalendar
import pytest
import vobject

from worthwhile.demo import writers
from worthwhile.demo.generate import ME, make, write
from worthwhile.demo.scenes import titles

AT = int(datetime(2026, 11, 24, 8, 0, tzinfo=UTC).timestamp())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    where = tmp_path_factory.mktemp("demo")
    write(where, at=AT, zone="Europe/Oslo")
    return where


@pytest.fixture(scope="module")
def archive(folder):
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as whole:
        return {name: whole.read(name).decode() for name in whole.namelist()}


@pytest.fixture(scope="module")
def heads(folder):
    assert len(mailbox.mbox(folder / "mail.mbox")) == folder.joinpath("mail.mbox").read_text().count("\nFrom ") + 1
    return [
        _Head(email.message_from_string(part.partition("\n")[2])) for part in folder.joinpath("mail.mbox").read_text()[5:].split("\nFrom ")
    ]


class _Head:
    """The headers that tests ask for, read once by the standard library."""

    def __init__(self, message):
        self.key, self.parent = message["Message-ID"], message["In-Reply-To"]
        self.references = (message["References"] or "").split()
        self.at = parsedate_to_datetime(message["Date"])
        self.sender = getaddresses([message["From"]])
        self.others = getaddresses(message.get_all("To", []) + message.get_all("Cc", []))


def test_the_same_moment_and_seed_give_the_same_bytes(tmp_path, folder):
    again = write(tmp_path, at=AT, zone="Europe/Oslo")
    assert {p.name: p.read_bytes() for p in again} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_another_seed_gives_another_crowd(tmp_path, folder):
    other = write(tmp_path, at=AT, seed=8, zone="Europe/Oslo")
    assert all(p.read_bytes() != (folder / p.name).read_bytes() for p in other)


def test_the_hour_of_the_day_changes_nothing(tmp_path, folder):
    later = write(tmp_path, at=AT + 9 * 3600, zone="Europe/Oslo")
    assert {p.name: p.read_bytes() for p in later} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_how_much_there_is(folder, heads, archive):
    world = make(AT, zone="Europe/Oslo")
    assert len(heads) == len(world.mails) and 3300 <= len(heads) <= 4200
    assert 130 <= folder.joinpath("contacts.vcf").read_text().count("BEGIN:VCARD") <= 150
    assert 140 <= folder.joinpath("work.ics").read_text().count("BEGIN:VEVENT") <= 220
    assert 180 <= len(archive["Connections.csv"].splitlines()) - 4 <= 210
    addresses = {a for m in heads for _, a in m.sender + m.others}
    assert 800 <= len(addresses) <= 1000


def test_every_message_can_be_read_and_none_is_twice(heads):
    keys = {m.key for m in heads}
    assert len(keys) == len(heads)
    assert all(len(m.sender) == 1 and m.others and m.at.tzinfo for m in heads)
    answers = [m for m in heads if m.parent]
    assert len(answers) > 800
    assert all(m.parent in keys and m.references[-1] == m.parent for m in answers)


def test_an_answer_comes_after_what_it_answers_and_nothing_after_the_end(heads):
    when = {m.key: m.at for m in heads}
    assert all(when[m.parent] < m.at for m in heads if m.parent)
    assert max(when.values()) == datetime(2026, 11, 21, 17, 40, tzinfo=UTC)


def test_names_beyond_ascii_are_encoded_words(folder, heads):
    assert folder.joinpath("mail.mbox").read_bytes().isascii()
    assert "Lucía Ferrer" in {str(make_header(decode_header(name))) for m in heads for name, _ in m.sender if name.startswith("=?")}


def test_the_calendar_is_one_that_icalendar_reads(folder):
    calendar = icalendar.Calendar.from_ical(folder.joinpath("work.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert not [e for e in events if e.errors]
    today = [e for e in events if str(e["SUMMARY"]) == "Capital plan, first look"]
    assert [e.decoded("DTSTART").astimezone(UTC) for e in today] == [datetime(2026, 11, 24, 13, 0, tzinfo=UTC)]
    assert any("RRULE" in e and "EXDATE" in e for e in events) and any(len(e.get("ATTENDEE", [])) > 4 for e in events)
    series = [e for e in events if "EXDATE" in e]
    for event in series:
        dates = event["EXDATE"] if isinstance(event["EXDATE"], list) else [event["EXDATE"]]
        assert all(d.dt.weekday() == event.decoded("DTSTART").weekday() for one in dates for d in one.dts)


def test_the_time_zones_of_the_calendar_say_what_the_table_says(folder):
    import zoneinfo

    calendar = icalendar.Calendar.from_ical(folder.joinpath("work.ics").read_bytes())
    zones = {str(z["TZID"]): z for z in calendar.walk("VTIMEZONE")}
    assert set(zones) == {"Europe/Oslo", "Europe/Madrid"}
    own = zones["Europe/Oslo"].to_tz()
    for month in range(1, 13):
        local = datetime(2026, month, 15, 12)
        assert local.replace(tzinfo=own).utcoffset() == local.replace(tzinfo=zoneinfo.ZoneInfo("Europe/Oslo")).utcoffset()


def test_the_cards_are_ones_that_vobject_reads(folder):
    text = folder.joinpath("contacts.vcf").read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    found = list(vobject.readComponents(text.decode()))
    assert Counter(c.version.value for c in found).keys() == {"3.0", "4.0"}
    assert all(c.fn.value for c in found)
    born = {c.bday.value[-5:].replace("-", "") for c in found if hasattr(c, "bday")}
    assert {"1124", "1125"} <= {b[-4:] for b in born}


def test_linkedins_tables_have_its_headers(archive):
    assert archive["Connections.csv"].splitlines()[3] == "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    assert archive["messages.csv"].startswith('"CONVERSATION ID","CONVERSATION TITLE","FROM"')
    for name, text in archive.items():
        rows = list(csv.reader(io.StringIO(text)))
        rows = rows[3:] if name == "Connections.csv" else rows
        assert len(rows) > 1 and {len(r) for r in rows} == {len(rows[0])}, name
    assert "Jonas,Feld" in archive["Recommendations_Received.csv"]


def test_nothing_real_is_named(folder, archive):
    text = "".join(p.read_text().replace("\n ", "") for p in folder.iterdir() if p.suffix != ".zip") + "".join(archive.values())
    domains = set(re.findall(r"@([A-Za-z0-9.-]+)", text))
    assert len(domains) > 50 and [d for d in domains if not d.endswith(".example")] == []
    hosts = set(re.findall(r"(?:https?://|www\.)([a-z0-9.-]+)", text))
    assert {h for h in hosts if not h.endswith(".example")} <= {"www.linkedin.com", "linkedin.com"}
    numbers = re.findall(r"TEL[^\n:]*:(?:tel:)?(\S[^\n]*)", text)
    assert len(numbers) > 50 and all(n.replace("-", " ").startswith("+47 55 55 ") for n in numbers)


def test_nothing_says_what_to_suggest(folder, archive):
    text = "".join(p.read_text() for p in folder.iterdir() if p.suffix != ".zip").lower() + "".join(archive.values()).lower()
    assert not [word for word in ("worthwhile today", "keep warm", "follow up after", "x-worthwhile", "suggest") if word in text]


def test_the_text_of_a_message_is_one_line_that_tests_can_look_for(folder, heads):
    assert folder.joinpath("mail.mbox").read_text().count(writers.BODY) == len(heads)


@pytest.mark.parametrize("days", range(8))
def test_every_day_of_the_week_has_its_story(days):
    world = make(AT + days * 86400, zone="UTC")
    today = world.today
    subjects = {m.subject: m for m in world.mails}
    asked = [m for s, m in subjects.items() if s.endswith(": a speaker on safety testing?")]
    assert len(asked) == 1 and asked[0].at < world.mail_until
    assert "4 March: a speaker on safety testing?" in subjects or days
    met = [m for m in world.meetings if m.summary == "Field report, and your talk"]
    assert len(met) == 1 and timedelta(3) <= today - met[0].start.date() <= timedelta(5) and met[0].start.weekday() < 5
    mine = {m.at for m in world.mails if m.sender.email in ME and any(b.email.startswith("anders.lie") for b in m.to)}
    assert max(mine) < int(met[0].start.replace(tzinfo=UTC).timestamp())
    assert max(m.at for m in world.mails) <= world.mail_until
    assert [m.summary for m in world.meetings if m.start.weekday() > 4 and not m.all_day] == [], "nobody meets on a week-end"
    (plan,) = (m for m in world.meetings if m.summary == "Capital plan, first look")
    assert plan.start.date() == world.working(today) and (plan.start.date() == today) == (today.weekday() < 5)
    same_day = [m for m in world.meetings if m.rule and m.attendees and m.start.weekday() == plan.start.weekday() and m.start.hour < 14]
    assert today.weekday() > 4 or same_day == [], "no other meeting stands before it"


def test_each_scene_says_what_happens():
    assert len(titles()) >= 20 and all(titles().values())


def test_a_new_scene_leaves_the_others_as_they_are():
    from worthwhile.demo.scenes.registry import SCENES

    before = make(AT, zone="UTC")
    SCENES["a_test"] = lambda world: world.rng("a_test").random() and None
    try:
        after = make(AT, zone="UTC")
    finally:
        del SCENES["a_test"]
    assert before.mails == after.mails and before.meetings == after.meetings
