"""Who is who from the log and from her word."""

import sys
from types import SimpleNamespace

import pytest

from worthwhile.errors import Ambiguous, NotFound, NotUnderstood
from worthwhile.intake.models import Address, CardAddress, Participation
from worthwhile.people import queries, services
from worthwhile.people.atoms import Node
from worthwhile.people.models import Belonging, CardOf, Join, Judged, Person, Profile, Question, Verdict
from worthwhile.people.resolve import decide
from worthwhile.people.services import work
from worthwhile.tests.people.conftest import AT
from worthwhile.value.models import Note
from worthwhile.workspace.models import Deed
from worthwhile.workspace.services import undo


def snapshot():
    return [
        list(Profile.objects.order_by("pk").values_list()),
        list(Belonging.objects.order_by("pk").values_list()),
        list(CardOf.objects.order_by("pk").values_list()),
        list(Join.objects.order_by("pk").values_list()),
        list(Question.objects.order_by("pk").values_list()),
    ]


def id_of(address):
    return queries.find(address).id


def test_of_so_many_addresses_so_many_are_people(log):
    log.mail("noor@halden.example", "kofi@valmar.example")
    log.mail("noreply@valmar.example", "noor@halden.example", flags="auto")
    log.mail("rail@lists.valmar.example", "noor@halden.example", flags="list")
    log.mail("info@valmar.example", "noor@halden.example")
    log.mail("somebody@valmar.example", "noor@halden.example")
    found = log.resolve()
    assert (found.addresses, found.people, found.robots, found.lists, found.roles, found.strangers) == (6, 1, 1, 1, 1, 1)
    assert queries.me().email == "noor@halden.example"
    assert [p.email for p in queries.people()] == ["kofi@valmar.example"]


def test_a_card_joins_its_addresses(log):
    log.card(
        "Kofi Mensah",
        "kofi@valmar.example",
        "kofi@home.example",
        "+493012345",
        organisation="Valmar",
        title="Engineer",
        birthday="1980-02-29",
    )
    log.resolve()
    who = queries.find("kofi mensah")
    assert queries.addresses_of(who.id) == [("email", "kofi@valmar.example"), ("email", "kofi@home.example"), ("tel", "+493012345")]
    assert (who.organisation, who.title, who.birthday, who.given, who.family) == ("Valmar", "Engineer", "1980-02-29", "Kofi", "Mensah")


def test_a_shared_number_does_not_join_a_family(log):
    log.card("Kofi Mensah", "kofi@valmar.example", "+493012345")
    log.card("Ama Mensah", "ama@valmar.example", "+493012345")
    log.resolve()
    assert id_of("kofi@valmar.example") != id_of("ama@valmar.example")


def test_one_address_on_two_cards_joins_them(log):
    log.card("Kofi Mensah", "kofi@valmar.example", "+493012345")
    log.card("K. Mensah", "kofi@valmar.example", "k@home.example")
    log.resolve()
    assert id_of("k@home.example") == id_of("kofi@valmar.example")


def test_a_rare_full_name_joins_by_itself_and_a_common_one_is_asked(log):
    log.address("aw@valmar.example", "Agnieszka Wojciechowska")
    log.address("agnieszka@home.example", "Wojciechowska, Agnieszka")
    log.address("jsmith@valmar.example", "John Smith")
    log.address("john.smith88@home.example", "John Smith")
    log.resolve()
    assert id_of("aw@valmar.example") == id_of("agnieszka@home.example")
    assert Join.objects.get(by="rule").why == "Same first and last name, and a rare one."
    assert id_of("jsmith@valmar.example") != id_of("john.smith88@home.example")
    (pair,) = queries.pairs()
    assert pair.why.startswith("Same first and last name") and 0.2 <= pair.chance < 1
    me = "noor@halden.example"
    log.mail("jsmith@valmar.example", me)
    log.mail("john.smith88@home.example", me)
    log.mail(me, "agnieszka@home.example")
    log.resolve()
    assert queries.pairs() == [], "she wrote to neither of the two, nor met them: nothing hangs on it"
    log.meet(me, "john.smith88@home.example")
    log.resolve()
    assert [p.why for p in queries.pairs()] == [pair.why]


def test_a_name_with_one_part_joins_nobody(log):
    log.address("a1@valmar.example", "Agnieszka")
    log.address("zz@home.example", "Agnieszka")
    log.resolve()
    assert id_of("a1@valmar.example") != id_of("zz@home.example")


