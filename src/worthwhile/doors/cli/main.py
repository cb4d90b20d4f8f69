"""The command line's entry. Nothing heavy is imported before a command runs: `--help` must answer at once."""

import sys

import typer

from worthwhile import __version__
from worthwhile.doors.cli import acts, bring, people, store
from worthwhile.doors.cli.common import app, folder, with_errors

__all__ = ["acts", "app", "bring", "main", "people", "store"]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"worthwhile {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def front_door(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say which version this is."),
) -> None:
    """One worthwhile thing a day for the people you work with. Everything stays on this computer.

    Without a command, opens the pages in your browser.
    """
    if context.invoked_subcommand is None:
        with_errors(lambda: store.open_pages(folder(None), port=0, browser=True))


def main() -> None:
    """Run one command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
