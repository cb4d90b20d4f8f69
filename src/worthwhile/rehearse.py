"""The demo brought to life: its files through the real importers, and what Noor wrote down through the deeds that every user has."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from worthwhile import day, store
from worthwhile.demo.cast import NAMED, NOOR
from worthwhile.demo.generate import ME, write
from worthwhile.demo.notebook import AIM, DAYS, LINES, MET, OFFERS, WHOLE, Aim, Day, Line, Met
from worthwhile.errors import NotNow, Worthwhile
from worthwhile.goals import services as goals
from worthwhile.intake import queries as log
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.planning import services as planning
from worthwhile.ties import services as ties
from worthwhile.value import queries as value_seen
from worthwhile.value import services as value
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import nothing_to_take_back, prefer

DAY, LONG = 86_400, 60  # seconds; minutes
When = Callable[[int], int]  # days ago -> moment
Dated = tuple[int, Callable[[], None]]  # a deed, so many days ago
NEEDED = {one.on for one in LINES} | {key for met in MET for key in (met.one, met.other)} | {one.who for one in AIM.people}


def bring(data: Path, *, at: int, again: bool = False) -> day.BroughtIn | None:
    """Write the demo's files into the data folder, bring them in, and write down Noor's own lines; `again` starts it anew.

    A demo that was broken off is started anew too. None when it was there already; else what was brought in. Raises NotNow where anything else was ever brought in."""
    read, folder = log.read_from(), data / "demo"
    if read and preference("demo", False) and not again:  # where all of it was taken back, nothing is there
        return None
    homes = {_home(Path(path), folder.name) for path in read}
    # where this data folder is a copy of another, the log names the place of then
    copied = preference("demo", False) and len(homes) == 1 and None not in homes
    if not copied and any(folder not in Path(path).parents for path in read):
        raise NotNow("This store holds your own data; the demo would mix with it.", do="Name another folder: worthwhile demo --data DIR")
    if read or preference("demo", False):
        store.empty()
    done = day.bring_in(write(folder, at=at), at=at, me=ME)
    with nothing_to_take_back():
        write_down(at=at)
    ties.unlearn()
    day.plan(at=at)  # so that the list, and what it rests on, are today's again
    prefer("demo", True)
    return done


def _home(path: Path, name: str) -> Path | None:
    """The nearest folder of this name in which a file lies. A farther one may hold more: `--data ~/demo` has the demo's files in ~/demo/demo."""
    return next((home for home in path.parents if home.name == name), None)


def told_on() -> PersonView | None:
    """On whose page one story of the demo stands whole, from a need to what it led to; None outside the demo, or where it is gone."""
    if not preference("demo", False):
        return None
    try:
        found = people.find(NAMED[WHOLE.one].email, near=False)
    except Worthwhile:
        return None
    return found if any(n.led_to for n in value_seen.made_with([found.id]).get(found.id, [])) else None


def write_down(*, at: int) -> None:
    """Noor's own lines, whom she brought together, and what she wants to get done: each deed on its day, the oldest first."""
    who = {key: people.find(person.email).id for key, person in {**NAMED, "me": NOOR}.items() if key in NEEDED}
    when = working_days(at)
    deeds: list[Dated] = [(200, lambda: _quietly(value.offers(OFFERS, at=when(200))))]
    for line in LINES:
        deeds += _line(line, who[line.on], when)
    for met in MET:
        deeds += _bring_together(met, who[met.one], who[met.other], when)
    deeds += _aim(AIM, who, when, at)
    deeds += [(one.ago, partial(_do, one, who, when(one.ago))) for one in DAYS]
    for _, deed in sorted(deeds, key=lambda one: -one[0]):
        deed()


def working_days(at: int) -> When:
    """The moment so many days before `at`, or where that is on a week-end the working day before."""

    def when(ago: int) -> int:
        return at - (ago + max(0, datetime.fromtimestamp(at - ago * DAY).weekday() - 4)) * DAY

    return when


def _quietly(_: object) -> None:
    """A deed whose answer nobody reads."""


def _line(line: Line, person: int, when: When) -> list[Dated]:
    kept: list[int] = []
    ends = line.ago if line.settled is None else line.settled

    def write() -> None:
        kept.append(value.note(person, line.text, at=when(line.ago), kind=line.kind, help=line.help, source=line.source))

    deeds: list[Dated] = [(line.ago, write)]
    if line.settled is not None:
        deeds.append((ends, lambda: _quietly(value.close(kept[0], at=when(ends), answer=line.answer))))
    if line.led_to:
        deeds.append((ends, lambda: _quietly(value.led_to(kept[0], line.led_to, at=when(ends)))))
    return deeds


def _bring_together(met: Met, one: int, other: int, when: When) -> list[Dated]:
    begun: list[int] = []

    def ask() -> None:
        begun.append(value.introduce(one, other, need=met.need, offer=met.offer, at=when(met.asked)))

    return [
        (met.asked, ask),
        (met.one_yes, lambda: _quietly(value.said(begun[0], "yes", at=when(met.one_yes)))),
        (met.other_yes, lambda: _quietly(value.said(begun[0], "yes", at=when(met.other_yes)))),
        (met.introduced, lambda: _quietly(value.introduced(begun[0], at=when(met.introduced)))),
        (met.came, lambda: _quietly(value.came(begun[0], met.what, at=when(met.came)))),
    ]


def _aim(aim: Aim, who: dict[str, int], when: When, at: int) -> list[Dated]:
    goal: list[int] = []

    def begin() -> None:
        by = datetime.fromtimestamp(at + aim.ahead * DAY).date().isoformat()
        goal.append(
            goals.start(
                aim.title,
                why=aim.why,
                by=by,
                serves=aim.serves,
                serves_whom=aim.serves_whom,
                help=aim.help,
                mine=aim.mine,
                at=when(aim.ago),
            )
        )
        for one in aim.people:
            goals.put(
                goal[0], who[one.who], at=when(aim.ago), say=one.say, cares=one.cares, gains=one.gains, loses=one.loses, fair=one.fair,
                moves=one.moves, moves_source=one.moves_source, after=who[one.after] if one.after else None,
            )  # fmt: skip

    deeds: list[Dated] = [(aim.ago, begin)]
    for one in aim.people:
        for ago, stance in one.stances:
            deeds.append((ago, partial(_stand, goal, who[one.who], stance, when(ago))))
    return deeds


def _do(one: Day, who: dict[str, int], at: int) -> None:
    """What she did at noon of what that day's list named: at any other hour the last of it could fall on the next day."""
    at = int(datetime.fromtimestamp(at).replace(hour=12, minute=0, second=0).timestamp())
    listed = day.plan(LONG, at=at).items
    for kind, key, how in one.did:
        whom = {who[key]} if key else {i.person.id for i in listed} - set(who.values())
        found = next((i for i in listed if i.proposal.kind == kind and i.person.id in whom), None)
        if found is not None:
            planning.done(found.number, at=at + found.number * 60, how=how)


def _stand(goal: list[int], person: int, stance: str, at: int) -> None:
    goals.stance(goal[0], person, stance, at=at)
