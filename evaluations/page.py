"""Makes docs/measurements.md from the JSON lines with which every program in evaluations/ and benchmarks/ ends.

    python evaluations/page.py                              the page anew, from docs/measurements.jsonl
    python evaluations/page.py --run PROGRAM [ITS OPTIONS]  runs one program, keeps its line, then the page
    python evaluations/page.py --keep FILE --as "PROGRAM …" takes the line from a saved output instead

The kept file has one line a program: {"command", "day", "python", "cores", "figures"}. A second run of the same command takes the
first one's place. The page shows each figure with its bar, what it is held against, and the command that prints it.
"""

import argparse
import json
import os
import platform
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TOP = Path(__file__).parent.parent
KEPT = TOP / "docs" / "measurements.jsonl"
PAGE = TOP / "docs" / "measurements.md"
BOUND = re.compile(r"^\s*(at least|at most|>=|≥|<=|≤|>|<)\s*(-?[\d.,]+)")
LESS = re.compile(r"error|brier|second|\bms\b|minutes|memory|\bMB\b|\bkB\b|differ|wrong|lost|violation|towards lists|layout shift", re.I)
INTRO = """# Measurements

Each figure is printed by a command in `evaluations/` (is it right?) or `benchmarks/` (is it fast?), which runs the product's own functions. This page is made from the last lines of their output by
`python evaluations/page.py`; nothing on it is typed by hand. "Bar" is what we set ourselves before; "held against" is the simplest thing that does the same, or the best published one, on the same data. A bar
that is missed is shown like one that is met.

Paths that begin with `$WORTHWHILE_SHARED` are in a folder of public test data that is not part of this repository.
"""


def last_line(output: str) -> list[dict[str, Any]]:
    """The figures of one program: the last line of its output that is a JSON list. Raises ValueError."""
    for line in reversed(output.strip().splitlines()):
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, list) and all(isinstance(f, dict) and "figure" in f and "value" in f for f in found):
            return found
    raise ValueError("No line of this output is a list of figures.")


def record(command: str, figures: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    """What is kept of one run."""
    return {
        "command": command,
        "day": f"{now:%Y-%m-%d}",
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "figures": figures,
    }


def kept(path: Path) -> list[dict[str, Any]]:
    """The runs that were kept, one a line."""
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()] if path.exists() else []


def keep(path: Path, run: dict[str, Any]) -> None:
    """Put a run in the place of the earlier one of the same command; runs stay in the order of their commands."""
    runs = {r["command"]: r for r in kept(path)} | {run["command"]: run}
    path.write_text("".join(json.dumps(runs[c], ensure_ascii=False) + "\n" for c in sorted(runs)))


def shown(value: Any) -> str:
    """A value as the page has it: figures short, nothing as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    if isinstance(value, list):
        return " to ".join(shown(v) for v in value)
    return str(value).replace("|", "\\|")


def held(figure: str, value: Any, bar: Any) -> str:
    """ "yes" or "no" where value and bar can be compared, else "". A bar says its direction ("at least 0.99", "≤ 0.05"), or is a bare
    number: then it is a ceiling for times, sizes and errors, and a floor for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or isinstance(bar, bool):
        return ""
    if isinstance(bar, int | float):
        word, limit = ("at most" if bar == 0 or LESS.search(figure) else "at least"), float(bar)
    else:
        bound = BOUND.match(bar) if isinstance(bar, str) else None
        if bound is None:
            return ""
        word, limit = bound[1], float(bound[2].rstrip(".,").replace(",", ""))
    tests = {"at least": value >= limit, ">=": value >= limit, "≥": value >= limit, ">": value > limit, "<": value < limit}
    return "yes" if tests.get(word, value <= limit) else "no"


def page(runs: list[dict[str, Any]]) -> str:
    """The page as text."""
    parts = [INTRO]
    for folder, heading in (("evaluations/", "Is it right?"), ("benchmarks/", "Is it fast?"), ("", "Other")):
        mine = [
            r for r in runs if r["command"].startswith(folder) and (folder or not r["command"].startswith(("evaluations/", "benchmarks/")))
        ]
        if not mine:
            continue
        parts.append(f"## {heading}\n")
        for run in mine:
            parts.append(table(run))
    if not runs:
        parts.append("Nothing has been measured yet: `python evaluations/page.py --run PROGRAM`.\n")
    return "\n".join(parts)


def table(run: dict[str, Any]) -> str:
    """One run as a table, with its command above."""
    lines = [
        f"`python {run['command']}` ({run['day']}, Python {run['python']}, {run['cores']} cores)",
        "",
        "| figure | value | bar | held | held against |",
        "| --- | ---: | --- | --- | --- |",
    ]
    lines += [
        f"| {shown(f['figure'])} | {shown(f['value'])} | {shown(f.get('bar'))} | {held(str(f['figure']), f['value'], f.get('bar'))} | {shown(f.get('baseline'))} |"
        for f in run["figures"]
    ]
    return "\n".join(lines) + "\n"


def said(words: list[str]) -> str:
    """The command as it is shown: the folder of shared data by the name of its variable, never by its place on this machine, and
    without the store that was made before: a program makes the same one anew where none is named."""
    words = [word for before, word in zip(["", *words], words, strict=False) if "--store" not in (before, word)]
    shared = os.environ.get("WORTHWHILE_SHARED", "")
    plain = [word.replace(shared.rstrip("/"), "$WORTHWHILE_SHARED") if shared else word for word in words]
    return " ".join(word if re.fullmatch(r"[\w$./,:@=+-]+", word) else shlex.quote(word) for word in plain)


def run(words: list[str]) -> str:
    """Run one program and hand back what it printed; its output is shown as well. Raises SystemExit if it fails."""
    done = subprocess.run([sys.executable, *words], cwd=TOP, capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout)
    if done.returncode:
        sys.exit(f"{words[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def main() -> None:
    """Run, keep, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", type=Path, default=KEPT)
    parser.add_argument("--page", type=Path, default=PAGE)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="a saved output whose last line is to be kept")
    parser.add_argument("--as", dest="command", default="", help="the command that printed it")
    parser.add_argument(
        "--run", nargs=argparse.REMAINDER, metavar="PROGRAM", help="a program and its options (the last option of this one)"
    )
    args = parser.parse_args()
    now = datetime.now(UTC)
    try:
        if args.run:
            keep(args.kept, record(said(args.run), last_line(run(args.run)), now))
        if args.keep:
            if not args.command:
                parser.error("--keep needs --as: the command that printed it")
            keep(args.kept, record(said(shlex.split(args.command)), last_line(args.keep.read_text()), now))
    except (ValueError, OSError) as error:
        sys.exit(f"{error}\nA program's output ends with one JSON line: a list of figure, value, bar, baseline.")
    runs = kept(args.kept)
    args.page.write_text(page(runs))
    print(f"{args.page.name}: {sum(len(r['figures']) for r in runs)} figures of {len(runs)} runs.")


if __name__ == "__main__":
    main()
