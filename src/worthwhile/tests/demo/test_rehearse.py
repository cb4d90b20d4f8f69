"""What Noor wrote down comes in through the deeds that a user has, on people of the cast, and is no deed of the user's."""

from datetime import datetime

import pytest

from worthwhile import rehearse
from worthwhile.demo.cast import NAMED
from worthwhile.demo.notebook import AIM, LINES, MET
from worthwhile.errors import NotNow
from worthwhile.intake import queries as log
from worthwhile.intake.services import undo_run
from worthwhile.people import queries as people
from worthwhile.planning import queries as planned
from worthwhile.seen.queries import month_of
from worthwhile.store import digest
from worthwhile.tests.kept import until_the_end_of_the_file
from worthwhile.value import queries as value
from worthwhile.value.kinds import HELP, KINDS
from worthwhile.workspace.queries import history
from worthwhile.workspace.services import prefer

AT = int(datetime(2026, 11, 24, 23, 40).timestamp())  # late in the evening, when a deed of a past day could fall on the next


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.on} {line.ago}")
def test_every_line_is_on_one_of_the_cast_and_of_a_kind_that_exists(line):
    assert line.on in {*NAMED, "me"} and line.kind in KINDS and line.help in ("", *HELP)
    assert line.settled is None or line.settled <= line.ago


def test_it_does_not_mix_with_what_is_the_users_own(db, tmp_path):  # before the demo is in, below
    from worthwhile import day

    card = tmp_path / "own.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Real One\nEMAIL:real@example.org\nEND:VCARD\n")
    day.bring_in([card], at=AT)
    with pytest.raises(NotNow):
        rehearse.bring(tmp_path / "data", at=AT)
    prefer("demo", True)
    lain = tmp_path / "demo" / "demo" / "a.vcf"  # of --data demo
    lain.parent.mkdir(parents=True)
    for own in ("an own.vcf", "own.vcf"):  # before and behind the demo's in the order of names
        lain.write_text(card.read_text().replace("Real One", "Of the Demo").replace("real@", f"{own[:2]}@"))
        (tmp_path / "demo" / own).write_text(card.read_text().replace("real@", f"other-{own[:2]}@"))
        undo_run(log.runs()[0].id)
        day.bring_in([lain, tmp_path / "demo" / own], at=AT)
        before = digest()
        with pytest.raises(NotNow):
            rehearse.bring(tmp_path / "demo", at=AT, again=True)
        assert digest() == before


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, brought in once for this file; each test starts from it, and it is gone afterwards."""
    with until_the_end_of_the_file(django_db_blocker):
        folder = tmp_path_factory.mktemp("demo")
        rehearse.bring(folder, at=AT)
        yield folder


@pytest.fixture
def brought(once, db):
    return once


def test_the_lines_stand_with_their_people_and_nothing_is_left_to_take_back(brought):
    deniz = people.find("deniz aydın").id
    story = value.story(deniz, AT)
    assert [e.way for e in story.events].count("given") == 3 and story.balance is not None
    assert any(n.kind == "need" and "wireless track sensor" in n.text for n in value.notes(deniz))
    assert "reading safety cases" in value.offers()
    assert [d.verb for d in history(100)] == [] or all(d.verb == "import" for d in history(100))


def test_begun_anew_on_another_day_and_taken_back_it_comes_again_as_it_was(brought):
    first = digest()
    value_of = people.find("kofi mensah").id
    from worthwhile.value import services

    services.note(value_of, "mine", at=AT)
    assert digest() != first
    rehearse.bring(brought, at=AT)
    assert digest() != first, "a demo that is in stays as it is"
    rehearse.bring(brought.with_name("copy"), at=AT + 10 * 86_400, again=True)  # in a copy of its folder too
    assert digest() != first, "it is that of another day"
    for run in log.runs():
        undo_run(run.id)
    rehearse.bring(brought, at=AT)  # nothing of it is left, so it comes without being asked for anew
    assert digest() == first


@pytest.mark.parametrize("met", MET, ids=lambda met: met.one)
def test_every_line_that_a_story_rests_on_is_one_of_hers(met):
    assert any(n.kind == "need" and n.on == met.one and n.text == met.need and n.ago >= met.asked and n.settled == met.came for n in LINES)
    assert any(n.kind == "offer" and n.on == met.other and n.text == met.offer and n.ago >= met.asked for n in LINES)
    assert met.asked >= met.one_yes >= met.other_yes >= met.introduced > met.came and met.what


def test_one_story_stands_whole_on_one_page_and_the_month_shows_what_the_page_for_a_coach_is_for(brought):
    """A need noticed, matched with an offer, introduced, what it led to, and the thanks: all of it told where somebody looks first."""
    helene = rehearse.told_on()
    assert helene is not None and helene.name == "Helene Marchetti"
    (event,) = value.story(helene.id, AT).events
    assert event.text == "You introduced Helene and Nadia" and event.led_to.startswith("Helene found her coach")
    assert event.how == (
        "Helene could use this: “somebody to practise hard talks with” (said in your first talk, 14 October). Nadia was glad to give this: "
        "“coaching people who negotiate” (she told you on a walk, 11 August 2025). You set out on 16 October and asked Helene first; both said yes."
    )
    thanks = value.story(people.find(NAMED["nadia"].email).id, AT).events[0]
    assert (thanks.kind, thanks.text) == ("thanked", "for coaching Helene, and told her what it led to") and thanks.at > event.at
    month = month_of(AT)
    assert all(w.given or w.received for w in month.weeks) and len({s for w in month.weeks for s in (*w.given, *w.received)}) >= 9
    assert any(s.startswith("You asked") and "an easy no" in s for s in month.sentences) and any("it went" in s for s in month.sentences)
    assert {number for number, _ in planned.slate()} and rehearse.told_on() == helene


def test_the_goal_takes_eight_people_and_one_has_changed_her_mind(brought):
    from worthwhile.goals.models import Goal, Stance

    goal = Goal.objects.get()
    assert goal.stakeholders.count() == len(AIM.people) and goal.by > "2026-11-24" and goal.mine
    assert list(Stance.objects.filter(anchor__contains="elsbeth").order_by("at").values_list("stance", flat=True)) == ["undecided", "for"]
