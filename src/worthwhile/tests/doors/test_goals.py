"""Goals on the command line: written down, people put on them, told, and taken back."""

import json
import shutil
from pathlib import Path

import pytest

from worthwhile.tests.doors.called import run


@pytest.fixture
def mine(demo, tmp_path) -> Path:
    """A copy of the demo store, to be changed at will."""
    return Path(shutil.copytree(demo, tmp_path / "store"))


def test_a_goal_and_the_people_it_takes_from_the_first_word_to_the_last(mine):
    before = run("digest", data=mine)
    said = run("goal-add", "A visitors’ day", "--by", "15 May 2027", "--serves", "both", "--serves", "organisation", "--wants", "a speaker", data=mine)  # fmt: skip
    number = said.split("goal ")[1].split(":")[0]
    run("stakeholder", number, "viktor", "--say", "5", "--cares", "2", "--stance", "against", "--why", "he said so", data=mine)
    run("stakeholder", "visitors", "helene", "--say", "4", "--moves", "being heard", "--source", "she rang", "--after", "viktor", data=mine)
    told = run("goal", number, data=mine)
    assert max(map(len, told.splitlines())) <= 80
    told = " ".join(told.split())
    assert "Next: Ask Viktor Brandt what would make it good for them." in told and "find out what they need" in told
    assert "“being heard” (she rang)" in told
    answer = json.loads(run("goal", number, "--json", data=mine))
    assert set(answer) == {"goal", "people", "next", "missing", "helpers"}
    assert set(answer["people"][0]) == {
        "row", "person", "anchor", "name", "given", "role", "say", "cares", "gains", "loses", "fair", "moves", "moves_source", "after", "after_name",
        "history", "known", "last", "meets", "warm", "left_out", "email", "stance",
    }  # fmt: skip
    assert (answer["goal"]["by"], answer["goal"]["serves"]) == ("2027-05-15", ["both", "organisation"])
    assert {p["name"]: p["stance"] for p in answer["people"]} == {"Viktor Brandt": "against", "Helene Marchetti": "unknown"}
    assert "We’d guess: for both of you and the organisation." in told
    run("stakeholder", number, "viktor", "--step-serves", "them", "--step-serves", "me", data=mine)
    assert "You said: for Viktor and you." in " ".join(run("goal", number, data=mine).split())
    first = json.loads(run("goal", number, "--json", data=mine))["next"][0]
    assert (first["serves"], first["serves_hers"]) == (["both", "organisation"], ["them", "me"])
    run("undo", data=mine)
    assert "nobody an act can serve" in run("stakeholder", number, "viktor", "--step-serves", "him", data=mine, code=2)
    shown = json.loads(run("goals", "--json", data=mine))
    assert [g["people"] for g in shown if g["goal"]["id"] == int(number)] == [2] and set(shown[0]) == {"goal", "people", "next"}
    run("goal-change", number, "--by", "", data=mine)
    assert "kept, but not planned" in run("goals", data=mine)
    run("goal-change", number, "--done", "held in the rain", data=mine)
    assert "held in the rain" in run("goals", "--ended", data=mine)
    run("stakeholder", number, "helene", "--out", data=mine)
    for _ in range(7):
        run("undo", data=mine)
    assert run("digest", data=mine) == before


def test_what_is_not_understood_says_how_to_say_it_and_keeps_nothing(mine):
    before = run("digest", data=mine)
    undated = run("goal-add", "A quiet room", data=mine)
    assert "no day yet, so Today does not speak of it" in undated and "goal-change" in undated
    run("undo", data=mine)
    assert "“Febuary 15” is not a date" in run("goal-add", "A lab", "--by", "Febuary 15", data=mine, code=2)
    assert "No goal here is called “bridge”" in run("goal", "bridge", data=mine, code=1)
    number = str(json.loads(run("goals", "--json", data=mine))[0]["goal"]["id"])
    assert "where it was said" in run("stakeholder", number, "jonas", "--moves", "money", "--stance", "for", data=mine, code=2)
    assert "Kofi Mensah" in run("stakeholder", number, "Kofi Mensha", data=mine, code=1)
    assert run("digest", data=mine) == before
