"""What a program wrote: mailing lists, answering machines, newsletters, told apart by their own headers.

Three signs, each by itself: "list" (went through a list of people), "auto" (nobody pressed send for it), "bulk" (one text to many
subscribers). A message of a person to a list is "list" alone. Sources: RFC 2919 (2001), RFC 2369 (1998), RFC 3834 (2004), and
[MS-OXCMAIL] for X-Auto-Response-Suppress."""

import re
from collections.abc import Mapping
from functools import lru_cache

# headers looked at, lower case
SIGNS = (
    b"auto-submitted",
    b"feedback-id",
    b"list-archive",
    b"list-id",
    b"list-post",
    b"list-unsubscribe",
    b"mailing-list",
    b"precedence",
    b"x-auto-response-suppress",
    b"x-autoreply",
    b"x-autorespond",
    b"x-beenthere",
    b"x-campaign-id",
    b"x-failed-recipients",
    b"x-mailing-list",
)

_ROBOT = re.compile(
    r"(?:.*[-_.])?(?:(?:do|please|pls)[-_.]?)*no[-_.]?t?[-_.]?(?:reply|respond|answer)(?:[-_.+\d].*)?"
    r"|mailer[-_.]?daemon|bounces?(?:[-+=].*)?|auto[-_.]?(?:reply|mailer|notify|responder)"
    r"|notifications?(?:[-_.+].*)?|(?:.*[-_.])?(?:notification|alert)s|newsletters?(?:[-_.+].*)?|daemon|cron|nobody"
)
# How answering machines begin a subject where they set no header (older Outlook and Exchange, in the languages they come in)
_ANSWERED = re.compile(
    r"(?:out of (?:the )?office(?: auto-?reply)?|auto(?:matic)?[- ]?(?:reply|response)|automatische (?:antwort|afwezigheidsmelding)"
    r"|abwesenheits(?:notiz|nachricht)|r[ée]ponse automatique|respuesta autom[áa]tica|risposta automatica|resposta autom[áa]tica"
    r"|autosvar|automatisk svar|automatiskt svar|undeliverable|undelivered mail returned to sender|delivery status notification)\s*(?:[:(]|$)",
    re.IGNORECASE,
)
_REPORT = re.compile(rb"(?:^|\n)content-type[ \t]*:\s*multipart/report\b", re.IGNORECASE)
NONE: frozenset[str] = frozenset()


def report(block: bytes) -> bool:
    """Is this header that of a program's report on another message: a receipt ("Read: …", RFC 8098), or that it was delivered or not (RFC 3464)?"""
    return b"report" in block and _REPORT.search(block) is not None


def answered(subject: str) -> bool:
    """Does this subject begin as an answering machine's or a returned letter's does ("Out of Office AutoReply: …")?

    Only at its very beginning, and only before a colon, a bracket or the end: "Re: Out of office: …" and "Out of office hours" are people's.
    """
    return _ANSWERED.match(subject) is not None


@lru_cache(maxsize=50_000)
def robot(address: str) -> bool:
    """Is this an address that no person reads or writes from ("no-reply@…", "mailer-daemon@…")?"""
    return _ROBOT.fullmatch(address.partition("@")[0]) is not None


def signs(heads: Mapping[bytes, bytes]) -> frozenset[str]:
    """The flags that follow from a message's own headers (names in lower case, raw values)."""
    here = {name: heads[name].strip() for name in SIGNS if name in heads}
    out = set()
    precedence = here.get(b"precedence", b"").lower()
    posted = here.get(b"list-post", b"NO").upper() not in (b"", b"NO")
    if posted or precedence == b"list" or not _LISTS.isdisjoint(here):
        out.add("list")
    elif b"list-unsubscribe" in here or precedence in (b"bulk", b"junk"):
        out.add("bulk")  # newsletters may carry a List-Id too: a way out, and no way in
    elif b"list-id" in here:
        out.add("list")
    if b"feedback-id" in here or b"x-campaign-id" in here:
        out.add("bulk")
    if _automatic(here, precedence):
        out.add("auto")
    return frozenset(out)


_LISTS = frozenset((b"mailing-list", b"x-beenthere", b"x-mailing-list", b"list-archive"))
_MACHINES = frozenset((b"auto-submitted", b"x-failed-recipients", b"x-autoreply", b"x-autorespond", b"x-auto-response-suppress"))


def _automatic(heads: Mapping[bytes, bytes], precedence: bytes) -> bool:
    if precedence in (b"auto_reply", b"auto-reply"):
        return True
    if _MACHINES.isdisjoint(heads):  # as in nearly all mail of lists
        return False
    submitted = heads.get(b"auto-submitted", b"").lower()
    if submitted and not submitted.startswith(b"no"):
        return True
    if heads.get(b"x-failed-recipients"):
        return True
    if any(heads.get(h, b"no").lower() not in (b"", b"no", b"false") for h in (b"x-autoreply", b"x-autorespond")):
        return True
    # Outlook writes "DR, RN" under what people send; robots ask for silence from answering machines too
    suppress = {w.strip() for w in heads.get(b"x-auto-response-suppress", b"").lower().split(b",")}
    return b"all" in suppress or {b"oof", b"autoreply"} <= suppress
