"""What she may like to hear of how she gives and asks, once and kindly: one sentence, or none. Pure.

Never a balance with one person, and never a sum. Three things are worth a word, the first of them that holds:

- the same person asked three times within thirty days;
- much given in thirty days and nothing asked for or accepted in all that time;
- much asked for or received in thirty days and nothing given.

"Much" is `FEW` lines, below which nothing is said (as for a balance: balance.py). The one who reads it hears what might do good, not what is amiss.

Sources: more frequent exchange does good on both sides (Flynn 2003, Academy of Management Journal 46:539-553); those who are asked help more
often than askers think (Flynn & Lake 2008, Journal of Personality and Social Psychology 95:128-143). Thresholds and wording are ours."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from worthwhile.value.balance import FEW

DAY = 86_400
WITHIN = 30 * DAY
THRICE = 3


@dataclass(frozen=True, slots=True)
class Passed:
    """A line of hers: with whom (the name one would use), when, "asked", "given" or "received"."""

    person: int
    name: str
    at: int
    what: str


def leaning(lines: Sequence[Passed], at: int) -> str:
    """The sentence, from her lines of the last thirty days; "" where there is nothing to say."""
    lately = [line for line in lines if 0 <= at - line.at < WITHIN]
    asked = Counter(line.person for line in lately if line.what == "asked")
    person, times = min(asked.items(), key=lambda pair: (-pair[1], pair[0]), default=(0, 0))
    if times >= THRICE:
        name = next(line.name for line in lately if line.person == person)
        return f"You asked {name} for several things this month. Is there somebody else who would be glad to be asked?"
    given = sum(line.what == "given" for line in lately)
    if given >= FEW and given == len(lately):
        return "You helped several people this month. Is there something small that you could ask for, or say yes to?"
    if len(lately) >= FEW and not given:
        return "Several people helped you this month. Is there something small that one of them could use?"
    return ""
