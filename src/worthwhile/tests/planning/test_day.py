"""The day as a whole, on a small log: what is proposed, what she makes of it, and taking it back."""

import json
from dataclasses import asdict

import pytest

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.intake.models import Interaction, Origin
from worthwhile.people.models import Profile, Question, Verdict
from worthwhile.planning import queries, services
from worthwhile.planning.again import services as again
from worthwhile.planning.learn import Answered, open_ones, sunk
from worthwhile.planning.models import SLATES, Act, Shown, Slate
from worthwhile.planning.queries import exchanges
from worthwhile.planning.values import Proposal
from worthwhile.planning.words import iso
from worthwhile.store import digest
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties import services as ties
from worthwhile.value import queries as value_seen
from worthwhile.value import services as value
from worthwhile.workspace.services import undo

DAY = 86_400


@pytest.fixture
def log(db) -> Log:
    """Ana waits since two days; Ben slept for years; Cleo is seen tomorrow; Dan recommended ego; a list and a robot wrote too."""
    log = Log()
    log.to_and_fro(400, "ana", "Plan {}")
    log.to_and_fro(10, "ben", "The first rig", every=7)
    log.mail(498, "ana", "me", subject="Re: A speaker for 4 March?", key="ana waits")
    log.meet(500.9, "cleo", "me", subject="First look", minutes=30)
    log.mail(300, "dan", "me", subject="Hello")
    log.mail(301, "me", "dan", subject="Re: Hello")
    log.mail(493, "dan", "me", kind="recommendation", key="dan recommends")
    log.who("weekly", kind="list")
    log.who("noreply", kind="robot")
    log.mail(497, "weekly", "me", subject="The week")
    log.mail(497, "noreply", "me", subject="Your ticket")
    Origin.objects.update(until=on(499.5))
    linkedin = Origin.objects.create(path="/linkedin", source="linkedin", until=on(499.5))
    Interaction.objects.filter(kind="recommendation").update(origin=linkedin)
    settle(log, 500)
    return log


def settle(log: Log, day: float) -> None:
    ties.measure(at=on(day))


def kinds(today) -> set[tuple[str, str]]:
    who = {p.pk: p.name for p in Profile.objects.all()}
    return {(p.kind, who[p.person]) for p in today.considered}


def test_who_waits_who_sleeps_who_was_kind_and_who_is_met(log):
    today = services.today(12, at=on(500))
    assert kinds(today) == {("answer", "Ana"), ("wake", "Ben"), ("prepare", "Cleo"), ("thank", "Dan")}
    assert [i.number for i in today.items] == list(range(1, len(today.items) + 1))
    assert sum(i.proposal.minutes for i in today.items) <= 12
    assert today.meeting.summary == "First look" and today.meeting_with.name == "Cleo"
    answer = next(p for p in today.considered if p.kind == "answer")
    assert answer.about == "ana waits" and answer.draft.subject == "Re: A speaker for 4 March?"
    assert "as of your mail of" in answer.why[0].sentence


def test_the_same_moment_gives_the_same_day_and_looking_changes_no_fact(log):
    facts = digest()
    first = services.today(12, at=on(500))
    assert services.today(12, at=on(500)) == first
    assert digest() == facts
    assert Shown.objects.count() == len(first.items)


def test_nothing_after_the_moment_is_seen(log):
    now = services.today(12, at=on(500))
    log.mail(500.5, "me", "ana", subject="Re: A speaker for 4 March?")
    log.mail(503, "eve", "me", subject="Hello from tomorrow")
    settle(log, 500)
    assert services.today(12, at=on(500)).considered == now.considered
    settle(log, 501)
    assert ("answer", "Ana") not in kinds(services.today(12, at=on(501)))


def find(today, kind: str) -> int:
    return next(i.number for i in today.items if i.proposal.kind == kind)


