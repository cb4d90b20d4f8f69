"""The demo brought to life: its files through the real importers, and what Noor wrote down through the deeds that every user has."""

from pathlib import Path

from worthwhile import day, store
from worthwhile.demo.cast import NAMED, NOOR
from worthwhile.demo.generate import ME, write
from worthwhile.demo.notebook import LINES, OFFERS, Line
from worthwhile.errors import NotNow
from worthwhile.intake import queries as log
from worthwhile.people import queries as people
from worthwhile.value import services as value
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import nothing_to_take_back, prefer

DAY = 86_400


def bring(data: Path, *, at: int, again: bool = False) -> None:
    """Write the demo's files into the data folder, bring them in, and write down Noor's own lines; `again` starts it anew.

    A demo that was broken off is started anew too. Raises NotNow where anything else was ever brought in."""
    if preference("demo", False) and not again:
        return
    read, folder = log.read_from(), data / "demo"
    if any(folder not in Path(path).parents for path in read):
        raise NotNow("This store holds your own data; the demo would mix with it.", do="Name another folder: worthwhile demo --data DIR")
    if read or preference("demo", False):
        store.empty()
    day.bring_in(write(folder, at=at), at=at, me=ME)
    with nothing_to_take_back():
        write_down(at=at)
    day.work_out(at=at)
    prefer("demo", True)


def write_down(*, at: int) -> None:
    """Noor's own lines, each on its day."""
    value.offers(OFFERS, at=at - 200 * DAY)
    who = {key: people.find(person.email).id for key, person in {**NAMED, "me": NOOR}.items() if any(key == line.on for line in LINES)}
    for line in sorted(LINES, key=lambda one: -one.ago):
        _line(line, who[line.on], at)


def _line(line: Line, person: int, at: int) -> None:
    kept = value.note(person, line.text, at=at - line.ago * DAY, kind=line.kind, help=line.help, source=line.source)
    if line.settled is not None:
        value.close(kept, at=at - line.settled * DAY, answer=line.answer)
    if line.led_to:
        value.led_to(kept, line.led_to, at=at - (line.settled if line.settled is not None else line.ago) * DAY)
