"""What fills a mailbox and comes from nobody: lists, robots, newsletters, shops, strangers who wrote once."""

from datetime import timedelta

from worthwhile.demo.cast import login as name_of
from worthwhile.demo.names import new_names
from worthwhile.demo.scenes.registry import scene
from worthwhile.demo.world import MAIL_ENDS, ME, ME_AT_HOME, Box, World

LISTS = (("Rail testing", "rail-testing@lists.railsafety.example"), ("halden-engineering", "engineering@lists.haldenrail.example"), ("Valmar alumni", "alumni@lists.valmar.example"))  # fmt: skip
ROBOTS = (
    ("Calendar", "calendar-notification@haldenrail.example", "Accepted: {0}", 60), ("Build", "noreply@build.haldenrail.example", "Build {1} passed", 70),
    ("Faults", "faults@tracker.haldenrail.example", "[FAULT-{1}] changed", 60), ("Travel desk", "no-reply@travel.example", "Your ticket {1}", 22),
    ("Badge office", "do-not-reply@haldenrail.example", "Your badge", 6), ("LinkedIn", "notifications-noreply@linked.example", "You have a new message", 36),
    ("Odden parking", "noreply@parking.odden.example", "Receipt {1}", 26), ("Mail delivery", "mailer-daemon@haldenrail.example", "Undelivered mail returned", 5),
    ("Payroll", "noreply@payroll.example", "Your payslip", 24), ("Wiki", "wiki-noreply@haldenrail.example", "Page changed: {0}", 40),
)  # fmt: skip
HEADS = ("Rail", "Track", "Signal", "Brake", "Sensor", "Metro", "Depot", "Safety", "Steel", "Transit")
TAILS = ("Weekly", "Digest", "Insights", "Today", "Review", "Letter")
ROLES = ("it-support", "hr", "reception", "facilities", "press", "payroll", "canteen", "helpdesk", "legal", "training")


@scene
def lists(world: World) -> None:
    """Three mailing lists with many writers, whom Noor does not know."""
    rng = world.rng("lists")
    names = new_names(rng, "lists")
    for title, address in LISTS:
        writers = [
            Box(
                " ".join(pair),
                f"{name_of(' '.join(pair))}@{rng.choice(('kvist.example', 'brevik.example', 'tessin-poly.example', 'attest.example'))}",
            )
            for pair in (next(names) for _ in range(27))
        ]
        marks = (
            ("List-Id", f"{title} <{address.replace('@', '.')}>"),
            ("List-Unsubscribe", f"<mailto:{address}?subject=leave>"),
            ("Precedence", "list"),
        )
        for _ in range(45):
            day = world.today - timedelta(days=rng.randint(4, 710))
            world.mail(
                rng.choice(writers),
                (Box(title, address),),
                f"[{title}] {rng.choice(('Question', 'Notes', 'Meeting', 'Standard'))} {rng.randint(2, 400)}",
                world.hour(rng, day),
                headers=marks,
            )


@scene
def robots(world: World) -> None:
    """Programs that write: the calendar, the build, the fault list, the travel desk."""
    rng = world.rng("robots")
    for name, address, subject, count in ROBOTS:
        for _ in range(count):
            day = world.today - timedelta(days=rng.randint(4, 720))
            filled = subject.format(rng.choice(("Review", "Status", "Planning")), rng.randint(100, 9999))
            world.mail(Box(name, address), (ME,), filled, world.hour(rng, day), headers=(("Auto-Submitted", "auto-generated"),))
    world.mail(Box(*ROBOTS[0][:2]), (ME,), "Reminder: next week", world.when(*MAIL_ENDS), headers=(("Auto-Submitted", "auto-generated"),))


@scene
def newsletters(world: World) -> None:
    """Sixty newsletters and shops."""
    rng = world.rng("newsletters")
    for number, name in enumerate(f"{head} {tail}" for head in HEADS for tail in TAILS):
        house = name.replace(" ", "").lower()
        address = f"{rng.choice(('news', 'newsletter', 'hello', 'info', 'team'))}@{house}.example"
        marks = (("List-Unsubscribe", f"<https://{house}.example/leave>"), ("Precedence", "bulk"))
        for _ in range(rng.choice((1, 2, 3, 5, 9))):
            day = world.today - timedelta(days=rng.randint(4, 720))
            world.mail(
                Box(name, address),
                (ME if number % 3 else ME_AT_HOME,),
                f"{name}, number {rng.randint(2, 300)}",
                world.hour(rng, day, free=True),
                headers=marks,
            )


@scene
def strangers(world: World) -> None:
    """People who wrote once, mostly to sell or to apply, and were not answered."""
    rng = world.rng("strangers")
    names = new_names(rng, "strangers")
    subjects = (
        "An offer for your team",
        "Quick call?",
        "Application as test engineer",
        "Partnership",
        "Your stand at the fair",
        "Following up",
        "A survey",
    )
    for _ in range(380):
        name = " ".join(next(names))
        day = world.today - timedelta(days=rng.randint(6, 715))
        world.mail(
            Box(name, f"{name_of(name)}@{rng.choice(HEADS).lower()}{rng.choice(TAILS).lower()}.example"),
            (ME,),
            rng.choice(subjects),
            world.hour(rng, day),
        )


@scene
def roles(world: World) -> None:
    """Offices that write under the name of a role."""
    rng = world.rng("roles")
    for role in ROLES:
        for _ in range(rng.randint(2, 9)):
            day = world.today - timedelta(days=rng.randint(5, 700))
            sent = world.mail(
                Box(role.replace("-", " ").title(), f"{role}@haldenrail.example"),
                (ME,),
                f"{role.title()}: {rng.choice(('new rules', 'your request', 'next week'))}",
                world.hour(rng, day),
            )
            if rng.random() < 0.25:
                world.answer(sent, ME, min(world.after(rng, sent.at, 5), world.mail_until))


@scene
def only_copied(world: World) -> None:
    """People who stand in Cc of somebody else's mail, and nowhere else."""
    rng = world.rng("copied")
    names = new_names(rng, "copied")
    for writer in rng.sample(world.cast.crowd["Suppliers"] + world.cast.crowd["Certification"], 30):
        copied = tuple(
            Box(n, f"{name_of(n)}@{writer.email.split('@')[1]}") for n in (" ".join(next(names)) for _ in range(rng.choice((2, 3, 4))))
        )
        day = world.today - timedelta(days=rng.randint(40, 690))
        first = world.mail(Box(writer.name, writer.email), (ME,), f"Minutes of {day:%d %B}", world.hour(rng, day), cc=copied)
        world.mail(ME, (Box(writer.name, writer.email),), first.subject, world.after(rng, first.at, 7), answer_to=first)
