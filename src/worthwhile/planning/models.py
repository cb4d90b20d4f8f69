"""Acts: what was suggested, with the chance it had of being shown, and what she made of it."""

from django.db import models

from worthwhile.store import Derived, Fact

SLATES = 7  # lists that are kept, each of its own day


class Act(Fact):
    """A proposal she answered: done (with how it went), later, or not this (with a reason). The act itself is a fact."""

    free = ("title", "draft")
    said_by = ("anchor", "kind", "about", "state", "how", "reason", "until", "serves", "draft")

    anchor = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=24)  # the rule's name
    about = models.CharField(max_length=64, default="")  # key of what gave cause (a message, a meeting, a year)
    title = models.CharField(max_length=400)
    minutes = models.IntegerField()
    state = models.CharField(max_length=10)  # "done", "later", "not_this", "" (only its draft or intent was changed)
    how = models.CharField(max_length=10, default="")  # "glad", "fine", "awkward", "none"
    reason = models.CharField(max_length=10, default="")  # "not_now", "not_me", "not_them"
    until = models.BigIntegerField(null=True)  # later: not before
    serves = models.CharField(max_length=60, default="")  # her word on whom it serves: "them both organisation me", sorted
    draft = models.TextField(default="")
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["anchor", "kind", "about"], name="one_act")]


class Shown(Fact):
    """That an act was shown on a day, and with which chance: without it no honest estimate of the rules exists."""

    said_by = ()  # kept and exported, but looking at a page is not something that was said

    day = models.CharField(max_length=10, db_index=True)
    anchor = models.CharField(max_length=400)
    kind = models.CharField(max_length=24)
    about = models.CharField(max_length=64, default="")
    chance = models.FloatField()
    position = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "anchor", "kind", "about"], name="shown_once")]


class Slate(Derived):
    """A day's list as it stood when it was last worked out: numbers 1…5 of the command line point here. The lists of a few days stand
    beside each other, so that a look at another day (`--at`) leaves today's numbers as they were."""

    day = models.CharField(max_length=10)
    position = models.IntegerField()  # the act's number
    proposal = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "position"], name="one_act_of_a_number")]
