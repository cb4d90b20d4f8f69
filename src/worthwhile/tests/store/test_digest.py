"""The digest: a fact that says something else gives another line; what is no fact changes nothing."""

import itertools

import pytest

from worthwhile import store
from worthwhile.intake import services
from worthwhile.intake.models import Card, Interaction, Sighting
from worthwhile.people.models import Judged
from worthwhile.planning.models import Act
from worthwhile.tests.intake.made import AT, Fake, card, mail, write_mbox
from worthwhile.value.models import Note

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts(tmp_path, monkeypatch):
    fake = Fake(monkeypatch)
    items = (card("c", "Ana Lind", "ana@valmar.example"), mail("m", name="Ana Lind"))
    services.bring_in([fake.file(tmp_path / "a.fake", *items)], at=AT)
    Note.objects.create(anchor="email:ana@valmar.example", kind="promise", text="the plan", at=AT)
    Act.objects.create(anchor="email:ana@valmar.example", kind="thank", title="Thank Ana", minutes=2, state="later", at=AT)
    Judged.objects.create(anchor="email:ana@valmar.example")
    return store.digest()


@pytest.mark.parametrize(
    ("noun", "change"),
    [(Card, {f: "other"}) for f in ("given", "family", "nickname", "uid")]
    + [(Card, {"since": AT}), (Card, {"related": [["spouse", "Bo"]]}), (Interaction, {"thread": "t"})]
    + [(Note, {"closed": AT}), (Note, {"led_to": "it"}), (Note, {"answer": "yes"}), (Note, {"help": "time"}), (Note, {"serves": "me"})]
    + [(Act, {"until": AT}), (Judged, {"name": "Ana L."})],
    ids=lambda x: x.__name__ if isinstance(x, type) else next(iter(x)),
)
def test_what_a_fact_says_is_in_it(facts, noun, change):
    noun.objects.update(**change)
    assert store.digest() != facts


def test_how_often_a_name_was_seen_is_not_since_it_hangs_on_the_order_of_files(facts):
    Sighting.objects.update(times=9)
    assert store.digest() == facts


def test_files_in_any_order_give_the_same(tmp_path, monkeypatch):
    fake, found = Fake(monkeypatch), set()
    names = [
        card("c1", "Ana Lind", "ana@valmar.example", given="Ana", related=(("spouse", "Bo"),), since=AT),
        mail("m9", name="Ana L.", thread="t"),
    ]
    files = [
        write_mbox(tmp_path / "a.mbox", range(30)),
        write_mbox(tmp_path / "b.mbox", range(20, 40)),
        fake.file(tmp_path / "a.fake", *names),
    ]
    for order in itertools.permutations(files):
        services.bring_in(list(order), at=AT)
        found.add(store.digest())
        store._delete([*store.nouns(store.Derived), *reversed(store.kept())])
    assert len(found) == 1
