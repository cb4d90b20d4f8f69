"""Noticing in messages: whose they are, what stands out in them, and the switch of a source.

Nothing of a text is written anywhere: what is found lives in the values that these functions give back, until she keeps a sentence
(keeping.py). While no source is switched on, only a message that she hands over herself is read."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from worthwhile.errors import Ambiguous, CannotRead, NotFound, NotUnderstood
from worthwhile.intake.models import Origin
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.sources import mailtext
from worthwhile.sources.mailtext import Written
from worthwhile.store import among
from worthwhile.text import clean
from worthwhile.value.days import in_past
from worthwhile.value.noticing import Heard, Hearing, Spoken, hear
from worthwhile.value.threads import address_in, name_in, parts
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

TEXTS = "texts read of"  # preference: path of an origin → the moment until which its texts have been read
HEARD = ("person", "stranger")  # kinds of sender whose messages are looked at; lists, robots and shared addresses are not
MAILBOXES = ("mbox", "maildir", "eml")
OnMessage = Callable[[int, int], None] | None


@dataclass(frozen=True, slots=True)
class Switched:
    """A mail source whose texts may be read: its row and place, how far its headers were read, whether its texts are read too, and until when."""

    id: int
    path: str
    until: int | None
    on: bool
    read: int | None

    @property
    def name(self) -> str:
        """The file's or folder's own name."""
        return Path(self.path).name

    @property
    def waits(self) -> bool:
        """Is there newer mail than what texts were read of?"""
        return self.on and self.until is not None and self.until > (self.read or 0)


def today_of(at: int) -> date:
    """The day of a moment, here."""
    return datetime.fromtimestamp(at).date()


def of_text(text: str, who: PersonView | None, *, at: int) -> Hearing:
    """What stands out in a pasted message or thread. `who` wrote the newest message, where the text does not say it; for what she wrote
    herself in a thread, it is `who` she wrote to.

    Raises NotUnderstood when nothing was pasted or nobody is named as its writer."""
    found = parts(text)
    if not found:
        raise NotUnderstood("Nothing was pasted, so nothing was looked for.", do="Paste a message, or choose a file.")
    if not found[0].who and who is None:
        raise NotUnderstood("Who wrote it was not said.", do="Name somebody, and press again.")
    today, spoken, unknown = today_of(at), list[Spoken](), list[str]()
    for part in found:
        writer = _writer(part.who) if part.who else who
        when = in_past(part.when, today) if part.when else None
        moment = None if when is None else int(datetime(when.year, when.month, when.day, 12).timestamp())
        if writer is None:
            unknown.append(name_in(part.who) or clean(part.who, 80))
        elif writer.kind != "me":
            spoken.append(Spoken(writer.id, writer.name, False, moment, part.text))
        elif who is not None and who.kind != "me":
            spoken.append(Spoken(who.id, who.name, True, moment, part.text))
        else:
            raise NotUnderstood(
                "This is a message of yours; whom it went to was not said.", do="Name the one you wrote to, and press again."
            )
    return _heard(spoken, unknown, today)


def _writer(said: str) -> PersonView | None:
    for name in (address_in(said), name_in(said)):
        try:
            if name:
                return people.find(name)
        except (NotFound, Ambiguous):
            continue
    return None


def of_mail(
    messages: Iterable[Written | None], *, at: int, only: PersonView | None = None, total: int = 0, on: OnMessage = None
) -> Hearing:
    """What stands out in messages with their headers, which say who wrote and when; `only` those from or to one person.

    Lists, machines and shared addresses are passed over unread. `on` hears (done, total) as it goes."""
    whose = _Whose()
    spoken, unknown = list[Spoken](), list[str]()
    for done, mail in enumerate(messages, 1):
        if on is not None:
            on(done, total)
        if mail is None or mail.bulk:
            continue
        writer = whose(mail.sender.value)
        if writer is None:
            unknown.append(mail.sender.name or mail.sender.value)
            continue
        about = writer if writer.kind in HEARD else _recipient(mail, whose) if writer.kind == "me" else None
        if about is not None and (only is None or about.id == only.id):
            spoken.append(Spoken(about.id, about.name, writer.kind == "me", mail.at, mail.text))
    return _heard(spoken, unknown, today_of(at))


class _Whose:
    """Who an address belongs to; asked of the store once for each."""

    def __init__(self) -> None:
        self.known: dict[str, PersonView | None] = {}

    def __call__(self, address: str) -> PersonView | None:
        value = address.lower()
        if value not in self.known:
            found = among(
                "select b.person_id from worthwhile_address a join worthwhile_belonging b on b.address_id = a.id where a.kind = 'email' and a.value in {}",
                [value],
            )
            views = people.people_by_id([i for (i,) in found])
            self.known[value] = next(iter(views.values()), None)
        return self.known[value]


def _recipient(mail: Written, whose: _Whose) -> PersonView | None:
    """Whom a message of hers went to, if it was one person."""
    to = [person for role, handle in mail.recipients if role == "to" and (person := whose(handle.value)) is not None]
    return to[0] if len(to) == 1 and to[0].kind in HEARD else None


def _heard(spoken: Sequence[Spoken], unknown: Sequence[str], today: date) -> Hearing:
    found: list[Heard] = []
    other = 0
    for _, seen, some in hear(spoken, today):
        other += not seen.english
        found += some
    return Hearing(tuple(found), len(spoken), other, tuple(dict.fromkeys(u for u in unknown if u)))


def of_source(path: Path, since: int | None, *, at: int, on: OnMessage = None, most: int = mailtext.MOST) -> Hearing:
    """What stands out in the newest messages (at most `most`) of a mailbox that are dated after `since`. Raises CannotRead."""
    try:
        places = mailtext.newest(path, since, most)
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be read: {error.strerror or error}.", do="See whether it is still there.") from error
    return of_mail(mailtext.read(places), at=at, total=len(places), on=on)


def switches() -> list[Switched]:
    """The mail sources that stay where they are, and whether the texts of their new messages are read; off unless she said otherwise."""
    on = preference(TEXTS, {})
    found = Origin.objects.filter(active=True, once=False, source__in=MAILBOXES).order_by("pk")
    return [Switched(o.pk, o.path, o.until, o.path in on, on.get(o.path)) for o in found]


def switch(origin: int, on: bool, *, at: int) -> Switched:
    """Have the texts of new messages of a source read from now on, or not any more. Raises NotFound."""
    found = next((s for s in switches() if s.id == origin), None)
    if found is None:
        raise NotFound("That source is not here, or does not stay on this computer.", do="Bring it in by its place, then switch it on.")
    kept = dict(preference(TEXTS, {}))
    kept.pop(found.path, None)
    if on:
        kept[found.path] = min(at, found.until) if found.until is not None else at
    prefer(TEXTS, kept)
    return next(s for s in switches() if s.id == origin)


def of_switched(*, at: int, on: OnMessage = None, seen: Mapping[str, int] | None = None) -> tuple[Hearing, dict[str, int]]:
    """What stands out in all new messages of every source that is switched on, and until when each was read now (`settle`). With none switched on
    no text is read. `seen` is until when a source was looked at already, beyond what she has decided on.

    A sentence that she kept before is left out. Until she has decided on the others, they would be found again."""
    whole, until = Hearing(()), dict[str, int]()
    for source in switches():
        since = max(source.read or 0, (seen or {}).get(source.path, 0))
        if not source.on or source.until is None or source.until <= since:
            continue
        try:
            heard = of_source(Path(source.path), since, at=at, on=on, most=sys.maxsize)
        except CannotRead:  # moved away; the import says so
            continue
        until[source.path] = source.until
        whole = Hearing((*whole.found, *heard.found), whole.read + heard.read, whole.other + heard.other, (*whole.unknown, *heard.unknown))
    return replace(whole, found=_undecided(whole.found)), until


def _undecided(found: Sequence[Heard]) -> tuple[Heard, ...]:
    """Without those that stand as lines of hers already."""
    sql = """select p.root_id, n.text from worthwhile_note n join worthwhile_person q on q.anchor = n.anchor
        join worthwhile_profile p on p.person_id = q.id where n.text in {}"""
    kept = {(person, text) for person, text in among(sql, sorted({clean(h.sentence) for h in found}))}
    return tuple(h for h in found if (h.person, clean(h.sentence)) not in kept)


def settle(until: Mapping[str, int]) -> None:
    """She has decided on all that was found in these sources: their texts count as read until then, and are not read again."""
    kept = dict(preference(TEXTS, {}))
    for path, moment in until.items():
        if path in kept:  # not switched off meanwhile
            kept[path] = max(moment, kept[path] or 0)
    prefer(TEXTS, kept)
