"""How planning says names and days. Pure; local days, as her calendar has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from worthwhile import text

if TYPE_CHECKING:
    from worthwhile.people.values import PersonView
    from worthwhile.planning.values import Situation
    from worthwhile.ties.values import Contact

DAY = 86_400
MESSAGES = ("mail", "message", "invitation")
_PASSED_ON = ("fw", "fwd", "wg", "tr", "rv")  # how a subject begins that was sent on, in the languages it comes in
_BEFORE = frozenset(("re", "aw", "sv", "vs", "antw", "odp", *_PASSED_ON))  # and all that may stand before it
_OF_A_DAY = re.compile(
    r"\b(agenda|minutes|call|conference|lunch|dinner|coffee|drinks|meeting|reminder|invitation|today|tomorrow|tonight|this (week|morning|afternoon|evening)"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} ?[ap]\.?m|\d{1,2}[:.]\d\d)\b",
    re.IGNORECASE,
)
_GESTURE = re.compile(  # how a subject begins that is itself the kind word: there is nothing to ask after
    r"\W*((many|big|so many) )?(thanks?|thank you|thx|congrat(s|ulations)|happy (birthday|new year|holidays|thanksgiving|easter)|merry (christmas|xmas)|sorry"
    r"|condolences|get well|welcome|hello|hi|hey|greetings|good (morning|luck|job)|well done|great (job|work)|cheers|danke|glückwunsch|alles gute|hallo|merci"
    r"|félicitations|bonjour)\b",
    re.IGNORECASE,
)
_NO_MATTER = re.compile(  # a subject that names no matter at all
    r"\W*((a|an|one|my|your|the|just|quick|small|short|brief) )*(heads?[ -]?up|fyi|for your information|questions?|notes?|updates?|follow(ing)?[ -]?up"
    r"|check(ing)?[ -]in|drafts?|schedules?|documents?|attachments?|info(rmation)?|news|ideas?|help|urgent|important|please read|read this|tests?|stuff"
    r"|misc|various|things?|lists?|files?|letters?|memos?|e-?mails?|messages?|repl(y|ies)|answers?|requests?|issues?|problems?|call me|no subject"
    r"|untitled)\W*",
    re.IGNORECASE,
)
_CODE = re.compile(  # a number by which an office or a program knows a thing, or a file: nobody says it to somebody else
    r"\b(docket|case|file|ref(erence)?|ticket|incident|invoice|order|contract|claim|bill|policy|matter) ?(nos?\.|number|#|nr\.?|n[°º])"
    r"|#\d|\[[^\]]*\d{3}[^\]]*\]|\(\d[\d-]{3,}\)|\b\w*\d{5}\w*\b|\b[A-Z]{1,6}-?\d{2,}(-\d+)+\b|\b(CONFIDENTIAL|PRIVILEGED)\b|\.(docx?|xlsx?|pptx?|pdf|html?|zip|txt)\b",
    re.IGNORECASE,
)
LONGEST = 60  # characters: what is longer is a headline, and would have to be cut
_SAID = re.compile(r"[^\W\d_]{2,}")


def given(person: PersonView) -> str:
    """The name one would use in a sentence."""
    return person.given or person.name.split(" ")[0] or person.name


@lru_cache(maxsize=20_000)
def local(at: int) -> datetime:
    """The moment on her own clock. Asked a thousand times for one page, hence remembered."""
    return text.here(at)


def iso(at: int) -> str:
    """The day, as 2026-11-24."""
    return local(at).date().isoformat()


def day(at: int, now: int) -> str:
    """ "9 November", with the year when it is not this one."""
    return text.day(local(at), local(now).date())


def short_day(at: int, now: int) -> str:
    """ "9 Nov", with the year when it is not this one."""
    return text.short_day(local(at), local(now).date())


def in_month(at: int, now: int) -> str:
    """ "in September", with the year when it is not this one; "earlier this month"."""
    then, today = local(at), local(now)
    if (then.year, then.month) == (today.year, today.month):
        return "earlier this month"
    return f"in {then:%B}" if then.year == today.year else f"in {then:%B %Y}"


def at_what_time(at: int, now: int, whole_day: bool = False) -> str:
    """ "At 11:00", "Tomorrow at 11:00" or "On 3 December at 11:00"; of a whole day "Today", "Tomorrow" or "On 3 December"."""
    then = local(at)
    ahead = (then.date() - local(now).date()).days
    which = {0: "Today", 1: "Tomorrow"}.get(ahead, f"On {day(at, now)}")
    return which if whole_day else f"At {then:%H:%M}" if ahead == 0 else f"{which} at {then:%H:%M}"


def stamp(at: int, now: int, whole_day: bool = False) -> str:
    """When a meeting is, short: "14:00", "3 Dec, 14:00"; of a whole day "today" or "3 Dec"."""
    then = local(at)
    if then.date() == local(now).date():
        return "today" if whole_day else f"{then:%H:%M}"
    return short_day(at, now) if whole_day else f"{short_day(at, now)}, {then:%H:%M}"


def quoted(subject: str, limit: int = 70) -> str:
    """A subject in quotation marks, cut at a word; "" for none."""
    bare = bare_subject(subject)
    if not bare:
        return ""
    cut = bare if len(bare) <= limit else bare[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{cut}”"


def sayable(subject: str) -> bool:
    """Would one say it to the other in a letter? Not a docket or ticket number, a file or "Confidential", not a headline, nor what is all or mostly in
    capitals: there the letter speaks of the message without its subject."""
    bare = bare_subject(subject)
    said = _SAID.findall(bare)
    shouts = sum(w.isupper() for w in said) * 2 > len(said)
    return bool(said) and len(bare) <= LONGEST and not shouts and not _CODE.search(bare)


def told(subject: str) -> str:
    """A subject in quotation marks, as it may stand within first words; "" where one would not say it."""
    return quoted(subject) if sayable(subject) else ""


def lasting(subject: str) -> bool:
    """Is it worth asking after later? Not where one would not say it, nor what names no matter ("heads up"), was itself the kind word ("thank you"),
    or is over with its day (an agenda, a call, a lunch, "today")."""
    bare = bare_subject(subject)
    return sayable(subject) and not (_OF_A_DAY.search(bare) or _GESTURE.match(bare) or _NO_MATTER.fullmatch(bare))


def passed_on(subject: str) -> bool:
    """Was it written by somebody else, and sent on?"""
    return subject.strip().partition(":")[0].strip().casefold() in _PASSED_ON


def about(subject: str, how: str) -> str:
    """What an exchange was about, in quotation marks; where nothing stands there, that in words: "a message without a subject"."""
    if subject:
        return f"“{subject}”"
    kinds = {"endorsed": "an endorsement", "recommended": "a recommendation", "invited": "an invitation"}
    said = next((named for verb, named in kinds.items() if f" {verb}" in how), "")
    return said or ("a meeting without a title" if how.startswith("meeting") else "a message without a subject")


def bare_subject(subject: str) -> str:
    """A subject without its Re:, Fwd:, AW: and the like."""
    bare = subject.strip()
    while True:
        head, colon, rest = bare.partition(":")
        if not colon or head.strip().casefold() not in _BEFORE:
            return bare
        bare = rest.strip()


def reply_subject(subject: str) -> str:
    """ "Re: …", once."""
    bare = bare_subject(subject)
    return f"Re: {bare}" if bare else ""


def reach(s: Situation, kind: str) -> tuple[int | None, str]:
    """How far the source of this kind of contact reaches, and what it is called."""
    return (s.linkedin_until, "LinkedIn archive") if kind != "mail" else (s.mail_until, "mail")


def as_of(s: Situation, kind: str, since: int) -> str:
    """ ", as of your mail of 21 November": the end of every sentence that something is unseen. "" when the source does not reach past `since`."""
    until, what = reach(s, kind)
    return f", as of your {what} of {day(until, s.at)}" if until is not None and until > since else ""


def message_word(contact: Contact) -> str:
    """What a message is called: "mail", "message", "invitation"."""
    return contact.kind if contact.kind in MESSAGES else "message"


def exchange(contact: Contact, now: int) -> str:
    """What an exchange is called as a source: "your mail of 12 Sep", "their message of 12 Sep", "your meeting of 12 Sep"."""
    word = (
        "meeting"
        if contact.direction == "both"
        else contact.kind
        if contact.kind in ("endorsement", "recommendation")
        else message_word(contact)
    )
    return f"{'their' if contact.direction == 'from' else 'your'} {word} of {short_day(contact.at, now)}"


def how(contact: Contact) -> str:
    """How an exchange went: "meeting, five of you", "they wrote", "you wrote, to three", "they endorsed"."""
    if contact.direction == "both":
        return "meeting" if contact.size <= 2 else f"meeting, {text.number(contact.size)} of you"
    verb = {"endorsement": "endorsed", "recommendation": "recommended", "invitation": "invited"}.get(contact.kind, "wrote")
    others = contact.size - 2
    to_many = f", to {text.number(others + 1)}" if others > 0 and contact.kind == "mail" else ""
    return f"{'you' if contact.direction == 'to' else 'they'} {verb}{to_many}"


def serves_words(serves: Sequence[str], given: str) -> str:
    """Our guess whom an act serves, in words: "for the two of you, and the organisation"."""
    said = {"them": given, "both": "both of you", "organisation": "the organisation", "me": "you"}
    return f"for {text.several([said[s] for s in serves if s in said])}" if serves else ""
