"""The hostile cards, calendars, tables and archives of the shared data, as their manifest expects, at the level of the source."""

import json
import subprocess
import sys

import pytest

from worthwhile.errors import CannotRead
from worthwhile.sources import registry
from worthwhile.sources.records import Refused
from worthwhile.tests.shared import ROOT, shared
from worthwhile.tests.sources.made import read, sums

MANIFEST = ROOT / "hostile" / "files" / "manifest.json"
ALL = [c for c in json.loads(MANIFEST.read_text()) if not c["file"].endswith(".mbox")] if MANIFEST.exists() else []
SMALL, LARGE = [c for c in ALL if not c["large"]], [c for c in ALL if c["large"]]


def as_expected(path, case):
    try:
        source = registry.which(path)
        items = read(source, path)
    except CannotRead as error:
        assert case["expect"] in ("refuse", "either"), error
        assert path.name in str(error)
        return
    taken, refused, _ = sums(items)
    assert case["expect"] != "refuse"
    assert case["lo"] <= taken <= case["hi"]
    if case["expect"] == "accept":
        assert not refused
    lines = [r.line for r in items if isinstance(r, Refused)]
    assert all(lines)
    if case["expect"] == "skip":
        assert lines
        assert case["line"] is None or any(abs(line - case["line"]) <= 1 for line in lines)
    assert [getattr(i, "key", "") for i in read(source, path)] == [getattr(i, "key", "") for i in items]


def test_the_manifest_is_here():
    shared("hostile/files/manifest.json")
    assert len(SMALL) >= 55
    assert len(LARGE) >= 6


@pytest.mark.parametrize("case", SMALL, ids=lambda c: c["file"])
def test_case(case):
    as_expected(shared("hostile/files/" + case["file"]), case)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    subprocess.run([sys.executable, shared("hostile/make_hostile.py"), folder, "--large"], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("case", LARGE, ids=lambda c: c["file"])
def test_large_case(large, case):
    (path,) = large.rglob(case["file"])
    as_expected(path, case)


@pytest.mark.parametrize(
    ("file", "name"),
    [("latin1.vcf", "Hélène Lefèvre"), ("utf16.vcf", None), ("folded-in-utf8.vcf", "Renée Zoë Dvořák"), ("codec-name.vcf", None)],
)
def test_names_come_through(file, name):
    found = read(registry.named("vcard"), shared(f"hostile/files/{file}"))
    assert all(c.name and "\ufffd" not in c.name for c in found)
    assert name is None or found[0].name == name


def test_no_escape_or_direction_sign_comes_out():
    for file in ("escape-codes.vcf", "bidi.vcf", "markup.vcf", "nul.vcf"):
        text = repr([(c.name, c.note, c.organisation, c.title) for c in read(registry.named("vcard"), shared(f"hostile/files/{file}"))])
        assert not any(sign in text for sign in ("\\x1b", "\\u202e", "\\x00", "\\x07"))


def test_each_of_thirty_names_is_kept_as_it_is():
    raw = shared("hostile/files/names.vcf").read_text("utf-8")
    found = {c.name for c in read(registry.named("vcard"), shared("hostile/files/names.vcf"))}
    assert {"Null", "None"} & found
    assert len(found) >= 28
    assert raw.count("BEGIN:VCARD") == 30
