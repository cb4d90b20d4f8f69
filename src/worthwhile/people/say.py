"""Why two may be one, in a sentence: exactly what is alike, the strongest evidence first, one or two pieces of it."""

from collections.abc import Iterator
from itertools import takewhile

from rapidfuzz.distance import DamerauLevenshtein

from worthwhile.people.compare import Record, align, logins
from worthwhile.text import several

SLIPS = 2  # letters by which two spellings that are nearly the same may differ
LEAST = 3  # letters that a part of an address must share to be named


def why(a: Record, b: Record) -> str:
    """The reason for taking two records for one person, as a sentence; it names nothing that is not alike."""
    strong = _strong(a, b)
    said = [*([strong] if strong else _names(a, b)), *filter(None, [_beside(a, b)])]
    said = said or [_across(a, b) or "a guess by the spelling as a whole; no one word is the same"]
    whole = f"{', '.join(said[:-1])}, and {said[-1]}" if len(said) > 1 else said[0]
    return f"{whole[0].upper()}{whole[1:]}."


def _strong(a: Record, b: Record) -> str:
    if a.email and a.email == b.email:
        return "the same address"
    if a.host_id and a.host_id == b.host_id:
        return "the same account number at the code host"
    return ""


def _names(a: Record, b: Record) -> list[str]:
    if not a.name or not b.name:
        return []
    found, left, right = align(a.name, b.name)
    long = [(how, x, y) for how, x, y in found if len(x) > 1 or len(y) > 1]
    if len(found) > 1 and not left and not right and all(how == "equal" for how, _, _ in found):
        return ["same first and last name"]
    if not long:
        return []
    if len(long) == 1 and long[0][0] == "equal" and _left(left) and _left(right):
        return [_only(long[0][1], a, b)]
    equal = [x for how, x, _ in long if how == "equal"][:2]
    parts = [f"{several([f'“{x}”' for x in equal])} {'is' if len(equal) == 1 else 'are'} in both names"] if equal else []
    parts += [
        f"“{min(x, y, key=len)}” may be short for “{max(x, y, key=len)}”" for how, x, y in long if how in ("nickname", "prefix", "initial")
    ][:1]
    parts += [f"“{x}” and “{y}” are nearly the same" for how, x, y in long if how == "typo"][:1]
    return parts[:2]


def _left(words: list[str]) -> bool:
    return any(len(w) > 1 for w in words)


def _only(word: str, a: Record, b: Record) -> str:
    """One word of two names is the same, and the rest is not."""
    place = "first " if word == a.name[0] == b.name[0] else "last " if word == a.name[-1] == b.name[-1] else ""
    return f"of the names only the {place}name is alike, “{word}”" if place else f"of the names only “{word}” is alike"


def _beside(a: Record, b: Record) -> str:
    if a.email == b.email and a.email:
        return ""
    if a.own and a.domain == b.domain:
        return f"both write from {a.domain}"
    if a.letters and a.local == b.local and not a.generic:
        return f"both addresses begin with “{a.local}”"
    for name, other in ((a, b), (b, a)):
        if other.letters and not other.generic and logins(name.name).get(other.letters, 0):
            return f"the address {other.local}@{other.domain} is made of the other’s name"
        if name.handle and other.letters == name.handle:
            return f"“{name.handle}” is the name of one and the address of the other"
        if other.own and any(len(w) > 3 and w in other.own for w in name.name):
            return f"{other.domain} carries the name"
    if a.letters and a.letters == b.letters and not a.generic:
        return "the addresses differ in figures and dots only"
    return ""


def _across(a: Record, b: Record) -> str:
    """What is alike where no name agrees with a name, and no address is made of one: words that stand in both, or two near spellings."""
    for name, other in ((a, b), (b, a)):
        found = [w for w in name.name if len(w) >= LEAST and w in other.letters][:2]
        if len(found) == 1 and len(name.name) > 1 and not _spelt(a.letters, b.letters, len(found[0])):
            return f"only “{found[0]}” is alike: in the name of one, and in the address of the other"
        if found:
            return f"{several([f'“{w}”' for w in found])} {'is' if len(found) == 1 else 'are'} in the name of one and in the address of the other"
    shared = [f"“{p}”" for p in a.parts if len(p) >= LEAST and p in b.parts][:2]
    if shared:
        return f"{several(shared)} {'is' if len(shared) == 1 else 'are'} in both addresses"
    for one, other in ((a, b), (b, a)):
        if len(one.letters) > LEAST and one.letters in other.own:
            return f"“{one.letters}” begins one address and is in {other.domain}"
    return next(_near(a, b), "")


def _beginning(one: str, other: str) -> str:
    return "".join(x for x, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _spelt(one: str, other: str, known: int = LEAST) -> bool:
    """Are two spellings alike in more than `known` letters at their beginning, or nearly the same?"""
    return len(_beginning(one, other)) > known or (
        min(len(one), len(other)) > LEAST and DamerauLevenshtein.distance(one, other, score_cutoff=SLIPS) <= SLIPS
    )


def _near(a: Record, b: Record) -> Iterator[str]:
    """Two spellings that are near, said by what they share."""
    short, long = sorted((a.letters, b.letters), key=len)
    if len(same := _beginning(short, long)) > LEAST:
        yield f"both addresses begin with “{same}”"
    if len(short) > LEAST and short in long:
        yield f"“{short}” begins one address and is part of the other"
    for one, other in ((a.letters, b.letters), (a.handle, b.handle), (a.handle, b.letters), (a.letters, b.handle)):
        if min(len(one), len(other)) > LEAST and _spelt(one, other, len(one)):
            yield f"“{one}” and “{other}” are nearly the same"
