"""Bring two people together, step by step, and ask for something: introduce, introductions, said, introduced, came, rest, set-aside, ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, Json, called, command, give_json, next_steps, plainly, rows, say
from worthwhile.errors import NotUnderstood

if TYPE_CHECKING:
    from worthwhile.people.values import PersonView
    from worthwhile.value.introductions import Letter
    from worthwhile.value.values import Introducing

Number = Annotated[int, typer.Argument(help="The number of an introduction, as `worthwhile introductions` shows it.")]
Name = Annotated[str, typer.Argument(help="A name, an address, or a number.", show_default=False)]
STEPS = {
    "ask one": "ask {one}", "ask other": "{one} said yes; ask {other}", "introduce": "both said yes; introduce them", "made": "introduced",
    "closed": "it didn’t work out", "set aside": "set aside", "later": "put off",
}  # fmt: skip


ONE = "they turned out to be one person"


@command("introduce")
def introduce(
    house: House,
    one: Annotated[str, typer.Argument(help="Who could use it, asked first.", show_default=False)],
    other: Annotated[str, typer.Argument(help="Who could give it; without them, who is likely is said.", show_default=False)] = "",
    need: Annotated[str, typer.Option(help="What it is about, or the number of a need.", show_default="their one open need")] = "",
) -> None:
    """Begin to bring two people together; neither is named at first."""
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import services as value
    from worthwhile.value.queries.introductions import beside

    if not other.strip():
        sentence, whole = value.to_whom(one)
        raise NotUnderstood(sentence, do=f'Write on: worthwhile do "{whole}"')
    first, second = people.find(one), people.find(other)
    words = _need(first, need)
    offer = _offer(second, words, first)
    row = value.introduce(first.id, second.id, need=words, offer=offer, at=house.at)
    say(f"Begun, number {row}: ask {first.name} first. Neither is named until both say yes.{beside(row)}")
    show(row)


@command("introductions")
def introductions(
    house: House,
    number: Annotated[int | None, typer.Argument(help="One of them: with the words of its next step.", show_default=False)] = None,
    whole: Annotated[bool, typer.Option("--all", help="Also those that came to an end.")] = False,
    as_json: Json = False,
) -> None:
    """Whom you are bringing together, and what is next."""
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import queries as value
    from worthwhile.value.introductions import called as both

    found = value.introductions(closed=whole) if number is None else [value.introduction(number)]
    who = people.people_by_id([p for i in found for p in (i.one, i.other)])
    if as_json:
        give_json([_plain(i, who[i.one], who[i.other]) for i in found])
        return
    told = []
    for i in found:
        one, other = both(who[i.one], who[i.other])
        step = ONE if _joined(i) else STEPS[i.stage].format(one=one, other=other)
        told.append((str(i.id), f"{who[i.one].name} and {who[i.other].name}: {i.need}", step))
        if i.came:
            told.append(("", f"It came to this: {i.came}", ""))
    if not told:
        say("Nobody is being introduced.")
        next_steps("worthwhile needs", 'worthwhile introduce NAME NAME --need "…"')
        return
    rows(told, head=4)
    going = [i.id for i in found if i.closed is None]
    if len(going) == 1:
        show(going[0], "worthwhile needs")
    elif going:
        next_steps("The words of the next step: " + " · ".join(f"worthwhile introductions {i}" for i in going[:2]))
    else:
        next_steps("worthwhile needs", *(f'worthwhile came {i.id} "…"' for i in found[:1] if i.stage == "made"))


@command("said")
def said(house: House, number: Number, answer: Annotated[str, typer.Argument(help="yes or no.", show_default=False)]) -> None:
    """What the one you asked answered: yes or no."""
    house.open()
    from worthwhile.value import services as value

    say(value.said(number, answer, at=house.at))
    show(number)


@command("introduced")
def introduced(house: House, number: Number) -> None:
    """You introduced them, after both said yes."""
    house.open()
    from worthwhile.value import queries
    from worthwhile.value import services as value

    say(value.introduced(number, at=house.at) + " It stands in the story of both.")
    _also(queries.introduction(number))
    next_steps(f'worthwhile came {number} "…"', "worthwhile undo")


@command("came")
def came(house: House, number: Number, text: Annotated[str, typer.Argument(help="What came of it.", show_default=False)]) -> None:
    """What came of an introduction, in your words."""
    house.open()
    from worthwhile.value import queries, services
    from worthwhile.value.queries.board import all_open

    say(services.came(number, text, at=house.at))
    i = queries.introduction(number)
    _also(i)
    needs = all_open(i)
    next_steps(*(f"worthwhile settle {need.id}" for need in needs), "worthwhile undo")


@command("rest")
def rest(house: House, number: Number) -> None:
    """Stop an introduction, whatever its step, or let it rest."""
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import queries, services
    from worthwhile.value.introductions import kind_words

    i = queries.introduction(number)
    due = kind_words(i, people.person(i.one), people.person(i.other), _me())
    say(services.stop(number, at=house.at))
    _also(queries.introduction(number))
    answer.also(letters=[letter for _, letter in due])
    for to, letter in due if answer.now() is None else ():
        say()
        say(f"{to.name} had said yes; a kind word:", style="source")
        _write(letter)
    next_steps("worthwhile undo")


@command("set-aside")
def set_aside(
    house: House,
    one: Annotated[str, typer.Argument(help="Who could use it.", show_default=False)],
    other: Annotated[str, typer.Argument(help="Who could give it.", show_default=False)],
    need: Annotated[str, typer.Option(help="What it is about, or the number of a need.", show_default="their one open need")] = "",
) -> None:
    """Not these two, for this: it is learned."""
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import queries
    from worthwhile.value import services as value

    first, second = people.find(one), people.find(other)
    row = value.set_aside(first.id, second.id, _need(first, need), at=house.at)
    _also(queries.introduction(row))
    say(f"Set aside: {first.name} and {second.name} are not suggested for this again.")
    next_steps("worthwhile needs", "worthwhile undo")


@command("ask")
def ask(
    house: House,
    name: Name,
    text: Annotated[str, typer.Argument(help="What exactly; without it, what you noted that you want to ask.", show_default=False)] = "",
    minutes: Annotated[int | None, typer.Option(help="How much of their time it takes.", show_default="a quarter of an hour")] = None,
    help_kind: Annotated[
        str, typer.Option("--help-kind", help="support, feedback, resources, information, introduction or influence.")
    ] = "",
    keep: Annotated[bool, typer.Option("--keep", help="Keep it for later, as what you want to ask.")] = False,
    done: Annotated[bool, typer.Option("--done", help="You asked: keep it as asked.")] = False,
) -> None:
    """Ask somebody for one thing: its size, an easy no, first words."""
    if done and keep:
        raise NotUnderstood("--done and --keep say two things: you asked, or you will.", do="Say one of them.")
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import asking, queries, services

    who = people.find(name)
    if who.kind == "me":
        raise NotUnderstood(f"{who.name} is you.", do="Name whom to ask.")
    line = next((n for n in queries.notes(who.id) if n.kind == "ask"), None)
    if not text and line is None:
        raise NotUnderstood("What to ask was not said.", do=f'Say it: worthwhile ask {called(who)} "Could you …?"')
    words = text or (line.text if line else "")
    size = minutes if minutes is not None else line.minutes if line and not text else None
    often = asking.often(who.given or who.name, queries.asked_of(who.id, house.at), house.at)
    services.sized(size, help_kind)
    if keep and text:
        services.note(who.id, words, at=house.at, kind="ask", minutes=size, help=help_kind, serves="me")
        say(f"Kept, for later: what you want to ask {who.name}.")
        next_steps(f"worthwhile ask {called(who)} --done", "worthwhile undo")
        return
    if done:
        instead = line.id if line else None
        number = services.note(who.id, words, at=house.at, kind="asked", minutes=size, help=help_kind, serves="me", instead=instead)
        say(f"Kept: you asked {who.name}: “{words}”. When they answer, say so.")
        if said := queries.often_asked(number):
            say(said)
        next_steps(f"worthwhile settle {number} --answer yes", "worthwhile undo")
        return
    if often:
        say(often + _others(words, who, house.at))
        say()
    letter = asking.draft(who, words, size, _me())
    answer.also(letter=letter, person=who.id)
    _write(letter)
    say("Nothing is kept yet. Once you asked, say so; or keep it for later:" if text else "Once you asked, say so:", style="source")
    again = "".join(f" --{name} {value}" for name, value in (("minutes", minutes), ("help-kind", help_kind)) if value)
    ask = f"worthwhile ask {called(who)}{f' {plainly(text)}' if text else ''}"
    next_steps(f"{ask} --done{again}", *([f"{ask} --keep{again}"] if text else ()))


def _others(words: str, who: PersonView, at: int) -> str:
    from worthwhile.people import queries as people
    from worthwhile.text import several
    from worthwhile.value import queries

    ids = [p for p, _ in queries.could(words, at) if p != who.id][:2]
    seen = people.people_by_id(ids)
    names = [seen[p].name for p in ids if p in seen and seen[p].kind != "me"]
    return f" {several(names, 'or')}?" if names else ""


def _need(person: PersonView, said: str) -> str:
    """The words of the need: as said, of the line of this number, or of their one open need. Raises NotUnderstood."""
    from worthwhile.value import queries

    theirs = [n for n in queries.notes(person.id) if n.kind == "need"]
    if said.isdecimal() or not said:
        chosen = [n for n in theirs if not said or n.id == int(said)]
        if len(chosen) != 1:
            known = "; ".join(f"{n.id} {n.text}" for n in theirs[:5])
            raise NotUnderstood(
                f"Which need of {person.name}’s it is about was not said." if theirs else f"No need of {person.name}’s is noted.",
                do=f"Say its number or words, --need: {known}" if theirs else 'Say what it is about: --need "someone who …"',
            )
        return chosen[0].text
    return said


def _offer(giver: PersonView, need: str, person: PersonView) -> str:
    """The words of the offer that was found to meet this need, if one was."""
    from worthwhile.value import queries

    found = (m for m in queries.matches() if m.who == person.id and m.giver == giver.id and m.text == need)
    return next((m.offered for m in found), "")


def _me() -> str:
    from worthwhile.people import queries as people

    mine = people.me()
    return "" if mine is None or "@" in mine.name else mine.given or mine.name.split(" ")[0]


def _also(i: Introducing) -> None:
    """How an introduction stands now, beside what is said, with --json."""
    from worthwhile.people import queries as people

    if answer.now() is not None:
        answer.also(introduction=_plain(i, people.person(i.one), people.person(i.other)))


def _joined(i: Introducing) -> bool:
    """Did the two turn out to be one person before they were introduced?"""
    return i.one == i.other and i.closed is None and i.stage != "made"


def show(row: int, *after: str) -> None:
    """The letter of the step that comes next, and the commands that make sense then; `after` stands in place of undo."""
    from worthwhile.people import queries as people
    from worthwhile.value import introductions as steps
    from worthwhile.value import queries

    i = queries.introduction(row)
    _also(i)
    if _joined(i):
        say()
        say("The two turned out to be one person, so nobody is left to introduce.")
        next_steps(f"worthwhile rest {row}", *(after or ("worthwhile undo",)))
        return
    one, other = people.person(i.one), people.person(i.other)
    letter = steps.letter(i, one, other, _me())
    kind = [word for _, word in steps.kind_words(i, one, other, _me())] if i.stage == "closed" else []
    for word in () if answer.also(letters=kind) else kind:
        say()
        say("A kind word, which gives no reason:", style="source")
        _write(word)
    if letter is not None:
        say()
        _write(letter)
    following = {"introduce": (f"worthwhile introduced {row}",), "made": (f'worthwhile came {row} "…"',), "closed": ()}.get(
        i.stage, (f"worthwhile said {row} yes", f"said {row} no")
    )
    next_steps(*following, *(after or ("worthwhile undo",)))


def _write(letter: Letter) -> None:
    if answer.now() is not None:
        return  # it is told by name
    rows([("To", letter.to.replace(",", ", ") or "no mail address is known here", ""), ("Subject", letter.subject, "")])
    say()
    for paragraph in letter.body.split("\n"):
        say(paragraph)
    say()


def _plain(i: Introducing, one: PersonView, other: PersonView) -> dict[str, Any]:
    from worthwhile.value.introductions import letter

    words = letter(i, one, other, _me()) if i.closed is None and i.one != i.other else None
    return {
        "number": i.id, "stage": i.stage, "one": {"person": one.id, "name": one.name}, "other": {"person": other.id, "name": other.name},
        "need": i.need, "offer": i.offer, "declined": i.declined, "came": i.came, "at": i.at, "changed": i.changed, "closed": i.closed,
        "letter": words,
    }  # fmt: skip
