"""Does the subject of a mail say that it introduces two people? From the subject alone; no text is read. Pure."""

import re

from worthwhile.text import fold

_BEGINS = re.compile(r"^\W*(?:e-?)?intro(?:s|duction|ductions|ducing)?\b")
_MEETS = re.compile(r"^\W*(?:please )?meet\b")
_BETWEEN = re.compile(r"<[-=]?>|[↔⇄]|&lt;&gt;")
MAY_INTRODUCE = (
    "intro",
    "meet",
    "<",
    ">",
    "↔",
    "⇄",
    "&lt;",
)  # a subject that introduces holds one of these: what else is said need not be read
_ALONE = re.compile(r"^\W*(?:e-?)?intro(?:duction)?\W*$")
_ANSWER = re.compile(r"^\s*(?:re|aw|sv|antw|odp|rv|fw|fwd|wg)\s*:", re.IGNORECASE)


def introduces(subject: str, name: str) -> bool:
    """Does it introduce the one of this name: it begins with "intro" or "meet", or holds a sign between two, and says a part of the name?

    "Introduction" alone is enough; an answer ("Re: …") introduces nobody. Rules of ours, made to miss rather than to claim."""
    if _ANSWER.match(subject):
        return False
    said = fold(subject)
    if _ALONE.match(said):
        return True
    parts = [w for w in re.findall(r"\w+", fold(name)) if len(w) > 1]
    named = bool(set(parts) & set(re.findall(r"\w+", said)))
    return named and bool(_BEGINS.match(said) or _MEETS.match(said) or _BETWEEN.search(subject))
