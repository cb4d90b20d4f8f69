"""Bringing two people together, and asking, on the command line: each step prints the next, and nothing names anybody too early."""

import json
import re
import shlex

import pytest

from worthwhile.tests.doors.called import run

NEED = "someone who has certified a wireless track sensor"


@pytest.fixture
def store(demo, tmp_path):
    """A copy of the demo's store, for one test."""
    import shutil

    shutil.copytree(demo, tmp_path / "store")
    return tmp_path / "store"


def number(store) -> str:
    return str(json.loads(run("introductions", "--json", data=store))[0]["number"])


def digest(store) -> str:
    return run("digest", data=store)


def test_from_the_first_question_to_what_came_of_it(store):
    before = digest(store)
    first = run("introduce", "deniz", "lucia ferrer", "--need", NEED, data=store)
    n = number(store)
    assert f"worthwhile said {n} yes" in first and "Hello Deniz" in first
    assert not re.search("Lucía|Ferrer|Valmar", first.split("Hello Deniz")[1])
    assert "Hello Deniz" in run("introductions", data=store), "the words of the next step stand there again"
    again = " ".join(run("do", "introduce lucia ferrer and deniz: a track sensor", data=store, code=1).split())
    assert f"under way already, number {n}: “{NEED}”" in again and f"worthwhile introductions {n}" in again
    second = run("said", n, "yes", data=store)
    assert "Hello Lucía" in second and not re.search("Deniz|Aydın|Halden", second.split("Hello Lucía")[1])
    both = run("said", n, "yes", data=store)
    assert "Deniz Aydın" in both and "Lucía Ferrer" in both and f"worthwhile introduced {n}" in both
    assert f"worthwhile came {n}" in run("introduced", n, data=store)
    came = run("came", n, "they share a rig", data=store)
    assert "worthwhile settle" in came, "the need stands as it did, and is not settled by itself"
    assert run("introductions", data=store).startswith(" Nobody is being introduced.")
    told = next(i for i in json.loads(run("introductions", "--all", "--json", data=store)) if str(i["number"]) == n)
    assert set(told) == {"number", "stage", "one", "other", "need", "offer", "declined", "came", "at", "changed", "closed", "letter"}
    assert (told["stage"], told["came"], told["one"]["name"], told["letter"]) == ("made", "they share a rig", "Deniz Aydın", None)
    for _ in range(5):
        run("undo", data=store)
    assert digest(store) == before


def test_a_line_that_begins_one_goes_on_as_the_command_does(store):
    begun = run("do", "introduce elsbeth and jonas: the plan of the hall", data=store)
    n = number(store)
    assert (
        f"number {n}" in begun and "Hello Elsbeth" in begun and f"worthwhile said {n} yes" in begun and begun.count("worthwhile undo") == 1
    )
    other = " ".join(run("do", "introduce elsbeth and jonas: a speaker on noise", data=store).split())
    assert f"Another of the two is under way, number {n}: “the plan of the hall”." in other
    for line in ("gave kofi: a lead", "need kofi: a calm word"):
        said = run("do", line, data=store)
        assert said.rstrip().endswith("worthwhile person kofi") and " ".join(said.split()).count("worthwhile undo") == 1
    assert "stands already" in run("do", "need kofi: a calm word", data=store)
    later = run("do", "need kofi: a calm word", data=store, at="2026-11-25", code=1)
    assert re.search(r"stands already, as line \d+", " ".join(later.split())) and "worthwhile settle" in later
    assert "Gave whom?" in run("do", "gave", data=store, code=2)
    assert run("do", "need: a second reader", data=store).rstrip().endswith("worthwhile needs")
    assert re.search(r"^ You +a second reader", run("needs", data=store), re.M), "her own need is hers"


def test_a_person_is_shown_with_what_is_next_and_the_goal_in_which_they_have_a_say(store):
    run("introduce", "elsbeth", "jonas", data=store)
    said = " ".join(run("person", "elsbeth", data=store).split())
    assert "You are bringing Elsbeth and Jonas together. Next: ask Elsbeth." in said and "Test lab approved: for it" in said
    told = json.loads(run("person", "elsbeth", "--json", data=store))
    assert [set(n) for n in told["next"]] == [{"kind", "row", "sentence", "source"}] * 2
    assert [n["kind"] for n in told["next"]] == ["introduction", "step"]
    assert [set(g) for g in told["goals"]] == [{"goal", "title", "stance", "say", "cares"}]


def test_a_no_and_a_stop_end_it_with_a_word_that_gives_no_reason(store):
    run("introduce", "deniz", "lucia ferrer", "--need", NEED, data=store)
    n = number(store)
    run("said", n, "yes", data=store)
    no = run("said", n, "no", data=store)
    assert "Lucía Ferrer would rather not." in no
    kind = no.split("Hello Deniz")[1]
    assert "work out" in kind and not re.search("Lucía|Ferrer", kind)
    run("undo", data=store)
    assert "work out" in run("rest", n, data=store)


def test_a_need_is_named_by_its_number_or_is_the_only_one(store):
    run("introduce", "deniz", "lucia ferrer", data=store, code=2)  # two needs of Deniz's are noted
    asked = run("introduce", "deniz", "lucia ferrer", data=store, code=2)
    row = re.search(rf"(\d+) {NEED}", asked.replace("\n ", " "))[1]
    run("introduce", "deniz", "lucia ferrer", "--need", row, data=store)
    (told,) = json.loads(run("introductions", "--json", data=store))
    assert told["need"] == NEED and told["offer"], "the offer that met it comes along"
    assert "No need" in run("introduce", "lucia ferrer", "deniz", data=store, code=2)
    assert "not suggested for this again" in run("set-aside", "elsbeth", "jonas", data=store)


