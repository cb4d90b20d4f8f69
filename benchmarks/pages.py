"""How long the server takes for Today, a Person, a search of People, and Needs & offers, warm, on a store of 5,000 people and a million interactions.

    python benchmarks/pages.py [--store DIR] [--requests 200] [--lines 3000]

`--lines` writes as many needs and offers into the store as it lacks of them (never into one that is to stay as it is), and asks for Needs & offers.

A row "…, after a change" writes a setting before each request (not timed), so that nothing that is kept in memory while the store stays as it is can help.

"Find or do, a key" types lines of every sort and asks at each letter, as the box on every page does; `--only WORDS` asks for those rows alone whose names begin so.

The pages are asked for through Django's own test client in one process: all of the middleware, no network."""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from people import END, FAMILY, GIVEN

BAR = 100  # ms
MANY = 40  # people on the last goal
BARS = {"Find or do, a key": 50} | dict.fromkeys(
    ("Find or do", "Needs & offers", "Person", "Goals", "Goal", f"Goal with {MANY} people", "Person on a goal"), 80
)  # ms, where it is another
CHANGED = ", after a change"
HOST = "127.0.0.1:8000"


def ready(store: Path, people: int, interactions: int) -> Path:
    """The store in this folder, generated and worked out in a process of its own if it is not there."""
    if not (store / "worked-out").exists():
        if not (store / "worthwhile.sqlite3").exists():
            generate = Path(__file__).with_name("generate.py")
            words = ["store", str(store), "--people", str(people), "--interactions", str(interactions)]
            subprocess.run([sys.executable, str(generate), *words], check=True)
        subprocess.run([sys.executable, __file__, "--work-out", str(store)], check=True)
        (store / "worked-out").touch()
    return store


def work_out(store: Path) -> None:
    """Who is who and how each tie stands, by the product's own walk."""
    from worthwhile.start import open_house

    open_house(store, pages=True)
    from worthwhile import day

    began = time.perf_counter()
    count = day.work_out(at=END)
    print(f"people and ties worked out in {time.perf_counter() - began:.1f} s: {count}")


def write_lines(count: int, seed: int) -> None:
    """Needs and offers, half of each, of as many people; each speaks of a few things out of many, as lines do."""

    from worthwhile import day
    from worthwhile.people import queries
    from worthwhile.value.models import Note

    dice = random.Random(seed)
    have = Note.objects.filter(kind__in=("need", "offer"), closed=None).count()
    who, things = [p.anchor for p in queries.people()], sorted({*GIVEN, *FAMILY})  # words that are no common ones, so that lines share few
    made = []
    for number in range(have, count):
        said = " ".join(dice.choice(things).lower() for _ in range(dice.randint(3, 6)))
        kind, start = (("need", "someone who knows"), ("offer", "glad to help with"))[number % 2]
        made.append(Note(anchor=dice.choice(who), kind=kind, text=f"{start} {said}", at=END - dice.randrange(400) * 86_400))
    Note.objects.bulk_create(made)
    began = time.perf_counter()
    day.work_out(at=END)
    print(f"{len(made)} lines written, {count} there; worked out in {time.perf_counter() - began:.1f} s")


def write_goals(seed: int, goals: int = 6, on_each: int = 12) -> None:
    """Goals with a day, and people on each, drawn from all: most of them hardly known, so that the warm path is looked for.

    The last that is written has MANY."""
    from worthwhile.goals import queries, services
    from worthwhile.people import queries as people

    dice = random.Random(seed)
    who = [p.id for p in people.people()]
    for number in range(len(queries.goals()), goals):
        goal = services.start(f"Goal {number}", by="2100-01-01", help="glad to help with a harbour", at=END - 86_400)
        for person in dice.sample(who, on_each if number < goals - 1 else MANY):
            services.put(goal, person, say=dice.choice((None, 1, 2, 3, 4, 5)), cares=dice.choice((None, 1, 2, 3, 4, 5)), at=END - 86_400)
            services.stance(goal, person, dice.choice(("for", "undecided", "against", "unknown")), at=END - 3_600)


def goal_addresses(count: int, seed: int) -> dict[str, list[str]]:
    """The list of goals, one goal, one person on a goal."""
    from worthwhile.goals import queries

    dice = random.Random(seed)
    held = queries.standings([g.id for g in queries.goals()], END)
    some = [dice.choice([(g, s.person) for g, found in held.items() for s in found]) for _ in range(count)]
    most = max(held, key=lambda g: len(held[g]))
    return {
        "Goals": ["/goals"] * count,
        "Goal": [f"/goals/{g}" for g, _ in some],
        f"Goal with {len(held[most])} people": [f"/goals/{most}"] * count,
        f"Goal with {len(held[most])} people{CHANGED}": [f"/goals/{most}"] * count,
        "Person on a goal": [f"/goals/{g}/{p}" for g, p in some],
    }


