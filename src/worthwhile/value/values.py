"""What she wrote down, as plain values."""

from dataclasses import dataclass

from worthwhile.value.balance import Balance


@dataclass(frozen=True, slots=True)
class Noted:
    """A line on somebody, in her own words; `kind` is one of value/kinds.py; `closed` is when it was settled; `led_to` what came of it."""

    id: int
    kind: str
    text: str
    at: int
    closed: int | None = None
    help: str = ""
    serves: str = ""
    answer: str = ""
    led_to: str = ""
    source: str = ""
    minutes: int | None = None  # of their time, for an ask
    how: str = ""  # of an introduction: how it came about, from the need on, in a few sentences

    @property
    def way(self) -> str:
        """ "given", "received" or "" (neither): on which side of a tie it stands."""
        from worthwhile.value.kinds import way

        return way(self.kind, self.closed is not None, self.answer)


@dataclass(frozen=True, slots=True)
class Story:
    """What was given and received between her and somebody, newest first; in three words once there is enough to say."""

    events: tuple[Noted, ...]
    balance: Balance | None


@dataclass(frozen=True, slots=True)
class Matched:
    """A need that somebody's offer may meet: rows of the two lines, whose they are, their words, and how near they are."""

    need: int  # row of the need
    offer: int | None  # row of the offer, when it is somebody's whom she knows
    own: int | None  # row of her own offer, when it is hers
    who: int  # person who could use it
    giver: int  # person who could give it; ego where it is her own
    text: str  # the need's words
    offered: str  # the offer's words
    at: int  # when the need was noted
    worth: float  # 0..1: how near the two are
    words: tuple[str, ...] = ()  # what both hold
    bridges: bool = False  # the two stand in groups that hardly meet otherwise


@dataclass(frozen=True, slots=True)
class Introducing:
    """Two people being brought together, each asked alone first. `stage` is one of introductions.STAGES; `declined` who would rather not."""

    id: int
    uid: str
    one: int  # person who could use it, asked first
    other: int  # person who could give it
    need: str
    offer: str
    stage: str
    declined: str
    came: str
    at: int
    changed: int
    closed: int | None = None


@dataclass(frozen=True, slots=True)
class Helping:
    """Somebody who could help with something: why, in words, and where that comes from; `at` is when it was said (None: not dated)."""

    person: int
    why: str
    source: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Brought:
    """Help that a source shows by itself: `way` is "given" or "received"; of an introduction also to whom, and when the two were in touch last since."""

    row: int  # of the interaction
    at: int
    way: str
    text: str
    source: str
    other: int = 0
    name: str = ""
    since: int | None = None
