"""Everything that is kept about somebody stands on the page that they would see: walked over the models, column by column."""

import json
import re
from dataclasses import asdict

import pytest
from django.db import models

from worthwhile.intake.models import Event, Former
from worthwhile.seen import table
from worthwhile.seen.queries import as_they_see_it
from worthwhile.seen.queries.met import MARKS, MEETINGS
from worthwhile.store import Derived, Fact, Setting, nouns
from worthwhile.tests.seen.whole import AT, DAY, Whole
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties.services import measure

EVERY = {(m.__name__, f.name): f for kind in (Fact, Derived, Setting) for m in nouns(kind) for f in m._meta.concrete_fields}
SHOWN = sorted((part, noun, column) for part in table.SHOWN for noun, column in table.shown(part))
NOT_SHOWN = {(noun, column) for noun, columns in table.NOT_SHOWN.items() for column in columns}


@pytest.fixture
def whole(db):
    return Whole()


def told(whole, part):
    found = next(p for p in as_they_see_it(whole.deniz, AT).parts if p.name == part)
    return json.dumps([asdict(line) for line in found.lines], ensure_ascii=False)


def test_every_column_is_shown_or_listed_with_a_reason_and_never_both():
    named = [(noun, column) for _, noun, column in SHOWN] + sorted(NOT_SHOWN)
    numbers = {(n, c) for (n, c), field in EVERY.items() if field.primary_key and c in ("id", "position")}
    assert sorted(set(EVERY) - numbers - set(named)) == [], "say in seen/table.py where it is shown, or why it says nothing of anybody"
    assert sorted(set(named) - set(EVERY)) == [], "no such column any more"
    assert len(named) == len(set(named))
    assert all(len(reason.split()) > 3 for columns in table.NOT_SHOWN.values() for reason in columns.values())


# what a column of few words may hold besides
WORDS = {
    ("Card", "kind"): "linkedin", ("Interaction", "kind"): "endorsement", ("Interaction", "flags"): "list", ("Participation", "role"): "cc",
    ("Profile", "kind"): "list", ("Join", "by"): "you", ("Tie", "answers_by"): "subject", ("Verdict", "answer"): "same", ("Judged", "kind"): "list",
    ("Note", "kind"): "received", ("Note", "help"): "support", ("Note", "serves"): "both me", ("Note", "answer"): "no", ("Introduction", "stage"): "made",
    ("Introduction", "declined"): "one", ("Stance", "stance"): "against", ("Act", "state"): "later", ("Act", "how"): "awkward", ("Act", "reason"): "not_me",
    ("Act", "serves"): "organisation", ("Act", "about"): "nothing", ("Act", "kind"): "wake", ("Shown", "kind"): "thank", ("Shown", "about"): "k9",
    ("Shown", "day"): "2024-12-02", ("Goal", "by"): "2025-03-01", ("Profile", "birthday"): "1990-02-03", ("Card", "birthday"): "1990-02-03",
    ("Match", "words"): "wheel", ("Origin", "noun"): "messages", ("Origin", "source"): "mbox", ("Deed", "verb"): "led to", ("Address", "kind"): "tel",
}  # fmt: skip
ANCHORS = ("anchor", "other", "a", "b", "after")
PLANTED = {
    ("Card", "related"): ["zq planted"], ("Former", "content"): ["zq planted", "", "attendee email:deniz@example.org", False, ""],
    ("Former", "occurrences"): [{"subject": "zq planted"}], ("Deed", "payload"): {"on": "email:deniz@example.org", "before": "zq planted"},
    ("Refusal", "reason"): "Deniz Aydın: zq planted", ("Event", "who"): "attendee email:deniz@example.org\nattendee email:zq planted",
}  # fmt: skip


