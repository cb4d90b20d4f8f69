"""Measuring in a store: again changes nothing, a later day changes no row, a merge measures the one they are."""

import numpy as np
import pytest

from worthwhile.intake.models import Origin
from worthwhile.people.models import Belonging, Profile
from worthwhile.tests.ties.small_log import DAY, Log, on
from worthwhile.ties import persist, queries, services, strength
from worthwhile.ties.models import Tie, TieWord
from worthwhile.workspace.queries import preference


@pytest.fixture
def log(db):
    return Log()


@pytest.fixture
def told(log):
    for day in (0, 6, 13, 21, 27):
        log.mail(day, "ana", "me", key=f"a{day}", subject="Plan")
        log.mail(day + 0.5, "me", "ana", parent=f"a{day}", subject="Re: Plan")
    log.mail(3, "bo", "me")
    log.meet(9, "cy", "me")
    services.measure(at=on(30))
    return log


def kept():
    return list(Tie.objects.order_by("pk").values_list())


def merge(log, lost, into):
    """What `people` does when two prove to be one: the address belongs to the other, and the root is the other."""
    Belonging.objects.filter(person_id=log.who(lost)).update(person_id=log.who(into))
    Profile.objects.filter(pk=log.who(lost)).update(root_id=log.who(into))


def test_measuring_again_changes_nothing(told):
    before = kept()
    assert services.measure(at=on(30)) == 0 and kept() == before


def test_a_rebuild_makes_the_same_rows(told):
    before = kept()
    services.forget_derived()
    assert kept() == []
    assert services.measure(at=on(30)) == 3 and kept() == before


def test_a_later_day_without_anything_new_changes_no_row_but_what_is_read_from_it(told):
    before, then = kept(), queries.tie(told.who("ana"), on(30))
    assert services.measure(at=on(60)) == 0 and kept() == before
    later = queries.tie(told.who("ana"), on(60))
    assert later.strength == pytest.approx(then.strength * 2 ** (-30 / strength.USUAL))
    assert later.alive < then.alive and later.stays < then.stays
    assert (then.state, later.state) == ("steady", "cooling")


def test_the_rows_say_nothing_of_the_moment(told):
    """Measured for another moment at which as much had happened, they are the same, as far as nothing was learned in between."""
    before = kept()
    services.forget_derived()
    services.measure(at=on(75))
    assert kept() == before


def test_a_moment_before_the_last_contact_is_measured_as_it_was_then(told):
    assert services.measure(at=on(14)) == 3
    assert queries.tie(told.who("ana"), on(14)).received == 3
    assert services.measure(at=on(30)) == 3 and queries.tie(told.who("ana"), on(30)).received == 5


def test_a_log_that_stands_still_is_learned_from_anew_after_a_quarter(told):
    learned = preference("measured")["learned"]["at"]
    services.measure(at=on(30 + 89))
    assert preference("measured")["learned"]["at"] == learned
    services.measure(at=on(30 + 91))
    assert preference("measured")["learned"]["at"] == on(30 + 91)


def test_no_interactions_are_no_ties(log):
    log.who("ana")
    assert services.measure(at=on(10)) == 0
    assert queries.ties(on(10)) == [] and queries.tie(log.who("ana"), on(10)) is None


def test_a_message_among_others_is_no_contact_of_egos(log):
    log.mail(0, "ana", "me", "bo")
    services.measure(at=on(10))
    assert queries.tie(log.who("ana"), on(10)).received == 1 and queries.tie(log.who("bo"), on(10)) is None


def test_lists_and_robots_have_no_tie(log):
    log.who("news", kind="list")
    log.mail(0, "news", "me")
    assert services.measure(at=on(10)) == 0 and queries.tie(log.who("news"), on(10)) is None


def test_two_who_prove_to_be_one_are_measured_as_one(told):
    told.mail(29, "anna", "me")
    services.measure(at=on(30))
    two = [queries.tie(told.who(n), on(30)) for n in ("ana", "anna")]
    services.say_close(told.who("anna"), 5, at=on(29))
    merge(told, "anna", "ana")
    services.forget_derived()
    services.measure(at=on(30))
    one = queries.tie(told.who("ana"), on(30))
    assert one.close == 5  # her word on a part holds for the whole; the later of two
    services.say_close(told.who("ana"), 2, at=on(30))
    assert queries.tie(told.who("ana"), on(30)).close == 2
    assert one.received == sum(t.received for t in two) and one.last == two[1].last
    assert one.strength == pytest.approx(sum(t.strength for t in two))
    assert queries.tie(told.who("anna"), on(30)) is None


