"""Who could help, and with which needs somebody could: from words, from when they helped, and from whom they helped before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.value.match import DAY, Known

NOW = 1_700_000_000

LINES = [
    ("certified a wireless sensor for trains", "ines"),
    ("budget template for a yearly plan", "omar"),
    ("hiring plan for a small team", "omar"),
    ("tax of a company abroad", "lena"),
]


def filled(lines=LINES, days=30):
    known = Known()
    for text, person in lines:
        known.helped(person, known.line(text, "somebody"), NOW - days * DAY)
    return known


def test_who_helped_with_a_like_need_comes_first_with_the_words_that_matched():
    first = filled().helpers("Who has certified wireless sensors?", NOW)[0]
    assert first.person == "ines"
    assert first.words == ("wireless", "sensors", "certified") or set(first.words) == {"wireless", "sensors", "certified"}
    assert first.lines == (0,)


def test_another_form_of_the_word_still_matches():
    known = filled([("mentoring engineers", "ada"), ("a room in the old town", "bo")])
    assert known.helpers("a mentor for an engineer", NOW)[0].person == "ada"


def test_an_offer_is_found_as_help_is_and_does_not_fade():
    known = Known()
    known.offers("kim", "I can review a business plan", NOW - 2000 * DAY)
    known.helped("bo", known.line("rooms for a workshop"), NOW - 2000 * DAY)
    first = known.helpers("review of our business plan", NOW)[0]
    assert (first.person, set(first.words)) == ("kim", {"review", "business", "plan"})


def test_of_two_who_know_the_same_the_one_who_helped_lately_comes_first():
    known = Known()
    for person, days in (("long ago", 900), ("lately", 3)):
        known.helped(person, known.line("kriging of rainfall"), NOW - days * DAY)
    assert [h.person for h in known.helpers("kriging rainfall", NOW)] == ["lately", "long ago"]


def test_of_two_who_know_the_same_the_one_who_helped_this_person_before_comes_first():
    known = Known()
    known.helped("a", known.line("kriging of rainfall", "someone"), NOW - 9 * DAY)
    known.helped("b", known.line("kriging of rainfall", "eva"), NOW - 9 * DAY)
    assert known.helpers("kriging rainfall", NOW, asker="eva")[0].person == "b"
    assert known.helpers("kriging rainfall", NOW, asker="someone")[0].person == "a"


def test_nobody_is_suggested_to_themselves():
    assert "ines" not in [h.person for h in filled().helpers("wireless sensor", NOW, asker="ines")]


def test_help_given_later_than_the_question_is_not_known():
    known = filled()
    before = known.helpers("wireless sensor", NOW)
    known.helped("late", 0, NOW)
    known.helped("omar", 0, NOW + DAY)
    assert known.helpers("wireless sensor", NOW) == before


def test_nothing_known_suggests_nobody():
    assert Known().helpers("anything", NOW) == []
    known = Known()
    known.line("a need that nobody met", "eva")
    assert known.helpers("a need that nobody met", NOW) == []


def test_a_need_without_words_still_names_who_helps_nowadays_and_claims_no_words():
    found = filled().helpers("…", NOW)
    assert {h.person for h in found} == {"ines", "omar", "lena"}
    assert all(h.words == () and h.lines == () for h in found)


def test_help_with_a_line_that_is_not_there_is_refused():
    with pytest.raises(IndexError, match="There is no line 4"):
        filled().helped("ines", 4, NOW)


def test_chances_to_give_put_the_need_one_knows_about_first():
    known = filled()
    needs = ["looking for a budget template", "a certified sensor", "tax in another country"]
    chances = known.chances("omar", [known.view(n, NOW) for n in needs])
    assert int(np.argmax(chances)) == 0
    why = known.because("omar", needs[0], known.view(needs[0], NOW), NOW)
    assert set(why.words) == {"budget", "template"}


def test_nothing_is_a_chance_for_somebody_of_whom_nothing_is_known():
    known = filled()
    assert known.chances("stranger", [known.view("wireless sensor", NOW)]).tolist() == [-np.inf]


class Encoder:
    """A meaning of two directions: animals and the rest."""

    def vectors(self, texts):
        return np.array([[1.0, 0.0] if any(w in t for w in ("dog", "hound")) else [0.0, 1.0] for t in texts])


def test_an_encoder_finds_what_shares_no_word():
    known = Known(Encoder())
    known.helped("vet", known.line("my dog limps"), NOW - 5 * DAY)
    known.helped("cook", known.line("bread does not rise"), NOW - 5 * DAY)
    assert known.helpers("a lame hound", NOW)[0].person == "vet"
    assert known.helpers("a lame hound", NOW)[0].words == ()


TEXT = st.lists(st.sampled_from(["budget", "sensor", "train", "plan", "tax", "room", "review", "map"]), max_size=5).map(" ".join)


@given(st.lists(st.tuples(TEXT, st.sampled_from("abcd"), st.integers(1, 800)), max_size=12), TEXT)
def test_every_helper_helped_before_once_each_and_the_words_are_of_the_need(rows, need):
    known = Known()
    for text, person, days in rows:
        known.helped(person, known.line(text), NOW - days * DAY)
    found = known.helpers(need, NOW, most=10)
    assert sorted(h.person for h in found) == sorted({p for _, p, _ in rows})
    assert all(np.isfinite(h.worth) for h in found)
    assert [h.worth for h in found] == sorted((h.worth for h in found), reverse=True)
    assert all(set(h.words) <= set(need.split()) for h in found)


@given(st.lists(st.tuples(TEXT, st.sampled_from("abcd")), min_size=1, max_size=8), TEXT)
def test_names_do_not_matter(rows, need):
    one, other = Known(), Known()
    for text, person in rows:
        one.helped(person, one.line(text), NOW - DAY)
        other.helped("x" + person, other.line(text), NOW - DAY)
    assert ["x" + h.person for h in one.helpers(need, NOW)] == [h.person for h in other.helpers(need, NOW)]