def value(whole, noun, column):
    """(another value for the column, the words that must then be told; None: the answer must be another one)."""
    field, row = EVERY[noun, column], whole.rows[noun]
    if (noun, column) in PLANTED:
        return PLANTED[noun, column], "zq planted"
    if (noun, column) in WORDS:
        return WORDS[noun, column], None
    if noun == "Slate":
        return {**row.proposal, "title": "zq planted"}, "zq planted"
    if noun == "Preference":
        return {"chances": {str(whole.deniz): 0.95}}, None
    if noun == "Match" and column in ("need", "offer", "own"):
        return {"need": whole.away.pk, "offer": whole.plain.pk, "own": whole.own.pk}[column], None
    if (noun, column) in (("Interaction", "sender"), ("Interaction", "event"), ("Tie", "open_from"), ("Participation", "interaction")):
        return {"sender": whole.mine.pk, "event": None, "open_from": whole.meeting.pk, "interaction": whole.elsewhere.pk}[column], None
    if noun == "Verdict" and column == "b":
        return "email:zq planted", "zq planted"
    if column in ANCHORS and isinstance(field, models.CharField):
        return "email:ana@example.org" if noun == "Stakeholder" else whole.others, None
    if isinstance(field, models.ForeignKey):
        other = whole.other[field.related_model.__name__].pk
        return (whole.ana if other == getattr(row, field.attname) else other), None
    if isinstance(field, models.BooleanField):
        return not getattr(row, column), None
    if isinstance(field, models.BigIntegerField):
        return (getattr(row, column) or AT - 50 * DAY) - 5 * DAY, None
    if isinstance(field, models.IntegerField | models.FloatField):
        return {1: 2, None: 3}.get(getattr(row, column), 1), None
    planted = f"zq {column} planted"[: field.max_length or 99]
    return planted, planted


@pytest.mark.parametrize(("part", "noun", "column"), SHOWN)
def test_what_is_planted_into_a_column_is_told(whole, part, noun, column):
    if (noun, column) == ("Introduction", "other"):  # who it is, is told once both said yes
        whole.plant(noun, "stage", "introduce")
    before = told(whole, part)
    planted, words = value(whole, noun, column)
    assert words is None or words not in before
    whole.plant(noun, column, planted)
    after = told(whole, part)
    assert after != before, f"{noun}.{column} is in the table of what is shown, and the answer does not change with it"
    assert words is None or words in after


def test_a_row_that_came_in_unseen_is_found_by_the_name_in_it(whole):
    from worthwhile.goals.models import Goal
    from worthwhile.value.models import Note

    Note.objects.create(anchor=whole.others, kind="note", text="Likes tea. Went to school with Deniz Aydın", at=AT)
    Goal.objects.create(uid="x", title="More room", mine="So that deniz aydın stays", at=AT)
    found = [line.text for line in as_they_see_it(whole.deniz, AT).parts[2].lines]
    assert "“Went to school with Deniz Aydın”" in found and "“So that deniz aydın stays”" in found
    assert not any("Likes tea" in text for text in found), "the sentence that names them, and no other"


def test_names_are_held_back_until_both_said_yes(whole):
    from worthwhile.planning.models import Act
    from worthwhile.value.models import Introduction, Note

    Act.objects.filter(anchor=whole.anchor).update(title="Introduce Deniz and Ana Petrov", draft="Ana, at ana@example.org, can help")
    Note.objects.create(anchor=whole.anchor, kind="note", text="Sits with Kofi Mensah", at=AT)
    seen = as_they_see_it(whole.deniz, AT)
    body = json.dumps([asdict(line) for part in seen.parts[1:] for line in part.lines], ensure_ascii=False)
    assert "Ana" not in body and "Petrov" not in body and "ana@" not in body, "she has not been asked"
    assert "Kofi" not in body, "he has a say in the same goal"
    assert "Introduce Deniz and someone" in body and "held back" in seen.held
    Introduction.objects.update(stage="introduce")
    named = json.dumps([asdict(line) for line in as_they_see_it(whole.deniz, AT).parts[2].lines], ensure_ascii=False)
    assert "An introduction with Ana Petrov" in named


def test_that_the_other_would_rather_not_is_not_told(whole):
    from worthwhile.value.models import Introduction

    def words():
        return [line.text for line in as_they_see_it(whole.deniz, AT).parts[2].lines if "introduction" in line.text]

    Introduction.objects.update(stage="closed", declined="")
    before = words()
    Introduction.objects.update(declined="other")
    assert words() == before
    Introduction.objects.update(declined="one")
    assert "Deniz would rather not" in words()[0]


def test_a_no_that_was_said_stands_nowhere_on_the_page_of_the_other(whole):
    from worthwhile.value import services as value
    from worthwhile.value.models import Introduction

    def told():
        parts = as_they_see_it(whole.deniz, AT).parts
        return json.dumps([asdict(line) for part in parts for line in part.lines], ensure_ascii=False)

    row = Introduction.objects.get()
    Introduction.objects.update(stage="ask other", closed=None)
    value.said(row.pk, "no", at=AT - 60)
    assert "rather not" not in told() and "ask other" not in told()
    Introduction.objects.update(stage="ask one", closed=None, declined="")
    value.said(row.pk, "no", at=AT - 30)
    assert "Deniz would rather not" in told()


