"""Whom a word names, and text from outside that may not steer a page or a terminal."""

import pytest
from django.db.models.functions import Lower

from worthwhile.errors import Ambiguous, NotFound
from worthwhile.people import queries
from worthwhile.people.models import Profile
from worthwhile.tests.ties.small_log import Log
from worthwhile.text import clean, visible


def test_an_address_that_two_bear_in_two_kinds_is_asked_about(log):
    for name, value, kind in (("Kim Berg", "kim", "name"), ("Kim Olsen", "kim", "linkedin")):
        log.address(value, name, kind=kind)
    log.resolve()
    bearers = {
        row[0]
        for row in queries.rows(
            "select b.person_id from worthwhile_belonging b join worthwhile_address a on a.id = b.address_id where a.value = 'kim'"
        )
    }
    assert len(bearers) == 2
    with pytest.raises(Ambiguous) as asked:
        queries.find("kim")
    assert all(f"({bearer}" in str(asked.value) for bearer in bearers) and asked.value.do
    for bearer in bearers:
        assert queries.find(f"#{bearer}").id == bearer


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**30, -1, 0])
def test_a_number_that_no_row_has_is_nobody(log, number):
    with pytest.raises(NotFound):
        queries.person(number)


@pytest.mark.parametrize("mark", ["100%", "a_b", "back\\slash"])
def test_signs_of_a_pattern_are_letters_in_a_search(log, mark):
    log.card(f"Ana {mark}", "ana@valmar.example")
    log.card("Ana 100 aXb backslash", "other@valmar.example")
    log.resolve()
    found = [p.name for kind in ("person", "stranger") for p in queries.people(mark, kind=kind)]
    assert found == [f"Ana {mark}"] and queries.find(mark).name == f"Ana {mark}"


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
def test_marks_of_direction_are_no_part_of_a_name(mark):
    assert clean(f"An{mark}a") == "Ana" and visible(f"An{mark}a") == "An\ufffda"


@pytest.mark.parametrize("mark", "\u2028\u2029\n\r")
def test_a_line_that_breaks_inside_is_one_line(mark):
    assert clean(f"Ana{mark}Lind") == "Ana Lind"
    assert mark in "\n\r" or visible(f"Ana{mark}Lind") == "Ana\ufffdLind"


def test_where_half_a_name_fits_several_who_was_in_touch_last_comes_first(db):
    log = Log()
    for name in ("Marta Andersson", "Marta Berg", "Marta Patel"):
        log.who(name)
    log.mail(1, "Marta Berg", "me")
    log.mail(9, "me", "Marta Patel")
    Profile.objects.update(search=Lower("name"))
    latest = ["Marta Patel", "Marta Berg", "Marta Andersson"]
    assert [p.name for p in queries.beginning("marta", 6)] == latest and [p.name for p in queries.people("marta", latest=True)] == latest
    with pytest.raises(Ambiguous) as asked:
        queries.find("marta")
    said = str(asked.value)
    assert said.index("Patel") < said.index("Berg") < said.index("Andersson") and str(log.ids["Marta Patel"]) in asked.value.do
