"""Who is who: lasting persons (facts), what she decided about them (facts), and what follows from both (derived).

A person is anchored at the first address or card that named them. Joining two is never copying: the one is `part_of` the
other in `Profile`, worked out from rules and from her verdicts, so that a split brings back exactly what was."""

from django.db import models

from worthwhile.intake.models import Address, Card
from worthwhile.intake.models import Forgotten as Forgotten  # the log keeps its own gate; here for the rooms above
from worthwhile.store import Derived, Fact


class Person(Fact):
    """Somebody (or something) that has an address or a card. The id is lasting; the anchor is "email:…", "card:…", …"""

    said_by = ()  # said by its address or card, which stand in the log

    anchor = models.CharField(max_length=400, unique=True)


class Verdict(Fact):
    """What she said about a pair: "same", "different" or "unsure". Must-link and must-not-link; asked once."""

    said_by = ("a", "b", "answer")

    a = models.CharField(max_length=400)  # anchors, a < b
    b = models.CharField(max_length=400)
    answer = models.CharField(max_length=10)
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="one_verdict")]


class Judged(Fact):
    """What she said somebody is: "person", "list", "robot", "role"; or that they be left out of suggestions."""

    said_by = ("anchor", "kind", "left_out", "name")

    anchor = models.CharField(max_length=400, unique=True)
    kind = models.CharField(max_length=10, default="")
    left_out = models.BooleanField(default=False)
    name = models.CharField(max_length=300, default="")  # the name she gave, if she did


class Profile(Derived):
    """A person as shown: one row for each Person; the joined ones point to the one that is kept (`root`)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    root = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=10)  # "me", "person", "stranger", "list", "robot", "role"
    name = models.CharField(max_length=300)
    given = models.CharField(max_length=300, default="")
    family = models.CharField(max_length=300, default="")
    organisation = models.CharField(max_length=300, default="")
    title = models.CharField(max_length=300, default="")
    birthday = models.CharField(max_length=10, default="")
    email = models.CharField(max_length=320, default="")
    search = models.TextField(default="")  # folded: names, addresses, organisation, title
    left_out = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "name"], name="profile_by_kind_name")]


class Belonging(Derived):
    """Whose an address is: the root person."""

    address = models.OneToOneField(Address, on_delete=models.CASCADE, primary_key=True, related_name="belonging")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="belongings")


class CardOf(Derived):
    """Whose a card is: the root person."""

    card = models.OneToOneField(Card, on_delete=models.CASCADE, primary_key=True, related_name="of")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cards")


class Join(Derived):
    """Two persons joined, and why, in words. `by` is "rule", "model" or "you"; `chance` is what the model gave."""

    a = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=10)
    why = models.TextField()
    chance = models.FloatField(default=1.0)


class Question(Derived):
    """A pair that may be one person, with the reason in words; most useful first (`gain`)."""

    a = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    why = models.TextField()
    chance = models.FloatField()
    gain = models.FloatField(db_index=True)
