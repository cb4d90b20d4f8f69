"""A month of hers in words that name nobody: what she did, how it went, whom it served, what she gave and asked. Pure.

Nothing is summed up and nothing ranked: kinds of acts are told in the order in which they first came, degrees as "mostly" and "some"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from worthwhile.planning.words import local
from worthwhile.text import several, short_day
from worthwhile.value.kinds import way

DAYS = 30
SERVED = {"them": "for the other person", "both": "for both of you", "organisation": "for the organisation", "me": "for yourself"}
HOW = {"glad": "they were glad", "fine": "it went well enough", "awkward": "it was a bit awkward", "none": "there was no answer so far"}
# an act of each kind, after "you"
ACTS = {
    "answer": "answered somebody", "follow_up": "wrote after a meeting", "thank": "thanked somebody", "congratulate": "wished somebody well", "keep_warm": "said hello", "pick_up": "picked up a thread",
    "ask_after": "asked somebody how it went on",
    "wake": "wrote to somebody after a long time", "keep_promise": "kept a promise", "prepare": "looked ahead to a meeting", "offer_help": "offered help",
    "tell": "told somebody what their help led to", "say_yes": "said yes to help offered", "ask": "asked for something", "next_step": "took a step towards a goal",
    "give_feedback": "told somebody what you think", "ask_feedback": "asked how it looks from the other side", "stand_up": "stood up for somebody",
    "make_room": "made room for somebody", "listen": "listened", "give_unasked": "offered something small", "let_give": "let somebody help", "share": "sent something useful",
    "introduce": "brought two people together",
}  # fmt: skip
TAKES = ("ask", "ask_feedback", "say_yes", "let_give")  # acts by which she lets others give
NEITHER = ("prepare", "next_step")  # acts that stand on neither side
# a line of each kind that went one way: what was given after "you", what was received after "you received"
LINES = {
    "gave": "gave something", "thanked": "thanked somebody", "promise": "kept a promise", "feedback": "told somebody what you think", "credit": "made somebody’s part seen",
    "room": "made room for somebody", "worry": "listened", "share": "sent something useful", "introduced": "brought two people together",
    "received": "help unasked", "thanks": "thanks", "promised": "what was promised you", "asked": "what you asked for", "offered": "what was offered you",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Did:
    """One act done or line of hers, without who and without words: `way` is "given", "received" or ""."""

    at: int
    kind: str
    act: bool
    way: str
    how: str = ""
    serves: tuple[str, ...] = ()
    help: str = ""
    answer: str = ""
    row: int = 0  # of the line, to be chosen by her
    asked: bool = False

    @property
    def said(self) -> str:
        """What was done, after "you"."""
        return (ACTS if self.act else LINES).get(self.kind, self.kind.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Week:
    """What was given and received in one week, each act once, in words; in the order in which it came."""

    begins: str
    given: tuple[str, ...]
    received: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The page for a coach. `sentences` name nobody; `weeks` are what the picture draws; `words` are lines of hers that she chose to show."""

    name: str
    span: str
    sentences: tuple[str, ...]
    served: str
    weeks: tuple[Week, ...]
    practice: str = ""
    words: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """What can be said on who is named: her own words are shown as she wrote them, whoever stands in them."""
        own = self.words or self.practice
        return "some words here are your own, so look through them for names before you show them" if own else "nobody else is named"


def act(at: int, kind: str, how: str, serves: Sequence[str]) -> Did:
    """An act that was done."""
    side = "" if kind in NEITHER else "received" if kind in ("say_yes", "let_give") else "" if kind in TAKES else "given"
    return Did(at, kind, True, side, how, tuple(serves), asked=kind in ("ask", "ask_feedback"))


def line(at: int, row: int, kind: str, closed: bool, answer: str, serves: Sequence[str], help: str) -> Did:
    """A line of hers."""
    return Did(at, kind, False, way(kind, closed, answer), "", tuple(serves), help, answer, row, kind == "asked")


def sentences(done: Sequence[Did]) -> tuple[str, ...]:
    """What she did, how it went, what she gave and what she asked for; in words, without a count."""
    acts = [d for d in done if d.act]
    helped = [d for d in done if d.way == "given"]
    asked = [d for d in done if d.asked]
    found = [
        f"You {several(_once(d.said for d in acts))}." if acts else "No act is noted as done in this month.",
        _went(acts),
        f"You {'also ' if acts else ''}{several(more)}." if (more := _lines(done, "given", acts)) else "",
        f"You received {several(got)}." if (got := _lines(done, "received", acts)) else "",
        f"What you gave was a matter of {several(kinds)}." if (kinds := _once(d.help for d in helped if d.help)) else "",
        _asked(asked),
    ]
    return tuple(s for s in found if s)


def _lines(done: Sequence[Did], side: str, acts: Sequence[Did]) -> list[str]:
    """What her lines say of one side, but for what acts say already."""
    told = {a.said for a in acts}
    return [s for s in _once(d.said for d in done if not d.act and d.way == side) if s not in told]


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(w for w in words if w))


def _went(acts: Sequence[Did]) -> str:
    said = [HOW[d.how] for d in acts if d.how in HOW]
    if not said:
        return ""
    words = _once(said)
    if len(words) == 1:
        return f"Where you said how it went, {words[0]}."
    most = next((w for w in words if said.count(w) * 2 > len(said)), "")
    rest = [w for w in words if w != most]
    at_times = several([f"at times {w}" for w in rest])
    return f"Mostly {most}; {at_times}." if most else f"{at_times[0].upper()}{at_times[1:]}."


def _asked(asked: Sequence[Did]) -> str:
    if not asked:
        return "No ask is noted in this month."
    kinds = _once(d.help for d in asked)
    answers = _once({"yes": "a yes", "no": "an easy no"}.get(d.answer, "") for d in asked)
    about = f" for {several(kinds)}" if kinds else ""
    return f"You asked{about}{f', and heard {several(answers)}' if answers else ''}."


def served(mix: Mapping[str, float]) -> str:
    """Whom it served, from the shares of each intent, as a sentence: "mostly", "some", never a figure."""
    known = sorted(((share, SERVED[i]) for i, share in mix.items() if i in SERVED and share > 0), key=lambda s: -s[0])
    if not known:
        return "Nothing is noted in this month yet."
    first, others = known[0][1], [words for _, words in known[1:]]
    if not others:
        said = f"all of it was {first}"
    elif known[0][0] > 0.5:
        said = f"most of it was {first}, and some {several(others)}"
    else:
        said = f"some of it was {first}, {several([f'some {words}' for words in others])}"
    return f"As far as you said or we guess, {said}."


def weeks(done: Sequence[Did], at: int) -> tuple[Week, ...]:
    """The weeks of the month, Monday first, the oldest first."""
    today = local(at).date()
    first = _monday(today - timedelta(days=DAYS - 1))
    out = []
    while first <= today:
        within = [d for d in done if _monday(local(d.at).date()) == first]
        sides = [tuple(d.said for d in within if d.way == side) for side in ("given", "received")]
        out.append(Week(short_day(first, today), *sides))
        first += timedelta(days=7)
    return tuple(out)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
