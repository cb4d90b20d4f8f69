"""Find what messages ask, promise, thank for, offer or need: one pasted, a file of mail, or the new ones of a source. Only what is chosen is kept."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worthwhile.doors import places
from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, called, command, give_json, moment, next_steps, rows, say
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.text import number, several

if TYPE_CHECKING:
    from worthwhile.people.values import PersonView
    from worthwhile.value.noticing import Heard, Hearing

LONGEST = 200_000  # characters of a text that is typed or piped in


@command("notice")
def notice(
    house: House,
    name: Annotated[str, typer.Argument(help="Who wrote it (or whom you wrote to); or an .eml or .mbox file.", show_default=False)] = "",
    file: Annotated[Path | None, typer.Argument(help="A text, .eml or .mbox file; without it, the text is typed or piped in.")] = None,
    source: Annotated[Path | None, typer.Option(help="A mailbox: its newest 500 messages since --since.")] = None,
    since: Annotated[str, typer.Option(help="Only messages after this day, as 2026-11-01.")] = "",
    keep: Annotated[str, typer.Option(help="Keep these of the sentences found, as 1,3.")] = "",
    switch: Annotated[str, typer.Option(help="With --source: on or off, for the texts of its new messages.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")] = False,
) -> None:
    """Find what messages ask, promise, thank for, offer or need."""
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import services as value

    if switch:
        _switch(house, source, switch)
        return
    if source is None and file is None and name and (place := places.found(name)) and place.is_file():
        name, file = "", place
    if source is None and file is None and _a_file(name):
        raise NotFound(f"There is no such file: {name}.", do="See how its name is spelt.")
    who = people.find(name) if name else None
    hearing = _hear(house, who, file, source, moment(since) if since else None)
    found = hearing.found
    if as_json and not keep:
        give_json(_plain(found))
        return
    answer.also(kept=_plain([found[n - 1] for n in _numbers(keep, len(found))]) if as_json else [])
    _tell(hearing)
    chosen = [found[n - 1] for n in _numbers(keep, len(found))]
    if chosen:
        say(f"{value.keep([(one, one.line) for one in chosen], at=house.at)} Undo with: worthwhile undo")
    elif found:
        say("Only what you keep is written down; no text is kept anywhere.", style="source")
        given = f"--source {source}" if source else f"{called(who) if who else ''} {file or ''}".strip()
        next_steps(f"worthwhile notice {given}{f' --since {since}' if since else ''} --keep 1")


def _plain(found: Sequence[Heard]) -> list[dict[str, object]]:
    return [{"kind": f.kind, "sentence": f.sentence, "chance": f.chance, "person": f.person, "name": f.name, "at": f.at,
             "line": f.line, "source": f.source} for f in found]  # fmt: skip


def _a_file(name: str) -> bool:
    """Is this the name of a file, and not of somebody?"""
    return "@" not in name and ("/" in name or name.lower().endswith((".eml", ".emlx", ".mbox", ".txt")))


def _hear(house: House, who: PersonView | None, file: Path | None, source: Path | None, since: int | None) -> Hearing:
    from worthwhile.value.services import noticing

    if source is not None:
        place = places.found(source)
        if place is None:
            raise NotFound(f"There is no file or folder {source}.", do="See how its name is spelt.")
        return noticing.of_source(place, since, at=house.at, on=_on if sys.stderr.isatty() else None)
    if file is None:
        return noticing.of_text(sys.stdin.read(LONGEST), who, at=house.at)
    raw = _bytes(file)
    if not raw.strip():
        raise NotUnderstood(f"The file is empty: {file.name}.", do="Choose another, or type the message.")
    from worthwhile.sources import mailtext

    is_mail = file.suffix.lower() in (".eml", ".emlx", ".mbox") or raw[:5] == b"From "
    mails = mailtext.in_bytes(raw, file.name) if is_mail else []
    if mails:
        return noticing.of_mail(mails, at=house.at, only=who)
    return noticing.of_text(raw.decode("utf-8", "replace")[:LONGEST], who, at=house.at)


def _bytes(file: Path) -> bytes:
    if places.found(file) is None:
        raise NotFound(f"There is no such file: {file}.", do="See how its name is spelt.")
    try:
        with places.spelt(file).open("rb") as opened:
            raw = opened.read((64 << 20) + 1)
    except OSError as error:
        raise NotUnderstood(f"{file} cannot be read: {error.strerror}.", do="Check its name.") from error
    if len(raw) > 64 << 20:
        raise NotUnderstood(f"{file.name} is larger than 64 MB.", do=f"Read its newest messages: worthwhile notice --source {file}")
    return raw


def _on(done: int, total: int) -> None:
    """Progress on the terminal, in place."""
    if done % 20 == 0 or done == total:
        end = "\n" if done == total else "\r"
        sys.stderr.write(f" Message {done} of {total} {end}")
        sys.stderr.flush()


def _switch(house: House, source: Path | None, said: str) -> None:
    from worthwhile.value.services import noticing

    if said not in ("on", "off"):
        raise NotUnderstood(f"“{said}” is neither on nor off.", do="Say --switch on, or --switch off.")
    path = str(places.spelt(source).absolute()) if source is not None else ""
    found = next((s for s in noticing.switches() if s.path == path), None)
    if found is None:
        known = [s.path for s in noticing.switches()]
        raise NotFound(
            "That is no mail source here.", do=f"Name one with --source: {several(known, 'or')}" if known else "Import it first."
        )
    noticing.switch(found.id, said == "on", at=house.at)
    if said == "off":
        say(f"Texts of {found.name} are not read.")
        return
    say(
        f"Texts of new messages of {found.name} are read once after an import, while the pages are open. What stands out waits there, in memory."
    )
    next_steps("worthwhile serve", f"worthwhile notice --source {found.path} --switch off")


def _tell(hearing: Hearing) -> None:
    if not hearing.found:
        if not hearing.read:
            say("No message of anybody known here was in it.")
        elif hearing.other == hearing.read:
            say("This is not English, as far as can be told; only English is understood here.")
        else:
            say("Nothing stands out in it: no question, promise, thanks, offer or need.")
    elif hearing.other:
        say(f"{number(hearing.other).capitalize()} of {hearing.read} messages were not English, and were passed over.", style="source")
    if hearing.unknown:
        say(f"Not known here, so passed over: {several(list(hearing.unknown[:5]))}.", style="source")
    rows([(f"{n}  {_does(f)}", f"“{f.sentence}”", f.source) for n, f in enumerate(hearing.found, 1)], head=17)


def _does(heard: Heard) -> str:
    from worthwhile.value.noticing import WORDS

    return (
        {"asks": "you ask", "promises": "you promise", "thanks": "you thank"}.get(WORDS[heard.kind], "")
        if heard.hers
        else WORDS[heard.kind]
    )


def _numbers(said: str, most: int) -> list[int]:
    parts = [p for p in said.replace(" ", ",").split(",") if p]
    if any(not p.isdecimal() or not 1 <= int(p[:6]) <= most for p in parts):
        raise NotUnderstood(
            f"“{said}” names no sentence found here.", do=f"Say numbers from 1 to {most}, as 1,3." if most else "Nothing was found."
        )
    return [int(p) for p in dict.fromkeys(parts)]
