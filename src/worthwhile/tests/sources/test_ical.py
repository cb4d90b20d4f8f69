"""Calendars: who was asked to what, when it took place, and what of a series counts."""

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.sources import ical, registry
from worthwhile.sources.records import Event, Handle, Passed, Refused
from worthwhile.tests.shared import ROOT, shared
from worthwhile.tests.sources.made import AT, put, read, sums

DAY = 86_400


def seconds(*when):
    return int(datetime(*when, tzinfo=UTC).timestamp())


def event(*lines, uid="a"):
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*parts):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(parts) + "END:VCALENDAR\r\n"


def items(tmp_path, *parts, at=AT):
    return read(ical, put(tmp_path, calendar(*parts)), at=at)


def one(tmp_path, *lines, at=AT):
    found = [i for i in items(tmp_path, event(*lines), at=at) if isinstance(i, Event)]
    assert len(found) == 1
    return found[0]


def starts(found):
    return [start for start, _ in found.occurrences]


def test_a_meeting_with_those_who_were_asked(tmp_path):
    found = one(
        tmp_path, "DTSTART:20261105T090000Z", "DTEND:20261105T094500Z", "SUMMARY:Signals\\, and\\nmore \\\\n", "LOCATION:Ghent\\; room 2",
        'ORGANIZER;CN="North, Ida":MAILTO:Ida@Valmar.example', "ATTENDEE;CN=Kofi Mensah;PARTSTAT=ACCEPTED:mailto:kofi@valmar.example",
        "ATTENDEE;RSVP=TRUE;CN=\"Ana", "  Lind\":mailto:ana@valmar.example", "ATTENDEE;PARTSTAT=DECLINED:mailto:no@valmar.example",
        "ATTENDEE;CUTYPE=ROOM:mailto:room2@valmar.example", "ATTENDEE;CN=Kofi:mailto:KOFI@valmar.example", "ATTENDEE:invalid:nomail",
        "ATTENDEE;CN=per@valmar.example:mailto:per@valmar.example",
    )  # fmt: skip
    assert (found.summary, found.place) == ("Signals, and more \\n", "Ghent; room 2")
    assert found.organizer == Handle("email", "ida@valmar.example", "North, Ida")
    assert found.attendees == (
        Handle("email", "kofi@valmar.example", "Kofi Mensah"),
        Handle("email", "ana@valmar.example", "Ana Lind"),
        Handle("email", "per@valmar.example"),
    )
    assert found.occurrences == ((seconds(2026, 11, 5, 9), 45),)
    assert (found.recurring, found.all_day, found.line) == (False, False, 3)


def test_servers_that_name_people_by_paths(tmp_path):
    found = one(
        tmp_path,
        "DTSTART:20261105T090000Z",
        'ATTENDEE;CN="Ida ^\'Idy^\' North";EMAIL="ida@valmar.example":/aMTk2NQ/principal/',
        "ATTENDEE;EMAIL=kofi@valmar.example:urn:uuid:1234",
        "ATTENDEE;CN=Nobody:urn:uuid:1235",
    )  # fmt: skip
    assert found.attendees == (
        Handle("email", "ida@valmar.example", 'Ida "Idy" North'),
        Handle("email", "kofi@valmar.example"),
    )


def test_a_link_in_quotation_marks_is_no_part_of_a_value(tmp_path):
    found = one(tmp_path, "DTSTART:20261105T090000Z", 'LOCATION;ALTREP="http://x.example/a":Ghent', 'SUMMARY;ALTREP="cid:1":Talk')
    assert (found.place, found.summary) == ("Ghent", "Talk")


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTEND:20261105T100000Z"], 60),
        (["DURATION:PT1H30M"], 90),
        (["DURATION:P3D"], 1440),
        (["DTEND:20261104T100000Z"], 0),
        (["DTEND:soon"], 0),
        (["DURATION:P999999999999999999W"], 0),
        ([], 0),
    ],
)
def test_how_long_it_took(tmp_path, lines, minutes):
    assert one(tmp_path, "DTSTART:20261105T090000Z", *lines).occurrences == ((seconds(2026, 11, 5, 9), minutes),)


