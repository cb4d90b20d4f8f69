"""The map of a goal: everybody has a place, what is not known stands at the edge, and no words cover others."""

from itertools import combinations
from random import Random

import pytest

from worthwhile.goals import chart
from worthwhile.goals.salience import ADVICE, GRID, advice, salience
from worthwhile.tests.goals.made import ELSBETH, standing
from worthwhile.tests.ties.known import known

NAMES = ("Viktor Brandt", "Elsbeth Kuyper", "Priya Nambiar", "Helene Marchetti", "Deniz Aydin", "Mei-Ling Tan", "Anders Lie", "Kofi Mensah", "Jonas Feld", "Lucia Ferrer", "Sam Okonjo", "Tove Almgren")  # fmt: skip


def crowd(places):
    stances = ("for", "against", "undecided", "unknown")
    return [
        standing(name, stances[n % 4], person=n + 1, say=say, cares=cares, role="Head of operations")
        for n, (name, (say, cares)) in enumerate(zip(NAMES, places, strict=False))
    ]


def covered(drawn):
    boxes = [(s.person, b) for s in drawn.spots for b in (s.box, chart._mark_box(s.x, s.y))]
    return [(a, b) for (a, x), (b, y) in combinations(boxes, 2) if a != b and x.over(y) > 0]


def test_more_say_stands_higher_and_more_caring_further_right():
    low, high = chart.draw(crowd([(1, 1), (5, 5)])).spots[::-1]
    assert high.x > low.x and high.y < low.y
    m = chart.draw(crowd([(1, 1), (5, 5), (2, 3), (3, 2)]))
    for spot, (say, cares) in zip(sorted(m.spots, key=lambda s: s.person), [(1, 1), (5, 5), (2, 3), (3, 2)], strict=True):
        assert (spot.y < m.cut_y) == (say >= 3) and (spot.x > m.cut_x) == (cares >= 3)


def test_what_is_not_known_stands_in_a_strip_at_the_edge():
    m = chart.draw(crowd([(4, None), (None, 4), (None, None), (4, 4)]))
    by = {s.person: s for s in m.spots}
    assert by[1].x < m.left and by[1].y < m.bottom
    assert by[2].y > m.bottom and by[2].x > m.left
    assert by[3].x < m.left and by[3].y > m.bottom
    assert by[4].x > m.left and by[4].y < m.bottom
    assert not chart.draw(crowd([(4, 4)])).unknown_x


@pytest.mark.parametrize("places", [[(4, 4)] * 6, [(5, 5)] * 5, [(1, 1)] * 5, [(None, None)] * 3, [(5, None)] * 4, [(None, 5)] * 4])
def test_words_cover_nothing_where_many_stand_on_one_spot(places):
    assert covered(chart.draw(crowd(places))) == []


@pytest.mark.parametrize("seed", range(20))
def test_words_cover_nothing_among_a_dozen_anywhere(seed):
    draw = Random(seed)
    assert covered(chart.draw(crowd([(draw.randint(1, 5), draw.randint(1, 5)) for _ in NAMES]))) == []


@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_drawn_outside_the_picture(seed):
    draw = Random(seed)
    steps = (None, 1, 2, 3, 4, 5)
    m = chart.draw(crowd([(draw.choice(steps), draw.choice(steps)) for _ in NAMES]))
    for spot in m.spots:
        assert spot.box.left >= 0 and spot.box.right <= chart.WIDTH and spot.box.top >= 0 and spot.box.bottom <= m.height


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
    assert len(chart.draw([priya, elsbeth]).arrows) == 1
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
