"""The header of one message → a record. No body ever comes here.

One regular expression takes the wanted lines out of the raw bytes; what they hold is decoded once and kept, since the same people,
days and threads come again and again. Of a header that stands twice the first counts; To, Cc and Bcc are taken together."""

import re
from collections.abc import Callable

from worthwhile.sources import automatic
from worthwhile.sources.mailaddress import LONGEST_KEPT, handles
from worthwhile.sources.maildate import received_time, separator_time, when
from worthwhile.sources.mailwords import tidy, unfold, words
from worthwhile.sources.records import Handle, Message, Passed, Refused, key_of
from worthwhile.text import clean

# The usual spellings. Ignoring case costs twice the time, so that is done only where these find no sender or no date. What begins with
# one letter is tried faster than what begins with a choice of two, so the most frequent spellings stand by themselves and first.
_NAMES = (
    rb"From|Date|To|Subject|Message-I[Dd]|Re(?:ferences|turn-[Pp]ath)|In-[Rr]eply-[Tt]o|from|TO|t[Oo]|C[Cc]|c[Cc]|B[Cc][Cc]|b[Cc][Cc]|date"
    rb"|Message-i[Dd]|Mailing-List|m(?:essage-[Ii][Dd]|ailing-List)|in-[Rr]eply-[Tt]o|re(?:ferences|turn-[Pp]ath)|Sender|s(?:ubject|ender)"
    rb"|Precedence|Auto-Submitted|Feedback-I[Dd]|List-(?:Archive|I[Dd]|Post|Unsubscribe)|X-(?:Gmail-Labels"
    rb"|Auto-Response-Suppress|Autoreply|Autorespond|Been[Tt]here|Campaign-I[Dd]|Failed-Recipients|Mailing-List)"
)
_VALUE = rb")[ \t]*:[ \t]*+([^\n]*+(?:\n[ \t][^\n]*+)*+)"
_USUAL = re.compile(rb"\n(?=[FfTtCcBbDdMmIiRrSsPALX][roOcCaenui-])(" + _NAMES + _VALUE)  # most lines fall at their first two letters
_ANY = re.compile(rb"\n(" + _NAMES + _VALUE, re.IGNORECASE)
_RECEIVED = re.compile(rb"\n(Received" + _VALUE, re.IGNORECASE)
_ID = re.compile(rb"<([^<>\s]+)>")
_PLAIN_ID = re.compile(rb"<([!-;=?-~]{1,64})>")  # an id that is its own key, as nearly all are
_PLAIN_IDS = re.compile(_PLAIN_ID.pattern.decode())
_SIGNS = frozenset(automatic.SIGNS)
_AUTO = frozenset(("auto",))
_LISTED = frozenset((b"to", b"cc", b"bcc"))
_ROLES = ((b"to", "to"), (b"cc", "cc"), (b"bcc", "bcc"))
_KEEP = 50_000
LONGEST_KEY = 64
MOST_REFERENCES = 100
HASHED = 500  # bytes of each part that tells messages without a Message-ID apart

_keys: dict[bytes, str] = {}
_subjects: dict[bytes, tuple[str, frozenset[str]]] = {}
_senders: dict[bytes, tuple[Handle, frozenset[str]]] = {}
_people: dict[tuple[bytes | None, bytes | None, bytes | None], tuple[tuple[str, Handle], ...]] = {}


def fields(block: bytes) -> dict[bytes, bytes]:
    """The wanted headers of a raw block: lower-case name → raw value, folds and all. A line that is no header is passed over."""
    if block[:1] != b"\n":
        block = b"\n" + block
    found = _USUAL.findall(block)
    heads = {_LOWER[name]: value for name, value in found}
    if len(heads) < len(found):
        heads = _first(found)
    return heads if b"from" in heads and b"date" in heads else _first(_ANY.findall(block))


class _Lower(dict[bytes, bytes]):
    """Names as written, which are few, to names in lower case."""

    def __missing__(self, name: bytes) -> bytes:
        self[name] = low = name.lower()
        return low


_LOWER = _Lower()


