"""Taking back a run: the store says what it said before, and what others share comes back with their next reading."""

import os
import random

import pytest
from django.db import OperationalError, transaction

from worthwhile import store
from worthwhile.errors import NotFound, NotNow
from worthwhile.intake import queries, services
from worthwhile.intake.models import Address, Held, ImportRun, Interaction, Origin, Sighting
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


def test_what_both_hold_stays(tmp_path):
    one, two = write_mbox(tmp_path / "one.mbox", range(20)), write_mbox(tmp_path / "two.mbox", range(10, 30))
    services.bring_in([two], at=AT)
    alone = store.digest()
    services.undo_run(ImportRun.objects.get().pk)
    first = services.bring_in([one], at=AT)[0].run
    services.bring_in([two], at=AT)
    services.undo_run(first)
    assert queries.count("messages") == 20 and store.digest() == alone
    reports = services.refresh(at=AT)
    assert [(r.taken, r.known) for r in reports] == [(0, 20)] and store.digest() == alone


def alone(*paths):
    """The digest of a store into which only these were brought."""
    with transaction.atomic():
        services.bring_in(list(paths), at=AT)
        said = store.digest()
        transaction.set_rollback(True)
    return said


@pytest.fixture
def overlapping(fake, tmp_path, everything):
    """Two files of every kind of record, of which some stand in both, and names that stand in both beside different messages."""
    more = Own(email("noor@home.example"), "Email Addresses.csv")
    one = (*everything, mail("m2", name="Ana Lind"), mail("m3", name="Ana L."), card("c2", "Eve", "eve@valmar.example"), more)
    both = (
        everything[0], everything[1], meeting("e1", "bo@valmar.example", "carl@valmar.example", starts=(AT + DAY, AT + 2 * DAY)),
        meeting("e3", "dora@valmar.example"), everything[4], mail("m4", name="Ana L."), mail("m5", "eve@valmar.example"),
    )  # fmt: skip
    return fake.file(tmp_path / "a.fake", *one), fake.file(tmp_path / "b.fake", *both)


def test_what_a_file_that_is_here_no_more_held_too_stays_when_the_other_import_is_taken_back(overlapping):
    one, two = overlapping
    of_two, of_one = alone(two), alone(one)
    first, second = (services.bring_in([path], at=AT)[0].run for path in (one, two))
    both = store.digest()
    assert queries.run_would_go(first)[1] == "four messages" and ImportRun.objects.get(pk=first).taken == 7
    two.unlink()
    services.undo_run(first)
    assert store.digest() == of_two
    assert sorted(Interaction.objects.filter(event__key="e1").values_list("at", flat=True)) == [AT + DAY, AT + 2 * DAY]
    assert set(Interaction.objects.values_list("run", "origin__path")) == {(second, str(two))}
    kept = ImportRun.objects.get(pk=second)
    assert (kept.taken, kept.known, kept.taken + kept.known) == (6, 0, 6) and queries.run_would_go(second)[1] == "six messages"
    services.bring_in([one], at=AT)
    assert store.digest() == both
    services.undo_run(second)
    assert store.digest() == of_one


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_taken_back_in_whatever_order_the_rest_is_as_if_only_it_had_come(fake, tmp_path, seed):
    """Four files, each of any records out of one stock, read in any order and some of them twice; no file is there any more in the end."""
    chance = random.Random(seed)
    stock = [mail(f"m{n}", f"p{n % 5}@valmar.example", name=f"P. {n % 7}") for n in range(12)]
    stock += [card(f"c{n}", f"Card {n}", f"p{n}@valmar.example") for n in range(6)]
    stock += [meeting(f"e{n}", f"p{n}@valmar.example", "q@valmar.example", starts=(AT + n, AT + DAY)) for n in range(6)]
    stock += [Own(email(f"me{n}@valmar.example"), "Email Addresses.csv") for n in range(3)]
    order = [fake.file(tmp_path / f"{n}.fake", *chance.sample(stock, 14)) for n in range(4)]
    chance.shuffle(order)
    runs = [(path, services.bring_in([path], at=AT)[0].run) for path in order]
    for path in order:
        path.rename(tmp_path / f"gone {path.name}")
    while runs:
        services.undo_run(runs.pop(chance.randrange(len(runs)))[1])
        left = store.digest(), sorted(Interaction.objects.filter(kind="meeting").values_list("key", flat=True))
        with transaction.atomic():
            for one in list(Origin.objects.filter(active=True)):
                services.undo_run(one.runs.get().pk)
            assert not Address.objects.exists() and not Held.objects.exists()
            for path, _ in runs:
                (tmp_path / f"gone {path.name}").rename(path)
                services.bring_in([path], at=AT)
                path.rename(tmp_path / f"gone {path.name}")
            assert (store.digest(), sorted(Interaction.objects.filter(kind="meeting").values_list("key", flat=True))) == left
            transaction.set_rollback(True)


def test_what_three_files_hold_stays_until_the_last_of_them_is_taken_back(tmp_path):
    paths = [write_mbox(tmp_path / f"{n}.mbox", range(n, n + 6)) for n in range(3)]
    nothing, last, two = store.digest(), alone(paths[2]), alone(*paths[1:])
    runs = [services.bring_in([path], at=AT)[0].run for path in paths]
    for path in paths:
        path.unlink()
    left = []
    for run in runs:
        services.undo_run(run)
        left.append(store.digest())
    assert left == [two, last, nothing] and not Held.objects.exists()


def test_what_a_file_that_is_here_no_more_told_differently_is_said_before(tmp_path):
    """The log holds each record as it was told first. Another file's own telling cannot be brought back without that file."""
    one, two = write_mbox(tmp_path / "one.mbox", range(4)), write_mbox(tmp_path / "two.mbox", range(2, 5))
    two.write_text(two.read_text().replace("About 3", "Re: About 3"))
    first, second = (services.bring_in([path], at=AT)[0].run for path in (one, two))
    assert queries.run_would_go(first)[1] == "three messages"
    kept = two.read_text()
    two.unlink()
    assert queries.run_would_go(first)[1] == (
        "three messages (one of them was told otherwise by two.mbox, which is no longer here: bring that in again to have it back)"
    )
    assert queries.run_would_go(second)[1] == "one message"
    services.undo_run(first)
    assert set(Interaction.objects.values_list("subject", flat=True)) == {"About 2", "About 4"}
    two.write_text(kept)
    services.refresh(at=AT)
    assert set(Interaction.objects.values_list("subject", flat=True)) == {"About 2", "Re: About 3", "About 4"}


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
