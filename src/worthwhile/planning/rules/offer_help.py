"""Offer what someone could use: a need of theirs that an offer of hers may meet."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause
from worthwhile.planning.values import Chance, Proposal, Situation
from worthwhile.planning.words import day, given, iso, quoted, short_day
from worthwhile.text import several
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
SHOWN = 4  # words that both hold


def rule(s: Situation) -> Proposal | None:
    """The need of theirs that is nearest to an offer of hers."""
    found = next((c for c in s.chances if c.part == "needs"), None)
    if found is None:
        return None
    name = given(s.person)
    sentence = (
        f"{name} could use this, as you noted on {day(found.at, s.at)}: {quoted(found.text)}. You are glad to give {quoted(found.offered)}."
    )
    why = Reason(sentence, (Row("note", found.need, iso(found.at)),), f"your note of {short_day(found.at, s.at)}")
    return Proposal(
        "offer_help", s.person.id, s.person.anchor, cause("need", found.at, found.text), f"Offer {s.person.name} what you have",
        (why, *shared(found)), 4, 0.66 + 0.3 * found.worth, ("them",), True, draft=letters.offer_help(s, found.text, found.offered),
    )  # fmt: skip


def shared(chance: Chance) -> tuple[Reason, ...]:
    """The words that matched, as a reason of their own; none where the two are near by meaning alone."""
    if not chance.words:
        return ()
    rows = tuple(Row("note", row) for row in (chance.need, chance.offer) if row is not None)
    return (Reason(f"Both speak of {several([f'“{w}”' for w in chance.words[:SHOWN]])}.", rows, "the words of both"),)
