"""A need that stands already and says nearly the same, by its words alone."""

from worthwhile.people import queries as people
from worthwhile.text import clean
from worthwhile.value.queries.lines import notes
from worthwhile.value.values import Noted

NEAR = 0.75  # of the words of the shorter one that both say
FEWEST = 2  # words that both say, where the shorter one has as many


def nearly(person: int, words: str, but: int = 0) -> Noted | None:
    """The open need of somebody that says nearly what these words say, the newest; not the line `but` itself."""
    return next((n for n in notes(person) if n.kind == "need" and n.id != but and near(words, n.text)), None)


def near(words: str, line: str) -> bool:
    """Do these words say nearly what the others say?"""
    from worthwhile.value.match_words import stems

    said, there = set(stems(clean(words))), set(stems(line))
    both, shorter = len(said & there), min(len(said), len(there))
    return bool(shorter) and both >= min(FEWEST, max(len(said), len(there))) and both >= NEAR * shorter


def standing(person: int, words: str) -> Noted | None:
    """The open need of somebody that says exactly these words, the newest."""
    return next((n for n in notes(person) if n.kind == "need" and n.text == clean(words)), None)


def told(person: int, line: Noted) -> str:
    """ "Deniz’s need 3 says nearly this: “…”." """
    who = people.person(person)
    whose = "Your" if who.kind == "me" else f"{who.given or who.name.split(' ')[0]}’s"
    return f"{whose} need {line.id} says nearly this: “{line.text.rstrip('.')}”."
