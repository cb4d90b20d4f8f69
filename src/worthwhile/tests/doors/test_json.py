"""`--json` on what does something: one document that says what was done, by the deed's number, and what it made; errors as JSON."""

import json
import re
import shutil
from pathlib import Path

import pytest

from worthwhile.tests.doors.called import AT, called, run

DOCS = Path(__file__).parents[4] / "docs" / "json.md"


@pytest.fixture(scope="module")
def mine(demo, tmp_path_factory):
    return shutil.copytree(demo, tmp_path_factory.mktemp("json") / "store")


def told(*words: str, data: Path) -> dict:
    answer = json.loads(run(*words, "--json", data=data))
    if DOCS.exists():
        text = DOCS.read_text(encoding="utf-8")
        names = {*answer, *(n for d in answer.get("deeds", ()) for n in d)}
        assert [n for n in names if not re.search(rf"`{n}`", text)] == [], words
    return answer


def wrong(*words: str, data: Path) -> tuple[int, dict]:
    done = called([*words, "--json", "--data", str(data), "--at", AT])
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    said = json.loads(line)
    assert set(said) == {"error", "cure"} and said["error"]
    return done.returncode, said


def test_a_line_kept_names_its_deed_and_its_number_and_goes_back_by_it(mine):
    before = run("digest", data=mine).strip()
    kept = told("do", "gave kofi: the name of a brake lab", data=mine)
    (deed,) = kept["deeds"]
    assert deed["verb"] == "note" and kept["said"] == ["Kept with Kofi Mensah (you gave this): “the name of a brake lab”."]
    shown = told("person", "kofi", data=mine)["notes"]
    assert deed["lines"] == [n["id"] for n in shown if n["text"] == "the name of a brake lab"]
    reworded = told("change", str(deed["lines"][0]), "the name of two labs", data=mine)["deeds"][0]
    assert reworded["lines"] == deed["lines"]
    code, error = wrong("undo", "--deed", str(deed["number"]), data=mine)
    assert code == 1 and error["error"].startswith("Take back first")
    for one in (reworded, deed):
        back = told("undo", "--deed", str(one["number"]), data=mine)
        assert back["taken_back"]["number"] == one["number"] and back["deeds"] == []
    assert told("digest", data=mine) == {"digest": before}
    assert [d["undone"] for d in told("undo", "--list", data=mine)["deeds"] if d["number"] in (deed["number"], reworded["number"])] == [
        True
    ] * 2
    assert wrong("undo", "--deed", str(deed["number"]), data=mine)[0] == 1


def test_goals_introductions_and_acts_name_what_they_made(mine):
    goal = told("goal-add", "A second rig", data=mine)
    put = told("stakeholder", str(goal["goal"]), "kofi", "--say", "4", "--stance", "for", data=mine)
    assert put["stance"] == "for" and [d["verb"] for d in put["deeds"]] == ["put on goal", "stance"] and len(put["said"]) == 2
    out = told("stakeholder", str(goal["goal"]), "kofi", "--out", data=mine)
    assert out["goal"] == goal["goal"] and out["deeds"][0]["verb"] == "take off goal"
    begun = told("introduce", "elsbeth", "jonas", "--need", "how another plant plans nights", data=mine)
    row = begun["introduction"]["number"]
    assert begun["introduction"]["letter"]["body"] and begun["next"][0] == f"worthwhile said {row} yes"
    assert told("said", str(row), "no", data=mine)["introduction"]["stage"] == "closed"
    drafted = told("ask", "kofi", "Could you read the braking section?", data=mine)
    assert drafted["deeds"] == [] and "A no is perfectly fine" in drafted["letter"]["body"]
    assert told("today", data=mine)["items"]
    ahead = told("week", data=mine)
    assert len(ahead["days"]) == 5 and any(day["acts"] for day in ahead["days"])
    assert ahead["days"][0]["acts"][0]["title"] in run("week", data=mine)
    assert told("later", "1", data=mine)["deeds"][0]["verb"] == "later"
    assert told("draft", "2", "--text", "Quite other words.", data=mine)["body"] == "Quite other words."


def test_data_are_given_as_data(mine):
    assert told("count", "people", data=mine) == {"noun": "people", "count": int(run("count", "people", data=mine))}
    knows = told("do", "who knows transit authority", data=mine)
    assert {"person", "name", "reason", "at"} == set(knows["people"][0]) and knows["deeds"] == []
    assert told("do", "before viktor", data=mine) == told("prepare", "viktor", data=mine)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["done"], 2, "its number"),
        (["do", "gave nobody: a thing"], 1, "nobody"),
        (["count", "cats"], 2, "cats"),
        (["undo", "--deed", "1"], 2, "You brought in contacts.vcf"),
        (["forget", "kofi"], 2, "Delete everything about Kofi Mensah?"),
        (["introduce", "deniz"], 2, "Introduce Deniz Aydın to whom? Perhaps to Lucía Ferrer"),
        (["set-aside", "deniz"], 2, "the second of the two"),
        (["nope"], 2, "no command"),
    ],
)
def test_what_is_wrong_is_one_object_with_its_cure(mine, words, code, says):
    ended, said = wrong(*words, data=mine)
    assert ended == code and says in said["error"] and said["cure"]
    assert words[0] != "undo" or said["cure"].endswith("worthwhile undo --deed 1 --yes")
