"""Asking: an ask with its size and an easy no; two kind sentences, said only when they hold, and never with a count."""

import re

import pytest

from worthwhile.errors import NotUnderstood
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import asking, queries, services
from worthwhile.value.asking import LONG, MONTH, Giving
from worthwhile.value.models import Note
from worthwhile.workspace.services import undo

KOFI = PersonView(1, "email:k@x.example", "Kofi Mensah", "Kofi", "Mensah", email="k@x.example")
AT = 1_795_510_800  # 24 November 2026
DAY = 86_400


@pytest.fixture
def ana(db) -> int:
    return Log().who("ana")


@pytest.mark.parametrize(
    ("wanted", "minutes", "said"),
    [
        ("Could you tell me how capital requests are read?", 30, "Could you tell me how capital requests are read? It should take about half an hour of your time."),
        ("a word with Priya", 20, "I would like to ask you something: a word with Priya. It should take about 20 minutes of your time."),
        ("an hour on the test plan.", None, "a quarter of an hour"),
    ],
)  # fmt: skip
def test_a_draft_says_what_how_long_and_that_a_no_is_fine(wanted, minutes, said):
    letter = asking.draft(KOFI, wanted, minutes, "Noor")
    assert said in letter.body and "A no is perfectly fine" in letter.body
    assert letter.to == KOFI.email and letter.body.startswith("Hello Kofi,") and letter.body.endswith("Noor")


def test_the_third_ask_within_a_month_is_said_with_its_days_and_no_count():
    days = [AT - 20 * DAY, AT - 3 * DAY]
    assert asking.often("Kofi", days, AT).startswith("You asked Kofi on 4 Nov and 21 Nov already.")
    for fewer in ([], days[:1], [AT - MONTH - 1, days[1]], [days[0], AT + DAY]):
        assert asking.often("Kofi", fewer, AT) == ""


def test_it_is_said_once_a_month():
    days = [AT - 20 * DAY, AT - 3 * DAY, AT - 2 * DAY]
    assert asking.often("Kofi", days, AT) == "" and asking.often("Kofi", [*days, AT - DAY], AT) == ""
    assert asking.often("Kofi", days, AT + 26 * DAY) == "", "the third is within the month still"
    assert asking.often("Kofi", [*days, AT + 26 * DAY, AT + 27 * DAY], AT + 29 * DAY) != "", "a month on, it is said anew"


def test_one_who_often_helps_and_never_asks_is_told_without_totals():
    gave = tuple(AT - n * DAY for n in (1, 20, 40))
    assert asking.seldom(Giving(gave, AT - 100 * DAY), AT) == "You often help; you have not asked for anything since August."
    assert asking.seldom(Giving(gave, AT - 400 * DAY), AT).endswith("since October 2025.")
    assert asking.seldom(Giving(gave, None), AT) == "You often help; no ask of yours is noted here yet."
    assert not re.search(r"\d", asking.seldom(Giving(gave, AT - 100 * DAY), AT))
    for other in (Giving(gave[:2], None), Giving(gave, AT - LONG + 1), Giving(tuple(g - 200 * DAY for g in gave), None)):
        assert asking.seldom(other, AT) == ""


def test_help_given_counts_lines_promises_kept_and_introductions_made(ana):
    ben = Log.who.__get__(_same_log())("ben")
    services.note(ana, "a name", at=on(1), kind="gave")
    promise = services.note(ana, "the plan", at=on(2), kind="promise")
    assert queries.giving(on(10)).gave == (on(1),)
    services.close(promise, at=on(3))
    row = services.introduce(ana, ben, need="a lab", at=on(4))
    services.said(row, "yes", at=on(4))
    services.said(row, "yes", at=on(4))
    assert queries.giving(on(10)).gave == (on(1), on(3))
    services.introduced(row, at=on(5))
    services.note(ana, "an hour", at=on(6), kind="asked")
    assert queries.giving(on(10)) == Giving((on(1), on(3), on(5)), on(6))
    assert queries.giving(on(2)) == Giving((on(1),), None)


