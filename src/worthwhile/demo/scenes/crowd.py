"""The crowd: what a director of engineering writes and hears from everyone else, group by group."""

from datetime import timedelta
from random import Random

from worthwhile.demo.cast import Person
from worthwhile.demo.scenes.registry import scene
from worthwhile.demo.talk import Manner, fill, round_robin, talk
from worthwhile.demo.world import ME, ME_AT_HOME, Box, World, box

SUBJECTS: dict[str, tuple[str, ...]] = {
    "Engineering": (
        "Test report {n}",
        "Drawing {n}, second look",
        "Leave in {m}",
        "Fault {n}",
        "Rig, week {w}",
        "Review of part {n}",
        "Question on the bogie",
        "New tool",
        "Interview notes",
    ),
    "Operations": ("Depot, week {w}", "Train {n} out of service", "Night work", "Spare parts", "Visit on Friday", "Door fault {n}"),
    "Suppliers": ("Quote {n}", "Delivery, week {w}", "Sample {n}", "Drawing {n}", "Visit in {m}", "Certificate of batch {n}"),
    "University": ("Students in {m}", "Paper {n}", "Guest lecture", "Laboratory time", "Workshop in {m}"),
    "Certification": ("File {n}", "Open points, week {w}", "Assessment in {m}", "Clause {n}", "Date for the audit"),
    "Friends": ("Saturday?", "Photos", "Dinner in {m}", "A book", "Running on Sunday", "Birthday in {m}"),
    "Old firm": ("How is Halden?", "Old drawing {n}", "Reunion in {m}", "Reference", "Norring in {m}"),
}
# Group: (threads with most of them, with the few, who begins, since, until), in days ago.
PACE: dict[str, tuple[float, float, float, int, int]] = {
    "Engineering": (280, 55, 0.45, 690, 4),
    "Operations": (290, 75, 0.4, 680, 5),
    "Suppliers": (300, 90, 0.35, 700, 5),
    "University": (330, 120, 0.4, 700, 8),
    "Certification": (310, 90, 0.4, 690, 6),
    "Friends": (220, 70, 0.5, 720, 6),
    "Old firm": (280, 170, 0.45, 720, 330),
}
REPORTS = 7  # the first of the crowd of Engineering report to Noor


def _subjects(rng: Random, group: str, world: World) -> tuple[str, ...]:
    return tuple(fill(SUBJECTS[group], rng, world.today - timedelta(days=rng.randint(10, 600))) for _ in range(12))


def _group(world: World, group: str) -> None:
    most, few, mine, since, until = PACE[group]
    for number, person in enumerate(world.cast.crowd[group]):
        rng = world.rng(f"{group} {person.email}")
        gap = few if number % 8 == 3 else most
        how = Manner(gap, 0.8, mine, 0.86, 0.8, 0.62, 30 if group == "Friends" else 6, free=group == "Friends", tidy=0.9)
        start = rng.uniform(0.35, 1.0) * (since - until) + until
        made = talk(world, rng, person, how, _subjects(rng, group, world), start, until)
        if len({m.sender.email for m in made}) < 2:
            _once(world, rng, person, how, group, rng.uniform(max(until, 12), start))


def _me(how: Manner) -> Box:
    return ME_AT_HOME if how.free else ME


def _once(world: World, rng: Random, person: Person, how: Manner, group: str, ago: float) -> None:
    """At least one exchange both ways: else they would not be in the picture at all."""
    day = world.workday(int(ago))
    first = world.mail(box(person), (_me(how),), fill(SUBJECTS[group], rng, world.today), world.when(day, 9, rng.randrange(60)))
    moment = world.after(rng, first.at, how.hours, free=how.free)
    world.answer(first, _me(how), min(moment, world.mail_until))


@scene
def the_firm(world: World) -> None:
    """Engineering and Operations at Halden: many know Noor a little, a few more."""
    _group(world, "Engineering")
    _group(world, "Operations")


@scene
def beyond_the_firm(world: World) -> None:
    """Suppliers, universities, certifiers, friends, and the old firm, with which little is exchanged since a year."""
    for group in ("Suppliers", "University", "Certification", "Friends", "Old firm"):
        _group(world, group)


