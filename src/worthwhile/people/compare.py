"""Two records (a name and an address) held against each other: what speaks for one person, and what against.

Every feature is symmetric and takes no notice of the order of records. A missing name is no evidence.
The evidence used is that found to carry by Bird et al. (Mining email social networks, 2006) and in our own trials.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log1p
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from worthwhile.people.names import words as words_of
from worthwhile.people.rarity import Here, bits
from worthwhile.text import fold


def _listed(text: str) -> list[str]:
    return text.split()


_CODE_HOST = re.compile(r"^(?:(\d+)\+)?(.+)@users\.noreply\.(?:github|gitlab)\.com$")
_GENERIC = frozenset(
    _listed(
        "root info me git mail email admin contact hello hi user users dev devel developer ubuntu debian noreply no-reply none nobody github code home work "
        "test unknown anonymous you your name yourname first last devnull localhost vagrant pi office support sales team webmaster postmaster system default guest"
    )
)
# What stands where nobody said a name, or an address that was never anybody's.
_NO_NAME = frozenset(_listed("unknown root user me you none null nobody anonymous test admin ubuntu debian default")) | {
    "your name",
    "no name",
    "first last",
    "name",
}
_NO_ADDRESS = re.compile(
    r"^(?:your|my|user|some)[._-]?(?:email|name|mail)|^(?:devnull|none|nobody|me|you|user)@|@(?:example|youremail|email|none|localhost\.none)(?:\.|$)|^\W*@"
)
_PUBLIC = frozenset(
    _listed(
        "gmail googlemail yahoo hotmail outlook live msn icloud me mac aol gmx web protonmail proton pm qq 163 126 foxmail mail yandex ymail posteo "
        "fastmail hey zoho rediffmail free orange laposte libero naver t-online users noreply github gitlab"
    )
)
_MACHINE = re.compile(r"(?:^|\.)(?:localhost|local|localdomain|lan|home|internal|invalid|\(none\)|none|example\.(?:com|org|net))$|^[^.]*$")
_SECOND = frozenset(_listed("co com ac edu org net gov"))

FEATURES = (
    "same address", "same local part", "same letters in local part", "local part contained", "likeness of local parts", "length of shared local part",
    "bearers of local part", "generic", "machine", "same digits", "other digits", "same domain", "bearers of shared domain", "same code-host id", "other code-host id",
    "both named", "both full", "equal words", "rarity of equal words", "rarest bearers here", "nicknames", "initials", "typos", "prefixes",
    "left over", "left on both", "full name equal", "joined names equal", "likeness of names", "one word equal", "conflicting first", "conflicting last",
    "login best", "login other", "owners of login", "login length", "login covers best", "login covers other", "handle is local", "handle is login", "handle owners",
    "words in local best", "words in local other", "words in own domain", "local in own domain", "named sides", "shortest local", "shared part of locals", "full against login",
    "rarity of shared local", "full names with that word", "rarity of login", "full names with that login word", "login of a machine", "code-host side",
)  # fmt: skip
WIDTH = len(FEATURES)


@dataclass(frozen=True, slots=True)
class Record:
    """A name and an address as they are compared."""

    name: tuple[str, ...]
    email: str
    local: str
    letters: str  # the local part without separators and digits
    digits: str
    parts: tuple[str, ...]
    domain: str
    own: str  # the label of a domain of one's own, or ""
    host_id: str
    generic: bool
    machine: bool
    handle: str  # a name of one word, its letters
    joined: str


def record(name: str, email: str) -> Record:
    """Prepare one record. Any text will do; what is no address is none."""
    email = fold(email.strip())
    words = words_of(name.lstrip("!*"))
    if " ".join(words) in _NO_NAME or not any(len(w) > 1 for w in words):
        words = ()
    host = _CODE_HOST.match(email)
    local, _, domain = email.rpartition("@") if "@" in email else ("", "", "")
    if host:
        local = host[2]
    local = local.partition("+")[0] or local
    letters = re.sub(r"[^a-z]", "", local) or re.sub(r"\W|_", "", local)
    machine = bool(domain) and not host and bool(_MACHINE.search(domain))
    generic = letters in _GENERIC or local in _GENERIC or (bool(_NO_ADDRESS.search(email)) and not host)
    parts = tuple(p for p in re.split(r"[^a-z]+", local) if len(p) > 1)
    joined = "".join(words)
    handle = joined if len(words) == 1 else ""
    return Record(
        words, email, local, letters, "".join(re.findall(r"\d+", local)), parts, domain, "" if host or machine else _own(domain),
        (host[1] or "") if host else "", generic, machine, re.sub(r"[^a-z]", "", handle) or handle, joined,
    )  # fmt: skip


def is_placeholder(email: str) -> bool:
    """Is it an address that a program writes where nobody gave one ("devnull@localhost", "you@example.com")?"""
    return _is_placeholder(record("", email))


def _is_placeholder(r: Record) -> bool:
    return (r.generic and r.machine) or bool(_NO_ADDRESS.search(r.email))


def _own(domain: str) -> str:
    labels = domain.split(".")
    if len(labels) < 2:
        return ""
    label = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND else labels[-2]
    return "" if label in _PUBLIC or len(label) < 3 else label.replace("-", "")


@cache
def _nicknames() -> Any:
    from nicknames import NickNamer

    return NickNamer()


@lru_cache(maxsize=50_000)
def nicknames(word: str) -> frozenset[str]:
    """Short and long forms of a given name ("robert": "bob", "rob", …)."""
    book = _nicknames()
    return frozenset(book.nicknames_of(word)) | frozenset(book.canonicals_of(word))


@lru_cache(maxsize=5_000)
def logins(name: tuple[str, ...]) -> dict[str, int]:
    """Login names that a person of this name may choose, with how much each says: 3 the full name, 2 a part and an initial, 1 a part or initials."""
    long = [w for w in name if w.isalpha()]
    if not long:
        return {}
    out: dict[str, int] = {}

    def add(text: str, strength: int) -> None:
        if len(text) > 1 and out.get(text, 0) < strength:
            out[text] = strength

    add("".join(long), 3 if len(long) > 1 else 1)
    add("".join(reversed(long)), 3 if len(long) > 1 else 1)
    add("".join(w[0] for w in long), 1)
    for word in long:
        add(word, 1)
    first, last = long[0], long[-1]
    for other in long[1:]:
        _two(add, first, other)
    if len(long) > 2:
        add("".join(w[0] for w in long[:-1]) + last, 2)
        add(first + "".join(w[0] for w in long[1:]), 2)
        add(first + long[1][0] + last, 3)
        _two(add, long[1], last)
    if len(long) > 1:
        for nick in nicknames(first):
            add(nick + last, 3)
            add(nick + last[0], 2)
    return out


def _two(add: Any, first: str, last: str) -> None:
    for text in (first + last, last + first):
        add(text, 3)
    for text in (first[0] + last, last + first[0], first + last[0], last[0] + first):
        add(text, 2)
    for cut in (3, 4, 5, 6, 7):
        if cut < len(last):
            add(first[0] + last[:cut], 1)
        if 2 < cut < len(first) or cut < len(last):
            add(first[:cut] + last[:cut], 1)


class Surroundings:
    """What the records here share: how many bear a word, a local part, a login, a domain."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.here = Here(r.name for r in records if len(r.name) > 1)
        self.domains = Counter(r.domain for r in records)
        local: dict[str, set[tuple[str, ...] | str]] = defaultdict(set)
        for r in records:
            local[r.letters].add(r.name or r.email)
        self.locals = {k: len(v) for k, v in local.items()}
        used = self.locals.keys() | {r.handle for r in records}  # nobody asks after any other login
        self.owners: Counter[str] = Counter()
        for name in {r.name for r in records if len(r.name) > 1}:
            self.owners.update(used & logins(name).keys())


