"""Bringing in: every record is accounted for, the same again adds nothing, and whatever goes wrong is said."""

import gzip
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from worthwhile import store
from worthwhile.doors.cli import told
from worthwhile.errors import CannotRead, NotNow
from worthwhile.intake import queries, services
from worthwhile.intake.models import Address, Card, CardAddress, ImportRun, Interaction, Origin, Participation, Refusal, Sighting
from worthwhile.intake.services import reading, together
from worthwhile.sources.records import Message, Own, Passed, Refused
from worthwhile.tests.intake.made import AT, DAY, ME, Fake, card, email, mail, meeting, sums, write_mbox
from worthwhile.workspace.models import Deed, OwnAddress

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(monkeypatch):
    return Fake(monkeypatch)


def test_a_mailbox_comes_in_and_again_adds_nothing(tmp_path):
    box = write_mbox(tmp_path / "All.mbox", range(60))
    first = services.bring_in([box], at=AT)
    assert sums(first[0]) == (60, 0, 0, 0) and first[0].state == "done" and first[0].noun == "messages"
    before = store.digest()
    assert [r.state for r in services.bring_in([box], at=AT)] == ["unchanged"]
    os.utime(box)
    again = services.bring_in([box], at=AT)[0]
    assert again.taken == 0 and store.digest() == before
    assert queries.count("messages") == 60 == Interaction.objects.count()


def test_two_files_that_share_messages(tmp_path):
    one, two = write_mbox(tmp_path / "one.mbox", range(40)), write_mbox(tmp_path / "two.mbox", range(30, 50))
    a, b = services.bring_in([one, two], at=AT)
    assert sums(a) == (40, 0, 0, 0) and sums(b) == (10, 10, 0, 0)
    assert sum(Sighting.objects.filter(name="Person noor").values_list("times", flat=True)) == len([n for n in range(50) if n % 3 == 0])


def test_what_a_message_becomes(fake, tmp_path):
    to = (
        ("to", email(ME)),
        ("to", email(ME, "Noor")),
        ("cc", email(ME)),
        ("cc", email("ana@valmar.example")),
        ("bcc", email("", "Nobody")),
    )
    message = Message(
        "k" * 99,
        "mail",
        AT - 5,
        email("ana@valmar.example", "Ana\x00 Lind"),
        to,
        "Hi\ud800",
        ("r1", "r2"),
        "t",
        frozenset({"list", "auto"}),
    )
    services.bring_in([fake.file(tmp_path / "a.fake", message)], at=AT)
    row = Interaction.objects.get()
    assert (row.kind, row.at, row.subject, row.parent, row.size, row.flags, row.sender.value) == (
        "mail",
        AT - 5,
        "Hi",
        "r2",
        2,
        "auto list",
        "ana@valmar.example",
    )
    assert len(row.key) <= 64
    assert sorted(row.participations.values_list("role", "address__value")) == [
        ("cc", "ana@valmar.example"), ("cc", ME), ("from", "ana@valmar.example"), ("to", ME),
    ]  # fmt: skip
    assert set(Participation.objects.values_list("at", flat=True)) == {AT - 5}
    assert sorted(Sighting.objects.values_list("address__value", "name")) == [("ana@valmar.example", "Ana Lind"), (ME, "Noor")]


def test_one_message_id_for_several_messages_is_several_in_whatever_pieces_it_is_read(fake, tmp_path, monkeypatch):
    items = [
        mail("id", "a@x.example"),
        mail("id", "b@x.example"),
        mail("id", "a@x.example", at=AT - 9),
        mail("id", "a@x.example"),
        mail("id", "b@x.example"),
    ]
    whole = fake.file(tmp_path / "a.fake", *items)
    assert sums(services.bring_in([whole], at=AT)[0]) == (3, 2, 0, 0)
    before = store.digest()
    services.undo_run(ImportRun.objects.get().pk)
    monkeypatch.setattr(reading, "ENOUGH", 1)
    parts = fake.file(tmp_path / "b.fake", *(x for i in items for x in (i, "mark")))
    assert sums(services.bring_in([parts], at=AT)[0]) == (3, 2, 0, 0) and store.digest() == before


def test_a_crowd_is_counted_and_kept_up_to_a_bound(fake, tmp_path):
    services.bring_in(
        [fake.file(tmp_path / "a.fake", mail("m", "ana@valmar.example", *(f"x{n}@valmar.example" for n in range(6000))))], at=AT
    )
    row = Interaction.objects.get()
    assert row.size == 6001 and row.participations.count() == 5000 and row.participations.filter(role="from").exists()


