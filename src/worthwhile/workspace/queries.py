"""What the workspace knows of itself, as plain values."""

import json
from dataclasses import dataclass
from typing import Any

from worthwhile.store import rows
from worthwhile.workspace.models import Deed, OwnAddress


@dataclass(frozen=True, slots=True)
class Did:
    """A deed as the history shows it."""

    id: int
    verb: str
    sentence: str
    at: int
    undone: bool


def own_addresses() -> list[tuple[str, str, bool]]:
    """(kind, value, confirmed) of the handles that are the user's own; the confirmed ones first."""
    return list(OwnAddress.objects.order_by("-confirmed", "kind", "value").values_list("kind", "value", "confirmed"))


def mail_known() -> bool:
    """Is any mail address of the user's own known? Without one nothing can be said of mail and meetings, whatever LinkedIn tells."""
    return OwnAddress.objects.filter(kind="email").exists()


def preference(name: str, default: Any = None) -> Any:
    """A choice that was kept, or the default."""
    kept = rows("select value from worthwhile_preference where name = %s", [name])  # asked often: by hand, it costs a fifth
    return default if not kept else json.loads(kept[0][0]) if isinstance(kept[0][0], str) else kept[0][0]


def standing(deed_id: int | None = None) -> Did | None:
    """The deed that `undo` would take back: the last one that stands, or the one with this id if it stands; None when there is none."""
    deeds = Deed.objects.filter(undone=False)
    d = deeds.filter(pk=deed_id).first() if deed_id else deeds.order_by("-pk").first()
    return None if d is None else Did(d.pk, d.verb, d.sentence, d.at, d.undone)


def history(limit: int = 20) -> list[Did]:
    """The last deeds, newest first."""
    return [Did(d.pk, d.verb, d.sentence, d.at, d.undone) for d in Deed.objects.order_by("-pk")[:limit]]


def deeds(numbers: list[int]) -> list[tuple[Did, list[int]]]:
    """The deeds of these numbers that are in the history, oldest first, each with the numbers of the lines that it made or changed."""
    found = Deed.objects.filter(pk__in=numbers).order_by("pk")
    return [(Did(d.pk, d.verb, d.sentence, d.at, d.undone), _lines(d.payload)) for d in found]


def _lines(payload: dict[str, Any]) -> list[int]:
    """The lines that a deed names as its own, and those that were part of it."""
    found = [n for n in (payload.get("note"), *payload.get("notes", ()), *payload.get("settled", ())) if n is not None]
    return list(dict.fromkeys([*found, *(n for _, part in payload.get("parts", ()) for n in _lines(part))]))
