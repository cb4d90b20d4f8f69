"""The map of a goal: everybody has a place, what is not known stands at the edge, and nothing covers anything else."""

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.goals import chart
from worthwhile.goals.frame import NARROW, WIDE
from worthwhile.goals.room import Room
from worthwhile.goals.salience import ADVICE, GRID, advice, salience
from worthwhile.goals.values import Warm
from worthwhile.tests.goals.made import ELSBETH, standing
from worthwhile.tests.ties.known import known

NAMES = ("Viktor Brandt", "Elsbeth Kuyper", "Priya Nambiar", "Helene Marchetti", "Deniz Aydin", "Mei-Ling Tan", "Anders Lie", "Kofi Mensah", "Jonas Feld", "Lucia Ferrer", "Sam Okonjo", "Tove Almgren")  # fmt: skip


def crowd(places, many=False):
    stances = ("for", "against", "undecided", "unknown")
    return [
        standing(name, stances[n % 4], person=n + 1, say=say, cares=cares, role="Head of operations")
        for n, (name, (say, cares)) in enumerate(zip(NAMES * 4 if many else NAMES, places, strict=False))
    ]


def boxes(m):
    """Everything that stands on a map, with whom it belongs to."""
    people = [(s.person, b) for s in m.spots for b in (s.mark, *([s.box] if s.label.across else []))]
    frame = [(f"word {n}", w.box) for n, w in enumerate(m.frame.words)]
    arrows = [(f"arrow {n}", a.word.box) for n, a in enumerate(m.arrows) if a.word]
    lines = [("line", chart.Box(m.frame.left - 1, m.frame.top, m.frame.left, m.frame.bottom))]
    return [*people, *frame, *arrows, *lines, ("line", chart.Box(m.frame.edge, m.frame.bottom, m.frame.right, m.frame.bottom + 1))]


def covered(m):
    return [(a, b) for (a, x), (b, y) in combinations(boxes(m), 2) if a != b and x.over(y) > 0]


def test_more_say_stands_higher_and_more_caring_further_right():
    low, high = chart.draw(crowd([(1, 1), (5, 5)])).spots[::-1]
    assert high.x > low.x and high.y < low.y
    m = chart.draw(crowd([(1, 1), (5, 5), (2, 3), (3, 2)]))
    for spot, (say, cares) in zip(sorted(m.spots, key=lambda s: s.person), [(1, 1), (5, 5), (2, 3), (3, 2)], strict=True):
        assert (spot.y < m.frame.cut_y) == (say >= 3) and (spot.x > m.frame.cut_x) == (cares >= 3)


@pytest.mark.parametrize("paper", [WIDE, NARROW])
def test_what_is_not_known_stands_at_the_edge(paper):
    m = chart.draw(crowd([(4, None), (None, 4), (None, None), (4, 4)]), paper)
    by, f = {s.person: s for s in m.spots}, m.frame
    assert by[1].x < f.left and by[1].y < f.bottom
    assert f.bottom < by[2].y < f.strip_at and by[2].x > f.left
    assert by[3].y > f.band_at
    assert by[4].x > f.left and by[4].y < f.bottom
    plain = chart.draw(crowd([(4, 4)]), paper).frame
    assert plain.left == plain.edge and plain.strip == plain.band == 0


STEP = st.sampled_from((None, 1, 2, 3, 4, 5))
LETTERS = st.sampled_from(("Bo", "Wanda", "Maximilian", "de la", "Ōta", "王小明", "Wommelsdorf-Wittgenstein", "O’Neill", "Ng", "W."))
SOMEBODY = st.tuples(
    st.lists(LETTERS, min_size=1, max_size=4).map(" ".join), st.sampled_from(("for", "against", "undecided", "unknown")), STEP, STEP,
    st.sampled_from(("", "Works council", "Head of operations and of everything else besides")), st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=["wide", "narrow"])
@settings(max_examples=40)
@given(several=st.lists(SOMEBODY, min_size=1, max_size=40), one_spot=st.none() | st.tuples(STEP, STEP))
def test_nothing_covers_anything_and_everybody_is_told_apart(paper, several, one_spot):
    warm = Warm(1, "", "", 1, "mail", "", 0)
    people = [
        standing(
            name,
            stance,
            person=n,
            role=role,
            say=one_spot[0] if one_spot else say,
            cares=one_spot[1] if one_spot else cares,
            warm=warm if met and n > 1 else None,
        )  # fmt: skip
        for n, (name, stance, say, cares, role, met) in enumerate(several, 1)
    ]
    m = chart.draw(people, paper)
    assert covered(m) == []
    assert all(b.left >= 0 and b.top >= 0 and b.right <= paper.width and b.bottom <= m.frame.height for _, b in boxes(m))
    # a name or a number for each; where it is a number, the list has the whole name
    assert all(bool(s.label.name) != bool(s.number) for s in m.spots) and sorted(s.person for s in m.spots) == [p.person for p in people]
    assert [s.number for s in m.numbered] == list(range(1, len(m.numbered) + 1))
    # nobody left their own field: more or less say, more or less caring, not known
    for s in m.spots:
        assert s.say is None or s.cares is None or ((s.y < m.frame.cut_y) == (s.say >= 3) and (s.x > m.frame.cut_x) == (s.cares >= 3))
    assert len(m.arrows) == sum(p.warm is not None for p in people)


