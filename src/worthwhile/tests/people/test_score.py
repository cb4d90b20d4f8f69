"""The scorer: symmetric, free of order, guarded; clusters and questions."""

import json
import random
import string
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.people.cluster import Clusters, grow
from worthwhile.people.compare import FEATURES, Surroundings, all_records, features, record
from worthwhile.people.pairs import candidates
from worthwhile.people.say import why
from worthwhile.people.score import BLOCK, TRAINED_ON, read_model, score, shipped

FIRST = ["Anna", "Mei-Ling", "Bob", "Robert", "Kofi", "Sam", ""]
LAST = ["Keller", "Tan", "Wojciechowska", "Mensah", "Smith", ""]
person = st.tuples(
    st.builds(lambda a, b: f"{a} {b}".strip(), st.sampled_from(FIRST), st.sampled_from(LAST)),
    st.builds(
        lambda a, b, s, n, d: f"{a}{s}{b}{n}@{d}".lower(),
        st.sampled_from(["anna", "bob", "kofi", "s", "12+kofi", "info"]), st.sampled_from(["keller", "mensah", "tan", ""]),
        st.sampled_from([".", "", "_"]), st.sampled_from(["", "7", "1986"]),
        st.sampled_from(["valmar.example", "gmail.com", "users.noreply.github.com", "laptop.local"]),
    ),
)  # fmt: skip


@given(st.lists(person, min_size=2, max_size=12))
def test_the_evidence_is_symmetric(rows):
    records = all_records(rows)
    around = Surroundings(records)
    for other in records[1:]:
        assert features(records[0], other, around) == features(other, records[0], around)


@settings(max_examples=40, deadline=None)
@given(st.lists(person, min_size=2, max_size=14, unique=True), st.randoms())
def test_the_order_of_records_is_no_evidence(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)

    def said(order):
        records = all_records(order)
        found = score(records, shipped())
        clusters = Clusters(len(order))
        grow(clusters, dict(zip(found.pairs, found.chances.tolist(), strict=True)), 0.9, [(r.email, r.name) for r in records])
        chances = {frozenset((order[a], order[b])): round(c, 9) for (a, b), c in zip(found.pairs, found.chances.tolist(), strict=True)}
        return chances, {frozenset(order[i] for i in m) for m in clusters.members.values()}

    assert said(rows) == said(mixed)


@given(st.text(max_size=40), st.text(alphabet=string.printable, max_size=40))
def test_any_text_can_be_compared(name, email):
    a, b = record(name, email), record("Anna Keller", "anna@valmar.example")
    assert len(features(a, b, Surroundings([a, b]))) == len(FEATURES)
    assert why(a, b).endswith(".")


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("Enzo Reinholt", "Enzo Horinde", "Of the names only the first name is alike, “enzo”."),
        ("Ada Holm", "Lars Holm", "Of the names only the last name is alike, “holm”."),
        ("", "Enzo Horinde", "Only “enzo” is alike: in the name of one, and in the address of the other."),
        ("", "", "“enzo” is in both addresses."),
        ("Lucía Ferrer", "Lucia Ferrer Mas", "“lucia” and “ferrer” are in both names."),
        ("Rosa Holmrud", "Rosa Holmlid", "“rosa” is in both names, and “holmrud” and “holmlid” are nearly the same."),
    ],
)
def test_the_reason_names_what_is_alike_and_nothing_else(a, b, said):
    assert why(record(a, "enzo.reinholt@valmar.example"), record(b, "enzo.horinde@odden.example")) == said


