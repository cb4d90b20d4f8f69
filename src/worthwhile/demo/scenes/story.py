"""The people of the story, one scene each."""

from datetime import timedelta

from worthwhile.demo.scenes.registry import scene
from worthwhile.demo.talk import Manner, talk, thread
from worthwhile.demo.world import ME, ME_AT_HOME, World, box

YEARS_2 = 730


@scene
def deniz_keeps_an_easy_pace(world: World) -> None:
    """Deniz Aydın: about every nine days since 2024, either begins; met on the 12th day back; a second reader for the safety case."""
    rng, deniz = world.rng("deniz"), world.cast["deniz"]
    subjects = (
        "Sensor certificate",
        "Safety case, section {n}",
        "Standards committee",
        "Brake project",
        "Lab request",
        "Coffee?",
        "Assessor's questions",
    )
    talk(world, rng, deniz, Manner(9.0, 0.5, 0.5, 0.9, 0.9, 0.55, 4), tuple(s.format(n=rng.randint(2, 9)) for s in subjects), YEARS_2, 14)
    for ago in range(718, 20, -46):
        world.meet(
            world.workday(ago + rng.randint(-6, 6)),
            rng.choice((9, 10, 13, 15)),
            45,
            rng.choice(("Brake project", "Safety case", "Deniz / Noor")),
            (box(deniz),),
        )
    world.meet(world.workday(12), 15, 45, "Wireless track sensor", (box(deniz),))
    season = "Christmas" if world.today.month > 8 else "summer"
    asked = world.mail(box(deniz), (ME,), f"A second reader for the safety case, by {season}", world.when(world.workday(6), 9, 12))
    world.answer(asked, ME, world.when(world.workday(6), 11, 3))
    world.meet(-8, 10, 90, "Project review", (box(deniz), box(world.cast["kofi"]), box(world.cast["anders"])), place="Room 2.14")


@scene
def kofi_sent_data(world: World) -> None:
    """Kofi Mensah sent brake data fifteen days ago; nothing of Noor's to him is in the mailbox since."""
    rng, kofi = world.rng("kofi"), world.cast["kofi"]
    talk(
        world,
        rng,
        kofi,
        Manner(20, 0.7, 0.45, 0.95, 0.9, 0.6, 6, tidy=1),
        ("Caliper drawings", "Brake data", "Visit to the rig", "Test plan, second half"),
        700,
        34,
    )
    world.meet(world.workday(202), 14, 60, "Rail forum: safety testing", (box(kofi), box(world.cast["meiling"]), box(world.cast["deniz"])))
    thanks = world.mail(box(kofi), (ME,), "Thanks for the call", world.when(world.workday(202), 18, 10))
    world.answer(thanks, ME, world.when(world.workday(201), 8, 31))
    asked = world.mail(ME, (box(kofi),), "Could you spare last month's brake data?", world.when(world.workday(18), 10, 20))
    world.answer(asked, box(kofi), world.when(world.workday(15), 16, 42))


@scene
def meiling_asks_about_a_talk(world: World) -> None:
    """Mei-Ling Tan, a steady tie, asked four days ago for a speaker on safety testing, a hundred days ahead (4 March, seen from 24 November)."""
    rng, tan = world.rng("meiling"), world.cast["meiling"]
    talk(
        world,
        rng,
        tan,
        Manner(14, 0.6, 0.4, 0.92, 0.88, 0.6, 5, tidy=1),
        ("Incident figures", "Platform doors", "Visit in Odden", "Safety week", "Your question on signals"),
        YEARS_2,
        16,
    )
    for ago in (610, 480, 350, 260, 149, 75, 30):
        world.meet(
            world.workday(ago),
            rng.choice((9, 14)),
            60,
            rng.choice(("Transit authority", "Safety week", "Platform doors")),
            (box(tan),),
            place="City hall, Odden",
        )
    then = world.today + timedelta(days=100)
    world.mail(box(tan), (ME,), f"{then.day} {then:%B}: a speaker on safety testing?", world.when(world.workday(4), 11, 24))


@scene
def viktor_today(world: World) -> None:
    """Viktor Brandt: a few mails, one meeting of five in September; at 14:00 today (or on Monday) the first look at the capital plan."""
    viktor = world.cast["viktor"]
    others = tuple(box(world.cast[key]) for key in ("elsbeth", "priya", "helene"))
    world.meet(world.workday(82), 13, 60, "Budget round", (box(viktor), *others), organizer=box(viktor))
    asked = world.mail(box(viktor), (ME,), "How many people does the lab need?", world.when(world.workday(81), 9, 40))
    world.answer(asked, ME, world.when(world.workday(80), 8, 20))
    wrote = world.mail(ME, (box(viktor),), f"Engineering, {world.quarter(26)} quarter", world.when(world.workday(26), 17, 5))
    world.answer(wrote, box(viktor), world.when(world.workday(25), 8, 12))
    plan = world.mail(box(viktor), (ME,), "Capital plan, first look", world.when(world.workday(6), 14, 30))
    world.answer(plan, ME, world.when(world.workday(6), 16, 2))
    world.meet(0, 14, 30, "Capital plan, first look", (box(viktor),), organizer=box(viktor), place="Room 4.02")


