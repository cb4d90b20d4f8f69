"""Mail headers: our reader against the standard library, on one large mbox with bodies and one of headers only.

Both take from every message of the same file: sender, recipients (addresses and names), date, id, references and subject. They run
in turn, each in a process of its own, and are timed in CPU seconds; then their values are compared message by message.

    python benchmarks/mbox.py [--messages 12000] [--rounds 3] [--keep DIR]
"""

import argparse
import collections
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

BAR = 8.0
MEMORY = 300  # MB


def theirs(path: Path) -> Iterator[dict[str, Any]]:
    """The values as the standard library gives them: `mailbox.mbox`, messages under the policy compat32."""
    import mailbox

    for parsed in mailbox.mbox(path, create=False):
        yield values(parsed)


def values(parsed: Parsed) -> dict[str, Any]:
    """What we want of one parsed message."""
    try:
        at = int(parsedate_to_datetime(str(parsed["Date"])).timestamp())
    except (TypeError, ValueError, IndexError):
        at = None
    people = {name: getaddresses([str(v) for v in parsed.get_all(name, [])]) for name in ("from", "to", "cc", "bcc")}
    said = {role: [(decoded(name), address.lower()) for name, address in found] for role, found in people.items()}
    references = str(parsed.get("References", "")).split()
    parent = str(parsed.get("In-Reply-To", "")).split()
    return {
        "id": str(parsed.get("Message-ID", "")).strip().strip("<>"),
        "date": at,
        "sender": said["from"][0] if said["from"] else None,
        "recipients": [(role, *pair) for role in ("to", "cc", "bcc") for pair in said[role]],
        "subject": decoded(str(parsed.get("Subject", ""))),
        "references": [r.strip("<>") for r in dict.fromkeys([*references, *parent[:1]])],
    }


def decoded(text: str) -> str:
    """Encoded words decoded, white space single."""
    try:
        return " ".join(str(make_header(decode_header(text))).split())
    except (LookupError, UnicodeError, ValueError):
        return text


def ours(path: Path) -> Iterator[Any]:
    """The records as the product gives them."""
    from worthwhile.sources import mbox
    from worthwhile.sources.records import Message, Refused

    for item in mbox.read(path, {}, 0):
        if isinstance(item, (Message, Refused)):
            yield item


def as_values(record: Any) -> dict[str, Any]:
    """One of our records in the form of `values`."""
    return {
        "id": record.key,
        "date": record.at,
        "sender": (record.sender.name, record.sender.value),
        "recipients": [(role, handle.name, handle.value) for role, handle in record.recipients],
        "subject": record.subject,
        "references": list(record.references),
    }


def compare(path: Path) -> tuple[int, collections.Counter[str], dict[str, str]]:
    """(messages, deviations by class, an example of each)."""
    from worthwhile.sources.mailhead import key_of_id
    from worthwhile.sources.records import Refused

    count, classes, examples = 0, collections.Counter[str](), {}
    for mine, other in zip(ours(path), theirs(path), strict=True):
        count += 1
        if isinstance(mine, Refused):
            classes["refused here"] += 1
            continue
        other["id"] = key_of_id(other["id"].encode())
        other["references"] = [key_of_id(r.encode()) for r in other["references"]]
        for field, value in as_values(mine).items():
            if value != other[field]:
                name = deviation(field, value, other[field])
                classes[name] += 1
                examples.setdefault(name, f"{value!r} instead of {other[field]!r}"[:300])
    return count, classes, examples


def deviation(field: str, mine: Any, other: Any) -> str:
    """The class that a difference belongs to."""
    if field == "recipients":
        once = list({address: (role, name, address) for role, name, address in reversed(other)}.values())[::-1]
        if sorted(mine) == sorted(once):
            return "recipients: one who stands twice is counted once"
    return field


def timed(which: str, path: Path) -> dict[str, float]:
    """One run in a process of its own: CPU seconds, and the highest memory in MB."""
    done = subprocess.run([sys.executable, __file__, "--run", which, str(path)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def run(which: str, path: Path) -> None:
    """The timed part, in the child process."""
    import mailbox  # noqa: F401  loading the code is no part of either time

    import worthwhile.sources.mbox  # noqa: F401

    source = ours(path) if which == "ours" else theirs(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.process_time()
    count = sum(1 for _ in source)
    seconds = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "count": count, "memory": most, "before": before}))


def measure(name: str, path: Path, rounds: int) -> list[dict[str, Any]]:
    """Time both in turn, compare once, say it, and give the figures."""
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "theirs": []}
    for _ in range(rounds):
        for which, found in runs.items():
            found.append(timed(which, path))
    speed = {which: statistics.median(r["count"] / r["seconds"] for r in found) for which, found in runs.items()}
    ratio = statistics.median(t["seconds"] / o["seconds"] for o, t in zip(runs["ours"], runs["theirs"], strict=True))
    memory = max(r["memory"] for r in runs["ours"])
    count, classes, examples = compare(path)
    megabytes = path.stat().st_size / 1e6
    print(f"{name}: {count} messages, {megabytes:.0f} MB")
    print(f"  ours {speed['ours']:,.0f} and the standard library {speed['theirs']:,.0f} messages per CPU second: {ratio:.1f} times")
    print(f"  highest memory {memory:.0f} MB; {sum(classes.values())} deviating values")
    for kind, number in classes.most_common():
        print(f"    {number} × {kind}" + (f", such as {examples[kind]}" if kind in examples else ""))
    wrong = sum(number for kind, number in classes.items() if ":" not in kind)
    return [
        {"figure": f"mbox speed, {name}", "value": round(ratio, 2), "bar": f"at least {BAR:.0f} times", "baseline": 1.0},
        {"figure": f"mbox messages per CPU second, {name}", "value": round(speed["ours"]), "bar": None, "baseline": round(speed["theirs"])},
        {"figure": f"mbox values that differ without a named cause, {name}", "value": wrong, "bar": 0, "baseline": None},
        {"figure": f"mbox memory (MB), {name}", "value": round(memory), "bar": f"at most {MEMORY}", "baseline": None},
    ]


def main() -> None:
    """Generate, measure, compare."""
    from generate import mbox as generate

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=12_000, help="of the file with bodies; the one of headers has four times as many")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the generated files")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        run(args.run[0], Path(args.run[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        where = args.keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        figures = []
        for name, headers_only in (("with bodies", False), ("headers only", True)):
            path = where / f"{name.replace(' ', '-')}.mbox"
            generate(path, args.messages * (4 if headers_only else 1), headers_only=headers_only, seed=args.seed)
            figures += measure(name, path, args.rounds)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
