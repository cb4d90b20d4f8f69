"""Thank, and tell what it led to: help that was received, or an ask answered with yes, with nothing told since."""

from worthwhile.planning import letters
from worthwhile.planning.lines import LATELY, cause, led_somewhere, noted, serves, to_thank
from worthwhile.planning.values import Jotting, Proposal, Situation
from worthwhile.planning.words import given, quoted
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """Thanks for the newest help of theirs after which no thanks of hers are noted; the better where she said what it led to."""
    line = to_thank(s)
    return None if line is None else _proposal(s, line)


def _proposal(s: Situation, line: Jotting) -> Proposal:
    name = given(s.person)
    did = "said yes to what you asked" if line.kind == "asked" else "gave you this"
    why = [noted(s, line, f"{name} {did}, as you noted on {{when}}: {{what}}. No thanks of yours are noted since.")]
    if line.led_to:
        why.append(Reason(f"It led to this, as you wrote: {quoted(line.led_to.rstrip('. '))}.", (Row("note", line.id),), "your own words"))
    reply = s.open_message if led_somewhere(s, line) else None  # thanks as an answer to theirs that waits
    about = cause("led" if line.led_to else "had", line.at, line.text)
    worth = (0.62 if line.led_to else 0.5) * (1 - 0.4 * (s.at - line.at) / LATELY)
    return Proposal(
        "tell", s.person.id, s.person.anchor, about, f"Thank {s.person.name}, and tell what it led to", tuple(why),
        2 if reply else 3, worth, serves(line, ("them",)), True, draft=letters.tell(s, line, reply), words=(line.text,),
    )  # fmt: skip