def test_whole_days_stand_at_noon(tmp_path):
    found = one(tmp_path, "DTSTART;VALUE=DATE:20261105", "DTEND;VALUE=DATE:20261107")
    assert (found.all_day, found.occurrences) == (True, ((seconds(2026, 11, 5, 12), 0),))


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART:20260705T090000Z", (2026, 7, 5, 9)),
        ("DTSTART;TZID=Europe/Berlin:20260705T090000", (2026, 7, 5, 7)),
        ('DTSTART;TZID="Europe/Berlin";VALUE=DATE-TIME:20260705T090000', (2026, 7, 5, 7)),
        ("DTSTART;TZID=W. Europe Standard Time:20260105T090000", (2026, 1, 5, 8)),
        ("DTSTART;TZID=/citadel.org/20210210_1/America/New_York:20260105T090000", (2026, 1, 5, 14)),
        ("DTSTART;;TZID=Europe/Berlin:20260105T090000", (2026, 1, 5, 8)),
        ("DTSTART;TZID=Europe/Berlin:20260105T090000 ", (2026, 1, 5, 8)),
    ],
)
def test_zones(tmp_path, line, start):
    assert starts(one(tmp_path, line)) == [seconds(*start)]


ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:{}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)


@pytest.mark.parametrize(
    ("zone", "parameter"),
    [
        ("Customized Time Zone", "Customized Time Zone"),
        ("(UTC+03:00) Here\\, There", '"(UTC+03:00) Here, There"'),
        ("(UTC+03:00) Here, There", "(UTC+03:00) Here, There"),
    ],
)
def test_the_zone_that_the_file_explains_is_the_one_that_counts(tmp_path, zone, parameter):
    for parts in ((ZONE.format(zone), event(f"DTSTART;TZID={parameter}:20260105T090000")),):
        (found,) = items(tmp_path, *parts)
        assert starts(found) == [seconds(2026, 1, 5, 6)]
        (found,) = items(tmp_path, *reversed(parts))  # it may stand below
        assert starts(found) == [seconds(2026, 1, 5, 6)]


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "../../etc/passwd", "", "Foo", '"'])
def test_an_unknown_zone_costs_nothing(tmp_path, zone):
    mine = int(datetime(2026, 1, 5, 9).astimezone().timestamp())
    found = items(tmp_path, event(f"DTSTART;TZID={zone}:20260105T090000"), event("DTSTART;TZID=Europe/Berlin:20260105T090000", uid="b"))
    assert [starts(e) for e in found] == [[mine], [seconds(2026, 1, 5, 8)]]


def test_a_time_without_zone_read_elsewhere_is_a_changed_meeting_and_not_a_second_one(tmp_path, monkeypatch):
    """And so is a whole day, which begins with her own night."""
    lines, zoned, whole = "DTSTART:20260705T090000", "DTSTART;TZID=Europe/Berlin:20260705T090000", "DTSTART;VALUE=DATE:20260705"
    read_in = {}
    for zone in ("America/Los_Angeles", "Europe/Berlin"):
        with monkeypatch.context() as there:
            there.setenv("TZ", zone)
            time.tzset()
            read_in[zone] = one(tmp_path, lines), one(tmp_path, zoned), one(tmp_path, whole)
    time.tzset()
    (far, same, day), (near, also, other) = read_in.values()
    assert starts(day) == [seconds(2026, 7, 5, 19)] and starts(other) == [seconds(2026, 7, 5, 10)] and day.rule != other.rule
    assert starts(far) == [seconds(2026, 7, 5, 16)] and starts(near) == [seconds(2026, 7, 5, 7)]
    assert far.key == near.key and far.rule != near.rule and same == also


