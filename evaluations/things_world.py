"""The world of the simulation of things done: people, their needs and ego's, ties that cool and warm, and what an act of ego's does.

Days are working days. Chance is drawn before anybody acts and laid up by need, person and day, so that all planners meet the same luck.
"""

from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray
from things_fits import WORK, Fits

Floats = NDArray[np.float64]
EGO = -1
WARM_UP, DAYS = 20, 110  # working days: the first four weeks are not counted
APART = 10  # working days between two steps with one stakeholder

# name → (low, high, how drawn, what it rests on); everything that no log can tell
RANGES: dict[str, tuple[float, float, str, str]] = {
    "people": (40, 120, "whole", "[E] between the layers of 15 and 150 (MacCarron, Kaski & Dunbar 2016)"),
    "seen": (0.2, 1.0, "log", "[E] share of all contact that one log of mail sees: no meetings, no calls, not everybody"),
    "pace": (0.5, 2.0, "log", "[E] needs at work that are told to nobody yet, against questions on a list"),
    "aimed": (0.3, 0.7, "even", "[E] share of what is brought to ego that she can meet herself: people ask those who may have it"),
    "tellings": (1.0, 3.0, "even", "[E] how many people a need is brought to: what others bring to ego is to her own needs as this to one"),
    "goal": (0.2, 0.6, "even", "[E] share of ego's own needs that are the yes of somebody who has a say in her goals"),
    "life": (5, 40, "log", "[E] median working days until a need lapses; lists only tell how soon it is answered"),
    "told": (0.15, 0.5, "even", "[E] chance that an open need is told at a contact; about 90 % of help starts with a request (in Grant 2013)"),
    "noted": (0.57, 0.95, "even", "recall of noticing at its bar of precision, up to [E] what is typed in besides"),
    "topics": (8, 20, "whole", "[E] kinds of thing that people need"),
    "offers": (1.0, 3.0, "even", "[E] things each of the others can give"),
    "mine": (2, 6, "whole", "[E] things ego can give"),
    "known": (0.3, 0.9, "even", "[E] share of what others can give that ego knows of"),
    "useful": (0.4, 0.8, "even", "near the share of hits in the first five of who can answer (0.44 to 0.67 on three sets); else [E]"),
    "false": (0.0, 1.0, "even", "[E] matches for each need that look right and are not"),
    "promise": (0.05, 0.3, "even", "[E] chance that ego gives her word when she is told of a need that she can meet"),
    "calls": (0.3, 0.8, "even", "[E] share of messages that want an answer: the logs' chance of an answer is over all messages"),
    "consent": (0.45, 0.9, "even", "five of 10.5 asked said yes (cases in Flynn & Lake 2008), up to [E] among people who know each other"),
    "steps": (1, 3, "whole", "[E] steps that go well until one of them is won"),
    "step": (0.3, 0.7, "even", "[E] chance that a step goes well where it is answered"),
    "fatigue": (0.0, 1.0, "even", "[E] log-odds lost for each ask of the same person in four weeks"),
    "thanks": (0.0, 0.4, "even", "[E] log-odds gained from thanks; the well-known doubling is in doubt and not used"),
    "one_way": (0.2, 1.0, "even", "[E] what a word of ego's alone counts for the tie, in contacts: logs cannot tell cause from habit"),
    "unasked": (0.05, 0.15, "even", "about 10 % of help comes without a request (in Grant 2013)"),
    "yes_to_meet": (0.7, 0.95, "even", "[E] chance that somebody in need says yes to an introduction"),
}  # fmt: skip


@dataclass(frozen=True)
class Draw:
    """One set of parameters: those of the ranges above, and one bootstrap draw of the fits."""

    people: int
    seen: float
    pace: float
    aimed: float
    tellings: float
    goal: float
    life: float
    told: float
    noted: float
    topics: int
    offers: float
    mine: int
    known: float
    useful: float
    false: float
    promise: float
    calls: float
    consent: float
    steps: int
    step: float
    fatigue: float
    thanks: float
    one_way: float
    unasked: float
    yes_to_meet: float
    log: str = "enron"
    list: str = "r-devel"
    arrival: tuple[float, float] = (0.05, 3.0)
    left: tuple[float, float, float] = (0.5, 0.14, 2.4)
    delay: tuple[float, float] = (0.9, 3.9)
    answer: tuple[float, ...] = (0.0, 0.0, 0.0)
    writes: tuple[float, ...] = (0.0, 0.0, 0.0)
    giving: float = 0.0
    asks: float = 0.5
    even: float = 1.0
    ego_words_tell: bool = True
    introductions: bool = True
    brought: bool = True


