"""How much attention somebody's place in a matter asks for: two tables of the field. Pure.

Sources: Mendelow 1981, 1991 (power and interest); Mitchell, Agle & Wood 1997, Academy of Management Review 22:853-886 (power, legitimacy, urgency).
On screen stand the plain words of ADVICE: what to do, never what somebody is.
"""

HIGH = 3  # of 1 to 5: from here on a say, or caring, counts as much
GRID = {
    (True, True): "manage closely",
    (True, False): "keep satisfied",
    (False, True): "keep informed",
    (False, False): "monitor",
}
ADVICE = {
    "manage closely": "work closely with",
    "keep satisfied": "find out what they need",
    "keep informed": "keep in the picture",
    "monitor": "keep an eye",
}
_CLASSES = {
    (False, False, False): "not a stakeholder",
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, True, True): "definitive",
}


def much(step: int | None) -> bool | None:
    """Is a step from 1 (little) to 5 (much) on the upper side? The middle is: in doubt, more care. None where it is not known."""
    return None if step is None else step >= HIGH


def advice(say: int | None, cares: int | None) -> str:
    """What to do about somebody with this say and this interest, in plain words; "" while either is not known."""
    power, interest = much(say), much(cares)
    return "" if power is None or interest is None else ADVICE[GRID[power, interest]]


def salience(power: bool, legitimacy: bool, urgency: bool) -> str:
    """The class of a stakeholder by Mitchell, Agle & Wood: "dormant" (power alone) to "definitive" (all three)."""
    return _CLASSES[power, legitimacy, urgency]
