"""The store itself: count, digest, doctor, export, restore, demo, serve."""

from __future__ import annotations

import contextlib
import sys
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, Json, called, command, console, give_json, moment, next_steps, rows, say
from worthwhile.doors.cli.told import MANY, found, read
from worthwhile.errors import NotNow, NotUnderstood
from worthwhile.text import day, figures

NOUNS = ("people", "cards", "messages", "events", "ties")


@command("count")
def count(
    house: House,
    noun: Annotated[str, typer.Argument(help="people, cards, messages, events or ties.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Print one number. Cards, messages and events are counted as the log holds them; a recurring event is one."""
    if noun not in NOUNS:
        raise NotUnderstood(f"“{noun}” cannot be counted.", do=f"Say {', '.join(NOUNS[:-1])} or {NOUNS[-1]}.")
    house.open()
    from worthwhile import day as walk

    number = walk.counted(noun, at=house.at)
    if as_json:
        give_json({"noun": noun, "count": number})
    else:
        typer.echo(number)


@command("digest")
def digest(house: House, as_json: Json = False) -> None:
    """Print one line that is equal when the facts are equal."""
    house.open(look=False)  # --me is a way to look at the facts, and none of them
    from worthwhile import store

    if as_json:
        give_json({"digest": store.digest()})
    else:
        typer.echo(store.digest())


@command("export")
def export(house: House, to: Annotated[Path, typer.Argument(help="The .zip to write.", show_default=False)]) -> None:
    """Write all facts and settings into one zip of JSON lines."""
    house.open(look=False)
    from worthwhile.intake import services

    services.export(to.absolute())
    answer.also(file=str(to.absolute()))
    say(f"Written: {to}. It holds everything that is kept; what is worked out comes back by itself.")


@command("restore")
def restore(
    house: House, archive: Annotated[Path, typer.Argument(metavar="FILE", help="The .zip of an export.", show_default=False)]
) -> None:
    """Bring an export back into an empty store: everything that was kept, and all that follows from it."""
    house.open(look=False)
    from worthwhile import day as walk
    from worthwhile import store
    from worthwhile.people.models import Forgotten

    store.bring_back(archive.absolute())
    count = walk.work_out(at=house.at)
    counts = {noun: walk.counted(noun, at=house.at) for noun in ("messages", "events", "cards")}
    ties = len(walk.ties_at(at=house.at))
    answer.also(count={**counts, "people": count.people, "ties": ties})
    say(f"Brought back from {archive.name}: {', '.join(f'{number} {noun}' for noun, number in counts.items())}.")
    say(f"Worked out anew: {count.people} people, {ties} ties.")
    if Forgotten.objects.exists():
        say("Whom you had forgotten is known again only beside the file secret.key of the folder that was exported: copy it to this one.")
    next_steps("worthwhile today", "worthwhile refresh")


@command("doctor")
def doctor(house: House, as_json: Json = False) -> None:
    """Say what this store rests on, and whether it is well."""
    import platform

    from worthwhile import __version__
    from worthwhile.sqlite import FLOOR, use_a_sound_sqlite

    version = use_a_sound_sqlite()
    facts = {
        "Worthwhile": __version__,
        "Python": platform.python_version(),
        "SQLite": ".".join(map(str, version)) + ("" if version >= FLOOR else "  (too old: it can damage a store; install pysqlite3)"),
        "Folder": str(house.data),
    }
    damage = _damage(house.data)
    fault: NotNow | None = NotNow(f"The store is damaged: {damage}.", do=_SAVE) if damage else None
    try:
        house.open(look=False)
        facts |= _health(damage)
    except NotNow as error:
        fault = fault or error
        facts["Store"] = str(fault)
    if as_json:
        give_json(facts)
    else:
        rows([(name, str(value), "") for name, value in facts.items()], head=12)
        next_steps("worthwhile refresh", "worthwhile export FILE.zip")
    if fault is not None:
        raise fault


_SAVE = (
    "Write down what can still be read: worthwhile export FILE.zip. Then bring that, or your last export, back into a new folder: "
    "worthwhile restore FILE.zip --data DIR. Leave this folder as it is until then."
)


def _damage(data: Path) -> str:
    """What SQLite finds wrong with the store's file; "" when it is sound, not there, in use, or a database of another kind."""
    import os
    import sqlite3  # the sound one, which the doctor has put in its place

    file = data / "worthwhile.sqlite3"
    if os.environ.get("WORTHWHILE_DATABASE") or not file.exists():
        return ""
    try:
        with contextlib.closing(sqlite3.connect(file)) as store:
            found = str(store.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError:
        return ""  # in use, or not to be opened: the store itself says so
    except sqlite3.DatabaseError as error:
        found = str(error)
    return "" if found == "ok" else found.replace("\n", " ")


def _health(damage: str) -> dict[str, str]:
    from django.db import DatabaseError, connection

    state = "damaged" if damage else "well"
    try:
        return {"Store": f"{connection.vendor}, {state}", **_reach()}
    except DatabaseError as error:
        raise NotNow(f"The store cannot be read: {error}.", do=_SAVE) from error


def _reach() -> dict[str, str]:
    from worthwhile.intake import queries

    reach = queries.reach()

    def until(at: int | None) -> str:
        return f"until {day(datetime.fromtimestamp(at).astimezone())}" if at else "none read"

    return {
        "Mail": until(reach.mail),
        "Calendar": until(reach.calendar),
        "Origins": _origins([path for path, _ in reach.by_path]),
        "Refused": str(sum(p.count for p in queries.problems())) + " records in the last import (worthwhile import --problems)",
    }


def _origins(paths: list[str]) -> str:
    """Where things are read from; a folder of many files is named once, with their number."""
    by_folder: dict[Path, list[str]] = {}
    for path in paths:
        by_folder.setdefault(Path(path).parent, []).append(path)
    said = [[f"{folder} ({figures(len(inside))} files)"] if len(inside) > MANY else inside for folder, inside in by_folder.items()]
    return ", ".join(one for some in said for one in some) or "none"


@command("demo")
def demo(
    house: House, again: Annotated[bool, typer.Option("--again", help="Start it anew; what you wrote in it goes too.")] = False
) -> None:
    """Fill an empty store with an invented network: Noor Haddad, three months into a new post."""
    house.open()
    from worthwhile import rehearse

    done = rehearse.bring(house.data, at=house.at, again=again)
    if done is not None:
        answer.also(reports=done.reports, count=done.count)
        read(done.reports)
        say()
    say("The demo is in: an invented network; nobody in it is real.")
    say(found(done) if done is not None else "It was in already; worthwhile demo --again starts it anew.")
    story = rehearse.told_on()
    if story is not None:
        say(f"One story from its need to what it led to: worthwhile person {called(story)}")
    next_steps("worthwhile today", "worthwhile serve")


@command("serve", answers=False)
def serve(
    house: House,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 8517,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the pages in your browser.")] = False,
) -> None:
    """Serve the pages on 127.0.0.1, for you alone."""
    open_pages(house.data, port=port, browser=browser, at=house.at if house.named else None, me=house.me)


def open_pages(data: Path, *, port: int, browser: bool, at: int | None = None, me: tuple[str, ...] = ()) -> None:
    """Open the store, read what is new in its origins, and serve the pages until Ctrl-C."""
    from worthwhile.start import open_house

    open_house(data, pages=True)
    from worthwhile import day as walk
    from worthwhile.doors.web import reading
    from worthwhile.doors.web.safety import way_in
    from worthwhile.doors.web.server import serve as serve_pages

    walk.see_as((), at=0)
    walk.refresh(at=at if at is not None else moment(None), me=me)
    reading.make_room()

    def opened(address: str) -> None:
        say("Open this address in your browser; it is for you alone, and opens the pages once:")
        console().print(f" {address}", style="next", soft_wrap=True, markup=False)
        say("Stop with Ctrl-C.", style="source")
        sys.stdout.flush()
        if browser:
            webbrowser.open(way_in(data, address).as_uri())  # not the address: others on this machine can read command lines

    serve_pages(data, port=port, opened=opened, at=at)
