"""What the command line costs before it does anything: CPU seconds of the whole process, bytecode compiled, median of several.

    python benchmarks/commands.py [--store DIR] [--times 9]

Without --store, a store of 5,000 people and a million interactions is generated (about two minutes). `today` is measured four times over:
again within the hour (the list is shown as it was), again but for other minutes (a list is worked out anew, as after any change), as the first of an
hour (chances are worked out anew), and as the first of a day (habits are learned anew).
The baseline of each figure is a Python that does nothing, in the same run."""

import argparse
import compileall
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from command import Ran, run
from pages import ready

AT = datetime(2026, 11, 18, 12)
OTHER = "again, for other minutes"
STEPS = {"again": timedelta(0), OTHER: timedelta(0), "first of the hour": timedelta(hours=1), "first of the day": timedelta(days=1)}


def cost(words: list[str], times: int, data: Path | None, step: timedelta | None = None, other: bool = False) -> tuple[float, float, Ran]:
    """Median CPU seconds and wall seconds of a command, and its last run; one run before compiles the bytecode. Each run is `step` later, and with
    `other` for another number of minutes."""

    def once(n: int) -> Ran:
        moment = ["--at", f"{AT + n * step:%Y-%m-%dT%H:%M}"] if step is not None else []
        done = run(*words, *moment, *(["--minutes", str(10 + n)] if other else []), data=data)
        if done.code != 0:
            raise SystemExit(f"worthwhile {' '.join(words)} ended with {done.code}: {done.said[-800:]}")
        return done

    once(0)
    runs = [once(n + 1) for n in range(times)]
    return statistics.median(r.cpu for r in runs), statistics.median(r.wall for r in runs), runs[-1]


def compile_bytecode() -> None:
    """As an installed program is: whether this machine writes bytecode by itself or not."""
    import worthwhile

    compileall.compile_dir(str(Path(worthwhile.__file__).parent), quiet=1)


def bare() -> float:
    """Median CPU seconds of a Python that does nothing: how fast this machine is just now."""
    found = []
    for _ in range(9):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--interactions", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=9)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = ready(args.store or Path(folder) / "store", args.people, args.interactions)
        compile_bytecode()
        idle = round(bare(), 4)
        print(f"a Python that does nothing: {idle:.3f} s CPU")
        figures = []
        asked: list[tuple[str, list[str], float | None, timedelta | None]] = [("--help", ["--help"], 0.15, None)]
        asked += [(f"today, cold, {when}", ["today"], 0.6 if when == "again" else None, step) for when, step in STEPS.items()]
        for name, words, bar, step in asked:
            cpu, wall, last = cost(words, args.times, store if words[0] == "today" else None, step, name.endswith(OTHER))
            print(f"worthwhile {name}: {cpu:.3f} s CPU, {wall:.3f} s by the clock, {last.memory:.0f} MB")
            figures.append(
                {
                    "figure": f"worthwhile {name} (CPU seconds)",
                    "value": round(cpu, 3),
                    "bar": f"at most {bar}" if bar else None,
                    "baseline": idle,
                }
            )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
