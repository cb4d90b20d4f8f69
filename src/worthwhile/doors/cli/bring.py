"""Bringing it in: import, refresh, rebuild."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, Json, command, complain, console, give_json, say
from worthwhile.doors.cli.told import addresses, tell
from worthwhile.text import figures

if TYPE_CHECKING:
    from worthwhile.intake.values import Progress


@command("import")
def import_(
    house: House,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders or archives: .vcf, .ics, .mbox, Maildir, .eml, LinkedIn's .zip or .csv.")
    ] = None,
    problems: Annotated[
        bool, typer.Option("--problems", help="Show what was not taken in the last import, with file, line and cure.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read what you already have; the same file again adds nothing."""
    house.open(look=False)
    if problems:
        _problems(as_json)
        return
    if not paths:
        raise typer.BadParameter("Name at least one file or folder, or see `worthwhile demo`.")
    from worthwhile import day as walk

    missing = [p for p in paths if not p.exists()]
    for path in missing:
        complain(f"{path}: there is no such file.", "Check the name; nothing else was left out.")
    here = [p for p in paths if p.exists()]
    done = None
    if here:
        done = _with_progress(lambda on: walk.bring_in([p.absolute() for p in here], at=house.at, me=house.me, on=on))
        if as_json:
            give_json(done)
        else:
            tell(done)
    if done is None:
        raise typer.Exit(2)
    if missing or done.refused:
        raise typer.Exit(1)
    if any(r.state == "stopped" for r in done.reports):
        raise typer.Exit(130)


@command("refresh")
def refresh(house: House, as_json: Json = False) -> None:
    """Read only what is new in the files that you gave once."""
    house.open(look=False)
    from worthwhile import day as walk

    done = _with_progress(lambda on: walk.refresh(at=house.at, me=house.me, on=on))
    if as_json:
        give_json(done)
    else:
        tell(done)
    if done.refused:
        raise typer.Exit(1)


def _with_progress(work: Callable[[Callable[[Progress], None] | None], Any]) -> Any:
    """Run a reading with a bar on the terminal; silent in pipes."""
    if not console().is_terminal:
        return work(None)
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    from worthwhile.text import visible

    with Bars(
        TextColumn(" {task.description}"),
        BarColumn(30),
        TextColumn("{task.fields[seen]}"),
        TimeRemainingColumn(),
        console=console(),
        transient=True,
    ) as bars:
        tasks: dict[str, Any] = {}

        def on(now: Progress) -> None:
            if now.path not in tasks:
                tasks[now.path] = bars.add_task(visible(Path(now.path).name), total=max(1, now.total), seen="")
            bars.update(tasks[now.path], completed=now.done, total=max(1, now.total), seen=f"{now.records:,} {now.noun}".replace(",", " "))

        return work(on)


def _problems(as_json: bool) -> None:
    from worthwhile.intake import queries

    found, passed = queries.problems(), queries.left_out()
    if as_json:
        give_json(found)
        return
    if not found:
        say("Nothing was refused.")
    for problem in [*found, *passed]:
        where = f"{problem.file}, line {figures(problem.line)}" if problem.line else problem.file
        say(f"{where}: {problem.reason}{f' ({figures(problem.count)} times)' if problem.count > 1 else ''}")
        say(problem.cure, style="source", indent=3)


@command("rebuild")
def rebuild(house: House) -> None:
    """Work out everything derived anew from the facts; nothing changes but what was wrong."""
    house.open()
    from worthwhile import day as walk

    count = walk.rebuild(at=house.at)
    answer.also(count=count)
    people = "1 person" if count.people == 1 else f"{figures(count.people)} people"
    say(f"Worked out anew: {people} out of {addresses(count.addresses)}.")
