"""The demo through the real importers: who is found, and that the acts come from the rules with a true cause behind each."""

from datetime import UTC, datetime

import pytest

from worthwhile import day as walk
from worthwhile.demo import writers
from worthwhile.demo.generate import ME, write
from worthwhile.planning.values import Today
from worthwhile.sources.registry import sources
from worthwhile.tests.kept import until_the_end_of_the_file
from worthwhile.ties import queries as ties

AT = int(datetime(2026, 11, 24, 8, 0, tzinfo=UTC).timestamp())


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write(tmp_path_factory.mktemp("demo"), at=AT, zone="UTC")


@pytest.fixture(scope="module")
def once(files, django_db_setup, django_db_blocker):
    """What was brought in, once for this file; each test starts from it."""
    with until_the_end_of_the_file(django_db_blocker):
        yield walk.bring_in(files, at=AT, me=ME)


@pytest.fixture
def brought(once, db) -> walk.BroughtIn:
    return once


@pytest.fixture
def calendar(files):
    """Skip, saying so, where no source reads calendars (an installation may leave one out)."""
    (file,) = (f for f in files if f.suffix == ".ics")
    if not any(s.recognise(file, file.read_bytes()[:65536]) for s in sources()):
        pytest.skip("no source here reads iCalendar")


@pytest.fixture
def today(brought) -> Today:
    return walk.plan(30, at=AT)


def test_everything_is_taken_and_nothing_refused(brought, files, calendar):
    done = brought
    assert [(r.path, p.reason) for r in done.reports for p in r.problems] == []
    assert len(done.reports) == 4 and not done.refused and all(r.taken for r in done.reports)
    assert done.count.addresses > 900 and 290 <= done.count.people <= 330
    assert done.count.lists > 20 and done.count.robots > 20 and done.count.roles >= 3
    again = walk.bring_in(files, at=AT, me=ME)
    assert sum(r.taken for r in again.reports) == 0 and again.count == done.count


def test_each_kind_of_act_has_its_cause_in_the_story(calendar, today):
    found = {(p.kind, p.title) for p in today.considered}
    wanted = {
        ("congratulate", "Tove Almgren"), ("answer", "Mei-Ling Tan"), ("answer", "Kofi Mensah"), ("prepare", "Viktor Brandt"), ("follow_up", "Anders Lie"),
        ("wake", "Sven Halloran"), ("wake", "Kora Lindt"),
    }  # fmt: skip
    if any(t.gap_high is not None for t in ties.ties(AT)):  # a rhythm is known: then hers is about to break
        wanted.add(("keep_warm", "Elsbeth Kuyper"))
    assert [w for w in sorted(wanted) if not any(kind == w[0] and w[1] in title for kind, title in found)] == []
    assert any(p.kind == "thank" and "feld" in p.title.lower() for p in today.considered)


def test_the_day_is_one_a_person_could_do(calendar, today):
    assert 3 <= len(today.items) <= 5 and sum(i.proposal.minutes for i in today.items) <= 30
    assert len({i.person.id for i in today.items}) == len(today.items)
    assert any(i.proposal.gives for i in today.items)
    assert all(p.why and p.why[0].rows for p in today.considered)
    assert today.meeting_with is not None and today.meeting_with.name == "Viktor Brandt"


def test_nobody_is_suggested_who_is_no_person(today):
    words = ("noreply", "no-reply", "notification", "newsletter", "lists.", "helpdesk", "mailer-daemon")
    assert [p.anchor for p in today.considered if any(w in p.anchor for w in words)] == []


def test_lucia_is_asked_about(brought):
    from worthwhile.people import queries

    names = [{pair.a.person.name, pair.b.person.name} for pair in queries.pairs(limit=5)]
    assert {"Lucía Ferrer", "Lucia Ferrer Mas"} in names


def test_no_text_of_a_message_is_in_the_store(brought):
    from worthwhile import store

    seen = 0
    for model in [*store.nouns(store.Fact), *store.nouns(store.Setting)]:
        for row in model.objects.values_list().iterator():
            seen += 1
            assert writers.BODY[:40] not in str(row)
    assert seen > 5000
