"""Why two may be one, in a sentence: the strongest evidence first, one or two pieces of it."""

from worthwhile.people.compare import Record, align, logins
from worthwhile.text import several


def why(a: Record, b: Record) -> str:
    """The reason for taking two records for one person, as a sentence."""
    said = _strong(a, b) or _names(a, b)
    more = _beside(a, b)
    if said and more:
        return f"{said}, and {more}."
    whole = said or more or "The names and addresses are alike"
    return f"{whole[0].upper()}{whole[1:]}."


def _strong(a: Record, b: Record) -> str:
    if a.email and a.email == b.email:
        return "The same address"
    if a.host_id and a.host_id == b.host_id:
        return "The same account number at the code host"
    return ""


def _names(a: Record, b: Record) -> str:
    if not a.name or not b.name:
        return ""
    found, left, right = align(a.name, b.name)
    long = [(how, x, y) for how, x, y in found if len(x) > 1 or len(y) > 1]
    if len(found) > 1 and not left and not right and all(how == "equal" for how, _, _ in found):
        return "Same first and last name"
    if not long:
        return ""
    parts = [f"“{x}” in both names" for how, x, _ in long if how == "equal"][:2]
    parts += [
        f"“{min(x, y, key=len)}” may be short for “{max(x, y, key=len)}”" for how, x, y in long if how in ("nickname", "prefix", "initial")
    ][:1]
    parts += [f"“{x}” and “{y}” are nearly the same" for how, x, y in long if how == "typo"][:1]
    return several(parts[:2])[:1].upper() + several(parts[:2])[1:]


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
