"""Worthwhile: one worthwhile thing a day for the people you work with."""

__version__ = "0.1.0"
