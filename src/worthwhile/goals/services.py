"""Deeds on goals and the people they take."""
