"""A first name that stands alone in her own words ("thank Mara’s brother"), when the one it names is forgotten.

Where nobody else here bears it, and it is no everyday word, it is taken out with the whole name. Where it may mean somebody else, nothing is
taken out, for that could not be put back: the lines are told, so that she can say it in other words."""

import re
from collections.abc import Iterable

from worthwhile.people.names import given_and_family, is_full, words
from worthwhile.people.values import StillNamed
from worthwhile.store import Fact, nouns, rows
from worthwhile.text import fold
from worthwhile.workspace.queries import preference

# first names that are words, or months: "by 4 May", "a grant", "will send it"
_EVERYDAY = frozenset(
    [
        "amber",
        "angel",
        "april",
        "art",
        "august",
        "autumn",
        "bill",
        "bob",
        "brook",
        "carol",
        "chance",
        "chase",
        "chip",
        "christian",
        "cliff",
        "colt",
        "crystal",
        "daisy",
        "dale",
        "dawn",
        "dean",
        "dell",
        "destiny",
        "drew",
        "eve",
        "faith",
        "fern",
        "flora",
        "frank",
        "gay",
        "gene",
        "glen",
        "grace",
        "grant",
        "guy",
        "harmony",
        "hazel",
        "heath",
        "heather",
        "holly",
        "hope",
        "hunter",
        "iris",
        "ivy",
        "jack",
        "jasmine",
        "jay",
        "jewel",
        "joy",
        "june",
        "king",
        "lance",
        "laurel",
        "lily",
        "major",
        "mark",
        "marina",
        "mason",
        "mat",
        "max",
        "may",
        "melody",
        "mercy",
        "miles",
        "misty",
        "moss",
        "nick",
        "norm",
        "olive",
        "page",
        "paige",
        "parker",
        "pat",
        "patience",
        "pearl",
        "penny",
        "piper",
        "pole",
        "poppy",
        "precious",
        "prince",
        "prudence",
        "ray",
        "reed",
        "rich",
        "rob",
        "robin",
        "rock",
        "rod",
        "rose",
        "rosemary",
        "ruby",
        "rusty",
        "sage",
        "sandy",
        "scarlet",
        "scout",
        "serenity",
        "shelly",
        "sky",
        "skip",
        "sterling",
        "stone",
        "storm",
        "sue",
        "summer",
        "sunny",
        "tab",
        "tad",
        "teddy",
        "terry",
        "trinity",
        "troy",
        "van",
        "vic",
        "victor",
        "violet",
        "wade",
        "ward",
        "warren",
        "will",
        "willow",
        "win",
        "winter",
        "woody",
        "worth",
        "an",
        "de",
        "in",
        "of",
        "the",
        "to",
    ]
)
_WORD = re.compile(r"\w+(?:-\w+)*")
HOLDS = ("Note", "Goal", "Stakeholder", "Stance", "Introduction", "Offer", "Act")  # what she can put in other words, or look at
NOT_HERS = {"Act": ("title",)}  # columns of these in which our words stand
TYPED = "practice"  # her own words that are kept as a choice, and go to a coach


def alone(names: Iterable[str]) -> frozenset[str]:
    """The first names of these whole names, folded; an initial is none."""
    found = (fold(given_and_family(name)[0]) for name in names if is_full(words(name)))
    return frozenset(name for name in found if len(name) > 1 and name.replace("-", "").isalpha())


def clear(first: Iterable[str], root: int) -> frozenset[str]:
    """Those that can mean only the one with this root id: nobody else here bears them, and they are no everyday words."""
    borne = set()
    for given, name in rows(
        "select given, name from worthwhile_profile where root_id <> %s and kind in ('me', 'person', 'stranger')", [root]
    ):
        borne |= {fold(given), *words(name)[:1], fold(name.partition(" ")[0])}
    return frozenset(name for name in first if name not in borne and name not in _EVERYDAY and len(name) > 2)


def without(text: str, first: frozenset[str]) -> str:
    """The text with these names left out, however written in capitals and accents; what hangs on one ("Mara’s") stays."""
    return _WORD.sub(lambda m: "…" if fold(m[0]) in first else m[0], text)


def holds(text: str, first: frozenset[str]) -> bool:
    """Does one of these names stand in the text?"""
    return any(fold(m[0]) in first for m in _WORD.finditer(text))


def still(first: frozenset[str]) -> tuple[StillNamed, ...]:
    """Her own words in which one of these names stands."""
    found = []
    for model in nouns(Fact):
        if model.__name__ not in HOLDS or not first:
            continue
        assert issubclass(model, Fact)
        columns = {f.attname for f in model._meta.concrete_fields}
        goal = "goal_id" if "goal_id" in columns else "pk"
        hers = [column for column in model.free if column not in NOT_HERS.get(model.__name__, ())]
        for pk, of, *texts in model._default_manager.order_by("pk").values_list("pk", goal, *hers):
            found += [StillNamed(model.__name__.lower(), pk, of, text) for text in texts if holds(text, first)]
    practised = str(preference(TYPED, ""))
    if holds(practised, first):
        found.append(StillNamed(TYPED, 0, 0, practised))
    return tuple(found)
