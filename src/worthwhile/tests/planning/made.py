"""Situations made by hand, for rules."""

from dataclasses import replace
from typing import Any

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
from worthwhile.planning.values import Chance, Jotting, Meeting, Situation, Underway
from worthwhile.ties.values import Contact, TieView
from worthwhile.value.values import Introducing

DAY = 86_400
NOW = 1_795_510_800  # 24 November 2026, 09:00 UTC


def person(**more: Any) -> PersonView:
    return replace(PersonView(7, "email:mei@tan.example", "Mei-Ling Tan", "Mei-Ling", "Tan", email="mei@tan.example"), **more)


def contact(days: float, direction: str = "from", **more: Any) -> Contact:
    at = NOW - int(days * DAY)
    return replace(
        Contact(
            at, "meeting" if direction == "both" else "mail", direction, row=int(days * 10), subject="4 March: a speaker?", key=f"k{days}"
        ),
        **more,
    )


def tie(**more: Any) -> TieView:
    return replace(
        TieView(
            7,
            5.0,
            NOW - 900 * DAY,
            NOW - 4 * DAY,
            last_from=NOW - 4 * DAY,
            last_to=NOW - 9 * DAY,
            received=20,
            sent=20,
            days=30,
            gap_high=20.0,
        ),
        **more,
    )


def situation(**more: Any) -> Situation:
    s = Situation(NOW, person(), tie(), "Noor", NOW - DAY, NOW - DAY, linkedin_until=NOW - 2 * DAY)
    return replace(s, **more)


def waiting(days: float = 4, **more: Any) -> Situation:
    message = contact(days)
    return situation(open_message=message, recent=(message,), **more)


def meeting(hours: float, **more: Any) -> Meeting:
    return replace(Meeting(5, NOW + int(hours * 3600), 45, "Field report", 2), **more)


OTHER = PersonView(8, "email:lucia@lab.example", "Lucía Ferrer", "Lucía", "Ferrer", organisation="Ferrer Works", email="lucia@lab.example")


def jotting(kind: str, days: float = 9, text: str = "the brake data", **more: Any) -> Jotting:
    return replace(Jotting(int(days * 10), kind, text, NOW - int(days * DAY)), **more)


def chance(part: str, **more: Any) -> Chance:
    other = OTHER if part == "meets" else None
    offer = None if part == "needs" else 22
    return replace(
        Chance(
            part, 21, offer, "someone who has certified a sensor", "certifying a sensor", NOW - 12 * DAY, 0.6, ("sensor",), False, other
        ),
        **more,
    )


def underway(stage: str, mine: str = "one") -> Underway:
    one, two = (person(), OTHER) if mine == "one" else (OTHER, person())
    step = Introducing(
        3, "abc", one.id, two.id, "someone who has certified a sensor", "certifying a sensor", stage, "", "", NOW - 9 * DAY, NOW - 8 * DAY
    )
    return Underway(step, one, two)


def step(**more: Any) -> NextStep:
    why = "Nothing is known yet of where Mei-Ling stands."
    return replace(
        NextStep(
            4, "goal", "A test lab by 15 February", 7, "goal ask stance", "Ask Mei-Ling Tan what would make it good", why, (("goal", 4),)
        ),
        **more,
    )


def helping() -> dict[str, Situation]:
    """For each rule on help, a situation in which it speaks."""
    gave = tuple(jotting("gave", d, f"help {d}", way="given") for d in (9, 20, 30))
    had = tuple(jotting("received", d, f"help {d}", way="received") for d in (9, 20))
    often = tie(met=30, days=60, last_met=NOW - 3 * DAY)
    return {
        "offer_help": situation(chances=(chance("needs"),)),
        "introduce": situation(chances=(chance("meets", bridges=True),)),
        "tell": situation(story=(jotting("received", way="received", led_to="We found the fault."),)),
        "say_yes": situation(notes=(jotting("offered"),)),
        "ask": situation(notes=(jotting("ask", minutes=20),)),
        "next_step": situation(steps=(step(),)),
        "give_feedback": situation(notes=(jotting("feedback"),)),
        "ask_feedback": situation(tie=often, wish=jotting("need")),
        "stand_up": situation(notes=(jotting("credit"),)),
        "make_room": situation(notes=(jotting("room"),)),
        "listen": situation(notes=(jotting("worry"),)),
        "give_unasked": situation(story=had),
        "let_give": situation(story=gave),
        "share": situation(notes=(jotting("share"),)),
    }