def test_every_line_says_where_it_can_be_changed_or_stands_in_a_list_from_a_source(whole):
    for part in as_they_see_it(whole.deniz, AT).parts:
        assert [line.text for line in part.lines if not line.change and part.name != "sources"] == []


def test_nothing_is_told_of_somebody_else(whole):
    from worthwhile.value.models import Note

    Note.objects.create(anchor=whole.others, kind="note", text="collects stamps", at=AT)
    body = json.dumps([asdict(p) for p in as_they_see_it(whole.deniz, AT).parts], ensure_ascii=False)
    assert "collects stamps" not in body and "a pump" not in body
    former = Former.objects.get()
    other = Event.objects.create(key="other", summary="A talk", who="attendee email:deniz@example.org.au", run=former.run)
    former.pk, former.event, former.occurrences, former.content = (
        None,
        other,
        [],
        ["Salary", "", "attendee email:aldeniz@example.org", False, ""],
    )
    former.save()
    body = json.dumps([asdict(p) for p in as_they_see_it(whole.deniz, AT).parts], ensure_ascii=False)
    assert "A talk" not in body and "Salary" not in body and "A meeting as it was before" in body, (
        "an address in which theirs stands is not theirs"
    )


def test_what_passed_with_her_is_counted_once_and_alike_wherever_it_is_told(db):
    log = Log()
    log.mail(1, "me", "ana", "ben")
    log.mail(2, "ben", "me", cc=("ana",))
    log.mail(3, "ana", "me")
    log.mail(3, "ana", "me", kind="message")
    log.meet(4, "ana", "me")
    log.meet(5, "ana", "ben")
    log.meet(9, "me", "ana")
    measure(at=on(8))
    lines = [line.text for part in as_they_see_it(log.who("ana"), on(8)).parts for line in part.lines]
    contact = "3 messages and 1 meeting with you; 1 meeting ahead; 1 message and 1 meeting among others; since 16 November."
    assert [t for t in lines if t.startswith(contact)], lines
    assert [t for t in lines if t.startswith("2 messages from them, 1 message from you and 1 meeting,")], lines


def test_no_inner_word_is_shown(whole):
    """Marks by which rows and deeds are known, words of the program, fractions of a day, and a full stop within a sentence."""
    from worthwhile.goals import services as goals
    from worthwhile.goals.models import Goal
    from worthwhile.planning.models import Act, Shown
    from worthwhile.value import services as value
    from worthwhile.value.models import Introduction

    goal = Goal.objects.first().pk
    goals.put(goal, whole.deniz, say=2, gains="a quiet hall.", at=AT - 50)
    goals.stance(goal, whole.deniz, "for", "asked in the hall", at=AT - 40)
    value.note(whole.deniz, "plays the cello", at=AT - 30)
    Act.objects.update(kind="pick_up")
    Shown.objects.update(kind="keep_warm")
    Introduction.objects.update(came="A first talk.", stage="made")
    parts = as_they_see_it(whole.deniz, AT).parts
    lines = [line for part in parts for line in part.lines if line.fold != MARKS]
    body = "\n".join(f"{line.text} [{line.source}]" for line in lines)
    assert "a first talk" in body.casefold() and "a quiet hall" in body and "cello" in body and "asked in the hall" in body
    inner = r"goal [0-9a-f]{6}|introduction \d|put on goal|held against|\d\.\d (?:days|hours)|\.;|\.\.|_|moved|keep warm|pick_up|card [0-9a-f]{8}|email:|card:"
    assert re.findall(inner + r"|RRULE|\bmark\b|; asked were|u1", body) == []
    marks = [line.text for line in parts[0].lines if line.fold == MARKS]
    assert parts[0].folded[-1] == (MARKS, [line for line in parts[0].lines if line.fold == MARKS]), "what is technical comes last, folded"
    assert any("u1" in m for m in marks) and any("RRULE:FREQ=WEEKLY" in m for m in marks) and any("deniz@example.org" in m for m in marks)


def test_meetings_of_one_kind_are_one_line_with_their_days_and_names(whole):
    for day in (311, 312, 40):
        whole.log.meet(day, "me", "deniz", subject="Project review", minutes=45, event=whole.rows["Event"])
    (line,) = [
        line.text for line in as_they_see_it(whole.deniz, AT).parts[0].lines if "Project review" in line.text and line.fold == MEETINGS
    ]
    assert (
        line.startswith("“Project review”, at Room 2, comes again, 45 minutes, Deniz: on ")
        and len(re.findall(r"\d [A-Z][a-z]{2}", line)) == 4
    )
