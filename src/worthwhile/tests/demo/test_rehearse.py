"""What Noor wrote down comes in through the deeds that a user has, on people of the cast, and is no deed of the user's."""

from datetime import UTC, datetime

import pytest

from worthwhile import rehearse
from worthwhile.demo.cast import NAMED
from worthwhile.demo.notebook import AIM, LINES
from worthwhile.errors import NotNow
from worthwhile.people import queries as people
from worthwhile.store import digest
from worthwhile.value import queries as value
from worthwhile.value.kinds import HELP, KINDS
from worthwhile.workspace.queries import history

AT = int(datetime(2026, 11, 24, 8, 0, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.on} {line.ago}")
def test_every_line_is_on_one_of_the_cast_and_of_a_kind_that_exists(line):
    assert line.on in {*NAMED, "me"} and line.kind in KINDS and line.help in ("", *HELP)
    assert line.settled is None or line.settled <= line.ago


@pytest.fixture
def brought(db, tmp_path):
    rehearse.bring(tmp_path, at=AT)
    return tmp_path


def test_the_lines_stand_with_their_people_and_nothing_is_left_to_take_back(brought):
    deniz = people.find("deniz aydın").id
    story = value.story(deniz, AT)
    assert [e.way for e in story.events].count("given") == 2 and story.balance is not None
    assert any(n.kind == "need" and "wireless track sensor" in n.text for n in value.notes(deniz))
    assert "reading safety cases" in value.offers()
    assert [d.verb for d in history(100)] == [] or all(d.verb == "import" for d in history(100))


def test_begun_anew_it_is_the_same_again(brought):
    first = digest()
    value_of = people.find("kofi mensah").id
    from worthwhile.value import services

    services.note(value_of, "mine", at=AT)
    assert digest() != first
    rehearse.bring(brought, at=AT)
    assert digest() != first, "a demo that is in stays as it is"
    rehearse.bring(brought, at=AT, again=True)
    assert digest() == first


def test_it_does_not_mix_with_what_is_the_users_own(db, tmp_path):
    from worthwhile import day

    card = tmp_path / "own.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Real One\nEMAIL:real@example.org\nEND:VCARD\n")
    day.bring_in([card], at=AT)
    with pytest.raises(NotNow):
        rehearse.bring(tmp_path / "data", at=AT)


def test_the_story_of_one_introduction_is_whole(brought):
    """A need noticed, matched with an offer, introduced, thanked, and what it led to."""
    sam = people.find(NAMED["okonjo"].email).id
    (made,) = [i for i in value.introductions(closed=True) if i.one == sam]
    assert made.came and made.offer == next(n.text for n in value.notes(made.other, closed=True) if n.kind == "offer")
    lines = value.notes(sam, closed=True)
    assert any(n.kind == "need" and n.text == made.need and n.closed for n in lines)
    assert any(n.kind == "thanked" and n.at > made.at for n in lines) and any(n.led_to for n in lines)


def test_the_goal_takes_eight_people_and_one_has_changed_her_mind(brought):
    from worthwhile.goals.models import Goal, Stance

    goal = Goal.objects.get()
    assert goal.stakeholders.count() == len(AIM.people) and goal.by > "2026-11-24" and goal.mine
    assert list(Stance.objects.filter(anchor__contains="elsbeth").order_by("at").values_list("stance", flat=True)) == ["undecided", "for"]
