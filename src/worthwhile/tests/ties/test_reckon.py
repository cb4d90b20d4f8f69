"""From contacts to the row of each tie."""

import numpy as np
import pytest

from worthwhile.tests.ties.made import DAY, START, contacts
from worthwhile.ties import persist, rhythm, strength
from worthwhile.ties.gather import MEETING, OTHER
from worthwhile.ties.learned import Learned
from worthwhile.ties.reckon import COLUMNS, ties

KNOWN = Learned(START, 0, half_lives=(60.0, 180.0, 30.0), gap=20.0, gap_high=50.0)


def rows(*acts, known=KNOWN, seen=None, **same):
    return {r[0]: dict(zip(COLUMNS, r, strict=True)) for r in ties(contacts(*acts, **same), known, seen or {})}


def one(*acts, **same):
    return rows(*acts, **same)[1]


def at(day):
    return START + day * DAY


def test_no_contacts_are_no_ties():
    assert ties(contacts(), KNOWN, {}) == []


def test_one_row_a_person_in_order():
    assert list(rows({"person": 9}, {"person": 2}, {"person": 9, "day": 3})) == [2, 9]


def test_counts_and_newest_moments_by_direction():
    row = one({"day": 1}, {"day": 2, "way": 1}, {"day": 3, "way": 1}, {"day": 9, "kind": MEETING, "way": 0})
    assert (row["received"], row["sent"], row["met"], row["days"]) == (1, 2, 1, 4)
    assert (row["first"], row["last"], row["last_from"], row["last_to"], row["last_met"]) == (at(1), at(9), at(1), at(3), at(9))


def test_what_never_was_is_unknown_not_nought():
    row = one({"day": 1})
    assert [row[k] for k in ("last_to", "last_met", "gap", "gap_high", "answer_mine", "answer_theirs")] == [None] * 6
    assert row["answers_by"] == ""
    met = one({"day": 1, "kind": MEETING, "way": 0})
    assert met["one_to_one"] is None and met["last_from"] is None


def test_a_tie_takes_the_half_life_of_the_source_that_most_of_its_contacts_come_from():
    mostly = [{"day": d, "kind": MEETING, "way": 0} for d in (0, 10)]
    row = one(*mostly, {"day": 11})
    assert row["half_life"] == 180.0
    assert strength.read(row["log_strength"], at(11), 180.0) == pytest.approx(4 * 2 ** (-11 / 180) + 4 * 2 ** (-1 / 180) + 1)
    assert one({"day": 1, "kind": OTHER}, {"day": 2, "kind": OTHER})["half_life"] == 30.0


def test_rhythm_is_its_own_from_three_gaps_on_and_borrowed_before():
    few, enough = one(*({"day": d} for d in (0, 7, 14))), one(*({"day": d} for d in (0, 7, 14, 30)))
    assert (few["gap"], few["gap_high"], few["usual"]) == (None, None, 20.0)
    assert (enough["gap"], enough["usual"]) == (7.0, 7.0)
    assert enough["gap_high"] == pytest.approx(rhythm.shrunk(np.quantile([7, 7, 16], 0.8), 3, 50.0))


def test_machine_mail_is_counted_but_tells_nothing_of_direction():
    row = one({"day": 0, "automatic": 1}, {"day": 5, "automatic": 1})
    assert row["received"] == 2 and row["starts_theirs"] == 0 and row["last_from"] is None and row["open_from"] is None
    assert row["one_to_one"] is None


def test_the_share_between_the_two_alone():
    assert one({"day": 0}, {"day": 1, "size": 9}, {"day": 2, "size": 3}, {"day": 3})["one_to_one"] == 0.5


def test_the_open_message_is_their_newest_direct_one_with_none_from_ego_since():
    def open_row(*acts):
        return one(*({"row": n + 1, **a} for n, a in enumerate(acts)))["open_from"]

    assert open_row({"day": 0}, {"day": 1, "way": 1}, {"day": 2}, {"day": 3}) == 4
    assert open_row({"day": 2}, {"day": 3, "way": 1}) is None
    assert open_row({"day": 2}, {"day": 3, "direct": 0, "size": 30}) == 1
    assert open_row({"day": 2}, {"day": 3, "automatic": 1}) == 1
    assert open_row({"day": 2}, {"day": 3, "kind": MEETING, "way": 0}) == 1  # a meeting is no answer in writing


def test_answers_are_told_by_references_or_by_subject():
    by_reference = one({"day": 0, "row": 5}, {"day": 1, "way": 1, "row": 6, "parent": 5})
    by_subject = one({"day": 0, "subject": 77}, {"day": 2, "way": 1, "subject": 77})
    assert (by_reference["answer_mine"], by_reference["answers_by"]) == (24.0, "references")
    assert (by_subject["answer_mine"], by_subject["answers_by"]) == (48.0, "subject")


def test_a_row_does_not_depend_on_other_ties():
    mine = [{"person": 1, "day": d} for d in (0, 3, 9, 20)]
    alone, among = rows(*mine)[1], rows(*mine, *({"person": 2, "day": d, "row": 90 + d} for d in range(5)))[1]
    assert alone == among


def test_what_chances_are_read_from_is_the_state_of_the_pair_and_of_the_person():
    seen = np.array([at(9), 1.0, 2.0, 3.0])
    state = np.frombuffer(rows({"day": 1}, {"day": 4}, seen={1: seen})[1]["state"], dtype="<f8")
    assert len(state) == len(persist.STATE) + len(persist.SEEN)
    assert state[0] == 2 and state[2:4].tolist() == [at(1), at(4)] and state[-4:].tolist() == seen.tolist()
