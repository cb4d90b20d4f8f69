"""What an import did, told: a line a file, or a line a folder where there are many; then who was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from worthwhile.doors.cli.common import complain, console, next_steps, say
from worthwhile.text import day, figures

if TYPE_CHECKING:
    from worthwhile.day import BroughtIn
    from worthwhile.intake.values import Problem, Report

MANY = 12  # files; beyond that they are told by folder


def tell(done: BroughtIn) -> None:
    """Say what an import did: what was read, what could not be, and who was found."""
    from worthwhile.people.queries import by_linkedin

    read(done.reports)
    problems = [p for r in done.reports for p in r.problems]
    for problem in problems[:5]:
        _problem(problem)
    if len(problems) > 5:
        say(f"and {figures(len(problems) - 5)} more: worthwhile import --problems", style="source", indent=3)
    unread = [p for r in done.reports if r.noun == "files" for p in r.left_out]
    for problem in unread[:5]:
        say(f"Not read: {_where_and_why(Path(problem.file).name, problem.reason)} {problem.cure}", style="source", indent=3)
    if len(unread) > 5:
        say(f"and {figures(len(unread) - 5)} more", style="source", indent=3)
    say()
    if done.count.addresses:
        say(found(done))
    if done.instead:
        says = f"{done.me[0]} is in none of this mail; most of it is seen from {done.instead}."
        complain(f" {says}", f" If that is you: worthwhile refresh --me {done.instead}")
    elif done.me and done.guessed:
        say(f"We take {done.me[0]} to be you. If not: worthwhile refresh --me ADDRESS")
    elif known := by_linkedin():
        say(known)
    elif not done.me:
        say("Which address is yours is not known yet: worthwhile refresh --me ADDRESS")
    if done.questions:
        say("Some pairs may be the same person: worthwhile same")
    if done.count.addresses and done.me:
        next_steps("And a first small thing: worthwhile today")
    else:
        next_steps("worthwhile import FILE …", "worthwhile people", *(["worthwhile today"] if by_linkedin() else []))


def found(done: BroughtIn) -> str:
    """Who was found. With whom she really exchanges cannot be said before her own address is known."""
    from worthwhile.people.queries import by_linkedin

    people, of = figures(done.count.people), addresses(done.count.addresses)
    if not done.me and not by_linkedin():
        named = "1 person is" if done.count.people == 1 else f"{people} people are"
        return f"{named} named in it, with {of}. Whom you really exchange with can be told once your own address is known."
    return f"{people} {'person' if done.count.people == 1 else 'people'} you really exchange with or keep as contacts, out of {of}."


def addresses(count: int) -> str:
    """So many addresses, in figures."""
    return f"{figures(count)} address{'' if count == 1 else 'es'}"


def read(reports: Sequence[Report]) -> None:
    """A line for each file that was read; where there are many, one for each folder, and one for that at which it was stopped."""
    by_folder: dict[Path, list[Report]] = defaultdict(list)
    for report in reports:
        by_folder[Path(report.path).parent].append(report)
    for folder, inside in by_folder.items():
        files = [r for r in inside if r.noun != "files" and r.state != "stopped"]
        if len(files) > MANY:
            _folder(folder, files)
            inside = [r for r in inside if r not in files]
        for report in inside:
            _line(report)


def _folder(folder: Path, inside: Sequence[Report]) -> None:
    taken: Counter[str] = Counter()
    for report in inside:
        taken[report.noun] += report.taken
    known, refused = sum(r.known for r in inside), sum(r.refused for r in inside)
    unread = sum(r.state == "refused" for r in inside)
    new = all(r.state == "unchanged" for r in inside)
    read_ = "nothing new" if new else f"{figures(len(inside) - unread)} read" if unread else "all read"
    parts = [f"{figures(n)} {noun if n > 1 else noun.removesuffix('s')}" for noun, n in taken.most_common() if n]
    parts += [f"{figures(known)} already known"] if known else []
    parts += (
        [f"{figures(refused)} refused, the first of them below"]
        if refused > 5
        else [f"{figures(refused)} refused, below"]
        if refused
        else []
    )
    say(
        f"{'✗' if unread == len(inside) else '=' if new else '✓'} {figures(len(inside))} files in {folder.name}/: {'; '.join([read_, ', '.join(parts)] if parts else [read_])}."
    )


def _line(report: Report) -> None:
    from rich.text import Text

    from worthwhile.text import visible

    nothing = report.refused and not report.taken and not report.known
    sign = "✗" if nothing else {"done": "✓", "unchanged": "=", "stopped": "‖"}.get(report.state, "✗")
    noun = report.noun.removesuffix("s") if report.taken == 1 else report.noun
    parts = [f"{figures(report.taken)} {noun}"] if report.taken or not report.known else []
    parts += [f"{figures(report.known)} already known"] if report.known else []
    parts += [f"{figures(report.refused)} refused"] if report.refused else []
    left = "of no kind that is read here" if report.noun == "files" else "left out on purpose"
    parts += [f"{figures(report.passed)} {left}"] if report.passed else []
    until = f"until {day(datetime.fromtimestamp(report.until).astimezone())}" if report.until and (report.taken or report.known) else ""
    if report.state == "unchanged":
        parts = ["nothing new"]
    if report.state == "stopped":
        until = "stopped; nothing is lost, the next run goes on here"
    console().print(
        Text.assemble(f" {sign} ", (visible(f"{Path(report.path).name:<18}"), "name"), f" {', '.join(parts)}", ("   " + until, "source")),
        soft_wrap=True,
    )


def _problem(problem: Problem) -> None:
    where = f"{Path(problem.file).name}, line {figures(problem.line)}" if problem.line else Path(problem.file).name
    times = f" ({figures(problem.count)} times)" if problem.count > 1 else ""
    complain(f"  {_where_and_why(where, problem.reason)}{times}", f"  {problem.cure}" if problem.cure else "")


def _where_and_why(where: str, reason: str) -> str:
    """ "empty.vcf is empty." stays; a reason that does not name the file gets its name before it."""
    return reason if reason.startswith(where) else f"{where}: {reason}"
