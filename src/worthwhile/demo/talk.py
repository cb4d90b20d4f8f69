"""How two people write to each other: log-normal gaps between threads, short threads, answers that come or do not."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from worthwhile.demo.cast import Person
from worthwhile.demo.world import DAY, ME, ME_AT_HOME, Box, Mail, World, box


@dataclass(frozen=True)
class Manner:
    """How a pair writes. `gap` is the median number of days between threads, `hours` the median time until an answer."""

    gap: float
    spread: float = 0.9
    mine: float = 0.5  # the share of threads that Noor begins
    answers: float = 0.85  # the chance that Noor answers
    answered: float = 0.8  # the chance that they do
    fade: float = 0.75  # how fast a thread dies
    hours: float = 5.0
    free: bool = False  # evenings and week-ends; to her address at home
    tidy: float = 0.8  # the chance that she did answer what came last


def talk(
    world: World,
    rng: Random,
    who: Person,
    how: Manner,
    subjects: tuple[str, ...],
    since: float,
    until: float,
    *,
    circle: tuple[Person, ...] = (),
) -> list[Mail]:
    """Threads between Noor and one other, from `since` to `until` days ago; the messages, oldest first."""
    made: list[Mail] = []
    ago = since
    while True:
        ago -= max(0.4, rng.lognormvariate(math.log(how.gap), how.spread))
        if ago < until:
            break
        day = world.today - timedelta(days=math.ceil(ago))
        if world.away(day) and rng.random() < 0.85:
            continue
        cc = tuple(box(p) for p in rng.sample(circle, min(len(circle), rng.choice((1, 1, 2, 3))))) if circle and rng.random() < 0.18 else ()
        made += thread(world, rng, who, how, rng.choice(subjects), world.hour(rng, day, free=how.free), cc, until=until)
    _tidy(world, rng, how, made)
    return made


def thread(
    world: World, rng: Random, who: Person, how: Manner, subject: str, start: int, cc: tuple[Box, ...] = (), *, until: float = 0
) -> list[Mail]:
    """One thread: who begins, then answers in turn until nobody does."""
    me, they = (ME_AT_HOME if how.free else ME), box(who)
    end = min(world.mail_until, world.when(until, 21) if until else world.mail_until)
    if start > end:
        return []
    mine = rng.random() < how.mine
    made = [world.mail(me if mine else they, (they if mine else me,), subject, start, cc=cc)]
    patience = 1.0
    while len(made) < 8:
        mine = not mine
        if rng.random() > (how.answers if mine else how.answered) * patience:
            break
        moment = world.after(rng, made[-1].at, how.hours, free=how.free)
        if moment > end:
            break
        made.append(world.answer(made[-1], me if mine else they, moment))
        patience *= how.fade
    return made


def _tidy(world: World, rng: Random, how: Manner, made: list[Mail]) -> None:
    """What came from them in the last weeks is mostly answered; now and then something stays open, as it does."""
    me = ME_AT_HOME if how.free else ME
    if not made or made[-1].sender.email == me.email or made[-1].at < world.at - 90 * DAY or rng.random() > how.tidy:
        return
    moment = world.after(rng, made[-1].at, how.hours, free=how.free)
    if moment <= world.mail_until:
        made.append(world.answer(made[-1], me, moment))
    else:
        world.mails.remove(made.pop())


def round_robin(world: World, rng: Random, members: tuple[Person, ...], subject: str, start: int) -> list[Mail]:
    """A mail to several, Noor among them, with an answer or two to all."""
    writer, *others = rng.sample(members, min(len(members), rng.choice((3, 4, 4, 5, 6))))
    rest = tuple(box(p) for p in others)
    first = (
        world.mail(ME, (box(writer), *rest), subject, start)
        if rng.random() < 0.25
        else world.mail(box(writer), (rest[0],), subject, start, cc=(ME, *rest[1:]))
        if rng.random() < 0.5
        else world.mail(box(writer), (ME, *rest), subject, start)
    )
    made = [first]
    for other in others[: rng.choice((0, 1, 1, 2))]:
        moment = world.after(rng, made[-1].at, 6)
        if moment <= world.mail_until and first.sender != ME:
            everyone = tuple(b for b in (first.sender, ME, *rest) if b.email != other.email)
            made.append(world.mail(box(other), everyone[:1], subject, moment, cc=everyone[1:], answer_to=made[-1]))
    return made


def fill(subjects: tuple[str, ...], rng: Random, day: date) -> str:
    """A subject with its blanks filled: {n} a number, {w} a week, {m} a month."""
    return rng.choice(subjects).format(n=rng.randint(2, 88), w=day.isocalendar().week, m=day.strftime("%B"))
