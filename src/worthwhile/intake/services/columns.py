"""The columns that rows of the log are written with, in one place."""

INTERACTION = (
    "id", "key", "kind", "at", "minutes", "subject", "sender_id", "parent", "thread", "size", "flags", "detail", "event_id", "origin_id", "run_id",
)  # fmt: skip
PARTICIPATION = ("interaction_id", "address_id", "role", "at")
CARD = (
    "id", "key", "kind", "name", "given", "family", "nickname", "organisation", "title", "birthday", "note", "uid", "since", "related", "own", "run_id",
)  # fmt: skip
EVENT = ("id", "key", "summary", "rule", "who", "recurring", "place", "run_id")
