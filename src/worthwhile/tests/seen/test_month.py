"""A month of hers for a coach: in words, and without anybody else."""

import io
import re

import pypdf
import pytest

from worthwhile import store
from worthwhile.planning.models import Act
from worthwhile.seen import month
from worthwhile.seen.hand import for_coach, week_said
from worthwhile.seen.month import Week
from worthwhile.seen.picture import draw, spoken
from worthwhile.seen.queries import month_of, words_of
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import services as value
from worthwhile.value.models import Introduction, Note
from worthwhile.workspace.models import Preference
from worthwhile.workspace.services import undo

AT = on(400)
DAY = 86_400


def did(log: Log, kind: str, ago: float, **more) -> None:
    log.who("kofi")
    more = {"how": "glad", "serves": ""} | more
    Act.objects.create(anchor="email:kofi@example.org", kind=kind, about=f"{kind}{ago}", title="Thank Kofi Mensah", minutes=2, state="done",
                       at=AT - int(ago * DAY), **more)  # fmt: skip


@pytest.fixture
def log(db):
    made = Log()
    made.who("kofi")
    return made


def test_the_month_is_told_in_words_and_only_the_month(log):
    did(log, "thank", 3)
    did(log, "answer", 5, how="awkward")
    did(log, "thank", 8)
    did(log, "wake", 40)
    value.note(log.ids["kofi"], "the name of Halden Labs, from Kofi", at=AT - 2 * DAY, kind="gave", help="information")
    asked = value.note(log.ids["kofi"], "a word with Priya", at=AT - 6 * DAY, kind="asked", help="influence")
    value.close(asked, at=AT - DAY, answer="no")
    Introduction.objects.create(
        uid="i", anchor="email:kofi@example.org", other="email:ana@example.org", need="x", stage="made", at=1, changed=AT - 4 * DAY
    )
    found = month_of(AT)
    assert found.sentences == (
        "You thanked somebody and answered somebody.",
        "Mostly they were glad; at times it was a bit awkward.",
        "You also brought two people together and gave something.",
        "What you gave was a matter of information.",
        "You asked for influence, and heard an easy no.",
    )
    assert not any("long time" in s for s in found.sentences), "what was before the month"
    assert [w for w in found.weeks if w.received] == [], "an ask that was answered with no is no help"


def test_an_act_that_settled_a_line_is_told_once(log):
    did(log, "keep_promise", 2)
    promise = value.note(log.ids["kofi"], "the plan", at=AT - 9 * DAY, kind="promise")
    value.settle(promise, at=AT - 2 * DAY)
    assert sum(len(w.given) for w in month_of(AT).weeks) == 1


def test_nobody_else_is_named_nor_are_her_words_unless_she_chose_them(log):
    did(log, "thank", 3, draft="Dear Kofi")
    line = value.note(
        log.ids["kofi"], "the name of Halden Labs, from Kofi at kofi@example.org", at=AT - 2 * DAY, kind="gave", help="information"
    )
    other = value.note(log.ids["kofi"], "Kofi likes tea", at=AT - 2 * DAY)
    found = month_of(AT)
    whole = str(found) + "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(for_coach(found))).pages)
    for said in ("Kofi", "Mensah", "example.org", "Halden", "tea"):
        assert said not in whole
    assert [row for row, _, _ in words_of(AT)] == [line]
    assert month_of(AT, words=[line, other, 999]).words == ("the name of Halden Labs, from Kofi at kofi@example.org",)


def test_no_figure_stands_in_a_sentence(log):
    for n in range(9):
        did(log, "thank", n + 0.5, how=("glad", "fine", "awkward", "none")[n % 4])
    found = month_of(AT)
    assert not re.search(r"\d", " ".join((*found.sentences, found.served)))


def test_an_empty_month_says_so_and_is_no_error(db):
    found = month_of(AT)
    assert found.sentences == ("No act is noted as done in this month.", "No ask is noted in this month.")
    assert "Nothing is noted" in found.served and spoken(found.weeks) == "A month by weeks: nothing is noted in it."
    assert month.sentences([month.line(AT, 1, "gave", False, "", (), "")])[1] == "You gave something."
    assert draw(found.weeks).marks == () and for_coach(found)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("mix", "said"),
    [
        ({"them": 1.0}, "all of it was for the other person."),
        ({"them": 0.6, "both": 0.3, "me": 0.1}, "most of it was for the other person, and some for both of you and for yourself."),
        (
            {"them": 0.4, "me": 0.35, "organisation": 0.25},
            "some of it was for the other person, some for yourself and some for the organisation.",
        ),
    ],
)
def test_whom_it_served_is_a_sentence_without_a_share(mix, said):
    assert month.served(mix) == f"As far as you said or we guess, {said}"


def test_dots_stand_up_and_rings_hang_down_one_for_each_act():
    weeks = [Week("3 Nov", ("a", "b", "a"), ()), Week("10 Nov", (), ("c",)), Week("17 Nov", (), ())]
    drawn = draw(weeks)
    ups, downs = [m for m in drawn.marks if m[0]], [m for m in drawn.marks if not m[0]]
    assert len(ups) == 3 and len(downs) == 1 and len({x for _, x, _ in ups}) == 1
    assert all(y < drawn.axis for _, _, y in ups) and all(drawn.axis < y < drawn.foot for _, _, y in downs)
    assert drawn.label == "A month by weeks: given in the weeks of 3 Nov and received in the weeks of 10 Nov."
    assert week_said(weeks[0]) == "Week of 3 Nov: given: a and b." and week_said(weeks[2]) == "Week of 17 Nov: nothing is noted."
    crowd = draw([Week("3 Nov", ("a",) * 60, ("b",) * 40)])
    assert min(y for _, _, y in crowd.marks) > 0 and max(y for _, _, y in crowd.marks) < crowd.foot


def test_weeks_begin_on_monday_and_cover_the_month(log):
    did(log, "thank", 29.9)
    did(log, "thank", 0)
    found = month_of(AT).weeks
    assert len(found) in (5, 6) and found[0].given and found[-1].given


def test_what_she_wants_to_practise_is_kept_only_when_she_says_so(log):
    before, told = store.digest(), month_of(AT, practice="asking sooner")
    assert told.practice == "asking sooner" and month_of(AT).practice == "" and not Preference.objects.filter(name="practice").exists()
    value.keep_practice("asking sooner", at=AT)
    assert month_of(AT).practice == "asking sooner"
    value.keep_practice("listening", at=AT)
    undo()
    assert month_of(AT).practice == "asking sooner"
    undo()
    assert month_of(AT).practice == "" and store.digest() == before and not Note.objects.exists()


def test_the_sheet_says_that_nobody_is_named_only_where_no_words_of_hers_stand(log):
    def sheet(**typed):
        pages = pypdf.PdfReader(io.BytesIO(for_coach(month_of(AT, **typed)))).pages
        return " ".join("".join(p.extract_text() for p in pages).split())

    assert "nobody else is named" in sheet() and "nobody else is named" not in (own := sheet(practice="thanking Kofi"))
    assert "some words are their own, as they wrote them" in own
