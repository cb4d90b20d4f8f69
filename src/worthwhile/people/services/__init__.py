"""The deeds of this room: working out who is who, and her word on it."""

from worthwhile.people.services.deeds import answer, judge, leave_out, same, split, two
from worthwhile.people.services.forgetting import forget
from worthwhile.people.services.work import forget_derived, resolve

__all__ = ["answer", "forget", "forget_derived", "judge", "leave_out", "resolve", "same", "split", "two"]
