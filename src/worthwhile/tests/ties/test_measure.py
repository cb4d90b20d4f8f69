"""Measuring ties from the log."""

import pytest

from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties import queries, services


@pytest.fixture
def log(db):
    return Log()


def test_counts_and_last_times(log):
    log.mail(0, "ana", "me")
    log.mail(1, "me", "ana", cc=("bo",))
    log.meet(5, "cy", "me", "ana")
    log.mail(6, "bo", "ana")  # ego took no part
    services.measure(at=on(10))
    ana = queries.tie(log.who("ana"), on(10))
    assert (ana.received, ana.sent, ana.met, ana.days) == (1, 1, 1, 3)
    assert (ana.first, ana.last, ana.last_from, ana.last_to, ana.last_met) == (on(0), on(5), on(0), on(1), on(5))
    assert queries.tie(log.who("bo"), on(10)).sent == 1 and queries.tie(log.who("bo"), on(10)).received == 0
    assert [t.person for t in queries.ties(on(10))] == sorted(log.who(n) for n in ("ana", "bo", "cy"))


def test_only_what_was_before_counts(log):
    log.mail(0, "ana", "me")
    log.mail(20, "me", "ana")
    services.measure(at=on(10))
    assert queries.tie(log.who("ana"), on(10)).sent == 0


def test_contacts_newest_first(log):
    log.mail(0, "ana", "me", subject="Hello", key="a")
    log.mail(1, "me", "ana", parent="a", subject="Re: Hello")
    log.meet(2, "ana", "me")
    found = queries.contacts(log.who("ana"), on(10))
    assert [(c.direction, c.kind) for c in found] == [("both", "meeting"), ("to", "mail"), ("from", "mail")]
    assert found[1].parent == "a" and found[2].subject == "Hello"
    assert len(queries.contacts(log.who("ana"), on(10), limit=2)) == 2
