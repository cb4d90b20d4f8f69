"""Rows of LinkedIn's tables → records. Each kind of table has its reader; what ego's own handle is goes from one to the next."""

import re
from collections import defaultdict
from collections.abc import Iterator

from worthwhile.sources import handles
from worthwhile.sources.dates import seconds, told
from worthwhile.sources.records import Card, Handle, Item, Message, Own, Passed, Refused, key_of
from worthwhile.sources.tables import Row
from worthwhile.text import clean

# other languages' headings (as they are compared, without accents) → LinkedIn's English ones
_SAID = {
    "vorname": "first name", "nachname": "last name", "e-mail-adresse": "email address", "e-mail": "email address",
    "unternehmen": "company", "firma": "company", "verbunden am": "connected on", "verbunden seit": "connected on", "profil-url": "url",
    "prenom": "first name", "nom": "last name", "nom de famille": "last name", "adresse e-mail": "email address",
    "entreprise": "company", "poste": "position", "connexion le": "connected on", "en relation depuis": "connected on",
    "nombre": "first name", "apellidos": "last name", "apellido": "last name", "correo electronico": "email address",
    "direccion de correo electronico": "email address", "empresa": "company", "cargo": "position", "conectado el": "connected on",
    "nome": "first name", "cognome": "last name", "indirizzo email": "email address", "azienda": "company",
    "posizione": "position", "collegato il": "connected on", "sobrenome": "last name", "endereco de e-mail": "email address",
    "conectado em": "connected on", "voornaam": "first name", "achternaam": "last name", "e-mailadres": "email address",
    "bedrijf": "company", "functie": "position", "verbonden op": "connected on", "stelle": "position",
    "profile url": "url", "linkedin url": "url", "job title": "position", "email": "email address",
}  # fmt: skip
_NEEDED: tuple[tuple[str, frozenset[str]], ...] = (
    ("messages", frozenset({"conversation id", "from", "date"})),
    ("invitations", frozenset({"from", "to", "sent at", "direction"})),
    ("endorsements", frozenset({"endorsement date", "skill name"})),
    ("recommendations", frozenset({"first name", "last name", "creation date", "text"})),
    ("emails", frozenset({"email address", "confirmed", "primary"})),
    ("profile", frozenset({"first name", "last name", "maiden name", "headline"})),
    ("connections", frozenset({"first name", "last name", "connected on"})),
)
# what may follow a name after a comma, and is no other person
_LETTERS = re.compile(r"(?:[A-Z][A-Z.&/-]{1,7}|Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|I{2,3}|IV|MSc|BSc|Dr\.?|LL\.?M\.?|Esq\.?|CPA|.*[®™])\.?")
_ADVERTISER = {"", "linkedin", "linkedin member", "linkedin-mitglied", "membre de linkedin", "linkedin news"}
_HOW = "LinkedIn says that it is you."


def heading(names: tuple[str, ...]) -> tuple[str, ...]:
    """LinkedIn's own names for the columns of a row, if it is the heading of one of its tables; else ()."""
    said = tuple(_SAID.get(n, n) for n in names)
    return said if _kind(frozenset(said)) else ()


def _kind(columns: frozenset[str]) -> str:
    return next((kind for kind, needed in _NEEDED if needed <= columns), "")


def kind_of(columns: tuple[str, ...], name: str) -> str:
    """Which of the tables it is: "connections", "messages", …; "" when it is none.

    Recommendations given and received have the same columns; there the file's name alone tells which, and without it they are none."""
    kind = _kind(frozenset(columns))
    if kind == "recommendations" and not re.search(r"given|received", name.lower()):
        return ""
    return kind


