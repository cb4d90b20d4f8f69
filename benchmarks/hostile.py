"""Hostile files, each through the command line in a process of its own, judged as the README beside them says.

    python benchmarks/hostile.py [--files DIR] [--only WORD] [--small]

A case *survives* when the import ends by itself within its limits of time and memory, with 0, 1 or 2, and prints neither a traceback nor
a control byte. It is *exactly as expected* when it also stores and says what the manifest asks for, a second import changes nothing, a
good file still goes in afterwards, and nothing was written outside the data folder."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from command import SHARED, Ran, quiet_file_limit, run

NOUNS = {".vcf": "cards", ".csv": "cards", ".zip": "cards", ".json": "cards", ".mbox": "messages", ".ics": "events"}
GOOD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Wanda Good\r\nN:Good;Wanda;;;\r\nEMAIL:wanda.good@fine.example\r\nEND:VCARD\r\n"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
AT = "2026-11-18T12:00"


def cases(root: Path, folder: Path, small: bool) -> list[tuple[dict[str, Any], Path]]:
    """Each row of the manifest with its file; the large files are made first."""
    manifest = json.loads((root / "files" / "manifest.json").read_text())
    if not small:
        subprocess.run([sys.executable, str(root / "make_hostile.py"), str(folder), "--large"], check=True, capture_output=True)
        made = {p.name: p for p in folder.rglob("*") if p.is_file()}
        full = made.get("manifest.json")
        known = {row["file"] for row in manifest}
        manifest += [row for row in json.loads(full.read_text()) if row["file"] not in known] if full else []
    else:
        made = {}
    found = []
    for row in manifest:
        path = root / "files" / row["file"]
        path = path if path.exists() else made.get(row["file"], path)
        if path.exists():
            found.append((row, path))
    return found


def count(noun: str, data: Path) -> int:
    """How many of a noun the store holds, -1 when that cannot be said."""
    said = run("count", noun, "--at", AT, data=data)
    return int(said.out) if said.code == 0 and said.out.strip().isdigit() else -1


def digest(data: Path) -> str:
    """The store's digest."""
    return run("digest", data=data).out.strip()


def survives(case: dict[str, Any], done: Ran) -> list[str]:
    """What speaks against it: nothing when it survived."""
    wrong = []
    if done.code not in (0, 1, 2):
        wrong.append(f"ended with {done.code}")
    if done.wall > case["seconds"]:
        wrong.append(f"took {done.wall:.1f} s of {case['seconds']}")
    if done.memory > case["mb"]:
        wrong.append(f"took {done.memory:.0f} MB of {case['mb']}")
    if "Traceback" in done.said:
        wrong.append("a traceback: " + done.said.strip().splitlines()[-1][:160])
    if CONTROL.search(done.said):
        wrong.append("a control byte was printed")
    return wrong


def expected(case: dict[str, Any], done: Ran, problems: str, stored: int) -> list[str]:
    """What was not as the manifest asks."""
    said = done.said + problems
    ways = {"accept": _accept, "skip": _skip, "refuse": _refuse}
    if case["expect"] != "either":
        return ways[case["expect"]](case, done, said, stored)
    found = [way(case, done, said, stored) for way in ways.values()]
    return [] if [] in found else found[0]


def _between(case: dict[str, Any], stored: int) -> list[str]:
    return [] if case["lo"] <= stored <= case["hi"] else [f"stored {stored}, not {case['lo']} to {case['hi']}"]


def _accept(case: dict[str, Any], done: Ran, said: str, stored: int) -> list[str]:
    return _between(case, stored) + ([] if done.code == 0 else [f"ended with {done.code}, not 0"])


