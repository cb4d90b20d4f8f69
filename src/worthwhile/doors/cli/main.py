"""The command line's entry: a table of names, so that only the file of the command that was called is imported.

`--help` answers from the table alone; a test holds each line of it to the command's own docstring.
"""

import gc
import importlib
import os
import sys
from itertools import pairwise

from worthwhile import __version__

# (heading, ((name, module, one line), …)): one new command is one function in one of these modules, and its line here.
TABLE: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Every day",
        (
            ("today", "acts", "Name one to five worthwhile things to do for someone."),
            ("week", "ahead", "What could be done on the next five working days."),
            ("prepare", "acts", "Before you meet somebody, in one screen."),
            ("draft", "acts", "Show the first words of an act; nothing is ever sent."),
            ("done", "acts", "You did it."),
            ("went", "acts", "Say how an earlier act went."),
            ("later", "acts", "Not today: it comes back by itself."),
            ("not-this", "acts", "Put an act aside, with one of three reasons."),
            ("why", "acts", "All reasons for an act, with the rows they rest on."),
            ("for", "acts", "Say whom an act serves; ours is only a guess."),
        ),
    ),
    (
        "People",
        (
            ("people", "people", "The people you exchange with."),
            ("person", "people", "How things stand with somebody."),
            ("ties", "people", "How each tie stands, the liveliest first."),
            ("note", "people", "Write a note on somebody; they could read it."),
            ("same", "whois", "Join two that are one person, or answer open pairs."),
            ("split", "whois", "Take apart somebody who is really two."),
            ("is", "whois", "Put right what somebody was taken for."),
            ("forget", "whois", "Delete everything kept about somebody, for good."),
        ),
    ),
    (
        "Help given and received",
        (
            ("do", "giving", "Keep one line: need, gave, received, promise, asked …"),
            ("coach", "shown", "Your month on one page, to show to whom you like."),
            ("change", "shown", "Say a line of yours otherwise, or remove it."),
            ("settle", "giving", "A promise kept, a need met, an ask answered."),
            ("needs", "giving", "What people could use, and what they are glad to give."),
            ("notice", "noticing", "Find what a message asks, promises, offers or needs."),
            ("ask", "introductions", "Ask somebody for one thing, with an easy no."),
            ("introduce", "introductions", "Begin to bring two people together."),
            ("introductions", "introductions", "Whom you are bringing together, and what is next."),
            ("said", "introductions", "What the one you asked answered: yes or no."),
            ("introduced", "introductions", "You introduced them, after both said yes."),
            ("came", "introductions", "What came of an introduction, in your words."),
            ("rest", "introductions", "Stop an introduction, or let it rest."),
            ("set-aside", "introductions", "Not these two, for this: it is learned."),
        ),
    ),
    (
        "Goals",
        (
            ("goals", "goals", "What has to get done, and what comes next for each."),
            ("goal", "goals", "One goal: who has a say, and where they stand."),
            ("goal-add", "goals", "Write down what has to get done."),
            ("goal-change", "goals", "Put a goal in other words, finish it, or let it go."),
            ("stakeholder", "goals", "Put somebody on a goal: say, interest, stance."),
        ),
    ),
    (
        "Bringing it in",
        (
            ("import", "bring", "Read what you already have."),
            ("refresh", "bring", "Read only what is new in what you gave once."),
            ("undo", "undoing", "Take back the last thing you did, or a whole import."),
            ("rebuild", "bring", "Work out everything derived anew."),
        ),
    ),
    (
        "The store",
        (
            ("serve", "store", "Serve the pages on 127.0.0.1, for you alone."),
            ("demo", "store", "Fill an empty store with an invented network."),
            ("count", "store", "Print one number: people, cards, messages, events, ties."),
            ("digest", "store", "Print one line that is equal when the facts are."),
            ("export", "store", "Write everything that is kept into one zip."),
            ("restore", "store", "Bring an export back into an empty store."),
            ("doctor", "store", "Say what this store rests on, and whether it is well."),
        ),
    ),
)
MODULES = {name: module for _, commands in TABLE for name, module, _ in commands}
SHARED = ("--data", "--at", "--me")