def test_birthdays_that_differ_contradict(log):
    log.card("Agnieszka Wojciechowska", "a@valmar.example", birthday="1980-03-01")
    log.card("Agnieszka Wojciechowska", "w@home.example", birthday="1991-07-12")
    log.card("Olumide Adeyinka-Ferreira", "o@valmar.example", birthday="--03-01")
    log.card("Olumide Adeyinka-Ferreira", "f@home.example", birthday="1980-03-01")
    log.resolve()
    assert id_of("a@valmar.example") != id_of("w@home.example")
    assert id_of("o@valmar.example") == id_of("f@home.example")


def test_two_profiles_of_one_name_are_a_question_even_beside_mail_of_that_name(log):
    """Two owners chose two names for themselves on LinkedIn: a rare name in common joins neither, not through a mailbox either."""
    for profile in ("agnieszka-wojciechowska", "agnieszka-w-2"):
        card = log.card("Agnieszka Wojciechowska", kind="linkedin")
        CardAddress.objects.create(card=card, address=log.address(profile, kind="linkedin"))
    log.mail("noor@halden.example", "a.w@valmar.example")
    log.address("a.w@valmar.example", "Agnieszka Wojciechowska")
    log.resolve()
    assert len({id_of(profile) for profile in ("agnieszka-wojciechowska", "agnieszka-w-2")}) == 2
    assert queries.pairs()


def test_her_word_on_two_of_different_names_keeps_what_joined_each_of_them(log):
    card = log.card("Kofi Mensah-Adeyinka", kind="linkedin")
    CardAddress.objects.create(card=card, address=log.address("kofi-m", kind="linkedin"))
    other = log.card("Agnieszka Wojciechowska", "a.w@valmar.example", kind="linkedin")
    CardAddress.objects.create(card=other, address=log.address("agnieszka-w", kind="linkedin"))
    log.address("kofi@valmar.example", "Kofi Mensah-Adeyinka")
    log.resolve()
    assert id_of("kofi@valmar.example") == id_of("kofi-m")
    services.same(id_of("kofi@valmar.example"), id_of("a.w@valmar.example"), at=AT)
    log.resolve()
    assert len({id_of(a) for a in ("kofi@valmar.example", "kofi-m", "agnieszka-w")}) == 1


@pytest.mark.parametrize("slug", ["agnieszka-w-77", ""])
def test_a_connection_who_bears_her_own_name_is_not_she(log, slug):
    """Nobody is connected with herself. An older export tells of a connection no page, but the name, which stands on her own card too."""
    name = log.address("agnieszka wojciechowska", kind="name")
    for fields, on in (
        ({"own": True, "title": "Head of testing"}, name),
        ({"title": "Baker"}, log.address(slug, "Agnieszka Wojciechowska", kind="linkedin") if slug else name),
    ):
        CardAddress.objects.create(card=log.card("Agnieszka Wojciechowska", kind="linkedin", **fields), address=on)
    log.address("aw@mill.example", "Agnieszka Wojciechowska")
    log.mail("aw@mill.example", "noor@halden.example")
    log.mail("noor@halden.example", "aw@mill.example")
    log.resolve()
    titles = {p.title: p for p in queries.people_by_id(Profile.objects.values_list("root_id", flat=True)).values()}
    assert (titles["Head of testing"].kind, titles["Baker"].kind) == ("me", "person")
    herself, baker = titles["Head of testing"].id, titles["Baker"].id
    assert id_of("aw@mill.example") not in (herself, baker)  # whose of the two it is, is asked
    assert {frozenset((p.a.person.id, p.b.person.id)) for p in queries.pairs()} == {
        frozenset((x, id_of("aw@mill.example"))) for x in (herself, baker)
    }
    services.same(herself, baker, at=AT)
    log.resolve()
    assert queries.person(baker).kind == "me"


def test_she_herself_is_no_list(log):
    log.mail("noor@halden.example", "a.w@valmar.example")
    log.resolve()
    with pytest.raises(NotUnderstood, match="is you"):
        services.judge(queries.me().id, "list", at=AT)


def test_homonyms_stay_apart_until_she_says_so(log):
    for n in range(8):
        log.address(f"zhang{n}@valmar{n}.example", "Wei Zhang")
    log.resolve()
    assert len({id_of(f"zhang{n}@valmar{n}.example") for n in range(8)}) == 8


def test_a_robot_that_speaks_in_many_names_joins_nobody(log):
    for name in ("Agnieszka Wojciechowska", "Kofi Mensah", "Ruth Pellegrin", "Mei-Ling Tan"):
        log.address("bugs@tracker.example", name)
    log.address("aw@valmar.example", "Agnieszka Wojciechowska")
    log.resolve()
    assert id_of("bugs@tracker.example") != id_of("aw@valmar.example")


