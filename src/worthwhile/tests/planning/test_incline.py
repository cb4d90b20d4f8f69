"""The learned inclination: what it looks at, what it must not see, and which way it leans."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.planning import incline
from worthwhile.planning.incline import DAY, FEATURES, FROM, TO, Log, candidates, features, mode, pace, refined, shipped

AT = 400 * DAY


def log(rows: list[tuple[int, float, int]]) -> Log:
    """From (person, day, way), in order of time."""
    table = np.array(sorted(rows, key=lambda r: (r[1], r[2], r[0])), dtype=float).reshape(-1, 3)
    return Log(table[:, 0].astype(np.int64), table[:, 1] * DAY, table[:, 2].astype(np.int64), np.full(len(table), 2.0))


rows = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 800).map(lambda d: d / 2), st.sampled_from([TO, FROM])),
    min_size=1,
    max_size=60,
    unique=True,
)


def people(known: Log) -> np.ndarray:
    return np.unique(known.who)


def chance(known: Log, person: int) -> float:
    who = people(known)
    return float(shipped().chance(features(known, who, AT))[who.tolist().index(person)])


@given(rows)
def test_every_feature_is_a_number_and_every_chance_a_chance(found):
    known = log(found)
    x = features(known, people(known), AT)
    assert x.shape == (len(people(known)), len(FEATURES))
    assert np.isfinite(x).all()
    assert ((shipped().chance(x) > 0) & (shipped().chance(x) < 1)).all()


@given(rows, rows)
def test_nothing_after_the_moment_counts(found, later):
    known = log(found)
    more = log(found + [(p, 400.5 + d, w) for p, d, w in later])
    who = people(known)
    assert np.array_equal(features(more.until(AT), who, AT), features(known, who, AT))
    assert np.array_equal(refined(more, AT).w, refined(known, AT).w)
    assert all(np.array_equal(a, b) for a, b in zip(incline.past(more, AT), incline.past(known, AT), strict=True))


@given(rows)
def test_a_part_of_the_log_with_the_whole_pace_says_the_same(found):
    known = log(found)
    waiting = candidates(known, AT)
    if len(waiting):
        part = known.part(np.isin(known.who, waiting))
        assert np.allclose(features(part, waiting, AT, pace(known)), features(known, waiting, AT))


@given(rows)
def test_candidates_wrote_within_the_window_and_wait(found):
    known = log(found)
    for p in people(known):
        mine = [(d, w) for q, d, w in found if q == p]
        theirs, hers = (max((d for d, w in mine if w == way), default=-1.0) for way in (FROM, TO))
        assert (p in candidates(known, AT)) == (theirs > hers and 400 - theirs <= 60)


def test_who_is_written_to_often_is_likelier_than_who_never_was():
    often = [(1, 300 + 4 * k, TO) for k in range(24)] + [(1, 301 + 4 * k, FROM) for k in range(24)]
    known = log([*often, (1, 399, FROM), (2, 399, FROM), (3, 345, FROM)])
    assert chance(known, 1) > chance(known, 2) > chance(known, 3)


def test_no_more_than_the_newest_contacts_of_each_are_looked_at():
    old = [(1, 1 + k / 10, FROM) for k in range(50)]
    new = [(1, 300 + k / 10, TO) for k in range(incline.MOST)]
    known, cut = log(old + new), log(new)
    assert np.array_equal(features(known, people(known), AT, pace(cut)), features(cut, people(cut), AT, pace(cut)))


def test_the_mode_is_where_the_slope_is_nought():
    rng = np.random.default_rng(3)
    x, prior, precision = rng.normal(size=(80, 2)), np.array([0.1, 1.0, -1.0]), np.array([1.0, 4.0, 9.0])
    y = (rng.random(80) < 0.3).astype(float)
    w = mode(x, y, prior, precision)
    a = np.c_[np.ones(80), x]
    slope = a.T @ (1 / (1 + np.exp(-a @ w)) - y) + precision * (w - prior)
    assert np.abs(slope).max() < 1e-6
    assert np.allclose(mode(x, y, prior, precision * 1e9), prior, atol=1e-6)


def test_too_little_of_her_own_leaves_the_shipped_weights():
    assert refined(log([(1, 399, FROM)]), AT) is shipped()


def test_her_own_past_draws_the_weights():
    """Somebody who answers the new and never the old regulars: the chance of a new sender rises with her own past."""
    found = [(1, d, FROM) for d in range(20, 400, 2)]
    for k, d in enumerate(range(20, 396, 2)):
        found += [(100 + k, d, FROM), (100 + k, d + 0.5, TO)]
    found.append((99, 399, FROM))
    known = log(found)
    x = features(known, people(known), AT)
    i = people(known).tolist().index(1)
    own = refined(known, AT)
    assert own is not shipped()
    assert own.chance(x)[i] < shipped().chance(x)[i]


def test_weights_for_other_features_are_refused(monkeypatch):
    monkeypatch.setattr(incline, "FEATURES", ("something else",))
    with pytest.raises(ValueError, match="train_incline"):
        shipped.__wrapped__()
