"""The line of a tie: marks by day and kind, packed and read back."""

from hypothesis import given
from hypothesis import strategies as st

from worthwhile.tests.ties.made import DAY, START, contacts
from worthwhile.ties import line
from worthwhile.ties.gather import FROM, INVITATION, MEETING, MET, OTHER, TO

MIDNIGHT = START // DAY * DAY


def packed(*some):
    log = contacts(*some)
    return line.pack(log, log.person - log.person.min(), 1)[0]


def test_contacts_of_one_day_and_kind_are_one_mark_that_counts_them():
    marks = line.unpack(
        packed({"day": 1, "way": TO}, {"day": 1.2, "way": TO}, {"day": 1.3, "way": FROM}, {"day": 5, "way": TO}), START + 10 * DAY, 0
    )
    assert [((m.at - MIDNIGHT) // DAY, m.what, m.times) for m in marks] == [(1, "sent", 2), (1, "got", 1), (5, "sent", 1)]


def test_each_kind_has_its_own_mark():
    marks = line.unpack(
        packed(
            {"day": 1, "kind": MEETING, "way": MET}, {"day": 2, "kind": OTHER, "way": TO}, {"day": 3, "kind": OTHER, "way": FROM},
            {"day": 4, "kind": INVITATION, "way": FROM},
        ), START + 10 * DAY, 0,
    )  # fmt: skip
    assert [m.what for m in marks] == ["meeting", "given", "received", "got"]


def test_only_the_span_asked_for_is_read_and_nothing_after_the_moment():
    kept = packed(*({"day": d, "way": TO} for d in range(1, 60)))
    marks = line.unpack(kept, MIDNIGHT + 40 * DAY + 60, MIDNIGHT + 30 * DAY)
    assert [(m.at - MIDNIGHT) // DAY for m in marks] == list(range(30, 41))
    assert marks[-1].at == MIDNIGHT + 40 * DAY + 60


def test_a_tie_without_contacts_has_no_marks():
    assert line.unpack(b"", START, 0) == []


@given(st.lists(st.tuples(st.integers(1, 900), st.sampled_from([TO, FROM])), min_size=1, max_size=60))
def test_no_contact_is_lost_within_the_years_kept(days):
    marks = line.unpack(packed(*({"day": d, "way": w} for d, w in days)), START + 2000 * DAY, 0)
    assert sum(m.times for m in marks) == len(days)
    assert [m.at for m in marks] == sorted(m.at for m in marks)
