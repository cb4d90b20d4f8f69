"""A small log, written row by row: who is who does not care where rows came from."""

import pytest

from worthwhile.intake.models import Address, Card, CardAddress, ImportRun, Interaction, Origin, Participation, Sighting
from worthwhile.people import services
from worthwhile.workspace.services import confirm_own

AT = 1_700_000_000


class Log:
    """Writes to the log as an import would."""

    def __init__(self):
        self.origin = Origin.objects.create(path="made up", source="mbox")
        self.run = ImportRun.objects.create(origin=self.origin, began=1, state="done")
        confirm_own(["noor@halden.example"])
        self.address("noor@halden.example")

    def address(self, value, *names, kind="email"):
        found, _ = Address.objects.get_or_create(kind=kind, value=value, defaults={"run": self.run})
        for name in names:
            Sighting.objects.get_or_create(address=found, name=name, defaults={"run": self.run})
        return found

    def card(self, name, *addresses, **fields):
        card = Card.objects.create(key=f"{name}{Card.objects.count()}", kind=fields.pop("kind", "vcard"), name=name, run=self.run, **fields)
        for value in addresses:
            CardAddress.objects.create(card=card, address=self.address(value, kind="email" if "@" in value else "tel"))
        return card

    def mail(self, sender, *to, at=AT - 1000, flags="", size=None, kind="mail"):
        key = f"i{Interaction.objects.count()}"
        row = Interaction.objects.create(
            key=key, kind=kind, at=at, sender=self.address(sender), size=size or 1 + len(to), flags=flags, origin=self.origin, run=self.run
        )
        for role, value in [
            ("from" if kind == "mail" else "organizer", sender),
            *[("to" if kind == "mail" else "attendee", v) for v in to],
        ]:
            Participation.objects.create(interaction=row, address=self.address(value), role=role, at=at)

    def meet(self, *who, at=AT - 1000):
        self.mail(*who, at=at, kind="meeting")

    def resolve(self, at=AT):
        return services.resolve(at=at)


@pytest.fixture
def log(db):
    return Log()
