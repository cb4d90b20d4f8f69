"""What goes wrong at the command line is a sentence with a cure, whatever it is; a traceback is written down, and names nobody."""

import sqlite3

import pytest
import typer
from django.db.utils import ConnectionHandler

from worthwhile.doors import fault
from worthwhile.doors.cli import common
from worthwhile.errors import NotUnderstood
from worthwhile.tests.doors.called import run


@pytest.mark.parametrize("who", ["#²", "#99999999999999999999", "#" + "9" * 350, "#-1"])
def test_a_number_that_nobody_has_is_said(demo, who):
    assert "worthwhile people" in run("person", who, data=demo, code=1)


@pytest.mark.parametrize("words", [["settle", "9" * 20], ["done", "9" * 20], ["went", "9" * 20, "glad"], ["undo", "--run", "9" * 20]])
def test_a_number_larger_than_any_row_s_is_said(demo, words):
    done = run(*words, data=demo, code=2 if words[0] == "settle" else 1)
    assert len(done.splitlines()) >= 2, "what is wrong, and what to do"


@pytest.mark.parametrize("when", ["9999-12-31", "2101-01-01T12:00:00+00:00", "1969-12-01", "0001-01-01", "2026-11-24T09:00+25:00"])
def test_a_moment_out_of_reach_is_said(tmp_path, when):
    said = run("today", data=tmp_path / "store", at=when, code=2)
    assert "1970 and 2100" in said or "2027-02-15" in said


@pytest.mark.parametrize("when", ["1970-01-02", "2100-12-31"])
def test_the_first_and_the_last_moment_are_within_reach(tmp_path, when):
    run("today", data=tmp_path / "store", at=when)


def test_a_day_to_come_back_on_is_within_reach_too(demo):
    run("today", data=demo)
    assert "1970 and 2100" in run("later", "1", "--until", "9999-12-31", data=demo, code=2)


def failing(deed, data, capsys) -> tuple[int, str]:
    with pytest.raises(typer.Exit) as ended:
        common.with_errors(deed, data, "today")
    return ended.value.exit_code, capsys.readouterr().err


def test_a_store_that_another_one_is_writing_to_is_said(tmp_path, capsys, django_db_blocker):
    file = tmp_path / "s.sqlite3"
    writing = sqlite3.connect(file, isolation_level=None)
    writing.execute("create table t (x)")
    writing.execute("begin exclusive")
    ours = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": {"timeout": 0.05}}})["default"]

    def write() -> None:
        with django_db_blocker.unblock(), ours.cursor() as cursor:
            cursor.execute("insert into t values (1)")

    code, said = failing(write, tmp_path, capsys)
    ours.close()
    writing.close()
    assert code == 1 and "another Worthwhile is writing" in said and "Try again in a moment" in said
    assert not (tmp_path / fault.FILE).exists()


def test_what_nobody_foresaw_is_written_down_and_not_shown(tmp_path, capsys):
    def fail() -> None:
        try:
            raise KeyError("deniz@halden.example")
        except KeyError as error:
            raise RuntimeError("Deniz Aydın") from error

    code, said = failing(fail, tmp_path, capsys)
    file = tmp_path / fault.FILE
    assert code == 1 and str(file) in said and "Traceback" not in said and "Deniz" not in said
    written = file.read_text()
    assert "worthwhile today" in written and "RuntimeError" in written and "KeyError" in written and "test_errors.py" in written
    assert "deniz" not in written.lower() and file.stat().st_mode & 0o077 == 0


def test_a_folder_that_takes_no_report_changes_nothing(tmp_path, capsys):
    code, said = failing(lambda: 1 / 0, tmp_path / "none", capsys)
    assert code == 1 and "could not be written down" in said


@pytest.mark.parametrize(("error", "code", "words"), [(OverflowError("x"), 2, "larger than"), (NotUnderstood("Odd.", do="Do."), 2, "Odd.")])
def test_an_error_with_a_cure_ends_with_its_code(tmp_path, capsys, error, code, words):
    def fail() -> None:
        raise error

    found, said = failing(fail, tmp_path, capsys)
    assert found == code and words in said and not (tmp_path / fault.FILE).exists()


@pytest.mark.parametrize("error", [typer.Exit(3), typer.Abort(), typer.BadParameter("x")])
def test_what_the_command_line_itself_says_passes(tmp_path, error):
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        common.with_errors(fail, tmp_path, "today")
