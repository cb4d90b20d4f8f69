"""Introductions: each asked alone, no one named before both said yes, told with both, and every step taken back."""

from itertools import product

import pytest

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.people.models import Profile
from worthwhile.people.values import PersonView
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.text import fold
from worthwhile.value import introductions as steps
from worthwhile.value import queries, services
from worthwhile.value.plain import names, unnamed, wish
from worthwhile.value.queries import board
from worthwhile.value.values import Introducing
from worthwhile.workspace.models import Deed
from worthwhile.workspace.services import undo

NEED = "someone who has certified a wireless track sensor"
DENIZ = PersonView(1, "email:deniz@haldenrail.example", "Deniz Aydın", "Deniz", "Aydın", "Halden Rail Systems", "Track engineer", email="deniz@haldenrail.example")  # fmt: skip
LUCIA = PersonView(2, "email:l.ferrer@valmar.example", "Lucía Ferrer", "Lucía", "Ferrer", "Valmar Laboratories", "Head of laboratory", email="l.ferrer@valmar.example")  # fmt: skip
LI = PersonView(3, "email:li@an.example", "Li An", "Li", "An", "IBM", email="li@an.example")
PEOPLE = (DENIZ, LUCIA, LI)


def under_way(stage="ask one", need=NEED, offer="did just that, in 2024", declined="", one=DENIZ, other=LUCIA):
    return Introducing(9, "u", one.id, other.id, need, offer, stage, declined, "", 0, 0)


@pytest.fixture
def two(db) -> tuple[int, int]:
    log = Log()
    return log.who("ana"), log.who("ben")


def everything_in(letter) -> str:
    return f"{letter.subject}\n{letter.body}"


def tells_of(letter, person) -> list[str]:
    """What in a letter would tell who somebody is, found without the function under test."""
    text = everything_in(letter)
    words = set(fold(text).replace("“", " ").replace("”", " ").replace(".", " ").replace(",", " ").split())
    parts = [p for p in f"{person.name} {person.given} {person.family}".split() if len(p) > 3 and fold(p) in words]
    parts += [p for p in person.name.split() if len(p) <= 3 and p in text.replace(".", " ").replace(",", " ").split()]
    return parts + [p for p in (person.email, person.email.split("@")[1], person.organisation) if fold(p) in fold(text)]


@pytest.mark.parametrize("one,other", [(a, b) for a, b in product(PEOPLE, PEOPLE) if a is not b])
@pytest.mark.parametrize("needs", ["{o}", "a word with {o} on sensors", "someone at {w} who knows sensors", "write to {e}", NEED, "{s} told me of this", "Wants to see {o}’s shifts"])  # fmt: skip
def test_no_draft_names_the_other_before_both_said_yes(one, other, needs):
    def filled(text, who):
        return text.format(o=who.name, w=who.organisation, e=who.email, s=who.given)

    for need, offer in product((filled(needs, one), filled(needs, other)), repeat=2):
        for stage, declined in (("ask one", ""), ("ask other", ""), ("closed", "other"), ("closed", "one")):
            i = under_way(stage, need, offer, declined, one, other)
            first = steps.to_one(i, one, other, "Noor")
            second = steps.to_other(i, one, other, "Noor")
            assert (first.to, second.to) == (one.email, other.email)
            assert tells_of(first, other) == [] and tells_of(second, one) == [], (first, second)
            for to, word in steps.kind_words(i, one, other, "Noor"):
                assert word.to == to.email and tells_of(word, other if to is one else one) == [], word


def test_each_draft_has_an_easy_no_and_her_name():
    i = under_way()
    drafts = [steps.to_one(i, DENIZ, LUCIA, "Noor"), steps.to_other(i, DENIZ, LUCIA, "Noor"), steps.to_both(i, DENIZ, LUCIA, "Noor")]
    for draft, easy in zip(drafts, ("rather not, that is perfectly fine", "a no is perfectly fine", "nobody minds"), strict=True):
        assert easy in draft.body and draft.body.endswith("\n\nNoor") and "!" not in draft.body
        assert all(p[:1].isupper() for p in draft.body.split("\n\n")), "one manner of capital: a new line begins with one"
    assert NEED in drafts[0].body and f"Somebody I know could use {NEED}. You came to mind. Would" in drafts[1].body