def align(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[tuple[str, str, str]], list[str], list[str]]:
    """The words of two names matched one by one, best first, order ignored: (how, word, word), and what is left on each side.

    How: "equal", "nickname", "typo", "prefix", "initial".
    """
    found: list[tuple[str, str, str]] = []
    left, right = list(a), list(b)
    for how in ("equal", "nickname", "typo", "prefix", "initial"):
        for word in list(left):
            match = next((w for w in right if _matches(how, word, w)), None)
            if match is not None:
                found.append((how, word, match))
                left.remove(word)
                right.remove(match)
    return found, left, right


def _matches(how: str, a: str, b: str) -> bool:
    if how == "equal":
        return a == b
    short = min(len(a), len(b))
    if how == "initial":
        return short == 1 and a[:1] == b[:1]
    if how == "prefix":
        return short >= 3 and (a.startswith(b) or b.startswith(a))
    if how == "nickname":
        return short > 1 and (b in nicknames(a) or a in nicknames(b))
    return short >= 4 and abs(len(a) - len(b)) <= 2 and _slip(a, b, short)


def features(a: Record, b: Record, around: Surroundings) -> list[float]:
    """The evidence on one pair, in the order of FEATURES."""
    return [*_by_address(a, b, around), *_by_name(a, b, around), *_across(a, b, around)]


