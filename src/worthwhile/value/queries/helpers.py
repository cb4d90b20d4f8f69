"""Whom to ask for something: those whose offers, mails or work match the words, each with the reason and where it comes from."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from worthwhile.store import rows
from worthwhile.text import day, fold, here, several
from worthwhile.value.values import Helping
from worthwhile.workspace.queries import preference

MONTH = 30 * 86_400  # seconds over which what somebody was asked counts
LOOK = 8_000  # newest messages whose subjects are looked at: subjects have no index (decision 0003)
NEAR = 30  # offers that are read word by word
OFFER, SUBJECT, WORK = 1.0, 0.6, 0.5  # how much each says: who said that they are glad to give comes before who once wrote of it; set by us
LEAST = 0.2  # of the words' weight that a subject, or a title and organisation, must hold
# nearness under which an offer is not named: what she looks for she reads herself, so that less is asked than of a match (nearness.py)
NEAR_WORDS, NEAR_MEANING = 0.1, 0.33
TENTHS = 10.0  # worth in tenths, so that one ask within the month takes as much as a quarter of nearness (spread.STEEP)

_OFFERS = """select p.root_id, n.text, n.at, n.source from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor
    join worthwhile_profile p on p.person_id = a.id join worthwhile_profile q on q.person_id = p.root_id
    where n.kind = 'offer' and n.closed is null and n.at <= %s and q.kind in ('person', 'stranger') and not q.left_out order by n.id"""
_WORK = """select q.person_id, q.title, q.organisation from worthwhile_profile q
    where q.person_id = q.root_id and q.kind = 'person' and not q.left_out and q.title || q.organisation <> '' and ({}) order by q.person_id"""
_SUBJECTS = f"""select q.person_id, i.subject, i.at from
    (select sender_id, subject, at, id from worthwhile_interaction where at <= %s order by at desc limit {LOOK}) i
    join worthwhile_belonging b on b.address_id = i.sender_id join worthwhile_profile q on q.person_id = b.person_id
    where ({{}}) and q.kind = 'person' and not q.left_out order by i.at desc, i.id desc limit 300"""
_ASKED = """select p.root_id from worthwhile_note n join worthwhile_person a on a.anchor = n.anchor
    join worthwhile_profile p on p.person_id = a.id where n.kind = 'asked' and n.at > %s and n.at <= %s"""


def who_could(words: str, at: int, most: int = 3) -> list[Helping]:
    """At most `most` people who could help with this, the likeliest first, spread by what they were asked within the month.

    Nobody is named of whom nothing tells: an open offer of theirs, a subject that they wrote of, or what they do."""
    from worthwhile.value import spread
    from worthwhile.value.match_words import stems

    if not stems(words):
        return []
    best: dict[int, tuple[float, Helping]] = {}
    for near, found in [*_by_offer(words, at), *_by_subject(words, at), *_by_work(words)]:
        if found.person not in best or near > best[found.person][0]:
            best[found.person] = (near, found)
    people = sorted(best)
    had = Counter(person for (person,) in rows(_ASKED, [at - MONTH, at]))
    worth = [best[p][0] * TENTHS for p in people]
    chosen = spread.choose(worth, [had[p] / spread.A_MONTH for p in people], most)
    return [best[people[i]][1] for i in chosen.tolist()]


def _by_offer(words: str, at: int) -> Iterable[tuple[float, Helping]]:
    from worthwhile.value import nearness
    from worthwhile.value.match_words import shared

    found = rows(_OFFERS, [at])
    meaning = _read([row[1] for row in found], words)
    asked = _beginnings(words)
    holding = [row for row in found if any(beginning in fold(row[1]) for beginning in asked)]
    if meaning is None:
        least, chosen = NEAR_WORDS, holding
    else:
        least, known = NEAR_MEANING, [row for row in found if meaning.holds(nearness.offered(row[1]))]
        cosine = (meaning.vectors([words]) @ meaning.vectors([nearness.offered(row[1]) for row in known]).T)[0] if known else []
        nearest = sorted(zip(cosine, known, strict=True), key=lambda pair: -pair[0])[:NEAR]
        chosen = list(dict.fromkeys([row for _, row in nearest] + [row for row in holding if meaning.holds(nearness.offered(row[1]))]))
    chosen = chosen[: 2 * NEAR]
    near = nearness.near([words], [row[1] for row in chosen], meaning)
    for (person, text, when, source), value in zip(chosen, near[0].tolist() if chosen else (), strict=True):
        if value >= least:
            both = shared(words, text)
            said = f"; both say {several([f'“{word}”' for word in both])}" if both else ""
            told = source or f"your note of {day(here(when), here(at))}"
            yield OFFER * value, Helping(person, f"glad to give this: “{text}”, {told}{said}", source or "your note", when)


def _read(offers: Sequence[str], words: str) -> Any:
    """A reader of these words and of those offers that were read before; None where there is no encoder or nothing was read yet."""
    from worthwhile.value.encoder import NAME, encoder, there
    from worthwhile.value.kept import Kept, key, packed

    known = preference("meanings", {}) if offers and there() else {}
    reads = encoder() if known.get("model") == NAME else None
    if reads is None:
        return None
    return Kept({**known["rows"], key(words): packed(reads.vectors([words])[0])})


def _by_subject(words: str, at: int) -> Iterable[tuple[float, Helping]]:
    likes = _likes(words)
    where = " or ".join(["lower(i.subject) like %s escape '\\'"] * len(likes))
    found = rows(_SUBJECTS.format(where), [at, *likes])
    for (person, subject, when), share in zip(found, _shares(words, [s for _, s, _ in found]), strict=True):
        if share >= LEAST:
            when_said = day(here(when), here(at))
            yield SUBJECT * share, Helping(person, f"wrote of “{subject}” on {when_said}", f"their mail of {when_said}", when)


def _by_work(words: str) -> Iterable[tuple[float, Helping]]:
    likes = _likes(words)
    found = rows(_WORK.format(" or ".join(["q.search like %s escape '\\'"] * len(likes))), likes)
    said = [", ".join(part for part in (title, organisation) if part) for _, title, organisation in found]
    for (person, *_), what, share in zip(found, said, _shares(words, said), strict=True):
        if share >= LEAST:
            yield WORK * share, Helping(person, f"does this, by their card: {what}", "their card", None)


def _likes(words: str) -> list[str]:
    """A pattern for each stem, the longest first: subjects and titles are looked at for these before they are read word by word."""
    return ["%" + stem.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for stem in _beginnings(words)]


def _beginnings(words: str) -> list[str]:
    """What all forms of each word begin with ("certif" of "certified"), the longest first."""
    from worthwhile.value.match_words import stems

    return sorted(dict.fromkeys(fold(s).removesuffix("y") for s in stems(words)), key=lambda s: (-len(s), s))[:8]


def _shares(words: str, lines: Sequence[str]) -> list[float]:
    """How much of the words' weight each line holds, 0 to 1: the fewer of these lines hold a word, the more it says."""
    from worthwhile.value.match_words import stems

    wanted = set(stems(words))
    held = [wanted & set(stems(line)) for line in lines]
    df = Counter(stem for stem_set in held for stem in stem_set)
    weight = {stem: math.log1p((len(lines) + 20) / (1 + df[stem])) for stem in wanted}
    whole = sum(weight.values())
    return [sum(weight[s] for s in some) / whole for some in held]
