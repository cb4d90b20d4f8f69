"""Help given and received, in one line: do, settle, needs."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, Json, called, command, give_json, next_steps, plainly, rows, say
from worthwhile.errors import NotUnderstood
from worthwhile.text import number, several, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from worthwhile.people.values import PersonView
    from worthwhile.value.values import Matched, Noted

HEAD = 22  # columns for a name
NEWEST = 25  # lines of a sort, where not all are asked for


@command("do")
def do(
    house: House,
    line: Annotated[list[str], typer.Argument(help="gave kofi: the contact at the lab", show_default=False)],
    as_json: Json = False,
) -> None:
    """Keep one line: note, need, gave, received, promise, asked, thanked …"""
    house.open()
    from worthwhile.value import saying
    from worthwhile.value import services as value

    words = " ".join(line)
    if name := saying.before_whom(words):
        from worthwhile.doors.cli.acts import before

        before(house, name, as_json)
        return
    say(value.do(words, at=house.at))
    _after(words, house.at)


def _after(words: str, at: int) -> None:
    """What makes sense once a line is done: the words of an introduction’s next step, or whoever the line was about."""
    from worthwhile.people import queries as people
    from worthwhile.value import queries, saying

    if asked := saying.asks_who(words):
        found = queries.who_knows(asked, at)
        answer.also(people=found)
        known = people.people_by_id([one.person for one in found[:1]])
        next_steps(*(f"worthwhile person {called(who)}" for who in known.values()) if known else ("worthwhile people",))
        return
    said = saying.understand(words, people.find)
    if said.person is not None and said.other is not None:
        from worthwhile.doors.cli.introductions import show

        pair = {said.person.id, said.other.id}
        row = max(i.id for i in queries.introductions_with(said.person.id) if {i.one, i.other} == pair)
        show(row, f"worthwhile introductions {row}")
    else:
        next_steps(f"worthwhile person {called(said.person)}" if said.person is not None else "worthwhile needs")


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
    every: Annotated[bool, typer.Option("--all", help=f"Every line, not the newest {NEWEST} of each sort only.")] = False,
    as_json: Json = False,
) -> None:
    """What people could use, what they are glad to give, and what you offer."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.value import queries as value

    walk.work_out(at=house.at)
    if later is not None:
        from worthwhile.doors.cli.common import day_to_come
        from worthwhile.value import services

        say(services.put_off(later, at=house.at, until=day_to_come(until, house.at)))
        next_steps("worthwhile needs", "worthwhile undo")
        return
    found = {kind: value.open_of_kind(kind) for kind in ("need", "offer")}
    meets: dict[int, list[Matched]] = {}
    for match in value.matches():
        meets.setdefault(match.need, []).append(match)
    ids = {p for some in found.values() for p, _ in some} | {m.giver for some in meets.values() for m in some}
    who = people.people_by_id(list(ids))
    if as_json:
        shown: dict[str, list[dict[str, Any]]] = {
            kind: [{"person": p, "name": who[p].name, "line": n} for p, n in some if p in who] for kind, some in found.items()
        }
        needs = [{**one, "meets": [_met(m, who) for m in meets.get(one["line"].id, ()) if m.giver in who]} for one in shown["need"]]
        give_json({"needs": needs, "offers": shown["offer"], "yours": value.offers()})
        return
    today = datetime.fromtimestamp(house.at).astimezone().date()
    for kind, heading in (("need", "Could use"), ("offer", "Glad to give")):
        say(heading, style="name")
        some = [(who[p], n) for p, n in found[kind] if p in who]
        shown_here = some if every else some[:NEWEST]
        if some:
            rows([row for p, n in shown_here for row in (_told(p, n, today), *_meeting(n, p, meets.get(n.id, ()), who))], head=HEAD)
        else:
            say("Nothing is noted yet.", style="source")
        if len(some) > len(shown_here):
            say(f"And {number(len(some) - len(shown_here))} noted before: worthwhile needs --all", style="source")
        say()
    say("You offer", style="name")
    mine = value.offers()
    say("; ".join(mine) + "." if mine else "Nothing is noted yet. What do people come to you for?")
    next_steps('worthwhile do "need NAME: …"', 'worthwhile do "offer: …"')


def _told(person: PersonView, line: Noted, today: date) -> tuple[str, str, str]:
    said = short_day(datetime.fromtimestamp(line.at).astimezone(), today)
    return "You" if person.kind == "me" else person.name, line.text, f"{line.source or 'you wrote this'}, {said} · {line.id}"


def _meeting(need: Noted, person: PersonView, found: Sequence[Matched], who: Mapping[int, PersonView]) -> list[tuple[str, str, str]]:
    """Whom a need meets: the nearest with the words that both say and the command that goes on, then the others by name."""
    given = [m for m in found if m.giver in who]
    if not given:
        return []
    first, others = given[0], given[1:]
    giver, mine = who[first.giver], first.own is not None
    both = f"both say {several([f'“{w}”' for w in first.words])}" if first.words else ""
    lines = [("", f"{'You' if mine else giver.name} could help: {first.offered}", both)]
    if mine:
        name = called(person).strip("'")
        go = f'worthwhile do "gave {name}: …"'
    elif person.kind == "me":
        go = f"worthwhile ask {called(giver)} {plainly(need.text)}"
    else:
        go = f"worthwhile introduce {called(person)} {called(giver)} --need {need.id}"
    lines += [("", f"Or {several([_giver(m, who) for m in others], 'or')}.", "")] if others else []
    return [*lines, ("", go, "")]


def _giver(match: Matched, who: Mapping[int, PersonView]) -> str:
    name = "you" if match.own is not None else who[match.giver].name
    return f"{name} (“{match.offered}”)"


def _met(match: Matched, who: Mapping[int, PersonView]) -> dict[str, object]:
    return {
        "person": match.giver, "name": who[match.giver].name, "yours": match.own is not None, "line": match.offer, "text": match.offered,
        "words": match.words, "bridges": match.bridges,
    }  # fmt: skip
