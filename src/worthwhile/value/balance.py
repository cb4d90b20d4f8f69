"""Give and take in three words: whether help goes both ways, or mostly one. Pure; never a ledger.

The share given has a posterior with an interval (ties/reciprocity.py: share). Only where the whole interval lies on one side of a half
is one side named; below FEW events nothing is said. What balance there is, is told; nobody is ever sorted by it."""

from dataclasses import dataclass

from worthwhile.ties.reciprocity import share

FEW = 5  # events below which nothing is said
WINDOW = 3 * 365 * 86_400  # seconds: help of long ago says little of now, and fresh imbalance is normal


@dataclass(frozen=True, slots=True)
class Balance:
    """`word`: "alive both ways", "mostly you give" or "mostly you receive"; `low`, `high`: the middle 90 % of the share given."""

    word: str
    low: float
    high: float

    @property
    def span(self) -> str:
        """The interval in words: "from you: between about a third and about two thirds of it"."""
        low, high = _part(self.low), _part(self.high)
        return f"from you: {low if low == high else f'between {low} and {high}'} of it"


_PARTS = ((0.0, "next to nothing"), (1 / 4, "about a quarter"), (1 / 3, "about a third"), (1 / 2, "about half"), (2 / 3, "about two thirds"),
          (3 / 4, "about three quarters"), (1.0, "nearly all"))  # fmt: skip


def _part(share: float) -> str:
    """The nearest of a few parts that are said in words."""
    return min(_PARTS, key=lambda part: abs(part[0] - share))[1]


def balance(given: int, received: int) -> Balance | None:
    """In three words, from counts of events; None below FEW of them."""
    if given + received < FEW:
        return None
    found = share(given, received)
    word = "mostly you give" if found.low > 0.5 else "mostly you receive" if found.high < 0.5 else "alive both ways"
    return Balance(word, round(found.low, 4), round(found.high, 4))