def test_what_is_done_is_said_back_and_not_proposed_again_until_it_is_taken_back(log):
    services.today(12, at=on(500))
    facts = digest()
    said = services.done(find(services.today(12, at=on(500)), "answer"), at=on(500), how="glad")
    assert said == "Noted: you answered Ana. Undo with: worthwhile undo"
    assert ("answer", "Ana") not in kinds(services.today(12, at=on(500) + 60))
    undo()
    assert ("answer", "Ana") in kinds(services.today(12, at=on(500)))
    assert digest() == facts


def test_what_was_done_today_counts_into_the_minutes_and_the_five(log):
    services.done(find(services.today(12, at=on(500)), "answer"), at=on(500))
    left = services.today(2, at=on(500) + 60)
    assert left.items == () and left.spent == 3
    page = services.page(2, at=on(500) + 60)
    assert (page.lines, page.spent) == ((), 3) and again.shown(2, on(500) + 60) == page


def test_what_is_done_is_neither_put_off_nor_put_aside(log):
    number = find(services.today(12, at=on(500)), "answer")
    services.done(number, at=on(500))
    facts = digest()
    for deed in (lambda: services.later(number, at=on(500)), lambda: services.not_this(number, "not_now", at=on(500))):
        with pytest.raises(NotNow, match="done already"):
            deed()
    assert digest() == facts


@pytest.mark.parametrize(
    ("deed", "days", "there"),
    [
        (lambda n: services.later(n, at=on(500)), 1, False),
        (lambda n: services.later(n, at=on(500)), 2.1, True),
        (lambda n: services.later(n, at=on(500), until=on(505)), 4, False),
        (lambda n: services.not_this(n, "not_now", at=on(500)), 5, False),
        (lambda n: services.not_this(n, "not_now", at=on(500)), 8, True),
        (lambda n: services.not_this(n, "not_me", at=on(500)), 8, False),
        (lambda n: services.not_this(n, "not_them", at=on(500)), 8, False),
    ],
)
def test_what_is_put_aside_comes_back_when_it_should(log, deed, days, there):
    said = deed(find(services.today(12, at=on(500)), "thank"))
    assert said.startswith("Noted: “") and said.endswith("Undo with: worthwhile undo")
    assert (("thank", "Dan") in kinds(services.today(12, at=on(500 + days)))) is there
    undo()
    assert ("thank", "Dan") in kinds(services.today(12, at=on(500 + days)))


@pytest.mark.parametrize(("reason", "back"), [("later", 3), ("not_now", 8)])
def test_who_is_to_wait_for_an_answer_gets_no_idle_word_meanwhile(reason, back):
    hello, other = (Proposal(kind, 7, "a", "x", "t", (), 3, 0.3, (), True) for kind in ("keep_warm", "next_step"))
    put = Answered(7, "answer", "m", "later" if reason == "later" else "not_this", reason, until=on(500 + back), at=on(500))
    assert open_ones([hello, other], [put], on(500 + back - 1)) == [other]
    assert open_ones([hello, other], [put], on(500 + back)) == [hello, other]


def test_numbers_mean_what_was_shown(log):
    today = services.today(12, at=on(500))
    number = find(today, "answer")
    assert asdict(queries.slated(number)) == asdict(next(i.proposal for i in today.items if i.number == number))
    assert json.dumps(asdict(queries.slated(number)))
    with pytest.raises(NotFound):
        services.done(9, at=on(500))
    for day in range(520, 540):
        services.today(12, at=on(day))
    assert Slate.objects.values("day").distinct().count() <= SLATES, "a few lists are kept, and the earliest goes"
    services.today(12, at=on(500))
    assert asdict(queries.slated(number, iso(on(500)))) == asdict(next(i.proposal for i in today.items if i.number == number))
    assert Slate.objects.count() == len(queries.slate(iso(on(500)))) + Slate.objects.exclude(day=iso(on(500))).count()
    with pytest.raises(NotUnderstood):
        services.not_this(number, "never", at=on(500))
    with pytest.raises(NotUnderstood):
        services.serves(number, ["nobody"], at=on(500))
    with pytest.raises(NotUnderstood):
        services.later(number, at=on(500), until=on(400))


