"""How each tie stands: derived from the log, one row a person; and her own word on it, which wins."""

from django.db import models

from worthwhile.people.models import Person
from worthwhile.store import Derived, Fact


class TieWord(Fact):
    """What she says a tie is: how close, 1 (hardly) to 5 (very). It wins over everything measured."""

    said_by = ("anchor", "close")

    anchor = models.CharField(max_length=400, unique=True)
    close = models.IntegerField()
    at = models.BigIntegerField()


class Tie(Derived):
    """The tie with one (root) person, from all contacts until the moment it was measured for (workspace preference "measured").

    Formulas: strength.py, rhythm.py, reciprocity.py, alive.py, persist.py. Nothing here decays: strength and chances are read at a moment
    (queries.py), so a later day changes no row. Times are seconds since 1970; gaps are days; unknown is NULL, never 0."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="tie")
    log_strength = models.FloatField()  # L = ln Σ w·exp(λt): read by exp(L − λ·at); order-free
    half_life = models.FloatField()  # days; chosen per source by replay
    first = models.BigIntegerField()
    last = models.BigIntegerField(db_index=True)
    last_from = models.BigIntegerField(null=True)  # their last message to ego
    last_to = models.BigIntegerField(null=True)  # ego's last message to them
    last_met = models.BigIntegerField(null=True)
    received = models.IntegerField(default=0)
    sent = models.IntegerField(default=0)
    met = models.IntegerField(default=0)
    days = models.IntegerField(default=0)  # contact days
    gap = models.FloatField(null=True)  # median gap between contact days, with three gaps or more
    gap_high = models.FloatField(null=True)  # 80 % quantile, shrunk towards ego's own ties
    usual = models.FloatField(null=True)  # the gap that silence is held against: the median, or what is borrowed from ego's other ties
    starts_mine = models.IntegerField(default=0)
    starts_theirs = models.IntegerField(default=0)
    answer_mine = models.FloatField(null=True)  # median hours until ego answers
    answer_theirs = models.FloatField(null=True)
    answers_by = models.CharField(max_length=12, default="")  # "references" or "subject"
    one_to_one = models.FloatField(null=True)  # share of messages between the two alone
    open_from = models.BigIntegerField(null=True)  # id of their last direct message with none from ego since
    state = models.BinaryField(default=bytes)  # what the chances are read from: one row of persist.STATE, 64-bit floats
    marks = models.BinaryField(default=bytes)  # contacts by day and kind, for its line (line.py)

    class Meta:
        # all that "for whom may something be due" looks at, read off the index alone: the rows themselves are wide
        indexes = [
            models.Index(
                name="tie_due",
                fields=[
                    "person", "last", "last_from", "last_to", "last_met", "days", "sent", "received", "gap_high", "log_strength", "half_life",
                ],
            )
        ]  # fmt: skip
