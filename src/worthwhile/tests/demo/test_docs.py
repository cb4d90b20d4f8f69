"""The documents hold to the program: every command has its heading and nothing else has one; links lead somewhere; figures are made."""

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from worthwhile.doors.cli.main import MODULES, SHARED

TOP = Path(__file__).parents[4]
PAGES = [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")]
pytestmark = pytest.mark.skipif(not (TOP / "docs").exists(), reason="the documents are not part of an installed wheel")


def commands_page() -> dict[str, str]:
    parts = re.split(r"^## worthwhile (\S+)$", (TOP / "docs/commands.md").read_text(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_its_heading_and_no_heading_is_without_a_command():
    assert set(commands_page()) == set(MODULES)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_options_that_are_named_exist_and_those_that_exist_are_named(name):
    import typer.main

    from worthwhile.doors.cli.common import app
    from worthwhile.doors.cli.main import load

    load(name)
    group = typer.main.get_command(app)
    options = {o for p in group.commands[name].params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")} - {"--help"}
    text = commands_page()[name]
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert named <= options | set(SHARED), f"{name}: {named - options} is not there"
    assert options - {*SHARED, "--json", "--no-browser"} <= named, f"{name}: {options - named} is not named"


def test_commands_in_all_documents_exist():
    for page in PAGES:
        for name in re.findall(r"(?:^ {4}(?:\$ )?|`)worthwhile ([a-z][a-z-]*)", page.read_text(), flags=re.M):
            assert name in MODULES or name in ("person", "help"), f"{page.name}: worthwhile {name}"


def test_links_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not target.startswith("http"):
                assert (page.parent / target).resolve().exists(), f"{page.name}: {target}"


def test_decisions_are_numbered_and_whole():
    records = sorted((TOP / "docs/decisions").glob("*.md"))
    numbers = [int(r.name[:4]) for r in records]
    assert len(set(numbers)) == len(numbers) >= 7
    for record in records:
        heads = re.findall(r"^## (.+)$", record.read_text(), flags=re.M)
        assert heads[:3] == ["Context", "Decision", "Consequences"], record.name


def test_documents_name_no_machine():
    words = re.compile(r"/work/|/tmp/|/root|/home/(?!you)", re.I)
    assert [page.name for page in PAGES if words.search(page.read_text())] == []


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("page", TOP / "evaluations/page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_figures_is_what_the_kept_lines_make(maker):
    assert maker.PAGE.read_text() == maker.page(maker.kept(maker.KEPT))


@pytest.mark.parametrize(
    ("figure", "value", "bar", "said"),
    [
        ("F1", 0.99, "at least 0.99", "yes"), ("F1", 0.98, "at least 0.99", "no"), ("x", 301, "at most 300", "no"), ("x", 300, "at most 300 MB", "yes"),
        ("x", 0.1, "≤ 0.15 s", "yes"), ("x", 5, ">= 6", "no"), ("x", 1, None, ""), ("x", "fine", "at least 1", ""), ("x", 1200, "at most 1,000", "no"),
        ("x", 2, "> 2", "no"), ("x", 2, "< 2", "no"), ("F1", 0.8, 0.82, "no"), ("F1", 0.83, 0.82, "yes"), ("calibration error", 0.06, 0.05, "no"),
        ("CPU seconds", 1.0, 20, "yes"), ("acts towards lists", 1, 0, "no"), ("AUC", True, 0.5, ""), ("AUC", 0.8, "as good as it gets", ""),
    ],
)  # fmt: skip
def test_a_bar_is_judged_where_it_can_be(maker, figure, value, bar, said):
    assert maker.held(figure, value, bar) == said


def test_a_run_is_kept_once_and_shown_with_its_command(maker, tmp_path, monkeypatch):
    program = tmp_path / "say.py"
    program.write_text(
        'print("words")\nprint("[1, 2]")\nprint(\'[{"figure": "a|b", "value": 0.123456, "bar": "at least 0.1", "baseline": null}]\')'
    )
    lines, made = tmp_path / "kept.jsonl", tmp_path / "page.md"
    monkeypatch.setenv("WORTHWHILE_SHARED", "/some/where")
    for _ in range(2):
        monkeypatch.setattr(
            sys, "argv", ["page.py", "--kept", str(lines), "--page", str(made), "--run", str(program), "--on", "/some/where/a b.csv"]
        )
        maker.main()
    assert len(lines.read_text().splitlines()) == 1
    assert "| a\\|b | 0.1235 | at least 0.1 | yes | – |" in made.read_text()
    assert "'$WORTHWHILE_SHARED/a b.csv'" in json.loads(lines.read_text())["command"]


def test_an_output_without_figures_is_refused_in_words(maker, tmp_path, monkeypatch):
    said = tmp_path / "out.txt"
    said.write_text("nothing\n[1]\n")
    monkeypatch.setattr(
        sys,
        "argv",
        ["page.py", "--kept", str(tmp_path / "k"), "--page", str(tmp_path / "p"), "--keep", str(said), "--as", "evaluations/x.py"],
    )
    with pytest.raises(SystemExit, match="ends with one JSON line"):
        maker.main()
    assert not (tmp_path / "p").exists()