def draw(fits: Fits, rng: np.random.Generator) -> Draw:
    """Parameters for one world."""
    said: dict[str, float] = {}
    for name, (low, high, how, _) in RANGES.items():
        value = np.exp(rng.uniform(np.log(low), np.log(high))) if how == "log" else rng.uniform(low, high)
        said[name] = int(rng.integers(low, high + 1)) if how == "whole" else float(value)
    log, lst = str(rng.choice(sorted(fits.answers))), str(rng.choice(sorted(fits.arrivals)))

    def one(rows: Floats) -> tuple[float, ...]:
        return tuple(float(v) for v in rows[rng.integers(len(rows))])

    return Draw(
        **said, log=log, list=lst, arrival=one(fits.arrivals[lst]), left=one(fits.elsewhere[lst]), delay=one(fits.delay[log]),  # type: ignore[arg-type]
        answer=one(fits.answers[log].draws), writes=one(fits.unasked[log].draws), giving=one(fits.giving[lst].draws)[2],
        asks=float(rng.choice(fits.asks)), even=float(rng.choice(fits.balance[log])),
    )  # fmt: skip


OFF: dict[str, dict[str, object]] = {
    "giving before does not count": {"giving": 0.0},
    "thanks do not count": {"thanks": 0.0},
    "nobody tires of being asked": {"fatigue": 0.0},
    "nothing is told because ego wrote": {"ego_words_tell": False},
    "every need that is told is noted": {"noted": 1.0},
    "matches are never wrong": {"useful": 1.0, "false": 0.0},
    "no promises": {"promise": 0.0},
    "nobody else meets a need later": {"left": "never"},
    "no introductions": {"introductions": False},
    "no help comes unasked": {"unasked": 0.0},
    "no stakeholders": {"goal": 0.0},
    "others begin as much as ego does": {"even": 1.0},
    "nothing is brought to ego": {"brought": False},
    "answers do not depend on the tie": {"answer": "flat"},
    "a word of ego's does nothing for the tie": {"one_way": 0.0},
}


def without(d: Draw, changes: dict[str, object]) -> Draw:
    """The same draw with one mechanism switched off."""
    known = {f.name for f in fields(d)}
    told = {k: v for k, v in changes.items() if k in known}
    if told.get("answer") == "flat":
        told["answer"] = (d.answer[0] + d.answer[1] * np.log1p(1.5) + d.answer[2] * np.log1p(25), 0.0, 0.0)
    if told.get("left") == "never":
        told["left"] = (d.left[0], 0.0, d.left[2])
    return replace(d, **told)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Source:
    """Somebody who may meet a need: ego or one of the others; `near` is how well it looks, `useful` how it is."""

    giver: int
    near: float
    useful: bool


@dataclass(frozen=True)
class Need:
    """One need: whose, from which day, until when at most, and who may meet it."""

    number: int
    owner: int
    born: int
    until: int  # lapsed, or met by somebody whom ego has nothing to do with
    sources: tuple[Source, ...]
    offered: Source | None = None  # help that comes to ego unasked


