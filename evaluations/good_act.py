"""Is the act a good one? Replays a mailbox day by day, and asks whether ego did write to those whom Today would have named first.

    python evaluations/good_act.py --mbox enron-headers.mbox.gz [--egos N] [--dates 20] [--check N] [--whole] [--acts 50]
    python evaluations/good_act.py --events FILE.csv.gz                       (sender, receiver, seconds: other logs, the same protocol)

Ego is an address; its log are the messages it appears in. Egos: 60 or more messages sent. Dates: 20 for each, spread evenly over the span in which
it wrote, from a fortnight after its first message sent to a fortnight before its last, so that what it did afterwards can be seen. At each date the candidates are those who wrote to ego in the last 60 days and were not written to
since; a date with fewer than six is left out. Of the candidates the first three in Today's own order are taken: each becomes a Situation with what was
known at that moment, the rules propose, and worth decides. The figure is the share of the three to whom ego did write within the next 14 days; those
who would not be named at all come last, the newest first. The weights of the inclination were fitted on other people's logs (train_incline.py), and on
ego's own past before the date. Nothing after the date is looked at, and nothing was chosen by the outcome here.

Beside it, in the same run, the simple rules: most recent; a cadence of 30 days (those whose last letter from ego is nearest to 30 days old); longest
waiting; most often written to; chance; and the best possible. The intervals are paired bootstraps of the ratio to the most recent, over
ego-dates and over egos. `--check N` brings the mailbox in as the product does, for N ego-dates spread over all, and compares the order with
`today --json --at`; `--whole` judges the product's own order on every ego-date, with its ties and all its rules. Subjects, and who stood in Cc, are known of a mailbox, and of no other log. `--acts N` prints N first acts without names, to be read by a human (docs/fifty-acts.md).
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ego_logs import DAY, LEAST_SENT, Head, candidates, dates, first_three, from_csv, from_mbox, logs, told, wrote_to
from tables import wrong

from worthwhile.people.values import PersonView
from worthwhile.planning import incline, rules
from worthwhile.planning.incline import FROM, TO, Floats, Ints, Log
from worthwhile.planning.situation import open_message
from worthwhile.planning.values import Proposal, Situation
from worthwhile.ties.values import Contact

BAR, DRAWS = 1.15, 4000
WARM = ("answer", "keep_warm", "ask_after")  # what counts as answered or kept warm
NOTHING = Head("", frozenset(), frozenset(), 0, "")
Heads = dict[tuple[int, int], Head]  # by the number of the sender and the second; of a log without heads, none


@dataclass(frozen=True)
class Day:
    """One ego-date: who could have been answered, in which order each rule puts them, and whom ego wrote to."""

    ego: int
    at: float
    people: Ints
    truth: Ints
    scores: dict[str, Floats]
    proposals: dict[int, Proposal]
    log: Log  # until the date
    whole: Log

    def share(self, rule: str) -> float:
        """The share among the first three."""
        return first_three(self.scores[rule], self.people, self.truth)


def situation(log: Log, person: int, at: float, chance: float, heads: Heads, me: str) -> Situation:
    """What the log shows of one person at the moment where it ends."""
    mine = log.who == person
    when, way, size = log.at[mine], log.way[mine], log.size[mine]
    last = np.flatnonzero(way == TO)
    since = range(len(when) - 1, int(last[-1]) if len(last) else -1, -1)  # newest first: theirs since ego's last
    found = [(n, heads.get((person, int(when[n])), NOTHING)) for n in since]
    theirs = tuple(
        Contact(int(when[n]), "mail", "from", int(size[n]), me not in head.copied, 0, head.subject, key=f"{person} {int(when[n])}")
        for n, head in found
    )
    kind = "person" if len(last) else "stranger"
    who = PersonView(person, f"number:{person}", f"number {person}", kind=kind, email="someone@example.org")
    return Situation(
        int(at),
        who,
        None,
        "ego",
        int(at),
        None,
        last_received=theirs[0],
        open_message=open_message(theirs),
        recent=theirs[:1],
        inclination=chance,
    )


def day(ego: int, log: Log, at: float, heads: Heads, me: str = "") -> Day:
    """One ego-date, with Today's order and the simple ones."""
    before = log.until(at)
    people = candidates(before, at)
    chance = incline.refined(before, incline.morning(at)).chance(incline.features(before, people, at))
    found = {}
    for person, p in zip(people.tolist(), chance.tolist(), strict=True):
        best = max(rules.proposals(situation(before, person, at, p, heads, me)), key=lambda q: q.worth, default=None)
        if best is not None:
            found[person] = best
    last_from = np.array([before.at[(before.who == p) & (before.way == FROM)][-1] for p in people])
    wrote = [before.at[(before.who == p) & (before.way == TO)] for p in people]
    last_to = np.array([w[-1] if len(w) else -np.inf for w in wrote])
    age = (last_from - before.at[0]) / (at - before.at[0] + 1) / 1e6
    scores = {
        "today": np.array([found[p].worth if p in found else 0.0 for p in people.tolist()])
        + age * np.array([p not in found for p in people.tolist()]),
        "most recent": last_from,
        "cadence of 30 days": -np.abs(np.where(np.isfinite(last_to), (at - last_to) / DAY - 30, 1e6)),
        "longest waiting": -last_from,
        "count of sent mail": np.array([float(len(w)) for w in wrote]),
    }
    return Day(ego, at, people, wrote_to(log, at), scores, found, before, log)


