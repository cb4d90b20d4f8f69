"""Who is here: the user's own addresses, her choices, and the log of her deeds, which makes each of them undoable."""

from django.db import models

from worthwhile.store import Fact, Setting

SAID, GUESSED = "you said so", "our guess"  # of an own address that no source calls so: how we know


class OwnAddress(Fact):
    """A handle that is the user's own. `confirmed` once she said so (or named it with --me)."""

    said_by = ("kind", "value", "confirmed")

    kind = models.CharField(max_length=16, default="email")
    value = models.CharField(max_length=320)
    confirmed = models.BooleanField(default=False)
    how = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_own_address")]


class Preference(Setting):
    """A choice or a mark of the store: "minutes", "demo", "keys", "measured"."""

    name = models.CharField(max_length=64, unique=True)
    value = models.JSONField(default=dict)


class Deed(Setting):
    """Something done that can be taken back: the verb, the sentence that says it, and what is needed to reverse it."""

    verb = models.CharField(max_length=40)
    sentence = models.TextField()
    payload = models.JSONField(default=dict)
    at = models.BigIntegerField()
    undone = models.BooleanField(default=False)
