"""`worthwhile notice`: a text, a file of mail, a mailbox; only what is chosen is kept."""

import json
import shutil
from pathlib import Path

import pytest

from worthwhile.tests.doors.called import run

TEXT = "Hi Noor,\ncould you send me the plan for the zebra crossing? I'll bring the brake data on Friday.\n"


@pytest.fixture
def mine(demo, tmp_path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "store"))


def letter(sender: str, day: int = 12) -> str:
    return f"From: {sender}\nTo: noor@x.example\nDate: {day} Nov 2026 09:14:00 +0000\nMessage-ID: <{day}@z>\n\n{TEXT}\n"


def address(data: Path) -> str:
    return next(p["email"] for p in json.loads(run("people", "--json", data=data)) if p["name"] == "Deniz Aydın")


def test_a_letter_says_who_wrote_it_and_a_mailbox_too(mine, tmp_path):
    one, box = tmp_path / "a.eml", tmp_path / "b.mbox"
    who = address(mine)
    one.write_text(letter(who))
    box.write_text("".join(f"From x Mon Nov  2 10:00:00 2026\n{letter(who, d)}\n" for d in (3, 12)))
    for words in ((str(one),), (str(box),), ("--source", str(box)), ("deniz", str(one))):
        found = json.loads(run("notice", *words, "--json", data=mine))
        assert [f["kind"] for f in found] == ["ask", "promise"] and found[0]["name"] == "Deniz Aydın", words
    assert json.loads(run("notice", "--source", str(box), "--since", "2026-11-05", "--json", data=mine))[0]["source"].endswith(
        "12 November"
    )
    assert json.loads(run("notice", "kofi mensah", str(one), "--json", data=mine)) == []


def test_a_quoted_message_of_hers_is_found_whatever_stands_before_her_name(mine, tmp_path):
    thread = tmp_path / "thread.txt"
    thread.write_text(f"Thank you.\n\nOn Mon, 12 Nov 2026 at 10:00 AM Noor Haddad wrote:\n> {TEXT.splitlines()[1]}\n")
    said = " ".join(run("notice", "deniz", str(thread), data=mine).split())
    assert "2 you promise “I'll bring the brake data on Friday.” [your message to Deniz Aydın, 12 November]" in said


def test_what_is_kept_is_one_deed_and_comes_back(mine, tmp_path):
    one, before = tmp_path / "a.eml", run("digest", data=mine)
    one.write_text(letter(address(mine)))
    run("notice", str(one), data=mine)
    assert run("digest", data=mine) == before, "looking keeps nothing"
    assert "two sentences" in run("notice", str(one), "--keep", "1,2", data=mine)
    assert "a message of Deniz Aydın’s, 12 November" in " ".join(run("person", "deniz", data=mine).split())
    run("undo", data=mine)
    assert run("digest", data=mine) == before


def test_what_goes_wrong_says_what_to_do(mine, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text(TEXT)
    assert "no such file" in run("notice", "f/nofile.txt", data=mine, code=1)
    assert "no such file" in run("notice", "deniz", "nofile.txt", data=mine, code=1)
    (tmp_path / "none.txt").write_text(" \n")
    assert "The file is empty" in run("notice", "deniz", str(tmp_path / "none.txt"), data=mine, code=2)
    assert "Who wrote it" in run("notice", str(text), data=mine, code=2)
    assert "no sentence" in run("notice", "deniz", str(text), "--keep", "9", data=mine, code=2)
    assert "no file" in run("notice", "--source", str(tmp_path / "none"), data=mine, code=1)
    assert "not a date" in run("notice", "--source", str(text), "--since", "soon", data=mine, code=2)
    assert "no mail source" in run("notice", "--source", str(text), "--switch", "on", data=mine, code=1)


def test_a_source_is_switched_on_and_off(mine):
    box = str(mine / "demo" / "mail.mbox")
    known = json.loads(run("doctor", "--json", data=mine))
    assert known
    source = next((p for p in (box,) if Path(p).exists()), "")
    said = run("notice", "--source", source, "--switch", "maybe", data=mine, code=2)
    assert "neither on nor off" in said


@pytest.mark.parametrize("odd", ["x" * 300, "~nosuchuser/mail.mbox"])
def test_a_name_that_no_file_can_have_is_no_fault(mine, odd):
    assert "no file" in run("notice", "--source", odd, data=mine, code=1)
    assert "no such file" in " ".join(run("notice", "deniz", odd, data=mine, code=1).split())
    assert "no mail source" in run("notice", "--source", odd, "--switch", "on", data=mine, code=1)
    assert ("no such file" if "/" in odd else "Nobody") in run("notice", odd, data=mine, code=1)
