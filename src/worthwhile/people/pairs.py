"""Which of many records are worth holding against each other: those that can be found by a key in common.

Keys and pairs are kept as plain numbers in arrays: of 50,000 cards there are millions, and as texts and tuples they would fill a gigabyte."""

from array import array
from collections.abc import Container, Iterator, Sequence

import numpy as np

from worthwhile.people.compare import Record, conflict, logins

_CAP = 60
_CROSS = 60  # pairs of those who use a login with those whose names give it
_BOUNDS = {"d": 8, "p": 12, "z": 8, "w": 25, "k": 16}  # rare domains only while rare; prefixes and parts in smaller blocks


def keys(r: Record, known: frozenset[str] = frozenset()) -> set[str]:
    """What a record can be found by; two records with a common key are compared. `known` are the words of names here: one that
    begins or ends a local part is a key ("meclark" and Mary Clark)."""
    out = {f"e:{r.email}"} if r.email else set()
    if r.host_id:
        out.add(f"i:{r.host_id}")
    if len(r.name) > 1:
        out.add("n:" + " ".join(sorted(r.name)))
    out |= {f"w:{w}" for w in r.name if len(w) > 2}
    out |= {f"s:{w}:{v[0]}" for w in r.name for v in r.name if v != w and len(w) > 2}
    if not r.generic and len(r.letters) > 2:
        out.add(f"k:{r.letters}")
        out |= {f"w:{p}" for p in r.parts if len(p) > 3}
        ends = {r.letters[cut:] for cut in range(1, len(r.letters) - 3)} | {r.letters[:cut] for cut in range(4, len(r.letters))}
        out |= {f"w:{end}" for end in ends & known}
        if len(r.letters) > 5:
            out.add(f"p:{r.letters[:6]}")
            out.add(f"z:{r.letters[-6:]}")
    if r.handle and len(r.handle) > 2:
        out |= {f"k:{r.handle}", f"p:{r.handle[:6]}"}
    if r.own:
        out |= {f"w:{r.own}", f"d:{r.domain}", f"k:{r.own}"}
    return out


def candidates(records: Sequence[Record], cap: int = _CAP) -> list[tuple[int, int]]:
    """Pairs of positions worth comparing: those that share a key, and those of which the one may bear the login that the other uses.

    A block of more than `cap` is passed over (its members meet in finer blocks, or not at all), so that many of one name cost no
    more than others."""
    known = frozenset(w for r in records for w in r.name if len(w) > 3)
    found, where, kind = array("q"), array("i"), array("B")
    for position, r in enumerate(records):
        for key in keys(r, known):
            found.append(hash(key))
            where.append(position)
            kind.append(ord(key[0]))
    gives = _gives(records)
    pairs = array("q")
    many = len(records)
    for members, letter, bearers in _blocks(found, where, kind, gives):
        if 1 < len(members) <= _BOUNDS.get(letter, cap):
            pairs.extend(a * many + b for n, a in enumerate(members) for b in members[n + 1 :])
        if bearers and len(members) * len(bearers) <= _CROSS:
            pairs.extend(min(a, b) * many + max(a, b) for a in members for b in bearers if a != b)
    codes = np.unique(np.frombuffer(pairs, dtype=np.int64)) if pairs else ()
    return [(a, b) for a, b in (divmod(int(code), many) for code in codes) if not _hopeless(records[a], records[b], gives[a], gives[b])]


def _blocks(
    found: "array[int]", where: "array[int]", kind: "array[int]", gives: Sequence[dict[str, int]]
) -> Iterator[tuple[list[int], str, Sequence[int]]]:
    """(positions, kind of key, positions of those whose names give it) of each key that several records have, or of a login that is given."""
    if not found:
        return
    here, at, kinds = np.frombuffer(found, dtype=np.int64), np.frombuffer(where, dtype=np.int32), np.frombuffer(kind, dtype=np.uint8)
    bearers = _bearers(gives, set(here[kinds == ord("k")].tolist()))
    order = np.argsort(here, kind="stable").astype(np.int32)
    ends = np.flatnonzero(here[order[1:]] != here[order[:-1]]).astype(np.int32)
    starts, ends = np.concatenate(([0], ends + 1)), np.append(ends + 1, len(here))
    given = np.isin(here[order[starts]], np.fromiter(bearers, dtype=np.int64, count=len(bearers)))
    for n in np.flatnonzero((ends - starts > 1) | given).tolist():
        block = order[starts[n] : ends[n]]
        yield at[block].tolist(), chr(kinds[block[0]]), bearers.get(int(here[block[0]]), ())


def _gives(records: Sequence[Record]) -> list[dict[str, int]]:
    """The logins that each full name gives, with how much they say, of those that somebody here may use: made once, for there are many."""
    used = {r.letters for r in records} | {r.handle for r in records} | {r.own for r in records}
    return [{text: s for text, s in logins(r.name).items() if text in used} if len(r.name) > 1 else {} for r in records]


def _bearers(gives: Sequence[dict[str, int]], used: set[int]) -> dict[int, list[int]]:
    """The positions of those whose names give a login, of the logins that are used here."""
    out: dict[int, list[int]] = {}
    for position, given in enumerate(gives):
        for text, strength in given.items():
            if len(text) > 2 and (strength > 1 or len(text) > 3) and (key := hash(f"k:{text}")) in used:
                out.setdefault(key, []).append(position)
    return out


def _hopeless(a: Record, b: Record, a_gives: Container[str], b_gives: Container[str]) -> bool:
    """Two full names of which each has a word that the other cannot explain, and no login in common: not worth a look."""
    if len(a.name) < 2 or len(b.name) < 2 or a.letters == b.letters or (a.host_id and a.host_id == b.host_id):
        return False
    return a.letters not in b_gives and b.letters not in a_gives and conflict(a.name, b.name)
