"""Does a message plausibly wait for an answer? Told from its head alone: what was written is never kept. Pure.

Left out are notices, which tell and ask nothing: a program's word that somebody is away, what a calendar says of itself, a press release, a periodical
report, "FYI". Whatever else a person wrote may ask, also of several, and also what was passed on: where it is in doubt somebody waits, for not to be
answered is worse for them than one more act is for her. An answer in a talk ("Re: …") and whatever holds a question mark may always ask.

"Read: …", "Delivered: …" and "Updated: …" are a program's words and people's too ("Read: the attached before Monday"). A program says them of something that
is there: a receipt repeats the subject of what ego wrote, an update the title of a meeting. So they are notices where that is known, and may ask where it is not.
(A receipt that says so in its header is known as such before it comes here: sources/automatic.py.) "Accepted: …" and the like answer something by what they mean,
whoever wrote them; nobody waits for an answer to those."""

import re
from collections.abc import Iterable

from worthwhile.planning.words import bare_subject
from worthwhile.ties.values import Contact

_AWAY = re.compile(
    r"\bauto(?:matic)?[ -]?reply\b|\bautomatische antwort\b|\babwesenheits(?:notiz|nachricht)\b|\bréponse automatique\b"
    r"|\S is (?:currently )?out of (?:the )?office\.?$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^(?:accepted|declined|tentative(?:ly accepted)?|cancell?ed|cancell?ed event|updated (?:invitation|event)|new time proposed|"
    r"zugesagt|abgesagt|angenommen|abgelehnt) ?:"
    r"|^(?:updated )?(?:invitation|einladung): .* @ "
    r"|^(?:fyi|f\.y\.i\.?|for your information|zur info(?:rmation)?|zur kenntnis(?:nahme)?|pour info(?:rmation)?|save the date)\b"
    r"|\b(?:press|news|media) release\b|\bnewsletter\b|\bpressemitteilung\b|\bcommuniqué de presse\b|\balert ?:|\bdo not reply\b"
    r"|\b(?:doctor|dentist|dental|medical|dr)\.?(?:[’'`]?s)? appointment\b"
    r"|\b(?:daily|weekly|monthly|quarterly) (?:report|update|digest|news|summary|bulletin|briefing)\b",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(r"^(?:(?:not )?read|delivered|(updated)) ?: *", re.IGNORECASE)
_TALK = re.compile(r"^\s*(?:re|aw|sv|vs|antw|odp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)


def may_ask(message: Contact, known: Iterable[Contact] = ()) -> bool:
    """Is it likely enough that somebody waits for her answer to it? `known`: what else passed between the two."""
    bare = bare_subject(message.subject)
    if "?" in bare or _TALK.match(message.subject):
        return True
    said = _OF_SOMETHING.match(bare)
    if said is not None:
        way = "both" if said[1] else "to"
        of = bare_subject(bare[said.end() :]).casefold()
        return all(c.direction != way or bare_subject(c.subject).casefold() != of for c in known)
    return not (_AWAY.search(bare) or _NOTICE.search(bare))
