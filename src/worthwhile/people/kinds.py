"""What an address is: list, robot, role, person or stranger. Plain rules over how it is used and how it is written.

A tie on LinkedIn or a card speaks first, then how the address is written, then how it is used: a newsletter that calls itself by a
human name is known by its mails, and what ego wrote to is a person's where its name says nothing else. Her own word (`Judged`) wins
over all of this, elsewhere.
"""

import re
from dataclasses import dataclass

SMALL_MEETING = 12  # people: in larger ones one need not have met
BROADCASTS = 20  # mails: so many to so many, and never a word from ego, is a newsletter by whatever name

_ROBOT = re.compile(
    r"^(?:(?:do)?[._-]*no[._-]?t?[._-]?reply.*|.*[._+-]no-?reply|mailer[._-]daemon|postmaster|bounces?(?:[._+-].*)?|daemon|nobody|root|cron|"
    r"notifications?|notify|alerts?|automated?|auto[._-]?confirm|system|do[._-]?not[._-]?respond|unsubscribe.*|devnull|robot|bot)$"
)
_LIST = re.compile(
    r"^(?:owner-.+|.+-(?:request|owner|bounces?|subscribe|unsubscribe|announce|users|devel|list)|listserv|majordomo|newsletters?|digest|all)$"
)
_ROLE = re.compile(
    r"^(?:info|sales|team|contact|kontakt|office|support|help|helpdesk|hello|hi|admin|administrator|webmaster|hostmaster|billing|accounts?|"
    r"invoices?|rechnung|orders?|jobs|careers?|hr|press|media|marketing|service|customer[._-]?(?:service|care)|feedback|abuse|security|privacy|"
    r"legal|reception|frontdesk|bookings?|reservations?|events?|editor|news|it|mail|enquiries|inquiries|mailbox|calendar|conference|staff|group)$"
)
_LIST_DOMAIN = re.compile(
    r"^(?:lists?|groups?|googlegroups|listserv|mailman)\.|(?:^|\.)(?:googlegroups\.com|groups\.io|yahoogroups\.com|freelists\.org)$"
)
_ROOM = re.compile(r"(?:^|\.)(?:resource|group)\.calendar\.google\.com$|(?:^|\.)calendar\.google\.com$")


@dataclass(frozen=True, slots=True)
class Use:
    """How an address, or all addresses of somebody together, were used. Counts of mails, but for `card`."""

    card: bool = False
    mails: int = 0  # that it sent
    auto: int = 0  # of those: machine-made
    bulk: int = 0  # of those: marked as sent to many
    broad: int = 0  # of those: marked as above, or to more than a mail to anyone in person would go to
    written: int = 0  # ego's direct mails to it
    small_meetings: int = 0
    linked: int = 0  # messages, endorsements, recommendations on LinkedIn, or a connection
    through: int = 0  # list mails that went to it

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.card or other.card,
            *(getattr(self, n) + getattr(other, n) for n in Use.__dataclass_fields__ if n != "card"),
        )


def by_name(address: str) -> str:
    """What the writing of an address says alone: "robot", "list", "role" or ""."""
    local, _, domain = address.lower().partition("@")
    base = local.partition("+")[0]
    if _LIST_DOMAIN.search(domain):
        return "list"
    if _ROOM.search(domain):
        return "robot"
    if _ROBOT.match(base):
        return "robot"
    if _LIST.match(base):
        return "list"
    return "role" if _ROLE.match(base) else ""


def _written_as(address: str, name: tuple[str, ...]) -> str:
    """The same, unless the address spells the name that stands beside it: Robert List at robert-list@…, mail@ the name's own domain."""
    said = by_name(address)
    local, _, domain = address.lower().partition("@")
    if not said or len(name) < 2:
        return said
    parts = [p for p in re.split(r"[^\w]+|_", local) if p]
    spelled = len(parts) > 1 and all(p in name for p in parts)
    at_home = said == "role" and any(len(w) > 3 and w in domain for w in name)
    return "" if spelled or at_home else said


def judge(emails: list[str], use: Use, name: tuple[str, ...] = (), *, firm: bool = False) -> str:
    """The kind of somebody with these addresses, used so; `name`: the folded words of the name beside them. `firm`: a card bears the name of
    an organisation and nothing else of a person: a taxi, a school. Whom ego wrote to or met in a small round is a person for all that."""
    said = {_written_as(e, name) for e in emails}
    written_so = "" if "" in said else next((k for k in ("robot", "list", "role") if k in said), "")
    if use.linked:
        return "person"
    if use.card and written_so not in ("robot", "list"):
        if firm and not use.written and not use.small_meetings:
            return "role"
        return "role" if written_so == "role" and len(name) < 2 else "person"
    if use.through >= 3 and use.mails <= use.through // 10:
        return "list"
    return written_so or _by_use(use)


def _by_use(use: Use) -> str:
    """The kind of an address written like a person's: machine mail and broadcasts that ego never answered are no person's."""
    if use.small_meetings or use.written:
        return "person"
    if use.auto * 2 > use.mails:
        return "robot"
    if use.bulk * 2 > use.mails:
        return "list" if use.mails >= 3 else "robot"
    if use.mails >= BROADCASTS and use.broad * 5 >= use.mails * 4:
        return "list"
    return "stranger"
