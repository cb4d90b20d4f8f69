"""Taking back a run: the store says what it said before, and what others share comes back with their next reading."""

import os

import pytest
from django.db import OperationalError, transaction

from worthwhile import store
from worthwhile.errors import NotFound, NotNow
from worthwhile.intake import queries, services
from worthwhile.intake.models import Address, ImportRun, Interaction, Sighting
from worthwhile.intake.services import reading, together
from worthwhile.sources.records import Own
from worthwhile.tests.intake.made import AT, DAY, ME, Fake, card, email, mail, meeting, write_mbox
from worthwhile.workspace.models import Deed, OwnAddress
from worthwhile.workspace.services import confirm_own, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(monkeypatch):
    return Fake(monkeypatch)


@pytest.fixture
def everything():
    """Records of every kind."""
    return (
        mail("m1", name="Ana Lind"),
        card("c1", "Bo Berg", "bo@valmar.example", "ana@valmar.example"),
        meeting("e1", "bo@valmar.example", "carl@valmar.example", starts=(AT, AT + DAY)),
        meeting("e2", "dora@valmar.example", starts=()),
        Own(email(ME), "Email Addresses.csv"),
    )


def test_nothing_is_left_of_the_only_import(fake, tmp_path, everything):
    before = store.digest()
    services.bring_in([fake.file(tmp_path / "a.fake", *everything)], at=AT)
    assert store.digest() != before and Address.objects.filter(value="dora@valmar.example").exists()
    assert undo().sentence == "You brought in a.fake."
    assert store.digest() == before
    assert not Address.objects.exists() and not OwnAddress.objects.exists() and not Sighting.objects.exists()
    assert ImportRun.objects.get().state == "undone" and queries.reach().by_path == ()
    ImportRun.objects.update(taken=1)
    assert (queries.runs()[0].noun, queries.runs()[0].what) == ("messages", "message")


def test_what_was_there_before_stays(fake, tmp_path, everything):
    services.bring_in([fake.file(tmp_path / "a.fake", *everything)], at=AT)
    before, ours = store.digest(), list(Address.objects.order_by("value").values_list("id", "value"))
    others = (mail("m1"), mail("m2", name="Ana L."), mail("m3", "eve@valmar.example", "bo@valmar.example"), everything[1], everything[2])
    run = services.bring_in([fake.file(tmp_path / "b.fake", *others)], at=AT)[0].run
    services.undo_run(run)
    assert store.digest() == before and list(Address.objects.order_by("value").values_list("id", "value")) == ours


def test_what_both_hold_comes_back_with_the_next_refresh(tmp_path):
    one, two = write_mbox(tmp_path / "one.mbox", range(20)), write_mbox(tmp_path / "two.mbox", range(10, 30))
    services.bring_in([two], at=AT)
    alone = store.digest()
    services.undo_run(ImportRun.objects.get().pk)
    first = services.bring_in([one], at=AT)[0].run
    services.bring_in([two], at=AT)
    services.undo_run(first)
    assert queries.count("messages") == 10
    reports = services.refresh(at=AT)
    assert [r.taken for r in reports] == [10] and queries.count("messages") == 20
    assert store.digest() == alone


def test_what_a_file_that_is_here_no_more_held_too_is_said_before(tmp_path):
    one, two = write_mbox(tmp_path / "one.mbox", range(4)), write_mbox(tmp_path / "two.mbox", range(2, 5))
    first, second = (services.bring_in([path], at=AT)[0].run for path in (one, two))
    assert queries.run_would_go(first)[1] == "four messages"
    two.unlink()
    assert queries.run_would_go(first)[1] == (
        "four messages (also what two.mbox held of that; it is no longer here, so bring it in again to have that back)"
    )
    assert queries.run_would_go(second)[1] == "one message"


def test_bringing_in_again_after_an_undo(fake, tmp_path, everything):
    path = fake.file(tmp_path / "a.fake", *everything)
    services.bring_in([path], at=AT)
    before = store.digest()
    undo()
    assert services.refresh(at=AT) == []
    assert services.bring_in([path], at=AT)[0].taken == 4
    assert store.digest() == before


def test_the_runs_of_one_command_go_together_and_the_deed_with_the_last_run(fake, tmp_path):
    files = [fake.file(tmp_path / f"{n}.fake", mail(f"m{n}")) for n in range(3)]
    runs = [r.run for r in services.bring_in(files, at=AT)]
    services.undo_run(runs[0])
    assert not Deed.objects.get().undone
    services.undo_run(runs[1])
    services.undo_run(runs[2])
    assert Deed.objects.get().undone and not Interaction.objects.exists()
    with pytest.raises(NotFound):
        services.undo_run(runs[0])


def test_where_the_disk_is_full_no_deed_stands_for_what_went_with_its_transaction(fake, tmp_path, monkeypatch):
    files = [fake.file(tmp_path / f"{n}.fake", mail(f"m{n}")) for n in range(together.MANY)]
    written, write, end = [], reading.writing.write, together.Together.end

    def full(*given, **more):
        written.append(1)
        if len(written) > 5:
            raise OperationalError("database or disk is full")
        return write(*given, **more)

    def lost(self):  # SQLite takes all of it back by itself
        transaction.set_rollback(True)
        end(self)

    with monkeypatch.context() as patch:
        patch.setattr(reading.writing, "write", full)
        patch.setattr(together.Together, "end", lost)
        patch.setattr(together, "HELD", 60)
        with pytest.raises(NotNow, match="no room"):
            services.bring_in(files, at=AT)
    assert len(written) == 6 and not ImportRun.objects.exists() and not Deed.objects.exists()
    services.bring_in(files, at=AT)
    assert Deed.objects.get().sentence == "You brought in 0.fake and 19 others."


def test_her_word_on_her_own_addresses_outlives_the_import(fake, tmp_path, everything):
    services.bring_in([fake.file(tmp_path / "a.fake", *everything)], at=AT)
    confirm_own([ME])
    undo()
    assert list(OwnAddress.objects.values_list("value", "confirmed")) == [(ME, True)]


def test_derived_rows_that_point_at_what_goes_are_no_hindrance(fake, tmp_path, everything):
    from worthwhile.people.models import Belonging, CardOf
    from worthwhile.people.services import resolve

    path = fake.file(tmp_path / "a.fake", *everything)
    os.utime(path)
    services.bring_in([path], at=AT)
    resolve(at=AT)
    assert Belonging.objects.exists() and CardOf.objects.exists()
    undo()
    assert not Belonging.objects.exists() and not CardOf.objects.exists()
    assert resolve(at=AT).addresses == 0
