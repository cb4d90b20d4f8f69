"""Run in a process of its own: python child.py STORE DEED [ARGUMENTS]; the store is a folder or PostgreSQL (WORTHWHILE_DATABASE)."""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

AT = 1_795_000_000


def bring_in(data: Path, *paths: str, on: Any = None) -> dict[str, Any]:
    """Bring files in, a hundred records a transaction."""
    from django.db import connection

    from worthwhile import store
    from worthwhile.intake import queries, services
    from worthwhile.intake.services import reading

    reading.ENOUGH = 100  # many small transactions: more moments at which a kill may fall
    reports = services.bring_in([Path(p) for p in paths], at=AT, on=on)
    told = [[r.taken, r.known, r.refused, r.passed] for r in reports]
    sound = connection.vendor != "sqlite" or store.rows("PRAGMA integrity_check") == [("ok",)]
    return {"digest": store.digest(), "reports": told, "messages": queries.count("messages"), "sound": sound}


def killed(data: Path, records: str, delay: str, *paths: str) -> dict[str, Any]:
    """Bring files in, and die of SIGKILL, as by the power going, `delay` seconds after so many records were read."""
    from worthwhile.intake.services import reading

    reading.EVERY = 0.0
    death = threading.Timer(float(delay), os.kill, (os.getpid(), signal.SIGKILL))
    death.daemon = True

    def on(now: Any) -> None:
        if now.records >= int(records) and not death.is_alive():
            death.start()

    return bring_in(data, *paths, on=on)


def forget(data: Path, *paths: str) -> dict[str, Any]:
    """Bring files in, do something to everybody called Zzmarker, forget them, look at the bytes, and bring the files in again."""
    from worthwhile.intake import queries, services
    from worthwhile.people import queries as people_seen
    from worthwhile.people import services as people
    from worthwhile.planning.models import Slate
    from worthwhile.value.models import Note
    from worthwhile.workspace.services import confirm_own

    Slate.objects.create(position=1, day="2026-11-19", proposal={"title": "Write to Zoe Zzmarker"})
    files = [Path(p) for p in paths]
    services.bring_in(files, at=AT)
    confirm_own(["noor@valmar.example"])
    people.resolve(at=AT)

    def them() -> list[Any]:
        return [who for kind in ("person", "stranger", "robot", "role", "list") for who in people_seen.people("zzmarker", kind=kind)]

    for who in them():
        Note.objects.create(anchor=who.anchor, text="zzmarker likes chess", at=AT)
        people.leave_out(who.id, at=AT)
        people.forget(who.id, at=AT)
    traces = [f.name for f in data.rglob("*") if b"zzmarker" in f.read_bytes().lower()]  # while the store is open
    people.resolve(at=AT)
    again = services.bring_in(files, at=AT)
    people.resolve(at=AT)
    traces += [f.name for f in data.rglob("*") if b"zzmarker" in f.read_bytes().lower()]
    left = {noun: queries.count(noun) for noun in ("cards", "messages", "events")}
    return {"again": [[r.taken, r.state] for r in again], "people": len(them()), "traces": traces, **left}


def whole_round(data: Path, *paths: str) -> dict[str, Any]:
    """Everything that the log can do, once."""
    from django.db import connection

    from worthwhile import store
    from worthwhile.intake import services
    from worthwhile.intake.models import ImportRun

    files, empty = [Path(p) for p in paths], store.digest()
    first = services.bring_in(files, at=AT)
    whole = store.digest()
    services.export(data / "kept.zip")
    for run in ImportRun.objects.order_by("-pk"):
        services.undo_run(run.pk)
    undone = store.digest()
    again = services.bring_in(files, at=AT)
    back = store.digest()
    services.forget_addresses([store.rows("select id from worthwhile_address order by value limit 1")[0][0]])
    return {
        "taken": [r.taken for r in first], "again": [r.taken for r in again], "whole": whole, "back": back, "undone": undone == empty,
        "forgotten": store.digest() != back, "vendor": connection.vendor,
    }  # fmt: skip


def bring_back(data: Path, archive: str, box: str) -> dict[str, Any]:
    """Restore an export, and bring in a file on top of it."""
    from worthwhile import store
    from worthwhile.intake import services

    store.bring_back(Path(archive))
    digest = store.digest()
    return {"digest": digest, "taken": services.bring_in([Path(box)], at=AT)[0].taken}


if __name__ == "__main__":
    from worthwhile.start import open_house

    folder = Path(sys.argv[1])
    open_house(folder)
    deed = {"bring_in": bring_in, "killed": killed, "forget": forget, "round": whole_round, "bring_back": bring_back}[sys.argv[2]]
    sys.stdout.write(json.dumps(deed(folder, *sys.argv[3:])) + "\n")
