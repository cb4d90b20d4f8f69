"""What is missing among the people that a goal takes, in sentences. Pure; each names what can be done, and none counts what is not done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worthwhile.goals.salience import much
from worthwhile.goals.values import GoalView, Standing
from worthwhile.text import several


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known or not there: `kind` ("nobody", "stance", "tie", "say", "first", "help"), a sentence, and whom it is about."""

    kind: str
    sentence: str
    people: tuple[int, ...] = ()


def gaps(goal: GoalView, people: Sequence[Standing], as_of: str = "") -> list[Gap]:
    """Who is missing: nobody with a say, a say but no stance known, a say but no tie, how much say not known, a first yes from
    somebody who is not here, nobody for the help that the goal wants. `as_of` ends what is said of letters not seen (next_step.as_of)."""
    if not people:
        return [Gap("nobody", "Who has a say in it? Nobody stands here yet.")]
    heard = [s for s in people if much(s.say) is not False]
    found = [
        _gap("stance", "Where {} {} is not known yet.", ("stands", "stand"), [s for s in heard if s.stance == "unknown" and s.known]),
        _gap("tie", f"{{}} {{}} a say, and no letter between you is seen here{as_of}.", ("has", "have"), [s for s in heard if not s.known]),
        _gap("say", "How much say {} {} is not set.", ("has", "have"), [s for s in people if s.say is None]),
    ]
    here = {s.person for s in people}
    out = [g for g in found if g is not None]
    for s in people:
        if s.after is not None and s.after not in here:
            out.append(
                Gap(
                    "first",
                    f"{s.after_name}’s yes comes before {s.name}’s, and {s.after_name} is not on this goal yet.",
                    (s.after, s.person),
                )
            )
    if not any(much(s.say) for s in people) and not any(s.say is None for s in people):
        out.append(Gap("nobody", "Nobody here has much say in it. Who decides?"))
    if goal.help and not any(s.stance == "for" and s.known for s in people):
        out.append(Gap("help", f"It wants help (“{goal.help.rstrip('.')}”), and nobody here is for it yet. Who would be glad to?"))
    return out


def _gap(kind: str, sentence: str, verbs: tuple[str, str], people: Iterable[Standing]) -> Gap | None:
    some = list(people)
    if not some:
        return None
    names = several([s.name for s in some])
    return Gap(kind, sentence.format(names, verbs[len(some) > 1]), tuple(s.person for s in some))
