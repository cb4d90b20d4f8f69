"""The demo brought to life: its files through the real importers, and what Noor wrote down through the deeds that every user has."""

from datetime import datetime
from pathlib import Path

from worthwhile import day, store
from worthwhile.demo.cast import NAMED, NOOR
from worthwhile.demo.generate import ME, write
from worthwhile.demo.notebook import AIM, LINES, MET, OFFERS, Aim, Line, Met
from worthwhile.errors import NotNow
from worthwhile.goals import services as goals
from worthwhile.intake import queries as log
from worthwhile.people import queries as people
from worthwhile.value import services as value
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import nothing_to_take_back, prefer

DAY = 86_400
NEEDED = {one.on for one in LINES} | {key for met in MET for key in (met.one, met.other)} | {one.who for one in AIM.people}


def bring(data: Path, *, at: int, again: bool = False) -> day.BroughtIn | None:
    """Write the demo's files into the data folder, bring them in, and write down Noor's own lines; `again` starts it anew.

    A demo that was broken off is started anew too. None when it was there already; else what was brought in. Raises NotNow where anything else was ever brought in."""
    if preference("demo", False) and not again:
        return None
    read, folder = log.read_from(), data / "demo"
    if any(folder not in Path(path).parents for path in read):
        raise NotNow("This store holds your own data; the demo would mix with it.", do="Name another folder: worthwhile demo --data DIR")
    if read or preference("demo", False):
        store.empty()
    done = day.bring_in(write(folder, at=at), at=at, me=ME)
    with nothing_to_take_back():
        write_down(at=at)
    day.work_out(at=at)
    prefer("demo", True)
    return done


def write_down(*, at: int) -> None:
    """Noor's own lines, whom she brought together, and what she wants to get done; each on its day."""
    value.offers(OFFERS, at=at - 200 * DAY)
    who = {key: people.find(person.email).id for key, person in {**NAMED, "me": NOOR}.items() if key in NEEDED}
    for line in sorted(LINES, key=lambda one: -one.ago):
        _line(line, who[line.on], at)
    for met in MET:
        _bring_together(met, who[met.one], who[met.other], at)
    _aim(AIM, who, at)


def _line(line: Line, person: int, at: int) -> None:
    kept = value.note(person, line.text, at=at - line.ago * DAY, kind=line.kind, help=line.help, source=line.source)
    if line.settled is not None:
        value.close(kept, at=at - line.settled * DAY, answer=line.answer)
    if line.led_to:
        value.led_to(kept, line.led_to, at=at - (line.settled if line.settled is not None else line.ago) * DAY)


def _bring_together(met: Met, one: int, other: int, at: int) -> None:
    begun = value.introduce(one, other, need=met.need, offer=met.offer, at=at - met.asked * DAY)
    value.said(begun, "yes", at=at - met.one_yes * DAY)
    value.said(begun, "yes", at=at - met.other_yes * DAY)
    value.introduced(begun, at=at - met.introduced * DAY)
    value.came(begun, met.what, at=at - met.came * DAY)


def _aim(aim: Aim, who: dict[str, int], at: int) -> None:
    begun = at - aim.ago * DAY
    by = datetime.fromtimestamp(at + aim.ahead * DAY).date().isoformat()
    goal = goals.start(
        aim.title, why=aim.why, by=by, serves=aim.serves, serves_whom=aim.serves_whom, help=aim.help, mine=aim.mine, at=begun
    )
    for one in aim.people:
        after = who[one.after] if one.after else None
        goals.put(
            goal, who[one.who], at=begun, say=one.say, cares=one.cares, gains=one.gains, loses=one.loses, fair=one.fair, moves=one.moves,
            moves_source=one.moves_source, after=after,
        )  # fmt: skip
        for ago, stance in one.stances:
            goals.stance(goal, who[one.who], stance, at=at - ago * DAY)
