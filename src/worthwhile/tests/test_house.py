"""The house rules, as tests: rooms, nouns, purity, names."""

import ast
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

import worthwhile
from worthwhile.store import Derived, Fact, Setting, nouns

SRC = Path(worthwhile.__file__).parent
MAY_KNOW_DJANGO = {"models.py", "queries.py", "services.py", "store.py", "unchanged.py", "settings.py", "start.py"}
TOP = SRC.parent.parent


def modules() -> list[Path]:
    return [p for p in sorted(SRC.rglob("*.py")) if "tests" not in p.parts and "migrations" not in p.parts]


def imports(path: Path) -> set[str]:
    roots = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            roots.add((node.module or "").split(".")[0])
    return roots


def may_know_django(path: Path) -> bool:
    return path.name in MAY_KNOW_DJANGO or "doors" in path.parts or path.parent.name in ("services", "queries")


def test_only_models_queries_services_and_doors_know_django():
    assert [str(p.relative_to(SRC)) for p in modules() if not may_know_django(p) and "django" in imports(p)] == []


def test_pure_files_run_where_django_is_not():
    pure = [
        ".".join(("worthwhile", *p.relative_to(SRC).with_suffix("").parts))
        for p in modules()
        if not may_know_django(p) and p.name not in ("__init__.py", "day.py", "deeds.py", "rehearse.py")
    ]
    assert len(pure) > 20
    code = f"import sys; sys.modules['django'] = None\nimport importlib\nfor m in {pure!r}: importlib.import_module(m)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, "DJANGO_SETTINGS_MODULE": ""}
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_noun_is_a_fact_or_derived_or_a_setting():
    for model in apps.get_app_config("worthwhile").get_models():
        assert sum(issubclass(model, kind) for kind in (Fact, Derived, Setting)) == 1, model


def test_what_facts_say_names_real_columns(db):
    for model in nouns(Fact):
        list(model.objects.filter(**model.said_of).values_list(*model.said_by)[:1])


def test_nothing_derived_is_pointed_at_by_a_fact():
    for model in nouns(Fact):
        for field in model._meta.get_fields():
            if field.concrete and field.related_model is not None:
                assert not issubclass(field.related_model, Derived), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_files_stay_small_and_functions_short(path):
    text = path.read_text()
    assert text.count("\n") <= 500, "a file over 500 lines is more than one thing"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 80, f"{node.name} is over 80 lines"


def test_templates_can_be_read():
    block = re.compile(r"<(?:section|article|aside|div|ul|ol|dl|li|dt|dd|form|details|table|tr|p|h1|h2|h3)\b")
    pages = sorted((SRC / "doors" / "web" / "templates").rglob("*.html"))
    crowded = [f"{p.name}:{n}" for p in pages for n, line in enumerate(p.read_text().splitlines(), 1) if len(block.findall(line)) > 2]
    assert pages and crowded == [], "one block a line, indented: white space between blocks means nothing"


def test_public_functions_have_a_docstring():
    bare = [
        f"{path.relative_to(SRC)}:{node.name}"
        for path in modules()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and ast.get_docstring(node) is None
    ]
    assert bare == []


def test_migrations_are_up_to_date(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_deed_that_is_noted_can_be_taken_back():
    for room in ("intake", "people", "planning", "ties", "value", "goals"):
        importlib.import_module(f"worthwhile.{room}.services")
    from worthwhile.workspace.deeds import verbs

    noted = set()  # verbs written out; those in variables are walked at run time (web/test_deeds.py), and note_deed refuses an unknown one
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "note_deed"
            if called and node.args and isinstance(node.args[0], ast.Constant):
                noted.add(node.args[0].value)
    assert noted and noted <= set(verbs())


def test_no_lock_file_holds_an_address():
    for lock in [*(TOP / "requirements").glob("*.txt"), TOP / "frontend" / "package-lock.json"]:
        if lock.exists():
            assert "http" not in lock.read_text().replace("https://opencollective.com", "").replace("https://github.com/sponsors", ""), (
                lock.name
            )
