"""From mail to the first act named: `import` and `today` in a fresh folder, by the clock.

    python benchmarks/first_act.py [--messages 60000] [--headers-only]

First the 21,635 real messages of the shared data (skipped when they are not there), seen as whoever sent most of them; then
generated ones, seen as the one who is in all of them."""

import argparse
import collections
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from command import SHARED, run
from generate import mbox
from people import END, ME

REAL = SHARED / "temporal" / "enron" / "enron-headers.mbox.gz"


def busiest(path: Path) -> str:
    """The address that sent most messages of a mailbox."""
    from worthwhile.sources.mbox import read
    from worthwhile.sources.records import Message

    sent = collections.Counter(m.sender.value for m in read(path, {}, 0) if isinstance(m, Message) and m.sender is not None)
    return sent.most_common(1)[0][0]


def first_act(path: Path, me: str, at: str) -> tuple[float, float, float, int]:
    """Wall seconds of the import and of today, CPU seconds of both, and how many acts were named."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        brought = run("import", path, "--me", me, "--at", at, data=data)
        if brought.code not in (0, 1):
            raise SystemExit(f"The import ended with {brought.code}: {brought.said[-2000:]}")
        today = run("today", "--at", at, "--json", data=data)
        if today.code != 0:
            raise SystemExit(f"today ended with {today.code}: {today.said[-2000:]}")
    return brought.wall, today.wall, brought.cpu + today.cpu, _acts(json.loads(today.out))


def _acts(said: dict[str, Any]) -> int:
    return len(said["items"])


def measure(name: str, path: Path, me: str, at: str, bar: int) -> dict[str, Any]:
    """One case, said and as a figure."""
    read, named, cpu, acts = first_act(path, me, at)
    print(f"{name}: read in {read:.1f} s, {acts} acts named after {named:.1f} s more; {cpu:.1f} s CPU in all")
    if not acts:
        raise SystemExit("No act was named.")
    return {"figure": f"{name} → first act (seconds)", "value": round(read + named, 1), "bar": f"at most {bar}", "baseline": None}


def main() -> None:
    """Both cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=60_000)
    parser.add_argument("--headers-only", action="store_true", help="leave the bodies out of the generated ones (1.3 GB less)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    figures = []
    if REAL.exists():
        figures.append(measure("21,635 real messages", REAL, busiest(REAL), "2001-11-14T09:00", 20))
    else:
        print(f"Left out: {REAL} is not here.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.mbox"
        mbox(path, args.messages, headers_only=args.headers_only, seed=args.seed)
        at = datetime.fromtimestamp(END, UTC).strftime("%Y-%m-%dT%H:%M")
        figures.append(measure(f"{args.messages:,} generated messages", path, ME.address, at, 60))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
