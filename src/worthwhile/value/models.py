"""What she writes down: lines on people (notes, needs, help given and received, promises, asks), and her own offers."""

from django.db import models

from worthwhile.store import Fact


class Note(Fact):
    """A line on a person, in her own words, with its day; what kinds there are stands in value/kinds.py.

    `closed` is when it was settled (a promise kept, a need met, an ask answered), `answer` what an ask was answered with, `led_to` what
    came of it, as she says. `source` is where the line comes from, if not from her: a message's day and sender."""

    said_by = ("anchor", "kind", "text", "at", "closed", "help", "serves", "answer", "led_to", "source")

    anchor = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=12, default="note")
    text = models.TextField()
    at = models.BigIntegerField()
    closed = models.BigIntegerField(null=True)
    help = models.CharField(max_length=16, default="")  # kind of help (kinds.HELP), if she said
    serves = models.CharField(max_length=40, default="")  # whom it serves, as she says: of planning's INTENTS, with spaces
    answer = models.CharField(max_length=4, default="")
    led_to = models.TextField(default="")
    source = models.CharField(max_length=200, default="")


class Offer(Fact):
    """What people come to her for: her first offers, in a few words each."""

    said_by = ("text",)

    text = models.CharField(max_length=300, unique=True)
    at = models.BigIntegerField()