def test_needs_show_whom_they_meet_with_the_words_and_the_command_that_goes_on(store):
    met = run("needs", data=store).partition(NEED.split(" track")[0])[2]
    said = " ".join(met.partition("worthwhile introduce")[0].split())
    assert "Lucía Ferrer could help" in said and "both say" in said and "“wireless”" in said
    go = re.search(r"worthwhile (introduce deniz '?[\w ]+'? --need \d+)", met)[1]
    told = json.loads(run("needs", "--json", data=store))["needs"]
    assert all(set(need) == {"person", "name", "line", "meets"} for need in told)
    (lucia,) = next(need["meets"] for need in told if need["line"]["text"] == NEED)
    assert set(lucia) == {"person", "name", "yours", "line", "text", "words", "bridges"} and "wireless" in lucia["words"]
    assert "Hello Deniz" in run(*shlex.split(go), data=store)


def test_of_several_under_way_each_is_shown_with_its_words_by_number(store):
    run("introduce", "deniz", "lucia ferrer", "--need", NEED, data=store)
    first = number(store)
    run("introduce", "elsbeth", "jonas", data=store)
    both = run("introductions", data=store)
    assert "NUMBER" not in both and f"worthwhile introductions {first}" in both
    assert "Hello Deniz" in run("introductions", first, data=store)
    assert "NUMBER" not in run("introductions", "--all", data=store)


def test_what_meets_is_put_off_until_a_day_and_undo_brings_it_back(store):
    row = re.search(r"· (\d+)", run("needs", data=store).partition(NEED)[2])[1]
    before = run("digest", data=store)
    said = run("needs", "--later", row, "--until", "7 December", data=store)
    assert "comes back on Monday 7 December." in " ".join(said.split())
    assert "meets nothing at present" in run("needs", "--later", row, data=store, code=1)
    assert "put off" in run("introductions", "--all", data=store)
    run("undo", data=store)
    assert run("digest", data=store) == before
    assert "That day is past." in run("needs", "--later", row, "--until", "2020-01-01", data=store, code=2)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("introduce", "deniz", "nobody-xyz", "--need", "x"), 1),
        (("introduce", "deniz", "deniz", "--need", "x"), 2),
        (("said", "99", "yes"), 1),
        (("introduced", "99"), 1),
        (("came", "99", "x"), 1),
        (("rest", "99"), 1),
        (("ask", "kofi"), 2),
        (("ask", "kofi", "x", "--minutes", "-3"), 2),
        (("ask", "kofi", "x", "--minutes", "0"), 2),
        (("ask", "kofi", "x", "--done", "--keep"), 2),
        (("ask", "kofi", "x", "--help-kind", "money"), 2),
    ],
)
def test_what_cannot_be_done_says_what_can(demo, words, code):
    assert len(run(*words, data=demo, code=code).strip().splitlines()) >= 2


def test_an_ask_is_written_and_nothing_is_kept_until_she_asked_or_keeps_it(store):
    before, words = digest(store), "Could you read the braking section?"
    drawn = run("ask", "kofi", words, "--minutes", "30", "--help-kind", "feedback", data=store)
    assert "half an hour" in drawn and "A no is perfectly fine" in drawn and digest(store) == before, "printing keeps nothing"
    go = re.search(r"worthwhile (ask kofi .* --done --minutes 30 --help-kind feedback) ·", drawn)[1]
    line = re.search(r"settle (\d+) --answer yes", run(*shlex.split(go), data=store))[1]
    kept = json.loads(run("person", "kofi", "--json", data=store))["notes"][0]
    assert (kept["kind"], kept["text"], kept["minutes"], kept["help"]) == ("asked", words, 30, "feedback")
    run("undo", data=store)
    assert "Kept, for later" in run("ask", "kofi", words, "--keep", data=store)
    asked = run("ask", "kofi", "--done", data=store)
    assert f"you asked Kofi Mensah: “{words}”." in " ".join(asked.split())
    line = re.search(r"settle (\d+) --answer yes", asked)[1]
    run("settle", line, "--answer", "yes", "--led-to", "a clearer report", data=store)


def test_the_third_ask_within_a_month_says_so_and_lets_her(store):
    for words in ("a look", "another look"):
        run("ask", "kofi", words, "--done", data=store)
    said = run("ask", "kofi", "one more look", data=store)
    assert "You asked Kofi on 24 Nov already." in said and "Hello Kofi" in said
    third = " ".join(run("ask", "kofi", "one more look", "--done", data=store).split())
    assert "You asked Kofi on 24 Nov already. Somebody else may be glad to be asked; the choice is yours." in third
    assert "already" not in run("ask", "kofi", "a fourth", "--done", data=store), "once a month"
    for _ in range(2):
        run("undo", data=store)
    for words in (("do", "asked kofi: one more look"), ("note", "kofi", "one more look", "--kind", "asked")):
        assert "You asked Kofi on 24 Nov already." in " ".join(run(*words, data=store).split())
        run("undo", data=store)


def test_of_many_lines_the_newest_stand_there_and_the_others_are_counted(store):
    for n in range(1, 27):
        run("do", f"need kofi: a plan of hall {n}", data=store)
    told = run("needs", data=store)
    assert "a plan of hall 26" in told and "a plan of hall 1 " not in told
    assert re.search(r"And \w+ noted before: worthwhile needs --all", told)
    assert "a plan of hall 1 " in run("needs", "--all", data=store)