def interval(ours: Floats, theirs: Floats, groups: Ints) -> tuple[float, float]:
    """The 95 % interval of the ratio of two means, drawn again by group."""
    rng = np.random.default_rng(20261124)
    which = np.unique(groups, return_inverse=True)[1]
    n = int(which.max()) + 1
    a, b = np.bincount(which, ours, n), np.bincount(which, theirs, n)
    drawn = rng.integers(0, n, (DRAWS, n))
    ratio = a[drawn].sum(axis=1) / np.maximum(1e-9, b[drawn].sum(axis=1))
    return float(np.quantile(ratio, 0.025)), float(np.quantile(ratio, 0.975))


def judged(days: list[Day]) -> list[dict[str, object]]:
    """The figures, said and given."""
    share = {rule: np.array([d.share(rule) for d in days]) for rule in days[0].scores}
    for rule, values in share.items():
        print(f"{rule:<22} {values.mean():.3f}")
    chance = np.mean([np.isin(d.people, d.truth).mean() for d in days])
    best = np.mean([min(3, int(np.isin(d.people, d.truth).sum())) / 3 for d in days])
    print(f"{'chance':<22} {chance:.3f}\n{'best possible':<22} {best:.3f}")
    ours, recent = share["today"], share["most recent"]
    wrote = np.array([bool(((d.whole.at > d.at) & (d.whole.at <= d.at + 14 * DAY) & (d.whole.way == TO)).any()) for d in days])
    some = {rule: round(float(values[wrote].mean()), 3) for rule, values in share.items()}
    print(f"only the {int(wrote.sum())} ego-dates after which ego wrote to anybody at all within 14 days: {some}")
    by_date = interval(ours, recent, np.arange(len(days)))
    by_ego = interval(ours, recent, np.array([d.ego for d in days]))
    print(
        f"today over most recent: {ours.mean() / recent.mean():.3f}; 95 % over ego-dates {by_date[0]:.3f} to {by_date[1]:.3f}, over egos {by_ego[0]:.3f} to {by_ego[1]:.3f}"
    )
    base = round(float(recent.mean()), 4)
    return [
        {
            "figure": "written to within 14 days, of the first three",
            "value": round(float(ours.mean()), 4),
            "bar": round(BAR * base, 4),
            "baseline": base,
        },
        {"figure": "ratio to the most recent", "value": round(float(ours.mean() / recent.mean()), 4), "bar": BAR, "baseline": 1.0},
        {"figure": "lower end of the ratio, over ego-dates", "value": round(by_date[0], 4), "bar": 1.0, "baseline": 1.0},
        {"figure": "lower end of the ratio, over egos", "value": round(by_ego[0], 4), "bar": 1.0, "baseline": 1.0},
        *(
            {"figure": f"the rule “{r}”", "value": round(float(share[r].mean()), 4), "bar": None, "baseline": base}
            for r in share
            if r != "today"
        ),
        {"figure": "chance", "value": round(float(chance), 4), "bar": None, "baseline": base},
        {"figure": "best possible", "value": round(float(best), 4), "bar": None, "baseline": base},
    ]