def test_her_words_and_her_guess_are_kept_with_the_act(log):
    number = find(services.today(12, at=on(500)), "answer")
    services.keep_draft(number, "Yes, gladly.\r\n\r\nMe", at=on(500))
    services.serves(number, ["organisation", "them"], at=on(500))
    item = next(i for i in services.today(12, at=on(500)).items if i.proposal.kind == "answer")
    assert item.proposal.draft.body == "Yes, gladly.\n\nMe" == queries.draft(item.number).body
    assert item.serves_hers == ("them", "organisation")
    act, part = item.proposal.anchor, log.who("anna")  # the same words, said of a record that proved to be hers
    Profile.objects.filter(pk=part).update(root_id=log.ids["ana"])
    Act.objects.filter(anchor=act).update(anchor="email:anna@example.org")
    item = next(i for i in services.today(12, at=on(500)).items if i.proposal.kind == "answer")
    assert (item.proposal.draft.body, item.serves_hers) == ("Yes, gladly.\n\nMe", ("them", "organisation"))
    Act.objects.filter(anchor="email:anna@example.org").update(anchor=act)
    undo()
    assert next(i for i in services.today(12, at=on(500)).items if i.proposal.kind == "answer").serves_hers == ()


def test_how_it_went_is_asked_on_a_later_day_and_kept(log):
    services.done(find(services.today(12, at=on(500)), "thank"), at=on(500))
    assert services.today(12, at=on(500) + 600).ask is None
    ask = services.today(12, at=on(502)).ask
    assert ask.person.name == "Dan"
    services.how_did_it_go(ask.act, "fine", at=on(502))
    assert Act.objects.get().how == "fine" and services.today(12, at=on(502)).ask is None
    undo()
    assert services.today(12, at=on(502)).ask == ask


def test_before_a_meeting_says_what_is_open_and_claims_nothing_more(log):
    ana, cleo = log.ids["ana"], log.ids["cleo"]
    value.note(ana, "You'd send the test plan", at=on(450), kind="promise")
    value.note(ana, "Likes plain figures", at=on(451))
    value.offers("finding a speaker for 4 March", at=on(452))
    value.offers("a loudspeaker, or a speaker of some other sort", at=on(452))
    page = queries.before(ana, on(500))
    value.note(ana, "How late may the report be?", at=on(453), kind="question")
    page = queries.before(ana, on(500))
    assert [(o.kind, o.source.split(",")[0]) for o in page.open] == [("promise", "your note")]  # only promises made and thanks due are open
    question, letter = page.answer
    assert (question.kind, question.sentence, letter.kind) == ("question", "How late may the report be?", "unanswered")
    assert letter.source.startswith("their mail of ") and "as of your mail of" in letter.sentence
    assert page.cares[0].text == "Likes plain figures"
    assert [(b.sentence, bool(b.rows)) for b in page.bring] == [("Finding a speaker for 4 March.", True)]  # one word alone is no sign
    assert len(page.exchanges) == 3
    assert queries.before(cleo, on(500)).ask == "Which part of “First look” matters most to you?"
    value.note(cleo, "What do you need by March?", at=on(500), kind="ask")
    assert queries.before(cleo, on(500)).ask == "What do you need by March?"


def test_somebody_without_any_exchange_still_has_a_page(log):
    sam = log.who("sam")
    page = queries.before(sam, on(500))
    assert page.tie_sentence == "You and Sam have no exchange here yet. What would you like to know?"
    assert (page.exchanges, page.open, page.answer, page.bring, page.ask, page.meeting) == ((), (), (), (), "", None)


def test_next_meetings_are_those_of_the_next_hours(log):
    assert [(m.summary, p.name) for m, p in queries.next_meetings(on(500))] == [("First look", "Cleo")]
    assert queries.next_meetings(on(500), hours=2) == []


