"""The table of commands, the commands themselves and their page in the docs say the same."""

import re
from pathlib import Path

import pytest
import typer.main

import worthwhile
from worthwhile.doors.cli import main
from worthwhile.doors.cli.common import app

DOCS = Path(worthwhile.__file__).parents[2] / "docs"
main.load()
COMMANDS = typer.main.get_command(app).commands


def test_the_table_names_every_command_and_no_other():
    assert set(main.MODULES) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(main.MODULES))
def test_each_command_lives_in_the_file_that_the_table_names(name):
    assert COMMANDS[name].help and COMMANDS[name].help.strip()
    registered = next(c for c in app.registered_commands if c.name == name)
    globals_of = {c.name: c.callback.__module__ for c in app.registered_commands}
    assert registered.callback is not None
    assert globals_of[name].endswith(main.MODULES[name])


@pytest.mark.parametrize("name", sorted(main.MODULES))
def test_each_command_takes_data_at_and_me_and_all_that_end_json(name):
    assert {"data", "at", "me"} <= {p.name for p in COMMANDS[name].params}
    assert ("as_json" in {p.name for p in COMMANDS[name].params}) == (name != "serve")


@pytest.mark.parametrize("name", sorted(set(main.MODULES) - {"serve"}))
def test_what_each_command_answers_with_json_stands_in_the_docs(name):
    page = DOCS / "json.md"
    if not page.exists():
        pytest.skip("an installed package has no docs beside it")
    assert re.search(rf"[`]{re.escape(name)}[` ]|worthwhile {re.escape(name)} .*--json", page.read_text())


@pytest.mark.parametrize("name", sorted(main.MODULES))
def test_each_command_and_option_stands_in_the_docs(name):
    page = DOCS / "commands.md"
    if not page.exists():
        pytest.skip("an installed package has no docs beside it")
    text = page.read_text()
    section = re.search(rf"^## worthwhile {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.S | re.M)
    assert section, f"docs/commands.md has no heading for `worthwhile {name}`"
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--") and parameter.name not in ("data", "at", "me", "as_json", "help"):
                assert option in section[1], f"{option} of `worthwhile {name}` is not in docs/commands.md"


def test_the_overview_fits_eighty_columns():
    assert max(map(len, main.overview().splitlines())) <= 80


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("--data d --at 2026-11-24 import a.vcf", "import --data d --at 2026-11-24 a.vcf"),
        ("--data=d --me a@b.example count people", "count --data d --me a@b.example people"),
        ("--data d import -- -lead.vcf", "import --data d -- -lead.vcf"),
        ("import --data d a.vcf", "import --data d a.vcf"),
        ("--data=d", "--data d"),
        ("--data", "--data"),
        ("--help", "--help"),
    ],
)
def test_what_every_command_takes_may_stand_before_it(typed, read):
    assert main._command_first(typed.split()) == read.split()
