"""How a tie is said: in plain words, without blame, and never that it is at an end."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.ties import rhythm, say
from worthwhile.ties.values import TieView

DAY = 86_400
NOW = int(datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp())
FORBIDDEN = re.compile(
    r"\b(over|ended?|dead|lost|died|cold|neglect\w*|overdue|owe\w*|debt|should|must|score|points?|still|weak|nan|none)\b|!|%", re.I
)
STATES = ["new", "steady", "cooling", "long silence", "asleep"]


def tie(silent=2.0, **more):
    """A tie of 40 contact days, about weekly, the last of it `silent` days ago."""
    last = NOW - int(silent * DAY)
    made = {
        "person": 1, "strength": 3.0, "first": last - 300 * DAY, "last": last, "received": 30, "sent": 30, "met": 2, "days": 40, "gap": 7.0,
        "gap_high": 10.0, "starts_mine": 10, "starts_theirs": 10, "state": "steady",
    }  # fmt: skip
    return TieView(**{**made, **more})


def test_a_steady_tie():
    assert say.sentence(tie(), NOW, "Ana") == "An easy, steady tie. You speak about every week, and either of you starts."


def test_a_tie_that_lay_still_for_most_of_its_time_is_not_called_steady_whatever_its_usual_pause():
    bursts = tie(first=NOW - 800 * DAY)  # forty days with contact a week apart, and one pause of more than a year
    assert say.sentence(bursts, NOW, "Ana") == "A tie that comes and goes. Either of you starts."
    assert say.short(bursts, NOW) == "Comes and goes; last on 22 Nov" and say.short(tie(), NOW) == "Steady; last on 22 Nov"


def test_letters_that_go_one_way_are_not_said_to_be_talk():
    round_ = tie(received=3, sent=30, met=0)
    assert say.sentence(round_, NOW, "Ana") == "Mostly you write to Ana, about every week."
    assert say.short(round_, NOW) == "Mostly you write; last on 22 Nov"
    theirs = tie(11, received=30, sent=2, met=0)
    assert say.sentence(theirs, NOW, "Ana") == "Mostly Ana writes to you, about every week; quiet for longer than usual."
    assert say.short(theirs, NOW) == "Mostly they write; last on 13 Nov"
    asleep = say.sentence(tie(500, state="asleep", received=0, met=0), NOW, "Ana")
    assert asleep == "Mostly you wrote to Ana, asleep since 12 July 2025."
    assert "steady tie" in say.sentence(tie(received=3), NOW, "Ana"), "who also meets does speak"
    assert "steady tie" in say.sentence(tie(received=4, met=0), NOW, "Ana")


def test_a_cooling_tie_is_quiet_for_longer_than_usual():
    assert "quiet for longer than usual" in say.sentence(tie(35, state="cooling"), NOW, "Ana")
    assert say.short(tie(35, state="cooling"), NOW) == "Quieter than usual; last on 20 Oct"


def test_a_long_silence_names_the_day_since_when():
    said = say.sentence(tie(70, state="long silence"), NOW, "Ana")
    assert said == "An old tie, quiet for long since 15 September. You spoke about every week, and either of you started."
    assert say.short(tie(70, state="long silence"), NOW) == "Long quiet; last on 15 Sep"


def test_a_tie_asleep_is_asleep_and_its_rhythm_is_told_as_past():
    said = say.sentence(tie(500, state="asleep", starts_mine=2, starts_theirs=18), NOW, "Ana")
    assert said == "An old tie, asleep since 12 July 2025. You spoke about every week, and Ana mostly started."
    assert say.short(tie(500, state="asleep"), NOW) == "Asleep; last on 12 Jul 2025"


@pytest.mark.parametrize(("days", "kind"), [(12, "An old tie"), (11, "A tie from before")])
def test_a_tie_asleep_is_old_only_if_there_was_much(days, kind):
    assert say.sentence(tie(500, state="asleep", days=days), NOW, "Ana").startswith(kind)


def test_who_begins_is_said_only_when_enough_was_begun():
    assert "you mostly start" in say.sentence(tie(starts_mine=9, starts_theirs=1), NOW, "Ana")
    assert "Ana mostly starts" in say.sentence(tie(starts_mine=1, starts_theirs=9), NOW, "Ana")
    assert "start" not in say.sentence(tie(starts_mine=2, starts_theirs=1), NOW, "Ana")


def test_a_silence_beyond_its_own_long_gap_is_said_before_it_cools():
    assert "longer than usual" not in say.sentence(tie(9), NOW, "Ana")
    assert "longer than usual" in say.sentence(tie(11), NOW, "Ana")


def test_little_is_seen_of_few_contacts_and_no_rhythm_is_claimed():
    few = tie(100, days=2, received=1, sent=0, met=1, gap=None, gap_high=None, state="steady")
    assert say.sentence(few, NOW, "Ana") == "Little is seen of it: one meeting and one message, the last on 16 August."
    assert say.short(few, NOW) == "Seldom; last on 16 Aug"
    new = replace(few, state="new", met=0, received=3)
    assert say.sentence(new, NOW, "Ana") == "A new tie: three messages, the last on 16 August."
    assert say.short(new, NOW) == "New; last on 16 Aug"


def test_what_is_neither_message_nor_meeting_is_a_trace():
    assert "one trace" in say.sentence(tie(days=1, received=0, sent=0, met=0, gap=None, gap_high=None, state="new"), NOW, "Ana")


def test_a_meeting_that_was_the_last_contact_is_named():
    met = tie()
    assert say.short(replace(met, last_met=met.last), NOW) == "Steady; you met on 22 Nov"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("close", range(1, 6))
def test_her_own_word_comes_first_whatever_is_measured(state, close):
    told = tie(500, state=state, close=close)
    word = ["Hardly close", "Not very close", "Fairly close", "Close", "Very close"][close - 1]
    assert say.sentence(told, NOW, "Ana").startswith(f"{word}, you say. ")
    assert say.short(told, NOW) == word


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (1, "every day"),
        (2, "every two days"),
        (7, "every week"),
        (20, "every 20 days"),
        (21, "every three weeks"),
        (60, "every two months"),
        (365, "every year"),
        (730, "every two years"),
    ],
)
def test_how_often(gap, said):
    assert f"about {said}" in say.sentence(tie(gap=float(gap), gap_high=gap * 1.5, first=NOW - 40 * gap * DAY), NOW, "Ana")


@given(
    st.sampled_from(STATES), st.integers(0, 4000), st.integers(1, 900), st.integers(0, 50), st.integers(0, 50), st.integers(0, 9),
    st.none() | st.floats(1, 900), st.none() | st.integers(1, 5), st.integers(0, 30), st.integers(0, 30),
)  # fmt: skip
def test_no_word_blames_counts_or_ends(state, silent, days, received, sent, met, gap, close, mine, theirs):
    some = tie(
        silent, state=state, days=days, received=received, sent=sent, met=met, gap=gap, gap_high=gap and gap * 2, close=close,
        starts_mine=mine, starts_theirs=theirs,
    )  # fmt: skip
    for said in (say.sentence(some, NOW, "Ana"), say.short(some, NOW)):
        assert not FORBIDDEN.search(said), said
    sentence = say.sentence(some, NOW, "Ana")
    assert sentence.endswith(".") and sentence.count(".") <= 3 and "  " not in sentence


def test_every_word_that_rhythm_gives_can_be_said():
    given_ = {rhythm.word(days, 7, gaps, age) for days in (0, 30, 60, 200) for gaps, age in ((1, 10), (20, 900))}
    assert given_ == set(STATES)
    for word in given_:
        assert say.sentence(tie(state=word), NOW, "Ana") and say.short(tie(state=word), NOW)


def test_no_silence_is_told_beyond_how_far_the_source_reaches():
    said = say.sentence(replace(tie(200), until=NOW - 195 * DAY), NOW, "Ana")
    assert "longer than usual" not in said and said.endswith(" Read until 13 May.")
    assert "longer than usual" in say.sentence(replace(tie(200), until=NOW - 100 * DAY), NOW, "Ana")


def test_a_source_that_reaches_to_this_week_needs_no_word():
    assert "Read until" not in say.sentence(replace(tie(), until=NOW - 6 * DAY), NOW, "Ana")
    assert "Read until" not in say.sentence(tie(), NOW, "Ana")


def test_the_day_of_the_last_contact_is_that_of_her_own_clock(far_west):
    late = int(datetime(2026, 11, 9, 2, tzinfo=UTC).timestamp())  # in the evening of the 8th
    assert say.short(replace(tie(state="steady", met=0), last=late), NOW).endswith("8 Nov")