def _by_address(a: Record, b: Record, around: Surroundings) -> list[float]:
    dull = a.generic or b.generic
    equal = bool(a.local) and a.local == b.local and not dull
    letters = bool(a.letters) and a.letters == b.letters and not dull
    short, long = sorted((a.letters, b.letters), key=len)
    inside = len(short) >= 4 and short in long and not dull
    same_domain = bool(a.domain) and a.domain == b.domain
    return [
        float(a.email == b.email and bool(a.email) and not _is_placeholder(a)),
        float(equal), float(letters), len(short) / len(long) if inside else 0.0,
        0.0 if dull else JaroWinkler.similarity(a.local, b.local), float(len(a.letters)) if letters else 0.0,
        log1p(around.locals.get(a.letters, 1)) if letters else 0.0, float(dull), float(a.machine) + float(b.machine),
        float(bool(a.digits) and a.digits == b.digits), float(bool(a.digits) and bool(b.digits) and a.digits != b.digits),
        float(same_domain), log1p(around.domains[a.domain]) if same_domain else 9.0,
        float(bool(a.host_id) and a.host_id == b.host_id), float(bool(a.host_id) and bool(b.host_id) and a.host_id != b.host_id),
    ]  # fmt: skip


def _by_name(a: Record, b: Record, around: Surroundings) -> list[float]:
    if not a.name or not b.name:
        return [0.0] * 17
    found, left, right = align(a.name, b.name)
    count = Counter(how for how, _, _ in found)
    equal = [w for how, w, _ in found if how == "equal" and len(w) > 1]
    gone_left, gone_right = [w for w in left if len(w) > 1], [w for w in right if len(w) > 1]
    both_full = len(a.name) > 1 and len(b.name) > 1
    return [
        1.0, float(both_full), float(len(equal)), sum(min(bits(w), 19.0) for w in equal),
        float(min((around.here.of(w) for w in equal), default=0)),
        float(count["nickname"]), float(count["initial"]), float(count["typo"]), float(count["prefix"]),
        float(len(gone_left) + len(gone_right)), float(min(len(gone_left), len(gone_right))),
        float(both_full and sorted(a.name) == sorted(b.name)), float(a.joined == b.joined), JaroWinkler.similarity(" ".join(sorted(a.name)), " ".join(sorted(b.name))),
        float(bool(equal) and not both_full),
        float(both_full and a.name[0] in left and b.name[0] in right), float(both_full and a.name[-1] in left and b.name[-1] in right),
    ]  # fmt: skip


def _login(name: Record, other: Record, around: Surroundings) -> tuple[float, float, float, float]:
    """How strongly the name of the one gives the local part of the other: strength, owners here, length, share of it that name words cover."""
    if not name.name or other.generic or not other.letters:
        return 0.0, 0.0, 0.0, 0.0
    strength = logins(name.name).get(other.letters, 0)
    rest = other.letters
    for word in sorted((w for w in name.name if len(w) > 2), key=len, reverse=True):
        rest = rest.replace(word, "", 1)
    covered = 1 - len(rest) / len(other.letters)
    return (
        float(strength),
        log1p(around.owners[other.letters]) if strength else 0.0,
        float(len(other.letters)) if strength else 0.0,
        covered,
    )


