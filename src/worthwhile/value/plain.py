"""Words of one person made fit for a letter to another: without who said them or of whom they are. Pure."""

import re

from worthwhile.people.values import PersonView
from worthwhile.text import fold

HOLE = "[your words]"  # what only she can say; plain enough that no one sends it unseen
_SHORT = 3  # letters: a name this short is only found as it is written ("An" is a name, "an" is none)
# how a need begins that already is a sentence: what follows is what is looked for
_BEGINS = re.compile(
    r"^(?:(?:i|we|he|she|they)\b\s*)?(?:(?:am|are|is|was|were|'m|'re|’m|’re)\s+)?"
    r"(?:currently |still |also |now )?(?:looking for|searching for|in search of|in need of|need(?:s|ed)?|want(?:s|ed)?|could (?:use|do with))\s+",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"^(?:i|we|he|she|they)['’](?:m|re|s)\s+", re.IGNORECASE)
# a need that begins like this is a thing or somebody, and can stand after "looking for"
_THING = re.compile(
    r"^(?:some(?:one|body|thing)?|any(?:one|body|thing)|a|an|another|one|two|three|people|help|advice|feedback|information|support|more|"
    r"contacts?|examples?|experience|speakers?|names?)\b",
    re.IGNORECASE,
)

# what can stand after "because of what you do:" (a doing, or a thing), and what makes it a note about somebody
_FITS = re.compile(r"^(?:\w{2,}ing|how to|help with|advice|experience|a|an|the)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:he|she|they|him|her|hers|his|them|their|theirs|himself|herself|themselves|i|me|my|we|us|our)\b", re.IGNORECASE)


def wish(need: str) -> tuple[str, str]:
    """A need as part of a sentence: ("thing", "someone who …"), ("deed", "to see how …"), or ("said", the words as they are, to be quoted)."""
    words = need.strip().rstrip(".")
    rest = _BEGINS.sub("", _CONTRACTED.sub("", words), count=1).strip()
    first = rest.split(" ", 1)[0]
    lower = rest[:1].lower() + rest[1:] if first[1:].islower() or first == "A" else rest
    if first.lower() == "to":
        return "deed", lower
    return ("thing", lower) if rest and (rest != words or _THING.match(rest)) else ("said", words)


def names(words: str, person: PersonView) -> bool:
    """Do these words name somebody: any part of the name, an address of theirs, or where they work?"""
    if person.email:
        user, _, domain = fold(person.email).partition("@")
        if any(len(part) > _SHORT and part in fold(words) for part in (user, domain, domain.split(".")[0])):
            return True
    seen = re.findall(r"\w+", words)
    folded = {fold(w) for w in seen}
    for part in re.findall(r"\w+", f"{person.name} {person.given} {person.family}"):
        if (part in seen) if len(part) <= _SHORT else (fold(part) in folded):
            return True
    return _works(words, seen, person.organisation)


def unnamed(words: str, person: PersonView) -> str:
    """The same words if they do not name this person; else "": whoever writes says it in words of their own."""
    return "" if names(words, person) else words.strip()


def to_them(offer: str, person: PersonView) -> str:
    """What somebody is glad to give, where it can be said to their face: a thing or a doing ("certifying a sensor"), without "her lab" or their
    name; else "". Her own lines are notes about a person, and a letter that quotes one speaks of its reader as of somebody else."""
    words = offer.strip().rstrip(".")
    return words if _FITS.match(words) and not _ABOUT.search(words) and not names(words, person) else ""


def _works(words: str, seen: list[str], organisation: str) -> bool:
    """Is the organisation named: as a whole, by a part written with a capital in both, or by its initials?"""
    if not organisation.strip():
        return False
    parts = re.findall(r"\w+", organisation)
    initials = "".join(p[0] for p in parts if p[0].isupper())
    capital = {p for p in parts if len(p) > _SHORT and p[0].isupper()}
    begins = seen[:1]  # the first word of a sentence has a capital anyway
    return (
        fold(organisation) in fold(words)
        or bool(capital & set(seen[1:]))
        or bool(begins and begins[0] in capital and begins[0] == parts[0])
        or (len(initials) > 2 and initials in seen)
    )
