"""The demo as files: an invented network in the formats that people really hold.

The same moment, seed and time zone give the same bytes. Nothing here says what Worthwhile should suggest: the files hold
only what such files hold, and the acts of the day come from the rules.
"""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

from worthwhile.demo import writers
from worthwhile.demo.cast import NOOR
from worthwhile.demo.scenes import play
from worthwhile.demo.world import World, stage

ME = (NOOR.email, NOOR.also)


def write(folder: Path, *, at: int, seed: int = 7, zone: str | None = None) -> list[Path]:
    """Write the demo's files into `folder` (made if need be), dated back from the day of `at` (seconds, UTC); their paths.

    `zone` is where Noor lives (an IANA name), by default where this computer is, so that 14:00 is 14:00 on its clock.
    """
    world = make(at, seed, zone)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*_LinkedInDataExport_*.zip"):
        old.unlink()
    day = world.today
    files = {
        "contacts.vcf": writers.cards(world),
        "work.ics": writers.calendar(world),
        f"Basic_LinkedInDataExport_{day:%m-%d-%Y}.zip": writers.linkedin(world),
        "mail.mbox": writers.mailbox(world),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def make(at: int, seed: int = 7, zone: str | None = None) -> World:
    """The stage after all scenes have played."""
    world = stage(at, seed, zone or here())
    play(world)
    return world


def here() -> str:
    """The time zone of this computer by its IANA name, or "UTC" when it cannot be told."""
    wanted = os.environ.get("TZ", "").lstrip(":")
    if not wanted:
        place = Path("/etc/localtime")
        wanted = str(place.resolve()).partition("zoneinfo/")[2] if place.exists() else ""
    try:
        name = ZoneInfo(wanted).key if wanted else "UTC"
    except (ValueError, OSError):  # a name that no table has: ZoneInfoNotFoundError is a KeyError
        return "UTC"
    except KeyError:
        return "UTC"
    return "UTC" if name in ("Etc/UTC", "UCT", "Zulu", "Etc/UCT", "GMT", "Etc/GMT") else name
