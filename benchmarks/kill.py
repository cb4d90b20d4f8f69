"""An import that is killed (SIGKILL) at random points and repeated must leave the same store as one that was not.

    python benchmarks/kill.py [--messages 12000] [--kills 20]

Each trial begins in a fresh folder: the import is killed once at a random moment, then run again to its end; the digests must be one."""

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from command import run
from generate import mbox
from people import ME

AT = "2026-11-18T12:00"


def whole(path: Path, data: Path) -> str:
    """Import to the end; the digest."""
    done = run("import", path, "--me", ME.address, "--at", AT, data=data)
    if done.code not in (0, 1):
        raise SystemExit(f"The import ended with {done.code}: {done.said[-2000:]}")
    return digest(data)


def digest(data: Path) -> str:
    """The store's digest, as the command prints it."""
    said = run("digest", data=data)
    if said.code != 0:
        raise SystemExit(f"digest ended with {said.code}: {said.said[-2000:]}")
    return said.out.strip()


def main() -> None:
    """One whole import, then the kills."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=12_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.mbox"
        mbox(path, args.messages, headers_only=True, seed=args.seed)
        first = run("import", path, "--me", ME.address, "--at", AT, data=Path(folder) / "timed")
        wanted = whole(path, Path(folder) / "whole")
        print(f"undisturbed: {first.wall:.1f} s, digest {wanted[:16]}")
        same = killed = 0
        for trial in range(args.kills):
            data = Path(folder) / f"trial{trial}"
            after = first.wall * dice.uniform(0.05, 1.0)
            ended = run("import", path, "--me", ME.address, "--at", AT, data=data, kill_after=after)
            killed += ended.code == -9
            there = run("count", "messages", data=data).out.strip()
            found = whole(path, data)
            same += found == wanted
            print(f"  killed after {after:.2f} s with {there} messages: {'the same' if found == wanted else 'ANOTHER: ' + found[:16]}")
    print(f"{same} of {args.kills} the same; {killed} were killed before they ended")
    print(json.dumps([{"figure": "kill -9 and repeat: same digest", "value": same, "bar": f"at least {args.kills}", "baseline": None}]))


if __name__ == "__main__":
    main()