def _same_log() -> Log:
    from worthwhile.intake.models import ImportRun, Origin

    log = Log.__new__(Log)
    log.ids, log.addresses, log.count, log.origin, log.run = {}, {}, 0, Origin.objects.get(), ImportRun.objects.get()
    return log


def test_an_ask_keeps_its_size_and_settles_the_line_it_came_from(ana):
    later = services.note(ana, "a word on capital requests", at=on(1), kind="ask", minutes=20)
    before = digest()
    asked = services.note(
        ana, "a word on capital requests", at=on(2), kind="asked", minutes=20, serves="me", help="information", instead=later
    )
    (person, line), = queries.open_of_kind("asked")  # fmt: skip
    assert (person, line.id, line.minutes, line.serves, line.help) == (ana, asked, 20, "me", "information")
    assert queries.open_of_kind("ask") == [] and queries.asked_of(ana, on(3)) == [on(2)]
    undo()
    assert digest() == before and Note.objects.get().pk == later


def test_an_ask_settles_no_line_that_is_no_need_or_of_somebody_else(ana):
    log = _same_log()
    ben = log.who("ben")
    kept = [
        services.note(ana, "the plan", at=on(1), kind="promise"),
        services.note(ben, "the plan", at=on(1), kind="promise"),
        services.note(ana, "a lab", at=on(1), kind="need"),
    ]
    for line in kept:
        services.note(ben, "an hour", at=on(2), kind="asked", instead=line)
    assert not Note.objects.exclude(closed=None).exists()
    mine = people.me()
    assert mine is not None
    own = services.note(mine.id, "a lab", at=on(1), kind="need")
    before = digest()
    services.note(ben, "a lab", at=on(2), kind="asked", instead=own)
    assert Note.objects.get(pk=own).closed == on(2)
    undo()
    assert digest() == before


@pytest.mark.parametrize("minutes", [0, -5, 100_000])
def test_a_size_that_is_none_is_refused(ana, minutes):
    with pytest.raises(NotUnderstood, match="no size"):
        services.note(ana, "an hour", at=on(1), kind="asked", minutes=minutes)
    assert not Note.objects.exists()


def test_what_was_answered_with_yes_waits_for_what_it_led_to(ana):
    yes, no = (services.note(ana, words, at=on(1), kind="asked") for words in ("an hour", "a day"))
    services.close(yes, at=on(2), answer="yes")
    services.close(no, at=on(2), answer="no")
    assert [n.id for _, n in queries.without_end(on(3))] == [yes]
    services.led_to(yes, "the paper was read", at=on(9))
    assert queries.without_end(on(10)) == []


def test_those_who_could_are_named_with_a_reason_and_who_was_asked_twice_stands_back(ana):
    log = _same_log()
    ben, cem = (Log.who.__get__(log)(name) for name in ("ben", "cem"))
    services.note(ana, "braking data of freight wagons", at=on(1), kind="offer", source="her mail")
    services.note(ben, "anything about braking data", at=on(1), kind="offer")
    services.note(cem, "Turkish and German, for a call", at=on(1), kind="offer")
    found = queries.could("someone with braking data of freight wagons", on(3))
    assert [p for p, _ in found] == [ana, ben], "whose offer shares no word is not named"
    assert (
        "“braking data of freight wagons”, her mail" in found[0][1]
        and "“braking”" in found[0][1]
        and "your note of 16 November" in found[1][1]
    )
    for day in (4, 5):
        services.note(ana, "a look", at=on(day), kind="asked")
    assert [p for p, _ in queries.could("braking data of freight wagons", on(6))] == [ben, ana]
    assert [p for p, _ in queries.could("braking data of freight wagons", on(6), most=1)] == [ben]
    assert queries.could("braking data", on(0)) == [] == queries.could("  ", on(6))
