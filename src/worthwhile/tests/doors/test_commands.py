"""The commands as a user types them, on the demo network: each in a process of its own."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from worthwhile.tests.doors.called import AT, alone, called, cold, run

DOCS = Path(__file__).parents[4] / "docs" / "json.md"


@pytest.fixture
def mine(demo, tmp_path) -> Path:
    """A copy of the demo store, to be changed at will."""
    return Path(shutil.copytree(demo, tmp_path / "store"))


def test_today_names_acts_with_their_reasons_within_the_minutes(demo):
    plan = json.loads(run("today", "--json", data=demo))
    items = plan["items"]
    assert 1 <= len(items) <= 5
    assert sum(i["proposal"]["minutes"] for i in items) <= plan["minutes"] == 10
    assert len({i["person"]["id"] for i in items}) == len(items)
    assert any(i["proposal"]["gives"] for i in items)
    assert sum(i["proposal"]["asks"] for i in items) <= 1
    assert all(i["proposal"]["why"] and i["proposal"]["why"][0]["rows"] for i in items)
    assert set(plan) == {
        "day",
        "at",
        "minutes",
        "items",
        "meeting",
        "meeting_with",
        "ask",
        "mail_until",
        "calendar_until",
        "considered",
        "aside",
        "spent",
    }


def test_today_as_text_ends_and_fits_eighty_columns(demo):
    text = run("today", data=demo)
    assert "That is all" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert _again(demo) == (text, set()), "asked again it says the same, and loads nothing that works out a list"


def _again(data: Path) -> tuple[str, set[str]]:
    """What `today` says, and what it loaded of that which only working a list out, or a page, has a use for."""
    code = "import sys\nfrom worthwhile.doors.cli.main import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, "today", "--data", str(data), "--at", AT], capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "scipy", "django.forms.fields", "django.template", "worthwhile.day", "worthwhile.planning.values"}
    return done.stdout, heavy & set(done.stderr.split())


def test_the_first_page_of_the_documents_shows_what_the_demo_of_that_day_says(demo):
    top = Path(__file__).parents[4]
    if not (top / "README.md").exists():
        pytest.skip("the documents are not part of an installed wheel")
    shown = re.search(r"^    \$ worthwhile today\n(.*?)\n\n(?=\S)", (top / "README.md").read_text(), re.S | re.M)[1]
    said = run("today", data=demo)
    for part in re.split(r"^ *…$", shown, flags=re.M):
        assert "\n".join(line[4:] for line in part.strip("\n").splitlines()) in said, part
    kinds = {p["kind"] for p in json.loads(run("today", "--minutes", "20", "--json", data=demo))["considered"]}
    assert {"answer", "congratulate", "keep_warm", "pick_up", "wake"} <= kinds, "the guide's table names each"


@pytest.mark.parametrize("words", ["doctor --json", "done 9", "digest --much"])
def test_a_command_says_the_same_when_it_starts_with_nothing(demo, words):
    """The other tests split their commands off a process that has read Django in (ready.py)."""
    said, begun = (way([*words.split(), "--data", str(demo), "--at", AT]) for way in (called, cold))
    assert (said.returncode, said.stdout, said.stderr) == (begun.returncode, begun.stdout, begun.stderr)


def test_the_same_moment_gives_the_same_acts(demo):
    first, again = (json.loads(run("today", "--json", data=demo)) for _ in range(2))
    assert [i["proposal"]["title"] for i in first["items"]] == [i["proposal"]["title"] for i in again["items"]]


def test_done_takes_an_act_off_and_undo_brings_it_back(mine):
    before = json.loads(run("today", "--json", data=mine))["items"][0]["proposal"]
    assert "undo" in run("done", "1", "--how", "glad", data=mine).lower()
    after = json.loads(run("today", "--json", data=mine))
    assert (before["anchor"], before["kind"]) not in {(p["anchor"], p["kind"]) for p in after["considered"]}
    run("undo", data=mine)
    back = json.loads(run("today", "--json", data=mine))
    assert (before["anchor"], before["kind"]) in {(p["anchor"], p["kind"]) for p in back["considered"]}


@pytest.mark.parametrize("words", [["later", "1"], ["not-this", "1", "--reason", "not-now"], ["not-this", "1", "--reason", "not-them"]])
def test_putting_aside_hides_the_act_today_and_can_be_undone(mine, words):
    before = json.loads(run("today", "--json", data=mine))["items"][0]["proposal"]
    digest = run("digest", data=mine)
    run(*words, data=mine)
    assert run("digest", data=mine) != digest
    after = json.loads(run("today", "--json", data=mine))
    assert (before["anchor"], before["kind"], before["about"]) not in {
        (i["proposal"]["anchor"], i["proposal"]["kind"], i["proposal"]["about"]) for i in after["items"]
    }
    run("undo", data=mine)
    assert run("digest", data=mine) == digest


def test_whom_an_act_serves_is_hers_to_say(mine):
    run("today", data=mine)
    run("for", "1", "them", "organisation", data=mine)
    assert json.loads(run("today", "--json", data=mine))["items"][0]["serves_hers"] == ["them", "organisation"]


def test_draft_and_why_speak_of_the_same_act(demo):
    plan = json.loads(run("today", "--json", data=demo))
    number = next(i["number"] for i in plan["items"] if i["proposal"]["draft"])
    title = plan["items"][number - 1]["proposal"]["title"]
    assert title in run("why", str(number), data=demo)
    assert json.loads(run("draft", str(number), "--json", data=demo))["body"].strip()


def test_a_number_that_is_not_on_the_list_is_said(demo):
    run("today", data=demo)
    assert "9" in run("done", "9", data=demo, code=1)


def test_people_and_ties_answer_with_the_documented_shape(demo):
    people = json.loads(run("people", "--json", data=demo))
    assert int(run("count", "people", data=demo)) == len(people) > 100
    assert set(people[0]) == {"id", "name", "kind", "email", "addresses", "organisation", "title", "birthday", "left_out", "stands"}
    ties = json.loads(run("ties", "--json", data=demo))
    assert int(run("count", "ties", data=demo)) == len(ties) > 50
    documented = {
        "person", "name", "email", "strength", "first", "last", "last_from", "last_to", "last_met", "received", "sent", "met", "days", "gap", "gap_high",
        "starts_mine", "starts_theirs", "answer_mine", "answer_theirs", "answers_by", "one_to_one", "alive", "stays", "open_from", "close", "state",
        "until",
    }  # fmt: skip
    assert set(ties[0]) == documented


@pytest.mark.skipif(not DOCS.exists(), reason="the documents are not part of an installed wheel")
def test_every_answer_has_only_names_that_are_documented(mine):
    for words in (["prepare", "viktor"], ["same"], ["refresh"], ["doctor"]):
        part = re.split(
            r"^## ", DOCS.read_text(encoding="utf-8").partition(f"worthwhile {words[0]} --json")[2] or f"`{words}`", flags=re.M
        )[0]
        said = json.loads(run(*words, "--json", data=mine))
        for name in said[0] if isinstance(said, list) else said:
            assert f"`{name}`" in part, (words, name)


def test_prepare_person_and_note(mine):
    assert "Viktor Brandt" in run("prepare", "viktor", "brandt", data=mine)
    run("note", "Viktor Brandt", "Asks first what it costs if nothing is done.", data=mine)
    assert "what it costs" in run("person", "Viktor Brandt", data=mine)
    assert "what it costs" in run("prepare", "viktor", data=mine)
    run("do", "gave deniz: the name of a lab", data=mine)
    run("do", "promise deniz: the plan of the rig", data=mine)
    told = run("person", "deniz", data=mine)
    assert re.search(r"^ given .*●", told, re.M) and told.count("the plan of the rig") == 1


def test_an_unknown_name_offers_near_ones(demo):
    assert "Kofi Mensah" in run("person", "Kofi Mensha", data=demo, code=1)


def test_importing_the_same_files_again_adds_nothing(mine):
    digest = run("digest", data=mine)
    files = [str(p) for p in sorted((mine / "demo").iterdir())]
    run("import", *files, data=mine)
    assert run("digest", data=mine) == digest


def test_a_rebuild_changes_nothing(mine):
    before = run("ties", "--json", data=mine), run("people", "--json", data=mine)
    run("rebuild", data=mine)
    assert (run("ties", "--json", data=mine), run("people", "--json", data=mine)) == before


def test_a_wrong_file_is_refused_with_a_cure(tmp_path):
    wrong = tmp_path / "letter.pdf"
    wrong.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    said = run("import", str(wrong), data=tmp_path / "store", code=1)
    assert "letter.pdf" in said and ".vcf" in said


def test_used_wrongly_ends_with_2(tmp_path):
    run("import", data=tmp_path / "store", code=2)
    run("count", "stars", data=tmp_path / "store", code=2)
    run("today", data=tmp_path / "store", code=2, at="Febuary 15")
    assert "--data ~/network" in run("today", data="", code=2), "it would be the folder that one happens to be in"


def test_an_empty_store_teaches(tmp_path):
    assert "Nothing is read yet" in run("today", data=tmp_path / "store")
    assert "demo" in run("people", data=tmp_path / "store")


def test_doctor_names_the_sqlite_and_the_reach(demo):
    facts = json.loads(run("doctor", "--json", data=demo))
    assert facts["SQLite"].startswith("3.") and "well" in facts["Store"] and "until" in facts["Mail"]


def test_the_demo_does_not_mix_with_ones_own_data(tmp_path):
    card = tmp_path / "one.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Berg\nEMAIL:ada@berg.example\nEND:VCARD\n")
    run("import", str(card), data=tmp_path / "store")
    assert "own data" in run("demo", data=tmp_path / "store", code=1)


def test_everything_works_with_no_network_at_all(mine):
    """The demo itself was brought in by such a process (`made`)."""
    if not alone():
        pytest.skip("this machine does not let a test make a network namespace")
    for words in (["today", "--minutes", "20"], ["people"], ["doctor"]):
        done = cold([*words, "--data", str(mine), "--at", AT], before=alone())
        assert done.returncode == 0, done.stderr


def test_an_address_that_is_in_none_of_the_mail_is_said_with_the_likelier_one(tmp_path):
    box = tmp_path / "all.mbox"
    box.write_text(
        "".join(
            f"From x Thu Nov 19 09:00:{n:02} 2026\nFrom: Noor <noor@halden.example>\nTo: p{n % 9}@valmar.example\n"
            f"Date: Thu, 19 Nov 2026 09:00:{n:02} +0000\nMessage-ID: <{n}@halden.example>\nSubject: hello\n\nx\n\n"
            for n in range(40)
        )
        + "From x Thu Nov 19 10:00:00 2026\nFrom: p1@valmar.example\nTo: noor@halden.example\nDate: Thu, 19 Nov 2026 10:00:00 +0000\n\nx\n"
    )
    wrong = subprocess.run(
        [sys.executable, "-m", "worthwhile.doors.cli.main", "import", str(box), "--me", "nor@halden.example", "--data", str(tmp_path / "s")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "worthwhile refresh --me noor@halden.example" in wrong.stderr
    assert "really exchange with" in run("refresh", "--me", "noor@halden.example", data=tmp_path / "s", at="")


@pytest.mark.parametrize(
    "words",
    [["note", "kofi", "hi"], ["do", "gave kofi: the name of a lab"], ["do", "offer: chairing a panel"], ["done", "1"], ["later", "1"]],
)
def test_every_deed_is_taken_back_by_a_process_of_its_own(mine, words):
    run("today", data=mine)
    before = run("digest", data=mine)
    run(*words, data=mine)
    assert run("digest", data=mine) != before
    assert "Taken back" in run("undo", data=mine)
    assert run("digest", data=mine) == before


def test_a_look_from_another_address_leaves_whose_store_it_is(mine):
    before, mine_own = run("digest", data=mine), json.loads(run("ties", "--json", data=mine))
    other = json.loads(run("ties", "--json", "--me", "kofi.mensah@brandelbrakes.example", data=mine))
    assert {t["email"] for t in other} != {t["email"] for t in mine_own}
    assert run("digest", "--me", "kofi.mensah@brandelbrakes.example", data=mine) == before
    assert [t["email"] for t in json.loads(run("ties", "--json", data=mine))] == [t["email"] for t in mine_own]
    assert "e-mail address" in run("ties", "--me", "nobody", data=mine, code=2)
    for odd in ("nobody", ""):  # kept as her own, it would hide whose store it is
        assert "e-mail address" in run("refresh", "--me", odd, data=mine, code=2)
    assert run("digest", data=mine) == before


def test_numbers_of_another_day_s_list_are_not_taken_for_today_s(mine):
    run("today", data=mine)
    shown = run("draft", "1", data=mine)
    before = run("digest", data=mine)
    then = "2026-11-21T09:00:00+00:00"
    run("today", data=mine, at=then)
    assert "another day" in " ".join(run("done", "1", data=mine, at="2026-11-25T09:00:00+00:00", code=1).split())
    run("done", "1", data=mine, at=then)
    run("undo", data=mine)
    assert run("draft", "1", data=mine) == shown, "a look at another day leaves today's numbers as they were"
    assert run("why", "1", data=mine) and "Noted" in run("done", "1", data=mine)
    run("undo", data=mine)
    assert run("digest", data=mine) == before
