"""Let somebody give whom she only gave to: one small ask. Those who are asked are mostly gladder to help than askers think (Flynn & Lake 2008)."""

from worthwhile.planning import letters
from worthwhile.planning.lines import came, lately
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import day, given, iso, local, quoted, short_day
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
FEWEST = 3


def rule(s: Situation) -> Proposal | None:
    """Where she wrote down three things or more that went to them, and nothing that came from them or was asked of them."""
    gave = [n for n in lately(s) if n.way == "given"]
    if len(gave) < FEWEST or any(came(n) or n.kind == "asked" for n in (*s.story, *s.notes)):
        return None
    name, last = given(s.person), gave[0]
    sentence = f"You gave {name} this on {day(last.at, s.at)}: {quoted(last.text)}. Most people are glad to be asked for something small."
    why = Reason(sentence, tuple(Row("note", n.id, iso(n.at)) for n in gave[:3]), f"your note of {short_day(last.at, s.at)}")
    half = "a" if local(s.at).month <= 6 else "b"
    return Proposal(
        "let_give", s.person.id, s.person.anchor, f"let give {local(s.at).year}{half}", f"Let {s.person.name} help you with something small", (why,), 4, 0.36,
        ("both",), False, asks=True, draft=letters.let_give(s),
    )  # fmt: skip
