"""People from the command line: person, people, ties, note."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worthwhile.doors.cli.common import House, Json, Name, called, command, console, give_json, next_steps, rows, say, wide
from worthwhile.errors import NotUnderstood
from worthwhile.text import led, several, short_day
from worthwhile.value.kinds import KINDS

if TYPE_CHECKING:
    from worthwhile.goals.values import GoalView, Standing
    from worthwhile.people.values import PersonView
    from worthwhile.ties.values import LineMark
    from worthwhile.value.values import Noted

YEAR = 365 * 86400


@command("person")
def person(
    house: House,
    name: Name,
    as_they_see_it: Annotated[bool, typer.Option("--as-they-see-it", help="Everything that is kept, as they would see it.")] = False,
    pdf: Annotated[Path | None, typer.Option(help="Write that into a PDF to hand over.")] = None,
    as_json: Json = False,
) -> None:
    """How things stand with somebody: the tie in a sentence, its line of two years, the last exchanges."""
    house.open()
    if as_they_see_it or pdf is not None:
        from worthwhile.doors.cli.shown import for_them

        for_them(house, " ".join(name), pdf, as_json)
        return
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.planning import queries as planning
    from worthwhile.planning.queries.coming import coming, in_goals
    from worthwhile.planning.words import about
    from worthwhile.value import queries as value
    from worthwhile.value.queries import drawn

    walk.work_out(at=house.at)
    who = people.find(" ".join(name))
    page = planning.before(who.id, house.at)
    notes, story, shown = value.notes(who.id), value.story(who.id, house.at), value.brought(who.id, house.at)
    held = in_goals(who.id, house.at)
    next_ = coming(who.id, house.at, held)
    if as_json:
        give_json(
            {
                "person": who,
                "addresses": people.addresses_of(who.id),
                "tie": page.tie,
                "sentence": page.tie_sentence,
                "exchanges": page.exchanges,
                "open": page.open,
                "answer": page.answer,
                "notes": notes,
                "story": story,
                "from_sources": shown,
                "goals": [{"goal": g.id, "title": g.title, "stance": s.stance, "say": s.say, "cares": s.cares} for g, s, _ in held],
                "next": next_,
            }
        )
        return
    where = ", ".join(part for part in (who.title, who.organisation) if part)
    say(f"{who.name}{f' · {where}' if where else ''}", style="name")
    say()
    say(page.tie_sentence)
    say()
    _line(drawn.line(who.id, house.at, house.at - 2 * YEAR), house.at)
    today = datetime.fromtimestamp(house.at).astimezone().date()
    lines = [("Next" if i == 0 else "", c.sentence, c.source) for i, c in enumerate(next_)]
    lines += [
        ("Last" if i == 0 else "", f"{short_day(datetime.fromtimestamp(e.at).astimezone(), today):<7} {about(e.subject, e.how)}", e.how)
        for i, e in enumerate(page.exchanges)
    ]
    open_ = [o for o in page.open if o.kind != "promise"]  # a promise stands among the notes, with the number that settles it
    lines += [("Open" if i == 0 else "", o.sentence, o.source) for i, o in enumerate(open_)]
    own = [n for n in notes if not n.way]
    for label, kinds in (
        ("Could use", ("need",)),
        ("Can give", ("offer",)),
        ("Notes", tuple(k for k in KINDS if k not in ("need", "offer"))),
    ):
        some = [n for n in own if n.kind in kinds]
        lines += [(label if i == 0 else "", n.text, _said(n, today)) for i, n in enumerate(some)]
    lines += [("Story" if i == 0 else "", _event(n), _said(n, today)) for i, n in enumerate(story.events[:8])]
    lines += [("" if i or story.events else "Story", f"{b.text}.", b.source) for i, b in enumerate(shown[:4])]
    lines += [("", f"Help between you: {story.balance.word}.", f"{story.balance.span} in three years")] if story.balance else []
    lines += [("Goals" if i == 0 else "", _in_goal(g, s), _set(s, today)) for i, (g, s, _) in enumerate(held)]
    lines += [("Reach" if i == 0 else "", value_, "") for i, value_ in enumerate(_ways(people.addresses_of(who.id)))]
    rows(lines)
    next_steps(f"worthwhile prepare {called(who)}", f'worthwhile note {called(who)} "…"')


def _in_goal(goal: GoalView, standing: Standing) -> str:
    from worthwhile.goals.chart import WORDS, say_words

    return f"{goal.title}: {WORDS[standing.stance]}, {say_words(standing.say)}"


def _set(standing: Standing, today: date) -> str:
    """When she set where they stand."""
    since = f", {short_day(datetime.fromtimestamp(standing.history[0].at).astimezone(), today)}" if standing.history else ""
    return f"you set this{since}"


def _ways(addresses: list[tuple[str, str]]) -> list[str]:
    """Addresses and numbers as one uses them; spellings of the name are none."""
    return [f"linkedin.com/in/{value}" if kind == "linkedin" else value for kind, value in addresses if kind != "name"]


def _event(note: Noted) -> str:
    """Help given or received, how it came about, and what it led to."""
    told = led(note.led_to) if note.led_to else ""
    return " ".join((f"{note.text.rstrip('.')}.", note.how, told)).strip().replace("  ", " ") if note.how or told else note.text


def _said(note: Noted, today: date) -> str:
    """Where a line comes from, its day, and the number by which it is settled, if it is one of hers."""
    number = f" · {note.id}" if note.id else ""
    return f"{note.source or KINDS[note.kind].said}, {short_day(datetime.fromtimestamp(note.at).astimezone(), today)}{number}"


def _line(marks: list[LineMark], at: int, width: int = 64) -> None:
    """The line of a tie in three rows of text: given above, meetings as ticks, received below (or letters from you and to you, where no help is
    noted); dotted since the last contact."""
    from rich.text import Text

    width = min(width, wide() - 14)
    up, down = ("given", "received") if any(m.what in ("given", "received") for m in marks) else ("from you", "to you")
    since = at - 2 * YEAR
    place = [(min(width - 1, max(0, int((m.at - since) / (2 * YEAR) * width))), m.what) for m in marks if since <= m.at <= at]
    if not place:
        return
    last = max(p for p, _ in place)
    middle = ["─" if i <= last else ("·" if i % 2 else " ") for i in range(width)]
    above, below = [" "] * width, [" "] * width
    for column, what in place:
        if what in ("given", "sent"):
            above[column] = "●" if what == "given" else (above[column] if above[column] == "●" else "·")
        elif what in ("received", "got"):
            below[column] = "○" if what == "received" else (below[column] if below[column] == "○" else "·")
        else:
            middle[column] = "┬"
    for label, row, style in ((up, above, "given"), ("", middle, "source"), (down, below, "received")):
        console().print(Text.assemble((f" {label:<9}", "source"), ("".join(row), style)), soft_wrap=True)
    first = datetime.fromtimestamp(since).astimezone()
    console().print(Text(f" {'':<9}{first:%b %Y}{'now':>{width - 8}}", style="source"), soft_wrap=True)
    say()


@command("people")
def people_(
    house: House,
    search: Annotated[list[str] | None, typer.Argument(help="Part of a name, an organisation, an address.", show_default=False)] = None,
    kind: Annotated[str, typer.Option(help="person, stranger, list, robot or role.")] = "person",
    limit: Annotated[int, typer.Option(help="How many to show.", min=1, max=100_000)] = 40,
    as_json: Json = False,
) -> None:
    """The people you exchange with; everyone else with --kind."""
    if kind not in ("person", "stranger", "list", "robot", "role", "me"):
        raise NotUnderstood(f"“{kind}” is no kind of address.", do="Say person, stranger, list, robot or role.")
    house.open()
    from worthwhile import day as walk
    from worthwhile.intake.queries import anything
    from worthwhile.people import queries as people
    from worthwhile.ties import queries as ties
    from worthwhile.ties import say as tie_words

    walk.work_out(at=house.at)
    every = people.people(" ".join(search or []), kind=kind, limit=None)
    found = every if as_json else every[:limit]
    stands = {t.person: t for t in ties.ties(house.at)}
    if as_json:
        reach = people.addresses_by_person([p.id for p in found])
        give_json([_as_json(p, reach.get(p.id, []), tie_words.short(stands[p.id], house.at) if p.id in stands else "") for p in found])
        return
    for one in found:
        where = ", ".join(part for part in (one.title, one.organisation) if part)
        rows(
            [
                (
                    f"#{one.id}",
                    f"{one.name}{f' · {where}' if where else ''}",
                    tie_words.short(stands[one.id], house.at) if one.id in stands else "",
                )
            ],
            head=7,
        )
    if not found:
        say(
            f"No one here matches “{' '.join(search or [])}”."
            if search
            else "No one of this kind is here yet: worthwhile import FILE"
            if anything()
            else "No one is here yet: worthwhile import FILE, or worthwhile demo"
        )
    _shown(len(found), len(every))
    next_steps("worthwhile person NAME", "worthwhile people --kind list")


def _shown(shown: int, of: int) -> None:
    """Says that a list goes on, and how to see the rest of it."""
    if shown < of:
        say(f"These are {shown} of {of}; all of them: --limit {of}.", style="source")


def _as_json(one: PersonView, addresses: list[tuple[str, str]], how: str) -> dict[str, object]:
    return {
        "id": one.id, "name": one.name, "kind": one.kind, "email": one.email, "addresses": [{"kind": k, "value": v} for k, v in addresses],
        "organisation": one.organisation, "title": one.title, "birthday": one.birthday, "left_out": one.left_out, "stands": how,
    }  # fmt: skip


@command("ties")
def ties_(
    house: House, limit: Annotated[int, typer.Option(help="How many to show.", min=1, max=100_000)] = 40, as_json: Json = False
) -> None:
    """How each tie stands, the liveliest first."""
    house.open()
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.ties import say as tie_words

    walk.work_out(at=house.at)
    found = sorted(walk.ties_at(at=house.at), key=lambda t: (-t.strength, t.person))
    who = people.people_by_id([t.person for t in found])
    if as_json:
        give_json([{"name": who[t.person].name, "email": who[t.person].email, **asdict(t)} for t in found if t.person in who])
        return
    for tie in found[:limit]:
        rows([("", who[tie.person].name, tie_words.short(tie, house.at))], head=1)
    _shown(min(limit, len(found)), len(found))
    next_steps("worthwhile person NAME")


@command("note")
def note(
    house: House,
    name: Annotated[str, typer.Argument(help="A name, an address, or #id.", show_default=False)],
    text: Annotated[list[str], typer.Argument(help="Your words.", show_default=False)],
    kind: Annotated[
        str, typer.Option(help="note, question (theirs), ask (one thing to ask them), need, offer, gave, received, promise …")
    ] = "note",
) -> None:
    """Write a note on somebody; they could read it."""
    if kind not in KINDS:
        raise NotUnderstood(f"“{kind}” is no kind of note.", do=f"Say {several(list(KINDS), 'or')}.")
    house.open()
    from worthwhile.people import queries as people
    from worthwhile.value import services as value
    from worthwhile.value.queries import often_asked

    who = people.find(name)
    value.once(who.id, " ".join(text), at=house.at, kind=kind)
    line = value.note(who.id, " ".join(text), at=house.at, kind=kind)
    say(f"Kept, with {who.name}.{f' {often}' if (often := often_asked(line)) else ''}")
    next_steps("Undo with: worthwhile undo")
