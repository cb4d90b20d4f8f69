"""One run through the simulated weeks: what happens by itself each day, what ego could do, and what comes of what she does."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from things_weights import asked
from things_world import APART, DAYS, EGO, WARM_UP, Need, Source, World, weekly

from worthwhile.planning.rules.pick_up import SILENCE as FALLEN_SECONDS
from worthwhile.planning.rules.wake import SILENCE as ASLEEP_SECONDS
from worthwhile.planning.values import Proposal
from worthwhile.planning.words import DAY

FALLEN, ASLEEP = FALLEN_SECONDS / DAY, ASLEEP_SECONDS / DAY  # days of silence

MINUTES, ASK_AGAIN = 10, 22  # ego's minutes a day; working days in which the product asks nobody twice (its rule says 30 days)


class Option(NamedTuple):
    """Something ego could do: what the product's rule makes of it, with whom, and what it is about."""

    proposal: Proposal
    kind: str
    person: int
    need: Need | None = None
    source: Source | None = None


Planner = Callable[["Run", list[Option]], Sequence[Option]]


class Run:
    """The state of one planner's weeks."""

    def __init__(self, world: World, planner: Planner, *, ask_again: int = ASK_AGAIN, others: bool = True) -> None:
        self.w, self.planner, self.ask_again, self.others, self.day = world, planner, ask_again, others, 0
        n = world.people
        self.strength, self.silence = world.strength.copy(), world.silence.copy()
        self.quiet = world.silence.copy()  # as the log shows it: a word of ego's ends it, whatever it does for the tie
        self.told: dict[int, Need] = {}
        self.ways: dict[int, list[Option]] = {}
        self.promised: dict[int, int] = {}
        self.tried: set[tuple[int, int]] = set()
        self.met: dict[int, int] = {}
        self.gave, self.thanked = np.zeros(n, bool), np.zeros(n, bool)
        self.due: dict[int, int] = {}
        self.asks: dict[int, list[int]] = defaultdict(list)
        self.steps: dict[int, int] = dict.fromkeys(world.stakeholders, 0)
        self.stepped: dict[int, int] = {}
        self.won: dict[int, int] = {}
        self.under_way: dict[int, tuple[Need, Source, str, int]] = {}
        self.coming: dict[int, list[tuple[Need, int]]] = defaultdict(list)  # day → (need of ego's, giver) that is then met
        self.acted = np.full(n, -999)
        self.spent = 0
        self.by_kind: dict[str, int] = defaultdict(int)

    def go(self) -> "Run":
        """All days."""
        for self.day in range(DAYS):
            self._by_itself()
            done = self.planner(self, self.options())
            assert sum(o.proposal.minutes for o in done) <= MINUTES and len({o.person for o in done}) == len(done)
            for option in done:
                self._do(option)
            self.strength *= 2 ** (-1.4 / 60)
            self.silence += 1
            self.quiet += 1
        return self

    def needs_met(self) -> tuple[int, int]:
        """(of others, ego's own) after the warm-up; a stakeholder who is won is one of ego's own."""
        others = sum(day >= WARM_UP and self.w.needs[k].owner != EGO for k, day in self.met.items())
        own = sum(day >= WARM_UP and self.w.needs[k].owner == EGO for k, day in self.met.items())
        return others, own + sum(day >= WARM_UP for day in self.won.values())

    def per_ten_minutes(self) -> float:
        """Needs met for each ten minutes that ego had."""
        return sum(self.needs_met()) / (DAYS - WARM_UP)

    def open(self, need: Need) -> bool:
        """Is it there, and not yet met?"""
        return need.born <= self.day < need.until and need.number not in self.met

    def answers(self, j: int) -> float:
        """Chance that j answers what wants an answer."""
        d = self.w.d
        x = d.answer[0] + d.answer[1] * np.log1p(self.strength[j]) + d.answer[2] * np.log1p(self.silence[j] * 1.4)
        return float(min(0.95, 1 / (1 + np.exp(-x)) / d.calls))

    def says_yes(self, j: int) -> float:
        """Chance that j says yes to an ask: answers, and consents, by what was given before, thanks, and how often j was asked of late."""
        d = self.w.d
        p = min(0.98, self.answers(j) * d.consent)
        x = np.log(p / (1 - p)) + d.giving * self.gave[j] + d.thanks * self.thanked[j] - d.fatigue * self._asked_lately(j, 20)
        return float(1 / (1 + np.exp(-x)))

    def _asked_lately(self, j: int, days: int) -> int:
        return sum(self.day - at < days for at in self.asks[j])

    def _by_itself(self) -> None:
        w, day = self.w, self.day
        daily = 1 - (1 - weekly(w.d, self.strength, self.silence)) ** (1 / 5)
        for j in np.flatnonzero(w.luck["theirs"][day] < daily).tolist():
            self._contact(j, 1.0)
            if (j, day) in w.brought:
                self._note(w.brought[j, day], in_talk=True)
            self._tell(j, w.d.told, in_talk=True)
        for j in np.flatnonzero(w.luck["hers"][day] < daily).tolist():  # what ego writes anyway, in the course of her work
            self._contact(j, 1.0)
            self._tell(j, w.d.told, in_talk=True)
        for need, giver in self.coming.pop(day, ()):
            self._contact(giver, 1.0)
            if self.open(need):
                self.met[need.number] = day
                self.due[giver] = day

    def _contact(self, j: int, weight: float) -> None:
        self.strength[j] += weight
        self.silence[j] *= 1 - weight
        self.quiet[j] = 0

    def _tell(self, j: int, chance: float, *, in_talk: bool) -> None:
        luck = self.w.luck
        for need in self.w.by_owner[j]:
            k = need.number
            if k not in self.told and self.open(need) and luck["tell"][k, self.day] < chance:
                self._note(need, in_talk=in_talk)

    def _note(self, need: Need, *, in_talk: bool) -> None:
        luck, k = self.w.luck, need.number
        if luck["note"][k] < self.w.d.noted:
            self.told[k] = need
            if in_talk and luck["promise"][k] < self.w.d.promise and any(s.giver == EGO and s.useful for s in need.sources):
                self.promised[k] = self.day

    def options(self) -> list[Option]:
        """All that ego could do today; the same for every planner."""
        out: list[Option] = []
        if self.others:  # spared where the planner would pass over them
            self._for_others(out)
        self._for_ego(out)
        self._for_ties(out)
        return out

    def _add(self, out: list[Option], kind: str, j: int, need: Need | None = None, source: Source | None = None, **how: float) -> None:
        worth, days, flag = how.get("worth", 0.0), int(how.get("days", 0) * 1.4), bool(how.get("flag", 0))
        p = asked(kind, worth, min(days, 300), round(how.get("chance", 0.3), 1), flag)
        if p is not None:
            out.append(Option(p, kind, j, need, source))

    def _for_others(self, out: list[Option]) -> None:
        for k, need in list(self.told.items()):
            if not self.open(need):
                del self.told[k]
                continue
            j = need.owner
            if k in self.promised:
                self._add(out, "keep_promise", j, need, days=self.day - self.promised[k])
                continue
            if k in self.under_way:
                _, source, stage, ready = self.under_way[k]
                if ready <= self.day:
                    self._add(out, "bring together", source.giver if stage == "ask other" else j, need, source, flag=stage == "introduce")
                continue
            if k not in self.ways:
                self.ways[k] = self._ways(need)
            for o in self.ways[k]:
                assert o.source is not None
                if (k, o.source.giver) not in self.tried:
                    out.append(o if o.kind == "offer_help" else o._replace(proposal=self._new_introduction(o)))

    def _new_introduction(self, o: Option) -> Proposal:
        """It is worth the less, the more are under way."""
        assert o.source is not None
        found = asked("introduce", o.source.near, 0, 0.3, False, min(len(self.under_way), 9))
        assert found is not None
        return found

    def _ways(self, need: Need) -> list[Option]:
        """Ego's own gift, and introductions to others who may have it."""
        out: list[Option] = []
        for source in need.sources:
            if source.giver == EGO:
                self._add(out, "offer_help", need.owner, need, source, worth=source.near)
            elif self.w.d.introductions:
                self._add(out, "introduce", need.owner, need, source, worth=source.near)
        return out

    def _for_ego(self, out: list[Option]) -> None:
        for need in self.w.mine:
            if self.open(need):
                if need.offered is not None and (need.number, EGO) not in self.tried and self.day >= need.born + 2:
                    self._add(out, "say_yes", need.offered.giver, need, need.offered, days=self.day - need.born)
                for s in need.sources:
                    if (need.number, s.giver) not in self.tried and not self._asked_lately(s.giver, self.ask_again):
                        self._add(out, "ask", s.giver, need, s, worth=s.near)
        for j, since in self.w.stakeholders.items():
            if since <= self.day and j not in self.won and self.day - self.stepped.get(j, -99) >= APART:
                self._add(out, "next_step", j, flag=j % 3 == 0)

    def _for_ties(self, out: list[Option]) -> None:
        for j, day in self.due.items():
            self._add(out, "tell", j, days=self.day - day)
        quiet, gap = self.quiet * 1.4, self.w.gap
        week = weekly(self.w.d, self.strength, self.silence)
        for j in np.flatnonzero((quiet >= 0.75 * gap) & (quiet <= 2 * gap) & self.w.rhythm).tolist():
            self._add(out, "keep_warm", j, days=max(7.0, gap[j]) / 1.4, chance=1 - (1 - week[j]) ** 2)
        fallen = (quiet >= FALLEN) & (quiet < ASLEEP) & (~self.w.rhythm | (quiet > 2 * gap))
        for j in np.flatnonzero(fallen).tolist():
            self._add(out, "pick_up", j, days=quiet[j] / 1.4, chance=1 - (1 - week[j]) ** 2)

    def _do(self, o: Option) -> None:
        j, day, luck, d = o.person, self.day, self.w.luck, self.w.d
        self.spent += o.proposal.minutes
        self.by_kind[o.kind] += 1
        self.acted[j] = day
        replied = luck["answer"][day, j] < self.answers(j)
        match o.kind:
            case "keep_promise" | "offer_help" | "introduce" | "bring together":
                self._give(o)
            case "ask":
                self._ask(o)
            case "say_yes":
                assert o.need is not None and o.source is not None
                self.tried.add((o.need.number, EGO))
                if o.source.useful:
                    self.met[o.need.number] = day
                    self.due[j] = day
            case "tell":
                self.due.pop(j, None)
                self.thanked[j] = True
            case "next_step":
                self.stepped[j] = day
                if luck["step"][day, j] < self.answers(j) * d.step:
                    self.steps[j] += 1
                    if self.steps[j] >= d.steps:
                        self.won[j] = day
        self._contact(j, d.one_way)
        if replied and d.ego_words_tell:
            self._tell(j, d.told, in_talk=False)

    def _give(self, o: Option) -> None:
        need, source = o.need, o.source
        assert need is not None
        k, day, luck, d = need.number, self.day, self.w.luck, self.w.d
        if o.kind == "keep_promise" or (o.kind == "offer_help" and source is not None and source.useful):
            self.met[k] = day
            self.gave[need.owner] = True
        if source is None:
            return
        wait = day + 1 + int(self._delay(o.person))
        if o.kind == "offer_help":
            self.tried.add((k, EGO))
        elif o.kind == "introduce":
            self.tried.add((k, source.giver))
            if luck["yes"][day, need.owner] < d.yes_to_meet:
                self.under_way[k] = (need, source, "ask other", wait)
        elif self.under_way[k][2] == "ask other":
            self.asks[source.giver].append(day)
            if luck["yes"][day, source.giver] < self.says_yes(source.giver):
                self.under_way[k] = (need, source, "introduce", wait)
            else:
                del self.under_way[k]
        else:
            del self.under_way[k]
            if source.useful:
                self.met[k] = day
                self.gave[need.owner] = True

    def _ask(self, o: Option) -> None:
        need, source, j = o.need, o.source, o.person
        assert need is not None and source is not None
        yes = self.w.luck["yes"][self.day, j] < self.says_yes(j)
        self.tried.add((need.number, j))
        self.asks[j].append(self.day)
        if yes and source.useful:
            self.coming[self.day + 1 + int(self._delay(j))].append((need, j))

    def _delay(self, j: int) -> float:
        """Working days until an answer comes: log-normal, with the log's median and 90 % quantile."""
        middle, late = self.w.d.delay
        spread = np.log(max(late / middle, 1.01)) / 1.2816
        z = np.sqrt(2) * _erfinv(2 * self.w.luck["wait"][self.day, j] - 1)
        return float(min(7.0, middle * np.exp(spread * z)) * 5 / 7)


def _erfinv(x: float) -> float:
    """Inverse error function to four digits (Winitzki 2008)."""
    x = float(np.clip(x, -0.999, 0.999))
    a, log = 0.147, np.log(1 - x * x)
    first = 2 / (np.pi * a) + log / 2
    return float(np.sign(x) * np.sqrt(np.sqrt(first**2 - log / a) - first))
