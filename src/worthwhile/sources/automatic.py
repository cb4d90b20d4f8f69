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
    r"(?:do|please|pls)?[-_.]?(?:no|not)[-_.]?(?:reply|respond|answer)(?:[-_.+\d].*)?"
    r"|(?:do|please)[-_.]?not[-_.]?(?:reply|respond)(?:[-_.+].*)?"
    r"|(?:.*[-_.])?no[-_.]?reply|mailer[-_.]?daemon|bounces?(?:[-_.+=].*)?|auto[-_.]?(?:reply|mailer|notify|responder)"
    r"|notifications?(?:[-_.+].*)?|(?:.*[-_.])?(?:notification|alert)s|newsletters?(?:[-_.+].*)?|news[-_.]?letter|daemon|cron|nobody"
)
NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=50_000)
def robot(address: str) -> bool:
    """Is this an address that no person reads or writes from ("no-reply@…", "mailer-daemon@…")?"""
    return _ROBOT.fullmatch(address.partition("@")[0]) is not None


def signs(heads: Mapping[bytes, bytes]) -> frozenset[str]:
    """The flags that follow from a message's own headers (names in lower case, raw values)."""
    out = set()
    precedence = heads.get(b"precedence", b"").strip().lower()
    posted = heads.get(b"list-post", b"").strip().upper() not in (b"", b"NO")
    if posted or precedence == b"list" or any(heads.get(h) for h in (b"mailing-list", b"x-beenthere", b"x-mailing-list", b"list-archive")):
        out.add("list")
    elif heads.get(b"list-id"):
        # newsletters carry a List-Id too, with a way out and no way in
        out.add("bulk" if heads.get(b"list-unsubscribe") else "list")
    elif heads.get(b"list-unsubscribe"):
        out.add("bulk")
    if precedence in (b"bulk", b"junk") and "list" not in out:
        out.add("bulk")
    if heads.get(b"feedback-id") or heads.get(b"x-campaign-id"):
        out.add("bulk")
    if _automatic(heads, precedence):
        out.add("auto")
    return frozenset(out)


def _automatic(heads: Mapping[bytes, bytes], precedence: bytes) -> bool:
    submitted = heads.get(b"auto-submitted", b"").strip().lower()
    if submitted and not submitted.startswith(b"no"):
        return True
    if precedence in (b"auto_reply", b"auto-reply") or heads.get(b"x-failed-recipients"):
        return True
    if any(heads.get(h, b"no").strip().lower() not in (b"", b"no", b"false") for h in (b"x-autoreply", b"x-autorespond")):
        return True
    # Outlook writes "DR, RN" under what people send; robots ask for silence from answering machines too
    suppress = {w.strip() for w in heads.get(b"x-auto-response-suppress", b"").lower().split(b",")}
    return b"all" in suppress or {b"oof", b"autoreply"} <= suppress
