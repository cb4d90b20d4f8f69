"""Today, and what one does with it: today, prepare, draft, done, later, not-this, why, for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from worthwhile.doors.cli.common import House, Json, Name, called, command, console, give_json, next_steps, rows, say, wide
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.text import day, inner, number, short_day

if TYPE_CHECKING:
    from worthwhile.planning.page import Line, Page
    from worthwhile.planning.values import Before

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Which of today's acts, by its number.", show_default=False)]
REASONS = {"not-now": "not_now", "not-me": "not_me", "not-them": "not_them"}


@command("today")
def today(
    house: House,
    minutes: Annotated[int, typer.Option("--minutes", "-m", min=1, max=240, help="The minutes you have.")] = 10,
    as_json: Json = False,
) -> None:
    """Name one to five worthwhile things to do for someone, within your minutes."""
    house.open()
    if as_json:
        from worthwhile import day as walk

        give_json(walk.plan(minutes, at=house.at))
    else:
        _show(_page(minutes, house.at))


def _page(minutes: int, at: int) -> Page:
    """The page of this hour as it was shown; worked out only when there is none, or what it rests on is another."""
    from worthwhile.planning.again import services as again

    page = again.shown(minutes, at)
    if page is not None:
        return page
    from worthwhile import day as walk

    return walk.page(minutes, at=at)


def _show(page: Page) -> None:
    from rich.text import Text

    local = datetime.fromtimestamp(page.at).astimezone()
    left = f" {local:%A} {local.day} {local:%B}"
    total = sum(line.minutes for line in page.lines)
    things = "thing" if len(page.lines) == 1 else "things"
    right = f"{number(len(page.lines))} {things}, {number(total)} minutes, from your {number(page.minutes)}" if page.lines else ""
    free = wide() - len(left) - len(right)
    between = ("\n " if free < 2 else " " * free) if right else ""
    console().print(Text.assemble((left, "name"), between, (right, "source")), soft_wrap=True)
    say()
    for line in page.lines:
        _act(line)
    if not page.lines:
        say(_nothing(page))
        say()
    if page.meets:
        from worthwhile.planning.words import at_what_time

        when, who, whole_day = page.meets
        say(f"{at_what_time(when, page.at, whole_day)} you see {who.name}:  worthwhile prepare {called(who)}")
    if page.ask:
        act, title = page.ask
        say(f"“{inner(title)}”: how did it go?  worthwhile went {act} glad | fine | awkward | none")
    reach = _reach(page.mail_until, page.calendar_until)
    if reach:
        say(reach, style="source")
    if page.aside:
        say(page.aside)
    say("That is all for today.")
    if page.lines:
        next_steps("worthwhile draft 1", "done 1", "later 1", "not-this 1", "why 1", "for 1 them")


def _nothing(page: Page) -> str:
    from worthwhile.intake.queries import address_missing, anything
    from worthwhile.people.queries import by_linkedin

    if not anything():
        return "Nothing is read yet: worthwhile import FILE …, or worthwhile demo"
    if address_missing():
        return (
            "Which address is yours is not known yet, so nothing can be said of mail and meetings. Say it once: "
            "worthwhile refresh --me ADDRESS. Mail of yours tells it by itself: worthwhile import FILE"
        )
    if page.spent:
        return f"After what you did, nothing more fits into your {number(page.minutes)} minutes."
    known = by_linkedin()
    more = f" {known} Bring it in: worthwhile import FILE" if known else ""
    return f"Nothing presses today. Enjoy it, or read about someone you like: worthwhile people.{more}"


def _reach(mail: int | None, calendar: int | None) -> str:
    parts = [f"{what} until {day(datetime.fromtimestamp(at).astimezone())}" for what, at in (("mail", mail), ("calendar", calendar)) if at]
    return f"Read so far: {', '.join(parts)}." if parts else ""


def _act(line: Line) -> None:
    import textwrap

    from rich.text import Text

    minutes = f"{line.minutes} min"
    first, *more = textwrap.wrap(line.title, wide() - 5 - 2 - len(minutes), break_long_words=False) or [""]
    gap = max(2, wide() - 5 - len(first) - len(minutes))
    console().print(Text.assemble(f"  {line.number}  ", (first, "name"), " " * gap, (minutes, "source")), soft_wrap=True)
    for words in more:
        say(words, style="name", indent=5)
    if line.why:
        say(line.why, indent=5)
    if line.sources:
        say(f"why   {'; '.join(line.sources)}", style="source", indent=5, hang=11)
    guess = _serves(line.hers) if line.hers else f"{line.guess.removeprefix('for ')}, we’d guess"
    say(f"for   {guess}", style="source", indent=5, hang=11)
    say()


def _serves(hers: tuple[str, ...]) -> str:
    words = {"them": "them", "both": "both of you", "organisation": "the organisation", "me": "you"}
    return " and ".join(words[h] for h in hers if h in words)


@command("prepare")
def prepare(house: House, name: Name, as_json: Json = False) -> None:
    """Before you meet somebody: last exchanges, what is open, what you could bring, one thing to ask."""
    house.open()
    before(house, " ".join(name), as_json)


def before(house: House, name: str, as_json: bool = False) -> None:
    """What `prepare` prints, in a store that is open: also for a line that says "before NAME"."""
    from worthwhile import day as walk
    from worthwhile.people import queries as people
    from worthwhile.planning import queries as planning

    walk.work_out(at=house.at)
    page = planning.before(people.find(name).id, house.at)
    if as_json:
        give_json(page)
        return
    _before(page, house.at)


def _before(page: Before, at: int) -> None:
    from worthwhile.planning.words import about, stamp

    now = datetime.fromtimestamp(at).astimezone()
    if page.meeting:
        when = stamp(page.meeting.at, at, page.meeting.whole_day)
        say(f"Before you meet {page.person.name}, {when} · {about(page.meeting.summary, 'meeting')}", style="name")
    else:
        say(f"Before you meet {page.person.name}", style="name")
    say(page.tie_sentence)
    say()
    lines = [
        (
            "Last" if i == 0 else "",
            f"{short_day(datetime.fromtimestamp(e.at).astimezone(), now.date()):<7} {about(e.subject, e.how)}",
            e.how,
        )
        for i, e in enumerate(page.exchanges)
    ]
    lines += [("Answer" if i == 0 else "", o.sentence, o.source) for i, o in enumerate(page.answer)]
    lines += [("Open" if i == 0 else "", o.sentence, o.source) for i, o in enumerate(page.open)]
    lines += [("Bring" if i == 0 else "", r.sentence, r.source or "our guess") for i, r in enumerate(page.bring)]
    lines += [("Cares" if i == 0 else "", f"“{inner(n.text)}”", "your note") for i, n in enumerate(page.cares)]
    lines += [("Ask", f"“{inner(page.ask)}”", "")] if page.ask else []
    rows(lines)
    reach = _reach(page.mail_until, page.calendar_until)
    if reach:
        say(reach, style="source")
    next_steps(
        f'worthwhile note {called(page.person)} "…"',
        f"worthwhile person {called(page.person)}",
    )


@command("draft")
def draft(
    house: House,
    which: Number,
    text: Annotated[str, typer.Option(help="Keep these words as the draft instead.")] = "",
    as_json: Json = False,
) -> None:
    """Show the first words of an act; nothing is ever sent."""
    house.open()
    from worthwhile.planning import queries, services
    from worthwhile.planning.words import iso

    if text:
        say(services.keep_draft(which, text, at=house.at))
    words = queries.draft(which, iso(house.at))
    if words is None:
        raise NotFound("This act needs no letter.", do=f"See why: worthwhile why {which}")
    if as_json:
        give_json(words)
        return
    rows([("To", words.to, ""), ("Subject", words.subject, "")])
    say()
    for paragraph in words.body.split("\n"):
        say(paragraph)
    say()
    next_steps(f"worthwhile done {which}", f'draft {which} --text "…"')


@command("done")
def done(
    house: House,
    which: Number,
    how: Annotated[str, typer.Option(help="How it went: glad, fine, awkward or none (no answer yet).")] = "",
) -> None:
    """You did it."""
    house.open()
    from worthwhile.planning import services

    _said(services.done(which, at=house.at, how=how))


def _said(sentence: str) -> None:
    say(sentence)
    if "worthwhile undo" not in sentence:
        next_steps("Undo with: worthwhile undo")


@command("went")
def went(
    house: House,
    act: Annotated[int, typer.Argument(help="The number that `today` named.", show_default=False)],
    how: Annotated[str, typer.Argument(help="glad, fine, awkward or none.", show_default=False)],
) -> None:
    """Say how an earlier act went."""
    house.open()
    from worthwhile.planning import services

    _said(services.how_did_it_go(act, how, at=house.at))


@command("later")
def later(
    house: House,
    which: Number,
    until: Annotated[str, typer.Option(help="The day on which it may come back, as “15 February” or 2027-02-15.")] = "",
) -> None:
    """Not today: it comes back by itself."""
    house.open()
    from worthwhile.doors.cli.common import day_to_come
    from worthwhile.planning import services

    _said(services.later(which, at=house.at, until=day_to_come(until, house.at)))


@command("not-this")
def not_this(
    house: House,
    which: Number,
    reason: Annotated[str, typer.Option(help="not-now, not-me (this kind of thing) or not-them (this person).")] = "not-now",
) -> None:
    """Put an act aside, with one of three reasons; it learns from the last two."""
    if reason.replace("_", "-") not in REASONS:
        raise NotUnderstood(f"“{reason}” is none of the three reasons.", do="Say --reason not-now, not-me or not-them.")
    house.open()
    from worthwhile.planning import services

    _said(services.not_this(which, REASONS[reason.replace("_", "-")], at=house.at))


@command("why")
def why(house: House, which: Number, as_json: Json = False) -> None:
    """All reasons for an act, with the rows they rest on."""
    house.open()
    from worthwhile.planning import queries
    from worthwhile.planning.words import iso

    proposal = queries.slated(which, iso(house.at))
    if as_json:
        give_json(proposal)
        return
    say(proposal.title, style="name")
    for reason in proposal.why:
        say(reason.sentence, indent=3)
        if behind := [part for part in (reason.source, *queries.behind(reason.rows, house.at)) if part]:
            say(" · ".join(behind), style="source", indent=3)
    next_steps(f"worthwhile draft {which}", f"done {which}")


@command("for")
def serves(
    house: House,
    which: Number,
    whom: Annotated[list[str], typer.Argument(help="them, both, organisation, me; more than one may hold.", show_default=False)],
) -> None:
    """Say whom an act serves; ours is only a guess."""
    house.open()
    from worthwhile.planning import services

    _said(services.serves(which, list(whom), at=house.at))