class Owner:
    """Whose export it is, as far as the tables that were read have told."""

    def __init__(self) -> None:
        self.slug = ""
        self.name = ""
        self._said: set[tuple[str, str]] = set()

    def handle(self) -> Handle:
        """Ego's own handle: the LinkedIn page if it is known, else "me" (this export's owner)."""
        return Handle("linkedin", self.slug or "me", self.name)

    def own(self, handle: Handle, how: str, line: int = 0) -> Iterator[Own]:
        """Say once that a handle is ego's."""
        if handle.kind == "linkedin" and handle.value != "me" and not self.slug:
            self.slug = handle.value
        if handle.name and not self.name:
            self.name = handle.name
        if (handle.kind, handle.value) not in self._said:
            self._said.add((handle.kind, handle.value))
            yield Own(handle, how, line)


class Reader:
    """Reads the rows of one table."""

    def __init__(self, owner: Owner, columns: tuple[str, ...], name: str) -> None:
        self.owner, self.columns, self.name = owner, columns, name
        self._times: defaultdict[tuple[object, ...], int] = defaultdict(int)

    def records(self, row: Row) -> Iterator[Item]:
        """The records of one row; nothing is left unsaid."""
        raise NotImplementedError

    def last(self) -> Iterator[Item]:
        """What is known only when all rows were read."""
        yield from ()

    def key(self, *parts: object) -> str:
        """A key for a row; rows that say the same are told apart by their number."""
        self._times[parts] += 1
        return key_of("linkedin", *parts, self._times[parts])


def _full(row: Row, first: str = "first name", last: str = "last name") -> str:
    return clean(f"{row.cells.get(first, '')} {row.cells.get(last, '')}", handles.LONGEST_NAME)


def _who(name: str, url: str) -> Handle | None:
    """A page's handle with the name beside it, or the name's own; None when there is neither."""
    slug = handles.linkedin(url) or handles.linkedin(f"linkedin.com/in/{url.strip()}" if re.fullmatch(r"[\w-]{3,100}", url.strip()) else "")
    said = clean(name, handles.LONGEST_NAME)
    if slug:
        return Handle("linkedin", slug, said)
    return handles.named(said) if said else None


class Connections(Reader):
    """`Connections.csv`: one card each. Company and position are today's, so a changed one is a new card of the same page."""

    def records(self, row: Row) -> Iterator[Item]:
        cells, name = row.cells, _full(row)
        slug, email = handles.linkedin(cells.get("url", "")), handles.email(cells.get("email address", ""))
        if not (name or slug or email):
            yield Passed("LinkedIn hides who this connection is.", line=row.line)
            return
        found = [Handle("linkedin", slug, name)] if slug else []
        found += [Handle("email", email, name)] if email else []
        company, title = clean(cells.get("company", ""), 300), clean(cells.get("position", ""), 300)
        since = seconds(cells.get("connected on", ""))
        yield Card(
            key_of("linkedin", "card", slug, email, name, company, title, since),
            "linkedin",
            name or email or slug,
            tuple(found) or (handles.named(name),),
            given=clean(cells.get("first name", ""), 300),
            family=clean(cells.get("last name", ""), 300),
            organisation=company,
            title=title,
            uid=f"linkedin:{slug}" if slug else "",
            since=since,
            line=row.line,
        )


