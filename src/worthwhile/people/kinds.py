"""What an address is: list, robot, role, person or stranger. Plain rules over how it is used and how it is written.

How it is used counts first: what ego wrote to is not taken for a robot by its name alone, and a newsletter that calls itself
by a human name is known by its mails. Her own word (`Judged`) wins over all of this, elsewhere.
"""

import re
from dataclasses import dataclass

SMALL_MEETING = 12  # people: in larger ones one need not have met

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
    """How an address, or all addresses of somebody together, were used. Counts; `written` are ego's direct messages to it."""

    card: bool = False
    mails: int = 0  # that it sent
    to_list: int = 0  # of those: through a list
    auto: int = 0  # of those: machine-made
    bulk: int = 0  # of those: to many
    written: int = 0
    copied: int = 0  # ego wrote with it in copy, or to many
    small_meetings: int = 0
    linked: int = 0  # messages, invitations, endorsements on LinkedIn, or a connection
    answered: int = 0  # mails of it that answer one of ego's
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


def judge(emails: list[str], use: Use, human_name: bool = False) -> str:
    """The kind of somebody with these addresses, used so; `human_name`: a name of two words stood beside it."""
    said = {by_name(e) for e in emails}
    written_so = "robot" if "robot" in said else "list" if "list" in said else "role" if "role" in said else ""
    if emails and "" in said:  # at least one address is written like anybody's
        written_so = ""
    exchanged = bool(use.linked or use.small_meetings or use.written)
    if use.card and not (written_so in ("robot", "list")):
        return "role" if written_so == "role" and not human_name else "person"
    if use.linked:
        return "person"
    if use.through >= 3 and use.mails <= use.through // 10:
        return "list"
    if written_so in ("robot", "list"):
        return written_so
    if written_so == "role":
        return "role"
    return _by_use(use, exchanged)


def _by_use(use: Use, exchanged: bool) -> str:
    """The kind of an address written like a person's: machine mail that ego never answered is no person's."""
    if not exchanged and use.mails:
        if use.auto * 2 > use.mails:
            return "robot"
        if use.bulk * 2 > use.mails:
            return "list" if use.mails >= 3 else "robot"
    return "person" if exchanged else "stranger"