def test_a_series_with_days_left_out_moved_and_called_off(tmp_path):
    (found,) = items(
        tmp_path,
        event("RECURRENCE-ID:20261116T090000Z", "DTSTART:20261117T140000Z", "DTEND:20261117T143000Z", "SUMMARY:Moved"),
        event(
            "DTSTART:20261102T090000Z", "DTEND:20261102T100000Z", "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20261109T090000Z", "SUMMARY:Weekly"
        ),
        event("RECURRENCE-ID:20261123T090000Z", "DTSTART:20261123T090000Z", "STATUS:CANCELLED"),
    )
    assert found.occurrences == (
        (seconds(2026, 11, 2, 9), 60),
        (seconds(2026, 11, 17, 14), 30),
        (seconds(2026, 11, 30, 9), 60),
    )
    assert (found.summary, found.recurring) == ("Weekly", True)


def test_extra_days(tmp_path):
    found = one(tmp_path, "DTSTART:20261102T090000Z", "RDATE:20261104T090000Z,20261106T090000Z")
    assert starts(found) == [seconds(2026, 11, d, 9) for d in (2, 4, 6)]


def test_the_clock_of_the_zone_holds_through_the_year(tmp_path):
    found = one(tmp_path, "DTSTART;TZID=Europe/Berlin:20261021T090000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert starts(found) == [seconds(2026, 10, 21, 7), seconds(2026, 10, 28, 8)]


def test_a_series_without_an_end_is_bounded_around_the_reading(tmp_path):
    found = one(tmp_path, "DTSTART:20000103T090000Z", "RRULE:FREQ=DAILY")
    assert 365 < len(found.occurrences) <= 2000
    assert AT - 5 * 366 * DAY < starts(found)[0] < starts(found)[-1] < AT + 366 * DAY
    later = one(tmp_path, "DTSTART:20000103T090000Z", "RRULE:FREQ=DAILY", at=AT + 100 * DAY)
    assert starts(later)[-1] - starts(found)[-1] == 100 * DAY


def test_a_series_that_ended_long_ago_keeps_its_days(tmp_path):
    found = one(tmp_path, "DTSTART:20100104T090000Z", "RRULE:FREQ=WEEKLY;UNTIL=20100201T000000Z")
    assert starts(found) == [seconds(2010, 1, d, 9) for d in (4, 11, 18, 25)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=5", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY;INTERVAL=²", "FREQ=SOMETIMES",
        "COUNT=3", "nonsense", "FREQ=YEARLY;UNTIL=20123456T123456", "FREQ=DAILY;BYMONTH=77", "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYSETPOS=3", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=400",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_followed_leaves_the_first_day_and_says_so(tmp_path, rule):
    said, found = items(tmp_path, event("DTSTART:20261102T090000Z", "DTEND:20261102T093000Z", f"RRULE:{rule}"))
    assert isinstance(said, Passed)
    assert "only its first day was kept" in said.reason
    assert said.count == 0
    assert found.occurrences == ((seconds(2026, 11, 2, 9), 30),)


def test_rare_days_are_found(tmp_path):
    leap = one(tmp_path, "DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert starts(leap) == [seconds(2024, 2, 29, 12)]
    thirteenth = one(tmp_path, "DTSTART:20260213T090000Z", "RRULE:FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13;UNTIL=20261231T000000Z")
    assert starts(thirteenth) == [seconds(2026, m, 13, 9) for m in (2, 3, 11)]
    seventh = one(tmp_path, "DTSTART:20261102T090000Z", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=3")
    assert starts(seventh) == [seconds(2026, 11, d, 9) for d in (2, 9, 16)]


def test_a_rule_of_millions_keeps_the_latest_within_bounds(tmp_path):
    assert len(one(tmp_path, "DTSTART:20261102T090000Z", "RRULE:FREQ=HOURLY;COUNT=500000000").occurrences) == 2000


def test_a_rule_without_content_is_none(tmp_path):
    found = one(tmp_path, "DTSTART;VALUE=DATE:20261102", "RRULE:")
    assert not found.recurring
    assert one(tmp_path, "DTSTART:20261102T090000Z", "RRULE:RSCALE=GREGORIAN;FREQ=DAILY;COUNT=2;SKIP=OMIT").recurring


def test_a_broken_extra_day_costs_itself(tmp_path):
    said, found = items(tmp_path, event("DTSTART:20261102T090000Z", "RRULE:FREQ=DAILY;COUNT=2", "RDATE:20261210Z", "DTEND:20261102T9"))
    assert (said.count, starts(found)) == (0, [seconds(2026, 11, 2, 9), seconds(2026, 11, 3, 9)])


def test_of_two_versions_the_later_counts(tmp_path):
    (found,) = items(
        tmp_path,
        event("SEQUENCE:2", "DTSTART:20261105T090000Z", "SUMMARY:New"),
        event("SEQUENCE:1", "DTSTART:20261104T090000Z", "SUMMARY:Old"),
    )
    assert (found.summary, starts(found), found.recurring) == ("New", [seconds(2026, 11, 5, 9)], False)


def test_called_off_is_passed_over(tmp_path):
    assert [type(i) for i in items(tmp_path, event("DTSTART:20261105T090000Z", "STATUS:CANCELLED"))] == [Passed]
    every = items(
        tmp_path,
        event("DTSTART:20261105T090000Z", "RRULE:FREQ=DAILY;COUNT=1"),
        event("RECURRENCE-ID:20261105T090000Z", "DTSTART:20261105T090000Z", "STATUS:CANCELLED"),
    )
    assert [(type(i), i.count) for i in every] == [(Passed, 1)]


def test_alone_moved_days_of_a_series_that_is_not_here(tmp_path):
    found = one(tmp_path, "RECURRENCE-ID:20261105T090000Z", "DTSTART:20261106T090000Z")
    assert starts(found) == [seconds(2026, 11, 6, 9)]


def test_no_beginning_or_one_that_is_none_is_refused_with_its_line(tmp_path):
    good = event("DTSTART:20261105T090000Z", uid="good")
    none, bad, found = items(tmp_path, event("SUMMARY:When?"), event("DTSTART:tomorrow", uid="b"), good)
    assert (none.line, bad.line) == (3, 7)
    assert "tomorrow" in bad.reason
    assert none.cure
    assert bad.cure
    assert isinstance(found, Event)


def test_events_without_a_uid_are_told_apart_and_stay_the_same(tmp_path):
    lone = "BEGIN:VEVENT\r\nDTSTART:20261105T090000Z\r\nSUMMARY:{}\r\nEND:VEVENT\r\n"
    a, b, again = items(tmp_path, lone.format("A"), lone.format("B"), lone.format("A"))
    assert a.key == again.key != b.key
    assert items(tmp_path, lone.format("B"), lone.format("A"))[1].key == a.key


def test_a_cut_off_event_costs_itself(tmp_path):
    found, cut = sorted(
        read(ical, put(tmp_path, calendar(event("DTSTART:20261105T090000Z"))[:-15] + "BEGIN:VEVENT\r\nUID:b\r\nDTSTA")),
        key=lambda i: i.line,
    )
    assert (type(found), type(cut), cut.line) == (Event, Refused, 7)


def test_alarms_and_tasks_are_no_meetings(tmp_path):
    alarm = "BEGIN:VALARM\r\nATTENDEE:mailto:alarm@valmar.example\r\nSUMMARY:Ring\r\nEND:VALARM"
    todo = "BEGIN:VTODO\r\nDTSTART:20261105T090000Z\r\nEND:VTODO\r\n"
    (found,) = items(tmp_path, todo, event("DTSTART:20261105T090000Z", alarm, "SUMMARY:Talk"))
    assert (found.summary, found.attendees) == ("Talk", ())


@pytest.mark.parametrize("before", ["", "\r\n", "\ufeff", ZONE.format("X")])
def test_an_event_without_a_calendar_around_it(tmp_path, before):
    path = put(
        tmp_path, before + event("DTSTART;TZID=X:20260105T090000", "SUMMARY:Alone") + event("DTSTART:20261105T090000Z", uid="b"), "x.txt"
    )
    assert registry.which(path) is ical
    assert [e.summary for e in read(ical, path)] == ["Alone", ""]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_every_encoding_that_is_sent(tmp_path, codec):
    path = put(tmp_path, calendar(event("DTSTART:20261105T090000Z", "SUMMARY:Zoë")).encode(codec), "invite")
    assert registry.which(path) is ical
    assert [e.summary for e in read(ical, path)] == ["Zoë"]


def test_it_is_read_again_only_when_something_may_have_changed(tmp_path):
    path = put(tmp_path, calendar(event("DTSTART:20261105T090000Z", "RRULE:FREQ=WEEKLY")))
    *_, mark = ical.read(path, {}, AT)
    assert read(ical, path, mark.position, AT + DAY) == []
    assert len(read(ical, path, mark.position, AT + 200 * DAY)) == 1  # the horizon has moved
    path.write_text(calendar(event("DTSTART:20261106T090000Z")))
    assert len(read(ical, path, mark.position, AT + DAY)) == 1


def test_every_event_of_the_shared_calendars_is_accounted_for():
    shared("calendars")
    counts = json.loads(shared("counts.json").read_text())
    whole = read_files = 0
    for name, told in counts.items():
        path = ROOT / name
        if (
            not name.startswith("calendars/")
            or not told.get("vevent")
            or told["rrule"] > 400
            or not ical.recognise(path, path.read_bytes()[: 64 << 10])
        ):
            continue
        found = read(ical, path)
        read_files += 1
        assert all(r.line > 0 and r.reason.endswith(".") and r.cure for r in found if isinstance(r, Refused)), name
        assert all(0 < len(e.occurrences) <= 2000 for e in found if isinstance(e, Event)), name
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\n ", "")
        uids = [line for line in text.split("\n") if line.startswith("UID")]
        assert 0 < sum(sums(found)) <= told["vevent"], name
        if len(set(uids)) == len(uids) and not told["recurrence_id"] and not told.get("vtodo"):
            assert sum(sums(found)) == told["vevent"], name
            whole += 1
    assert read_files >= 300
    assert whole >= 200


PIECES = [
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:VALARM", "UID:a", "UID:b",
    "DTSTART:20261105T090000Z", "DTSTART;TZID=Europe/Berlin:20261105T090000", "DTSTART;VALUE=DATE:20261105", "DTSTART:99991231T235959Z",
    "DTSTART:00010101T000000Z", "DTEND:20261105T100000Z", "DURATION:-P1D", "RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;UNTIL=20270101",
    "RRULE:FREQ=MONTHLY;BYDAY=-1SU;BYSETPOS=400", "RRULE:FREQ=", "EXDATE:20261106T090000Z", "RDATE;VALUE=PERIOD:20261108T090000Z/PT1H", "TZID:X",
    "RECURRENCE-ID:20261106T090000Z", "RECURRENCE-ID;VALUE=DATE:20261106", "STATUS:CANCELLED", 'ATTENDEE;CN="a:b":mailto:a@b.example', " fold",
    "SEQUENCE:9", "SUMMARY:x", "TZOFFSETTO:+9999", "EXRULE:FREQ=DAILY",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=25))
def test_no_text_breaks_it(tmp_path_factory, pieces):
    text = "\n".join(["BEGIN:VEVENT", *pieces]).encode("utf-8", "surrogatepass")
    path = put(tmp_path_factory.mktemp("any"), text)
    assert ical.recognise(path, text)
    found = read(ical, path)
    assert all(i.reason.endswith(".") and i.line > 0 and i.cure for i in found if isinstance(i, Refused))
    assert all(i.occurrences for i in found if isinstance(i, Event))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_it(tmp_path_factory, raw):
    path = put(tmp_path_factory.mktemp("any"), b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261105T090000Z\n" + raw + b"\nEND:VEVENT\n")
    ical.recognise(path, raw)
    assert read(ical, path)
