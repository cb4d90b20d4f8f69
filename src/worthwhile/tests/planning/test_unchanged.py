"""What was read is kept in memory only while nothing in the store changes."""

import threading

import pytest
from django.db import connection, transaction

from worthwhile import unchanged
from worthwhile.planning.queries.exchanges import recalled
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.workspace.services import prefer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="Only SQLite tells whether anything changed."),
]


@pytest.fixture
def times():
    """Counts how often it was read."""
    unchanged.forget()
    count = []

    def ask(at=0, end=1 << 62):
        return unchanged.kept("it", lambda: count.append(at) or len(count), at, lambda: end)

    return ask


def by_another(deed):
    """Do this over a connection of its own, as another thread or program would."""

    def run():
        deed()
        connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()


def test_nothing_is_read_twice_while_nothing_changes(times):
    assert [times(), times(), times()] == [1, 1, 1]


def test_what_one_writes_oneself_or_another_does_is_seen(times):
    assert times() == 1
    prefer("minutes", 5)
    assert [times(), times()] == [2, 2]
    by_another(lambda: prefer("minutes", 20))
    assert [times(), times()] == [3, 3]


def test_it_holds_from_its_moment_until_the_one_it_names(times):
    assert [times(10, 20), times(19), times(20, 30), times(29), times(9, 20), times(19)] == [1, 1, 2, 2, 3, 3]


def test_what_was_read_beside_a_change_that_was_taken_back_is_forgotten(times):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        prefer("minutes", 5)
        assert times() == 1
        raise ZeroDivisionError
    assert times() == 2
    with transaction.atomic():
        prefer("minutes", 5)
        assert times() == 3
    assert times() == 3


def test_a_letter_that_comes_is_seen_and_so_is_a_meeting_when_its_hour_has_come():
    log = Log()
    log.mail(10, "ana", "me")
    log.meet(20, "me", "ana")
    ana = log.ids["ana"]

    def days(at):
        return [(c.at - on(0)) // 86_400 for c in recalled([ana], on(at))[0].get(ana, [])]

    assert [days(12), days(13), days(19.9), days(20), days(12)] == [[10], [10], [10], [20, 10], [10]]
    log.mail(11, "ana", "me")
    assert days(13) == [11, 10]
    by_another(lambda: log.mail(12, "ana", "me"))
    assert days(13) == [12, 11, 10]
