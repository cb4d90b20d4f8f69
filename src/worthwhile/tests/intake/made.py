"""Small sources for tests: a source that gives what it is told to, and mailboxes written to disk."""

import json
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

from worthwhile.errors import CannotRead
from worthwhile.sources import registry
from worthwhile.sources.records import Card, Event, Handle, Mark, Message
from worthwhile.text import moment

AT = 1_795_000_000  # 19 November 2026
DAY = 86_400
ME = "noor@valmar.example"


def email(value, name=""):
    return Handle("email", value, name)


def mail(key, sender="ana@valmar.example", *to, at=AT - DAY, name="", **more):
    recipients = tuple(("to", email(t)) for t in to or (ME,))
    return Message(key, "mail", at, email(sender, name), recipients, **more)


def meeting(key, *who, starts=(AT - DAY,), rule="", summary="A talk", recurring=False, organizer=ME, place=""):
    asked, times = tuple(email(w) for w in who), tuple((s, 30) for s in starts)
    return Event(key, summary, email(organizer), asked, times, recurring=recurring, rule=rule, place=place)


def card(key, name, *values, **more):
    return Card(key, "vcard", name, tuple(email(v) for v in values), **more)


class Fake:
    """A source whose files are named in `items`: path name → what reading it yields (an exception is raised)."""

    def __init__(self, monkeypatch, noun="messages"):
        self.items, self.NAME, self.NOUN, self.positions = {}, "fake", noun, []
        real = registry.which, registry.named
        monkeypatch.setattr(registry, "which", lambda path: self if path.name in self.items else real[0](path))
        monkeypatch.setattr(registry, "named", lambda name: self if name == "fake" else real[1](name))

    def file(self, path: Path, *items):
        """A file that gives these items, ended by a mark unless it says otherwise."""
        path.write_text(f"{len(items)} {id(items)}")
        self.items[path.name] = items
        return path

    def recognise(self, path, head):
        return path.name in self.items

    def read(self, path, position, at):
        self.positions.append(position)
        items = self.items[path.name]
        for number, item in enumerate(items):
            if number < position.get("n", 0):
                continue
            if isinstance(item, BaseException):
                raise item
            yield Mark({"n": number + 1}, number + 1, len(items)) if item == "mark" else item
        yield Mark({"n": len(items)}, len(items), len(items))


def write_mbox(path: Path, numbers, *, me=ME, append=False):
    """A mailbox: message n is from one of seven colleagues to ego, or back; every tenth is shared word for word by all mailboxes."""
    with path.open("a" if append else "w") as file:
        for n in numbers:
            other = f"p{n % 7}@valmar.example"
            sender, receiver = (me, other) if n % 3 == 0 else (other, me)
            when = moment(AT - 400 * DAY + n * 3600)
            file.write(
                f"From {sender} {when:%a %b %d %H:%M:%S %Y}\nFrom: Person {sender.split('@')[0]} <{sender}>\nTo: {receiver}\n"
                f"Cc: q{n % 11}@valmar.example\nDate: {format_datetime(when)}\nMessage-ID: <m{n}@valmar.example>\n"
                f"Subject: About {n}\n\nNothing here is kept.\n\n"
            )
    return path


def sums(report):
    return report.taken, report.known, report.refused, report.passed


def as_json(rows):
    return json.dumps(rows, default=str, sort_keys=True)


__all__ = ["AT", "DAY", "ME", "CannotRead", "Fake", "SimpleNamespace", "as_json", "card", "email", "mail", "meeting", "sums", "write_mbox"]