@pytest.mark.parametrize(("offer", "said"), [
    ("certifying wireless sensors.", "You came to mind, because of what you do: certifying wireless sensors. Would"), ("how to plan night shifts", "what you do: how to plan"),
    ("her lab certified a sensor in 2024", "You came to mind. Would"), ("knows everyone in the rail authority", "You came to mind. Would"),
    ("coaching people; she likes it", "You came to mind. Would"), ("a place at Lucía’s bench", "You came to mind. Would"), ("", "You came to mind. Would"),
])  # fmt: skip
def test_what_they_are_glad_to_give_is_quoted_to_them_only_where_it_does_not_speak_of_them(offer, said):
    body = steps.to_other(under_way(offer=offer), DENIZ, LUCIA, "Noor").body
    assert said in body and "“" not in body and " who " in body and "somebody here who" not in body


def test_the_introduction_itself_names_both_and_goes_to_both():
    draft = steps.letter(under_way("introduce"), DENIZ, LUCIA, "Noor")
    assert draft.to == "deniz@haldenrail.example,l.ferrer@valmar.example"
    for said in ("Deniz Aydın", "Lucía Ferrer", "Head of laboratory at Valmar Laboratories", NEED):
        assert said in draft.body


def test_two_of_one_given_name_are_told_apart():
    other = PersonView(4, "email:d@x.example", "Deniz Kaya", "Deniz", "Kaya", email="d@x.example")
    assert steps.to_both(under_way("introduce", other=other), DENIZ, other, "Noor").subject == "Deniz Aydın and Deniz Kaya"
    assert "Deniz Kaya" not in steps.to_one(under_way(), DENIZ, other, "Noor").body


def test_a_no_of_the_other_gives_a_word_to_one_and_no_reason():
    ((_, word),) = steps.kind_words(under_way("closed", declined="other"), DENIZ, LUCIA, "Noor")
    assert word.to == DENIZ.email and "It didn’t work out this time." in word.body and "no" not in word.body.split()
    assert steps.kind_words(under_way("closed", declined="one"), DENIZ, LUCIA, "Noor") == [], "the other was never asked"
    assert [w.to for _, w in steps.kind_words(under_way("introduce"), DENIZ, LUCIA, "Noor")] == [DENIZ.email, LUCIA.email]


@pytest.mark.parametrize(
    ("said", "how", "words"),
    [
        ("I'm looking for someone who knows freight", "thing", "someone who knows freight"),
        ("We are looking for a speaker.", "thing", "a speaker"),
        ("needs feedback on the plan", "thing", "feedback on the plan"),
        ("A first job in testing, for his niece", "thing", "a first job in testing, for his niece"),
        ("wants to see how another plant plans nights", "deed", "to see how another plant plans nights"),
        ("The ISO audit went badly", "said", "The ISO audit went badly"),
        ("After the merger nobody knows the plan", "said", "After the merger nobody knows the plan"),
        ("Looking for the plan of the hall", "thing", "the plan of the hall"),
        ("Who knows the rail authority?", "said", "Who knows the rail authority?"),
        ("", "said", ""),
    ],
)
def test_a_need_becomes_part_of_a_sentence_or_is_quoted(said, how, words):
    assert wish(said) == (how, words)


def test_a_short_name_is_not_every_small_word():
    assert not names("an hour with a lift", LI) and names("An hour with Li", LI) and names("the IBM people", LI)
    assert not names("someone who knows rail and laboratories", LUCIA) and names("the valmar laboratories", LUCIA)
    assert unnamed("  a lab ", LUCIA) == "a lab"


