"""What every command shares: the data folder, the moment, who is asking; errors as sentences; quiet, plain printing."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from worthwhile.doors.cli import answer
from worthwhile.errors import NotUnderstood, Worthwhile

if TYPE_CHECKING:
    from rich.console import Console

    from worthwhile.people.values import PersonView

Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]
Name = Annotated[list[str], typer.Argument(help="A name, an address, or #id.", show_default=False)]

FIRST, END = 0, 4_133_980_800  # seconds: 1970 to the end of 2100

UNSAFE = '"$`\\!'  # what a shell reads in words between quotation marks

app = typer.Typer(
    name="worthwhile",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="One worthwhile thing a day for the people you work with. Everything stays on this computer.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


@app.callback()
def _front_door() -> None:
    """One worthwhile thing a day for the people you work with. Everything stays on this computer."""


_SHARED: list[inspect.Parameter] = [
    inspect.Parameter(
        "data",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            Path | None, typer.Option(help="Folder of the store.", envvar="WORTHWHILE_DATA", show_default="~/.worthwhile")
        ],
    ),
    inspect.Parameter(
        "at",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            str | None, typer.Option(help="The moment to reckon from, as 2026-11-24 or 2026-11-24T09:00.", show_default="now")
        ],
    ),
    inspect.Parameter(
        "me",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            list[str] | None, typer.Option(help="An address of your own (may be repeated).", show_default="the confirmed ones")
        ],
    ),
]

_JSON = inspect.Parameter(
    "as_json",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Json,
)


@dataclass(frozen=True)
class House:
    """One call of the program: the store's folder, the moment (seconds, UTC), ego's addresses if they were named."""

    data: Path
    at: int
    me: tuple[str, ...] = ()
    named: bool = False  # --at was given: a replay, nothing new is read

    def open(self, *, look: bool = True) -> None:
        """Open the store and, when --me names somebody, see the network from there for this command (`look`); whose store it is stays."""
        from worthwhile.start import open_house

        open_house(self.data)
        if self.me and look:
            from worthwhile import day

            if not day.see_as(self.me, at=self.at):
                complain(
                    f"{self.me[0]} is in nothing that was read, so nobody is seen from there.",
                    "Name another of yours: --me you@example.org",
                )
        else:
            from worthwhile.workspace.services import give_back_own

            give_back_own()


def moment(text: str | None) -> int:
    """Seconds since 1970 of an ISO day or moment (local time where no zone is given); now for None. Raises NotUnderstood."""
    if text is None:
        return int(datetime.now(UTC).timestamp())
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise NotUnderstood(f"“{text}” is not a date.", do="Enter it as 2027-02-15, or 2027-02-15T09:00.") from None
    if value.tzinfo is None and len(text.strip()) <= 10:
        value = value.replace(hour=12)  # a day alone means its noon, so that no time zone moves it to another day
    try:
        seconds = int(value.timestamp())
    except (OverflowError, OSError, ValueError):
        seconds = -1
    if not FIRST <= seconds < END:
        raise NotUnderstood(f"“{text}” is too far away.", do="Enter a day between 1970 and 2100.")
    return seconds


def day_to_come(text: str, at: int) -> int | None:
    """Noon of a day as she may write it ("tomorrow", "15 February", "2027-02-15"), as one says it at `at`; None for none. Raises NotUnderstood."""
    from worthwhile.value.days import day_of

    found = day_of(text, datetime.fromtimestamp(at).date())
    try:
        return moment(found.isoformat() if found else text) if text else None
    except NotUnderstood as error:
        far = error.do if "too far" in str(error) else ""  # a day it is, and beyond reach
        raise NotUnderstood(str(error), do=far or "Enter it as tomorrow, 15 February or 2027-02-15.") from None


def command(name: str, *, answers: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a command: its function gets a House first; --data, --at, --me and, if it `answers` and ends, --json are added; errors become
    sentences. With --json what it says and did is one document; one that tells data takes `as_json` itself."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        knows = any(parameter.name == _JSON.name for parameter in own)
        shared = _SHARED if knows or not answers else [*_SHARED, _JSON]

        @functools.wraps(function)
        def door(*args: Any, data: Path | None = None, at: str | None = None, me: list[str] | None = None, **rest: Any) -> None:
            where = folder(data)
            as_json = rest.get(_JSON.name, False) if knows else rest.pop(_JSON.name, False)

            def deed() -> None:
                with answer.gathered(as_json):
                    function(House(where, moment(at), tuple(me or ()), at is not None), *args, **rest)

            with answer.asked(as_json):
                with_errors(deed, where, name)

        del door.__wrapped__
        door.__signature__ = inspect.Signature(own + shared)  # type: ignore[attr-defined]
        door.__annotations__ = {p.name: p.annotation for p in own + shared}
        app.command(name)(door)
        return function

    return register


def folder(data: Path | None) -> Path:
    """The data folder that was named, or the user's own."""
    return (data or Path(os.environ.get("WORTHWHILE_DATA") or Path.home() / ".worthwhile")).expanduser().absolute()


