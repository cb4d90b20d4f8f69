"""A command that was put wrongly, said in our own words: what is missing or too much, and an example that works."""

from __future__ import annotations

import difflib
import re
from typing import Any

EXAMPLES = {
    "prepare": "worthwhile prepare Kofi",
    "draft": "worthwhile draft 1",
    "done": "worthwhile done 1",
    "went": "worthwhile went 12 glad",
    "later": "worthwhile later 1 --until 2027-02-15",
    "not-this": "worthwhile not-this 1 --reason not-now",
    "why": "worthwhile why 1",
    "for": "worthwhile for 1 them",
    "today": "worthwhile today --minutes 10",
    "week": "worthwhile week --minutes 10",
    "person": "worthwhile person Kofi",
    "people": "worthwhile people halden",
    "ties": "worthwhile ties --limit 20",
    "note": 'worthwhile note Kofi "Likes to be asked early."',
    "same": "worthwhile same Lucía #12",
    "split": "worthwhile split Kofi",
    "is": "worthwhile is news@club.example list",
    "forget": "worthwhile forget Kofi",
    "do": 'worthwhile do "gave Kofi: the name of a lab"',
    "introduce": 'worthwhile introduce Deniz "Lucía Ferrer" --need "someone who …"',
    "set-aside": 'worthwhile set-aside Deniz "Lucía Ferrer" --need "someone who …"',
    "settle": "worthwhile settle 12",
    "notice": "worthwhile notice letter.eml",
    "import": "worthwhile import All.mbox contacts.vcf",
    "undo": "worthwhile undo --list",
    "serve": "worthwhile serve --browser",
    "count": "worthwhile count people",
    "export": "worthwhile export mine.zip",
    "restore": "worthwhile restore mine.zip",
}
MISSING = {
    "NUMBER": "which of today’s acts: its number",
    "ACT": "which act: the number that today named",
    "NAME": "whom: a name, an address, or #id",
    "TEXT": "the words",
    "HOW": "how it went: glad, fine, awkward or none",
    "WHOM": "whom it serves: them, both, organisation or me",
    "KIND": "what it is",
    "NOUN": "what is to be counted: people, cards, messages, events or ties",
    "FILE": "the file",
    "TO": "the .zip to write",
    "LINE": "the line",
    "ONE": "whom: who could use it, and who could give it",
    "OTHER": "whom to: the second of the two, who could give it",
}


def said(error: Any) -> tuple[str, str]:
    """(what is wrong, what to type) for an error of the argument parser."""
    context = getattr(error, "ctx", None)
    name = (getattr(context, "info_name", None) or "").split(" ")[-1]
    param = getattr(error, "param", None)
    what = type(error).__name__
    message = str(getattr(error, "message", "") or error).rstrip(".")
    if what == "MissingParameter" and param is not None:
        called = (getattr(param, "metavar", None) or param.name or "").upper()
        sentence = f"Not said: {MISSING.get(called, called.lower())}."
    elif what == "NoSuchOption":
        known = [o for p in getattr(context.command, "params", ()) for o in p.opts if o.startswith("--")] if context else []
        near = difflib.get_close_matches(error.option_name, known, n=1)
        sentence = f"worthwhile {name} knows no {error.option_name}.{f' Did you mean {near[0]}?' if near else ''}"
    elif what == "BadOptionUsage":
        sentence = f"{error.option_name} wants something after it."
    elif what == "BadParameter" and param is not None:
        sentence = _bad(message, param)
    elif extra := re.search(r"unexpected extra argument(?:s|\(s\))? \((.*)\)", message):
        sentence = f"That is more than worthwhile {name} takes: {extra[1]}"
    else:
        sentence = f"{message}."
    return sentence, _cure(name)


def _bad(message: str, param: Any) -> str:
    """ "'x' is not a valid int" and its kind."""
    where = next((o for o in param.opts if o.startswith("--")), "")
    if hit := re.match(r"'(.*)' is not a valid int", message):
        return f"“{hit[1]}” is no number{f' ({where})' if where else ''}."
    if hit := re.match(r"(.*) is not in the range (.*)$", message):
        low, high = (re.search(r"(-?\d+)<=x", hit[2]), re.search(r"x<=(-?\d+)", hit[2]))
        bounds = f"from {low[1]} to {high[1]}" if low and high else f"{low[1]} or more" if low else hit[2]
        return f"{where or 'The number'} takes a number {bounds}, not {hit[1]}."
    return f"{where}: {message}." if where else f"{message}."


def _cure(name: str) -> str:
    example = EXAMPLES.get(name)
    return f"As in: {example}" if example else f"See: worthwhile {f'{name} ' if name and name != 'worthwhile' else ''}--help"
