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
