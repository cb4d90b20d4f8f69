"""Who may know something, and the one line that is done or answered."""

from datetime import UTC, datetime

import pytest

from worthwhile import store
from worthwhile.errors import Ambiguous, NotFound, NotUnderstood
from worthwhile.intake.models import ImportRun, Interaction
from worthwhile.people.models import Profile
from worthwhile.people.services import forget
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import queries, services
from worthwhile.value.models import Introduction, Note
from worthwhile.workspace.services import undo

pytestmark = pytest.mark.django_db
AT = int(datetime(2024, 11, 24, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def log():
    log = Log()
    for name in ("ana", "ben", "cleo", "dan"):
        log.who(name)
    for profile in Profile.objects.all():
        Profile.objects.filter(pk=profile.pk).update(search=profile.name.lower())
    Profile.objects.filter(name="Ben").update(
        organisation="Norring Rail Authority", title="Approvals", search="ben norring rail authority approvals"
    )
    log.mail(300, "cleo", "me", subject="Re: Rail authority: which form?")
    log.mail(310, "me", "dan", subject="Réunion on the rail")
    services.note(log.ids["ana"], "anybody at the rail authority", at=on(320), kind="offer")
    return log


def test_each_reason_is_told_once_with_its_day(log):
    found = queries.who_knows("rail authority", AT)
    assert [(k.name, k.at) for k in found] == [("Ana", on(320)), ("Ben", None), ("Cleo", on(300))]
    assert [k.reason for k in found] == [
        "glad to give: “anybody at the rail authority”",
        "Approvals at Norring Rail Authority",
        "mail: “Rail authority: which form?”",
    ]
    assert [s.name for s in queries.subjects("reunion", AT)] == ["Dan"], "accents do not hide a subject"
    assert queries.who_knows("", AT) == [] == queries.who_knows("50%", AT)


def test_what_came_later_is_not_known_yet_and_what_comes_in_is(log):
    assert [k.name for k in queries.who_knows("rail authority", on(301))] == ["Ben", "Cleo"]
    log.mail(330, "dan", "me", subject="The rail authority again")
    assert "Dan" in [k.name for k in queries.who_knows("rail authority", AT)]


def test_the_line_is_answered_and_keeps_nothing(log):
    said = services.do("Who knows rail authority?", at=AT)
    assert "Ana (glad to give" in said and said.endswith("may know.")
    assert "Nothing here says" in services.do("who knows falconry", at=AT)
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "kind", "text", "said"),
    [
        ("promise ana: the plan by 3 December", "promise", "the plan by 3 December", "by 3 December."),
        ("spoke ana", "spoke", "We spoke", "“We spoke”."),
        ("spoke with ana about the lab", "spoke", "We spoke about the lab", "Ana"),
        ("thank ana: for the form", "thanked", "for the form", "you thanked"),
    ],
)
def test_a_line_is_kept_and_taken_back(log, line, kind, text, said):
    before = store.digest()
    assert said in services.do(line, at=AT)
    kept = Note.objects.latest("pk")
    assert (kept.kind, kept.text, kept.anchor) == (kind, text, "email:ana@example.org")
    undo()
    assert store.digest() == before


def test_thanks_of_which_is_not_said_for_what_name_the_help_that_was_noted_last(log):
    with pytest.raises(NotUnderstood) as error:
        services.do("thank ana", at=AT)
    assert error.value.do == "Write on: thank ana: a few words"
    services.do("received ana: the form on short notice", at=AT)
    with pytest.raises(NotUnderstood) as error:
        services.do("thank ana", at=AT)
    assert error.value.do == "Write on: thank ana: the form on short notice"


@pytest.mark.parametrize(
    "line", ["promise ana: the plan by 31 November", "ask ana: a word by Febuary 15", "introduce ana", "introduce ana and ben"]
)
def test_what_cannot_be_done_says_what_to_do(log, line):
    before = store.digest()
    with pytest.raises(NotUnderstood) as error:
        services.do(line, at=AT)
    assert error.value.do and store.digest() == before


def test_a_need_that_says_nearly_what_another_says_is_kept_and_the_other_named(log):
    row = services.note(log.ids["ana"], "someone who has certified a wireless track sensor", at=on(321), kind="need")
    said = services.do("need ana: somebody who certified wireless sensors", at=AT)
    assert f"Ana’s need {row} says nearly this: “someone who has certified" in said and Note.objects.count() == 3
    assert "says nearly this" not in services.do("need ana: somebody who certified brakes", at=AT)
    assert "says nearly this" not in services.do("need ben: somebody who certified wireless sensors", at=AT)


def test_two_are_brought_together_by_a_line(log):
    before = store.digest()
    assert "ask Ana first" in services.do("introduce ana and ben: a contact at the authority", at=AT)
    row = Introduction.objects.get()
    assert (row.anchor, row.other, row.need) == ("email:ana@example.org", "email:ben@example.org", "a contact at the authority")
    undo()
    assert store.digest() == before


def test_what_was_matched_says_who_needs_what(log):
    services.note(log.ids["cleo"], "a contact at the rail authority", at=on(321), kind="need")
    services.work_out_matches(at=AT)
    assert any({m.who, m.giver} == {log.ids["ana"], log.ids["cleo"]} for m in queries.matches())
    assert "ask Cleo first" in services.do("introduce ana and cleo", at=AT)
    assert Introduction.objects.get().offer == "anybody at the rail authority"


def test_unknown_names_offer_near_ones_and_two_of_one_name_ask_which(log):
    with pytest.raises(NotFound) as error:
        services.do("introduce annna and ben: x", at=AT)
    assert "Ana" in error.value.do
    Profile.objects.filter(name="Dan").update(name="Ana", search="ana")
    with pytest.raises(Ambiguous):
        services.do("introduce ana and ben: x", at=AT)


def test_a_subject_of_somebody_who_was_forgotten_or_of_another_store_is_not_told_from_memory(log):
    """Neither of the two changes which exchange is the newest."""
    log.mail(305, "cleo", "me", "dan", subject="Cleo’s surgery")
    log.mail(311, "me", "dan", subject="Something else")
    assert [s.subject for s in queries.subjects("surgery", AT)] == ["Cleo’s surgery"]
    forget(log.ids["cleo"], at=AT)
    assert queries.subjects("surgery", AT) == []
    Interaction.objects.filter(subject="Something else").update(subject="Another store")
    ImportRun.objects.update(began=1)
    assert [s.subject for s in queries.subjects("another", AT)] == ["Another store"]
