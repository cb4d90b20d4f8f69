"""The hostile mailboxes of the shared data, as their manifest expects, at the level of the source."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from worthwhile.sources import mbox
from worthwhile.sources.records import Item, Mark, Message, Refused
from worthwhile.tests.shared import ROOT, shared

MANIFEST = ROOT / "hostile" / "files" / "manifest.json"
CASES = [c for c in json.loads(MANIFEST.read_text()) if c["file"].endswith(".mbox") and not c["large"]] if MANIFEST.exists() else []


def read(path: Path) -> list[Item]:
    assert mbox.recognise(path, path.read_bytes()[:65536])
    return [i for i in mbox.read(path, {}, 0) if not isinstance(i, Mark)]


def as_expected(items: list[Item], case: dict) -> None:
    taken = [i for i in items if isinstance(i, Message)]
    refused = [i for i in items if isinstance(i, Refused)]
    assert case["lo"] <= len(taken) <= case["hi"]
    if case["expect"] == "accept":
        assert not refused
    assert len(taken) + len(refused) == len(items)
    assert all(r.line > 0 and r.reason.endswith(".") for r in refused)


def test_the_manifest_is_here():
    shared("hostile/files/manifest.json")
    assert len(CASES) >= 18


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["file"])
def test_case(case):
    as_expected(read(shared("hostile/files/" + case["file"])), case)


def test_four_thousand_recipients(tmp_path):
    make = shared("hostile/make_hostile.py")
    subprocess.run([sys.executable, make, tmp_path, "--large"], check=True, capture_output=True)
    (path,) = tmp_path.rglob("recipients-4000.mbox")
    first, second = read(path)
    assert len(first.recipients) == 4000
    assert second.sender.value == "jo@south.example"


@pytest.mark.parametrize(
    ("file", "senders"),
    [
        ("two-addresses.mbox", ["other@evil.example", "other@evil.example"]),
        ("smuggled-header.mbox", ["ida@north.example"]),
        ("nested-comments.mbox", ["ida@north.example", "jo@south.example"]),
        ("broken-words.mbox", ["ida@north.example", "jo@south.example"]),
        ("same-id.mbox", ["ida@north.example", "kit@east.example"]),
    ],
)
def test_who_sent_it(file, senders):
    items = read(shared(f"hostile/files/{file}"))
    assert [i.sender.value for i in items] == senders
    assert len({i.key for i in items}) == len(items)


def test_a_header_smuggled_into_a_name_stays_a_name():
    (item,) = read(shared("hostile/files/smuggled-header.mbox"))
    assert item.sender.name == "Ida Cc: x@evil.example"
    assert [(role, h.value) for role, h in item.recipients] == [("to", "me@ego.example")]
