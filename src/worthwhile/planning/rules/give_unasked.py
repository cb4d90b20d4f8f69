"""Give to somebody whom she only asked lately: something small, unasked for. Its reason is what could be of use to them, never a balance."""

from worthwhile.planning import letters
from worthwhile.planning.lines import came, lately
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, day, given, iso, local, quoted, short_day
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
FEWEST = 2


def rule(s: Situation) -> Proposal | None:
    """Where she wrote down two things or more that came from them or were asked of them, and none that went to them."""
    asked = [n for n in (*lately(s), *(n for n in s.notes if n.kind == "asked")) if n.kind == "asked" or came(n)]
    asked = sorted({n.id: n for n in asked}.values(), key=lambda n: (-n.at, -n.id))
    if len(asked) < FEWEST or any(n.way == "given" for n in lately(s)) or s.at - asked[0].at > 90 * DAY:
        return None
    name, last = given(s.person), asked[0]
    sentence = f"You and {name} were last busy with something for you: {quoted(last.text)}, on {day(last.at, s.at)}. What would make {name}’s week easier?"
    why = Reason(sentence, tuple(Row("note", n.id, iso(n.at)) for n in asked[:3]), f"your note of {short_day(last.at, s.at)}")
    quarter = f"{local(s.at).year} {(local(s.at).month - 1) // 3 + 1}"
    return Proposal(
        "give_unasked", s.person.id, s.person.anchor, f"unasked {quarter}", f"Offer {s.person.name} something small", (why,), 3, 0.5, ("them",), True,
        draft=letters.give_unasked(s),
    )  # fmt: skip
