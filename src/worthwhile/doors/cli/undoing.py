"""Taking back what was done: undo."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, command, console, give_json, next_steps, rows, say
from worthwhile.errors import NothingToUndo, NotUnderstood
from worthwhile.text import figures, short_day

if TYPE_CHECKING:
    from worthwhile.workspace.queries import Did


@command("undo")
def undo(
    house: House,
    run: Annotated[int | None, typer.Option(help="Take back this import, by its number in `worthwhile undo --list`.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Show what was done, and the imports with their numbers.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Take back a whole import without being asked.")] = False,
    deed: Annotated[int | None, typer.Option(help="Take back this deed, by the number that --json names.", show_default="the last")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Take back the last thing you did, or a whole import."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.workspace import queries

    if show:
        _history(house.at, as_json)
        return
    if run is not None:
        _whole_run(run, yes)
        walk.work_out(at=house.at)
        return
    last = queries.standing(deed)
    if last is None and deed is not None:
        raise NothingToUndo(f"No deed {deed} stands here.", do="See what was done: worthwhile undo --list --json")
    if last is not None and walk.is_wide(last.verb) and not yes:
        _sure_of(last, f"worthwhile undo --deed {deed} --yes" if deed is not None else "worthwhile undo --yes")
    said = walk.undo(last.id if last is not None else None)  # the one that was asked about, whatever the pages did meanwhile
    walk.work_out(at=house.at)
    answer.also(taken_back=None if last is None else {"number": last.id, "verb": last.verb, "sentence": last.sentence, "at": last.at})
    say(f"Taken back: {said.sentence}")


def _whole_run(run: int, yes: bool) -> None:
    """An import named by its number is asked about like any other."""
    from worthwhile.intake import queries, services

    name, goes = queries.run_would_go(run)
    if not yes:
        _sure(f"Import {run} is that of {name}.", goes, f"worthwhile undo --run {run} --yes")
    services.undo_run(run)
    answer.also(run=run)
    say(f"Taken back: the import of {name}. Its file is untouched.")


def _sure_of(last: Did, command: str) -> None:
    from worthwhile.intake.queries import would_go

    _sure(f"It was: {last.sentence}" if "--deed" in command else f"The last thing was: {last.sentence}", would_go(last.id), command)


def _sure(what: str, goes: str, command: str) -> None:
    """Ask before more than one person's rows go; where nobody can answer, say what to type."""
    said = f"{what} Taking that back removes {goes or 'what came with it'} from here; your own files stay as they are."
    if not (sys.stdin.isatty() and console().is_terminal):
        raise NotUnderstood(said, do=f"If that is what you want: {command}")
    say(said)
    if not typer.confirm(" Take it back?"):
        say("Nothing was changed.")
        raise typer.Exit(1)


def _history(at: int, as_json: bool) -> None:
    from worthwhile.intake import queries
    from worthwhile.workspace import queries as workspace

    if as_json:
        deeds = [{"number": d.id, "verb": d.verb, "sentence": d.sentence, "at": d.at, "undone": d.undone} for d in workspace.history()]
        give_json({"deeds": deeds, "runs": queries.runs()})
        return
    today = datetime.fromtimestamp(at).astimezone().date()

    def when(moment: int) -> str:
        return short_day(datetime.fromtimestamp(moment).astimezone(), today)

    rows([(when(did.at), f"{'(taken back) ' if did.undone else ''}{did.sentence}", "") for did in workspace.history()], head=12)
    for run in queries.runs():
        counts = f"{figures(run.taken)} {run.what} taken, {figures(run.known)} known, {figures(run.refused)} refused ({run.state})"
        rows([(f"{run.id:>4}", f"{Path(run.path).name}, {when(run.began)}: {counts}", "")], head=5)
    next_steps("worthwhile undo", "worthwhile undo --run N")
