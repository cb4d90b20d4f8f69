"""What can go wrong, as sentences: what happened, where, and what to do.

Worthwhile                every error that a person is meant to read
├── NotFound              nobody, nothing of that name is here
├── Ambiguous             several are; the message says which
├── CannotRead            a file that no source understands, or that is broken as a whole
├── NotNow                the store is busy, the disk full, the folder read-only
├── NotUnderstood         a date, a word or a filter that means nothing here
└── NothingToUndo
A door shows `str(error)` and `error.do`, and ends with `error.code`.
"""


class Worthwhile(Exception):
    """An error with a cure. `do` is a sentence that says what to do next; `code` is the exit code."""

    code = 1

    def __init__(self, sentence: str, do: str = "") -> None:
        super().__init__(sentence)
        self.do = do


class NotFound(Worthwhile):
    """Nothing of that name is here."""


class Ambiguous(Worthwhile):
    """More than one is meant by what was said."""


class CannotRead(Worthwhile):
    """A file that cannot be read as a whole."""


class NotNow(Worthwhile):
    """Something outside stands in the way: a full disk, a store in use."""


class NotUnderstood(Worthwhile):
    """A word, a date or a filter that means nothing here."""

    code = 2


class NothingToUndo(Worthwhile):
    """There is no deed to take back."""
