"""Bringing it in: import, refresh, rebuild."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worthwhile.doors.cli.common import House, command, complain, console, give_json, next_steps, say
from worthwhile.text import day

if TYPE_CHECKING:
    from worthwhile.day import BroughtIn
    from worthwhile.intake.values import Problem, Progress, Report

Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]


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
            _tell(done)
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
        _tell(done)
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


def _tell(done: BroughtIn) -> None:
    for report in done.reports:
        _line(report)
    shown = [p for r in done.reports for p in r.problems][:5]
    for problem in shown:
        _problem(problem)
    if len([p for r in done.reports for p in r.problems]) > len(shown):
        say("All of them: worthwhile import --problems", style="source", indent=3)
    unread = [p for r in done.reports if r.noun == "files" for p in r.left_out]
    for problem in unread[:5]:
        say(f"Not read: {_where_and_why(Path(problem.file).name, problem.reason)} {problem.cure}", style="source", indent=3)
    if len(unread) > 5:
        say(f"and {_n(len(unread) - 5)} more", style="source", indent=3)
    say()
    if done.count.addresses:
        say(f"{_n(done.count.people)} people you really exchange with, out of {_n(done.count.addresses)} addresses.")
    if done.instead:
        says = f"{done.me[0]} is in none of this mail; most of it is seen from {done.instead}."
        complain(f" {says}", f" If that is you: worthwhile refresh --me {done.instead}")
    elif done.me and done.guessed:
        say(f"We take {done.me[0]} to be you. If not: worthwhile import … --me ADDRESS")
    elif not done.me:
        say("Which address is yours is not known yet: worthwhile refresh --me ADDRESS")
    if done.questions:
        say("Some pairs may be the same person: worthwhile same")
    if done.count.addresses:
        next_steps("And a first small thing: worthwhile today")
    else:
        next_steps("worthwhile import FILE …", "worthwhile demo")


def _n(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _line(report: Report) -> None:
    from rich.text import Text

    from worthwhile.text import visible

    nothing = report.refused and not report.taken and not report.known
    sign = "✗" if nothing else {"done": "✓", "unchanged": "=", "stopped": "‖"}.get(report.state, "✗")
    noun = report.noun.removesuffix("s") if report.taken == 1 else report.noun
    parts = [f"{_n(report.taken)} {noun}"] if report.taken or not report.known else []
    parts += [f"{_n(report.known)} already known"] if report.known else []
    parts += [f"{_n(report.refused)} refused"] if report.refused else []
    left = "of no kind that is read here" if report.noun == "files" else "left out on purpose"
    parts += [f"{_n(report.passed)} {left}"] if report.passed else []
    until = f"until {day(datetime.fromtimestamp(report.until).astimezone())}" if report.until else ""
    if report.state == "unchanged":
        parts = ["nothing new"]
    if report.state == "stopped":
        until = "stopped; nothing is lost, the next run goes on here"
    console().print(
        Text.assemble(f" {sign} ", (visible(f"{Path(report.path).name:<18}"), "name"), f" {', '.join(parts)}", ("   " + until, "source")),
        soft_wrap=True,
    )


def _problem(problem: Problem) -> None:
    where = f"{Path(problem.file).name}, line {_n(problem.line)}" if problem.line else Path(problem.file).name
    times = f" ({_n(problem.count)} times)" if problem.count > 1 else ""
    complain(f"  {_where_and_why(where, problem.reason)}{times}", f"  {problem.cure}" if problem.cure else "")


def _where_and_why(where: str, reason: str) -> str:
    """ "empty.vcf is empty." stays; a reason that does not name the file gets its name before it."""
    return reason if reason.startswith(where) else f"{where}: {reason}"


def _problems(as_json: bool) -> None:
    from worthwhile.intake import queries

    found, passed = queries.problems(), queries.left_out()
    if as_json:
        give_json(found)
        return
    if not found:
        say("Nothing was refused.")
    for problem in [*found, *passed]:
        where = f"{problem.file}, line {_n(problem.line)}" if problem.line else problem.file
        say(f"{where}: {problem.reason}{f' ({_n(problem.count)} times)' if problem.count > 1 else ''}")
        say(problem.cure, style="source", indent=3)


@command("rebuild")
def rebuild(house: House) -> None:
    """Work out everything derived anew from the facts; nothing changes but what was wrong."""
    house.open()
    from worthwhile import day as walk

    count = walk.rebuild(at=house.at)
    say(f"Worked out anew: {_n(count.people)} people out of {_n(count.addresses)} addresses.")
