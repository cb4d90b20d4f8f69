"""Help given and received, in one line: do, settle, needs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from worthwhile.doors.cli.common import House, command, give_json, next_steps, rows, say
from worthwhile.errors import NotUnderstood
from worthwhile.text import short_day

Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]


@command("do")
def do(house: House, line: Annotated[list[str], typer.Argument(help="gave kofi: the contact at the lab", show_default=False)]) -> None:
    """Keep one line: note, need, gave, received, promise, asked, thanked …"""
    house.open()
    from worthwhile.value import services as value

    say(value.do(" ".join(line), at=house.at))
    next_steps("worthwhile person NAME", "worthwhile undo")


@command("settle")
def settle(
    house: House,
    number: Annotated[int, typer.Argument(help="The number of a line, as `worthwhile person NAME` shows it.")],
    answer: Annotated[str, typer.Option(help="yes or no: what an ask was answered with.")] = "",
    led_to: Annotated[str, typer.Option("--led-to", help="What came of it, in your words.")] = "",
) -> None:
    """A promise kept, a need met, an ask answered; and what it led to."""
    if answer and answer not in ("yes", "no"):
        raise NotUnderstood(f"“{answer}” is no answer.", do="Say yes or no.")
    house.open()
    from worthwhile.value import queries, services

    if queries.is_open(number) or not led_to:
        say(services.close(number, at=house.at, answer=answer))
    if led_to:
        say(services.led_to(number, led_to, at=house.at))
    next_steps("worthwhile undo")


@command("needs")
def needs(
    house: House,
    later: Annotated[
        int | None, typer.Option(help="Put off what meets this need, by its number; it comes back.", show_default=False)
    ] = None,
    until: Annotated[str, typer.Option(help="With --later: the day on which it may come back, as 2027-02-15.")] = "",
    as_json: Json = False,
) -> None:
    """What people could use, what they are glad to give, and what you offer."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.value import queries as value

    walk.work_out(at=house.at)
    if later is not None:
        from worthwhile.doors.cli.common import moment
        from worthwhile.value import services

        say(services.put_off(later, at=house.at, until=moment(until) if until else None))
        next_steps("worthwhile needs", "worthwhile undo")
        return
    found = {kind: value.open_of_kind(kind) for kind in ("need", "offer")}
    who = people.people_by_id(list({p for some in found.values() for p, _ in some}))
    if as_json:
        shown = {kind: [{"person": p, "name": who[p].name, "line": n} for p, n in some if p in who] for kind, some in found.items()}
        give_json({"needs": shown["need"], "offers": shown["offer"], "yours": value.offers()})
        return
    today = datetime.fromtimestamp(house.at).astimezone().date()
    for kind, heading in (("need", "Could use"), ("offer", "Glad to give")):
        say(heading, style="name")
        told = [
            (who[p].name, n.text, f"{n.source or 'you wrote this'}, {short_day(datetime.fromtimestamp(n.at).astimezone(), today)} · {n.id}")
            for p, n in found[kind]
            if p in who
        ]
        if told:
            rows(told, head=22)
        else:
            say("Nothing is noted yet.", style="source")
        say()
    say("You offer", style="name")
    mine = value.offers()
    say("; ".join(mine) + "." if mine else "Nothing is noted yet. What do people come to you for?")
    next_steps('worthwhile do "need NAME: …"', 'worthwhile do "offer: …"')
