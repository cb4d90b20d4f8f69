"""A thread as it is pasted → its messages, each with who wrote it and when, as far as the lines between them say. Pure; nothing is kept.

Two ways of quoting are known: "On 12 November 2026, Deniz Aydın wrote:" above lines that begin with ">", and a block of lines
"From: … / Sent: … / To: …", as Outlook and forwarding put it."""

import re
from dataclasses import dataclass

MOST = 40  # messages of one thread
LIMIT = 200_000  # characters that are looked at

_WROTE = re.compile(r"^On (.{4,90}?)[, ]+([^,\n]{2,120}?(?:\s*<[^<>\n]{3,120}>)?),?\s+wrote:[ \t]*$", re.MULTILINE | re.DOTALL)
# a date and a time that stand before the name, where no comma parts them from it: they end with a figure, or with what follows one
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_STAMP = re.compile(
    rf"(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?|{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}|\d{{1,2}}[:.]\d\d|at|of)[\s,]+)*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH}|\d{{1,4}}(?:[-/.:]\d{{1,4}}){{1,2}}|\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:\s*[ap]\.?m\b\.?|\s+\(?(?:gmt|utc|cet|cest|bst|[ecmp][sd]t)\)?|\s+\(?(?:gmt|utc)?[+-]\d\d:?\d\d\)?)*[\s,]+(?=\S)",
    re.IGNORECASE,
)
_HEADS = re.compile(r"^\*?From:\*?[ \t]+(.{2,200})\n((?:\*?(?:Sent|Date|To|Cc|Subject|Reply-To):.*\n?(?:[ \t]+.*\n)*){1,8})", re.MULTILINE)
_DAY = re.compile(r"^\*?(?:Sent|Date):\*?[ \t]+(.+)$", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]*(?:-{2,}.{0,40}(?:original|forwarded).{0,30}|begin forwarded message:?|_{5,})[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_QUOTE = re.compile(r"^[ \t]*>[ ]?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a thread: who wrote it and when, as it stood there ("" where nothing says it), and its own lines."""

    who: str
    when: str
    text: str


def parts(text: str) -> list[Part]:
    """The messages of a pasted text, the first one first; one part when it is no thread. Empty messages are left out."""
    rest, who, when = text[:LIMIT].replace("\r\n", "\n").replace("\r", "\n"), "", ""
    out: list[Part] = []
    for _ in range(MOST):
        cut = _next(rest)
        if cut is None:
            break
        own, below = rest[: cut[0]], rest[cut[1] :]
        if cut[4]:  # what is quoted is the earlier message; what stands between is an answer to it, line by line
            lines = below.split("\n")
            quoted = [line for line in lines if _QUOTE.match(line)]
            if quoted:
                own += "\n\n" + "\n".join(line if not _QUOTE.match(line) else "" for line in lines)
                below = "\n".join(_QUOTE.sub("", line, count=1) for line in quoted)
        out.append(Part(who, when, own))
        rest, who, when = below, cut[2], cut[3]
    out.append(Part(who, when, rest))
    return [Part(p.who, p.when, _RULE.sub("", p.text).strip("\n")) for p in out if _RULE.sub("", p.text).strip()]


def _next(rest: str) -> tuple[int, int, str, str, bool] | None:
    """Where the next earlier message is announced: (from, to, who, when, is it quoted by marks)."""
    wrote, heads = _WROTE.search(rest), _HEADS.search(rest)
    if heads is not None and (wrote is None or heads.start() < wrote.start()):
        day = _DAY.search(heads[2])
        return heads.start(), heads.end(), heads[1].strip(" *"), day[1].strip() if day else "", False
    if wrote is not None:
        who, when = " ".join(wrote[2].split()), " ".join(wrote[1].split())
        stamp = _STAMP.match(who)
        if stamp is not None:
            who, when = who[stamp.end() :], f"{when} {stamp[0].strip(' ,')}"
        return wrote.start(), wrote.end(), who, when, True
    return None


def address_in(who: str) -> str:
    """The mail address that stands in the name of a writer, in lower case, or ""."""
    found = re.search(r"[^\s<>(),;:\"\[\]]+@[^\s<>(),;:\"\[\]]+", who)
    return found[0].lower() if found else ""


def name_in(who: str) -> str:
    """The name of a writer without the address."""
    return " ".join(re.sub(r"<[^>]*>|\(mailto:[^)]*\)|\[mailto:[^\]]*\]|\S+@\S+", " ", who).replace('"', " ").split())
