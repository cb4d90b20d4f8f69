"""What she writes down: lines on people (notes, needs, help given and received, promises, asks), and her own offers."""

from django.db import models

from worthwhile.store import Derived, Fact


class Note(Fact):
    """A line on a person, in her own words, with its day; what kinds there are stands in value/kinds.py.

    `closed` is when it was settled (a promise kept, a need met, an ask answered), `answer` what an ask was answered with, `led_to` what
    came of it, as she says. `source` is where the line comes from, if not from her: a message's day and sender."""

    free = ("text", "led_to", "source")
    said_by = ("anchor", "kind", "text", "at", "closed", "help", "serves", "answer", "led_to", "source", "minutes")

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
    minutes = models.IntegerField(null=True)  # how much of their time an ask would take, as she says


class Offer(Fact):
    """What people come to her for: her first offers, in a few words each."""

    free = ("text",)
    said_by = ("text",)

    text = models.CharField(max_length=300, unique=True)
    at = models.BigIntegerField()


class Introduction(Fact):
    """Two people brought together, each asked alone first (double opt-in); neither is named to the other before both said yes.

    `anchor` is who could use it and is asked first, `other` who could give it. `stage` is one of introductions.STAGES; `declined` ("one",
    "other") stays with her alone; `came` is what came of it, as she says. Of a
    need that is put off ("later"), `changed` is until when. What was noted as need and offer stands here as it was then."""

    free = ("need", "offer", "came")
    said_by = ("uid", "anchor", "other", "need", "offer", "stage", "declined", "came", "at", "changed", "closed")

    uid = models.CharField(max_length=40, unique=True)
    anchor = models.CharField(max_length=400, db_index=True)
    other = models.CharField(max_length=400, db_index=True)
    need = models.TextField()
    offer = models.TextField(default="")
    stage = models.CharField(max_length=16, default="ask one")
    declined = models.CharField(max_length=8, default="")
    came = models.TextField(default="")
    at = models.BigIntegerField()
    changed = models.BigIntegerField()
    closed = models.BigIntegerField(null=True)


class Match(Derived):
    """A need and an offer that may meet it: rows of Note, or of Offer where the offer is her own. Worked out anew when lines change."""

    need = models.BigIntegerField(db_index=True)
    offer = models.BigIntegerField(null=True, db_index=True)
    own = models.BigIntegerField(null=True)
    worth = models.FloatField()
    words = models.TextField(default="")  # words that both hold, with spaces
    bridges = models.BooleanField(default=False)
