"""The address book, and what LinkedIn's archive holds."""

from datetime import timedelta

from worthwhile.demo.cast import NOOR, Person
from worthwhile.demo.scenes.registry import scene
from worthwhile.demo.world import DAY, Linked, World

SKILLS = ("Testing", "Railway safety", "Team leadership", "Systems engineering", "Fault analysis", "Public speaking")


@scene
def address_book(world: World) -> None:
    """About 140 cards: the named, a few of each group, some whom no mail ever names, and Noor's own."""
    rng = world.rng("cards")
    world.cards.append(NOOR)
    world.cards += [p for key, p in world.cast.named.items() if key not in ("priya", "sam_valmar")]
    for group in world.cast.crowd.values():
        world.cards += rng.sample(group, max(5, len(group) * 40 // 100))
    world.cards += rng.sample(world.cast.linked, 12)


def connected(world: World) -> list[Person]:
    """Who of the cast is on LinkedIn: most of the named, some of each group, and some whom Noor knows only there."""
    rng = world.rng("connections")
    some = [p for group in world.cast.crowd.values() for p in rng.sample(group, len(group) * 56 // 100)]
    return [p for key, p in world.cast.named.items() if key not in ("lucia_posta", "priya", "helene")] + some + world.cast.linked


@scene
def connections(world: World) -> None:
    """About 200 connections, over eleven years; a third came by invitation within the last years."""
    rng = world.rng("connected on")
    for person in connected(world):
        ago = int(rng.triangular(12, 4000, 500))
        world.connections.append((person, world.today - timedelta(days=ago)))
        if ago < 900 and rng.random() < 0.5:
            world.linked.append(
                Linked(
                    "invitation", world.when(ago + rng.choice((0, 1, 3)), rng.randint(8, 21), rng.randrange(60)), person, rng.random() < 0.4
                )
            )


@scene
def messages(world: World) -> None:
    """Some sixty messages on LinkedIn, in conversations of one to five."""
    rng = world.rng("linkedin messages")
    for number, person in enumerate(rng.sample(sorted(connected(world), key=lambda p: p.email), 26)):
        at, mine = world.when(rng.randint(40, 800), rng.randint(8, 21), rng.randrange(60)), rng.random() < 0.4
        for turn in range(rng.choice((1, 2, 2, 3, 4))):
            world.linked.append(Linked("message", at, person, mine if turn % 2 == 0 else not mine, "", f"2-{number:04}"))
            at += int(rng.lognormvariate(2.3, 0.8) * 3600)
            if at > world.mail_until:
                break


@scene
def endorsements(world: World) -> None:
    """Endorsements both ways; some of the received are newer than any given back."""
    rng = world.rng("endorsements")
    people = sorted(connected(world), key=lambda p: p.email)
    for person in rng.sample(people, 16):
        at = world.when(rng.randint(150, 900), 12, rng.randrange(60))
        world.linked.append(Linked("endorsement", at, person, False, rng.choice(SKILLS)))
        if rng.random() < 0.6:
            world.linked.append(Linked("endorsement", at + rng.randint(1, 40) * DAY, person, True, rng.choice(SKILLS)))
    for key, ago, skill in (("ines", 48, "Team leadership"), ("sam_brandel", 75, "Railway safety")):
        world.linked.append(Linked("endorsement", world.when(ago, 20, 14), world.cast[key], False, skill))


@scene
def recommendations(world: World) -> None:
    """Jonas Feld recommended her seven days ago; Lucía two years ago, and Noor returned it; Noor recommended Anders."""
    for key, ago, mine in (("jonas", 7, False), ("lucia", 700, False), ("lucia", 655, True), ("anders", 210, True)):
        world.linked.append(Linked("recommendation", world.when(ago, 21, 5), world.cast[key], mine))