def overview() -> str:
    """The text of `worthwhile --help`."""
    lines = [
        "One worthwhile thing a day for the people you work with.",
        "Everything stays on this computer.",
        "",
        "worthwhile                 opens the pages in your browser",
        "worthwhile COMMAND --help  says what a command takes",
    ]
    for heading, commands in TABLE:
        lines += ["", heading, *(f"  {name:<13} {line}" for name, _, line in commands)]
    lines += [
        "",
        "On every command",
        "  --data DIR  the folder of the store (WORTHWHILE_DATA, ~/.worthwhile)",
        "  --at ISO    the moment to reckon from, as 2026-11-24 (default: now)",
        "  --me ADDR   an address of your own; may be repeated",
        "  --json      answer with one JSON document (all but serve)",
        "",
        "Also: --version, --install-completion, --show-completion",
    ]
    return "\n".join(lines)


def load(name: str | None = None) -> None:
    """Import the file that holds one command, or all of them; importing registers them."""
    for module in {MODULES[name]} if name else set(MODULES.values()):
        importlib.import_module(f"worthwhile.doors.cli.{module}")


def main() -> None:
    """Run one command."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads that start with NumPy cost more than our small matrices ever give back
    gc.set_threshold(500_000)  # the many things made while modules load are all kept: looking for waste among them costs and finds none
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        _answer(_command_first(sys.argv[1:]))
    finally:
        gc.freeze()  # Python looks through all that is left when it ends, three times over, and there is nothing to find


def _answer(words: list[str]) -> None:
    if words[:1] in (["--help"], ["-h"], ["help"]):
        _say(overview())
    elif words == ["--version"]:
        print(f"worthwhile {__version__}")
    elif _names_no_folder(words):
        from worthwhile.doors.cli import answer
        from worthwhile.doors.cli.common import complain

        with answer.asked(answer.wanted_in(words)):
            complain("--data names no folder.", "Name one, as --data ~/network, or leave --data out for ~/.worthwhile.")
        sys.exit(2)
    elif not words or words[0] in SHARED:
        _open_pages(words)
    else:
        _run(words)


def _names_no_folder(words: list[str]) -> bool:
    """Does nothing stand behind --data, as where a variable is empty? It would mean the folder that one happens to be in."""
    said = words[: words.index("--")] if "--" in words else words
    return any(not value.strip() for name, value in pairwise(said) if name == "--data") or any(
        w.startswith("--data=") and not w[7:].strip() for w in said
    )


def _say(text: str) -> None:
    """Print it; a reader that has had enough (| head) is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command_first(words: list[str]) -> list[str]:
    """--data, --at and --me may also stand before the command, with a space or = behind them; what stands behind a -- stays there."""
    before: list[str] = []
    while words and (words[0] in SHARED or words[0].startswith(tuple(f"{name}=" for name in SHARED))):
        said = words[0].split("=", 1) if "=" in words[0] else words[:2]
        before, words = before + said, words[1 if "=" in words[0] else 2 :]
    return words[:1] + before + words[1:]


def _run(words: list[str]) -> None:
    completing = "_WORTHWHILE_COMPLETE" in os.environ or words[0].startswith("-")
    if words[0] not in MODULES and not completing:
        import difflib

        from worthwhile.doors.cli import answer

        near = difflib.get_close_matches(words[0], MODULES, n=1)
        sentence, cure = f"“{words[0]}” is no command.", f"Did you mean worthwhile {near[0]}?" if near else "See worthwhile --help."
        sys.stderr.write(f"{answer.wrong(sentence, cure)}\n" if answer.wanted_in(words) else f" {sentence}\n {cure}\n")
        sys.exit(2)
    load(None if completing else words[0])
    _call(words)


def _call(words: list[str]) -> None:
    """Hand the words to Typer; what is wrong with them is said in our own."""
    import typer
    from typer.exceptions import TyperException

    from worthwhile.doors.cli import answer
    from worthwhile.doors.cli.common import app, complain

    try:
        code = app(words, prog_name="worthwhile", standalone_mode=False)
    except typer.Abort:
        with answer.asked(answer.wanted_in(words)):
            complain("Stopped; nothing was changed.")
        sys.exit(1)
    except TyperException as error:
        from worthwhile.doors.cli import wrong

        with answer.asked(answer.wanted_in(words)):
            complain(*wrong.said(error))
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)


def _open_pages(words: list[str]) -> None:
    """`worthwhile` alone: the pages, in the browser."""
    load("serve")
    _call(["serve", "--browser", "--port", "0", *words])


if __name__ == "__main__":
    main()
