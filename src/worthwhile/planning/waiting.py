"""Does a message plausibly wait for an answer? Told from its head alone (subject, how many it went to): what was written is never kept. Pure.

Left out are notices, which tell and ask nothing: that somebody is away, what a calendar says of itself, a press release, a periodical report, "FYI";
and what was only passed on to several. An answer in a talk ("Re: …") and whatever holds a question mark may always ask. Set by reading some eighty
acts of two mailboxes by hand, before anything was measured."""

import re

from worthwhile.planning.words import bare_subject, passed_on
from worthwhile.ties.values import Contact

ALONE = 2  # people in a message that went to her and nobody else
_AWAY = re.compile(
    r"^(?:out sick|sick (?:day|today)|days? off|annual leave|on (?:vacation|leave|holiday)|vacation|working from home|wfh)(?: today| tomorrow)?$"
    r"|\b(?:is|am|are|i’m|i'm|will be)? ?out of (?:the )?office\b(?! hours)|\babwesend\b|\babwesenheits(?:notiz|nachricht)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^(?:accepted|declined|tentative(?:ly accepted)?|cancell?ed|cancell?ed event|updated(?: invitation| event)?|new time proposed|read|not read|delivered|"
    r"zugesagt|abgesagt|angenommen|abgelehnt) ?:"
    r"|^(?:updated )?(?:invitation|einladung): .* @ "
    r"|^(?:fyi|f\.y\.i\.?|for your information|zur info(?:rmation)?|zur kenntnis(?:nahme)?|pour info(?:rmation)?|save the date)\b"
    r"|\b(?:press|news|media) release\b|\bnewsletter\b|\bpressemitteilung\b|\bcommuniqué de presse\b|\balert ?:|\bdo not reply\b"
    r"|\b(?:doctor|dentist|dental|medical|dr)\.?(?:[’'`]?s)? appointment\b"
    r"|\b(?:daily|weekly|monthly|quarterly) (?:report|update|digest|news|summary|bulletin|briefing)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"^(?:recap|minutes|notes|highlights|transcript|summary) (?:of|from)\b", re.IGNORECASE)
_TALK = re.compile(r"^\s*(?:re|aw|sv|vs|antw|odp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)


def may_ask(message: Contact) -> bool:
    """Is it likely enough that somebody waits for her answer to it?"""
    bare = bare_subject(message.subject)
    if "?" in bare or _TALK.match(message.subject):
        return True
    several = message.size > ALONE
    return not (_AWAY.search(bare) or _NOTICE.search(bare) or (several and (passed_on(message.subject) or _TOLD.search(bare))))
