"""Taking back one run: what it alone added goes, what it changed is as it was, and what other origins hold too is theirs from then on. What they
told in other words comes back when they are read next."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from worthwhile import store
from worthwhile.errors import NotFound
from worthwhile.intake.models import ImportRun, Origin
from worthwhile.intake.nouns import noun
from worthwhile.intake.queries import own_by_guess
from worthwhile.intake.services import former, held
from worthwhile.intake.services.orphans import drop_cards, drop_events, drop_interactions, drop_orphans, drop_sightings
from worthwhile.store import rows
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.models import SAID, Deed, OwnAddress
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import take_for_own


@transaction.atomic
def undo_run(run_id: int) -> None:
    """Take back what one run added or changed. All other origins are read anew at the next refresh, so that what they told otherwise comes
    in. Its own is read no more until it is brought in again; but a calendar of which an earlier reading stands is again what it was
    then, and is read when its file changes next. Raises NotFound."""
    run = ImportRun.objects.select_related("origin").filter(pk=run_id).exclude(state="undone").first()
    if run is None:
        raise NotFound(f"There is no import {run_id} to take back.", do="See them with: worthwhile undo --list")
    store.hold_the_pen()
    held.hand_over(run_id)
    drop_events(pk for (pk,) in rows("select id from worthwhile_event where run_id = %s", [run_id]))
    drop_interactions(pk for (pk,) in rows("select id from worthwhile_interaction where run_id = %s", [run_id]))
    former.put_back(run_id)
    drop_sightings("run_id", [run_id])
    drop_cards(pk for (pk,) in rows("select id from worthwhile_card where run_id = %s", [run_id]))
    drop_orphans()
    _no_longer_own(run)
    _read_no_more(run)
    ImportRun.objects.filter(pk=run_id).update(state="undone")
    _settle_deed(run.batch)


def _read_no_more(run: ImportRun) -> None:
    """How the origins are read from here on. A calendar told of before is known as of when it was read before, and no later."""
    origin = run.origin
    earlier = ImportRun.objects.filter(origin=origin, pk__lt=run.pk).exclude(state="undone").order_by("-pk").first()
    Origin.objects.exclude(pk=origin.pk).update(position={}, noticed="")
    Origin.objects.filter(pk=origin.pk).update(position={})
    if earlier is not None and (origin.noun or noun(origin.source)) == "meetings":
        until = None if origin.until is None else min(origin.until, earlier.began)
        Origin.objects.filter(pk=origin.pk).update(until=until)
    else:
        Origin.objects.filter(pk=origin.pk).update(active=False, until=None, noticed="")


def _no_longer_own(run: ImportRun) -> None:
    """Hints at the user's own handles go with the run that gave them; what she said herself stays. Our guess is made anew from what is
    left."""
    guessed = preference("own is a guess", False)
    others = ImportRun.objects.exclude(pk=run.pk).exclude(state="undone").exclude(own=[]).values_list("own", flat=True)
    elsewhere = [own for said in others for own in said]
    for kind, value in (own for own in run.own if own not in elsewhere):
        gone = OwnAddress.objects.filter(kind=kind, value=value)
        (gone.exclude(how=SAID) if guessed else gone.filter(Q(confirmed=False) | Q(kind="linkedin"))).delete()
    if guessed:
        take_for_own(own_by_guess())


def _settle_deed(batch: int) -> None:
    """Once every run of a command is taken back, so is the deed."""
    if not ImportRun.objects.filter(batch=batch, taken__gt=0).exclude(state="undone").exists():
        Deed.objects.filter(verb="import", payload__batch=batch).update(undone=True)


@takes_back("import", wide=True)
def _import_back(payload: dict[str, Any]) -> None:
    for run in ImportRun.objects.filter(batch=payload["batch"]).exclude(state="undone").order_by("-pk"):
        undo_run(run.pk)
