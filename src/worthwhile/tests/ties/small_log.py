"""A small log, written straight into the store: who wrote to whom and who met, by name."""

from worthwhile.intake.models import Address, ImportRun, Interaction, Origin, Participation
from worthwhile.people.models import Belonging, Person, Profile
from worthwhile.workspace.models import OwnAddress

DAY = 86_400
START = 1_700_006_400  # midnight, 15 November 2023


class Log:
    """`log.mail(10, "me", "ana")`: on day 10 ego wrote to Ana. Names become persons with one address each."""

    def __init__(self) -> None:
        self.origin = Origin.objects.create(path="/mail", source="mbox")
        self.run = ImportRun.objects.create(origin=self.origin, began=0, state="done")
        self.ids: dict[str, int] = {}
        self.addresses: dict[str, Address] = {}
        self.count = 0
        OwnAddress.objects.create(value="me@example.org", confirmed=True)
        self.who("me", kind="me")

    def who(self, name: str, kind: str = "person") -> int:
        """The person of this name, made when new."""
        if name not in self.ids:
            value = f"{name}@example.org"
            address = Address.objects.create(kind="email", value=value, run=self.run)
            person = Person.objects.create(anchor=f"email:{value}")
            Profile.objects.create(person=person, root=person, kind=kind, name=name.title(), email=value)
            Belonging.objects.create(address=address, person=person)
            self.ids[name], self.addresses[name] = person.pk, address
        return self.ids[name]

    def _act(self, day: float, kind: str, roles: list[tuple[str, str]], **more: object) -> str:
        self.count += 1
        at = START + int(day * DAY)
        for _, name in roles:
            self.who(name)
        address = {name: self.addresses[name] for _, name in roles}
        key = str(more.pop("key", f"k{self.count}"))
        sender = next((address[name] for role, name in roles if role == "from"), None)
        act = Interaction.objects.create(
            key=key, kind=kind, at=at, sender=sender, size=len({n for _, n in roles}), origin=self.origin, run=self.run, **more
        )
        Participation.objects.bulk_create(Participation(interaction=act, address=address[n], role=r, at=at) for r, n in roles)
        return key

    def mail(self, day: float, sender: str, *to: str, cc: tuple[str, ...] = (), kind: str = "mail", **more: object) -> str:
        """A message; its key."""
        return self._act(day, kind, [("from", sender), *(("to", t) for t in to), *(("cc", c) for c in cc)], **more)

    def to_and_fro(self, begin: float, name: str, subject: str, *, every: float = 9) -> None:
        """Ten messages of somebody to ego, each answered the next day; {} in the subject is the number of the pair."""
        for k in range(10):
            self.mail(begin + every * k, name, "me", subject=subject.format(k))
            self.mail(begin + 1 + every * k, "me", name, subject=f"Re: {subject.format(k)}")

    def meet(self, day: float, *who: str, **more: object) -> str:
        """A meeting; its key."""
        return self._act(day, "meeting", [("organizer", who[0]), *(("attendee", w) for w in who)], **more)


def on(day: float) -> int:
    """The moment of a day of the small log."""
    return START + int(day * DAY)
