"""Days and times as exports write them."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worthwhile.sources.dates import noon, seconds, told
from worthwhile.text import here


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("08 Feb 2026", (2026, 2, 8)),
        ("5 Jan 2019", (2019, 1, 5)),
        ("7-Feb-22", (2022, 2, 7)),
        ("2. Okt. 2025", (2025, 10, 2)),
        ("1 März 2024", (2024, 3, 1)),
        ("8 févr. 2026", (2026, 2, 8)),
        ("1 août 2024", (2024, 8, 1)),
        ("3 de enero de 2025", (2025, 1, 3)),
        ("Feb 8, 2026", (2026, 2, 8)),
        ("2026-02-08", (2026, 2, 8)),
        ("2026-08-01 10:00:00 UTC", (2026, 8, 1, 10)),
        ("2026/08/01 10:00:00 UTC", (2026, 8, 1, 10)),
        ("2026-08-01T10:00:00Z", (2026, 8, 1, 10)),
        ("2026-08-01T10:00:00.123+02:00", (2026, 8, 1, 8)),
        ("2026-08-01 10:00:00 -0130", (2026, 8, 1, 11, 30)),
        ("1/29/26, 2:37 PM", (2026, 1, 29, 14, 37)),
        ("1/29/26, 2:37\u202fPM", (2026, 1, 29, 14, 37)),
        ("12/31/18, 12:05 AM", (2018, 12, 31, 0, 5)),
        ("07/21/09, 12:11 PM", (2009, 7, 21, 12, 11)),
        ("31/12/26", (2026, 12, 31)),
        ("3/4/26", (2026, 3, 4)),
        ("1/29/26, 14:37 PM", (2026, 1, 29, 14, 37)),
        ("29 Feb 2024", (2024, 2, 29)),
        ("1/2/99", (1999, 1, 2)),
        ("2026-08-01 10:00:60 UTC", (2026, 8, 1, 10, 0, 59)),
    ],
)
def test_days(text, when):
    assert seconds(text) == int(datetime(*when, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    "text",
    ["", "soon", "29 Feb 2023", "2026-13-40", "0000-00-00", "1/29/26, 25:00 PM", "8 Xyz 2026", "31 Dec 1969", "1 Jan 2201", "99999999"],
)
def test_what_is_no_day_is_none(text):
    assert seconds(text) is None


@given(st.text(max_size=40))
@example("²/²/²²²²")
@example("1/1/٢٠٢٦")
def test_nothing_breaks_it(text):
    found = seconds(text)
    assert found is None or found + 86_400 >= 0


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30)),
    st.sampled_from(["%d %b %Y", "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%b %d, %Y", "%d. %B %Y"]),
)
def test_a_day_comes_back(moment, form):
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    assert seconds(day.strftime(form)) == int(day.timestamp())


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "America/Los_Angeles", "UTC", "Pacific/Auckland", "Pacific/Kiritimati"])
def test_a_day_without_a_time_is_that_day_on_her_clock(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for text in ("08 Feb 2026", "7-Feb-22"):
            day = seconds(text)
            assert here(told(day, text)).date() == here(noon(day)).date() == datetime.fromtimestamp(day, UTC).date()
        at = seconds("2026-08-01 00:00:00 UTC")
        assert told(at, "2026-08-01 00:00:00 UTC") == at
    finally:
        monkeypatch.undo()
        time.tzset()