@dataclass(frozen=True)
class World:
    """What is the same for every planner."""

    d: Draw
    strength: Floats
    silence: Floats
    needs: tuple[Need, ...]
    by_owner: tuple[tuple[Need, ...], ...]
    mine: tuple[Need, ...]
    brought: dict[tuple[int, int], Need]  # (person, day) → what they bring, if they write on that day
    stakeholders: dict[int, int]  # person → day from which their yes is needed
    rhythm: NDArray[np.bool_]  # has the tie one: contact on six days or more
    gap: Floats  # calendar days: the tie's own long gap
    luck: dict[str, Floats] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many others there are."""
        return self.d.people


def weekly(d: Draw, strength: Floats, silence: Floats) -> Floats:
    """Chance that somebody writes to ego within a week (silence in working days)."""
    x = d.writes[0] + d.writes[1] * np.log1p(strength) + d.writes[2] * np.log1p(silence / WORK)
    out: Floats = 1 - (1 - 1 / (1 + np.exp(-x))) ** (1 / d.seen)
    return out


def make(d: Draw, fits: Fits, rng: np.random.Generator) -> World:
    """A world with its luck laid up."""
    n = d.people
    pick = fits.close[d.log][rng.integers(0, len(fits.close[d.log]), n)]
    strength, silence = pick[:, 0].copy(), pick[:, 1] * WORK
    gives = [set(rng.integers(0, d.topics, 1 + rng.poisson(d.offers - 1)).tolist()) for _ in range(n)]
    mine = set(rng.choice(d.topics, d.mine, replace=False).tolist())
    rate = d.arrival[0] * d.pace * d.left[0] * rng.gamma(d.arrival[1], 1 / d.arrival[1], n)
    needs: list[Need] = []
    for j in range(n):
        for _ in range(rng.poisson(rate[j] * DAYS)):
            needs.append(_need(len(needs), j, int(rng.integers(0, DAYS)), d, gives, mine, rng))
    per_contact = d.asks * d.left[0]
    come = float((1 - (1 - weekly(d, strength, silence)) ** (1 / 5)).sum())
    own = come * per_contact / d.tellings / d.even * DAYS
    for _ in range(rng.poisson(own * (1 - d.goal))):
        needs.append(_need(len(needs), EGO, int(rng.integers(0, DAYS)), d, gives, set(), rng))
    latent = tuple(tuple(x for x in needs if x.owner == j) for j in range(n))
    own_needs = tuple(x for x in needs if x.owner == EGO)
    brought = {}
    for day, j in zip(*np.nonzero(rng.random((DAYS, n)) < per_contact * d.brought), strict=True):
        need = _need(len(needs), int(j), int(day), d, gives, mine, rng, aimed=True)
        brought[int(j), int(day)] = need
        needs.append(need)
    hazard = -np.log1p(-np.minimum(0.99, 1 - (1 - weekly(d, strength, np.full(n, 5.0))) ** 2)) / 7
    luck = {name: rng.random((DAYS, n)) for name in ("theirs", "hers", "answer", "yes", "wait", "step")}
    luck |= {"tell": rng.random((len(needs) + 1, DAYS)), "note": rng.random(len(needs) + 1), "promise": rng.random(len(needs) + 1)}
    whose = rng.choice(n, min(n, int(rng.poisson(own * d.goal))), replace=False).tolist()
    who = {j: int(rng.integers(0, DAYS)) for j in whose}
    gap = np.clip(np.log(5) / hazard, 7, 120)
    return World(d, strength, silence, tuple(needs), latent, own_needs, brought, who, strength >= 2, gap, luck)


def _need(
    number: int, owner: int, born: int, d: Draw, gives: list[set[int]], mine: set[int], rng: np.random.Generator, aimed: bool = False
) -> Need:
    until = born + 1 + d.life * np.exp(0.7 * rng.normal())
    if rng.random() < d.left[1]:
        until = min(until, born + 1 + d.left[2] * WORK * np.exp(rng.normal()))
    topic = int(rng.choice(sorted(mine))) if aimed and rng.random() < d.aimed else int(rng.integers(d.topics))
    right = [j for j in range(d.people) if topic in gives[j] and j != owner and rng.random() < d.known]
    sources = [
        Source(j, round(float(rng.beta(5, 3)), 2), bool(rng.random() < d.useful))
        for j in ([EGO] if topic in mine and owner != EGO else []) + right
    ]
    for _ in range(rng.poisson(d.false)):
        sources.append(Source(int(rng.integers(-1 if owner != EGO else 0, d.people)), round(float(rng.beta(2, 5)), 2), False))
    sources = sorted({s.giver: s for s in reversed(sources) if s.giver != owner}.values(), key=lambda s: -s.near)[:6]
    helps = [s for s in sources if s.giver != EGO]
    offered = helps[int(rng.integers(len(helps)))] if owner == EGO and helps and rng.random() < d.unasked else None
    return Need(number, owner, born, int(until), tuple(sources), offered)
