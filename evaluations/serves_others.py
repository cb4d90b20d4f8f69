"""Do Today's acts serve others first? Replays a month, day by day, and counts whom the chosen acts serve.

    python evaluations/serves_others.py [--store DIR] [--days 30] [--minutes 10]                  the demo, or a store of the demo
    python evaluations/serves_others.py --mbox enron-headers.mbox.gz [--me ADDRESS | --egos N]    a mailbox, brought in as the product does

On each day the page is worked out as of nine in the morning, with what was known then, and every act on it is marked as done, so that the next day
brings others. An act serves others first where our guess names them or the organisation, and not ego; what serves both is counted apart, and not
as others first. The guess is by kind of act (planning/intent.py): it says what a rule is made for, not what somebody meant. Nothing is chosen by it:
the choice asks for one act a day that gives, and for no more than one that asks.

Without --me, egos of a mailbox are the addresses that sent the most; all their acts are counted together. The last line is JSON."""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tables import wrong

from worthwhile.start import open_house

BAR = 0.5
DEMO_DAY = int(datetime(2026, 11, 24, 9).timestamp())
DAY = 86_400


def whom(serves: tuple[str, ...]) -> str:
    """ "others" (them or the organisation, and not ego), "both" or "ego"."""
    if "me" in serves:
        return "ego"
    return "others" if {"them", "organisation"} & set(serves) else "both"


def demo(folder: Path) -> int:
    """The demo in this folder, brought in if it is not there; its day."""
    from worthwhile import rehearse

    rehearse.bring(folder, at=DEMO_DAY)
    return DEMO_DAY


def mailbox(path: Path, me: str, egos: int) -> Iterator[int]:
    """A mailbox in the store that is open, seen by one address after the other; for each the morning of its last message sent."""
    from ego_logs import from_mbox

    from worthwhile import day
    from worthwhile.planning.models import Act

    rows, names = from_mbox(path)
    most = [sender for sender, _ in Counter(rows[:, 0].tolist()).most_common(egos)]
    chosen = [names.index(me)] if me in names else most
    day.bring_in([path], at=int(rows[:, 2].max()), me=[names[chosen[0]]])
    for sender in chosen:
        last = int(rows[rows[:, 0] == sender][:, 2].max())
        Act.objects.all().delete()  # what one of them did is not known of the next
        day.see_as([names[sender]], at=last)
        yield int(datetime.fromtimestamp(last).replace(hour=9, minute=0, second=0).timestamp())


def replay(end: int, days: int, minutes: int) -> list[tuple[str, tuple[str, ...]]]:
    """(kind, whom it serves) of all acts chosen on the last so many days; each is done on its day."""
    from worthwhile import day
    from worthwhile.planning import services

    out = []
    for ago in range(days, 0, -1):
        at = end - ago * DAY
        plan = day.plan(minutes, at=at)
        for item in plan.items:
            out.append((item.proposal.kind, item.proposal.serves))
            services.done(item.number, at=at)
    return out


def main() -> None:
    """Replay, count, say."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--store", type=Path, help="where the demo is or shall be (default: a folder that goes again)")
    ask.add_argument("--mbox", type=Path)
    ask.add_argument("--me", default="")
    ask.add_argument("--egos", type=int, default=1, help="of a mailbox: those who sent the most, one after the other")
    ask.add_argument("--days", type=int, default=30)
    ask.add_argument("--minutes", type=int, default=10)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "store"
        open_house(store)
        ends = mailbox(given.mbox, given.me, given.egos) if given.mbox else iter([demo(store)])
        acts = [act for end in ends for act in replay(end, given.days, given.minutes)]
    if not acts:
        wrong("No act was chosen on any day.")
    kinds, side = Counter(kind for kind, _ in acts), Counter(whom(serves) for _, serves in acts)
    share = side["others"] / len(acts)
    print(f"{len(acts)} acts on {given.days} days: {', '.join(f'{k} {n}' for k, n in kinds.most_common())}")
    print(f"others first {share:.3f}, both {side['both'] / len(acts):.3f}, ego {side['ego'] / len(acts):.3f}")
    log = "a mailbox" if given.mbox else "the demo"
    print(json.dumps([
        {"figure": f"share of a month's chosen acts that serve others first, {log}", "value": round(share, 4), "bar": BAR, "baseline": None},
        {"figure": f"share that serve ego, {log}", "value": round(side["ego"] / len(acts), 4), "bar": None, "baseline": None},
        {"figure": f"acts, {log}", "value": len(acts), "bar": None, "baseline": None},
    ]))  # fmt: skip


if __name__ == "__main__":
    main()