def chance(a, b, *more):
    records = all_records([a, b, *more])
    found = score(records, shipped())
    return dict(zip(found.pairs, found.chances, strict=True)).get((0, 1), 0.0)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Agnieszka Wojciechowska", "aw@valmar.example"), ("Wojciechowska, Agnieszka", "agnieszka@gmail.com")),
        (("Agnieszka Wojciechowska", "agnieszka@valmar.example"), ("", "agnieszka.wojciechowska@gmail.com")),
        (("Kofi Mensah", "12345+kmens@users.noreply.github.com"), ("kmens", "12345+kofim@users.noreply.github.com")),
        (("Kofi Mensah", "kofi@valmar.example"), ("K. Mensah", "kofi@valmar.example")),
    ],
)
def test_what_is_sure(a, b):
    assert chance(a, b) >= shipped().threshold


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Kofi Mensah", "kmensah@valmar.example"), ("Kwame Mensah", "kwame@valmar.example")),
        (("Anna Keller", "anna@valmar.example"), ("Anna Tan", "anna@gmail.com")),
        (("unknown", "root@laptop.local"), ("unknown", "root@desktop.local")),
        (("Your Name", "you@example.com"), ("Your Name", "you@example.com")),
        (("Kofi Mensah", "info@valmar.example"), ("Mei-Ling Tan", "info@gmail.com")),
        (("Kofi Mensah", "1+kofi@users.noreply.github.com"), ("Kofi Asante", "2+kofi7@users.noreply.github.com")),
    ],
)
def test_what_does_not_join(a, b):
    assert chance(a, b) < shipped().threshold


def test_two_full_names_never_join_by_a_bare_local_part():
    assert chance(("Anna Keller", "ak47@valmar.example"), ("Arun Kumar", "ak47@gmail.com")) <= 0.3


def test_a_name_that_two_people_fit_is_no_certainty():
    alone = chance(("Fabian Froehlich", "fabian@froehlich.example"), ("", "fabian@debian.local"))
    rivals = chance(
        ("Fabian Froehlich", "fabian@froehlich.example"), ("", "fabian@debian.local"), ("Fabian Pedrosa", "fabian@pedrosa.example")
    )
    assert rivals <= alone and rivals < shipped().threshold


def test_three_thousand_of_one_name_stay_three_thousand():
    rng = random.Random(1)
    rows = [
        ("Wei Zhang", f"{rng.choice(['wei.zhang', 'zhangwei', 'wzhang'])}{n}@{rng.choice(['gmail.com', 'qq.com', 'corp.example'])}")
        for n in range(3000)
    ]
    began = time.process_time()
    records = all_records(rows)
    assert len(candidates(records)) < 30_000
    found = score(records, shipped())
    assert max(found.chances, default=0.0) < shipped().threshold
    assert time.process_time() - began < 30


def test_weights_hold_numbers_only_and_fit_the_features():
    for name in TRAINED_ON:
        model = shipped(name)
        assert 0.5 < model.threshold < 1 and len(model.weights) == len(FEATURES)
    with pytest.raises(ValueError, match="other features"):
        read_model(json.dumps({"features": ["height"]}))


def test_clusters_do_not_chain_through_one_weak_link():
    chances = {(0, 1): 0.99, (2, 3): 0.99, (1, 2): 0.91, (0, 2): 0.1, (0, 3): 0.1, (1, 3): 0.1}
    clusters = Clusters(4)
    grow(clusters, chances, 0.9, [0, 1, 2, 3])
    assert clusters.root[0] == clusters.root[1] != clusters.root[2] == clusters.root[3]


def test_verdicts_bind_the_clusters():
    clusters = Clusters(3, must=[(0, 1)], cannot=[(1, 2)])
    grow(clusters, {(0, 2): 0.99, (1, 2): 0.99}, 0.9, [0, 1, 2])
    assert clusters.root[0] == clusters.root[1] != clusters.root[2]


def test_the_trees_say_of_a_row_what_a_walk_from_node_to_node_says():
    model, dice = shipped(), np.random.default_rng(1)
    rows = dice.normal(size=(BLOCK + 5, len(model.mean))) * model.scale + model.mean
    said = model._odds(rows[:BLOCK].astype(np.float32)), model._odds(rows[BLOCK:].astype(np.float32))
    for odds, row in ((said[0][3], rows[3]), (said[1][4], rows[-1])):
        whole = model.base
        for feature, threshold, left, right, value in model.trees:
            at = 0
            while left[at] != at:
                at = left[at] if np.float32(row[feature[at]]) <= threshold[at] else right[at]
            whole += model.rate * value[at]
        assert odds == whole
