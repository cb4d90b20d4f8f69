"""Taking apart: her own joins come back first, her later word holds, and any part's number stands for the whole."""

import pytest

from worthwhile import store
from worthwhile.errors import NotUnderstood
from worthwhile.people import queries, services
from worthwhile.people.models import Join, Judged, Profile, Verdict
from worthwhile.tests.people.conftest import AT
from worthwhile.tests.people.test_resolve import snapshot
from worthwhile.workspace.services import undo

Z1, Z2, BELA = "zoltan@valmar.example", "zq@home.example", "bela@work.example"


def id_of(address):
    return queries.find(address).id


@pytest.fixture
def three(log):
    """Zoltan at two addresses, joined by themselves, and Béla."""
    log.address(Z1, "Zoltan Querfurth")
    log.address(Z2, "Zoltan Querfurth")
    log.address(BELA, "Béla Horvath")
    log.resolve()
    assert id_of(Z1) == id_of(Z2) != id_of(BELA) and Join.objects.get().by == "rule"
    return log


def test_split_brings_back_what_was_before_she_joined(three):
    before = snapshot()
    services.same(id_of(Z2), id_of(BELA), at=AT)
    three.resolve()
    assert id_of(Z1) == id_of(BELA)
    assert services.split(id_of(BELA), at=AT + 9).endswith("is taken apart: two now.")
    three.resolve()
    assert snapshot()[:4] == before[:4]
    undo()
    three.resolve()
    assert id_of(Z1) == id_of(Z2) == id_of(BELA)
    undo()
    three.resolve()
    assert snapshot() == before
    services.split(id_of(Z1), at=AT + 9)  # she had joined nothing: every record is one of its own
    three.resolve()
    assert len({id_of(Z1), id_of(Z2), id_of(BELA)}) == 3


def test_several_of_her_joins_are_taken_back_together(three):
    three.address("ruth@work.example", "Ruth Pellegrin")
    three.resolve()
    before = snapshot()[:4]
    services.same(id_of(Z1), id_of(BELA), at=AT)
    three.resolve()
    services.same(id_of(BELA), id_of("ruth@work.example"), at=AT + 1)
    three.resolve()
    assert services.split(id_of(Z1), at=AT + 2).endswith("what you had joined stands by itself again.")
    three.resolve()
    assert snapshot()[:4] == before


def test_a_join_hung_on_what_later_came_on_a_card_does_not_beat_the_split(three):
    services.same(id_of(Z1), id_of(BELA), at=AT)
    three.resolve()
    three.card("Bela Horvath", BELA, "+361234")
    three.resolve()
    assert id_of("+361234") == id_of(Z1)
    services.split(id_of(Z1), at=AT + 5)
    three.resolve()
    assert id_of("+361234") == id_of(BELA) != id_of(Z1) == id_of(Z2)


@pytest.mark.parametrize("later", ["same", "different"])
def test_of_two_words_the_later_holds_even_on_other_parts(three, later):
    three.card("Bela Horvath", BELA, "+361234")
    three.resolve()
    (card,) = (a for a in queries.anchors_of(id_of(BELA)) if a.startswith("card:"))
    answers = ("different", "same") if later == "same" else ("same", "different")
    for when, (anchor, said) in enumerate(zip((f"email:{BELA}", card), answers, strict=True)):
        a, b = sorted((anchor, f"email:{Z1}"))
        Verdict.objects.create(a=a, b=b, answer=said, at=AT + when)
    three.resolve()
    assert (id_of(BELA) == id_of(Z1)) is (later == "same")


def test_her_word_on_a_whole_is_above_an_older_one_on_a_part(three):
    a, b = sorted((f"email:{Z2}", f"email:{BELA}"))
    Verdict.objects.create(a=a, b=b, answer="different", at=AT - 9)
    three.resolve()
    services.same(id_of(Z1), id_of(BELA), at=AT)
    three.resolve()
    assert id_of(Z1) == id_of(Z2) == id_of(BELA)
    undo()
    three.resolve()
    assert Verdict.objects.get().answer == "different" and id_of(Z1) == id_of(Z2) != id_of(BELA)


def test_the_number_of_a_part_stands_for_the_whole_in_every_deed(three):
    first, part = (queries.person(i).id for i in (id_of(Z1), id_of(BELA)))
    services.same(first, part, at=AT)
    three.resolve()
    root = queries.person(part)
    assert root.id == first != part
    with pytest.raises(NotUnderstood, match="already"):
        services.same(first, part, at=AT)
    services.leave_out(part, at=AT)
    assert Judged.objects.get().anchor == root.anchor
    three.address("ruth@work.example", "Ruth Pellegrin")
    three.resolve()
    services.two(part, id_of("ruth@work.example"), at=AT)
    assert Verdict.objects.filter(answer="different", a="email:ruth@work.example", b=root.anchor).exists()
    services.two(first, part, at=AT + 1)
    three.resolve()
    assert queries.person(part).id == part


def test_what_one_card_holds_is_not_told_apart(three):
    three.card("Bela Horvath", BELA, "+361234")
    three.resolve()
    mail, card = sorted(Profile.objects.filter(root_id=id_of(BELA)).values_list("person_id", flat=True))[:2]
    with pytest.raises(NotUnderstood, match="One card holds both"):
        services.two(mail, card, at=AT)


def test_her_latest_word_on_what_a_whole_is_is_above_one_on_a_part(three):
    """Also where she had spoken of the whole before she spoke of the part; and undo gives back what held before."""
    a, b = sorted(id_of(x) for x in (Z1, BELA))
    services.judge(a, "robot", at=AT)
    services.judge(b, "role", at=AT)
    services.same(a, b, at=AT)
    services.resolve(at=AT)
    before, held = store.digest(), queries.person(a).kind
    services.judge(a, "list", at=AT + 1)
    services.resolve(at=AT + 1)
    assert (held, queries.person(a).kind) == ("role", "list")
    undo()
    services.resolve(at=AT + 1)
    assert (store.digest(), queries.person(a).kind) == (before, held)
