"""The store itself: count, digest, doctor, export, demo, serve."""

from __future__ import annotations

import sys
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from worthwhile.doors.cli.common import House, command, console, give_json, moment, next_steps, rows, say
from worthwhile.errors import NotNow, NotUnderstood

NOUNS = ("people", "cards", "messages", "events", "ties")
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]


@command("count")
def count(house: House, noun: Annotated[str, typer.Argument(help="people, cards, messages, events or ties.", show_default=False)]) -> None:
    """Print one number. Cards, messages and events are counted as the log holds them; a recurring event is one."""
    if noun not in NOUNS:
        raise NotUnderstood(f"“{noun}” cannot be counted.", do=f"Say {', '.join(NOUNS[:-1])} or {NOUNS[-1]}.")
    house.open()
    from worthwhile import day as walk

    typer.echo(walk.counted(noun, at=house.at))


@command("digest")
def digest(house: House) -> None:
    """Print one line that is equal when the facts are equal."""
    house.open()
    from worthwhile import store

    typer.echo(store.digest())


@command("export")
def export(house: House, to: Annotated[Path, typer.Argument(help="The .zip to write.", show_default=False)]) -> None:
    """Write all facts and settings into one zip of JSON lines."""
    house.open()
    from worthwhile.intake import services

    services.export(to.absolute())
    say(f"Written: {to}. It holds everything that is kept; what is worked out comes back by itself.")


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
    house.open()
    facts |= _health()
    if as_json:
        give_json(facts)
        return
    rows([(name, str(value), "") for name, value in facts.items()], head=12)
    next_steps("worthwhile refresh", "worthwhile export FILE.zip")


def _health() -> dict[str, str]:
    from django.db import connection

    from worthwhile.intake import queries
    from worthwhile.store import rows as ask

    reach = queries.reach()
    state = "well" if connection.vendor != "sqlite" or ask("PRAGMA quick_check")[0][0] == "ok" else "damaged: bring back your last export"

    def until(at: int | None) -> str:
        return f"until {datetime.fromtimestamp(at).astimezone():%Y-%m-%d}" if at else "none read"

    return {
        "Store": f"{connection.vendor}, {state}",
        "Mail": until(reach.mail),
        "Calendar": until(reach.calendar),
        "Origins": ", ".join(path for path, _ in reach.by_path) or "none",
        "Refused": str(sum(p.count for p in queries.problems())) + " records in the last import (worthwhile import --problems)",
    }


@command("demo")
def demo(
    house: House, again: Annotated[bool, typer.Option("--again", help="Start the demo anew, even if the store holds a demo.")] = False
) -> None:
    """Fill an empty store with an invented network: Noor Haddad, three months into a new post."""
    house.open()
    bring_the_demo(house, again=again)
    say("The demo is in: an invented network; nobody in it is real.")
    next_steps("worthwhile today", "worthwhile serve")


def bring_the_demo(house: House, *, again: bool = False) -> None:
    """Write the demo's files into the data folder and bring them in through the real importers."""
    from worthwhile import day as walk
    from worthwhile.demo.generate import ME, write
    from worthwhile.intake import queries
    from worthwhile.workspace.queries import preference
    from worthwhile.workspace.services import prefer

    if queries.reach().by_path and not preference("demo", False):
        raise NotNow("This store holds your own data; the demo would mix with it.", do="Name another folder: worthwhile demo --data DIR")
    if preference("demo", False) and not again:
        return
    files = write(house.data / "demo", at=house.at)
    walk.bring_in(files, at=house.at, me=ME)
    prefer("demo", True)


@command("serve")
def serve(
    house: House,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1; 0 takes a free one.")] = 8517,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the pages in your browser.")] = False,
) -> None:
    """Serve the pages on 127.0.0.1, for you alone."""
    open_pages(house.data, port=port, browser=browser, at=house.at if house.named else None, me=house.me)


def open_pages(data: Path, *, port: int, browser: bool, at: int | None = None, me: tuple[str, ...] = ()) -> None:
    """Open the store, read what is new in its origins, and serve the pages until Ctrl-C."""
    from worthwhile.start import open_house

    open_house(data)
    from worthwhile import day as walk
    from worthwhile.doors.web.server import serve as serve_pages

    walk.see_as((), at=0)
    walk.refresh(at=at if at is not None else moment(None), me=me)

    def opened(address: str) -> None:
        say("Open this address in your browser; it is for you alone, and opens the pages once:")
        console().print(f" {address}", style="next", soft_wrap=True, markup=False)
        say("Stop with Ctrl-C.", style="source")
        sys.stdout.flush()
        if browser:
            webbrowser.open(way_in(data, address).as_uri())  # not the address: others on this machine can read command lines

    serve_pages(data, port=port, opened=opened, at=at)
    from worthwhile.doors.web import reading
    from worthwhile.doors.web.safety import way_in
