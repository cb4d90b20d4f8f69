"""What can be shown: everything about somebody as they would see it, and the line that she would rather say otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from worthwhile.doors.cli.common import House, called, command, give_json, next_steps, rows, say
from worthwhile.errors import NotNow, NotUnderstood


def for_them(house: House, name: str, pdf: Path | None, as_json: bool) -> None:
    """Print everything that is kept about somebody, or write it into a PDF."""
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.seen.queries import as_they_see_it

    walk.work_out(at=house.at)
    seen = as_they_see_it(people.find(name).id, house.at)
    if pdf is not None:
        from worthwhile.seen.hand import for_them as whole

        write(pdf, whole(seen))
    if as_json:
        give_json(seen)
        return
    if pdf is not None:
        say(f"Written for {seen.person.name}: {pdf.name}")
        return
    say(seen.person.name, style="name")
    for part in seen.parts:
        say()
        say(part.title, style="name")
        for label, lines in part.facts:
            rows([("" if n else label, line.text, line.source) for n, line in enumerate(lines)], head=17)
        for head, lines in part.folded:
            say(head, style="source")
            rows([("", line.text, line.source) for line in lines], head=3)
        if not part.lines:
            say("Nothing yet.", style="source")
    say()
    say(seen.held, style="source")
    next_steps(f"worthwhile person {called(seen.person)} --pdf FILE", f"worthwhile forget {called(seen.person)}")


def write(to: Path, whole: bytes) -> None:
    """Write a file that only its owner can read. Raises NotNow."""
    try:
        with open(to, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(whole)
    except OSError as error:
        raise NotNow(f"{to} cannot be written: {error.strerror}.", do="Name a place that can be written and has room.") from error


@command("change")
def change(
    house: House,
    number: Annotated[int, typer.Argument(help="The number of a line, as `worthwhile person NAME` shows it.")],
    text: Annotated[list[str] | None, typer.Argument(help="Your words instead.", show_default=False)] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the line.")] = False,
) -> None:
    """Say a line of yours otherwise, or remove it."""
    if bool(text) == remove:
        raise NotUnderstood("Say the new words, or --remove: one of the two.", do='worthwhile change NUMBER "…"')
    house.open()
    from worthwhile.value import services

    say(services.remove(number, at=house.at) if remove else services.reword(number, " ".join(text or ()), at=house.at))
    next_steps("worthwhile undo")


@command("coach")
def coach(
    house: House,
    practice: Annotated[str, typer.Option(help="What you want to practise; kept only with --keep.")] = "",
    keep: Annotated[bool, typer.Option("--keep", help="Keep what you want to practise.")] = False,
    words: Annotated[str, typer.Option(help="Lines of yours to show as you wrote them, by number, as 3,5.")] = "",
    pdf: Annotated[Path | None, typer.Option(help="Write it into a PDF to hand over.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Your month on one page, to show to whom you like; it names nobody else but who stands in words of your own."""
    rows_ = [part.strip() for part in words.split(",") if part.strip()]
    if any(not part.isdecimal() or len(part) > 18 for part in rows_):
        raise NotUnderstood(f"“{words}” names no lines.", do="Say their numbers, as 3,5.")
    house.open()
    from worthwhile import day as walk
    from worthwhile.seen.hand import for_coach, week_said
    from worthwhile.seen.queries import month_of
    from worthwhile.value import services

    walk.work_out(at=house.at)
    kept = services.keep_practice(practice, at=house.at) if keep else ""
    month = month_of(house.at, practice=practice or None, words=[int(part) for part in rows_])
    if pdf is not None:
        write(pdf, for_coach(month))
    if kept:
        say(kept)
    if as_json:
        give_json(month)
        return
    if pdf is not None:
        say(f"Written: {pdf.name}; {month.named}.")
        return
    say(f"A month of {month.name}" if month.name else "Your month", style="name")
    say(f"{month.span}; {month.named}.", style="source")
    for text in (*month.sentences, month.served, *(week_said(week) for week in month.weeks)):
        say(text)
    for line in month.words:
        say(f"“{line}”")
    if month.practice:
        say(f"To practise: {month.practice}")
    next_steps("worthwhile coach --pdf FILE")
