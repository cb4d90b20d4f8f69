"""Thank, and tell what it led to: help that was received, or an ask answered with yes, with nothing told since."""

from worthwhile.planning import letters
from worthwhile.planning.lines import came, cause, noted, serves
from worthwhile.planning.values import Jotting, Proposal, Situation
from worthwhile.planning.words import DAY, given, quoted
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
LONGEST = 180 * DAY


def rule(s: Situation) -> Proposal | None:
    """Thanks for the newest help of theirs after which no thanks of hers are noted; the better where she said what it led to."""
    thanked = max((n.at for n in s.story if n.kind == "thanked"), default=0)
    found = [n for n in s.story if came(n) and n.at > thanked and 0 <= s.at - n.at <= LONGEST]
    line = next((n for n in found if n.led_to), found[0] if found else None)
    return None if line is None else _proposal(s, line)


def _proposal(s: Situation, line: Jotting) -> Proposal:
    name = given(s.person)
    did = "said yes to what you asked" if line.kind == "asked" else "gave you this"
    why = [noted(s, line, f"{name} {did}, as you noted on {{when}}: {{what}}. No thanks of yours are noted since.")]
    if line.led_to:
        why.append(Reason(f"It led to this, as you wrote: {quoted(line.led_to)}.", (Row("note", line.id),), "your own words"))
    about = cause("led" if line.led_to else "had", line.at, line.text)
    worth = (0.62 if line.led_to else 0.5) * (1 - 0.4 * (s.at - line.at) / LONGEST)
    return Proposal(
        "tell", s.person.id, s.person.anchor, about, f"Thank {s.person.name}, and tell what it led to", tuple(why), 3, worth,
        serves(line, ("them",)), True, draft=letters.tell(s, line), words=(line.text,),
    )  # fmt: skip
