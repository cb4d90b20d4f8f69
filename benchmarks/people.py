"""Invented people with addresses of all the shapes that mail has, ego among them, and what they write of. Every domain ends in .example."""

import random
from dataclasses import dataclass
from email.header import Header

GIVEN = (  # noqa: SIM905
    "Ida Jo Kit Ana Ben Cai Dora Emil Fay Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Quin Rosa Sven Tova Uma Vito Wanda Xeno Yara Zoë"
    " Renée Jörg Søren Łucja Hélène Åsa Núria Çelik Đorđe Ömer Saïd Agnès Bożena Miloš Noémi Tõnu Žofia Marie-Luise Jean-Paul Maria"
).split()
FAMILY = (  # noqa: SIM905
    "North South East West Field Brook Hill Stone Wood Rivers Marsh Lake Moor Dale Glen Ford Heath Bridge Vale Weir Pike Combe Holt Leigh"
    " Thorne Ash Birch Rowan Alder Elm Hazel Müller Lefèvre Dvořák Åkesson Nuñez Öztürk Szabó Błaszczyk Łęcki Grünwald Côté Ibáñez Strøm"
).split()
COMPANIES = "north south east west delta harbour meadow granite cedar quartz lumen tidal orchard summit falcon juniper".split()  # noqa: SIM905
ENDS = ("", "-labs", "-works", "-group", "-uni", "-health", "-rail", "-bank")


@dataclass(frozen=True, slots=True)
class Body:
    """One invented person: name and address, and the same as a header has it (RFC 2047 where the name asks for it)."""

    name: str
    address: str
    given: str
    family: str
    head: str


ME = Body("Robin Vale", "robin.vale@harbour.example", "Robin", "Vale", "Robin Vale <robin.vale@harbour.example>")
END = 1_795_000_000  # 18 November 2026
SUBJECTS = (  # noqa: SIM905
    "Budget for the spring round|Notes from Tuesday|Hiring: second interview|Re-use of the test rig|Draft of the paper|Visit in March"
    "|Release plan|Question about the figures|Lunch next week?|Introduction|Minutes|Your talk|Contract|Migration|Retrospective"
    "|Überblick Projektstand|Réunion de mardi|Åpent spørsmål|Přehled výsledků"
).split("|")


def plain(text: str) -> str:
    """A name as the local part of an address: ASCII letters, lower case."""
    import unicodedata

    swapped = text.translate(str.maketrans({"ø": "o", "Ł": "l", "ł": "l", "đ": "d", "Đ": "d"}))
    return "".join(c for c in unicodedata.normalize("NFKD", swapped) if c.isascii() and c.isalpha()).lower()


def crowd(count: int, seed: int) -> list[Body]:
    """`count` people, no two with one address; the same seed gives the same ones."""
    dice = random.Random(seed)
    out = []
    for number in range(count):
        given, family = dice.choice(GIVEN), dice.choice(FAMILY)
        if dice.random() < 0.3:
            family = f"{family}-{dice.choice(FAMILY)}"
        domain = f"{dice.choice(COMPANIES)}{dice.choice(ENDS)}.example"
        local = dice.choice((f"{plain(given)}.{plain(family)}", f"{plain(given)[0]}{plain(family)}", plain(given)))
        address = f"{local}{number}@{domain}"
        name = f"{given} {family}"
        out.append(Body(name, address, given, family, head(name, address, dice)))
    return out


def head(name: str, address: str, dice: random.Random) -> str:
    """The pair as mail programs write it."""
    if not name.isascii():
        return f"{Header(name, dice.choice(('utf-8', 'utf-8', 'iso-8859-1')) if latin(name) else 'utf-8').encode()} <{address}>"
    how = dice.random()
    if how < 0.65:
        return f"{name} <{address}>"
    if how < 0.9:
        return f'"{name}" <{address}>'
    if how < 0.95:
        given, _, family = name.partition(" ")
        return f'"{family}, {given}" <{address}>'
    return address


def latin(text: str) -> bool:
    """Can Latin-1 say it?"""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
