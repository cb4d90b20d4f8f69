"""As they would see it, and a line changed, from the command line."""

import json
import re
import shutil
from pathlib import Path

import pytest

from worthwhile.tests.doors.called import run


@pytest.fixture
def mine(demo, tmp_path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "store"))


def test_everything_is_printed_and_answered_as_documented(demo, tmp_path):
    told = run("person", "Deniz Aydın", "--as-they-see-it", data=demo)
    seen = json.loads(run("person", "Deniz Aydın", "--as-they-see-it", "--json", data=demo))
    assert set(seen) == {"person", "at", "kept_by", "parts", "held"}
    assert [p["name"] for p in seen["parts"]] == ["sources", "worked", "written"]
    assert all(set(line) == {"text", "source", "change", "word", "label", "fold"} for p in seen["parts"] for line in p["lines"])
    joined = "".join(told.split())
    assert all("".join(line["text"].split()) in joined for p in seen["parts"] for line in p["lines"])
    assert max(map(len, told.splitlines())) <= 80
    assert "(by 15 February 2027)" in " ".join(told.split()) and not re.search(r"\d{4}-\d\d-\d\d", told), "days are said in words"
    whole = tmp_path / "d.pdf"
    assert "d.pdf" in run("person", "Deniz Aydın", "--pdf", str(whole), data=demo)
    assert whole.read_bytes()[:5] == b"%PDF-" and whole.stat().st_mode & 0o077 == 0
    assert "cannot be written" in run("person", "Deniz Aydın", "--pdf", str(tmp_path / "no" / "d.pdf"), data=demo, code=1)


def test_a_line_is_said_otherwise_and_removed(mine):
    run("note", "Deniz Aydın", "plays go", data=mine)
    before = run("digest", data=mine)
    number = next(str(n["id"]) for n in json.loads(run("person", "Deniz Aydın", "--json", data=mine))["notes"] if n["text"] == "plays go")
    assert "plays chess" in run("change", number, "plays", "chess", data=mine)
    assert "plays chess" in run("person", "Deniz Aydın", data=mine)
    run("undo", data=mine)
    assert run("digest", data=mine) == before
    run("change", number, "--remove", data=mine)
    assert "plays go" not in run("person", "Deniz Aydın", data=mine)
    run("undo", data=mine)
    assert run("digest", data=mine) == before
    assert "one of the two" in run("change", number, data=mine, code=2)


def test_a_month_for_a_coach(mine, tmp_path):
    run("do", "gave kofi: the name of Halden Labs", data=mine)
    told, answer = run("coach", data=mine), json.loads(run("coach", "--json", data=mine))
    assert set(answer) == {"name", "span", "sentences", "served", "weeks", "practice", "words"}
    joined = " ".join(told.split())
    assert all(s in joined for s in (*answer["sentences"], answer["served"])) and "Kofi" not in told and "Halden Labs" not in told
    assert "nobody else is named" in joined
    whole = tmp_path / "m.pdf"
    assert "look through them for names" in " ".join(run("coach", "--practice", "asking sooner", "--pdf", str(whole), data=mine).split())
    assert whole.read_bytes()[:5] == b"%PDF-" and json.loads(run("coach", "--json", data=mine))["practice"] == ""
    assert "Kept: “asking sooner”" in run("coach", "--practice", "asking sooner", "--keep", data=mine)
    assert "asking sooner" in run("coach", data=mine) and "nobody else is named" not in run("coach", data=mine)
    run("undo", data=mine)
    assert "asking sooner" not in run("coach", data=mine)
    assert "names no lines" in run("coach", "--words", "x", data=mine, code=2)
