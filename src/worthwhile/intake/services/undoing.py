"""Taking back one run: exactly what it added goes, and what other origins also hold comes back when they are read next."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from worthwhile import store
from worthwhile.errors import NotFound
from worthwhile.intake.models import ImportRun, Origin
from worthwhile.intake.services.meetings import drop_interactions
from worthwhile.intake.services.orphans import drop_cards, drop_orphans
from worthwhile.store import rows
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.models import Deed, OwnAddress
from worthwhile.workspace.queries import preference


@transaction.atomic
def undo_run(run_id: int) -> None:
    """Take back what one run added. Its origin is read no more until it is brought in again; all others are read anew at the next
    refresh, so that what they share with it comes back. Raises NotFound."""
    run = ImportRun.objects.filter(pk=run_id).exclude(state="undone").first()
    if run is None:
        raise NotFound(f"There is no import {run_id} to take back.", do="See them with: worthwhile undo --list")
    store.hold_the_pen()
    of_run = "run_id = %s or event_id in (select id from worthwhile_event where run_id = %s)"
    drop_interactions(pk for (pk,) in rows(f"select id from worthwhile_interaction where {of_run}", [run_id, run_id]))
    store.run_among("delete from worthwhile_event where run_id in {}", [run_id])
    store.run_among("delete from worthwhile_sighting where run_id in {}", [run_id])
    drop_cards(pk for (pk,) in rows("select id from worthwhile_card where run_id = %s", [run_id]))
    drop_orphans()
    _no_longer_own(run)
    Origin.objects.update(position={}, noticed="")
    Origin.objects.filter(pk=run.origin_id).update(active=False, until=None)
    run.state = "undone"
    run.save(update_fields=["state"])
    _settle_deed(run.batch)


def _no_longer_own(run: ImportRun) -> None:
    """Hints at the user's own handles go with the run that gave them; what she said herself stays. A guess of ours is no word of
    hers: it goes with the last trace of its address."""
    for kind, value in run.own:
        OwnAddress.objects.filter(kind=kind, value=value).filter(Q(confirmed=False) | Q(kind="linkedin")).delete()
    if preference("own is a guess", False):
        for own in OwnAddress.objects.filter(kind="email", confirmed=True):
            if not rows("select 1 from worthwhile_address where kind = %s and value = %s", ["email", own.value]):
                own.delete()


def _settle_deed(batch: int) -> None:
    """Once every run of a command is taken back, so is the deed."""
    if not ImportRun.objects.filter(batch=batch, taken__gt=0).exclude(state="undone").exists():
        Deed.objects.filter(verb="import", payload__batch=batch).update(undone=True)


@takes_back("import")
def _import_back(payload: dict[str, Any]) -> None:
    for run in ImportRun.objects.filter(batch=payload["batch"]).exclude(state="undone").order_by("-pk"):
        undo_run(run.pk)
