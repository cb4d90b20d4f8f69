"""Taking back what a calendar's refresh changed or called off: the meetings stand as they stood before, and go on being read."""

import os

import pytest

from worthwhile import store
from worthwhile.intake import queries, services
from worthwhile.intake.models import Address, Event, Former, Interaction, Origin, Participation
from worthwhile.tests.intake.made import AT, DAY, ME, Fake, meeting
from worthwhile.workspace.services import confirm_own

pytestmark = pytest.mark.django_db
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:e1\r\nSUMMARY:{}\r\nDTSTART:20261110T100000Z\r\nDTEND:20261110T110000Z\r\n"
    "ORGANIZER:mailto:noor@valmar.example\r\nATTENDEE:mailto:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
ANA, BO, CARL = "ana@valmar.example", "bo@valmar.example", "carl@valmar.example"


@pytest.fixture
def calendar(monkeypatch):
    return Fake(monkeypatch, noun="meetings")


def stands():
    """All that the log says of meetings, occurrences with who took part included."""
    return (
        store.digest(),
        sorted(Interaction.objects.values_list("key", "at", "minutes", "subject", "sender__value", "size", "flags", "run", "origin")),
        sorted(Participation.objects.values_list("interaction__key", "address__value", "role", "at")),
    )


def told(calendar, path, *events):
    """The file says this now; it is read, and the run's number given."""
    calendar.file(path, *events)
    os.utime(path, ns=(0, told.clock * 10**9))
    told.clock += 1
    return services.refresh(at=AT)[0].run


told.clock = 1_794_000_000


def test_a_summary_that_was_changed_is_the_old_one_again_with_its_occurrence(tmp_path):
    file = tmp_path / "c.ics"
    file.write_text(ICS.format("Budget", ANA))
    services.bring_in([file], at=AT)
    before = stands()
    file.write_text(ICS.format("Budget and plans", BO))
    run = services.refresh(at=AT)[0].run
    after = stands()
    assert after[0] != before[0] and Interaction.objects.get().subject == "Budget and plans"
    services.undo_run(run)
    assert stands() == before and not Former.objects.exists()
    assert [r.state for r in services.refresh(at=AT)] == ["unchanged"] and stands() == before
    os.utime(file, ns=(0, 1_795_000_001 * 10**9))
    services.refresh(at=AT)
    assert stands()[0] == after[0] and Interaction.objects.get().subject == "Budget and plans"


def test_the_reach_is_no_later_than_the_reading_that_stands(tmp_path):
    file = tmp_path / "c.ics"
    file.write_text(ICS.format("Budget", ANA))
    os.utime(file, (AT - 9 * DAY, AT - 9 * DAY))
    services.bring_in([file], at=AT - 5 * DAY)
    file.write_text(ICS.format("Plans", ANA))
    os.utime(file, (AT, AT))
    services.undo_run(services.refresh(at=AT)[0].run)
    reach = queries.reach().calendar
    assert Origin.objects.get().active and reach is not None and reach <= AT - 5 * DAY


def test_what_was_called_off_lies_ahead_again(calendar, tmp_path):
    path = calendar.file(tmp_path / "a.fake", meeting("e", ANA, starts=(AT - DAY, AT + DAY)), meeting("f", BO, starts=(AT + DAY,)))
    services.bring_in([path], at=AT)
    before = stands()
    run = told(calendar, path, meeting("f", BO, starts=(AT + DAY,)))
    assert Interaction.objects.count() == 2
    services.undo_run(run)
    assert stands() == before


def series(times, *who, summary="A talk"):
    return meeting("e", *who, starts=tuple(AT + 7 * DAY * n for n in range(times)), recurring=True, rule="weekly", summary=summary)


def test_of_three_tellings_any_one_may_be_taken_back(calendar, tmp_path):
    path = calendar.file(tmp_path / "a.fake", series(3, ANA))
    services.bring_in([path], at=AT)
    first = stands()
    second = told(calendar, path, series(3, BO, summary="B"))
    third = told(calendar, path, series(3, CARL, summary="C"))
    last = stands()
    services.undo_run(second)
    assert stands()[1:] == last[1:] and not Address.objects.filter(value=BO).exists()  # nothing else ever named Bo
    services.undo_run(third)
    assert stands() == first


def test_a_change_below_a_later_calling_off_is_taken_back_without_bringing_the_meeting_back(calendar, tmp_path):
    path = calendar.file(tmp_path / "a.fake", meeting("e", ANA, starts=(AT - DAY, AT + DAY)))
    services.bring_in([path], at=AT)
    first = stands()
    changed = told(calendar, path, meeting("e", BO, starts=(AT - DAY, AT + DAY), summary="B"))
    off = told(calendar, path)
    services.undo_run(changed)
    event = Event.objects.get()
    assert (event.summary, list(Interaction.objects.values_list("at", "subject"))) == ("A talk", [(AT - DAY, "A talk")])
    services.undo_run(off)
    assert stands() == first


def test_with_the_reading_that_made_the_events_their_former_states_go(calendar, tmp_path):
    empty = store.digest()
    path = calendar.file(tmp_path / "a.fake", meeting("e", ANA))
    run = services.bring_in([path], at=AT)[0].run
    changed = told(calendar, path, meeting("e", BO, summary="B"))
    assert Former.objects.exists()
    services.undo_run(run)
    assert not Former.objects.exists() and not Event.objects.exists()
    services.undo_run(changed)
    assert store.digest() == empty and not Origin.objects.get().active


def test_an_address_that_only_a_former_state_names_is_kept_for_it(calendar, tmp_path):
    path = calendar.file(tmp_path / "a.fake", meeting("e", ANA))
    services.bring_in([path], at=AT)
    before = stands()
    run = told(calendar, path, meeting("e", BO))
    other = services.bring_in([calendar.file(tmp_path / "b.fake", meeting("x", CARL))], at=AT)[0].run
    services.undo_run(other)
    services.undo_run(run)
    assert stands() == before


def test_forgetting_reaches_the_former_states(calendar, tmp_path):
    confirm_own([ME])
    alone, both = meeting("alone", ANA), meeting("both", ANA, BO, organizer=ANA, summary="Ours")
    path = calendar.file(tmp_path / "a.fake", alone, both)
    services.bring_in([path], at=AT)
    run = told(calendar, path, meeting("alone", CARL), meeting("both", BO, summary="B"))
    services.forget_addresses([("email", ANA)])
    assert ANA not in str(list(Former.objects.values()))
    services.undo_run(run)
    assert dict(Event.objects.values_list("key", "summary")) == {"alone": "A talk", "both": ""}
    assert list(Interaction.objects.filter(event__key="both").values_list("subject", "sender__value")) == [("", None)]
    assert ANA not in str(list(Event.objects.values())) and not Participation.objects.filter(address__value=ANA).exists()
