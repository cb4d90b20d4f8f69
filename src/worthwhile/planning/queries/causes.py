"""What gives cause for an act beside the log: her lines, what meets in them, introductions under way, next steps for her goals.

Read once for all persons, with a bound on each, so that Today stays quick however much she wrote down."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from worthwhile.goals.next_step import pressing, waits_for
from worthwhile.goals.queries import open_steps, people_of
from worthwhile.goals.values import GoalView, NextStep
from worthwhile.people import queries as people_seen
from worthwhile.people.values import PersonView
from worthwhile.planning.learn import ASKING, ASKS_APART, OFTEN
from worthwhile.planning.lines import LATELY, LONGEST, Settled, step_cause
from worthwhile.planning.queries.shown import shown
from worthwhile.planning.situation import Causes
from worthwhile.planning.values import Chance, Jotting, Underway
from worthwhile.planning.words import DAY
from worthwhile.store import rows
from worthwhile.value import queries as value
from worthwhile.value.kinds import way
from worthwhile.value.plain import wish
from worthwhile.value.values import Matched, Noted

OPEN = ("promise", "feedback", "credit", "room", "worry", "offered", "share", "ask")  # an open line of these may be due
PASSED = ("gave", "received", "thanked", "asked", "promise", "promised", "offered", "feedback", "credit", "room", "worry", "share")
MOST = 8  # persons for each kind of open line: more would not fit into a day
MATCHES, STEPS = 16, 8
LINES = 300
FEEDBACK_APART = 30 * DAY
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")  # what is written as a given name is


def causes(at: int) -> Causes:
    """All of it at this moment."""
    mine = people_seen.me()
    matched = [m for m in value.matches(most=MATCHES) if m.at <= at]
    moving = [i for i in value.introductions(closed=True) if i.at <= at] if matched else [i for i in value.introductions() if i.at <= at]
    settled = rows(
        """select about from worthwhile_act where kind = 'next_step' and at <= %s and
            (state = 'done' or (state in ('later', 'not_this') and (until is null or until > %s)))""",
        [at, at],
    )
    pending = open_steps(at, aside=Settled(about for (about,) in settled))
    steps = pressing(_fresh_first(_spared(pending, at), at))[:STEPS]
    who = people_seen.people_by_id(
        sorted({*(p for m in matched for p in (m.who, m.giver)), *(p for i in moving for p in (i.one, i.other))})
    )
    ego = mine.id if mine is not None else 0
    tried = {(i.one, i.other, i.need) for i in moving if i.stage != "later"}  # what is put off meets nothing until it is back
    by_step = defaultdict(list)
    for step in steps:
        by_step[step.person].append(step)
    return Causes(
        tuple(_with_lines(at, ego)),
        _chances((m for m in matched if (m.who, m.giver, m.text) not in tried), who, ego),
        _underway(
            Underway(i, who[i.one], who[i.other])
            for i in moving
            if i.closed is None and i.one != i.other and i.one in who and i.other in who
        ),
        {p: tuple(found) for p, found in by_step.items()},
        wished := _wish(ego, at, steps[0] if steps else None),
        waits_for(step for _, some in pending for step in some),
        _whom(wished, [step for _, some in pending for step in some]),
    )


def _spared(pending: Iterable[tuple[GoalView, list[NextStep]]], at: int) -> list[tuple[GoalView, list[NextStep]]]:
    """Without steps that ask somebody of whom she asked something within a week, or with whom she took a step."""
    asked = rows(
        f"""select p.root_id from worthwhile_act a join worthwhile_person q on q.anchor = a.anchor join worthwhile_profile p on p.person_id = q.id
            where a.state = 'done' and a.kind in ({_marks(ASKING)}) and a.at > %s and a.at <= %s""",
        [*ASKING, at - ASKS_APART, at],
    )
    lately = {person for (person,) in asked}
    return [(goal, [s for s in some if not (s.asks and s.person in lately)]) for goal, some in pending]


def _fresh_first(pending: Iterable[tuple[GoalView, list[NextStep]]], at: int) -> list[tuple[GoalView, list[NextStep]]]:
    """The same steps; of each goal those come last that Today showed of late and she left alone: the next one stands in their place meanwhile."""
    seen = shown(at)

    def stood_long(step: NextStep) -> bool:
        return seen[step.person, "next_step", step_cause(step.key)] >= OFTEN

    return [(goal, sorted(some, key=stood_long)) for goal, some in pending]


def _with_lines(at: int, ego: int) -> list[int]:
    """Persons with an open line that may be due, or with help given or received lately; of each sort the newest so many."""
    found = rows(
        f"""select q.person_id, n.kind, n.at, n.closed, n.answer from (select * from worthwhile_note n where n.at <= %s and
            ((n.closed is null and n.at >= %s and n.kind in ({_marks(OPEN)})) or (n.at >= %s and n.kind in ({_marks(PASSED)})))
            order by n.at desc, n.id desc limit {LINES}) n
            cross join worthwhile_person r on r.anchor = n.anchor cross join worthwhile_profile o on o.person_id = r.id
            cross join worthwhile_profile q on q.person_id = o.root_id
            where q.kind in ('person', 'stranger') and not q.left_out and q.person_id <> %s order by n.at desc, n.id desc""",
        [at, at - LONGEST, *OPEN, at - LATELY, *PASSED, ego],
    )
    chosen: dict[int, None] = {}
    count: Counter[str] = Counter()
    seen: set[tuple[int, str]] = set()
    for person, kind, _, closed, answer in found:
        sort = kind if closed is None and kind in OPEN else way(kind, closed is not None and closed <= at, answer) or "asked"
        if (person, sort) not in seen and count[sort] < MOST:
            seen.add((person, sort))
            count[sort] += 1
            chosen[person] = None
    return sorted(chosen)


def _marks(values: Iterable[str]) -> str:
    return ", ".join("%s" for _ in values)


def _chances(found: Iterable[Matched], who: dict[int, PersonView], ego: int) -> dict[int, tuple[Chance, ...]]:
    """Each match at the person with whom it begins: who needs it, or, where the need is ego's, who could give it."""
    out: dict[int, list[Chance]] = defaultdict(list)
    for m in found:
        if m.who not in who or m.giver not in who or who[m.giver].left_out:
            continue
        part, person, other = (
            ("gives", m.giver, None) if m.who == ego else ("needs", m.who, None) if m.giver == ego else ("meets", m.who, who[m.giver])
        )
        out[person].append(Chance(part, m.need, m.offer, m.text, m.offered, m.at, m.worth, m.words, m.bridges, other))
    return {p: tuple(some) for p, some in out.items()}


