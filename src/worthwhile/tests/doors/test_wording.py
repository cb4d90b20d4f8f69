"""What the command line says: no inner keys, no empty quotation marks, errors of its own grammar in our words; and that what the guide tells to
type into Find or do works on the demo."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from worthwhile.doors.cli import acts, common, wrong
from worthwhile.doors.cli.main import MODULES, main
from worthwhile.planning.page import Line, Page
from worthwhile.planning.words import about
from worthwhile.tests.doors.called import AT, run

TOP = Path(__file__).parents[4]
# all lines in one process: a process for each would cost seconds
EACH = """
import contextlib, io, json, sys
from worthwhile.doors.cli.main import _call, load
load("do")
told = {}
for line in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            _call(["do", line, *sys.argv[2:]])
        except SystemExit as end:
            print(end.code, end="")
    told[line] = out.getvalue()
print(json.dumps(told))
"""


@pytest.mark.parametrize(
    ("words", "says", "example"),
    [
        (["done"], "its number", "worthwhile done 1"),
        (["done", "first"], "“first” is no number", "worthwhile done 1"),
        (["person"], "whom", "worthwhile person"),
        (["note", "kofi"], "the words", "worthwhile note"),
        (["today", "--minuts", "5"], "Did you mean --minutes?", "worthwhile today"),
        (["today", "--minutes", "0"], "from 1 to 240", "worthwhile today"),
        (["digest", "more"], "more than worthwhile digest takes", "--help"),
        (["serve", "--port", "70000"], "from 0 to 65535", "worthwhile serve"),
        (["import"], "Name at least one file", "worthwhile import"),
    ],
)
def test_a_command_put_wrongly_is_said_in_our_words(tmp_path, words, says, example):
    said = run(*words, data=tmp_path / "s", code=2)
    assert says in said and example in said
    assert "Usage:" not in said and "Error" not in said and "Invalid" not in said


def test_an_option_without_its_value_is_said(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["worthwhile", "today", "--minutes"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2 and "--minutes wants something after it" in capsys.readouterr().err


def test_every_example_is_a_command_there_is():
    assert set(wrong.EXAMPLES) <= set(MODULES)
    assert all(line.split()[1] == name for name, line in wrong.EXAMPLES.items())


def test_why_names_what_it_rests_on_in_words(demo):
    run("today", "--minutes", "20", data=demo)
    said = [run("why", n, data=demo) for n in ("1", "2", "3", "4", "5")]
    assert not any(re.search(r"\b(interaction|person|note|card) \d", text) for text in said)
    assert any(re.search(r"\ba (mail|meeting|message) [“w]", text) for text in said)


def test_nothing_is_quoted_where_nothing_stands():
    assert about("Field report", "they wrote") == "“Field report”"
    assert about("", "they wrote") == "a message without a subject"
    assert about("", "meeting, five of you") == "a meeting without a title"
    assert about("", "they endorsed") == "an endorsement"


def test_a_person_s_addresses_are_those_one_uses(demo, tmp_path):
    card = tmp_path / "one.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ilse Quandt\nX-SOCIALPROFILE:https://www.linkedin.com/in/ilse-q-81\nEND:VCARD\n")
    run("import", str(card), data=tmp_path / "s")
    said = run("person", "Ilse Quandt", data=tmp_path / "s")
    assert "“”" not in said and "name:" not in said and "ilse quandt" not in said


def examples() -> list[str]:
    """Every line in quotation marks of the guide's part on the one box, and every `worthwhile do` in it and on the page of commands."""
    guide, page = ((TOP / "docs" / name).read_text() for name in ("guide.md", "commands.md"))
    box = re.search(r"\*\*One box\.\*\*.*?\n\n", guide, flags=re.S)[0]
    found = (*re.findall(r'"([^"]+)"', box), *re.findall(r'^    worthwhile do "(.+)"$', guide + page, re.M))
    return list(dict.fromkeys(" ".join(line.split()) for line in found))


@pytest.mark.skipif(not (TOP / "docs").exists(), reason="the documents are not part of an installed wheel")
def test_every_example_of_the_guide_s_find_or_do_works_on_the_demo(demo, tmp_path):
    store, lines = tmp_path / "store", examples()
    assert len(lines) >= 12 and "before viktor" in lines
    shutil.copytree(demo, store)
    words = [sys.executable, "-c", EACH, json.dumps(lines), "--data", str(store), "--at", AT]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=240, env={**os.environ, "NO_COLOR": "1"})
    told = json.loads(done.stdout)
    said = re.compile("Kept |Begun, number |may know|Before you meet ")
    assert [(line, answer) for line, answer in told.items() if not said.search(answer) or not answer.endswith("0")] == []
    assert "says nearly this: “someone who has certified a wireless track sensor”" in " ".join(
        told[next(x for x in lines if x.startswith("need deniz"))].split()
    )


@pytest.mark.skipif(not (TOP / "docs").exists(), reason="the documents are not part of an installed wheel")
def test_the_goal_of_the_guide_can_be_begun_beside_that_of_the_demo(demo, tmp_path):
    shutil.copytree(demo, tmp_path / "store")
    guide = (TOP / "docs/guide.md").read_text()
    lines = re.findall(r"^    worthwhile ((?:goal-add|stakeholder|goal) .+)$", guide, re.M)
    assert [line.split()[0] for line in lines] == ["goal-add", "stakeholder", "goal"]
    told = [run(*shlex.split(line), data=tmp_path / "store") for line in lines]
    assert "Helene Marchetti: against" in told[-1]
    again = run(*shlex.split(lines[0]), data=tmp_path / "store", code=2)
    assert "stands already, as goal" in " ".join(again.split())


@pytest.mark.parametrize(("columns", "plain"), [(40, ""), (200, ""), (80, "1")])
def test_what_is_printed_fits_the_terminal_and_is_plain_where_colour_is_not_wanted(monkeypatch, capsys, columns, plain):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", plain)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    common._console.cache_clear()
    act = Line(
        1,
        "Ask Louise Kitchen where they stand, and what would make it good for them",
        5,
        "You set that they have a say. " * 4,
        (),
        "for them",
        (),
    )
    try:
        acts._show(Page(1_795_510_800, 10, (act,), None, None, None, None, ""))
        common.rows([("Could use", "someone who has certified a wireless track sensor", "you wrote this, 23 Oct")], head=22)
    finally:
        common._console.cache_clear()
    said = capsys.readouterr().out
    assert ("\x1b[" in said) is (not plain), "no bold either"
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines()
    told = [line for line in lines if not line.startswith(" worthwhile ")]  # what is to be typed stays on one line
    assert len(told) > 6 and max(map(len, told)) <= min(columns, 80)


def test_a_day_to_come_is_asked_for_as_it_may_be_said(demo):
    said = run("later", "1", "--until", "30 February", data=demo, code=2)
    assert "“30 February” is not a date" in said and "tomorrow, 15 February or 2027-02-15" in said
