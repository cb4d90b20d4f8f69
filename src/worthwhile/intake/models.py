"""The log: every record as it came. It names addresses, never persons, and is never rewritten."""

from django.db import models

from worthwhile.store import Fact, Setting


class Origin(Setting):
    """A configured place that records come from, and the moment until which it reaches."""

    path = models.TextField(unique=True)
    source = models.CharField(max_length=40)
    noun = models.CharField(max_length=20, default="")  # what it brings, as its source says; kept so that saying it loads no reader
    position = models.JSONField(default=dict)
    until = models.BigIntegerField(null=True)
    active = models.BooleanField(default=True)
    noticed = models.CharField(max_length=64, default="")  # size and time of the file when last read to its end
    once = models.BooleanField(default=False)  # handed over through the page: read, and then no longer kept


class ImportRun(Setting):
    """One reading of one origin: what was taken, already known, refused or passed over; the sums add up."""

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="runs")
    batch = models.BigIntegerField(default=0, db_index=True)  # the runs of one command belong together
    began = models.BigIntegerField()
    ended = models.BigIntegerField(null=True)
    state = models.CharField(max_length=12, default="running")  # running, done, stopped, undone
    by = models.CharField(max_length=200, default="")  # the process that reads (living.py)
    taken = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    own = models.JSONField(default=list)  # handles that this run called the user's own: [kind, value]


class Refusal(Setting):
    """A record that was not taken (or passed over on purpose): file, line, reason and cure."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    line = models.BigIntegerField(default=0)
    reason = models.TextField()
    cure = models.TextField(default="")
    count = models.IntegerField(default=1)
    passed = models.BooleanField(default=False)


class Address(Fact):
    """A way to name somebody, as sources know it: "email", "tel", "linkedin" or "name"."""

    said_by = ("kind", "value")

    kind = models.CharField(max_length=16)
    value = models.CharField(max_length=320)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_address")]


class Sighting(Fact):
    """A name that stood beside an address, and when it was last seen there."""

    said_by = ("address__kind", "address__value", "name")  # not `times`: which file counts a record that two hold depends on their order

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="sightings")
    name = models.CharField(max_length=300)
    times = models.IntegerField(default=1)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "name"], name="one_sighting")]


class Card(Fact):
    """A contact as a source had it."""

    said_by = (
        "key", "kind", "name", "given", "family", "nickname", "organisation", "title", "birthday", "note", "uid", "since", "related", "own",
    )  # fmt: skip

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=300)
    given = models.CharField(max_length=300, default="")
    family = models.CharField(max_length=300, default="")
    nickname = models.CharField(max_length=300, default="")
    organisation = models.CharField(max_length=300, default="")
    title = models.CharField(max_length=300, default="")
    birthday = models.CharField(max_length=10, default="")
    note = models.TextField(default="")
    uid = models.CharField(max_length=300, default="", db_index=True)
    since = models.BigIntegerField(null=True)
    related = models.JSONField(default=list)
    own = models.BooleanField(default=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")


class CardAddress(Fact):
    """An address that stands on a card."""

    said_by = ("card__key", "address__kind", "address__value")

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="addresses")
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="cards")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "address"], name="one_card_address")]


class Event(Fact):
    """A calendar event; a recurring series is one. Its occurrences stand in the log as interactions, expanded to a horizon."""

    said_by = ("key", "summary", "rule", "recurring", "place", "who")

    key = models.CharField(max_length=64, unique=True)
    summary = models.CharField(max_length=1000, default="")
    rule = models.TextField(default="")
    who = models.TextField(default="")  # organizer and attendees, as text: part of the fact
    recurring = models.BooleanField(default=False)
    place = models.CharField(max_length=300, default="")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")


class Former(Setting):
    """An event as it was before a run changed it or called off what of it lay ahead: what it takes to undo that run.

    `content` is summary, rule, who, recurring and place; `occurrences` are those that stood in the log, as former.py writes them."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="formers")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="formers")
    changed = models.BooleanField()  # told differently by the run; else only called off
    content = models.JSONField()
    occurrences = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "event"], name="one_former")]


class Held(Setting):
    """A row of the log, by its number, that another origin than the one that brought it holds too: what it takes to undo that one.

    `same`: told just as it stands in the log. The log itself keeps every record once, as it was told first."""

    what = models.CharField(max_length=12)  # interaction, card, event, sighting
    row = models.BigIntegerField()
    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="+", db_index=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="+", db_index=False)
    same = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "row", "origin"], name="held_once")]


class Interaction(Fact):
    """A dated event with participants: "mail", "message", "meeting", "invitation", "endorsement", "recommendation"."""

    said_by = ("key", "kind", "at", "minutes", "subject", "sender__kind", "sender__value", "parent", "thread", "size", "flags", "detail")
    said_of = {"event": None}  # occurrences of calendar events are said by their Event, whose horizon moves with time

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    at = models.BigIntegerField(db_index=True)  # seconds since 1970, UTC
    minutes = models.IntegerField(default=0)
    subject = models.CharField(max_length=1000, default="")
    sender = models.ForeignKey(Address, null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.CharField(max_length=64, default="")  # key of the message that this one answers
    thread = models.CharField(max_length=64, default="")
    size = models.IntegerField(default=0)  # how many take part, the sender included
    flags = models.CharField(max_length=60, default="")  # "auto bulk list", sorted
    detail = models.CharField(max_length=300, default="")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="occurrences")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [  # what a person's story is told from: few rows among very many
            models.Index(fields=["at"], name="kindness", condition=models.Q(kind__in=("endorsement", "recommendation"))),
            models.Index(fields=["sender", "at", "subject"], name="mail_to_two", condition=models.Q(kind="mail", size=3, parent="")),
        ]


class Participation(Fact):
    """Who took part, and how: from, to, cc, bcc, organizer, attendee. `at` repeats the interaction's, for the index."""

    said_by = ("interaction__key", "address__kind", "address__value", "role")
    said_of = {"interaction__event": None}

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="participations")
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="participations", db_index=False)
    role = models.CharField(max_length=10)
    at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="participation_by_address")]


class Forgotten(Fact):
    """A keyed hash of an address that was forgotten, so that the same file does not bring it back."""

    said_by = ("mark",)

    mark = models.CharField(max_length=64, unique=True)
