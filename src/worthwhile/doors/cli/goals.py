"""Goals and the people they take: goals, goal, goal-add, goal-change, stakeholder."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worthwhile.doors.cli import answer
from worthwhile.doors.cli.common import House, Json, called, command, give_json, next_steps, rows, say
from worthwhile.errors import NotUnderstood
from worthwhile.text import short_day

if TYPE_CHECKING:
    from worthwhile.goals.values import GoalView, NextStep, Standing

Why = Annotated[str | None, typer.Option(help="What is better when it is done.", show_default=False)]
By = Annotated[str | None, typer.Option(help="15 February 2027, or 2027-02-15.", show_default=False)]
Passed = Annotated[bool, typer.Option("--passed", help="You mean the day of --by, though it has passed.")]
Serves = Annotated[list[str] | None, typer.Option(help="them, both, organisation or me; may be repeated.", show_default=False)]
Whom = Annotated[str | None, typer.Option(help="Whom in the organisation it serves.", show_default=False)]
Wants = Annotated[str | None, typer.Option(help="What help it wants.", show_default=False)]
Mine = Annotated[str | None, typer.Option(help="What is in it for you.", show_default=False)]
Step = Annotated[int | None, typer.Option(help="1 (little) to 5 (much); 0: not known.", show_default=False)]
Words = Annotated[str | None, typer.Option(show_default=False)]


@command("goals")
def goals(house: House, ended: Annotated[bool, typer.Option(help="Those that came to an end.")] = False, as_json: Json = False) -> None:
    """What has to get done, and what comes next for each."""
    _ready(house)
    from worthwhile.goals import queries

    found = queries.goals(closed=ended)
    held = queries.standings([g.id for g in found], house.at) if found else {}
    steps = {g.id: queries.steps_of(g, held.get(g.id, []), house.at) if g.closed is None else [] for g in found}
    if as_json:
        give_json([{"goal": g, "people": len(held.get(g.id, [])), "next": next(iter(_steps(steps[g.id][:1])), None)} for g in found])
        return
    if not found:
        say("What has to get done? Nothing is written here yet." if not ended else "No goal came to an end yet.")
        next_steps('worthwhile goal-add "A test lab" --by "15 February 2027"')
        return
    for g in found:
        say(f"{g.id}  {g.title}", style="name")
        say(_when(g, house.at), style="source", indent=4)
        if steps[g.id]:
            say(f"Next: {steps[g.id][0].what}.", indent=4)
    next_steps(f"worthwhile goal {found[0].id}", "worthwhile goal-add TITLE")


@command("goal")
def goal(
    house: House, name: Annotated[list[str], typer.Argument(help="Its number, or words of it.", show_default=False)], as_json: Json = False
) -> None:
    """One goal: who has a say, where they stand, what comes next."""
    _ready(house)
    from worthwhile.goals import coverage, intent, queries
    from worthwhile.goals.next_step import as_of
    from worthwhile.intake import queries as log

    g = queries.find(" ".join(name))
    held = queries.standings([g.id], house.at).get(g.id, [])
    steps = queries.steps_of(g, held, house.at) if g.closed is None else []
    gaps = coverage.gaps(g, held, as_of(log.reach(house.at).mail, house.at)) if g.closed is None else []
    if as_json:
        give_json(
            {"goal": g, "people": [_plain(s) for s in held], "next": _steps(steps), "missing": gaps, "helpers": queries.helpers(g, held)}
        )
        return
    say(g.title, style="name")
    say(" ".join(part for part in (f"{g.why.rstrip('.')}." if g.why else "", _when(g, house.at)) if part))
    if steps:
        say()
        say(f"Next: {steps[0].what}.", style="name")
        say(steps[0].why, style="source")
        say(_serving(steps[0]), style="source")
    _tell_people(held, steps, house.at)
    if gaps:
        say()
        rows([("missing", gap.sentence, "") for gap in gaps])
    say()
    for sentence in intent.check(g, len(held)):
        say(sentence)
    next_steps(f"worthwhile stakeholder {g.id} NAME --say 4 --stance for", f"worthwhile goal-change {g.id}")


def _serving(step: NextStep) -> str:
    from worthwhile.people import queries as people
    from worthwhile.planning.queries.steps import hers
    from worthwhile.planning.words import serves_words

    who = people.person(step.person)
    said = hers([step]).get(step.key, ())
    words = serves_words(said or step.serves, who.given or who.name)
    return f"You said: {words}." if said else f"We’d guess: {words}."


def _tell_people(held: list[Standing], steps: list[NextStep], at: int) -> None:
    from worthwhile.goals.chart import WORDS, cares_words, say_words
    from worthwhile.goals.next_step import together
    from worthwhile.goals.salience import advice

    by_person = {s.about: s for s in steps}
    for s in sorted(held, key=lambda s: (-(s.say or 3), s.name)):
        say()
        say(f"{s.name}: {WORDS[s.stance]}", style="name")
        what = advice(s.say, s.cares)
        say(f"{s.role + '; ' if s.role else ''}{say_words(s.say)}, {cares_words(s.cares)}{f': {what}' if what else ''}", style="source")
        if s.moves:
            say(f"“{s.moves}” ({s.moves_source})")
        if s.warm is not None:
            say(f"{s.warm.name} can introduce you. {together(s, at)}")
        step = by_person.get(s.person)
        say(f"Next: {step.what}." if step else f"After {s.after_name}’s yes." if s.after_name else "")


@command("goal-add")
def goal_add(
    house: House,
    title: Annotated[str, typer.Argument(help="What has to get done.", show_default=False)],
    why: Why = None,
    by: By = None,
    passed: Passed = False,
    serves: Serves = None,
    serves_whom: Whom = None,
    wants: Wants = None,
    mine: Mine = None,
) -> None:
    """Write down what has to get done."""
    house.open()
    from worthwhile.goals import services

    made = services.start(
        title,
        why=why or "",
        by=by or "",
        serves=serves or (),
        serves_whom=serves_whom or "",
        help=wants or "",
        mine=mine or "",
        passed=passed,
        at=house.at,
    )
    answer.also(goal=made)
    say(f"Kept as goal {made}: “{title}”. Who has a say in it? Undo with: worthwhile undo")
    if not by:
        say("It has no day yet, so Today does not speak of it.")
    dated = () if by else (f'worthwhile goal-change {made} --by "15 February 2027"',)
    next_steps(*dated, f"worthwhile stakeholder {made} NAME --say 4 --cares 2", f"worthwhile goal {made}")


@command("goal-change")
def goal_change(
    house: House,
    name: Annotated[str, typer.Argument(help="Its number, or words of it.", show_default=False)],
    title: Words = None,
    why: Why = None,
    by: By = None,
    passed: Passed = False,
    serves: Serves = None,
    serves_whom: Whom = None,
    wants: Wants = None,
    mine: Mine = None,
    done: Annotated[str | None, typer.Option(help="It got done: what came of it.", show_default=False)] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Let it go.")] = False,
) -> None:
    """Put a goal in other words, say that it got done, or let it go."""
    _ready(house)
    from worthwhile.goals import queries, services

    g = queries.find(name)
    said = {"title": title, "why": why, "by": by, "serves": serves, "serves_whom": serves_whom, "help": wants, "mine": mine}
    words = {column: value for column, value in said.items() if value is not None}
    answer.also(goal=g.id)
    if not words and done is None and not drop:
        raise NotUnderstood("Nothing was said that could change.", do=f'Say what: worthwhile goal-change {g.id} --by "15 February 2027"')
    if words:
        say(services.change(g.id, at=house.at, passed=passed, **words))
    if done is not None:
        say(services.finish(g.id, done, at=house.at))
    elif drop:
        say(services.drop(g.id, at=house.at))
    next_steps("worthwhile goals", "worthwhile undo")


@command("stakeholder")
def stakeholder(
    house: House,
    goal: Annotated[str, typer.Argument(help="The goal: its number, or words of it.", show_default=False)],
    name: Annotated[str, typer.Argument(help="Who: a name, an address, or a number.", show_default=False)],
    say_: Annotated[int | None, typer.Option("--say", help="Their say: 1 (little) to 5 (much); 0: not known.", show_default=False)] = None,
    cares: Step = None,
    stance: Annotated[str | None, typer.Option(help="for, undecided, against or unknown.", show_default=False)] = None,
    why: Annotated[str, typer.Option(help="How you know where they stand.", show_default=False)] = "",
    gains: Words = None,
    loses: Words = None,
    fair: Words = None,
    moves: Annotated[str | None, typer.Option(help="What matters to them; needs --source.", show_default=False)] = None,
    source: Annotated[str | None, typer.Option(help="Where you have it from: “they said so in March”.", show_default=False)] = None,
    after: Annotated[str | None, typer.Option(help="Whose yes is needed first; “nobody”.", show_default=False)] = None,
    step_serves: Annotated[
        list[str] | None,
        typer.Option(help="Whom the next step with them serves: them, both, organisation or me; may be repeated.", show_default=False),
    ] = None,
    out: Annotated[bool, typer.Option("--out", help="Take them off the goal.")] = False,
    as_json: Json = False,
) -> None:
    """Put somebody on a goal: their say, how much they care, where they stand."""
    _ready(house)
    from django.db import transaction

    from worthwhile.goals import queries, services
    from worthwhile.people import queries as people

    g, who = queries.find(goal), people.find(name)
    if out:
        answer.also(goal=g.id, person=who.id)
        say(services.take_out(g.id, who.id, at=house.at))
        return
    first = None if after is None else 0 if after == "nobody" else people.find(after).id
    said: dict[str, Any] = {"say": say_, "cares": cares, "gains": gains, "loses": loses, "fair": fair, "moves": moves, "moves_source": source, "after": first}  # fmt: skip
    told = []
    with transaction.atomic():
        if (stance is None and not step_serves) or any(value is not None for value in said.values()):
            told.append(services.put(g.id, who.id, at=house.at, **said))
        if stance is not None:
            told.append(services.stance(g.id, who.id, stance, why, at=house.at))
        if step_serves:
            from worthwhile.planning import services as planning

            told.append(planning.step_serves(g.id, who.id, step_serves, at=house.at))
    held = next(s for s in queries.standings([g.id], house.at)[g.id] if s.person == who.id)
    for sentence in told:
        say(sentence)
    if as_json:
        give_json(_plain(held))
        return
    _ways(held)
    next_steps(f"worthwhile goal {g.id}", f"worthwhile person {called(who)}")


def _ways(s: Standing) -> None:
    from worthwhile.goals.influence import fitting

    fit = [w for w in fitting(s.stance, moves=s.moves, gains=s.gains) if not w.warns]
    say()
    rows([("fits", w.said, w.source) for w in fit[:2]])


def _ready(house: House) -> None:
    house.open()
    from worthwhile import day as walk

    walk.work_out(at=house.at)


def _when(g: GoalView, at: int) -> str:
    from worthwhile.goals.days import deadline

    today = datetime.fromtimestamp(at).date()
    if g.closed is not None:
        return f"Ended on {short_day(datetime.fromtimestamp(g.closed), today)}.{f' {g.outcome}' if g.outcome else ''}"
    said = deadline(g.by, today) if g.by else "no day yet: kept, but not planned"
    return f"{said[0].upper()}{said[1:]}."


def _steps(steps: list[NextStep]) -> list[dict[str, Any]]:
    import dataclasses

    from worthwhile.planning.queries.steps import hers

    said = hers(steps)
    return [dataclasses.asdict(s) | {"serves_hers": said.get(s.key, ())} for s in steps]


def _plain(s: Standing) -> dict[str, Any]:
    import dataclasses

    return dataclasses.asdict(s) | {"stance": s.stance}