@scene
def elsbeth_weekly(world: World) -> None:
    """Elsbeth Kuyper: since August about once a week; the last exchange is eleven days old."""
    rng, elsbeth = world.rng("elsbeth"), world.cast["elsbeth"]
    subjects = ("Night shifts", "Call-outs last week", "Depot visit", "Faults on the east line", "Next month's rota", "Two trains short")
    talk(world, rng, elsbeth, Manner(160, 0.5, 0.4, 0.9, 0.9, fade=0.4, tidy=1), subjects, 240, 100)
    for week, ago in enumerate(range(95, 10, -7)):
        day = world.workday(max(11, ago + rng.choice((-1, 0, 0, 1))))
        made = thread(
            world,
            rng,
            elsbeth,
            Manner(7, mine=0.5, answers=1, answered=0.95, fade=0.6, hours=3),
            rng.choice(subjects),
            world.when(day, rng.choice((8, 9, 10)), rng.randrange(60)),
            until=10,
        )
        if made and made[-1].sender != ME:
            world.answer(made[-1], ME, min(world.after(rng, made[-1].at, 3), world.when(10, 18)))
        if week % 4 == 1:
            world.meet(day, 11, 30, "Operations and engineering", (box(elsbeth),))


@scene
def elsbeth_copies_priya(world: World) -> None:
    """Priya Nambiar of Finance planning is copied on two of Elsbeth's mails; no exchange of Noor's with her."""
    elsbeth, priya = box(world.cast["elsbeth"]), box(world.cast["priya"])
    for ago, subject in ((47, f"Overtime, {world.quarter(47)} quarter"), (33, "Overtime, what is asked for")):
        sent = world.mail(elsbeth, (ME,), subject, world.when(world.workday(ago), 15, 20), cc=(priya,))
        world.mail(ME, (elsbeth,), subject, world.when(world.workday(ago), 16, 1), answer_to=sent)


@scene
def helene_is_new(world: World) -> None:
    """Helene Marchetti of the works council: known since September; Noor wrote last, on the last working day of the mailbox."""
    helene = box(world.cast["helene"])
    first = world.mail(helene, (ME,), "The test lab and the hall", world.when(world.workday(60), 10, 0))
    second = world.answer(first, ME, world.when(world.workday(59), 8, 45))
    world.answer(second, helene, world.when(world.workday(59), 12, 30))
    world.meet(world.workday(41), 16, 30, "Works council, first talk", (helene,), organizer=helene)
    follow = world.mail(ME, (helene,), "After our talk", world.when(world.workday(40), 8, 30))
    world.answer(follow, helene, world.when(world.workday(39), 13, 14))
    world.mail(ME, (helene,), "What the lab means for the hall", world.when(world.workday(4), 15, 50))


@scene
def jonas_recommends(world: World) -> None:
    """Jonas Feld, of the old firm: mails until June, then quiet; seven days ago he recommended her on LinkedIn (see linked.py)."""
    rng, jonas = world.rng("jonas"), world.cast["jonas"]
    talk(
        world,
        rng,
        jonas,
        Manner(38, 0.7, 0.5, 0.95, 0.9, 0.7, 12, tidy=1),
        ("A paper for the board", "Three shifts", "How is Halden?", "Old drawings", "Dinner in Odden"),
        YEARS_2,
        160,
    )


@scene
def sven_sleeps(world: World) -> None:
    """Sven Halloran built the first rig with Noor in 2019; mails until two and a half years ago, to her address at home."""
    rng, sven = world.rng("sven"), world.cast["sven"]
    started = (world.today.year - 2019) * 365 - 60
    talk(
        world,
        rng,
        sven,
        Manner(45, 0.9, 0.5, 0.95, 0.9, 0.65, 8, free=True),
        ("The first rig", "Bearings", "Rig, week two", "Welding on Saturday", "Photos of the rig", "How are you?"),
        started,
        940,
    )


@scene
def nadia_coaches_helene(world: World) -> None:
    """Nadia Reyes-Holm, a friend of the old firm: nothing for most of a year; then Noor asked each, brought Helene and her together, and thanked her."""
    rng, nadia = world.rng("nadia"), world.cast["nadia"]
    talk(
        world,
        rng,
        nadia,
        Manner(34, 0.8, 0.5, 0.95, 0.9, 0.6, 20, free=True),
        ("Sunday walk", "The stage in Brevik", "Your new flat", "A book for you", "Coffee?"),
        1500,
        430,
    )
    helene, her = box(world.cast["helene"]), box(nadia)
    first = world.mail(ME, (helene,), "Somebody for you to talk to?", world.when(world.workday(38), 9, 5))
    world.answer(first, helene, world.when(world.workday(37), 8, 50))
    second = world.mail(ME_AT_HOME, (her,), "Half an hour for somebody?", world.when(world.workday(36), 19, 10))
    world.answer(second, her, world.when(world.workday(35), 20, 2))
    both = world.mail(ME, (helene, her), "Helene and Nadia", world.when(world.workday(32), 8, 20))
    world.mail(her, (ME,), both.subject, world.when(world.workday(31), 18, 30), cc=(helene,), answer_to=both)
    thanks = world.mail(ME_AT_HOME, (her,), "What it led to", world.when(world.workday(10), 19, 40))
    world.answer(thanks, her, world.when(world.workday(9), 21, 5))
    world.answer(world.mails[-1], ME_AT_HOME, world.when(world.workday(8), 7, 45))