def test_a_split_brings_back_exactly_what_was(told):
    told.mail(29, "anna", "me")
    services.measure(at=on(30))
    before = kept()
    merge(told, "anna", "ana")
    services.forget_derived()
    services.measure(at=on(30))
    Belonging.objects.filter(address__value="anna@example.org").update(person_id=told.who("anna"))
    Profile.objects.filter(pk=told.who("anna")).update(root_id=told.who("anna"))
    services.forget_derived()
    services.measure(at=on(30))
    assert kept() == before


def test_some_persons_alone_can_be_measured_anew(told):
    others = [r for r in kept() if r[0] != told.who("bo")]
    told.mail(29, "bo", "me")
    assert services.measure(at=on(30), people=[told.who("bo")]) == 1
    assert queries.tie(told.who("bo"), on(30)).received == 2
    assert [r for r in kept() if r[0] != told.who("bo")] == others


def test_her_word_stands_by_the_tie_and_outlives_a_rebuild(told):
    services.say_close(told.who("bo"), 5, at=on(30))
    services.forget_derived()
    services.measure(at=on(30))
    assert queries.tie(told.who("bo"), on(30)).close == 5
    assert TieWord.objects.count() == 1


def test_answer_times_come_from_references(told):
    ana = queries.tie(told.who("ana"), on(30))
    assert ana.answer_mine == pytest.approx(12.0) and ana.answers_by == "references" and ana.answer_theirs is None


def test_no_chance_is_said_before_anything_was_measured(told):
    from worthwhile.workspace.services import prefer

    prefer("measured", {})
    assert [(t.alive, t.stays) for t in queries.ties(on(30))] == [(None, None)] * 3


def test_chances_stay_chances_however_long_nothing_was_read(log):
    """A mailbox that was read once, with ego active every day to the last: the days after it must not look like certainty."""
    rng = np.random.default_rng(3)
    for n in range(90):
        gap, stop = float(np.exp(rng.uniform(1.5, 4))), float(rng.uniform(100, 900))
        for day in np.arange(rng.uniform(0, gap), min(stop, 560), gap):
            log.mail(float(day), *(("me", f"p{n}") if n % 2 else (f"p{n}", "me")))
    for day in range(200, 560):
        log.mail(day + 0.9, "me", "daily")
    services.measure(at=on(560))
    assert preference("measured")["learned"]["model"]["weights"]
    means = []
    for later in (0, 5, 40, 85):
        stays = [t.stays for t in queries.ties(on(560 + later))]
        assert all(0 <= s <= 1 for s in stays)
        means.append(float(np.mean(stays)))
    assert means[1] < means[0] + 0.1 and means[3] < means[0] < 0.95
    assert persist.HORIZON * DAY == services.HOLDS


def reads(log, day, source="mbox"):
    """The source is read until this day, and no further."""
    Origin.objects.update_or_create(path=f"/{source}", defaults={"source": source, "until": on(day)})
    services.forget_derived()
    services.measure(at=on(300))


def test_a_silence_is_told_only_as_far_as_the_mail_is_read(told):
    assert queries.tie(told.who("ana"), on(300)).state == "asleep"
    reads(told, 30)
    ana = told.who("ana")
    assert ((stood := queries.tie(ana, on(300))).state, stood.until) == ("steady", on(30))
    reads(told, 65)
    assert queries.tie(told.who("ana"), on(300)).state == "cooling"


def test_no_source_reaches_beyond_the_moment_asked_for_or_short_of_what_was_seen(told):
    reads(told, 20)
    assert queries.tie(told.who("ana"), on(300)).until == on(27.5)
    reads(told, 400)
    assert queries.tie(told.who("ana"), on(300)).until == on(300)


def test_a_tie_of_meetings_is_seen_as_far_as_the_calendar_and_one_of_mail_as_far_as_the_mail(told):
    reads(told, 40)
    reads(told, 250, source="ical")
    assert (queries.tie(told.who("cy"), on(300)).until, queries.tie(told.who("ana"), on(300)).until) == (on(250), on(40))
