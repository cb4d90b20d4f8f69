"""Today looked at again is what was shown, and never when anything that it rests on is another."""

from datetime import datetime, timedelta, timezone

import pytest

from worthwhile import day
from worthwhile.goals import services as goals
from worthwhile.intake.models import ImportRun, Origin
from worthwhile.people import services as people
from worthwhile.planning import services as planning
from worthwhile.planning.again import services as again
from worthwhile.store import Derived, Fact, Setting, nouns
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties import services as ties
from worthwhile.value import services as value
from worthwhile.workspace.models import Preference
from worthwhile.workspace.services import prefer, undo

AT, HOUR = on(500), 3600


@pytest.fixture
def log(db) -> Log:
    """Ana waits since two days; Cleo is seen tomorrow."""
    log = Log()
    log.to_and_fro(400, "ana", "Plan {}")
    log.mail(498, "ana", "me", subject="Re: A speaker for 4 March?")
    log.meet(500.9, "cleo", "me", subject="First look", minutes=30)
    Origin.objects.update(until=on(499.5))
    return log


def look(minutes=10, at=AT):
    """The page as it is worked out and kept, from the log as the small one stands there."""
    ties.measure(at=at)
    return planning.page(minutes, at=at)


def test_what_was_shown_is_shown_again_until_the_hour_is_over(log):
    assert again.shown(10, AT) is None
    page = look()
    assert [line.title for line in page.lines] and page.meets and page.meets[1].name == "Cleo" and not page.meets[2]
    assert again.shown(10, AT) == page
    later = again.shown(10, AT + HOUR - 1)
    assert later is not None and (later.lines, later.at) == (page.lines, AT + HOUR - 1)
    assert again.shown(10, AT + HOUR) is None and again.shown(10, AT - 1) is None and again.shown(20, AT) is None


def forget_ana(log):
    people.forget(log.ids["ana"], at=AT)


CHANGES = {
    "an act done": lambda log: planning.done(1, at=AT),
    "an act put off": lambda log: planning.later(1, at=AT),
    "her word on whom it serves": lambda log: planning.serves(1, ["them"], at=AT),
    "her own words": lambda log: planning.keep_draft(1, "Yes, gladly.", at=AT),
    "a line of hers": lambda log: value.note(log.ids["ana"], "She knows the rig.", at=AT),
    "an offer of hers": lambda log: value.offers("reading drafts", at=AT),
    "a goal": lambda log: goals.start("A test lab by spring", at=AT),
    "her word on a tie": lambda log: ties.say_close(log.ids["ana"], 5, at=AT),
    "somebody left out": lambda log: people.leave_out(log.ids["cleo"], at=AT),
    "somebody forgotten": forget_ana,
    "a letter that was read": lambda log: log.mail(499.9, "me", "ana"),
    "a source that reaches further": lambda log: Origin.objects.update(until=on(499.9)),
    "an import taken back": lambda log: ImportRun.objects.update(state="undone"),
    "ties measured at another moment": lambda log: ties.measure(at=on(450)),
    "a choice": lambda log: prefer("minutes", 5),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_shown_again_after(change, log):
    page = look()
    assert again.shown(10, AT) == page
    change(log)
    assert again.shown(10, AT) is None


def test_what_was_undone_is_worked_out_and_then_shown_again(log):
    page = look()
    planning.done(1, at=AT)
    assert look().lines != page.lines
    undo()
    assert again.shown(10, AT) is None
    assert look() == page == again.shown(10, AT)


@pytest.mark.parametrize(
    ("begins", "minutes", "until"),
    [(500 + 0.25 / 24, 30, 0.25), (501 + 0.25 / 24, 30, 0.25), (500 - 0.25 / 24, 30, 0.25)],
    ids=["begins", "comes within a day", "ends"],
)
def test_a_meeting_ends_the_list_before_the_hour_when_it(begins, minutes, until, log):
    log.meet(begins, "ana", "me", minutes=minutes)
    page = look()
    turn = AT + int(until * HOUR)
    assert again.shown(10, turn - 1).lines == page.lines
    assert again.shown(10, turn) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [("_newest", lambda: 0), ("__version__", "another"), ("local", lambda at: datetime.fromtimestamp(at, timezone(timedelta(hours=5))))],
)
def test_another_program_or_clock_is_another_list(name, other, log, monkeypatch):
    look()
    monkeypatch.setattr(again, name, other)
    assert again.shown(10, AT) is None


def test_her_word_on_whom_an_act_serves_stands_on_the_page_again(log):
    look()
    planning.serves(1, ["them", "me"], at=AT)
    page = look()
    assert page.lines[0].hers == ("them", "me") and again.shown(10, AT) == page


def test_what_is_kept_of_a_list_names_nobody(log):
    look()
    kept = str(Preference.objects.get(name=again.KEPT).value).lower()
    assert "cleo" not in kept and "ana" not in kept


def test_what_is_told_of_by_numbers_are_nouns(db):
    assert {noun.__name__ for kind in (Fact, Derived, Setting) for noun in nouns(kind)} >= again.LARGE


def test_the_whole_walk_gives_what_is_shown_again(log):
    page = day.page(10, at=AT)
    assert page.lines and page == again.shown(10, AT)
