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
        """What the interval lets one say, in words: no parts, which would read as an account; the figures are in the JSON."""
        clearly = (
            "clearly more goes to them"
            if self.low > 0.5
            else "clearly more comes from them"
            if self.high < 0.5
            else "neither side clearly gives more"
        )
        return f"by what you noted, {clearly}"


def balance(given: int, received: int) -> Balance | None:
    """In three words, from counts of events; None below FEW of them."""
    if given + received < FEW:
        return None
    found = share(given, received)
    word = "mostly you give" if found.low > 0.5 else "mostly you receive" if found.high < 0.5 else "alive both ways"
    return Balance(word, round(found.low, 4), round(found.high, 4))
