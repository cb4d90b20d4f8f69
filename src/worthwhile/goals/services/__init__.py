"""Deeds on goals and the people they take; each can be taken back."""

from worthwhile.goals.services.goals import change, drop, finish, start
from worthwhile.goals.services.people import put, stance, take_out

__all__ = ["change", "drop", "finish", "put", "stance", "start", "take_out"]
