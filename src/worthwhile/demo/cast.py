"""Who is in the demo: Noor Haddad, the people of the story, and the crowd around them. Every one of them is invented.

All addresses end in ".example", a domain that nobody can own (RFC 2606).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from worthwhile.demo.names import new_names
from worthwhile.text import fold


@dataclass(frozen=True)
class Person:
    """Somebody in the demo, as the files will show them."""

    name: str
    email: str
    group: str = ""
    organisation: str = ""
    title: str = ""
    given: str = ""
    family: str = ""
    also: str = ""  # a second address
    birthday: str = ""  # "1984-01-14" or "--03-02"
    style: str = "plain"  # how their mail program writes a name: "plain", "comma" ("Feld, Jonas"), "bare" (no name)

    @property
    def slug(self) -> str:
        """The end of their LinkedIn address; two people of one name differ by the first letters of their domain."""
        base = "-".join(fold(self.name).replace(".", "").replace("’", "").split())
        return f"{base}-{fold(self.email.split('@')[-1])[:3]}"


def _named(name: str, email: str, group: str, organisation: str, title: str, **more: str) -> Person:
    given, _, family = name.partition(" ")
    return Person(name, email, group, organisation, title, given, family, **more)


HALDEN, NORRING, BRANDEL, VALMAR, ODDEN = "Halden Rail Systems", "Norring Works", "Brandel Brakes", "University of Valmar", "City of Odden"
NOOR = _named("Noor Haddad", "noor.haddad@haldenrail.example", "me", HALDEN, "Director of engineering", also="noor.h@posta.example")

NAMED: dict[str, Person] = {
    "deniz": _named("Deniz Aydın", "deniz.aydin@haldenrail.example", "Certification", HALDEN, "Certification lead", birthday="1984-01-14"),
    "lucia": _named("Lucía Ferrer", "l.ferrer@valmar.example", "University", VALMAR, "Professor of embedded systems"),
    "lucia_posta": _named("Lucia Ferrer Mas", "lfmas@posta.example", "University", "", ""),
    "kofi": _named("Kofi Mensah", "kofi.mensah@brandelbrakes.example", "Suppliers", BRANDEL, "Test engineer"),
    "jonas": _named("Jonas Feld", "jonas.feld@norring.example", "Old firm", NORRING, "Plant director", style="comma"),
    "viktor": _named("Viktor Brandt", "viktor.brandt@haldenrail.example", "Board", HALDEN, "Chief financial officer"),
    "elsbeth": _named("Elsbeth Kuyper", "elsbeth.kuyper@haldenrail.example", "Operations", HALDEN, "Head of operations"),
    "meiling": _named("Mei-Ling Tan", "mei-ling.tan@transit.odden.example", "Certification", ODDEN, "Safety, transit authority"),
    "anders": _named("Anders Lie", "anders.lie@haldenrail.example", "Engineering", HALDEN, "Field engineer"),
    "sven": _named("Sven Halloran", "sven.halloran@norring.example", "Old firm", NORRING, "Rig builder", style="comma"),
    "nadia": _named("Nadia Reyes-Holm", "nadia@reyesholm.example", "Friends", "", "", also="nadia.reyes-holm@norring.example"),
    "helene": _named("Helene Marchetti", "helene.marchetti@haldenrail.example", "Operations", HALDEN, "Works council"),
    "priya": _named("Priya Nambiar", "priya.nambiar@haldenrail.example", "Finance", HALDEN, "Finance planning"),
    "okonjo": _named("Sam Okonjo", "sam.okonjo@haldenrail.example", "Engineering", HALDEN, "Site lead"),
    "sam_brandel": _named("Sam Okafor", "sam.okafor@brandelbrakes.example", "Suppliers", BRANDEL, "Purchasing"),
    "sam_valmar": _named("Sam Okafor", "s.okafor@valmar.example", "University", VALMAR, "Doctoral student"),
    "kora": _named("Kora Lindt", "kora.lindt@norring.example", "Old firm", NORRING, "Quality lead", style="comma"),
    "tove": _named("Tove Almgren", "tove@almgren.example", "Friends", "", ""),
    "ines": _named("Inês Barroso", "ines.barroso@haldenrail.example", "Engineering", HALDEN, "Software lead, signalling"),
}

# Group: (how many in all, organisations with their domains, titles). Mostly colleagues, few friends, as in life.
GROUPS: dict[str, tuple[int, tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "Engineering": (112, ((HALDEN, "haldenrail.example"),), ("Test engineer", "Systems engineer", "Software engineer", "Mechanical engineer", "Team lead", "Design engineer", "Signalling engineer")),
    "Operations": (40, ((HALDEN, "haldenrail.example"),), ("Shift planner", "Depot manager", "Maintenance lead", "Train controller", "Operations analyst")),
    "Suppliers": (34, ((BRANDEL, "brandelbrakes.example"), ("Ottermark Castings", "ottermark.example"), ("Luma Sensors", "lumasensors.example"), ("Perlan Cables", "perlan.example")), ("Sales engineer", "Quality manager", "Project manager", "Account manager")),
    "University": (28, ((VALMAR, "valmar.example"), ("Tessin Polytechnic", "tessin-poly.example")), ("Lecturer", "Researcher", "Laboratory manager", "Doctoral student")),
    "Certification": (22, (("Attest Certification", "attest.example"), (ODDEN, "transit.odden.example"), ("Rail Safety Board", "railsafety.example")), ("Assessor", "Auditor", "Case officer", "Safety engineer")),
    "Friends": (21, (("", "posta.example"), ("", "brevik.example"), ("", "kvist.example")), ("",)),
    "Old firm": (20, ((NORRING, "norring.example"),), ("Production engineer", "Foreman", "Planner", "Quality engineer")),
}  # fmt: skip

ONLY_LINKED = 26  # whom Noor knows on LinkedIn only


@dataclass
class Cast:
    """All of them: the named by their key, the crowd by group."""

    named: dict[str, Person]
    crowd: dict[str, list[Person]] = field(default_factory=dict)
    linked: list[Person] = field(default_factory=list)  # on LinkedIn only

    def __getitem__(self, key: str) -> Person:
        return self.named[key]

    def people(self) -> Iterator[Person]:
        """Everyone but Noor: the named, then the crowd, group by group."""
        yield from self.named.values()
        for group in self.crowd.values():
            yield from group


def login(name: str) -> str:
    """ "Øyvind Eriksrud" -> "oyvind.eriksrud"."""
    return ".".join(fold(name).replace("'", "").replace("’", "").split())


def gather(rng: Random, today_birthday: str, tomorrow_birthday: str) -> Cast:
    """The whole cast. Two of the named have their birthday today and tomorrow (month and day, as "--11-24")."""
    named = dict(NAMED)
    named["tove"] = _born(named["tove"], today_birthday)
    named["ines"] = _born(named["ines"], tomorrow_birthday)
    cast = Cast(named)
    names = new_names(rng, "crowd")
    for group, (size, houses, titles) in GROUPS.items():
        missing = size - sum(p.group == group for p in named.values())
        cast.crowd[group] = [_one(rng, next(names), group, houses, titles) for _ in range(missing)]
    every = [house for _, houses, _ in GROUPS.values() for house in houses if house[0]]
    for _ in range(ONLY_LINKED):
        cast.linked.append(
            _one(rng, next(names), "LinkedIn", (rng.choice(every),), ("Engineer", "Consultant", "Manager", "Recruiter", "Analyst"))
        )
    return cast


def _born(person: Person, month_day: str) -> Person:
    return Person(**{**person.__dict__, "birthday": month_day})


def _one(rng: Random, pair: tuple[str, str], group: str, houses: tuple[tuple[str, str], ...], titles: tuple[str, ...]) -> Person:
    organisation, domain = rng.choice(houses)
    name = " ".join(pair)
    birthday = f"19{rng.randint(60, 99)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" if rng.random() < 0.2 else ""
    style = "comma" if domain in ("norring.example", "attest.example") else "bare" if rng.random() < 0.04 else "plain"
    return Person(name, f"{login(name)}@{domain}", group, organisation, rng.choice(titles), *pair, birthday=birthday, style=style)
