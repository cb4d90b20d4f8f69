"""The names that are held back from somebody: of those who have not yet agreed to be named to them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from worthwhile.people.values import PersonView
from worthwhile.seen.values import Line

NAMED = ("introduce", "made")  # stages of an introduction at which both have said yes
SOMEONE = "someone"
_SHORT = 3  # letters: a shorter part of a name is a common word more often than a name


@dataclass(frozen=True, slots=True)
class Held:
    """A pattern of the names and addresses that are not to be said."""

    pattern: re.Pattern[str] | None

    def hide(self, text: str) -> str:
        """The text with "someone" in place of each held name; two in a row become one."""
        if self.pattern is None or not text:
            return text
        return re.sub(rf"\b{SOMEONE}(\s+{SOMEONE})+\b", SOMEONE, self.pattern.sub(SOMEONE, text))

    def line(self, line: Line) -> Line:
        """The same for a whole line."""
        return replace(line, text=self.hide(line.text), source=self.hide(line.source))


def held(people: Iterable[PersonView], addresses: Iterable[str], to: PersonView) -> Held:
    """The names of these people (whole, and each part of three letters or more, with its capital) and their addresses; not what is also a
    name of the one who reads it."""
    own = {w.casefold() for w in to.name.split()}
    words: set[str] = set()
    whole: set[str] = set(addresses)
    for person in people:
        whole.add(person.name)
        words |= {w for n in (person.name, person.given, person.family) for w in n.split() if len(w) >= _SHORT and w.casefold() not in own}
    parts = [re.escape(w) for w in sorted(whole | words, key=lambda w: (-len(w), w)) if w]
    return Held(re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None)


def sentence(given: str) -> str:
    """What is said about it on the page."""
    return f"One thing is held back: the name of anyone who hasn’t yet agreed to be named to {given}. “Someone” stands in its place."
