"""Deeds on ties: measuring them all anew, and her own word on one."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db import transaction

from worthwhile.errors import NotFound
from worthwhile.people.models import Profile
from worthwhile.store import rows, write_many
from worthwhile.ties import gather, strength
from worthwhile.ties.models import Tie, TieWord
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.services import note_deed

_EGO = """select b.address_id from worthwhile_belonging b join worthwhile_profile p on p.person_id = b.person_id where p.kind = 'me'
    union select a.id from worthwhile_address a join worthwhile_ownaddress o on o.kind = a.kind and o.value = a.value where o.confirmed"""


@transaction.atomic
def measure(*, at: int, people: Iterable[int] | None = None) -> int:
    """Work out how each tie stands as of `at`; how many ties were measured."""
    ego = [r[0] for r in rows(_EGO)]
    if people is None:
        Tie.objects.all().delete()
    if not ego:
        return 0
    marks = ", ".join(["%s"] * len(ego))
    with_ego = f"select interaction_id from worthwhile_participation where address_id in ({marks}) and at <= %s"
    acts = rows(
        f"select id, case kind when 'meeting' then 1 when 'mail' then 0 else 2 end, at, size from worthwhile_interaction where id in ({with_ego})",
        [*ego, at],
    )
    parts = rows(
        f"""select pa.interaction_id, b.person_id, case pa.role when 'from' then 1 when 'organizer' then 1 else 0 end, pa.address_id in ({marks})
            from worthwhile_participation pa join worthwhile_belonging b on b.address_id = pa.address_id where pa.interaction_id in ({with_ego})""",
        [*ego, *ego, at],
    )
    known = {r[0] for r in rows("select person_id from worthwhile_profile where kind in ('person', 'stranger') and person_id = root_id")}
    found = gather.contacts(np.array(acts, dtype=np.int64).reshape(-1, 4), np.array(parts, dtype=np.int64).reshape(-1, 4))
    wanted = known if people is None else known & set(people)
    out = gather.thin(found, at, strength.USUAL)
    out = [row for row in out if row[0] in wanted]
    write_many("worthwhile_tie", gather.THIN, out, clash="person_id", update=gather.THIN[1:])
    return len(out)


def forget_derived() -> None:
    """Throw all measured ties away; her own words stay."""
    Tie.objects.all().delete()


_CLOSE = ("", "hardly close", "not very close", "fairly close", "close", "very close")


@transaction.atomic
def say_close(person: int, close: int, *, at: int) -> None:
    """Her own word on how close somebody is, 1 (hardly) to 5 (very); it wins over what is measured. Undoable."""
    who = _shown(person)
    before = TieWord.objects.filter(anchor=who.person.anchor).first()
    TieWord.objects.update_or_create(anchor=who.person.anchor, defaults={"close": close, "at": at})
    kept = None if before is None else [before.close, before.at]
    note_deed("say_close", f"You said you and {who.name} are {_CLOSE[close]}.", {"anchor": who.person.anchor, "before": kept}, at=at)


@takes_back("say_close")
def _take_back_close(payload: dict[str, Any]) -> None:
    if payload["before"] is None:
        TieWord.objects.filter(anchor=payload["anchor"]).delete()
    else:
        close, at = payload["before"]
        TieWord.objects.update_or_create(anchor=payload["anchor"], defaults={"close": close, "at": at})


def _shown(person: int) -> Profile:
    """The profile of the (root) person; NotFound when there is none."""
    found = Profile.objects.select_related("person").filter(pk=person).first()
    if found is None:
        raise NotFound(f"There is nobody with the number {person}.", do="See `worthwhile people`.")
    return found
