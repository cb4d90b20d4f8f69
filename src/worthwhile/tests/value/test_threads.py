"""A pasted thread, cut into its messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.value.threads import address_in, name_in, parts

QUOTED = """Yes, I'll send it on Friday.

On Thu, 12 Nov 2026 at 09:14, Deniz Aydın <deniz@field.example> wrote:
> Could you send me the plan?
>
> On Wed, 11 Nov 2026 at 18:00, Kofi Mensah
> <kofi@brakes.example> wrote:
>> Thank you for the contact.
"""
BETWEEN = """On 12 November 2026, Deniz Aydın wrote:
> Could you send me the plan?
I'll send it tomorrow.
> And who is in charge?
Lucía is.
"""
OUTLOOK = """Thank you, that helps.

-----Original Message-----
From: Deniz Aydın <deniz@field.example>
Sent: Thursday, November 12, 2026 9:14 AM
To: Noor Haddad
Subject: Plan

Could you send me the plan?
"""


def test_marks_of_quoting_are_followed_inwards():
    found = parts(QUOTED)
    assert [(name_in(p.who), address_in(p.who)) for p in found] == [
        ("", ""),
        ("Deniz Aydın", "deniz@field.example"),
        ("Kofi Mensah", "kofi@brakes.example"),
    ]
    assert [p.text.split("\n")[0] for p in found] == [
        "Yes, I'll send it on Friday.",
        "Could you send me the plan?",
        "Thank you for the contact.",
    ]
    assert "12 Nov 2026" in found[1].when and "Deniz" not in found[0].text


@pytest.mark.parametrize(
    ("head", "who", "when"),
    [
        ("On 12 November 2026 Noor Haddad wrote:", "Noor Haddad", "12 November 2026"),
        ("On Mon, 12 Nov 2026 at 10:00 AM Noor Haddad wrote:", "Noor Haddad", "Mon, 12 Nov 2026 at 10:00 AM"),
        ("On November 12, 2026 at 10:00:05 AM GMT+01:00 May Smith wrote:", "May Smith", "November 12 2026 at 10:00:05 AM GMT+01:00"),
        ("On 2026-11-12 10:00 Noor Haddad <n@x.example> wrote:", "Noor Haddad <n@x.example>", "2026-11-12 10:00"),
        ("On 12 Nov 2026, 10:00 +0100, Noor Haddad <n@x.example>, wrote:", "Noor Haddad <n@x.example>", "12 Nov 2026, 10:00 +0100"),
        ("On 12 November 2026, April Jones wrote:", "April Jones", "12 November 2026"),
        ("On Monday May Smith wrote:", "May Smith", "Monday"),
    ],
)
def test_a_date_and_a_time_before_the_name_are_no_part_of_it(head, who, when):
    _, earlier = parts(f"Yes.\n\n{head}\n> Could you send me the plan?\n")
    assert (earlier.who, earlier.when, earlier.text) == (who, when, "Could you send me the plan?")


def test_answers_between_the_lines_are_the_answerer_s():
    mine, theirs = parts(BETWEEN)
    assert "I'll send it tomorrow." in mine.text and "Lucía is." in mine.text and "plan?" not in mine.text
    assert theirs.text.split("\n") == ["Could you send me the plan?", "And who is in charge?"]


def test_a_block_of_headers_begins_a_message():
    mine, theirs = parts(OUTLOOK)
    assert mine.text == "Thank you, that helps." and theirs.text == "Could you send me the plan?"
    assert address_in(theirs.who) == "deniz@field.example" and "November 12, 2026" in theirs.when


def test_a_message_that_begins_with_its_headers_says_who_wrote_it():
    (only,) = parts(
        "From: Deniz Aydın <deniz@field.example>\nDate: Thu, 12 Nov 2026 09:14:00 +0100\nSubject: Plan\n\nCould you send me the plan?\n"
    )
    assert (name_in(only.who), only.text) == ("Deniz Aydın", "Could you send me the plan?")


def test_one_message_is_one_part():
    (only,) = parts("Could you send me the plan?\nFrom what I hear, it is ready.")
    assert only.who == "" and parts("") == parts("  \n ") == []


@given(st.lists(st.sampled_from([*QUOTED.splitlines(), *OUTLOOK.splitlines(), ">", ">> x", "", "On", "wrote:"]), max_size=60))
def test_nothing_breaks_it(lines):
    for part in parts("\n".join(lines)):
        assert part.text.strip()
