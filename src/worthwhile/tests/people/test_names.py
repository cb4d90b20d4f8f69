"""Names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.people.names import best, from_local, given_and_family, is_full, turned, words
from worthwhile.people.rarity import Here, bits, is_rare


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Tan, Mei-Ling", "Mei-Ling Tan"),
        ("'Tan, Mei-Ling'", "Mei-Ling Tan"),
        ("Smith, Jr.", "Smith Jr."),
        ("Smith, John, Jr.", "John Smith Jr."),
        ("Kofi Mensah, Ph.D.", "Kofi Mensah PhD"),
        ("Kofi Mensah, MBA, PMP", "Kofi Mensah MBA"),
        ("van Dijk, JP", "JP van Dijk"),
        ("Kofi Mensah (Halden)", "Kofi Mensah"),
        ("Kofi Mensah via Rail List", "Kofi Mensah"),
        ("Halden Rail, Norring, Berg and Sons", "Halden Rail, Norring, Berg and Sons"),
        ('"Ruth  Pellegrin"', "Ruth Pellegrin"),
    ],
)
def test_a_name_is_said_first_name_first(written, said):
    assert turned(written) == said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dr. Müller, Jörg", ("jorg", "muller")),
        ("Kofi Mensah, Ph.D.", ("kofi", "mensah")),
        ("Kofi Mensah, PMP", ("kofi", "mensah")),
        ("Siobhán O'Neil", ("siobhan", "oneil")),
        ("SamLubelsky", ("sam", "lubelsky")),
        ("sam@halden.example", ()),
        ("Dr.", ("dr",)),
        ("陳仲肯", ("陳仲肯",)),
    ],
)
def test_words_of_a_name(name, expected):
    assert words(name) == expected


@given(st.text(max_size=60))
def test_no_text_is_too_odd_for_a_name(text):
    assert words(turned(text)) is not None
    assert isinstance(from_local(text), str) and isinstance(best([(text, 1)]), str)


def test_a_name_from_the_local_part():
    assert from_local("mark.e..taylor@valmar.example") == "Mark E. Taylor"
    assert from_local("mt73@valmar.example") == "mt73"
    assert from_local("anna_keller+news@valmar.example") == "Anna Keller"


def test_the_most_seen_full_name_is_shown():
    assert best([("jo", 50), ("Tan, Mei-Ling", 2), ("Mei-Ling Tan", 1), ("MEI-LING TAN", 2)]) == "Mei-Ling Tan"
    assert best([("x@halden.example", 9)]) == ""
    assert given_and_family("Tan, Mei-Ling") == ("Mei-Ling", "Tan")


def test_full_means_two_words_of_more_than_an_initial():
    assert is_full(("anna", "keller")) and not is_full(("a", "keller")) and not is_full(("keller",))


def test_common_words_are_common():
    assert bits("smith") < bits("keller") < bits("quvenzhane")
    here = Here([("john", "smith"), ("mei", "ling", "tan")])
    assert not is_rare(("john", "smith"), here)
    assert is_rare(("agnieszka", "wojciechowska"), here)
    crowd = Here([("agnieszka", f"wojciechowska{n}") for n in range(30)] + [(f"a{n}", "wojciechowska") for n in range(30)])
    assert not is_rare(("agnieszka", "wojciechowska"), crowd)


def test_names_that_chance_would_bring_together_twice_here_are_not_rare():
    firsts, lasts = [f"{c}mira" for c in "abcdefghij"], [f"{c}ovestad" for c in "abcdefghij"]
    mixed = Here([(f, n) for f in firsts for n in lasts])
    assert mixed.namesakes(("amira", "bovestad")) > 0.5
    assert not is_rare(("amira", "bovestad"), mixed)
    apart = Here([(f, n) for f, n in zip(firsts, lasts, strict=True)])
    assert apart.namesakes(("amira", "aovestad")) == 0
    assert is_rare(("amira", "aovestad"), apart)
