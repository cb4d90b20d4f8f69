"""Mail in its usual spelling is read by short ways. Whatever comes, they give what the long ways behind them give."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from worthwhile.sources import mailaddress, maildate, mailhead, mbox
from worthwhile.sources.mailwords import unfold
from worthwhile.sources.records import Item, Mark, Message

HEAD = b"From: Ida North <ida@north.example>\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n"


def joined(*choices: list[str], most: int = 8) -> st.SearchStrategy[bytes]:
    """Texts put together out of pieces that a header may hold."""
    return st.lists(st.sampled_from([c for some in choices for c in some]), max_size=most).map(lambda p: "".join(p).encode("latin-1"))


dates = st.builds(
    lambda before, day, month, year, clock, zone, after: f"{before}{day} {month} {year} {clock}{zone}{after}".encode(),
    st.sampled_from(["Mon, ", "Tue,", "", " Wed, ", "Mon,  "]),
    st.sampled_from(["2", "02", "30", "31", "0"]),
    st.sampled_from(["Nov", "feb", "Jan", "Zzz"]),
    st.sampled_from(["2026", "1971", "1970", "2399", "2400", "26", "0000"]),
    st.sampled_from(["09:00:00", "23:59:60", "24:00:00", "00:00:00", "9:00", "09:61:00", "09.00.00", "0a:00:00"]),
    st.sampled_from([" +0100", " -0000", " +1459", " +1500", " +2500", " GMT", "", "+0100", " +010"]),
    st.sampled_from(["", "", " (CET)", " ", "\r", "x"]),
)


@given(dates)
@settings(max_examples=400, deadline=None)
def test_dates(raw):
    found = maildate.when(raw)
    assert found == maildate._spelled(raw) == maildate.when(raw)


@given(st.datetimes(datetime(1971, 1, 2), datetime(2399, 12, 30)), st.integers(0, 59))
@settings(max_examples=100, deadline=None)
def test_a_day_seen_before_gives_every_other_moment_of_it(at, minute):
    at = at.replace(microsecond=0, tzinfo=UTC)
    other = at.replace(minute=minute)
    for one in (at, other):
        assert maildate.when(format_datetime(one).encode()) == int(one.timestamp())


@given(joined(["<a@b>", "<", ">", " ", "\n ", "\t", "é", "<c d>", "<" + "x" * 64 + ">", "<" + "x" * 65 + ">", "<é@b>", "<\x01>", ","]))
@settings(max_examples=400, deadline=None)
def test_ids(raw):
    made = mailhead.message(HEAD + b"Message-ID: " + raw.replace(b"\n", b"") + b"\n")
    heads = mailhead.fields(HEAD + b"Message-ID: " + raw.replace(b"\n", b"") + b"\n")
    assert made.key == mailhead._key(heads, made.at, made.sender, None)


@given(
    joined(["<a@b>", "<c@d>", "<", ">", " ", "\n ", "é", "<a b>", "<" + "x" * 64 + ">", "<" + "x" * 65 + ">", "<é@b>", "<<e@f>"]),
    st.sampled_from([b"", b"<a@b>", b" <c@d>", b"c@d>", b"<c@d> (Ida, on Monday)", b">", b"<q@r>"]),
)
@example(b"<a@b>" * 120, b"<a@b>")
@settings(max_examples=400, deadline=None)
def test_references(raw, parent):
    heads = {b"references": raw, b"in-reply-to": parent}
    assert mailhead._references(heads) == mailhead._references_of(raw, parent.strip())


NAMES = [
    "Ida",
    " ",
    "North",
    '"',
    "'",
    "=?utf-8?q?J=C3=B6rg?=",
    "=?utf-8?B?SsO2cmc=?=",
    "=?utf-8?b?a?=",
    "=?nope?Q?_x_?=",
    "=?",
    "?=",
    "é",
    "=",
]
AROUND = [" ", "\n ", "\r\n\t", *",;:()\\", "<ida@north.example>", "<IDA@north.example.>", "<a b@c>", "<>", "ida@north.example"]


@given(joined(NAMES, most=5), joined(AROUND, NAMES, most=5), st.sampled_from([b"<ida@north.example>", b" <ida@north.example> ", b""]))
@example(b"=?utf-8?q?J=C3=B6rg?=", b",", b"<ida@north.example>")
@settings(max_examples=500, deadline=None)
def test_addresses(name, around, address):
    for raw in (name + address, name + around + address):
        known = [mailaddress._handle(*box) for box in mailaddress.mailboxes(unfold(raw))]
        assert list(mailaddress._all(raw)) == [handle for handle in known if handle is not None]


WANTED = re.findall(
    r"\S+",
    "From To CC Bcc Date Message-ID Message-Id Mailing-List In-Reply-To References Return-Path Subject Sender cc to from date message-id "
    "subject references in-reply-to Precedence Auto-Submitted Feedback-ID List-Archive List-ID List-Post List-Unsubscribe X-Mailing-List "
    "X-Auto-Response-Suppress X-Autoreply X-Autorespond X-BeenThere X-Campaign-ID X-Failed-Recipients X-Gmail-Labels",
)
OTHERS = re.findall(r"\S+", "Received DKIM-Signature X-Received ARC-Seal Content-Type Reply-To Fromage Tool Return-Receipt-To Delivered-To")


def test_every_wanted_header_is_found():
    assert {name.lower().encode() for name in WANTED} >= set(mailhead.automatic.SIGNS)
    for name in WANTED:
        assert mailhead.fields(HEAD.replace(b"From:", b"Sender:") + name.encode() + b": x\n").get(name.lower().encode()), name


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*WANTED, *OTHERS, " To", ""]),
            st.sampled_from([":", ": ", " :\t", ""]),
            st.sampled_from(["x", "y\n z", "", "é"]),
        ),
        max_size=9,
    )
)
@settings(max_examples=300, deadline=None)
def test_headers(lines):
    block = HEAD + "".join(f"{name}{colon}{value}\n" for name, colon, value in lines).encode()
    assert mailhead.fields(block) == mailhead._first(mailhead._ANY.findall(b"\n" + block))


FROM = b"From ida@north.example Mon Nov  2 09:00:00 2026\n"
PARTS = [
    b"\n",
    b"\n\n",
    b"From ",
    b"From: a@b.example\n",
    FROM,
    FROM + HEAD,
    b"\n" + FROM + HEAD + b"\n",
    b"Date: Mon, 02 Nov 2026 09:00:00 +0100\n",
]
PARTS += [b"\r\n", b"x", b"From q@x.example\n", b"Message-ID: <a@b>\n", b"From the desk\n\n"]


@pytest.fixture(scope="module")
def put(tmp_path_factory):
    path = tmp_path_factory.mktemp("short") / "a.mbox"
    return lambda text: path.write_bytes(text) and path


def records(path) -> list[Item]:
    return [item for item in mbox.read(path, {}, 0) if not isinstance(item, Mark)]


@given(st.lists(st.sampled_from(PARTS), max_size=25))
@example([b"\n", FROM + HEAD, b"\r\n", b"Message-ID: <a@b>\n", b"\n", FROM + HEAD + b"\n"])
@settings(max_examples=120, deadline=None)
def test_what_separates_messages(put, parts):
    # the short way is gone only where much is in sight after a message, which blocks of a few bytes never give
    path = put(FROM + HEAD + b"\n" + b"".join(parts) + b"\n\n" + b"all of this is text\n" * 600)
    whole = records(path)
    usual, mbox.BLOCK = mbox.BLOCK, 600
    try:
        assert records(path) == whole
    finally:
        mbox.BLOCK = usual
    assert isinstance(whole[0], Message)