def test_an_empty_store_has_an_empty_day(db):
    today = services.today(10, at=on(500))
    assert (today.items, today.considered, today.meeting, today.ask) == ((), (), None, None)


def test_mail_that_others_sent_to_both_takes_no_contact_away(log):
    for k in range(5):
        log.mail(499 + k / 10, "dan", "me", "ana", subject="To you two")
    known, _ = exchanges.contacts_of([log.ids["ana"]], on(500), most=2)
    assert [c.key for c in known[log.ids["ana"]]] == ["ana waits", known[log.ids["ana"]][1].key]
    assert known[log.ids["ana"]][1].subject.startswith("Re: Plan")


def test_a_promise_that_was_kept_is_settled_and_undo_opens_it_again(log):
    fay = log.who("fay")
    before = value.note(fay, "the test plan", at=on(490), kind="promise")
    services.done(find(services.today(30, at=on(500)), "keep_promise"), at=on(500))
    assert value_seen.story(fay, on(500)).events[0].text == "the test plan"
    undo()
    assert value_seen.is_open(before)
    assert find(services.today(30, at=on(500)), "keep_promise")


def thanked(at: int) -> list[str]:
    return [i.proposal.anchor for i in services.today(30, at=at).items if i.proposal.kind == "thank"]


@pytest.mark.parametrize("asked", [True, False])
def test_what_may_be_one_person_is_thanked_once_on_a_day(log, asked):
    log.mail(494, "dan2", "me", kind="recommendation", key="dan2 recommends")
    Interaction.objects.filter(key="dan2 recommends").update(origin=Origin.objects.get(path="/linkedin"))
    settle(log, 500)
    assert len(thanked(on(500))) == 2
    pair = [log.ids["dan"], log.ids["dan2"]]
    if asked:
        Question.objects.create(id=1, a_id=pair[0], b_id=pair[1], why="", chance=0.5, gain=0.5)
    else:
        Profile.objects.filter(pk__in=[p.pk for p in Profile.objects.filter(root_id__in=pair)]).update(name="Dan Alba")
    (shown,) = thanked(on(500))
    services.done(next(i.number for i in services.today(30, at=on(500)).items if i.proposal.anchor == shown), at=on(500))
    assert thanked(on(500)) == [], "not later on the day either"
    assert thanked(on(501)) == [f"email:{n}@example.org" for n in ("dan", "dan2") if f"email:{n}@example.org" != shown]
    undo()
    Question.objects.all().delete()
    Verdict.objects.create(a="email:dan2@example.org", b="email:dan@example.org", answer="different", at=on(500))
    assert len(thanked(on(500))) == 2, "she said that they are two"


def test_what_is_shown_for_three_days_and_left_alone_sinks_for_some_days(log):
    def worth(day: float) -> dict[str, tuple[float, float]]:
        today = services.today(12, at=on(day))
        whole = {(p.kind, p.person): p.worth for p in today.considered}
        return {i.proposal.kind: (i.proposal.worth, whole[i.proposal.kind, i.proposal.person]) for i in today.items}

    for day in (500, 501, 502):
        assert all(shown == whole for shown, whole in worth(day).values()), "nothing has stood there for long"
        services.today(12, at=on(day))  # to look again on the same day is not one more day
    later = worth(503)
    for kind in ("answer", "thank"):
        assert later[kind][0] == pytest.approx(0.3 * later[kind][1]), kind
    assert later["wake"][0] == later["wake"][1], "the first day had no room for it, so it was seen twice only"
    assert all(shown == whole for shown, whole in worth(513).values()), "the days go by, and it rises again"


def test_what_has_a_day_of_its_own_does_not_sink():
    shown = {(1, kind, ""): 5 for kind in ("prepare", "congratulate", "next_step", "answer")}
    found = [Proposal(kind, 1, "", "", "", (), 2, 0.5, ("them",), True) for _, kind, _ in shown]
    assert [p.worth for p in sunk(found, shown)] == [0.5, 0.5, 0.15, 0.15]
