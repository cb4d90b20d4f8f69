"""What was written down, what meets in it, and who is being brought together, as plain values."""

from worthwhile.value.queries.asks import asked_of, could, giving, often_asked, without_end
from worthwhile.value.queries.brought import brought
from worthwhile.value.queries.helpers import who_could
from worthwhile.value.queries.introductions import ended, introduction, introductions, introductions_with, made_with
from worthwhile.value.queries.knowing import Knows, Subject, subjects, who_knows
from worthwhile.value.queries.lines import is_open, notes, notes_of, offers, open_of_kind, story
from worthwhile.value.queries.matches import likely_with, matches, matches_with

__all__ = [
    "Knows",
    "Subject",
    "asked_of",
    "brought",
    "could",
    "ended",
    "giving",
    "introduction",
    "introductions",
    "introductions_with",
    "is_open",
    "likely_with",
    "made_with",
    "matches",
    "matches_with",
    "notes",
    "notes_of",
    "offers",
    "often_asked",
    "open_of_kind",
    "story",
    "subjects",
    "who_could",
    "who_knows",
    "without_end",
]