def with_errors(deed: Callable[[], Any], data: Path, name: str) -> None:
    """Run a command; an error is said on stderr with its cure and ends with its code. One that nobody foresaw is written down in the
    data folder, and the sentence says where."""
    try:
        deed()
    except Worthwhile as error:
        complain(str(error), error.do)
        raise typer.Exit(error.code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        raise typer.Exit(_unforeseen(error, data, name)) from None


def _unforeseen(error: Exception, data: Path, name: str) -> int:
    """Say what went wrong, and write it down if it has no cure; the exit code."""
    from worthwhile.doors import fault

    known = fault.with_cure(error)
    if known is not None:
        complain(str(known), known.do)
        return known.code
    file = fault.write_down(data, [f"worthwhile {name}"], error, moment(None))
    where = f"Details for a report are in {file}, with no names in them." if file else "It could not be written down."
    complain("Something went wrong on our side; what you did before is kept.", where)
    return 1


def complain(sentence: str, cure: str = "") -> None:
    """Say on stderr what is wrong and what to do, with --json as one object on one line; text from files cannot steer the terminal."""
    from worthwhile.text import visible

    if answer.now() is not None:
        typer.echo(answer.wrong(sentence, cure), err=True)
        return
    typer.echo(visible(f" {sentence}" + (f"\n {cure}" if cure else "")), err=True)


def console() -> Console:
    """Rich at 80 columns or as many as the terminal has, no boxes, no guessing of what to highlight; plain in pipes and with NO_COLOR. With --json it prints nothing, and is
    no terminal: nobody is asked."""
    return _console(answer.now() is not None)


@functools.cache
def _console(silent: bool) -> Console:
    from rich.console import Console
    from rich.theme import Theme

    width = min(80, Console().width) if sys.stdout.isatty() else 80
    theme = Theme({"name": "bold", "source": "dim", "next": "cyan", "given": "cyan", "received": "yellow"})
    color: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"  # None: no bold either
    return Console(
        color_system=color,
        width=width,
        highlight=False,
        theme=theme,
        soft_wrap=False,
        emoji=False,
        quiet=silent,
        force_terminal=False if silent else None,
    )


def wide() -> int:
    """Columns to write in: 78, or what a narrower terminal has."""
    return max(30, console().width - 2)


def say(text: str = "", style: str = "", *, indent: int = 1, hang: int | None = None) -> None:
    """Print a paragraph, wrapped and indented; markup in it is not obeyed. With --json it is gathered."""
    if (gathering := answer.now()) is not None:
        gathering.say(text)
        return
    import textwrap

    from rich.text import Text

    from worthwhile.text import visible

    first, rest = " " * indent, " " * (indent if hang is None else hang)
    for line in textwrap.wrap(visible(text), wide(), initial_indent=first, subsequent_indent=rest, break_long_words=False) or [""]:
        console().print(Text(line, style=style), soft_wrap=True)


def rows(pairs: list[tuple[str, str, str]], *, head: int = 10) -> None:
    """Lines of (label, text, source): label in a column, text wrapped, source dim at the end. With --json they are told by name elsewhere."""
    if answer.now() is not None:
        return
    import textwrap

    from rich.text import Text

    from worthwhile.text import visible

    head = min(head, wide() // 3)
    for label, text, source in pairs:
        whole = visible(text) + (f"  [{visible(source)}]" if source else "")
        for number, line in enumerate(textwrap.wrap(whole, wide() - head - 1, break_long_words=False) or [""]):
            console().print(Text.assemble((f" {label if number == 0 else '':<{head}}", "source"), line), soft_wrap=True)


def called(person: PersonView) -> str:
    """How to name somebody on the command line so that nobody else is meant: the first name, else the whole name, else the number."""
    from worthwhile.people.queries import find

    for name in (person.given.lower(), person.name):
        try:
            if name and "'" not in name and find(name).id == person.id:
                return name if name.replace("-", "").isalnum() else f"'{name}'"
        except Worthwhile:
            continue
    return str(person.id)


def plainly(words: str) -> str:
    """Words of hers as one word of a command: as they are where a shell changes nothing in them, else a place for them."""
    return '"…"' if set(words) & set(UNSAFE) else f'"{words}"'


def next_steps(*commands: str) -> None:
    """The one or two commands that make sense now."""
    if (gathering := answer.now()) is not None:
        gathering.go_on(commands)
        return
    from rich.text import Text

    console().print(Text(" " + " · ".join(commands), style="next"), soft_wrap=True)


def give_json(value: Any) -> None:
    """Answer with this document of data; dataclasses become objects."""
    gathering = answer.now()
    assert gathering is not None, "a command tells data as JSON only where that was asked for"
    gathering.document = value
