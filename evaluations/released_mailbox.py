"""Makes a mailbox of headers out of mail that a public office has released as texts, so that an act can be judged on mail nobody here had looked at.

    python evaluations/released_mailbox.py FOLDER OUT.mbox [--ego clintonemail.com]

FOLDER holds one text per message, as `pdftotext -layout` gives the United States Department of State's release of case F-2014-20439 (the mail of the
Secretary of State, 2009 to 2013: a public record). Of each text only its first block From, Sent, To, Cc, Subject is read; what is forwarded below it and
what was written is not. Nothing of it is in this repository.

The release blackens many addresses, so a person here is a name: “Mills, Cheryl D <MillsCD@state.gov>” and “Cheryl Mills” are one, addresses are made of
names. An empty To is the mailbox's owner, whom the release leaves out; a text without a sender or a readable day is left out and counted.
"""

import argparse
import email.utils
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

from dateutil import parser as dates

FIELD = re.compile(r"^\s{0,60}(From|Sent|To|Cc|CC|Subject|Attachments|Importance|Date)\s*:\s*(.*)$")
WANTED = {"From", "Sent", "To", "Cc", "Subject"}
OWNER = "owner@mailbox.example"
OWN = ("hrod", "hdr")  # how the owner's addresses begin, however the rest was read
BESIDE: dict[str, Counter[str]] = {}  # which names stood beside an address


def first_block(text: str) -> dict[str, str]:
    """The fields of the outermost message; a field goes on in the lines below it that are set in as deep as its own words."""
    found: dict[str, str] = {}
    field = ""
    for line in text.splitlines():
        said = FIELD.match(line)
        if said:
            field = said[1].capitalize()
            if field == "From" and found:
                break
            found.setdefault(field, said[2].strip())
        elif not line.strip():
            if "Subject" in found:
                break
        elif field in ("To", "Cc") and len(line) - len(line.lstrip()) > 8:
            found[field] += " " + line.strip()
        elif field == "Subject":
            break
    return {k: v for k, v in found.items() if k in WANTED}


def person(said: str, ego: str) -> str:
    """The address made of one name, or of what stands before the @ where no name does; empty where neither can be read."""
    address = re.search(r"([\w.+-]+)\s*@\s*[\w.-]+", said)
    local = address[1].lower() if address else ""
    if ego in said.lower().replace(" ", "") or local.startswith(OWN) or re.fullmatch(r"\W*H\W*", said):
        return OWNER
    name = re.sub(r"<[^>]*>?|\[[^\]]*\]?|\([^)]*\)?|['\"‘’]", " ", said).strip()
    if not re.search(r"[A-Za-z]{2}", name) or "@" in name:
        return f"{local}@address.example" if local else ""
    if "," in name:
        last_name, _, first = name.partition(",")
        name = f"{first} {last_name}"
    words = [w for w in re.findall(r"[a-z]+", name.lower()) if len(w) > 1]
    made = f"{words[0]}.{words[-1]}@person.example" if len(words) > 1 else f"{words[0]}@person.example" if words else ""
    if made and local:
        BESIDE.setdefault(f"{local}@address.example", Counter())[made] += 1
    return made


def people(said: str, ego: str) -> list[str]:
    """The addresses of a To or Cc: its names stand between semicolons."""
    return list(dict.fromkeys(a for a in (person(one, ego) for one in said.split(";")) if a))


def read(path: Path, ego: str) -> tuple[str, datetime, list[str], list[str], str] | str:
    """One text as sender, moment, to, cc and subject; or why it is left out, in two words."""
    block = first_block(path.read_text(encoding="utf-8", errors="replace"))
    sender = person(block.get("From", ""), ego)
    if not sender:
        return "no sender"
    try:
        when = dates.parse(block.get("Sent", ""), ignoretz=True).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return "no day"
    if not 2008 <= when.year <= 2014:
        return "no day"
    to, cc = people(block.get("To", ""), ego), people(block.get("Cc", ""), ego)
    if sender != OWNER and OWNER not in to + cc:
        to.append(OWNER)  # it lay in that mailbox
    return sender, when, to, cc, block.get("Subject", "")


def usual(names: Counter[str]) -> dict[str, str]:
    """For each address the one most used of equal last name and first letter: Jacob, Jake and a misread “Jacobi” Sullivan are one."""
    most: dict[tuple[str, str], str] = {}
    for name, _ in sorted(names.items(), key=lambda n: (-n[1], n[0])):
        most.setdefault(_like(name), name)
    return {name: most[_like(name)] for name in names}


def _like(name: str) -> tuple[str, str]:
    first, _, last = name.partition("@")[0].rpartition(".")
    return (first[:1], last) if first else ("", name)


def letters(folder: Path, ego: str, left: Counter[str]) -> Iterator[Message]:
    """The messages in order of time, each once."""
    seen = {}
    for path in sorted(folder.rglob("*.txt")):
        got = read(path, ego)
        if isinstance(got, str):
            left[got] += 1
        elif got[:2] in seen:
            left["twice"] += 1
        else:
            seen[got[:2]] = got
    called = usual(Counter(name for sender, _, to, cc, _ in seen.values() for name in (sender, *to, *cc)))
    for address, beside in BESIDE.items():
        called[address] = called.get(beside.most_common(1)[0][0], address)
    for n, (sender, when, to, cc, subject) in enumerate(sorted(seen.values(), key=lambda g: (g[1], g[0]))):
        sender, to, cc = called[sender], [called[a] for a in to], [called[a] for a in cc]
        message = Message()
        message["Message-ID"] = f"<{n}@mailbox.example>"
        message["Date"] = email.utils.format_datetime(when)
        message["From"], message["To"] = sender, ", ".join(to)
        if cc:
            message["Cc"] = ", ".join(cc)
        message["Subject"] = " ".join(subject.split()).encode("ascii", "replace").decode()
        yield message


def main() -> None:
    """Write the mailbox and say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ego", default="clintonemail.com", help="what stands in every address of the mailbox's owner")
    given = parser.parse_args()
    left: Counter[str] = Counter()
    count = mine = 0
    with given.out.open("w", encoding="ascii") as out:
        for message in letters(given.folder, given.ego.lower(), left):
            out.write(f"From {OWNER} {message['Date']}\n{message.as_string()}\n")
            count, mine = count + 1, mine + (message["From"] == OWNER)
    print(f"{count} messages, {mine} of them by {OWNER}; left out: {dict(left)}")


if __name__ == "__main__":
    main()
