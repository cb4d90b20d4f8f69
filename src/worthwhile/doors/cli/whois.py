"""Who is who from the command line: same, split, is, forget."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, Json, Name, called, command, console, give_json, next_steps, rows, say
from worthwhile.errors import NotUnderstood

if TYPE_CHECKING:
    from worthwhile.people.values import Gone, Pair


@command("same")
def same(
    house: House,
    a: Annotated[str, typer.Argument(help="A name, an address, or #id.", show_default=False)] = "",
    b: Annotated[str, typer.Argument(help="Another.", show_default=False)] = "",
    no: Annotated[bool, typer.Option("--no", help="Say that the two are two people.")] = False,
    as_json: Json = False,
) -> None:
    """Join two that are one person; without names, asks about unsure pairs, one at a time."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.people import services
    from worthwhile.ties import queries as ties

    walk.work_out(at=house.at)
    if a and b:
        one, other = people.find(a), people.find(b)
        answer.also(people=[one.id, other.id])
        say(services.two(one.id, other.id, at=house.at) if no else services.same(one.id, other.id, at=house.at))
        walk.work_out(at=house.at)
        next_steps("Undo with: worthwhile undo")
        return
    pairs = ties.questions(limit=1 if console().is_terminal and not as_json else 20, at=house.at)
    if as_json:
        give_json(pairs)
    elif console().is_terminal:
        _ask(house)
    else:
        for pair in pairs:
            _pair(pair)
        if not pairs:
            say("Nothing to decide.")
        next_steps("worthwhile same A B", "worthwhile same A B --no")


def _ask(house: House) -> None:
    from worthwhile import day as walk
    from worthwhile.people import services
    from worthwhile.ties import queries as ties

    words = {"y": "same", "n": "different", "s": "unsure"}
    while pairs := ties.questions(limit=1, at=house.at):
        _pair(pairs[0])
        said = typer.prompt(" Same person? y, n, s (not sure), q (stop)", default="s").strip().lower()[:1]
        if said not in words:
            break
        say(services.answer(pairs[0].id, words[said], at=house.at))
        walk.work_out(at=house.at)
    else:
        say("Nothing to decide.")


def _pair(pair: Pair) -> None:
    for side in (pair.a, pair.b):
        rows(
            [(f"#{side.person.id}", f"{side.person.name} · {', '.join(_reachable(side.addresses))}".removesuffix(" · "), side.seen)], head=7
        )
    say(pair.why, style="source", indent=8)
    say()


def _reachable(values: tuple[str, ...]) -> list[str]:
    """Mail addresses and numbers; profile names and spellings are for the machine."""
    return [v for v in values if "@" in v or v.startswith("+")]


@command("split")
def split(house: House, name: Name) -> None:
    """Take apart somebody who is really two; both histories are as they were."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.people import services

    walk.work_out(at=house.at)
    say(services.split(people.find(" ".join(name)).id, at=house.at))
    walk.work_out(at=house.at)
    next_steps("Undo with: worthwhile undo")


@command("is")
def is_(
    house: House,
    name: Annotated[str, typer.Argument(help="A name, an address, or #id.", show_default=False)],
    kind: Annotated[str, typer.Argument(help="person, list, robot, role, or out (left out of suggestions).", show_default=False)],
) -> None:
    """Put right what somebody was taken for."""
    if kind not in ("person", "list", "robot", "role", "out"):
        raise NotUnderstood(f"“{kind}” is no kind of address.", do="Say person, list, robot, role or out.")
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.people import services

    who = people.find(name)
    say(services.leave_out(who.id, at=house.at) if kind == "out" else services.judge(who.id, kind, at=house.at))
    walk.work_out(at=house.at)
    next_steps("Undo with: worthwhile undo")


@command("forget")
def forget(house: House, name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete everything kept about somebody, for good."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.people import services

    who = people.find(" ".join(name))
    if not yes and not _meant(who.name, called(who)):
        say("Nothing was changed.")
        raise typer.Exit(1)
    gone = services.forget(who.id, at=house.at)
    say(f"{gone.sentence} Your own files, from which it was read, stay as they are.")
    walk.work_out(at=house.at)
    _still_named(gone)


def _meant(whom: str, name: str) -> bool:
    """Her yes or no; where nobody can answer, what to type is said (NotUnderstood)."""
    said = f"Delete everything about {whom}? This cannot be taken back."
    try:
        if answer.now() is None:
            return typer.confirm(f" {said}")
    except typer.Abort:
        pass
    raise NotUnderstood(said, do=f"If that is what you want: worthwhile forget {name} --yes")


CURE = {
    "note": 'worthwhile change {row} "…"', "goal": "worthwhile goal-change {row}", "stakeholder": "worthwhile stakeholder {goal} NAME",
    "stance": "worthwhile stakeholder {goal} NAME", "introduction": 'worthwhile came {row} "…"', "offer": "worthwhile needs",
    "act": 'worthwhile draft NUMBER --text "…", while it is on today’s list', "practice": 'worthwhile coach --practice "…" --keep',
}  # fmt: skip


def _still_named(gone: Gone) -> None:
    """Lines of hers in which the first name stands that may be somebody else's."""
    answer.also(still=[asdict(s) for s in gone.still])
    if not gone.still:
        return
    say()
    say("Their first name still stands here. It may mean somebody else, so it was left; put it in other words where it does not.")
    rows([("", f"“{s.text}”", CURE[s.noun].format(row=s.row, goal=s.goal)) for s in gone.still])