def test_a_yes_leads_on_and_a_no_ends_it():
    assert [steps.after(s, "yes") for s in steps.STAGES[:2]] == ["ask other", "introduce"]
    assert [steps.after(s, "no") for s in steps.STAGES[:2]] == ["closed", "closed"]
    with pytest.raises(NotNow):
        steps.after("introduce", "yes")
    with pytest.raises(NotUnderstood):
        steps.after("ask one", "maybe")


def walk(two, *deeds):
    row = services.introduce(*two, need=NEED, offer="did it", at=on(10))
    for n, deed in enumerate(deeds, 11):
        deed(row, on(n))
    return row


YES = (lambda row, at: services.said(row, "yes", at=at),) * 2
MADE = (*YES, lambda row, at: services.introduced(row, at=at))
CAME = (*MADE, lambda row, at: services.came(row, "They share a rig", at=at))


def test_from_the_first_question_to_what_came_of_it(two):
    row = walk(two, *MADE)
    i = queries.introduction(row)
    assert (i.stage, i.changed, i.closed) == ("made", on(13), None) and [i.id for i in queries.introductions()] == [row]
    services.came(row, "They share a rig", at=on(40))
    i = queries.introduction(row)
    assert (i.stage, i.came, i.changed, i.closed) == ("made", "They share a rig", on(13), on(40))
    assert queries.introductions() == [] and [i.id for i in queries.ended(most=5)] == [row]
    lines = [services.note(two[0], NEED, at=on(n), kind="need") for n in (41, 42)]
    assert [n.id for n in board.all_open(i)] == lines[::-1] and board.still_open(i).id == lines[1], "all that it met may be settled"
    services.came(row, "They wrote a paper", at=on(50))
    assert queries.introduction(row).came == "They wrote a paper" and queries.introduction(row).closed == on(40)


def test_one_that_was_made_is_told_with_both_and_written_nowhere(two):
    walk(two, *CAME)
    for person in two:
        (event,) = queries.story(person, on(60)).events
        assert (event.text, event.way, event.led_to, event.at) == ("You introduced Ana and Ben", "given", "They share a rig", on(13))
        assert queries.story(person, on(12)).events == () and queries.notes(person, closed=True) == []
    assert queries.made_with(two).keys() == set(two) and queries.made_with([]) == {}


@pytest.mark.parametrize("deeds", [(), YES[:1], YES, MADE, CAME])
def test_each_step_is_taken_back_whole(two, deeds):
    digests = [digest()]
    row = services.introduce(*two, need=NEED, at=on(10))
    digests.append(digest())
    for n, deed in enumerate(deeds, 11):
        deed(row, on(n))
        digests.append(digest())
    for expected in reversed(digests[:-1]):
        undo()
        assert digest() == expected


@pytest.mark.parametrize(
    "deed",
    [
        lambda row: services.said(row, "no", at=on(20)),
        lambda row: services.stop(row, at=on(20)),
        lambda row: services.set_aside(*[queries.introduction(row).other, queries.introduction(row).one], "a room", at=on(20)),
    ],
)
def test_what_ends_it_is_taken_back_too(two, deed):
    row = walk(two)
    before = digest()
    deed(row)
    assert digest() != before
    undo()
    assert digest() == before


def test_an_older_step_waits_for_the_newer(two):
    walk(two, *YES)
    with pytest.raises(NotNow, match="Take back first"):
        undo(Deed.objects.order_by("pk").first().pk)


@pytest.mark.parametrize(("answers", "declined"), [(("no",), "one"), (("yes", "no"), "other")])
def test_who_would_rather_not_is_kept_for_her_alone(two, answers, declined):
    row = walk(two)
    for answer in answers:
        services.said(row, answer, at=on(20))
    i = queries.introduction(row)
    assert (i.stage, i.declined, i.closed) == ("closed", declined, on(20))
    assert all(queries.story(p, on(30)).events == () for p in two)
    for deed in (lambda: services.said(row, "yes", at=on(30)), lambda: services.introduced(row, at=on(30)), lambda: services.stop(row, at=on(30)),
                 lambda: services.came(row, "x", at=on(30))):  # fmt: skip
        with pytest.raises(NotNow):
            deed()


