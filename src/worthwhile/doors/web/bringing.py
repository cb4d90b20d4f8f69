"""Find or do, for a line that introduces: two people with what one could use, or one of whom the line does not say yet to whom."""

from dataclasses import dataclass
from urllib.parse import quote

from worthwhile.errors import Worthwhile
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.planning.words import given
from worthwhile.value import queries as value_seen
from worthwhile.value import services as value
from worthwhile.value.saying import Said


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the results: where it leads, what it says, and what stands small beside it. With `keep` it is a button that sends
    these fields to `to`; `back` is the page after it."""

    to: str
    words: str
    name: str = ""
    small: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    back: str = ""


Kept = tuple[list[Hit], list[PersonView], Worthwhile | None]
MOST = 3


def both(q: str, said: Said) -> Kept:
    """The button for a line that names two; without what one could use of the other, where that can be said."""
    assert said.person is not None and said.other is not None
    need, _, turned = value.meeting_of(said)
    one, other = (said.other, said.person) if turned else (said.person, said.other)
    names = f"{one.name} and {other.name}"
    if need:
        small = f"“{need}”; ask {given(one)} first, neither is named until both say yes"
        hit = Hit("/do", "Begin to introduce ", names, small, (("line", q),), "/needs")
    else:
        said_there = "after a colon, or on Needs & offers"
        hit = Hit(f"/needs?who={quote(one.name)}", "Say first what one could use of the other: ", names, said_there)
    return [hit], [said.person, said.other], None


def one(name: str) -> Kept:
    """A line that names one: with whom they are likely to be brought together, and how to write on; other words than a name are taken for
    the beginning of the second one."""
    words = name.split()
    for count in range(len(words), 0, -1):
        found = people.beginning(" ".join(words[:count]), MOST)
        if found:
            return _with(found, " ".join(words[count:]))
    return [], [], None


def _with(found: list[PersonView], second: str) -> Kept:
    hits = []
    for person in found:
        others = people.beginning(second, MOST) if second else [other for other, _ in value_seen.likely_with(person.id)[:MOST]]
        for other in (o for o in others if o.id != person.id):
            hits += both(f"introduce {person.name} and {other.name}", Said("introduce", person, "", other))[0]
    more = [] if second else [_write_on(person) for person in found]
    return [*hits[: 2 * MOST], *more], found, None


def _write_on(person: PersonView) -> Hit:
    who = given(person)
    return Hit(
        f"/needs?who={quote(person.name)}", "Introduce ", person.name, f"to whom? Write on: and a name, a colon, and what {who} could use"
    )
