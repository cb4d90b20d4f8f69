"""Proposals for the simulation, weighed by the product's own rules: each kind of act is asked of its rule once for each argument that matters.

Nothing of a rule is repeated here. A situation is made that gives cause for the act, `rules.registry()[kind]` is called on it, and minutes,
worth, whether it gives and whether it asks are taken from its answer.
"""

from dataclasses import replace
from functools import cache

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
from worthwhile.planning import rules
from worthwhile.planning.values import Chance, Jotting, Proposal, Situation, Underway
from worthwhile.ties.values import Contact, TieView
from worthwhile.value.values import Introducing

DAY, NOW = 86_400, 1_795_510_800
ONE = PersonView(1, "email:one@somewhere.example", "One Person", "One", "Person", email="one@somewhere.example")
TWO = PersonView(2, "email:two@somewhere.example", "Two Person", "Two", "Person", email="two@somewhere.example")
TIE = TieView(
    1, 5.0, NOW - 900 * DAY, NOW - 4 * DAY, last_from=NOW - 4 * DAY, last_to=NOW - 9 * DAY, received=20, sent=20, days=30, gap_high=20.0
)
LAST = Contact(NOW - 4 * DAY, "mail", "to", row=1, subject="the trial", key="k")
AT_WORK = Introducing(1, "u", 1, 2, "a need", "an offer", "introduce", "", "", NOW - DAY, NOW - DAY)


def _situation(**more: object) -> Situation:
    return replace(Situation(NOW, ONE, TIE, "Noor", NOW, NOW, recent=(LAST,), linkedin_until=NOW), **more)  # type: ignore[arg-type]


def _line(kind: str, age: int, way: str = "") -> Jotting:
    return Jotting(1, kind, "a thing", NOW - age * DAY, way=way)


def _chance(part: str, worth: float, bridges: bool = False) -> tuple[Chance, ...]:
    return (Chance(part, 1, 2, "a need", "an offer", NOW - DAY, worth, ("need",), bridges, TWO),)


@cache
def asked(kind: str, worth: float = 0.0, days: int = 0, chance: float = 0.3, flag: bool = False, begun: int = 0) -> Proposal | None:
    """What the rule of this kind says. `worth`: how near need and offer are; `days`: the age of the line, or the silence; `chance`: that ego would
    write of her own accord; `flag`: bridges; the step asks; both said yes; `begun`: introductions under way. None where the rule says nothing."""
    made = {
        "offer_help": lambda: _situation(chances=_chance("needs", worth)),
        "introduce": lambda: _situation(chances=_chance("meets", worth, flag), begun=begun),
        "bring together": lambda: _situation(underway=(Underway(replace(AT_WORK, stage="introduce" if flag else "ask other"), ONE, TWO),)),
        "ask": lambda: _situation(chances=_chance("gives", worth)),
        "say_yes": lambda: _situation(notes=(_line("offered", days),)),
        "keep_promise": lambda: _situation(notes=(_line("promise", days),)),
        "tell": lambda: _situation(story=(_line("received", days, "received"),)),
        "next_step": lambda: _situation(steps=(NextStep(1, "g", "A goal", 1, "k", "Speak to One", "It is open.", asks=flag),)),
        "keep_warm": lambda: _quiet(days, chance),
        "pick_up": lambda: _fallen(days, chance),
    }
    rule = rules.registry()[{"bring together": "introduce"}.get(kind, kind)]
    return rule(made[kind]())


def _quiet(days: int, chance: float) -> Situation:
    """A silence as long as the tie's own long gap."""
    last = NOW - days * DAY
    tie = replace(TIE, last=last, last_from=last, last_to=last - DAY, gap_high=float(days))
    return _situation(tie=tie, inclination=chance)


def _fallen(days: int, chance: float) -> Situation:
    """A silence after a few contacts, too few for a rhythm."""
    last = NOW - days * DAY
    return _situation(tie=replace(TIE, last=last, last_from=last, last_to=last - DAY, days=3, gap_high=None), inclination=chance)