class Messages(Reader):
    """`messages.csv`: one exchange each, without its text."""

    def __init__(self, owner: Owner, columns: tuple[str, ...], name: str) -> None:
        super().__init__(owner, columns, name)
        self._talks: dict[str, set[tuple[str, str]]] = {}
        self._names: dict[tuple[str, str], str] = {}

    def records(self, row: Row) -> Iterator[Item]:
        cells = row.cells
        why = self._left_out(cells)
        if why:
            yield Passed(why, line=row.line)
            return
        at, sender = seconds(cells.get("date", "")), _who(cells.get("from", ""), cells.get("sender profile url", ""))
        if at is None or sender is None:
            said = clean(cells.get("date", ""), 60)
            yield Refused(row.line, f"Its date cannot be read: {said or 'none'}." if at is None else "It does not say who wrote it.")
            return
        talk = clean(cells.get("conversation id", ""), 300)
        others = [h for h in self._recipients(cells) if (h.kind, h.value) != (sender.kind, sender.value)]
        if cells.get("folder", "").strip().upper() == "SENT":
            yield from self.owner.own(sender, "You sent messages with it on LinkedIn.", row.line)
        self._note(talk, [sender, *others])
        yield Message(
            self.key("message", talk, at, sender.value),
            "message",
            told(at, cells.get("date", "")),
            sender,
            tuple(("to", h) for h in others),
            subject=clean(cells.get("subject", ""), 1000),
            thread=key_of("linkedin", talk) if talk else "",
            line=row.line,
        )

    @staticmethod
    def _left_out(cells: dict[str, str]) -> str:
        """Why a row is passed over; "" when it is not."""
        if any(cells.get(c, "").strip().lower() in ("yes", "true") for c in ("is message draft", "is conversation draft")):
            return "A draft, never sent."
        folder = cells.get("folder", "").strip().upper()
        if folder in ("SPAM", "TRASH"):
            return f"LinkedIn keeps it under {folder.lower()}."
        if not cells.get("sender profile url", "").strip():
            if "spinmail" in cells.get("content", "")[:4000].lower():
                return "Advertising sent through LinkedIn."
            if clean(cells.get("from", "")).lower() in _ADVERTISER:
                return "LinkedIn does not say who sent it."
        return ""

    def _recipients(self, cells: dict[str, str]) -> list[Handle]:
        urls = [u for u in re.split(r"[,\s;]+", cells.get("recipient profile urls", "")) if u]
        names = _names(cells.get("to", ""))
        if urls:
            beside = names if len(names) == len(urls) else [clean(cells.get("to", ""), 300)] if len(urls) == 1 else [""] * len(urls)
            return [h for n, u in zip(beside, urls, strict=True) if (h := _who(n, u))]
        return [handles.named(n) for n in names]

    def _note(self, talk: str, who: list[Handle]) -> None:
        known = self._talks.setdefault(talk, set())
        if len(known) < 100:
            known.update((h.kind, h.value) for h in who)
        for h in who:
            self._names.setdefault((h.kind, h.value), h.name)

    def last(self) -> Iterator[Item]:
        """Who takes part in every one of several conversations is the owner of the export."""
        talks = list(self._talks.values())
        if len(talks) < 3 or len(set().union(*talks)) < 4:
            return
        in_all = set.intersection(*talks)
        if len(in_all) == 1:
            kind, value = in_all.pop()
            yield from self.owner.own(
                Handle(kind, value, self._names[kind, value]), "It takes part in every conversation of your LinkedIn messages."
            )


def _names(text: str) -> list[str]:
    """The names in a list; what follows a comma and is a title ("Ph.D.") belongs to the name before it."""
    out: list[str] = []
    for part in clean(text, 20_000).split(","):
        part = part.strip()
        if out and _LETTERS.fullmatch(part):
            out[-1] += f", {part}"
        elif part:
            out.append(part)
    return out


class Invitations(Reader):
    """`Invitations.csv`: who asked whom to connect. The direction tells which of the two is ego."""

    def records(self, row: Row) -> Iterator[Item]:
        cells = row.cells
        at = seconds(cells.get("sent at", ""))
        sender = _who(cells.get("from", ""), cells.get("inviterprofileurl", ""))
        other = _who(cells.get("to", ""), cells.get("inviteeprofileurl", ""))
        if at is None or sender is None or other is None:
            yield Refused(row.line, "Its date cannot be read." if at is None else "It does not say who invited whom.")
            return
        direction = cells.get("direction", "").strip().upper()
        if direction in ("OUTGOING", "INCOMING"):
            yield from self.owner.own(
                sender if direction == "OUTGOING" else other, "The direction of your invitations on LinkedIn.", row.line
            )
        yield Message(
            self.key("invitation", sender.value, other.value, at),
            "invitation",
            told(at, cells.get("sent at", "")),
            sender,
            (("to", other),),
            line=row.line,
        )  # fmt: skip


