"""Needs and offers handed out over givers: who was asked gives way, who is chosen first stays first, and no price leaves a need open."""

import numpy as np

from worthwhile.value.meet import Line, meet

OFFERS = [Line(10, 1, "a"), Line(11, 2, "b")]


def needs(count):
    return [Line(i, 0, f"n{i}") for i in range(count)]


def named(made, need):
    return [OFFERS[m.offer].person for m in made if m.need == need]


def test_who_was_asked_stands_behind_somebody_near_enough_though_less_near():
    near = np.array([[0.8, 0.5]])
    fresh, asked = (meet(needs(1), OFFERS, near, room=room, least=0.3) for room in ({}, {1: 1}))
    assert named(fresh, 0) == [1, 2] and named(asked, 0) == [2, 1]
    assert asked[0].worth > asked[1].worth > 0 and (asked[0].near, asked[1].near) == (0.5, 0.8)


def test_who_is_far_nearer_comes_first_though_asked():
    assert named(meet(needs(1), OFFERS, np.array([[0.8, 0.35]]), room={1: 1}, least=0.3), 0) == [1, 2]


def test_two_needs_of_one_day_do_not_both_fall_to_the_nearest():
    made = meet(needs(2), OFFERS, np.array([[0.8, 0.5], [0.7, 0.6]]), room={}, least=0.3)
    assert [named(made, 0), named(made, 1)] == [[1, 2], [2, 1]]


def test_no_price_leaves_a_need_open_where_somebody_has_room():
    made = meet(needs(2), OFFERS, np.array([[0.31, 0.1], [0.32, 0.1]]), room={}, least=0.3)
    assert [named(made, 0), named(made, 1)] == [[1], [1]]


def test_who_is_full_is_not_named():
    assert named(meet(needs(1), OFFERS, np.array([[0.9, 0.4]]), room={1: 0}, least=0.3), 0) == [2]
