"""Thank for an endorsement or a recommendation received, and return it: when neither was done."""

from worthwhile.planning import drafts
from worthwhile.planning.values import Kindness, Proposal, Situation
from worthwhile.planning.words import DAY, as_of, day, given, iso, short_day
from worthwhile.why import Reason, Row

LONGEST = {"recommendation": 180 * DAY, "endorsement": 90 * DAY}  # thanks later than that would puzzle


def rule(s: Situation) -> Proposal | None:
    """Thanks for the newest kindness that was neither returned nor followed by a word from her."""
    found = next((k for k in s.kindnesses if _open(s, k)), None)
    if found is None:
        return None
    name = given(s.person)
    what = (
        f"endorsed you for {found.detail}"
        if found.detail
        else "endorsed you"
        if found.kind == "endorsement"
        else "wrote a recommendation of you"
    )
    unseen = as_of(s, "mail", found.at) or as_of(s, "message", found.at)
    tail = f" No word of thanks from you, nor one in return, is seen here{unseen}." if unseen else ""
    why = Reason(
        f"{name} {what} on {day(found.at, s.at)}.{tail}",
        (Row("interaction", found.row, iso(found.at)),),
        f"LinkedIn, {short_day(found.at, s.at)}",
    )
    weight = 0.62 if found.kind == "recommendation" else 0.42
    age = (s.at - found.at) / LONGEST[found.kind]
    title = f"Thank {s.person.name}" + (" for the recommendation, and offer one in return" if found.kind == "recommendation" else "")
    return Proposal(
        "thank", s.person.id, s.person.anchor, found.key[:64], title, (why,), 3 if found.kind == "recommendation" else 2,
        weight * (1 - 0.5 * age), ("them",), True, draft=drafts.thank(s, found.kind, found.detail, True),
    )  # fmt: skip


def _open(s: Situation, kindness: Kindness) -> bool:
    written = any(c.direction == "to" and c.at > kindness.at for c in s.recent)
    return not kindness.returned and not written and 0 <= s.at - kindness.at <= LONGEST.get(kindness.kind, 0)
