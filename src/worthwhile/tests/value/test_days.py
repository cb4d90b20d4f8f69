"""A day said in plain words."""

from datetime import date

import pytest

from worthwhile.value.days import day_of, ending, in_past

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("3 December", date(2026, 12, 3)),
        ("3rd of December", date(2026, 12, 3)),
        ("Dec 3, 2027", date(2027, 12, 3)),
        ("December 3rd", date(2026, 12, 3)),
        ("3 March", date(2027, 3, 3)),
        ("24 November", date(2026, 11, 24)),
        ("2026-12-03", date(2026, 12, 3)),
        ("Friday", date(2026, 11, 27)),
        ("Tuesday", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 25)),
        ("29 February", date(2028, 2, 29)),
        ("31 November", None),
        ("Febuary 15", None),
        ("2026-13-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_what_a_day_is(said, day):
    assert day_of(said, TODAY) == day


@pytest.mark.parametrize(
    ("line", "said", "day"),
    [
        ("the plan by 3 December", "3 December", date(2026, 12, 3)),
        ("the plan by Friday.", "Friday", date(2026, 11, 27)),
        ("the plan by 31 November", "31 November", None),
        ("the plan by Febuary 15", "Febuary 15", None),
        ("the plan by 2026-02-30", "2026-02-30", None),
    ],
)
def test_the_end_of_a_line_may_be_a_day(line, said, day):
    meant = ending(line, TODAY)
    assert meant is not None and (meant.said, meant.day) == (said, day) and line[meant.at :].startswith(said)


@pytest.mark.parametrize(
    "line", ["", "the plan", "come by bike", "stand by me", "read by 2 people", "written by 12 authors", "by May I do not know"]
)
def test_what_looks_like_no_day_is_none(line):
    assert ending(line, TODAY) is None


def test_the_day_in_a_header():
    assert in_past("Thu, 12 Nov 2026 at 09:14", TODAY) == date(2026, 11, 12)
    assert in_past("Thursday, November 12, 2026 9:14 AM", TODAY) == date(2026, 11, 12)
    assert in_past("12 November", TODAY) is None and in_past("12 Nov 2031", TODAY) is None
