"""Whose mailbox it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.intake import queries, services
from worthwhile.intake.own import Seen, likely
from worthwhile.sources.records import Own
from worthwhile.tests.intake.made import AT, ME, Fake, email, mail, write_mbox

COUNT = st.integers(0, 500)
SEEN = st.lists(st.builds(Seen, st.sampled_from("abcdefgh"), COUNT, COUNT, COUNT, COUNT, COUNT), max_size=8, unique_by=lambda s: s.value)


@given(SEEN, st.dictionaries(st.sampled_from("abcxyz"), st.just("it says so")))
def test_a_hint_stands_before_all_without_and_the_order_is_the_weight(seen, hints):
    whole = sum(s.messages for s in seen)
    found = likely(seen, hints, whole)
    assert [f[1] for f in found] == sorted((f[1] for f in found), reverse=True)
    assert len({f[0] for f in found}) == len(found) <= 8
    named = [f[0] in hints for f in found if f[0] in {s.value for s in seen}]
    assert named == sorted(named, reverse=True) or whole == 0
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