def test_nobody_is_introduced_before_both_said_yes(two):
    row = walk(two, *YES[:1])
    with pytest.raises(NotNow, match="both said yes"):
        services.introduced(row, at=on(20))
    with pytest.raises(NotNow):
        services.came(row, "x", at=on(20))


def test_stopping_after_it_was_made_leaves_it_made(two):
    row = walk(two, *MADE)
    services.stop(row, at=on(30))
    assert (queries.introduction(row).stage, queries.introduction(row).closed) == ("made", on(30))
    assert len(queries.story(two[0], on(40)).events) == 1


def test_what_cannot_be_introduced_is_said(two):
    ana, ben = two
    me = people.me()
    listed = Log.who.__get__(_more())("news", kind="list")
    for one, other, need, error in (
        (ana, ana, NEED, NotUnderstood),
        (ana, me.id, NEED, NotUnderstood),
        (ana, listed, NEED, NotUnderstood),
        (ana, ben, "  ", NotUnderstood),
        (ana, 9_999, NEED, NotFound),
    ):
        with pytest.raises(error) as raised:
            services.introduce(one, other, need=need, at=on(1))
        assert raised.value.do
    services.introduce(ana, ben, need=NEED, at=on(1))
    with pytest.raises(NotNow, match="under way already"):
        services.introduce(*reversed(two), need="a wireless track sensor", at=on(11))
    with pytest.raises(NotNow, match="under way already"):
        services.introduce(ana, ben, need=NEED, at=on(2))
    assert services.introduce(ana, ben, need="a room for a day", at=on(2))
    assert services.set_aside(ana, me.id, NEED, at=on(2)), "her no to an offer of her own is kept too"
    for deed in (
        lambda: services.said(999, "yes", at=on(1)),
        lambda: services.came(999, "x", at=on(1)),
        lambda: queries.introduction(2**70),
    ):
        with pytest.raises(NotFound):
            deed()


def _more() -> Log:
    log = Log.__new__(Log)
    log.ids, log.addresses, log.count = {}, {}, 0
    from worthwhile.intake.models import ImportRun, Origin

    log.origin, log.run = Origin.objects.get(), ImportRun.objects.get()
    return log


def test_the_same_facts_bear_the_same_name_in_every_store(two):
    row = services.introduce(*two, need=NEED, at=on(1))
    a, b = (people.person(p).anchor for p in two)
    assert queries.introduction(row).uid == steps.uid(a, b, NEED, on(1)) != steps.uid(b, a, NEED, on(1))
    services.stop(row, at=on(1))
    assert services.introduce(*two, need=NEED, at=on(1)) != row, "begun anew within the same second"


def test_a_joined_person_keeps_the_introductions_of_both_records(two):
    row = walk(two, *MADE)
    root = Profile.objects.get(person_id=two[0])
    third = _more().who("cem")
    root.root_id = third
    root.save()
    assert queries.introduction(row).one == third and len(queries.story(third, on(40)).events) == 1


def test_two_who_turn_out_to_be_one_person_are_not_introduced_and_it_can_rest(two):
    row = services.introduce(*two, need=NEED, at=on(1))
    Profile.objects.filter(person_id=two[0]).update(root_id=two[1])
    with pytest.raises(NotNow, match="one person") as error:
        services.said(row, "yes", at=on(2))
    assert "rest" in error.value.do and queries.introduction(row).stage == "ask one"
    before = digest()
    services.stop(row, at=on(3))
    assert queries.introduction(row).closed == on(3)
    undo()
    assert digest() == before


def test_forgetting_one_of_the_two_leaves_nothing_of_it(two):
    from worthwhile.people.services import forget
    from worthwhile.value.models import Introduction

    walk(two, *CAME)
    forget(two[1], at=on(90))
    assert not Introduction.objects.exists()
    assert not [d for d in Deed.objects.all() if "ben@example.org" in str(d.payload) or "Ben" in d.sentence]
