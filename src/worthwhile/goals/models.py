"""What she wants to get done, and the people it takes."""

from django.db import models

from worthwhile.store import Fact


class Goal(Fact):
    """Something to get done, in her words: why, by when, whom in the organisation it serves, the help it wants, and what she has of it herself."""

    free = ("title", "why", "serves_whom", "help", "mine", "outcome")
    said_by = ("uid", "title", "why", "by", "serves", "serves_whom", "help", "mine", "at", "closed", "outcome")

    uid = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    why = models.TextField(default="")
    by = models.CharField(max_length=10, default="")  # ISO day; undated goals are kept, and not planned
    serves = models.CharField(max_length=40, default="")  # of planning's INTENTS, with spaces
    serves_whom = models.TextField(default="")  # in the organisation, in her words
    help = models.TextField(default="")  # the help it wants
    mine = models.TextField(default="")  # her own motives and private interest: said openly, they have a place
    at = models.BigIntegerField()
    closed = models.BigIntegerField(null=True)
    outcome = models.TextField(default="")


class Stakeholder(Fact):
    """One person who has a say in a goal, as she sees it; what moves them stands in her own words with its source, never inferred.

    `say` and `cares` are 1 (little) to 5 (much), unknown is NULL. `after` is the anchor of the one whose yes is needed first."""

    free = ("gains", "loses", "fair", "moves", "moves_source")
    said_by = ("goal__uid", "anchor", "say", "cares", "gains", "loses", "fair", "moves", "moves_source", "after", "at")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="stakeholders")
    anchor = models.CharField(max_length=400, db_index=True)
    say = models.IntegerField(null=True)
    cares = models.IntegerField(null=True)
    gains = models.TextField(default="")
    loses = models.TextField(default="")
    fair = models.TextField(default="")  # what would be fair to them
    moves = models.TextField(default="")
    moves_source = models.CharField(max_length=200, default="")
    after = models.CharField(max_length=400, default="")
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "anchor"], name="one_stakeholder")]


class Stance(Fact):
    """Where somebody stood towards a goal from a day on, as she set it: "for", "undecided", "against" or "unknown". The newest holds."""

    free = ("why",)
    said_by = ("goal__uid", "anchor", "stance", "why", "at")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="stances")
    anchor = models.CharField(max_length=400, db_index=True)
    stance = models.CharField(max_length=12)
    why = models.TextField(default="")
    at = models.BigIntegerField()