@scene
def anders_met(world: World) -> None:
    """Anders Lie: a meeting on the last working day three days back or more; nothing written to him since."""
    rng, anders = world.rng("anders"), world.cast["anders"]
    talk(
        world,
        rng,
        anders,
        Manner(20, 0.7, 0.6, 0.9, 0.9, 0.7, 4, tidy=1),
        ("Field report", "Odden site", "Track tests", "Your talk"),
        420,
        12,
    )
    world.meet(world.workday(3), 10, 45, "Field report, and your talk", (box(anders),))


@scene
def lucia_has_two_addresses(world: World) -> None:
    """Lucía Ferrer writes from the university; in one spring nine mails came from another address, as Lucia Ferrer Mas."""
    rng, lucia = world.rng("lucia"), world.cast["lucia"]
    subjects = (
        "Sensor certificate, at last",
        "Guest lecture",
        "Students for the rig",
        "A paper on fault trees",
        "Lab tour",
        "Committee in spring",
    )
    talk(world, rng, lucia, Manner(26, 0.7, 0.5, 0.95, 0.9, 0.88, 9, tidy=1), subjects, YEARS_2, 52, circle=(world.cast["kofi"],))
    done = world.mail(box(lucia), (ME,), "Sensor certificate, at last", world.when(world.workday(52), 12, 8))
    world.answer(done, ME, world.when(world.workday(51), 9, 2))
    other, kofi = box(world.cast["lucia_posta"]), box(world.cast["kofi"])
    ago = 590
    for subject in ("From my other address", "Lecture notes", "Train to Valmar"):
        first = world.mail(other, (ME_AT_HOME,), subject, world.when(ago, 20, rng.randrange(60)), cc=(kofi,))
        said = world.answer(first, ME_AT_HOME, world.when(ago - 1, 19, rng.randrange(60)))
        world.answer(said, other, world.when(ago - 2, 21, rng.randrange(60)))
        ago -= rng.randint(12, 20)


@scene
def two_sams_okafor(world: World) -> None:
    """Two people called Sam Okafor: one buys for Brandel Brakes, one writes a thesis in Valmar; one mail of Noor's went to both."""
    rng = world.rng("sams")
    talk(
        world,
        rng,
        world.cast["sam_brandel"],
        Manner(40, mine=0.5, tidy=1),
        ("Order of calipers", "Delivery in week 9", "Price list"),
        640,
        45,
    )
    talk(
        world,
        rng,
        world.cast["sam_valmar"],
        Manner(45, mine=0.3, tidy=1),
        ("Thesis on rolling noise", "Questions for chapter 3", "Visit to the test track"),
        500,
        60,
    )
    both = (box(world.cast["sam_brandel"]), box(world.cast["sam_valmar"]))
    world.mail(ME, both, "Two of you: calipers for the thesis", world.when(world.workday(230), 14, 12))


@scene
def okonjo_daily(world: World) -> None:
    """Sam Okonjo, site lead: seen and written to nearly every day."""
    rng, sam = world.rng("okonjo"), world.cast["okonjo"]
    talk(
        world,
        rng,
        sam,
        Manner(4.6, 0.7, 0.5, 0.92, 0.85, 0.45, 2, tidy=1),
        ("Site, today", "Crane on Thursday", "Who is on shift", "Test plan", "A first job in testing, for my niece", "Visitors"),
        500,
        4,
    )
    asked = world.mail(box(sam), (ME,), "Crane on Thursday", world.when(world.workday(4), 8, 5))
    world.answer(asked, ME, world.when(world.workday(4), 8, 50))


@scene
def kora_of_norring(world: World) -> None:
    """Kora Lindt of the old firm: a last mail a year ago."""
    rng = world.rng("kora")
    talk(world, rng, world.cast["kora"], Manner(35, tidy=1), ("Audit at Norring", "Quality days", "Drawing 114"), 720, 372)


@scene
def birthdays(world: World) -> None:
    """Tove Almgren has her birthday today, Inês Barroso tomorrow; both are in touch with Noor."""
    rng = world.rng("birthdays")
    tove = Manner(18, 0.7, 0.5, 0.95, 0.9, 0.6, 18, free=True, tidy=1)
    talk(world, rng, world.cast["tove"], tove, ("Choir on Tuesday", "Your garden", "Cabin in May", "Lentil soup", "Saturday?"), YEARS_2, 9)
    talk(
        world,
        rng,
        world.cast["ines"],
        Manner(8, 0.7, 0.5, 0.92, 0.9, 0.55, 3, tidy=1),
        ("Release 4.{n}", "Signal simulator", "Code review", "New colleague", "Interlocking test"),
        520,
        5,
    )