def client() -> Any:
    """A browser that holds the start token's cookie."""
    from django.test import Client

    from worthwhile.doors.web import clock, safety

    token = "t" * 43
    safety.use_token(token)
    clock.fix(END)
    browser = Client(headers={"Host": HOST}, raise_request_exception=True)
    answer = browser.get("/", {"token": token})
    if answer.status_code != 303:
        raise SystemExit(f"The token was not taken: {answer.status_code}.")
    return browser


def requests(count: int, seed: int) -> dict[str, list[str]]:
    """Addresses to ask for: Today, Persons by the share of their mail, searches by what people type."""
    from worthwhile.people import queries
    from worthwhile.ties import queries as ties

    dice = random.Random(seed)
    found = [t.person for t in sorted(ties.ties(END), key=lambda t: -t.received - t.sent)]
    some = [found[min(len(found) - 1, int(len(found) * dice.random() ** 2))] for _ in range(count)]
    words = [
        dice.choice((dice.choice(GIVEN)[:3], dice.choice(FAMILY), f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}", "harbour"))
        for _ in range(count)
    ]
    print(f"{queries.count()}; {len(found)} ties")
    from urllib.parse import quote

    return {
        "Today": ["/"] * count,
        f"Today{CHANGED}": ["/"] * count,
        "Person": [f"/people/{p}" for p in some],
        "People search": [f"/people?q={quote(w)}" for w in words],
        "People": ["/people"] * count,
        "Needs & offers": [
            f"/needs?pairs={10 * dice.randrange(5)}&open={25 * dice.randrange(8)}&offers={25 * dice.randrange(8)}" for _ in range(count)
        ],
    }


def typed(count: int, seed: int) -> dict[str, list[str]]:
    """What the box asks at each key while somebody types lines of every sort, mistyped names among them; and the page of the whole line."""
    from urllib.parse import quote

    dice = random.Random(seed)

    def name() -> str:
        said = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}".lower()
        return said if dice.random() < 0.8 else said.replace(said[2], "x", 1)

    sorts = ("{}", "thank {}", "before {}", "need {}: someone who knows a harbour", "gave {} the name of a lab", "promise {}: the plan by 3 December",
             "who knows a harbour and {}", "spoke {}", "notes from tuesday", "introduce {} and {}: a harbour")  # fmt: skip
    lines = [dice.choice(sorts).format(name(), name()) for _ in range(count)]
    keys = [line[:end] for line in lines for end in range(1, len(line) + 1)]
    some = dice.sample(keys, min(len(keys), 3 * count))
    return {
        "Find or do, a key": [f"/find/hits?q={quote(key)}" for key in some],
        "Find or do": [f"/find?q={quote(line)}" for line in lines],
    }


def change(count: int) -> None:
    """Write a setting of no meaning."""
    from worthwhile.workspace.services import prefer

    prefer("asked for by the benchmark", count)


def times(browser: Any, addresses: list[str], *, changed: bool = False) -> np.ndarray:
    """Milliseconds of each answer, after ten to warm up."""
    for address in addresses[:10]:
        browser.get(address)
    out = []
    for count, address in enumerate(addresses):
        if changed:
            change(count)
        began = time.perf_counter()
        answer = browser.get(address)
        out.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}.")
    return np.array(out)


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--interactions", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--goals", type=int, default=0)
    parser.add_argument("--only", default="", metavar="WORDS")
    parser.add_argument("--work-out", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work_out:
        work_out(args.work_out)
        return
    with tempfile.TemporaryDirectory() as folder:
        store = ready(args.store or Path(folder) / "store", args.people, args.interactions)
        from worthwhile.start import open_house

        open_house(store, pages=True)
        if args.lines:
            write_lines(args.lines, args.seed)
        asked = requests(args.requests, args.seed) | typed(args.requests, args.seed)
        if args.goals:
            write_goals(args.seed, args.goals)
            asked |= goal_addresses(args.requests, args.seed)
        asked = {name: addresses for name, addresses in asked.items() if name.startswith(args.only)}
        browser = client()
        figures = []
        for name, addresses in asked.items():
            found = times(browser, addresses, changed=name.endswith(CHANGED))
            middle, high, most = np.percentile(found, [50, 95, 100])
            print(f"{name}: half of {len(found)} within {middle:.1f} ms, 95 % within {high:.1f} ms, the slowest {most:.1f} ms")
            figures.append(
                {
                    "figure": f"{name}, server p95 (ms)",
                    "value": round(float(high), 1),
                    "bar": f"at most {BARS.get(name.removesuffix(CHANGED), BAR)}",
                    "baseline": None,
                }
            )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
