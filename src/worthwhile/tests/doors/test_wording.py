"""What the command line says: no inner keys, no empty quotation marks, and errors of its own grammar in our words."""

import re

import pytest

from worthwhile.doors.cli import wrong
from worthwhile.doors.cli.main import MODULES, main
from worthwhile.planning.words import about
from worthwhile.tests.doors.called import run


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
    run("today", data=demo)
    said = [run("why", n, data=demo) for n in ("1", "2", "3")]
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