def acts(days: list[Day], count: int) -> None:
    """First acts without names, spread over all ego-dates."""
    number: dict[int, dict[int, int]] = {}
    egos = {e: n for n, e in enumerate(sorted({d.ego for d in days}), 1)}
    print("| | act | what was seen | written to within 14 days |\n| --- | --- | --- | --- |")
    for n, k in enumerate(np.linspace(0, len(days) - 1, count).astype(int), 1):
        d = days[k]
        best = int(d.people[np.lexsort((d.people, -d.scores["today"]))][n % 3])
        alter = number.setdefault(d.ego, {}).setdefault(best, len(number[d.ego]) + 1)
        print(
            f"| {n} | ego {egos[d.ego]} → alter {alter}: {d.proposals[best].kind if best in d.proposals else 'none'} | {seen(d, best)} | {'yes' if best in d.truth else 'no'} |"
        )


def seen(d: Day, person: int) -> str:
    """What the log showed of one person at that moment, in a few words."""
    mine = d.log.who == person
    at, way, size = d.log.at[mine], d.log.way[mine], d.log.size[mine]
    got, wrote = at[way == FROM], at[way == TO]
    newest = size[way == FROM][-1]
    opened = int((got > (wrote[-1] if len(wrote) else -np.inf)).sum())
    last = f"ego wrote last {(d.at - wrote[-1]) / DAY:.0f} d ago" if len(wrote) else "ego never wrote"
    to = "to ego alone" if newest <= 2 else f"to ego and {int(newest) - 2} more"
    return f"they wrote {(d.at - got[-1]) / DAY:.0f} d ago {to}; {opened} open; {last}; in all {len(got)} from them, {len(wrote)} to them; {len(d.people)} candidates"


def in_product(path: Path, days: list[Day], names: list[str]) -> Iterator[tuple[Day, list[tuple[Proposal, PersonView]]]]:
    """Bring the mailbox in as the product does, and say for each ego-date what it considers, best first, and for whom."""
    from worthwhile.start import open_house

    with tempfile.TemporaryDirectory() as folder:
        open_house(Path(folder) / "store")
        from worthwhile import day as walk
        from worthwhile.people.queries import people_by_id

        walk.bring_in([path], at=int(days[0].at), me=[names[days[0].ego]])
        for d in days:
            walk.see_as([names[d.ego]], at=int(d.at))
            considered = walk.plan(10, at=int(d.at)).considered
            who = people_by_id([p.person for p in considered])
            yield d, [(p, who[p.person]) for p in considered]


def named(d: Day, found: list[tuple[Proposal, PersonView]], names: list[str]) -> list[str]:
    """The candidates whom the product would answer or keep warm, in its order."""
    wanted = {names[p] for p in d.people.tolist()}
    return list(dict.fromkeys(who.email for p, who in found if p.kind in WARM and who.email in wanted))


