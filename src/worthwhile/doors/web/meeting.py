"""What Needs & offers shows, made ready for the templates: pairs, steps with their letters, lines with where they come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from worthwhile.people.values import PersonView
from worthwhile.text import several
from worthwhile.value import introductions as steps
from worthwhile.value.introductions import Letter, given
from worthwhile.value.plain import wish
from worthwhile.value.queries import board
from worthwhile.value.values import Introducing, Matched, Noted

LATELY = 30 * 86_400  # seconds: how long the kind word after a no stands on the page
WROTE = "you wrote this"  # where a line comes from that has no other source
NAMES = ("ask one", "ask other", "introduce", "made")
Who = Mapping[int, PersonView]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with whose it is."""

    person: PersonView
    line: Noted
    own: bool = False

    @property
    def said(self) -> str:
        """Where it comes from."""
        return self.line.source or WROTE


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody whose offer may meet a need; `mine` where it is her own."""

    person: PersonView
    match: Matched
    mine: bool
    source: str
    at: int
    shared: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and the offers that may meet it: the nearest, and the others. `own`: the need is hers."""

    person: PersonView
    need: Noted
    could_use: str
    said: str
    first: Giver
    others: tuple[Giver, ...]
    own: bool
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """An introduction under way: its two people, the four steps with how each stands ("", "now", "done"), and the letters."""

    i: Introducing
    one: PersonView
    other: PersonView
    could_use: str
    names: tuple[tuple[str, str], ...]
    asked: PersonView | None
    letter: Letter | None
    following: Letter | None = None
    kind: tuple[tuple[PersonView, Letter], ...] = field(default=())

    @property
    def joined(self) -> bool:
        """Did the two turn out to be one person before they were introduced?"""
        return self.i.one == self.i.other and self.i.stage != "made"

    @property
    def box(self) -> str:
        """The id of the box in which she says what came of it."""
        return f"c{self.i.id}"


@dataclass(frozen=True, slots=True)
class Ended:
    """One that came to an end: what came of it, or the kind word for the one who said yes; `open`: the need, if it still stands open."""

    i: Introducing
    one: PersonView
    other: PersonView
    letter: Letter | None
    open: Noted | None


def could_use(need: str) -> str:
    """What follows a name: "needs someone who …", "wants to see …", "could use this: “…”"."""
    how, words = wish(need)
    return {"thing": f"needs {words}", "deed": f"wants {words}", "said": f"could use this: “{words}”"}[how]


def you_could_use(need: str) -> str:
    """The same, after "You"."""
    how, words = wish(need)
    return {"thing": f"need {words}", "deed": f"want {words}", "said": f"could use this: “{words}”"}[how]


def lines(some: Iterable[tuple[int, Noted]], who: Who) -> list[Shown]:
    """Lines with the people they are on."""
    return [Shown(who[p], n, who[p].kind == "me") for p, n in some if p in who]


def pairs(some: Sequence[board.Meeting], who: Who, me: str) -> list[Pair]:
    """Needs that meet offers."""
    sources = board.lines([o.offer for m in some for o in m.offers if o.offer is not None])
    out = []
    for m in some:
        givers = tuple(_giver(o, who, sources) for o in m.offers if o.giver in who)
        person = who.get(m.offers[0].who)
        if person is None or not givers:
            continue
        own = person.kind == "me"
        said = m.need.source or WROTE
        phrase = you_could_use(m.need.text) if own else could_use(m.need.text)
        letter = _offering(person, givers[0], m.need.text, me) if givers[0].mine else None
        out.append(Pair(person, m.need, phrase, said, givers[0], givers[1:], own, letter))
    return out


def _giver(match: Matched, who: Who, sources: dict[int, tuple[int, Noted]]) -> Giver:
    person = who[match.giver]
    shared = several([f"“{w}”" for w in match.words])
    if match.own is not None:
        return Giver(person, match, True, "you listed it as an offer", 0, shared)
    line = sources[match.offer or 0][1]
    return Giver(person, match, False, line.source or WROTE, line.at, shared)


def _offering(to: PersonView, giver: Giver, need: str, me: str) -> Letter:
    """Her own offer to somebody, in first words."""
    how, words = wish(need)
    wanted = {"thing": f"You were looking for {words}", "deed": f"You wanted {words}", "said": f"You said this: “{words}”"}[how]
    offered = giver.match.offered.rstrip(".")
    body = f"Hello {given(to)},\n\n{wanted}. I could help with this: {offered}. Would it be of use?\n\nIf not, just leave it."
    return Letter(to.email, "Something I could do", f"{body}\n\n{me}".rstrip())


def steps_of(i: Introducing, one: PersonView, other: PersonView) -> tuple[tuple[str, str], ...]:
    """The four steps in words, each "done", "now" or ""."""
    first, second = steps.called(one, other)
    now = NAMES.index(i.stage) if i.stage in NAMES else 0
    words = (f"Ask {first}", f"Ask {second}", "Introduce", "See what came of it")
    return tuple((word, "done" if n < now else "now" if n == now else "") for n, word in enumerate(words))


def introductions(some: Sequence[Introducing], who: Who, me: str) -> list[Step]:
    """Introductions under way, each with its next letter and the one after it."""
    out = []
    for i in some:
        one, other = who.get(i.one), who.get(i.other)
        if one is None or other is None:
            continue
        asked = {"one": one, "other": other}.get(steps.asked(i.stage))
        following = steps.to_other(i, one, other, me) if i.stage == "ask one" else None
        kind = tuple(steps.kind_words(i, one, other, me))
        names = steps_of(i, one, other)
        out.append(Step(i, one, other, could_use(i.need), names, asked, steps.letter(i, one, other, me), following, kind))
    return out


def ended(some: Sequence[Introducing], who: Who, me: str, at: int) -> list[Ended]:
    """Those that came to an end and have something to say: what came of them, or a kind word that is due."""
    out = []
    for i in some:
        one, other = who.get(i.one), who.get(i.other)
        if one is None or other is None:
            continue
        words = steps.kind_words(i, one, other, me) if at - i.changed <= LATELY else ()
        if i.came or words:
            out.append(Ended(i, one, other, words[0][1] if words else None, board.still_open(i) if i.came else None))
    return out
