"""Cures that name a command, said as the page where the same is done."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_PAGES = {
    "people": ("/people", "People"), "person": ("/people", "People"), "is": ("/people", "People"), "split": ("/people", "People"),
    "needs": ("/needs", "Needs & offers"), "introductions": ("/needs", "Needs & offers"), "rest": ("/needs", "Needs & offers"),
    "settle": ("/needs", "Needs & offers"), "ask": ("/ask", "Ask for something"), "goals": ("/goals", "Goals"), "goal-add": ("/goals", "Goals"),
    "goal": ("/goals", "Goals"), "today": ("/", "Today"), "why": ("/", "Today"), "undo": ("/undo", "What you did"),
    "same": ("/start", "Bring in"), "refresh": ("/start", "Bring in"), "import": ("/start", "Bring in"),
}  # fmt: skip
_COMMAND = re.compile(r"`?worthwhile ([a-z-]+)((?: (?:\d+(?: person)?|[A-Z]{3,}|--[a-z]+))*)`?")


def cure(do: object) -> SafeString:
    """The words of a cure as they stand on a page: a command that has a page is a link there; what has none stays as it is."""
    return mark_safe(_COMMAND.sub(_link, escape(do)))  # noqa: S308 - escaped just before, whatever it was; the links are ours


def _link(found: re.Match[str]) -> str:
    if found[1] not in _PAGES:
        return found[0]
    path, label = _PAGES[found[1]]
    number = found[2].strip()
    to = f"/goals/{number}" if found[1] == "goal" and number.isdecimal() else path
    return format_html('<a href="{}">{}</a>', to, label)
