"""What she writes down: notes on people, her offers. (Needs, exchanges, asks and promises join this room later.)"""

from django.db import models

from worthwhile.store import Fact


class Note(Fact):
    """A note on a person, in her own words, with its day; `kind` is "note", "promise" (hers), "question" or "ask" (to put to them)."""

    said_by = ("anchor", "kind", "text", "at")

    anchor = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=12, default="note")
    text = models.TextField()
    at = models.BigIntegerField()
    closed = models.BigIntegerField(null=True)


class Offer(Fact):
    """What people come to her for: her first offers, in a few words each."""

    said_by = ("text",)

    text = models.CharField(max_length=300, unique=True)
    at = models.BigIntegerField()
