"""Run in a process of its own: python child.py STORE BOX BOOK RENAMED. A note on somebody, their card renames them, and they are forgotten."""

import json
import sys
from pathlib import Path

AT = 1_795_000_000
OLD, NEW = "querfurth", "zzmarker"


def renamed_and_forgotten(data: Path, *paths: str) -> dict[str, object]:
    from worthwhile.intake import services
    from worthwhile.intake.models import Origin, Refusal
    from worthwhile.people import queries
    from worthwhile.people import services as people
    from worthwhile.value import services as value
    from worthwhile.workspace.models import Deed
    from worthwhile.workspace.services import confirm_own, prefer, undo

    box, book, later = map(Path, paths)
    services.bring_in([box, book], at=AT)
    confirm_own(["noor@valmar.example"])
    people.resolve(at=AT)
    who = queries.find("Zoltan Querfurth")
    value.note(who.id, "likes chess", at=AT)
    value.note(who.id, "gone again", at=AT)
    undo()
    kept = value.note(who.id, "a contact at the lab", at=AT, kind="promise")
    value.led_to(kept, "a talk", at=AT)
    value.close(kept, at=AT)
    book.write_bytes(later.read_bytes())
    services.bring_in([book], at=AT + 60)
    people.resolve(at=AT + 60)
    now = queries.person(who.id)
    deeds = " ".join(d.sentence for d in Deed.objects.all()).lower()
    refused = " ".join(r.reason for r in Refusal.objects.all()).lower()
    prefer("inclinations", {"chances": {str(who.id): 0.4}})
    prefer("habits", {"weights": [1.0]})
    people.forget(who.id, at=AT + 60)
    for path in paths:
        Path(path).unlink()
    assert Origin.objects.exists()

    def traces() -> list[str]:
        return [
            f"{f.name}: {w}" for f in data.rglob("*") for w in (OLD, NEW, "inclinations", "habits") if w.encode() in f.read_bytes().lower()
        ]

    found = traces()
    people.resolve(at=AT + 60)
    left = [d.sentence for d in Deed.objects.filter(verb__in=("note", "close note", "led to"))]
    return {"traces": found + traces(), "name": now.name, "in deeds": OLD in deeds, "in refusals": OLD in refused, "left": left}


if __name__ == "__main__":
    from worthwhile.start import open_house

    folder = Path(sys.argv[1])
    open_house(folder)
    sys.stdout.write(json.dumps(renamed_and_forgotten(folder, *sys.argv[2:])) + "\n")
