"""Taking back from the command line: what is small goes at once, an import only when it was meant."""

import json
import shutil
from pathlib import Path

import pytest

from worthwhile.tests.doors.called import run


@pytest.fixture
def mine(demo, tmp_path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "store"))


def test_undo_does_not_take_back_an_import_unasked(mine):
    before = run("digest", data=mine)
    run("do", "gave kofi: the name of a lab", data=mine)
    run("undo", data=mine)
    said = " ".join(run("undo", data=mine, code=2).split())
    assert "messages" in said and "cards" in said and "worthwhile undo --yes" in said and "your own files stay" in said
    assert run("digest", data=mine) == before
    assert "Taken back" in run("undo", "--yes", data=mine)
    assert run("count", "messages", data=mine).strip() == "0"


def test_an_import_named_by_its_number_is_taken_back(mine):
    number = next(line.split()[0] for line in run("undo", "--list", data=mine).splitlines() if ".ics" in line)
    before = run("digest", data=mine)
    said = " ".join(run("undo", "--run", number, data=mine, code=2).split())
    assert ".ics" in said and "meeting" in said and f"worthwhile undo --run {number} --yes" in said and "your own files stay" in said
    assert run("digest", data=mine) == before
    assert "Taken back" in run("undo", "--run", number, "--yes", data=mine)
    assert run("count", "events", data=mine).strip() == "0"
    assert "There is no import" in run("undo", "--run", number, "--yes", data=mine, code=1)


def test_the_history_says_the_day(mine):
    (mine / "one.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ilse Quandt\nEMAIL:ilse@x.example\nEND:VCARD\n")
    run("import", str(mine / "one.vcf"), data=mine)
    assert "1 card taken," in " ".join(run("undo", "--list", data=mine).split())
    run("do", "gave kofi: the name of a lab", data=mine)
    listed = run("undo", "--list", data=mine).splitlines()
    assert listed[0].split()[:2] == ["24", "Nov"] and all("24 Nov" in line for line in listed if "taken," in line)


def test_what_is_done_is_not_done_twice(mine):
    run("today", data=mine)
    run("done", "1", data=mine)
    before = run("digest", data=mine)
    said = run("done", "1", data=mine, code=1)
    assert "done already" in said and "worthwhile undo" in said and "worthwhile went" in said
    assert run("digest", data=mine) == before
    run("undo", data=mine)
    run("done", "1", data=mine)


def test_undo_of_her_words_brings_ours_back_to_the_list(mine):
    items = json.loads(run("today", "--json", data=mine))["items"]
    number = str(next(i["number"] for i in items if i["proposal"]["draft"]))
    ours = run("draft", number, "--json", data=mine)
    run("draft", number, "--text", "Quite other words.", data=mine)
    assert "Quite other words." in run("draft", number, "--json", data=mine)
    run("undo", data=mine)
    assert run("draft", number, "--json", data=mine) == ours


def test_forgetting_tells_the_lines_in_which_a_first_name_stands_that_others_bear(mine):
    some = json.loads(run("people", "--json", data=mine))
    first = [p["name"].split()[0] for p in some]
    given, number = next((name, p["id"]) for name, p in zip(first, some, strict=True) if first.count(name) > 1 and " " in p["name"])
    run("note", "deniz aydin", f"thank {given}’s brother", data=mine)
    assert "--yes" in run("forget", str(number), data=mine, code=2)
    said = " ".join(run("forget", str(number), "--yes", data=mine).split())
    assert "is forgotten" in said and f"“thank {given}’s brother”" in said and "worthwhile change " in said
    row = said.split("worthwhile change ")[1].split()[0]
    run("change", row, "thank a brother", data=mine)
    assert "thank a brother" in run("person", "deniz aydin", data=mine)
