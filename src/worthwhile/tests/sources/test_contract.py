"""What every source keeps: nothing is lost unsaid, a bad record costs itself, and the same file gives the same records again.

The number of records in a file is taken from its text by other means than the source's own."""

import re
import shutil
from pathlib import Path

import pytest

from worthwhile.errors import CannotRead
from worthwhile.intake import shape
from worthwhile.sources import registry
from worthwhile.sources.records import Card, Event, Mark, Message, Own, Passed, Refused
from worthwhile.tests.shared import shared
from worthwhile.tests.sources.made import AT, put, read, sums

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Ida North
EMAIL:ida@valmar.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:nobody
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Friends
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:Mensah;Kofi
END:VCARD
BEGIN:VCARD
FN:Cut
"""
EVENTS = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20261105T090000Z
RRULE:FREQ=WEEKLY
ATTENDEE;CN=Ida:mailto:ida@valmar.example
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:When?
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20261106T090000Z
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261107
RRULE:FREQ=SECONDLY
END:VEVENT
BEGIN:VEVENT
UID:5
"""
ROWS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ida,North,https://www.linkedin.com/in/ida,,Valmar,,08 Feb 2026
short
,,,,,,08 Feb 2026
Kofi,Mensah,,,"Valmar
Rail",,09 Feb 2026
"""
TALK = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT
a,,Ida North,https://www.linkedin.com/in/ida,Noor,https://www.linkedin.com/in/noor,2026-08-01 10:00:00 UTC,,BODY,INBOX,,No,No
a,,Ida North,https://www.linkedin.com/in/ida,Noor,https://www.linkedin.com/in/noor,2026-08-01 10:00:00 UTC,,BODY,INBOX,,No,No
a,,Ida North,https://www.linkedin.com/in/ida,Noor,https://www.linkedin.com/in/noor,never,,BODY,INBOX,,No,No
b,,Noor,https://www.linkedin.com/in/noor,Ida North,https://www.linkedin.com/in/ida,2026-08-02 10:00:00 UTC,,BODY,SENT,,Yes,No
"""
MAIL = "From: {}\nTo: me@ego.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nMessage-ID: <{}@north.example>\n\nBODY\n"
MBOX = "".join(
    f"From x Mon Nov  2 09:00:00 2026\n{MAIL.format(who, n)}\n" for n, who in enumerate(["ida@valmar.example", "nobody", "k@east.example"])
)

# source, content, (taken, refused, passed over)
FILES = {
    "cards": ("vcard", CARDS, (2, 2, 1)),
    "events": ("ical", EVENTS, (2, 2, 1)),
    "rows": ("linkedin", ROWS, (2, 1, 1)),
    "talk": ("linkedin", TALK, (2, 1, 1)),
    "mbox": ("mbox", MBOX, (2, 1, 0)),
    "message": ("eml", MAIL.format("ida@valmar.example", 1), (1, 0, 0)),
    "no sender": ("eml", MAIL.format("nobody", 1), (0, 1, 0)),
}  # fmt: skip


def made(tmp_path, name):
    kind, content, _ = FILES[name]
    path = put(tmp_path, content, "download (3).bin")
    return registry.named(kind), path


@pytest.mark.parametrize("name", FILES)
def test_it_is_found_by_its_content(tmp_path, name):
    source, path = made(tmp_path, name)
    assert registry.which(path) is source


@pytest.mark.parametrize("name", FILES)
def test_taken_refused_and_passed_over_are_all_there_is(tmp_path, name):
    source, path = made(tmp_path, name)
    assert sums(read(source, path)) == FILES[name][2]


@pytest.mark.parametrize("name", FILES)
def test_each_refusal_has_a_line_of_the_file_a_sentence_and_a_cure(tmp_path, name):
    source, path = made(tmp_path, name)
    refused = [i for i in read(source, path) if isinstance(i, Refused)]
    assert len(refused) == FILES[name][2][1]
    for item in refused:
        assert 0 < item.line <= FILES[name][1].count("\n") + 1
        assert re.fullmatch(r"[A-Z].*[.]", item.reason)
        assert re.fullmatch(r"[A-Z].*[.]", item.cure)
        assert "Error" not in item.reason
        assert "object" not in item.reason


@pytest.mark.parametrize("name", FILES)
def test_it_can_be_read_again_to_the_same_records(tmp_path, name):
    source, path = made(tmp_path, name)
    first = list(source.read(path, {}, AT))
    assert list(source.read(path, {}, AT)) == first
    assert isinstance(first[-1], Mark)
    again = [i for i in source.read(path, first[-1].position, AT) if not isinstance(i, Mark)]
    assert again == [] or source.NAME == "eml"  # one message is read anew, and adds nothing
    elsewhere = shutil.copy(path, tmp_path / "other name.txt")
    assert [i.key for i in read(source, Path(elsewhere)) if hasattr(i, "key")] == [i.key for i in first if hasattr(i, "key")]


@pytest.mark.parametrize("name", FILES)
def test_good_records_do_not_depend_on_their_neighbours(tmp_path, name):
    """Half of the file gives a part of the records of the whole, by the same keys."""
    source, path = made(tmp_path, name)
    whole = {i.key for i in read(source, path) if isinstance(i, (Card, Event, Message))}
    content = path.read_bytes()
    for cut in range(0, len(content), 37):
        path.write_bytes(content[:cut])
        found = read(source, path) if cut and registry_takes(source, path) else []
        lost = [i for i in found if isinstance(i, (Card, Event, Message)) and i.key not in whole]
        assert len(lost) <= 1  # the one at which it was cut


def registry_takes(source, path):
    try:
        return registry.which(path) is source
    except CannotRead:
        return False


@pytest.mark.parametrize("name", FILES)
def test_no_text_of_a_message_comes_out(tmp_path, name):
    source, path = made(tmp_path, name)
    assert "BODY" not in repr(list(source.read(path, {}, AT)))


@pytest.mark.parametrize("name", FILES)
def test_what_comes_out_fits_the_log(tmp_path, name):
    source, path = made(tmp_path, name)
    for item in read(source, path):
        handles = item.handles if isinstance(item, Card) else shape.handles_of(item) if isinstance(item, Message) else ()
        assert all(
            h.value and len(h.value) <= 320 and len(h.name) <= 300 and h.kind in ("email", "tel", "linkedin", "name") for h in handles
        )
        if isinstance(item, (Card, Message, Event)):
            assert len(item.key) > 0


REAL = ("cards", "calendars", "linkedin", "exports-made", "hostile/files", "mail-nasty", "needs", "names", "outlook")


@pytest.mark.parametrize("folder", REAL)
def test_any_real_file_gives_records_or_a_sentence(folder):
    seen = 0
    for path in sorted(p for p in shared(folder).rglob("*") if p.is_file() and p.stat().st_size < 300_000):
        try:
            source = registry.which(path)
        except CannotRead as error:
            assert path.name in str(error)
            assert str(error).endswith(".")
            continue
        if source.NAME == "ical":
            continue  # read one by one in the tests of calendars
        seen += 1
        items = list(source.read(path, {}, AT))
        assert isinstance(items[-1], Mark), path
        for item in items:
            assert isinstance(item, (Card, Event, Message, Own, Refused, Passed, Mark)), path
            if isinstance(item, Refused):
                assert item.line > 0, path
                assert re.fullmatch(r".*[.]", item.reason), path
                assert item.cure, path
    assert seen or folder in ("needs", "names", "outlook", "calendars")
