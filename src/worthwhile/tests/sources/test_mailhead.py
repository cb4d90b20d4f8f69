"""One header → one record."""

import re
from email.header import Header
from email.utils import formataddr, formatdate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.sources import mailaddress, maildate, mailhead, mailwords
from worthwhile.sources.records import Message, Passed, Refused
from worthwhile.text import clean

USUAL = b"From: Ida North <ida@north.example>\nTo: me@ego.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nMessage-ID: <a@north.example>\n"


def pairs(raw: str) -> list[tuple[str, str]]:
    return [(h.name, h.value) for h in mailaddress.handles(raw.encode())]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Ida North <ida@north.example>", [("Ida North", "ida@north.example")]),
        ('"North, Ida" <Ida@North.Example>', [("North, Ida", "ida@north.example")]),
        ("ida@north.example", [("", "ida@north.example")]),
        ("ida@north.example (Ida North)", [("Ida North", "ida@north.example")]),
        ("<ida@north.example>", [("", "ida@north.example")]),
        ("alice@bank.example <mallory@evil.example>", [("", "mallory@evil.example")]),
        ('"alice@bank.example)" <mallory@evil.example>', [("", "mallory@evil.example")]),
        ("Team: ida@north.example, Jo <jo@south.example>;", [("", "ida@north.example"), ("Jo", "jo@south.example")]),
        ("undisclosed-recipients:;", []),
        ("Ida <ida@north.example> Jo <jo@south.example>", [("Ida", "ida@north.example"), ("Jo", "jo@south.example")]),
        ("ida@north.example; jo@south.example", [("", "ida@north.example"), ("", "jo@south.example")]),
        ('"Ida \\"the\\" North" <ida@north.example>', [('Ida "the" North', "ida@north.example")]),
        ("(((a(b)c))) Ida <ida@north.example>", [("Ida", "ida@north.example")]),
        ("<@relay.example,@b.example:ida@north.example>", [("", "ida@north.example")]),
        ("Ida North <ida@north.example", [("Ida North", "ida@north.example")]),
        ("ida at north.example (Ida North)", [("Ida North", "ida@north.example")]),
        ("=?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <j@south.example>", [("Jörg Müller", "j@south.example")]),
        ('"=?utf-8?B?SsO2cmc=?=" <j@south.example>', [("Jörg", "j@south.example")]),
        ("nobody in particular", []),
        ("", []),
        ("a@b@c.example", []),
    ],
)
def test_addresses(raw, found):
    assert pairs(raw) == found


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=500)
def test_any_text_gives_sound_addresses(raw):
    for name, value in pairs(raw):
        assert re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", value)
        assert value == value.lower()
        assert name == clean(name)


NAMES = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
    .map(lambda n: clean(n))
    .filter(lambda n: n and "@" not in n and "=?" not in n and n.strip("'\" ") == n)
)


@given(st.lists(NAMES, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_names_come_back_as_they_were_sent(names):
    sent = ", ".join(formataddr((name, f"p{n}@north.example")) for n, name in enumerate(names))
    assert [h.name for h in mailaddress.handles(sent.encode())] == names


@pytest.mark.parametrize("text", ["=?utf-8?B?@@?=", "=?nope?Q?x", "=?utf-8?Q?open", "=?base64_codec?Q?a?=", "=?idna?Q?xn--a?=", "=??Q??="])
def test_broken_words_stay_readable(text):
    assert isinstance(mailwords.words(text), str)


def test_words_cut_within_a_character_are_joined():
    assert mailwords.words("=?utf-8?B?w7Y=?= =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=") == "öü"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=80))
@settings(max_examples=150, deadline=None)
def test_encoded_subjects_come_back(text):
    sent = Header(text, "utf-8").encode()
    assert clean(mailwords.words(mailwords.unfold(sent.encode()))) == clean(text)


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        (b"Mon, 02 Nov 2026 09:00:00 +0100", 1793606400),
        (b"2 Nov 2026 08:00:00 GMT", 1793606400),
        (b"Mon, 2 Nov 2026 03:00 EST", 1793606400),
        (b"Mon, 02 Nov 26 08:00:00 -0000 (a comment)", 1793606400),
        (b"2026-11-02T09:00:00+01:00", 1793606400),
        (b"2026-11-02 08:00:00Z", 1793606400),
        (b"Tue, 02 Nov 2326 09:00:00 +0000", 11260630800),
        (b"Mon, 02 Nov 2026 09:00:00 +2500", None),
        (b"Mon, 30 Feb 2026 09:00:00 +0000", None),
        (b"Mon, 02 Nov 2026 24:00:00 +0000", None),
        (b"Thu, 00 Zzz 0000 99:99:99 +0000", None),
        (b"Thu, 01 Jan 1970 00:00:00 +0000", None),
        (b"Sat, 01 Jan 9999 00:00:00 +0000", None),
        (b"yesterday", None),
        (b"", None),
        (b"\xff\xfe", None),
    ],
)
def test_dates(raw, seconds):
    assert maildate.when(raw) == seconds
    assert maildate.when(raw) == seconds  # what is kept from the first time says the same