def _underway(found: Iterable[Underway]) -> dict[int, tuple[Underway, ...]]:
    """Each introduction at the one with whom its next step is."""
    out: dict[int, list[Underway]] = defaultdict(list)
    for u in found:
        out[u.two.id if u.step.stage == "ask other" else u.one.id].append(u)
    return {p: tuple(some) for p, some in out.items()}


def _wish(ego: int, at: int, pressing: NextStep | None) -> Jotting | None:
    """What she would like to hear of from others: a need of hers for feedback, else the goal that presses most. None while she asked of late."""
    asked = rows(
        "select 1 from worthwhile_act where kind = 'ask_feedback' and state = 'done' and at > %s and at <= %s limit 1",
        [at - FEEDBACK_APART, at],
    )
    if asked:
        return None
    needs = [n for n in value.notes(ego) if n.kind == "need" and n.help == "feedback" and n.at <= at and _of_a_thing(n.text)] if ego else []
    if needs:
        return jotting(needs[0], at)
    return None if pressing is None else Jotting(pressing.goal, "goal", pressing.title, 0)


def _whom(wished: Jotting | None, pending: Iterable[NextStep]) -> frozenset[int] | None:
    """Who can tell her that: of a goal those who have a say in it, but those with whom it has a step to take; of a line those whom it names. None
    where a line names nobody: then whoever works closely with her."""
    if wished is None:
        return None
    if wished.kind == "goal":
        busy = {who for step in pending if step.goal == wished.id for who in (step.person, step.about)}
        return frozenset(people_of(wished.id)) - busy
    words = sorted(set(_NAME.findall(wished.text)))
    one = " or ".join(["given = %s or name = %s or name like %s"] * len(words)) or "1 = 0"
    names = [part for word in words for part in (word, word, f"{word} %")]
    named = rows(f"select root_id from worthwhile_profile where kind in ('person', 'stranger') and ({one})", names)
    return frozenset(root for (root,) in named) or None


def _of_a_thing(need: str) -> bool:
    """Is it something one can have a view of? Somebody or something that is looked for ("someone who …", "a second reader") is not."""
    return wish(need)[0] != "thing"


def jotting(n: Noted, at: int) -> Jotting:
    """A line of hers as rules see it at a moment: what was settled later is open still."""
    closed = n.closed is not None and n.closed <= at
    return Jotting(n.id, n.kind, n.text, n.at, n.serves, n.minutes, n.led_to, way(n.kind, closed, n.answer if closed else ""))
