"""Refreshing: only what is new is read; calendars are read as the state that they are."""

import pytest

from worthwhile import store
from worthwhile.intake import queries, services
from worthwhile.intake.models import Card, Event, ImportRun, Interaction
from worthwhile.tests.intake.made import AT, DAY, Fake, mail, meeting, sums, write_mbox

pytestmark = pytest.mark.django_db
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Lind\r\nUID:ana-1\r\nEMAIL:{}\r\nEND:VCARD\r\n"


@pytest.fixture
def calendar(monkeypatch):
    return Fake(monkeypatch, noun="meetings")


def test_a_mailbox_that_grew_costs_its_new_messages(tmp_path):
    box = write_mbox(tmp_path / "All.mbox", range(20))
    services.bring_in([box], at=AT)
    write_mbox(box, range(20, 25), append=True)
    report = services.refresh(at=AT)[0]
    assert sums(report) == (5, 0, 0, 0) and queries.count("messages") == 25
    runs = ImportRun.objects.count()
    assert [r.state for r in services.refresh(at=AT)] == ["unchanged"]
    assert ImportRun.objects.count() == runs


def test_a_changed_card_comes_in_beside_its_old_form(tmp_path):
    book = tmp_path / "book.vcf"
    book.write_text(CARD.format("ana@valmar.example"))
    services.bring_in([book], at=AT)
    book.write_text(
        CARD.format("ana@home.example") + CARD.replace("ana-1", "bo-1").replace("Ana Lind", "Bo Berg").format("bo@valmar.example")
    )
    assert services.refresh(at=AT)[0].taken == 2
    assert sorted(Card.objects.values_list("uid", "addresses__address__value")) == [
        ("ana-1", "ana@home.example"), ("ana-1", "ana@valmar.example"), ("bo-1", "bo@valmar.example"),
    ]  # fmt: skip


def test_a_vanished_file_is_said_and_what_was_read_stays(tmp_path):
    box = write_mbox(tmp_path / "All.mbox", range(4))
    services.bring_in([box], at=AT)
    box.unlink()
    report = services.refresh(at=AT)[0]
    assert report.state == "unchanged" and "no longer there" in report.problems[0].reason
    assert queries.count("messages") == 4


def test_a_meeting_that_was_moved_stands_at_its_new_time_only(calendar, tmp_path):
    old, new = (
        meeting("e", "ana@valmar.example", starts=(AT + DAY,), rule="1"),
        meeting("e", "ana@valmar.example", starts=(AT + 2 * DAY,), rule="2"),
    )
    path = calendar.file(tmp_path / "a.fake", old)
    services.bring_in([path], at=AT)
    calendar.file(path, new, mail("another so that the size differs"))
    assert services.refresh(at=AT)[0].taken == 2
    assert list(Interaction.objects.filter(kind="meeting").values_list("at", flat=True)) == [AT + 2 * DAY]
    assert Event.objects.get().rule == "2"


def test_another_calendar_does_not_change_an_event_that_is_not_its_own(calendar, tmp_path):
    one = calendar.file(tmp_path / "a.fake", meeting("e", "ana@valmar.example", summary="Budget"))
    two = calendar.file(tmp_path / "b.fake", meeting("e", summary="Busy"))
    assert [sums(r) for r in services.bring_in([one, two], at=AT)] == [(1, 0, 0, 0), (0, 1, 0, 0)]
    assert Event.objects.get().summary == "Budget" and Interaction.objects.get().size == 2


def test_a_meeting_that_two_files_tell_at_two_times_stands_once(calendar, tmp_path):
    one = calendar.file(tmp_path / "a.fake", meeting("e", "ana@valmar.example", starts=(AT + DAY,), rule="1"))
    two = calendar.file(tmp_path / "b.fake", meeting("e", "ana@valmar.example", starts=(AT + 2 * DAY,), rule="2"))
    services.bring_in([one, two], at=AT)
    assert Event.objects.get().rule == "1" and Interaction.objects.get().at == AT + DAY


def test_a_meeting_called_off_is_no_longer_ahead_and_the_past_stays(calendar, tmp_path):
    path = calendar.file(
        tmp_path / "a.fake", meeting("e", "ana@valmar.example", starts=(AT - DAY, AT + DAY)), meeting("f", starts=(AT + DAY,))
    )
    services.bring_in([path], at=AT)
    before = store.digest()
    calendar.file(path, meeting("f", starts=(AT + DAY,)))
    services.refresh(at=AT)
    assert sorted(Interaction.objects.values_list("event__key", "at")) == [("e", AT - DAY), ("f", AT + DAY)]
    assert store.digest() == before  # the event stays what it was; only its future is gone
    calendar.file(path, meeting("e", "ana@valmar.example", starts=(AT - DAY, AT + DAY)), meeting("f", starts=(AT + DAY,)), mail("x" * 20))
    services.refresh(at=AT)
    assert Interaction.objects.filter(event__key="e").count() == 2


def test_a_series_is_written_out_further_as_time_goes_on(calendar, tmp_path):
    def weekly(until):
        return meeting("e", "ana@valmar.example", starts=tuple(AT + 7 * DAY * n for n in range(until)), recurring=True, rule="weekly")

    path = calendar.file(tmp_path / "a.fake", weekly(4))
    services.bring_in([path], at=AT)
    before = store.digest()
    calendar.items["a.fake"] = (weekly(9),)  # the same file, seen from a later day
    services.refresh(at=AT + 3 * DAY)
    assert Interaction.objects.count() == 4
    assert sums(services.refresh(at=AT + 40 * DAY)[0]) == (0, 1, 0, 0)
    assert Interaction.objects.count() == 9 and queries.count("events") == 1
    assert store.digest() == before