def check(path: Path, days: list[Day], names: list[str], count: int) -> dict[str, object]:
    """Compare the product's order with ours on some ego-dates; also: no act for lists, robots or ego."""
    equal = wrong = 0
    for d, found in in_product(path, [days[k] for k in np.linspace(0, len(days) - 1, count).astype(int)], names):
        wrong += sum(who.kind not in ("person", "stranger") or who.email == names[d.ego] for _, who in found)
        theirs = named(d, found, names)[:3]
        ours = [names[p] for p in d.people[np.lexsort((d.people, -d.scores["today"]))][:3].tolist() if p in d.proposals]
        equal += theirs == ours
        if theirs != ours:
            print(f"ego-date {d.ego} {int(d.at)}: the product's first three differ from ours in {len(set(ours) ^ set(theirs))}")
    print(f"{equal} of {count} ego-dates have the same first three in the product; {wrong} acts for lists, robots or ego")
    return {"figure": "acts towards lists, robots or ego", "value": wrong, "bar": 0, "baseline": None}


def whole(path: Path, days: list[Day], names: list[str]) -> list[dict[str, object]]:
    """The same figure with the product's own order on every ego-date: its ties, threads and all its rules."""
    shares = []
    for d, found in in_product(path, days, names):
        place = {name: -n for n, name in enumerate(named(d, found, names))}
        newest = d.scores["most recent"] - d.at - len(place)  # who is not named comes last, the newest first
        shares.append(
            first_three(np.array([place.get(names[p], s) for p, s in zip(d.people.tolist(), newest, strict=True)]), d.people, d.truth)
        )
    ours, recent = np.array(shares), np.array([d.share("most recent") for d in days])
    by_date, by_ego = interval(ours, recent, np.arange(len(days))), interval(ours, recent, np.array([d.ego for d in days]))
    ratio = ours.mean() / recent.mean()
    print(
        f"in the product itself {ours.mean():.3f}, over most recent {ratio:.3f}; 95 % over ego-dates {by_date[0]:.3f} to {by_date[1]:.3f}, ",
        end="",
    )
    print(f"over egos {by_ego[0]:.3f} to {by_ego[1]:.3f}")
    return [
        {
            "figure": "in the product itself: of the first three",
            "value": round(float(ours.mean()), 4),
            "bar": round(BAR * float(recent.mean()), 4),
            "baseline": round(float(recent.mean()), 4),
        },
        {"figure": "in the product itself: ratio to the most recent", "value": round(float(ratio), 4), "bar": BAR, "baseline": 1.0},
        {
            "figure": "in the product itself: lower end of the ratio, over ego-dates",
            "value": round(by_date[0], 4),
            "bar": 1.0,
            "baseline": 1.0,
        },
    ]


def main() -> None:
    """Replay, judge, say."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--mbox", type=Path)
    ask.add_argument("--events", type=Path, help="a CSV of sender, receiver, seconds, with a header")
    ask.add_argument("--egos", type=int, default=0, help="only the first so many, by messages sent (default: all)")
    ask.add_argument("--dates", type=int, default=20)
    ask.add_argument("--check", type=int, default=0, metavar="N", help="compare with the product on N ego-dates")
    ask.add_argument("--whole", action="store_true", help="judge the product's own order too, on every ego-date (minutes)")
    ask.add_argument("--acts", type=int, default=0, metavar="N", help="print N acts without names")
    given = ask.parse_args()
    if bool(given.mbox) == bool(given.events):
        ask.error("name one of --mbox and --events")
    rows, names = from_mbox(given.mbox) if given.mbox else (from_csv(given.events), [])
    egos = logs(rows)
    order = sorted(egos, key=lambda e: (-int((egos[e].way == TO).sum()), e))[: given.egos or None]
    heads = told(given.mbox, names) if given.mbox else {}
    days = [day(ego, egos[ego], at, heads, names[ego] if names else "") for ego in order for at in dates(egos[ego], given.dates)]
    if not days:
        wrong(f"No ego with {LEAST_SENT} messages sent has a date with six candidates in this log.")
    print(f"{len(days)} ego-dates of {len({d.ego for d in days})} egos, of {len(order)} with {LEAST_SENT} or more sent")
    figures = judged(days)
    if given.acts:
        acts(days, given.acts)
    if given.check and given.mbox:
        figures.append(check(given.mbox, days, names, given.check))
    if given.whole and given.mbox:
        figures += whole(given.mbox, days, names)
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
