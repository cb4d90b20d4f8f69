"""What happens in the store while a file is read: undoing, forgetting, other commands, processes that live and that are dead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from worthwhile import store
from worthwhile.intake import queries, services
from worthwhile.intake.models import Address, ImportRun, Origin
from worthwhile.intake.services import reading
from worthwhile.sources.records import Own
from worthwhile.tests.intake.made import AT, ME, Fake, email, mail, write_mbox
from worthwhile.workspace.models import Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr(reading, "ENOUGH", 1)  # every mark is kept
    monkeypatch.setattr(reading, "EVERY", 0.0)
    return Fake(monkeypatch)


def after(records, deed):
    """Listens to the progress, and does this once so many records were read."""
    done = []

    def on(now):
        if now.records >= records and not done:
            done.append(True)
            deed()

    return on


def test_a_run_that_is_undone_while_it_is_read_leaves_nothing_behind(fake, tmp_path):
    before = store.digest()
    one, two = (
        fake.file(tmp_path / "a.fake", mail("m1"), "mark", mail("m2"), "mark", mail("m3")),
        fake.file(tmp_path / "b.fake", mail("m4")),
    )
    reports = services.bring_in([one, two], at=AT, on=after(1, lambda: services.undo_run(ImportRun.objects.get().pk)))
    assert [(r.state, r.taken) for r in reports] == [("stopped", 0)] and "taken back" in reports[0].problems[0].reason
    assert store.digest() == before and not Deed.objects.exists()
    assert ImportRun.objects.get().state == "undone" and not Origin.objects.get().active
    assert [r.taken for r in services.bring_in([one, two], at=AT)] == [3, 1]


def test_what_an_undone_run_shared_with_the_file_that_is_read_comes_back(fake, tmp_path):
    first = services.bring_in([fake.file(tmp_path / "a.fake", mail("m1"), mail("m2"))], at=AT)[0].run
    both = fake.file(tmp_path / "b.fake", mail("m1"), "mark", mail("m2"), "mark", mail("m3"))
    services.bring_in([both], at=AT, on=after(1, lambda: services.undo_run(first)))
    services.refresh(at=AT)
    assert queries.count("messages") == 3


def test_somebody_forgotten_while_a_file_is_read_is_in_no_note_of_the_run(fake, tmp_path):
    gone = "gone@valmar.example"
    path = fake.file(
        tmp_path / "a.fake", Own(email(gone), "a guess"), mail("m1", gone, ME), "mark", mail("m2"), "mark", mail("m3", gone, ME)
    )
    report = services.bring_in([path], at=AT, on=after(2, lambda: services.forget_addresses([("email", gone)])))[0]
    assert (report.taken, report.state) == (3, "done") and ImportRun.objects.get().own == []
    assert gone not in str(list(ImportRun.objects.values())) and not Address.objects.filter(value=gone).exists()


def test_two_commands_never_share_a_number(fake, tmp_path):
    one, other = reading.Command(), reading.Command()
    for command, name in ((one, "a"), (other, "b"), (one, "c")):
        reading.Reading(fake.file(tmp_path / f"{name}.fake", mail(name)), fake, at=AT, command=command, on=None).whole()
    assert one.batch != other.batch
    assert list(ImportRun.objects.order_by("pk").values_list("batch", flat=True)) == [one.batch, other.batch, one.batch]


def test_a_run_of_a_process_that_lives_is_not_called_stopped(tmp_path):
    code = "import sys; from worthwhile.intake.services.living import this_process; print(this_process(), flush=True); sys.stdin.read()"
    start = f"import os; os.environ['WORTHWHILE_DATA'] = {str(tmp_path)!r}; import django; django.setup(); {code}"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "worthwhile.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        mark = child.stdout.readline().strip()
        origin = Origin.objects.create(path="elsewhere.mbox", source="mbox", noticed="1")
        run = ImportRun.objects.create(origin=origin, batch=1, began=AT, by=mark)
        dead = ImportRun.objects.create(origin=origin, batch=2, began=AT, by=mark.replace(" ", " 1", 1))  # its number was given anew
        services.bring_in([write_mbox(tmp_path / "a.mbox", range(2))], at=AT)
        assert [r.state for r in ImportRun.objects.filter(pk__in=[run.pk, dead.pk]).order_by("pk")] == ["running", "stopped"]
        child.communicate("")
    services.bring_in([write_mbox(tmp_path / "b.mbox", range(3))], at=AT)
    run.refresh_from_db()
    assert run.state == "stopped"


def test_a_file_handed_over_once_is_not_missed_later(settings, tmp_path):
    settings.DATA = tmp_path
    folder = tmp_path / reading.HANDED_OVER / "1"
    folder.mkdir(parents=True)
    files = [write_mbox(folder / "a.mbox", range(3)), write_mbox(tmp_path / "b.mbox", range(4))]
    services.bring_in(files, at=AT)
    for file in files:
        file.unlink()
    reports = services.refresh(at=AT)
    assert [Path(r.path).name for r in reports] == ["b.mbox"] and reports[0].problems
    assert queries.reach().mail is not None