_ITEM = st.one_of(
    st.integers(0, 8).map(lambda n: mail(f"m{n}")),
    st.integers(0, 4).map(lambda n: card(f"c{n}", "Ana", "ana@valmar.example")),
    st.integers(0, 4).map(lambda n: meeting(f"e{n}", "ana@valmar.example")),
    st.integers(1, 9).map(lambda n: Refused(n, f"wrong {n % 3}")),
    st.integers(1, 5).map(lambda n: Passed("a draft", n)),
    st.just("mark"),
)


@given(st.lists(_ITEM, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_sums_add_up(fake, tmp_path, items):
    store.run_among("delete from worthwhile_origin where 1 = 0 and id in {}", [0])
    for run in ImportRun.objects.exclude(state="undone"):
        services.undo_run(run.pk)
    report = services.bring_in([fake.file(tmp_path / f"{abs(hash(str(items)))}.fake", *items)], at=AT)[0]
    records = [i for i in items if i != "mark"]
    assert sum(sums(report)) == sum(i.count if isinstance(i, Passed) else 1 for i in records)
    assert report.taken == len({i.key for i in records if hasattr(i, "key")})
    assert report.refused == sum(isinstance(i, Refused) for i in records) == sum(p.count for p in report.problems)
    run = ImportRun.objects.get(pk=report.run)
    assert (run.taken, run.known, run.refused, run.passed) == sums(report)
    assert sum(Refusal.objects.filter(run=run, passed=False).values_list("count", flat=True)) == report.refused


def test_refusals_are_kept_with_their_line_up_to_a_bound_and_counted_beyond(fake, tmp_path):
    items = [Refused(n, f"no date in {n % 5}", "Mend it.") for n in range(1, 3001)]
    report = services.bring_in([fake.file(tmp_path / "a.fake", *items)], at=AT)[0]
    assert report.refused == 3000 == sum(p.count for p in queries.problems())
    assert Refusal.objects.count() <= 1100 and queries.problems()[-1].line >= 900
    assert report.problems[0].cure == "Mend it."


def test_a_file_that_cannot_be_read_leaves_nothing_behind(fake, tmp_path):
    good, bad = (
        fake.file(tmp_path / "good.fake", mail("m1")),
        fake.file(tmp_path / "bad.fake", CannotRead("It is empty.", do="Export it again.")),
    )
    odd = tmp_path / "picture.png"
    odd.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    a, b, c = services.bring_in([bad, good, odd], at=AT)
    assert (a.state, a.problems[0].reason, a.problems[0].cure) == ("refused", "It is empty.", "Export it again.")
    assert sums(b) == (1, 0, 0, 0) and c.state == "refused" and "picture" in c.problems[0].reason
    assert [o.path for o in Origin.objects.all()] == [str(good)] and ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    "fault", [CannotRead("It breaks off."), OSError(5, "Input/output error"), RecursionError("deep"), IndexError("list")]
)
def test_what_stands_before_a_break_is_taken(fake, tmp_path, fault):
    report = services.bring_in([fake.file(tmp_path / "a.fake", mail("m1"), "mark", mail("m2"), fault, mail("m3"))], at=AT)[0]
    assert sums(report) == (2, 0, 1, 0) and report.problems[0].reason
    assert Origin.objects.get().position == {"n": 2} or Origin.objects.get().position == {}


def test_a_broken_file_named_again_says_again_what_is_wrong(fake, tmp_path):
    path = fake.file(tmp_path / "a.fake", mail("m1"), Refused(2, "no date"))
    services.bring_in([path], at=AT)
    assert sums(services.bring_in([path], at=AT)[0]) == (0, 1, 1, 0)
    assert services.refresh(at=AT)[0].state == "unchanged"


def test_ctrl_c_keeps_the_position_and_the_next_run_goes_on(fake, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    before = [mail("m1"), "mark", mail("m2")]
    path, other = fake.file(tmp_path / "a.fake", *before, KeyboardInterrupt(), mail("m3")), fake.file(tmp_path / "b.fake", mail("m9"))
    reports = services.bring_in([path, other], at=AT)
    assert [r.state for r in reports] == ["stopped"] and reports[0].taken == 1
    assert ImportRun.objects.get().state == "stopped" and Origin.objects.get().position == {"n": 2}
    fake.items["a.fake"] = (*before, "mark", mail("m3"))
    assert services.bring_in([path], at=AT)[0].taken == 2
    assert queries.count("messages") == 3 and fake.positions[-1] == {"n": 2}


def test_ctrl_c_between_two_files_is_told_as_within_one(fake, tmp_path, monkeypatch, capsys):
    files = [fake.file(tmp_path / f"{n:02d}.fake", mail(f"m{n}")) for n in range(22)]

    def stop(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(together, "HELD", 0)
        patch.setattr(together.time, "sleep", stop)  # while others get their turn
        reports = services.bring_in(files, at=AT)
    assert [(Path(r.path).name, r.taken, r.state) for r in reports] == [("00.fake", 1, "done"), ("01.fake", 0, "stopped")]
    assert sum(r.taken for r in services.bring_in(files, at=AT)) == 21
    told.read([*services.bring_in(files, at=AT), reports[1]])
    assert "22 files" in (said := capsys.readouterr().out) and "01.fake" in said and "stopped; nothing is lost" in said


def test_a_run_that_was_killed_is_stopped_at_the_next_start(fake, tmp_path):
    origin = Origin.objects.create(path="/gone", source="fake")
    run = ImportRun.objects.create(origin=origin, began=1)
    services.bring_in([fake.file(tmp_path / "a.fake", mail("m1"))], at=AT)
    run.refresh_from_db()
    assert run.state == "stopped"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("database or disk is full", "no room"),
        ("database is locked", "Another program"),
        ("attempt to write a readonly database", "may not be written"),
    ],
)
def test_a_store_that_cannot_be_written_says_so(fake, tmp_path, monkeypatch, said, heard):
    def full(*_, **__):
        raise OperationalError(said)

    monkeypatch.setattr(reading.writing, "write", full)
    with pytest.raises(NotNow, match=heard) as caught:
        services.bring_in([fake.file(tmp_path / "a.fake", mail("m1"))], at=AT)
    assert caught.value.do and ImportRun.objects.get().state == "stopped" and not Interaction.objects.exists()


def test_a_folder_is_walked_and_what_comes_into_it_later_is_found(fake, tmp_path):
    deep = tmp_path / "post" / "old"
    deep.mkdir(parents=True)
    (deep / "notes.txt").write_text("nothing to see")
    write_mbox(deep / "a.mbox", range(3))
    write_mbox(tmp_path / "post" / "b.mbox", range(3, 5))
    reports = services.bring_in([tmp_path / "post"], at=AT)
    assert [(Path(r.path).name, r.taken) for r in reports[:2]] == [("b.mbox", 2), ("a.mbox", 3)]
    assert [(r.noun, r.passed, Path(r.left_out[0].file).name, r.state) for r in reports[2:]] == [("files", 1, "notes.txt", "done")]
    write_mbox(deep / "c.mbox", range(5, 9))
    assert [(Path(r.path).name, r.taken) for r in services.refresh(at=AT) if r.taken] == [("c.mbox", 4)]
    assert len(queries.reach().by_path) == 3


def test_a_file_whose_name_is_no_text_is_refused_and_costs_its_neighbours_nothing(tmp_path):
    try:
        write_mbox(tmp_path / os.fsdecode(b"bad\xff.mbox"), range(2))
    except OSError:
        pytest.skip("this file system takes no such names")
    write_mbox(tmp_path / "good.mbox", range(2, 5))
    assert sorted((r.taken, r.refused) for r in services.bring_in([tmp_path], at=AT)) == [(0, 1), (3, 0)]
    assert [r.refused for r in services.bring_in([tmp_path / os.fsdecode(b"bad\xff.mbox")], at=AT)] == [1]


def test_a_folder_without_anything_is_refused_in_words(tmp_path):
    assert [r.state for r in services.bring_in([tmp_path], at=AT)] == ["refused"]
    for name, text in (("a.pdf", "%PDF-1.7"), ("b.vcf", ""), ("c.txt", "Hello"), ("d.txt", "Hello")):
        (tmp_path / name).write_text(text)
    [report] = services.bring_in([tmp_path], at=AT)
    (problem,) = report.problems
    assert report.state == "refused" and "a.pdf: This is a PDF. b.vcf is empty. c.txt: " in problem.reason
    assert "1 other" in problem.reason and ".ics" in problem.reason and problem.cure == "b.vcf: Export it once more."


def test_progress_is_told_now_and_then(fake, tmp_path, monkeypatch):
    clock = iter(x / 100 for x in range(100_000))
    monkeypatch.setattr(reading, "time", SimpleNamespace(monotonic=lambda: next(clock)))  # its own clock: other threads have theirs
    items = [x for n in range(2000) for x in (mail(f"m{n}"), "mark")]
    told = []
    services.bring_in([fake.file(tmp_path / "a.fake", *items)], at=AT, on=told.append)
    assert told[-1].state == "done" and told[-1].done == told[-1].total == 4000 and told[-1].records == 2000
    middle = [t for t in told if t.state == "reading" and t.left is not None]
    assert middle and middle[0].left > middle[-1].left >= 0 and all(t.noun == "messages" for t in told)
    assert len(told) < next(clock) * 5 + 2


def test_one_deed_for_one_command(fake, tmp_path):
    files = [fake.file(tmp_path / f"{n}.fake", mail(f"m{n}")) for n in range(3)]
    services.bring_in(files, at=AT)
    assert [d.sentence for d in Deed.objects.all()] == ["You brought in 0.fake and 2 others."]
    services.bring_in(files, at=AT)
    assert Deed.objects.count() == 1


def test_own_handles_are_hints_and_linkedin_s_are_sure(fake, tmp_path):
    own = [
        Own(email(ME), "Email Addresses.csv"),
        Own(email("x").__class__("linkedin", "noor-h"), "Profile.csv"),
        Own(email("x").__class__("tel", "+31"), "?"),
    ]
    services.bring_in([fake.file(tmp_path / "a.fake", *own, card("c", "Noor", "n@home.example", own=True))], at=AT)
    assert sorted(OwnAddress.objects.values_list("kind", "value", "confirmed")) == [
        ("email", "n@home.example", False), ("email", ME, False), ("linkedin", "noor-h", True),
    ]  # fmt: skip


def test_what_cards_and_meetings_become(fake, tmp_path):
    items = [
        card("c1", "Ana Lind", "ana@valmar.example", related=(("spouse", "Bo"),), birthday="--02-29"),
        meeting("e1", "ana@valmar.example", starts=(AT, AT + DAY)),
    ]
    services.bring_in([fake.file(tmp_path / "a.fake", *items)], at=AT)
    assert Card.objects.get().related == [["spouse", "Bo"]] and CardAddress.objects.get().address.value == "ana@valmar.example"
    rows = list(Interaction.objects.order_by("at"))
    assert [(r.kind, r.at, r.minutes, r.size, r.event.key) for r in rows] == [
        ("meeting", AT, 30, 2, "e1"),
        ("meeting", AT + DAY, 30, 2, "e1"),
    ]
    assert queries.count("events") == 1 and queries.count("cards") == 1 and queries.count("messages") == 0
    assert Address.objects.count() == 2


def test_how_far_it_reaches(fake, tmp_path):
    path = fake.file(tmp_path / "a.fake", mail("m1", at=AT - 9), mail("m2", at=AT - 3 * DAY), mail("m3", at=AT + 9000 * DAY))
    os.utime(path, (AT, AT))
    assert services.bring_in([path], at=AT)[0].until == AT - 9
    assert queries.reach().mail == AT - 9
    assert queries.reach(AT - DAY).mail == AT - 3 * DAY  # as it was known a day earlier
    assert queries.reach().calendar is None and queries.reach().by_path == ((str(path), AT - 9),)


def test_a_mailbox_brought_in_as_of_an_earlier_day_reaches_on_when_asked_later(fake, tmp_path):
    path = fake.file(tmp_path / "a.fake", mail("m1", at=AT - 9), mail("m2", at=AT - 30 * DAY))
    os.utime(path, (AT, AT))
    assert services.bring_in([path], at=AT - 20 * DAY)[0].until == AT - 20 * DAY
    assert queries.reach(AT).mail == AT - 9 and queries.reach(AT - 20 * DAY).mail == AT - 30 * DAY


def test_a_calendar_reaches_to_the_day_it_was_written(monkeypatch, tmp_path):
    fake = Fake(monkeypatch, noun="meetings")
    path = fake.file(tmp_path / "a.fake", meeting("e", "ana@valmar.example", starts=(AT + 90 * DAY,)))
    os.utime(path, (AT - 2 * DAY, AT - 2 * DAY))
    services.bring_in([path], at=AT)
    assert queries.reach().calendar == AT - 2 * DAY and queries.reach().mail is None


def test_no_body_and_no_word_of_it_is_kept(tmp_path):
    services.bring_in([write_mbox(tmp_path / "a.mbox", range(5))], at=AT)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'select * from "{table}"')
            assert "Nothing here is kept" not in str(cursor.fetchall())


def test_a_packed_mailbox_that_swells_is_refused_while_it_comes(tmp_path):
    bomb, real = tmp_path / "bomb.mbox.gz", tmp_path / "real.mbox.gz"
    head = b"From a@valmar.example Thu Nov 19 10:00:00 2026\nFrom: a@valmar.example\nTo: b@valmar.example\nMessage-ID: <1@x>\n\n"
    bomb.write_bytes(gzip.compress(head + b"\0" * (8 << 20)))
    real.write_bytes(gzip.compress(write_mbox(tmp_path / "All.mbox", range(9000)).read_bytes()))
    trap, box = services.bring_in([bomb, real], at=AT)
    assert "swells" in trap.problems[0].reason and trap.problems[0].cure
    assert (box.taken, box.problems) == (9000, ())
