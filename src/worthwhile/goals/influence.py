"""Ways to move somebody fairly, with what the evidence says, and which fit where somebody stands. Pure.

Evidence: Yukl & Tracey 1992, Journal of Applied Psychology 77:525-535 (what got commitment: inspiration, consultation, rational persuasion; what
did not: pressure, coalitions, rules); Lee, Han, Cheong, Kim & Yun 2017, Leadership Quarterly 28:210-228 (a meta-analysis: 49 samples, 8,987
people). Both rest mostly on what people said at one moment: they tell which ways go together with a yes, not that the way made it. The
examples are ours, and everyone in them is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass

YUKL = "Yukl & Tracey 1992"
LEE = "Lee et al. 2017"


@dataclass(frozen=True, slots=True)
class Way:
    """One way: `said` is what to do, in plain words; `evidence` what is known; `warns` whether the evidence speaks against it."""

    name: str
    said: str
    evidence: str
    example: str
    source: str
    warns: bool = False


WAYS: tuple[Way, ...] = (
    Way(
        "consultation", "Ask what they would need, and let it change the plan",
        "Goes together with agreement, and with people standing by it afterwards.",
        "“Before the plan is fixed: what would have to be in it so that it is good for the hall? I’ll bring back what I could change, and what I couldn’t.”",
        f"{YUKL}; {LEE}",
    ),
    Way(
        "rational persuasion", "Show the facts and the reasons",
        "The one way that held in every setting that was studied; it works best when they could check the figures themselves.",
        "“Eleven faults reached the line last year. With the rig, nine of them would have shown in the hall. Here is the list, with the days each cost.”",
        f"{YUKL}; {LEE}",
    ),
    Way(
        "inspirational appeal", "Say what it is good for, in terms of what matters to them",
        "Goes together with agreement; only where it is true, and where you know what matters to them because they said so.",
        "“You said in March that no fitter should be called out at night for something that could be seen by day. This is that.”",
        f"{YUKL}; {LEE}",
    ),
    Way(
        "collaboration", "Make it easy: offer to do a part with them",
        "Goes together with agreement: help with what it would cost them.",
        "“If the overtime plan is what stands in the way: two of mine can draw it up with yours next week.”",
        LEE,
    ),
    Way(
        "apprising", "Say what it would do for them themselves",
        "Goes together with agreement; it must be theirs to gain, not a favour in return.",
        "“With the lab here, your people would run the tests that now go to Valmar.”",
        LEE,
    ),
    Way(
        "pressure", "Pressing, reminding, going over their head",
        "Speaks against itself: goes together with refusal, and with a yes that is not kept.",
        "Instead of “I need your answer by Friday”: “What would you need before you can say yes or no?”",
        f"{YUKL}; {LEE}", warns=True,
    ),
    Way(
        "coalition", "Coming with others in tow",
        "Not shown to help, and among the least liked; two who speak for it separately, each for their own reasons, are something else.",
        "Instead of “We all think so”: ask Deniz to tell them, alone, what he saw on the rig.",
        f"{YUKL}; {LEE}", warns=True,
    ),
)  # fmt: skip
_BY_NAME: Mapping[str, Way] = {w.name: w for w in WAYS}
_FIT: Mapping[str, tuple[str, ...]] = {
    "against": ("consultation", "rational persuasion", "collaboration"),
    "undecided": ("rational persuasion", "consultation", "apprising"),
    "unknown": ("consultation", "rational persuasion"),
    "for": ("collaboration", "inspirational appeal"),
}


def fitting(stance: str, *, moves: str = "", gains: str = "") -> list[Way]:
    """The ways that fit where somebody stands, the likeliest to be fair and to help first, and last the two that the evidence warns of.

    To speak of what matters to them is named only where that is noted, and of what they gain only where that is."""
    names = list(_FIT[stance])
    if moves and "inspirational appeal" not in names:
        names.insert(1, "inspirational appeal")
    if gains and "apprising" not in names:
        names.append("apprising")
    if not moves:
        names = [n for n in names if n != "inspirational appeal"]
    if not gains:
        names = [n for n in names if n != "apprising"]
    return [_BY_NAME[n] for n in names] + [w for w in WAYS if w.warns]
