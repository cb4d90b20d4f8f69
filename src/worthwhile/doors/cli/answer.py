"""`--json`: what a command says, names next and did is gathered in place of being printed, and given as one document when it ends."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_HINT = "Undo with: worthwhile undo"  # a document names the deed itself


@dataclasses.dataclass
class Answer:
    """One answer while it comes together: sentences, commands that make sense next, what else is told by name, or a document of its own."""

    said: list[str] = dataclasses.field(default_factory=list)
    next: list[str] = dataclasses.field(default_factory=list)
    more: dict[str, Any] = dataclasses.field(default_factory=dict)
    document: Any = None

    def say(self, text: str) -> None:
        """A sentence, without the word on how it is taken back."""
        words = text.replace(_HINT, "").strip()
        self.said += [words] if words else []

    def go_on(self, commands: tuple[str, ...]) -> None:
        """Commands that make sense next, each whole: on the screen, one that follows another drops its first word."""
        for words in commands:
            command = words.removeprefix("Undo with: ").partition(": worthwhile ")
            whole = f"worthwhile {command[2]}" if command[1] else command[0]
            self.next.append(whole if whole.startswith("worthwhile ") else f"worthwhile {whole}")

    def whole(self, deeds: list[dict[str, Any]]) -> Any:
        """The document: data as they are, with what was said and done beside them where anything was; else what was said and done."""
        told = {"said": self.said, "deeds": deeds, "next": self.next, **self.more}
        if self.document is None:
            return told
        data = dataclasses.asdict(self.document) if _has_fields(self.document) else self.document
        return {**data, "said": self.said, "deeds": deeds} if deeds and isinstance(data, dict) else data


_NOW: ContextVar[Answer | None] = ContextVar("answer", default=None)


def now() -> Answer | None:
    """The answer that comes together; None where words are printed."""
    return _NOW.get()


def also(**told: Any) -> bool:
    """Tell something by name beside what is said; False where words are printed."""
    answer = now()
    if answer is not None:
        answer.more |= told
    return answer is not None


@contextmanager
def asked(wanted: bool) -> Iterator[None]:
    """While this lasts, words are gathered and errors told as JSON, if that is wanted."""
    token = _NOW.set(Answer() if wanted else None)
    try:
        yield
    finally:
        _NOW.reset(token)


@contextmanager
def gathered(wanted: bool) -> Iterator[None]:
    """Print what was said and done within as one document when it ends; what came before an error too."""
    answer = now()
    if not wanted or answer is None:
        yield
        return
    from worthwhile.workspace.deeds import heard

    with heard() as numbers:
        ended = False
        try:
            yield
            ended = True
        finally:
            if ended or answer.said or answer.document is not None:
                printed(answer.whole(_done(numbers)))


def _done(numbers: list[int]) -> list[dict[str, Any]]:
    """The deeds of these numbers that are in the history, with the lines that each of them made or changed."""
    if not numbers:
        return []
    from worthwhile.workspace.queries import deeds

    return [
        {"number": did.id, "verb": did.verb, "sentence": did.sentence, "at": did.at, **({"lines": lines} if lines else {})}
        for did, lines in deeds(numbers)
    ]


def printed(value: Any) -> None:
    """Print one JSON document; dataclasses become objects."""
    import typer

    def plain(thing: Any) -> Any:
        if _has_fields(thing):
            return dataclasses.asdict(thing)
        if isinstance(thing, frozenset | set):
            return sorted(thing)
        return str(thing)

    typer.echo(json.dumps(value, default=plain, ensure_ascii=False, indent=1, allow_nan=False))


def _has_fields(thing: Any) -> TypeGuard[DataclassInstance]:
    return dataclasses.is_dataclass(thing) and not isinstance(thing, type)


def wanted_in(words: list[str]) -> bool:
    """Do the words of a command ask for JSON? What stands behind a -- is hers."""
    return "--json" in (words[: words.index("--")] if "--" in words else words)


def wrong(sentence: str, cure: str) -> str:
    """What is wrong, and what to do, as one line of JSON."""
    return json.dumps({"error": sentence.strip(), "cure": cure.strip()}, ensure_ascii=False)