@pytest.fixture
def two(log):
    log.mail("noor@halden.example", "jsmith@valmar.example")
    log.mail("noor@halden.example", "john.smith88@home.example")
    log.address("jsmith@valmar.example", "John Smith")
    log.address("john.smith88@home.example", "John Smith")
    log.resolve()
    return log


def test_same_then_split_brings_back_exactly_what_was(two):
    before = snapshot()
    a, b = id_of("jsmith@valmar.example"), id_of("john.smith88@home.example")
    services.same(a, b, at=AT)
    two.resolve()
    assert id_of("jsmith@valmar.example") == id_of("john.smith88@home.example") == min(a, b)
    assert services.split(a, at=AT) == "John Smith is taken apart: two now."
    two.resolve()
    after = snapshot()
    assert after[:4] == before[:4] and after[4] == []  # and the question is not asked again
    undo()
    two.resolve()
    assert id_of("jsmith@valmar.example") == id_of("john.smith88@home.example")
    undo()
    two.resolve()
    assert snapshot() == before


def test_a_split_of_what_joined_by_itself_stays_split(log):
    log.address("aw@valmar.example", "Agnieszka Wojciechowska")
    log.address("agnieszka@home.example", "Agnieszka Wojciechowska")
    log.card("Agnieszka Wojciechowska", "wojcie@work.example", "+48123")
    log.resolve()
    who = id_of("aw@valmar.example")
    assert len(queries.addresses_of(who)) == 4
    services.split(who, at=AT)
    log.resolve()
    assert len({id_of(v) for v in ("aw@valmar.example", "agnieszka@home.example", "wojcie@work.example")}) == 3
    assert id_of("wojcie@work.example") == id_of("+48123")
    assert not Question.objects.exists()
    undo()
    log.resolve()
    assert len(queries.addresses_of(who)) == 4


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_question_answered_is_never_asked_again(two, verdict):
    (pair,) = queries.pairs()
    assert pair.a.seen == "1 message, until November 2023"
    two.meet("jsmith@valmar.example", "jsmith@valmar.example", "noor@halden.example")
    assert queries.pairs()[0].a.seen == "1 message and 1 meeting, until November 2023", "called it and was in it: one meeting"
    services.answer(pair.id, verdict, at=AT)
    assert queries.pairs() == []
    two.resolve()
    assert queries.pairs() == []
    services.forget_derived()
    two.resolve()
    assert queries.pairs() == []
    undo()
    two.resolve()
    assert [p.id for p in queries.pairs()] == [pair.id]
    with pytest.raises(NotFound):
        services.answer(99, verdict, at=AT)


def test_her_word_is_above_rules_and_model(log):
    log.address("aw@valmar.example", "Agnieszka Wojciechowska")
    log.address("agnieszka.wojciechowska@home.example", "Agnieszka Wojciechowska")
    log.address("kofi@valmar.example", "Kofi Mensah")
    log.resolve()
    Verdict.objects.create(a="email:agnieszka.wojciechowska@home.example", b="email:aw@valmar.example", answer="different", at=AT)
    Verdict.objects.create(a="email:aw@valmar.example", b="email:kofi@valmar.example", answer="same", at=AT)
    log.resolve()
    assert id_of("aw@valmar.example") != id_of("agnieszka.wojciechowska@home.example")
    assert id_of("aw@valmar.example") == id_of("kofi@valmar.example")


def test_ids_last_and_a_rebuild_gives_the_same_rows(two):
    before, people = snapshot(), list(Person.objects.order_by("pk").values_list())
    services.forget_derived()
    two.resolve()
    assert snapshot() == before and list(Person.objects.order_by("pk").values_list()) == people
    two.address("new@valmar.example", "Ruth Pellegrin")
    two.resolve()
    assert list(Person.objects.order_by("pk").values_list())[: len(people)] == people