class Endorsements(Reader):
    """`Endorsement_Received_Info.csv` and `Endorsement_Given_Info.csv`: a skill that one vouched for in another."""

    def records(self, row: Row) -> Iterator[Item]:
        cells = row.cells
        given = "endorsee first name" in self.columns or "endorsee public url" in self.columns
        role = "endorsee" if given else "endorser"
        status = cells.get("endorsement status", "").strip().upper()
        if status in ("HIDDEN", "REJECTED", "DELETED"):
            yield Passed("An endorsement that is hidden." if status == "HIDDEN" else "An endorsement that was not accepted.", line=row.line)
            return
        at = seconds(said := cells.get("endorsement date", ""))
        other = _who(_full(row, f"{role} first name", f"{role} last name"), cells.get(f"{role} public url", ""))
        if at is None or other is None:
            yield Refused(row.line, "Its date cannot be read." if at is None else "It does not say with whom it was exchanged.")
            return
        skill = clean(cells.get("skill name", ""), 300)
        yield from _exchange(self, row, "endorsement", (at, said), other, given=given, detail=skill)


class Recommendations(Reader):
    """`Recommendations_Received.csv` and `Recommendations_Given.csv`: the strongest gift of an export. Its text is not kept."""

    def records(self, row: Row) -> Iterator[Item]:
        status = row.cells.get("status", "").strip().upper()
        if status in ("HIDDEN", "PENDING", "DELETED", "DRAFT"):
            yield Passed(f"A recommendation that is {'not sent' if status == 'DRAFT' else status.lower()}.", line=row.line)
            return
        at = seconds(said := row.cells.get("creation date", ""))
        name = _full(row)
        if at is None or not name:
            yield Refused(row.line, "Its date cannot be read." if at is None else "It does not say with whom it was exchanged.")
            return
        yield from _exchange(self, row, "recommendation", (at, said), handles.named(name), given="given" in self.name.lower())


def _exchange(
    reader: Reader, row: Row, kind: str, dated: tuple[int, str], other: Handle, *, given: bool, detail: str = ""
) -> Iterator[Item]:
    ego = reader.owner.handle()
    yield from reader.owner.own(ego, _HOW, row.line)
    sender, to = (ego, other) if given else (other, ego)
    yield Message(
        reader.key(kind, "given" if given else "received", other.value, dated[0], detail), kind, told(*dated), sender, (("to", to),), detail=detail, line=row.line
    )  # fmt: skip


class Emails(Reader):
    """`Email Addresses.csv`: ego's own."""

    def records(self, row: Row) -> Iterator[Item]:
        address = handles.email(row.cells.get("email address", ""))
        if not address:
            yield Refused(row.line, "It is no e-mail address.")
        elif row.cells.get("confirmed", "").strip().lower() in ("no", "false", "nein"):
            yield Passed("An address of yours that you never confirmed to LinkedIn.", line=row.line)
        else:
            yield from self.owner.own(Handle("email", address), "LinkedIn's list of your e-mail addresses.", row.line)


class Profile(Reader):
    """`Profile.csv`: ego's own name."""

    def records(self, row: Row) -> Iterator[Item]:
        name = _full(row)
        if not name:
            yield Passed("A profile without a name.", line=row.line)
            return
        yield from self.owner.own(handles.named(name), "Your LinkedIn profile.", row.line)
        yield Card(
            key_of("linkedin", "profile", name, row.cells.get("headline", "")),
            "linkedin",
            name,
            (handles.named(name),),
            given=clean(row.cells.get("first name", ""), 300),
            family=clean(row.cells.get("last name", ""), 300),
            title=clean(row.cells.get("headline", ""), 300),
            own=True,
            line=row.line,
        )


READERS: dict[str, type[Reader]] = {
    "connections": Connections,
    "messages": Messages,
    "invitations": Invitations,
    "endorsements": Endorsements,
    "recommendations": Recommendations,
    "emails": Emails,
    "profile": Profile,
}