def _across(a: Record, b: Record, around: Surroundings) -> list[float]:
    one, two = _login(a, b, around), _login(b, a, around)
    best, other = sorted((one, two), reverse=True)
    covers = sorted((one[3], two[3]), reverse=True)
    handle_local = any(x.handle and len(x.handle) > 2 and x.handle == y.letters and not y.generic for x, y in ((a, b), (b, a)))
    handle_login = max((logins(y.name).get(x.handle, 0) if x.handle and len(y.name) > 1 else 0) for x, y in ((a, b), (b, a)))
    handle_owners = max((log1p(around.owners[x.handle]) if x.handle else 0.0) for x in (a, b))
    inside = sorted((_inside(a, b), _inside(b, a)), reverse=True)
    domain = max(float(bool(y.own) and any(len(w) > 3 and w in y.own for w in x.name)) * len(y.own) for x, y in ((a, b), (b, a)))
    local_domain = max(
        float(bool(y.own) and len(x.letters) > 3 and (x.letters == y.own or y.own in x.letters)) for x, y in ((a, b), (b, a))
    )
    shared = [p for p in a.parts if len(p) > 2 and p in b.parts]
    lengths = [len(x.letters) for x in (a, b)]
    said = a.letters if a.letters and a.letters == b.letters else ""
    matched = [y.letters for x, y in ((a, b), (b, a)) if x.name and not y.generic and y.letters and logins(x.name).get(y.letters, 0)]
    matched += [
        x.handle
        for x, y in ((a, b), (b, a))
        if x.handle and (x.handle == y.letters or (len(y.name) > 1 and logins(y.name).get(x.handle, 0)))
    ]
    against = max(float(len(x.name) > 1 and not y.name) * best[0] for x, y in ((a, b), (b, a)))
    return [
        best[0], other[0], best[1], best[2], covers[0], covers[1], float(handle_local), float(handle_login), handle_owners, inside[0], inside[1],
        domain, local_domain, float(bool(a.name)) + float(bool(b.name)), float(min(lengths)), sum(min(bits(p), 19.0) for p in shared), against,
        bits(said) if said else 0.0, log1p(around.here.of(said)) if said else 0.0,
        max((bits(m) for m in matched), default=0.0), min((log1p(around.here.of(m)) for m in matched), default=9.0),
        float(any(x.machine for x in (a, b)) and bool(matched)), float(sum("noreply" in x.domain for x in (a, b))),
    ]  # fmt: skip


def _inside(name: Record, other: Record) -> float:
    """Rarity of the words of a name that stand as whole parts in the other's local part."""
    return 0.0 if other.generic else sum(min(bits(w), 19.0) for w in set(name.name) if len(w) > 2 and w in other.parts)


@lru_cache(maxsize=20_000)
def conflicting(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Have the two names of which each has a word that the other cannot explain?"""
    return conflict(a, b)


def conflict(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same, not kept: for pairs that come but once."""
    if len(set(a)) == len(a) and len(set(b)) == len(b):  # where no word comes twice, most need no aligning
        left, right = [w for w in a if w not in b], [w for w in b if w not in a]
        if not left or not right:
            return False
        for x in left:
            for y in right:
                if _alike(x, y):
                    break
            else:
                continue
            break
        else:
            return True
    _, left, right = align(a, b)
    return bool(left and right)


def _alike(a: str, b: str) -> bool:
    """Does one of two words that differ match the other in any way but equality? The same as `_matches`, asked at once."""
    short = min(len(a), len(b))
    if short == 1:
        return a[0] == b[0]
    if short >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    if b in nicknames(a) or a in nicknames(b):
        return True
    return short >= 4 and abs(len(a) - len(b)) <= 2 and _slip(a, b, short)


def _slip(a: str, b: str, short: int) -> bool:
    return DamerauLevenshtein.distance(a, b, score_cutoff=2) <= (1 if short < 7 else 2)


def all_records(rows: Iterable[tuple[str, str]]) -> list[Record]:
    """Prepare many (name, address) records."""
    return [record(name, email) for name, email in rows]
