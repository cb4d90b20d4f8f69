"""Who can help with a goal, as plain values."""

from collections.abc import Sequence

from worthwhile.goals.values import GoalView, Helping, Standing
from worthwhile.people import queries as people
from worthwhile.unchanged import kept
from worthwhile.value import queries as value
from worthwhile.value.match_words import shared, stems

MOST = 4


def helpers(goal: GoalView, held: Sequence[Standing]) -> list[Helping]:
    """Those whose open offers share words with the help that a goal wants, the most words first; then those on it who are for it."""
    found = kept(("helpers", goal.help, goal.title), lambda: _offering(goal))
    names = {p.id: p for p in people.people_by_id([h.person for h in found]).values() if p.kind != "me"}
    out = [Helping(h.person, names[h.person].name, h.what, h.at, h.source, h.words) for h in found if h.person in names]
    glad = [s for s in held if s.stance == "for" and s.known and s.person not in {h.person for h in out}]
    out += [Helping(s.person, s.name, "is for it", s.history[0].at, "you set this") for s in glad]
    return out[:MOST]


def _offering(goal: GoalView) -> list[Helping]:
    """Those whose open offers share words with the help that is wanted, the most words first; without names."""
    wanted = f"{goal.help} {goal.title}" if goal.help else ""
    said = set(stems(goal.help))  # a word of the title alone ("test", "desk") tells of nothing that would help
    met: dict[int, Helping] = {}
    for person, line in value.open_of_kind("offer") if wanted else []:
        words = [] if said.isdisjoint(stems(line.text)) else shared(wanted, line.text)  # most lines share nothing
        if words and len(words) > len(met[person].words if person in met else ()):
            met[person] = Helping(person, "", f"offers “{line.text.rstrip('.')}”", line.at, line.source, tuple(words))
    return sorted(met.values(), key=lambda h: (-len(h.words), -h.at, h.person))[:MOST]