@scene
def direct_reports(world: World) -> None:
    """Seven people report to Noor: mail through the week, and a talk of their own every week or two, never on the weekday of today."""
    begun = world.today - timedelta(days=91)
    monday = 91 + begun.weekday()
    days = [day for day in range(5) if day != world.today.weekday()]
    for number, person in enumerate(world.cast.crowd["Engineering"][:REPORTS]):
        rng = world.rng(f"report {person.email}")
        talk(world, rng, person, Manner(7.5, 0.8, 0.5, 0.93, 0.9, 0.55, 3, tidy=1), _subjects(rng, "Engineering", world), 92, 4)
        start = monday - days[number % len(days)]
        skipped = tuple(world.today - timedelta(days=start - 7 * week) for week in rng.sample(range(1, 11), 2))
        every = ";INTERVAL=2" if number % 3 == 2 else ""
        world.meet(
            start, 9 + number % 3 * 2, 30, f"{person.given} / Noor", (box(person),), rule=f"FREQ=WEEKLY{every}",
            without=tuple(d for d in skipped if not every),
        )  # fmt: skip


@scene
def projects(world: World) -> None:
    """Projects in which people of several groups write to each other, Noor among them."""
    crowd, cast = world.cast.crowd, world.cast
    plans = (
        ("Brake project", ("kofi", "deniz", "anders"), ("Engineering", 9), ("Suppliers", 3), 40, 640),
        ("Sensor certificate", ("deniz", "lucia", "meiling"), ("Certification", 4), ("University", 3), 28, 640),
        ("East line", ("elsbeth", "okonjo", "deniz"), ("Operations", 8), ("Engineering", 4), 22, 95),
        ("Signal simulator", ("ines", "okonjo"), ("Engineering", 10), ("University", 2), 30, 640),
        ("Rail forum", ("meiling", "kofi", "lucia"), ("Certification", 3), ("Suppliers", 2), 16, 640),
    )
    for title, named, (one, some), (two, few), mails, since in plans:
        rng = world.rng(f"project {title}")
        members = (*(cast[key] for key in named), *rng.sample(crowd[one], some), *rng.sample(crowd[two], few))
        for _ in range(mails):
            day = world.today - timedelta(days=int(rng.triangular(6, since, min(60, since / 2))))
            round_robin(world, rng, members, f"{title}: {fill(SUBJECTS[one], rng, day).lower()}", world.hour(rng, day))


@scene
def rounds_and_reviews(world: World) -> None:
    """Standing meetings of many, single meetings, whole days, and appointments with nobody."""
    rng, crowd = world.rng("rounds"), world.cast.crowd
    leads = tuple(box(p) for p in crowd["Engineering"][:REPORTS])
    monday = 84 - (7 - (world.today - timedelta(days=84)).weekday()) % 7
    world.meet(monday, 15, 60, "Engineering leads", leads, rule="FREQ=WEEKLY", without=(world.today - timedelta(days=monday - 21),))
    lines = tuple(box(p) for p in crowd["Operations"][:5])
    world.meet(
        monday - 2,
        15,
        30,
        "Line and depot",
        lines,
        rule="FREQ=WEEKLY;INTERVAL=2;UNTIL=" + f"{world.today + timedelta(days=90):%Y%m%d}T000000Z",
    )
    for _ in range(110):
        ago, group = (
            world.workday(rng.randint(5, 690)),
            rng.choice(("Engineering", "Engineering", "Operations", "Suppliers", "Certification", "University")),
        )
        people = rng.sample(crowd[group], rng.choice((1, 1, 2, 3, 4, 7)))
        title = rng.choice(("Review", "Interview", "Visit", "Status", "Planning", "Drawing review", "Walk through the hall"))
        if ago > 8:
            world.meet(
                ago, rng.randint(8, 15), rng.choice((30, 45, 60)), title, tuple(box(p) for p in people), minute=rng.choice((0, 0, 30))
            )
    for ago, title in ((21, "Dentist"), (3, "School play"), (-2, "Dentist"), (-20, "Hairdresser")):
        world.meet(ago, 16, 45, title, ())
    for ago, days, title in ((140, 21, "Holidays"), (33, 2, "Leadership days"), (-30, 10, "Holidays")):
        world.meet(ago, 0, days * 1440, title, (), all_day=True)
    lucia = box(world.cast["lucia"])
    world.meet(118, 11, 60, "Guest lecture", (lucia,), zone="Europe/Madrid", organizer=lucia)
