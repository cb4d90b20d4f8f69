"""Words of a line, their endings, and how near two lines are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.value.match_words import Lines, pieces, plain, shared, stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [("certified", "certify"), ("sensors", "sensor"), ("running", "run"), ("classes", "class"), ("sized", "size"), ("plans", "planning")],
)
def test_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("analysis", "analyst"), ("bus", "bu"), ("plan", "plant"), ("sing", "s")])
def test_other_words_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_marks_of_answering_lists_and_markup_say_nothing():
    assert plain("Re: [R-sig-Geo] AW: kriging") == "kriging"
    assert stems("<p>kriging</p>") == stems("kriging")


def test_a_compound_is_found_whole_and_in_its_parts():
    assert {"data.frame", "data"} <= set(stems("a data.frame"))
    assert stems("C++ and R") == ["c++", "r"]


def test_bm25_of_a_worked_case():
    lines = Lines()
    lines.add(["sensor", "train"])
    lines.add(["budget", "plan"])
    # n 2, df 1: ln(1 + 1.5/1.5) = ln 2; both lines have the mean length, so tf·(k1+1)/(tf + k1) = 1
    assert lines.nearness(["sensor"]).tolist() == pytest.approx([np.log(2), 0.0])


def test_rare_words_say_more_and_a_repeated_word_of_the_need_does_not():
    lines = Lines()
    for line in (["plan", "sensor"], ["plan", "budget"], ["plan", "tax"]):
        lines.add(line)
    assert lines.weight("sensor") > lines.weight("plan") > 0
    assert lines.nearness(["sensor", "sensor"]).tolist() == lines.nearness(["sensor"]).tolist()


def test_an_empty_index_answers_with_nothing():
    assert Lines().nearness(["plan"]).tolist() == []
    assert Lines().weight("plan") == 0.0


def test_shared_words_stand_as_she_wrote_them_the_most_telling_first():
    lines = Lines()
    for line in ("a plan", "a plan for trains", "sensors for a plan"):
        lines.add(stems(line))
    assert shared("Planning wireless Sensors", "sensor plan", lines) == ["Sensors", "Planning"]
    assert shared("nothing alike", "sensor plan", lines) == []


def test_pieces_of_kindred_words_overlap_and_of_others_do_not():
    assert set(pieces("sensing")) & set(pieces("sensor"))
    assert not set(pieces("budget")) & set(pieces("sensor"))


@given(st.text(max_size=80))
def test_any_text_gives_words_without_spaces(text):
    assert all(s and not any(c.isspace() for c in s) for s in stems(text) + pieces(text))


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6), min_size=1, max_size=8),
    st.lists(st.sampled_from("abcdef"), max_size=4),
)
def test_nearness_is_above_nought_exactly_where_a_word_is_shared(rows, need):
    lines = Lines()
    for row in rows:
        lines.add(row)
    assert [s > 0 for s in lines.nearness(need)] == [bool(set(row) & set(need)) for row in rows]
