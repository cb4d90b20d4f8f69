"""What the templates may say that Django cannot: days in words, the line of a tie, counts."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from worthwhile import text
from worthwhile.doors.web import clock, cures, lines
from worthwhile.goals import chart
from worthwhile.planning.values import Draft
from worthwhile.ties.values import LineMark
from worthwhile.value.introductions import Letter

register = template.Library()
inner = register.filter(text.inner)
cure = register.filter(cures.cure)
SERVES = {"them": "for them", "both": "for both", "organisation": "for the organisation", "me": "for me"}


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at)


@register.filter
def day(at: int | None) -> str:
    """ "9 November", with the year if it is not this one; "" for none."""
    return "" if at is None else days(text.day(_local(at), _local(clock.now()).date()))


@register.filter
def short_day(at: int | None) -> str:
    """ "9 Nov", or "9 Nov 2024"; "" for none."""
    return "" if at is None else days(text.short_day(_local(at), _local(clock.now()).date()))


@register.filter
def iso(at: int) -> str:
    """The day as a machine reads it."""
    return _local(at).date().isoformat()


@register.filter
def hour(at: int) -> str:
    """ "14:00"."""
    return f"{_local(at):%H:%M}"


@register.filter
def words(value: int) -> str:
    """A small count in words, a large one with thin groups."""
    return text.number(value)


@register.filter
def figures(value: int) -> str:
    """A count in figures, in groups of three: "4 980"."""
    return f"{value:,}".replace(",", "\u202f")


@register.filter
def several(values: Iterable[str]) -> str:
    """ "a, b and c"."""
    return text.several(list(values))


_DAY = re.compile(r"(?<=\d) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d{3}(?!\d))")


@register.filter
def days(said: str) -> str:
    """The same words with day and month, and the groups of a figure, on one line."""
    return _DAY.sub("\u00a0", said)


@register.filter
def breaks(said: str) -> SafeString:
    """An address that may break after its @ and before its full stops, and nowhere else if it can be helped."""
    return mark_safe(conditional_escape(said).replace("@", "@<wbr>").replace(".", "<wbr>."))  # noqa: S308 - escaped just before


@register.filter
def reachable(values: Iterable[str]) -> list[str]:
    """Mail addresses and numbers; profile names and spellings only where there is nothing else."""
    known = list(values)
    return [v for v in known if "@" in v or v.startswith("+")] or known


@register.filter
def lasting(minutes: int) -> str:
    """How long: "half an hour", "two hours", "50 minutes"."""
    said = {30: "half an hour", 45: "three quarters of an hour", 60: "an hour", 90: "an hour and a half"}
    hours, rest = divmod(minutes, 60)
    return said.get(minutes) or (f"{text.number(minutes)} minutes" if rest else f"{text.number(hours)} hours")


@register.filter
def opened(kind: str) -> str:
    """What kind of thing is open or could be answered, in a word that blames nobody."""
    return {"unanswered": "letter"}.get(kind, kind)


@register.filter
def serves(values: Iterable[str]) -> str:
    """Her own word on whom an act serves: "for them and for the organisation"."""
    return text.several([SERVES[v] for v in values if v in SERVES])


@register.filter
def first_sentence(said: str) -> str:
    """Up to and with the first full stop."""
    head, stop, _ = said.partition(". ")
    return head + (stop.strip() if stop else "")


@register.filter
def other_sentences(said: str) -> str:
    """What follows the first full stop."""
    return said.partition(". ")[2]


@register.filter
def ungreeted(body: str) -> str:
    """A letter without its greeting, for a glance at it."""
    return body.partition("\n\n")[2] or body


@register.filter
def stands(stance: str) -> str:
    """Where somebody stands towards a goal, in a word."""
    return chart.WORDS[stance]


@register.filter
def says(step: int | None) -> str:
    """How much say somebody has, in words."""
    return chart.say_words(step)


@register.filter
def cares(step: int | None) -> str:
    """How much it matters to them, in words."""
    return chart.cares_words(step)


@register.filter
def mailto(draft: Draft | Letter) -> str:
    """A link that opens the draft in her own mail program; nothing is sent by it."""
    parts = [
        f"{key}={quote(value, safe='')}" for key, value in (("subject", draft.subject), ("body", draft.body.replace("\n", "\r\n"))) if value
    ]
    return f"mailto:{quote(draft.to, safe='@,')}" + ("?" + "&".join(parts) if parts else "")


@register.inclusion_tag("parts/_line.html")
def line(marks: Iterable[LineMark], name: str, size: str = "medium") -> dict[str, Any]:
    """The line of a tie over the last two years."""
    return {"d": lines.draw(list(marks), clock.now(), name, lines.SIZES[size])}