@pytest.mark.parametrize("say", [None, 1, 5], ids=["unknown", "little", "much"])
def test_however_many_stand_at_one_place_the_map_grows_and_no_mark_covers_another(say):
    m = chart.draw([standing(f"Ana {n}", person=n, say=say, cares=5) for n in range(1, 112)], NARROW)
    assert covered(m) == [] and len(m.spots) == 111 and all(b.bottom <= m.frame.height for _, b in boxes(m))


def test_names_stand_on_the_map_where_there_is_room():
    """A dozen anywhere: on a page hardly one without a name, on a phone few."""
    for paper, most in ((WIDE, 2), (NARROW, 10)):
        lacking = 0
        for seed in range(20):
            draw = Random(seed)
            lacking += len(chart.draw(crowd([(draw.randint(1, 5), draw.randint(1, 5)) for _ in NAMES]), paper).numbered)
        assert lacking <= most, paper.width


def test_somebody_moved_leaves_most_where_they_were():
    draw = Random(3)
    places = [(draw.randint(1, 5), draw.randint(1, 5)) for _ in NAMES]
    before = {s.person: (s.x, s.y) for s in chart.draw(crowd(places)).spots}
    places[-1] = (1, 1) if places[-1] != (1, 1) else (2, 1)
    after = {s.person: (s.x, s.y) for s in chart.draw(crowd(places)).spots}
    assert Counter(before[p] == after[p] for p in before)[True] >= len(NAMES) - 2


def test_four_times_as_many_cost_about_four_times_as_much(monkeypatch):
    """Counted in looks at the room, not in seconds: each person costs a few, however many are there already."""
    looks = Counter()
    real = Room._nearest
    for n in (10, 40):
        draw = Random(1)
        people = crowd([(draw.randint(1, 5), draw.randint(1, 5)) for _ in range(n)], many=True)
        monkeypatch.setattr(Room, "_nearest", lambda self, *words, n=n: looks.update([n]) or real(self, *words))
        chart.both(people)
    assert looks[40] < 10 * looks[10] and looks[40] < 40 * 25


def test_a_role_is_whole_where_there_is_room():
    (spot,) = chart.draw([standing("Viktor Brandt", "unknown", say=5, cares=2, role="Chief financial officer")]).spots
    assert spot.label.detail == "Chief financial officer · not known"


def test_the_order_of_people_changes_nothing():
    people = crowd([(4, 4)] * 6)
    assert chart.draw(people) == chart.draw(people[::-1])


def test_every_mark_is_said_in_words():
    (spot,) = chart.draw(crowd([(4, 5)])).spots
    assert spot.said == "Viktor Brandt: for it; much say, cares a great deal"
    (spot,) = chart.draw(crowd([(None, None)])).spots
    assert "how much say is not known" in spot.said


def test_an_arrow_only_where_somebody_on_the_map_can_introduce_her():
    priya = standing("Priya Nambiar", "unknown", known=False, warm=ELSBETH, say=4, cares=3)
    elsbeth = standing("Elsbeth Kuyper", "for", person=ELSBETH.person, say=5, cares=4)
    m = chart.draw([priya, elsbeth])
    (arrow,) = m.arrows
    head = [tuple(map(float, point.split())) for point in arrow.head[1:].split("L")]
    assert not [1 for x, y in head for s in m.spots if s.box.over(chart.Box(x - 1, y - 1, x + 1, y + 1))], "no name covers the head"
    assert chart.draw([priya]).arrows == ()


def test_the_words_of_the_fields_are_advice_not_labels():
    assert advice(5, 5) == "work closely with" and advice(5, 1) == "find out what they need"
    assert advice(1, 5) == "keep in the picture" and advice(1, 1) == "keep an eye"
    assert advice(None, 5) == advice(5, None) == ""
    assert set(ADVICE) == set(GRID.values())


def test_power_and_interest_as_the_field_has_them():
    _, expected, _ = known("stakeholder.grid")
    assert {",".join("high" if h else "low" for h in key): word for key, word in GRID.items()} == expected


def test_salience_as_the_field_has_it():
    _, expected, _ = known("stakeholder.salience")
    assert {key: salience("P" in key, "L" in key, "U" in key) for key in expected} == expected