def test_nothing_is_done_when_nothing_changed(two, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        two.resolve()


def test_kinds_know_no_future(log):
    log.mail("kofi@valmar.example", "noor@halden.example", at=AT - 5000)
    log.mail("noor@halden.example", "kofi@valmar.example", at=AT - 1000)
    assert log.resolve(at=AT - 3000).people == 0
    assert log.resolve(at=AT).people == 1
    assert log.resolve(at=AT - 3000).people == 0


def test_a_small_meeting_makes_a_person_and_a_large_one_does_not(log):
    log.meet("noor@halden.example", "kofi@valmar.example")
    log.meet("noor@halden.example", *[f"p{n}@valmar.example" for n in range(13)])
    assert log.resolve().people == 1


def test_what_she_judges_holds_and_can_be_taken_back(two):
    who = id_of("jsmith@valmar.example")
    assert services.judge(who, "list", at=AT) == "John Smith is a list."
    two.resolve()
    assert queries.person(who).kind == "list"
    services.leave_out(who, at=AT)
    two.resolve()
    assert queries.person(who).left_out and queries.person(who).kind == "list"
    undo()
    undo()
    two.resolve()
    assert queries.person(who).kind == "person" and not Judged.objects.exists()
    with pytest.raises(NotUnderstood):
        services.judge(who, "teapot", at=AT)


def test_forgetting_leaves_nothing_that_names_them(two, monkeypatch):
    who = queries.find("jsmith@valmar.example")
    other = id_of("john.smith88@home.example")
    services.judge(who.id, "role", at=AT)
    services.two(who.id, other, at=AT)
    Note.objects.create(anchor=who.anchor, text="likes chess", at=AT)
    Note.objects.create(anchor="email:john.smith88@home.example", text="likes tea", at=AT)
    given = []
    monkeypatch.setitem(sys.modules, "worthwhile.intake.services", SimpleNamespace(forget_addresses=lambda gone, cards: given.extend(gone)))
    assert services.forget(who.id, at=AT).sentence == "John Smith is forgotten. This cannot be taken back."
    assert given == [("email", "jsmith@valmar.example")]
    assert [n.text for n in Note.objects.all()] == ["likes tea"]
    assert not Judged.objects.exists() and not Verdict.objects.exists() and not Deed.objects.exists()
    Participation.objects.filter(address__value="jsmith@valmar.example").delete()
    Address.objects.filter(value="jsmith@valmar.example").delete()
    two.resolve()
    assert not Person.objects.filter(anchor=who.anchor).exists()


def test_finding(two):
    two.card("Jörg Müller", "jm@valmar.example")
    two.resolve()
    assert queries.find("jorg muller").email == "jm@valmar.example"
    assert queries.find(f"#{queries.find('Müller').id}").name == "Jörg Müller"
    with pytest.raises(Ambiguous, match="john.smith88@home.example"):
        queries.find("john smith")
    with pytest.raises(NotFound) as caught:
        queries.find("Jorg Mueler")
    assert caught.value.do == "Jörg Müller?"
    for odd in ("", "#999", "%", "_", "'; drop table"):
        with pytest.raises(NotFound):
            queries.find(odd)
    assert [p.name for p in queries.people("valmar mull")] == ["Jörg Müller"]
    assert queries.people("100%") == []


def test_the_order_of_nodes_does_not_matter():
    nodes = [
        Node(1, "email", "aw@valmar.example", (("Agnieszka Wojciechowska", 3),)),
        Node(2, "email", "agnieszka@home.example", (("Agnieszka Wojciechowska", 1),)),
        Node(3, "card", "c", (("A. Wojciechowska", 1),), (1,)),
        Node(4, "email", "kofi@valmar.example", (("Kofi Mensah", 1),)),
        Node(5, "email", "kmensah@home.example", (("Kofi M.", 1),)),
    ]
    one, other = decide(nodes, {}, set()), decide(nodes[::-1], {}, set())
    assert (one.root, one.joins, one.asked) == (other.root, other.joins, other.asked)
    assert one.root[1] == one.root[2] == one.root[3] == 1


def test_the_search_of_many_people_is_one_query(two, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(queries.people("smith")) == 2


def test_every_anchor_leads_to_its_root(two):
    a, b = id_of("jsmith@valmar.example"), id_of("john.smith88@home.example")
    services.same(a, b, at=AT)
    two.resolve()
    assert queries.anchors_of(a) == ["email:jsmith@valmar.example", "email:john.smith88@home.example"]
    assert queries.person(b).id == a


def test_what_an_import_writes_while_this_waits_for_the_pen_is_worked_out_too(log, monkeypatch):
    """The look before the pen sees what was; a moment for which only kinds are to be worked out anew."""
    log.mail("noor@halden.example", "zoltan@valmar.example", at=AT)
    log.resolve()
    pen = work.hold_the_pen
    monkeypatch.setattr(work, "hold_the_pen", lambda: [pen(), log.mail("noor@halden.example", "bela@valmar.example", at=AT)])
    log.resolve(at=AT - 10)
    assert id_of("bela@valmar.example")
