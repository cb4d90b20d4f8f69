"""Whose mailbox it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile import day, store
from worthwhile.intake import queries, services
from worthwhile.intake.own import Seen, likely
from worthwhile.people import queries as people
from worthwhile.sources.records import Own
from worthwhile.tests.intake.made import AT, ME, Fake, email, mail, write_mbox
from worthwhile.tests.ties.small_log import Log
from worthwhile.workspace.queries import own_addresses
from worthwhile.workspace.services import give_back_own

COUNT = st.integers(0, 500)
ONE = st.builds(  # no address sent, received or missed more messages than it is in
    lambda value, n, *of: Seen(value, n, *(min(n, some) for some in of)), st.sampled_from("abcdefgh"), st.integers(1, 500), COUNT, COUNT, COUNT, COUNT
)  # fmt: skip
SEEN = st.lists(ONE, max_size=8, unique_by=lambda s: s.value)


@given(SEEN, st.dictionaries(st.sampled_from("abcxyz"), st.just("it says so")))
def test_a_hint_stands_before_all_without_and_the_order_is_the_weight(seen, hints):
    whole = sum(s.messages for s in seen)
    found = likely(seen, hints, whole)
    assert [f[1] for f in found] == sorted((f[1] for f in found), reverse=True)
    assert len({f[0] for f in found}) == len(found) <= 8
    named = [f[0] in hints for f in found if f[0] in {s.value for s in seen}]
    assert named == sorted(named, reverse=True)
    assert all(f[2].endswith(".") and f[2][0].isupper() for f in found)


@pytest.mark.django_db
def test_the_one_in_nearly_every_message_and_not_a_list_nor_a_colleague(tmp_path, monkeypatch):
    fake = Fake(monkeypatch)
    news = [mail(f"n{n}", "news@shop.example", "all@valmar.example", ME, flags=frozenset({"bulk"})) for n in range(60)]
    second = [mail(f"s{n}", "p1@valmar.example", "noor@home.example") for n in range(4)] + [
        mail("s9", "noor@home.example", "p1@valmar.example")
    ]
    services.bring_in([write_mbox(tmp_path / "All.mbox", range(90)), fake.file(tmp_path / "a.fake", *news, *second)], at=AT)
    found = queries.guess_own()
    assert [f[0] for f in found] == [ME, "noor@home.example"]
    assert found[0][2] == "It is in 97 % of your messages, sent 30 and received 120."


@pytest.mark.django_db
def test_what_a_source_says_wins_even_where_only_received_mail_is_there(tmp_path, monkeypatch):
    fake = Fake(monkeypatch)
    inbox = [mail(f"n{n}", f"p{n % 3}@valmar.example", "noor@work.example", "team@work.example") for n in range(9)]
    services.bring_in([fake.file(tmp_path / "a.fake", *inbox, Own(email("noor@work.example"), "delivered to it (Delivered-To)"))], at=AT)
    assert queries.guess_own()[0][::2] == (
        "noor@work.example",
        "Delivered to it (Delivered-To); it is in 100 % of your messages, sent 0 and received 9.",
    )


@pytest.mark.django_db
def test_an_empty_log_guesses_nobody():
    assert queries.guess_own() == []


@pytest.mark.django_db
def test_her_word_outlives_a_look_from_other_addresses():
    """The look is over with her word: giving back what was hers before it would undo that."""
    day.i_am([ME], at=AT)
    day.see_as(["ana@valmar.example"], at=AT)
    day.i_am([ME, "noor@home.example"], at=AT)
    give_back_own()
    assert {value for _, value, sure in own_addresses() if sure} == {ME, "noor@home.example"}


@pytest.mark.django_db
def test_a_look_from_an_address_that_is_nowhere_says_so():
    Log().mail(1, "me", "ana")
    assert day.see_as(["Ana@example.org"], at=AT)
    assert not day.see_as(["nobody@example.org"], at=AT)


def whose(tmp_path, monkeypatch, order):
    """A store into which an address book of LinkedIn's and a mailbox came, one import each, and nobody said whose it is."""
    fake = Fake(monkeypatch)
    hint = fake.file(tmp_path / "a.fake", mail("h", "p1@valmar.example", "noor@home.example"), Own(email("noor@home.example"), "LinkedIn"))
    files = {"box": write_mbox(tmp_path / "All.mbox", range(90)), "hint": hint}
    for name in order:
        day.bring_in([files[name]], at=AT)
    return {value for _, value, sure in own_addresses() if sure}


@pytest.mark.django_db
@pytest.mark.parametrize("order", [("box", "hint"), ("hint", "box")])
def test_whom_we_take_the_user_to_be_does_not_depend_on_what_came_first(tmp_path, monkeypatch, order):
    assert whose(tmp_path, monkeypatch, order) == {ME, "noor@home.example"}
    day.undo()
    assert {value for _, value, sure in own_addresses() if sure} == {ME if order[0] == "box" else "noor@home.example"}
    day.undo()
    assert own_addresses() == []


@pytest.mark.django_db
def test_her_word_beside_an_import_goes_back_with_it_and_stays_while_another_import_does(tmp_path):
    empty = store.digest()
    boxes = [write_mbox(tmp_path / f"{n}.mbox", range(9 * n, 9 * n + 9)) for n in range(2)]
    day.bring_in(boxes[:1], at=AT, me=["noor@home.example"])
    with_one = store.digest()
    day.bring_in(boxes[1:], at=AT, me=["noor@home.example"])
    day.undo()
    assert store.digest() == with_one and own_addresses() == [("email", "noor@home.example", True)]
    day.undo()
    assert store.digest() == empty and own_addresses() == []


@pytest.mark.django_db
def test_her_own_profile_is_none_of_the_people(tmp_path):
    columns = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers"
    profile = tmp_path / "Profile.csv"
    profile.write_text(f"{columns}\nNoor,Halden,,,,Head,,,,,,,\n")
    day.bring_in([profile], at=AT)
    me = people.me()
    assert day.counted("people", at=AT) == 0 and me is not None and (me.name, me.title) == ("Noor Halden", "Head")
    day.undo()
    day.work_out(at=AT)
    assert people.me() is None