def _first(found: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    heads: dict[bytes, bytes] = {}
    for name, value in found:
        name = name.lower()
        if name not in heads:
            heads[name] = value
        elif name in _LISTED:
            heads[name] += b", " + value
    return heads


def message(block: bytes, *, line: int = 0, separator: bytes = b"", body: Callable[[], bytes] | None = None) -> Message | Passed | Refused:
    """The record of one message, or why there is none.

    `separator` is the mbox "From " line, whose date helps where Date is broken. `body` gives the first bytes of the text; it is asked
    only where there is no Message-ID, to tell two such messages apart by a hash.
    """
    heads = fields(block)
    if b"x-gmail-labels" in heads:
        reason = left_out(heads[b"x-gmail-labels"])
        if reason:
            return Passed(reason, line=line)
    at = when(heads.get(b"date", b""))
    if at is None:
        at = _moment(separator, block)
    sender, flags = _sender(heads)
    if at is None or sender is None:
        return Refused(line, _reason(heads, at is None, sender is None))
    if not _SIGNS.isdisjoint(heads):
        flags |= automatic.signs(heads)
    if heads.get(b"return-path", b"")[:2] == b"<>" or automatic.report(block):
        flags |= _AUTO
    found = _PLAIN_ID.match(heads.get(b"message-id", b""))
    key = found[1].decode() if found else _key(heads, at, sender, body)
    references = _references(heads) if b"references" in heads or b"in-reply-to" in heads else ()
    thread = references[0] if references else key
    subject, sign = _subject(heads[b"subject"]) if b"subject" in heads else ("", automatic.NONE)
    return Message(key, "mail", at, sender, _recipients(heads), subject, references, thread, flags | sign, "", line)


def _key(heads: dict[bytes, bytes], at: int, sender: Handle, body: Callable[[], bytes] | None) -> str:
    """What names the message: its Message-ID, or else a hash of who wrote what to whom and when."""
    raw = heads.get(b"message-id", b"")
    found = _ID.search(raw)
    if found is not None:
        return key_of_id(found[1])
    parts = raw.split()
    if parts:
        return key_of_id(parts[0])
    parts = [heads.get(name, b"") for name in (b"to", b"cc", b"subject")] + ([body()] if body is not None else [])
    return key_of("mail", at, sender.value, *(b" ".join(part.split())[:HASHED].decode("latin-1") for part in parts))


def left_out(labels: bytes) -> str:
    """Why a message with these labels of Gmail's is passed over on purpose ("drafts", "spam"), or ""."""
    said = {w.strip().lower() for w in words(unfold(labels)).split(",")}
    return next((reason for reason, names in _LEFT_OUT if said & names), "")


_LEFT_OUT = (
    ("spam", frozenset(("spam", "junk", "no deseado", "courrier indésirable"))),
    ("drafts", frozenset(("draft", "drafts", "entwurf", "entwürfe", "brouillons", "borradores", "bozze", "rascunhos", "concepten"))),
    ("messages in the bin", frozenset(("trash", "bin", "papierkorb", "corbeille", "papelera", "cestino", "lixeira", "prullenbak"))),
)


def _moment(separator: bytes, block: bytes) -> int | None:
    """When it was written as others say who passed it on, for where Date says nothing."""
    at = separator_time(separator) if separator else None
    if at is None:
        received = _RECEIVED.search(b"\n" + block)
        at = received_time(received[2]) if received else None
    return at


def _sender(heads: dict[bytes, bytes]) -> tuple[Handle | None, frozenset[str]]:
    """Who sent it, and the flags that follow from the address alone."""
    raw = heads.get(b"from", b"")
    known = _senders.get(raw)
    if known is not None:
        return known
    found = handles(raw)
    if not found:
        found = handles(heads.get(b"sender", b""))
        return (found[0], _by_address(found[0])) if found else (None, automatic.NONE)
    if len(_senders) >= _KEEP:
        _senders.clear()
    if len(raw) <= LONGEST_KEPT:
        _senders[raw] = found[0], _by_address(found[0])
    return found[0], _by_address(found[0])


def _by_address(sender: Handle) -> frozenset[str]:
    return _AUTO if automatic.robot(sender.value) else automatic.NONE


def _reason(heads: dict[bytes, bytes], no_date: bool, no_sender: bool) -> str:
    """Says what is missing, with what stood there."""
    if no_sender:
        if not heads:
            return "This message has no header that can be read."
        stood = tidy(unfold(heads.get(b"from", b"")), 80)
        return f'Its sender is no e-mail address: "{stood}".' if stood else "It does not say who sent it."
    stood = clean(unfold(heads.get(b"date", b"")), 80) if no_date else ""
    return f'Its date cannot be understood: "{stood}".' if stood else "It has no date."


def _recipients(heads: dict[bytes, bytes]) -> tuple[tuple[str, Handle], ...]:
    to, cc, bcc = heads.get(b"to"), heads.get(b"cc"), heads.get(b"bcc")
    raw = (to, cc, bcc)
    known = _people.get(raw)
    if known is not None:
        return known
    out: dict[str, tuple[str, Handle]] = {}
    for name, role in _ROLES:
        if name in heads:
            for handle in handles(heads[name]):
                out.setdefault(handle.value, (role, handle))
    found = tuple(out.values())
    if len(to or b"") + len(cc or b"") + len(bcc or b"") < 1000:
        if len(_people) >= _KEEP:
            _people.clear()
        _people[raw] = found
    return found


def _subject(raw: bytes) -> tuple[str, frozenset[str]]:
    """The subject as text, and the flags that follow from it alone."""
    known = _subjects.get(raw)
    if known is None:
        text = tidy(unfold(raw), 1000)
        known = text, _AUTO if automatic.answered(text) else automatic.NONE
        if len(_subjects) >= _KEEP:
            _subjects.clear()
        _subjects[raw] = known
    return known


def key_of_id(raw: bytes) -> str:
    """The key of a Message-ID (without its brackets): itself when it is short and plain, else a hash of it."""
    known = _keys.get(raw)
    if known is None:
        text = raw.decode("latin-1")
        known = text if len(text) <= LONGEST_KEY and text.isascii() and text.isprintable() else key_of("message-id", raw.hex())
        if len(_keys) >= _KEEP:
            _keys.clear()
        _keys[raw] = known
    return known


def _references(heads: dict[bytes, bytes]) -> tuple[str, ...]:
    """Keys of the earlier messages, oldest first and the parent last (RFC 5322, 3.6.4)."""
    raw, raw_parent = heads.get(b"references", b""), heads.get(b"in-reply-to", b"")[:2000].strip()
    if raw.endswith(raw_parent):
        text = raw.decode("latin-1")
        keys = _PLAIN_IDS.findall(text)
        if len(keys) == text.count("<") <= MOST_REFERENCES:  # every id is its own key, and the parent stands last
            return tuple(keys)
    return _references_of(raw, raw_parent)


def _references_of(raw: bytes, raw_parent: bytes) -> tuple[str, ...]:
    """The same for any ids, each hashed where it is no key as it stands."""
    found = _ID.findall(raw)
    if raw_parent and not raw.endswith(raw_parent):
        parent = _ID.search(raw_parent)
        if parent is not None:
            found = [f for f in found if f != parent[1]]
            found.append(parent[1])
    if len(found) > MOST_REFERENCES:
        found = [found[0], *found[1 - MOST_REFERENCES :]]
    return tuple(map(key_of_id, found))