@given(st.integers(86400 * 366, 4102444800))
@settings(max_examples=200)
def test_the_usual_date_is_exact(seconds):
    assert maildate.when(formatdate(seconds).encode()) == seconds


@given(st.binary(max_size=60))
@settings(max_examples=300)
def test_no_date_breaks_it(raw):
    assert maildate.when(raw) is None or 0 < maildate.when(raw) < 13_600_000_000


@pytest.mark.parametrize(
    "line",
    [
        b"From ida@north.example Mon Nov  2 08:00:00 2026",
        b"From 17@xxx Mon Nov 02 08:00:00 +0000 2026",
        b"From - Mon Nov 2 09:00:00 2026 +0100",
    ],
)
def test_separators_have_a_date(line):
    assert maildate.separator_time(line) == 1793606400


def test_a_whole_header():
    found = mailhead.message(
        USUAL + b"Cc: Jo <jo@south.example>,\n kit@east.example\nBCC: k@w.example\nSubject: =?utf-8?Q?Sp=C3=A4t?=\n er\n"
        b"References: <one@x.example>\n\t<two@x.example>\nIn-Reply-To: <two@x.example>\n"
    )
    assert isinstance(found, Message)
    assert (found.key, found.at, found.subject, found.flags) == ("a@north.example", 1793606400, "Später".replace("er", " er"), frozenset())
    assert [(role, h.value) for role, h in found.recipients] == [
        ("to", "me@ego.example"),
        ("cc", "jo@south.example"),
        ("cc", "kit@east.example"),
        ("bcc", "k@w.example"),
    ]
    assert found.references == ("one@x.example", "two@x.example")
    assert found.thread == "one@x.example"


def test_a_parent_that_the_references_lack_stands_last():
    found = mailhead.message(USUAL + b"References: <one@x>\nIn-Reply-To: Ida's message <zero@x> of Monday\n")
    assert found.references == ("one@x", "zero@x")


def test_a_parent_within_the_references_is_moved_to_the_end():
    assert mailhead.message(USUAL + b"References: <zero@x> <one@x>\nIn-Reply-To: <zero@x>\n").references == ("one@x", "zero@x")


def test_odd_spellings_of_names():
    found = mailhead.message(b"FROM: a@b.example\nTO : c@d.example\nDATE:Mon, 02 Nov 2026 09:00:00 +0100\nMESSAGE-ID:<q@b>\nsubject:x\n")
    assert (found.sender.value, found.key, found.subject, len(found.recipients)) == ("a@b.example", "q@b", "x", 1)


def test_lines_that_are_no_header_cost_themselves():
    assert mailhead.message(b"no header this\n" + USUAL.replace(b"To:", b"garbage here\nTo:")) == mailhead.message(USUAL)


def test_windows_line_ends_make_no_difference():
    assert mailhead.message(USUAL.replace(b"\n", b"\r\n")) == mailhead.message(USUAL)


def test_without_an_id_the_key_is_stable_and_its_own():
    block = USUAL.replace(b"Message-ID: <a@north.example>\n", b"")
    one, again, other = mailhead.message(block), mailhead.message(block), mailhead.message(block + b"Subject: other\n")
    assert one.key == again.key != other.key
    assert len(one.key) == 32


def test_a_long_id_is_hashed_alike_in_its_message_and_its_answer():
    long = b"x" * 200 + b"@north.example"
    asked = mailhead.message(USUAL.replace(b"a@north.example", long))
    answer = mailhead.message(USUAL + b"In-Reply-To: <" + long + b">\n")
    assert answer.references == (asked.key,)
    assert len(asked.key) <= 64


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (b"", "no header"),
        (b"Subject: x\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n", "who sent"),
        (b"From: nobody\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n", '"nobody"'),
        (b"From: a@b.example\n", "no date"),
        (b"From: a@b.example\nDate: yesterday\n", '"yesterday"'),
    ],
)
def test_what_is_refused_says_why(block, says):
    found = mailhead.message(block, line=7)
    assert isinstance(found, Refused)
    assert found.line == 7
    assert says in found.reason


def test_received_helps_where_the_date_is_broken():
    assert (
        mailhead.message(USUAL.replace(b"Mon, 02 Nov 2026 09:00:00 +0100", b"?") + b"Received: by x;\n Mon, 2 Nov 2026 08:00:00 +0000\n").at
        == 1793606400
    )


def test_gmail_drafts_and_spam_are_passed_over():
    assert mailhead.message(USUAL + b"X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=,Wichtig\n") == Passed("drafts")
    assert isinstance(mailhead.message(USUAL + b"X-Gmail-Labels: Inbox,Important\n"), Message)


@given(st.binary(max_size=300))
@settings(max_examples=400)
def test_no_bytes_break_it(raw):
    assert isinstance(mailhead.message(raw), Message | Refused | Passed)
    assert isinstance(mailhead.message(USUAL + raw), Message | Refused | Passed)