def _skip(case: dict[str, Any], done: Ran, said: str, stored: int) -> list[str]:
    wrong = _between(case, stored) + ([] if done.code in (0, 1) else [f"ended with {done.code}, not 0 or 1"])
    if case["file"] not in said:
        wrong.append("the file is not named")
    lines = {int(n) for n in re.findall(r"(?:line|:)\s?(\d+)", said)}
    if case.get("line") and not lines & {case["line"] - 1, case["line"], case["line"] + 1}:
        wrong.append(f"line {case['line']} is not named (but {sorted(lines)[:6]})")
    return wrong


def _refuse(case: dict[str, Any], done: Ran, said: str, stored: int) -> list[str]:
    wrong = [] if stored == 0 else [f"stored {stored}, not 0"]
    if done.code not in (1, 2):
        wrong.append(f"ended with {done.code}, not 1 or 2")
    return wrong if case["file"] in said else [*wrong, "the file is not named"]


def listing(folder: Path) -> set[str]:
    """All paths below a folder, the store's own left out."""
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.relative_to(folder).parts[0] != "data"}


def judge(case: dict[str, Any], source: Path, folder: Path) -> tuple[list[str], list[str], Ran]:
    """(what speaks against surviving, what is not as expected, how the import ran)."""
    for name in ("in", "home"):
        (folder / name).mkdir()
    file, data = folder / "in" / case["file"], folder / "data"
    shutil.copyfile(source, file)
    good = folder / "good.vcf"
    good.write_text(GOOD, newline="")
    before = listing(folder)
    options: dict[str, Any] = {"data": data, "home": folder / "home"}
    done = run("import", file, "--at", AT, limit=case["seconds"] * 2, **options)
    dead = survives(case, done)
    problems = run("import", "--problems", **options).said
    noun = NOUNS[file.suffix]
    stored, first = count(noun, data), digest(data)
    wrong = expected(case, done, problems, stored)
    again = run("import", file, "--at", AT, limit=case["seconds"] * 2, **options)
    dead += [f"the second time {said}" for said in survives(case, again)]
    if (count(noun, data), digest(data)) != (stored, first):
        wrong.append("a second import changed the store")
    cards = count("cards", data)
    fine = run("import", good, "--at", AT, **options)
    if fine.code != 0 or count("cards", data) != cards + 1:
        wrong.append(f"a good file did not go in afterwards ({fine.code})")
    strange = listing(folder) - before
    if strange:
        wrong.append(f"written outside the data folder: {sorted(strange)[:3]}")
    return dead, wrong, done


def main() -> None:
    """All cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=Path, default=SHARED / "hostile")
    parser.add_argument("--only", default="", help="cases whose file or class holds this word")
    parser.add_argument("--small", action="store_true", help="leave the large cases out")
    args = parser.parse_args()
    if not (args.files / "files" / "manifest.json").exists():
        print(f"Left out: there are no hostile files in {args.files}.")
        print("[]")
        return
    quiet_file_limit()
    alive = exact = total = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = cases(args.files, Path(folder) / "made", args.small)
        for number, (case, source) in enumerate(whole):
            if args.only not in case["file"] and args.only not in case["cls"]:
                continue
            total += 1
            place = Path(folder) / f"case{number}"
            place.mkdir()
            dead, wrong, done = judge(case, source, place)
            shutil.rmtree(place)
            alive += not dead
            exact += not dead and not wrong
            if dead or wrong:
                print(f"{case['cls']} {case['file']} ({case['expect']}; {done.wall:.1f} s, {done.memory:.0f} MB, exit {done.code})")
                for said in dead + wrong:
                    print(f"    {said}")
    print(f"{total} cases: {alive} survive, {exact} exactly as expected")
    print(
        json.dumps(
            [
                {
                    "figure": "hostile files that survive (%)",
                    "value": round(100 * alive / max(1, total), 1),
                    "bar": "at least 100",
                    "baseline": None,
                },
                {
                    "figure": "hostile files exactly as expected (%)",
                    "value": round(100 * exact / max(1, total), 1),
                    "bar": "at least 85",
                    "baseline": None,
                },
            ]
        )
    )


if __name__ == "__main__":
    main()
