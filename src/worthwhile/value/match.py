"""Who could help with a need, and which needs somebody could help with: from the words of what each helped with or offers, and when.

    near_x(p)   = Σ_lines s_x·2^(−age/365 d)·[p helped there or offers it] / the same of all    over the 200 lines nearest to the need
                  x = words (BM25 of stems), pieces (BM25 of runs of four letters), or meaning (cosine, where an encoder is handed in)
    share_h(p)  = Σ_help 2^(−age/h) of p / the same of all                                    h = 30 days, 365 days
    before(p)   = Σ_help for this asker 2^(−age/365 d)
    worth(p)    = Σ_k w_k·ln(0.01 + part_k) + w·ln(1 + before)                                no unit; only its order has a meaning

Somebody is near who helped with lines like this one: a few neighbours say more than a whole profile, which is mostly the length of it. The
weights are those of a conditional logit (McFadden 1974) learned on questions of three public collections, all from before those they are judged by. Sources: nearest
neighbours in expert search, Balog, Azzopardi & de Rijke 2006 (SIGIR, document model); BM25, Robertson & Zaragoza 2009 (Foundations and Trends in
Information Retrieval 3:333-389). Pure: what is known grows by `line`, `helped` and `offers`, and every answer takes `at`.
"""

from array import array
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from worthwhile.value.match_words import Floats, Lines, pieces, shared, stems

DAY = 86_400
NEAREST = 200  # lines that say something about a need; beyond them only common words are shared
FADES = 365.0  # days after which help with a like line counts half
SHORT = 30.0  # days: who helps nowadays
LEAST = 0.01  # what is added to a share before its logarithm: that nothing is known of somebody does not rule them out
PARTS = ("helps nowadays", "helped this year", "exact words", "pieces of words", "helped this person before")
WEIGHTS: tuple[float, ...] = (2.18, -1.77, 0.54, 1.02, 0.36)
MEANING_WEIGHT = 1.0  # of an encoder's nearness, where one is handed in: as much as the pieces of words; set, not learned


class Meaning(Protocol):
    """Anything that turns lines into vectors of length 1 (zeros where it knows nothing of them): a sentence encoder."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row for each line."""
        ...


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who could help with a need. `worth` orders helpers of one need and means nothing else; `words` are those of the need, as they
    stand there, that a line of theirs shares; `lines` are the numbers of the lines it rests on, the nearest first."""

    person: Hashable
    worth: float
    words: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One need held against everybody: `parts` has a row for each of `people` (numbers in `Known.people`) and a column for each of PARTS (and
    one for meaning, where there is an encoder); `near` are the lines nearest to it with their nearness (0 to 1)."""

    people: np.ndarray[tuple[int], np.dtype[np.int64]]
    parts: Floats
    near: dict[int, float]


class Known:
    """What is known of who helped with what, and who offers what. Lines are added in the order in which they were said."""

    def __init__(self, meaning: Meaning | None = None) -> None:
        self.people: list[Hashable] = []
        self.texts: list[str] = []
        self._number: dict[Hashable, int] = {}
        self._words, self._pieces = Lines(), Lines()
        self._asker: array[int] = array("q")
        # help given: who, with which line, when; an offer is a line of its own, and no help yet
        self._who, self._line, self._when, self._offer = array("q"), array("q"), array("q"), array("b")
        self._meaning, self._rows = meaning, list[Floats]()

    def person(self, person: Hashable) -> int:
        """Their number in `people`."""
        if person not in self._number:
            self._number[person] = len(self.people)
            self.people.append(person)
        return self._number[person]

    def line(self, text: str, asker: Hashable = None) -> int:
        """A need that somebody had (`asker`, where known): its number, for `helped`."""
        self._words.add(stems(text))
        self._pieces.add(pieces(text))
        self.texts.append(text)
        self._asker.append(-1 if asker is None else self.person(asker))
        if self._meaning:
            self._rows.append(self._meaning.vectors([text])[0])
        return len(self.texts) - 1

    def helped(self, person: Hashable, line: int, at: int) -> None:
        """`person` helped with that line at `at` (seconds since 1970); it is known to questions asked later than `at`."""
        self._give(self.person(person), line, at, offer=False)

    def offers(self, person: Hashable, text: str, at: int) -> int:
        """What somebody can give, in a line of plain words: its number."""
        number = self.line(text)
        self._give(self.person(person), number, at, offer=True)
        return number

    def view(self, need: str, at: int, asker: Hashable = None) -> View:
        """The need held against everybody who helped or offered anything before `at`, but the asker."""
        when = np.frombuffer(self._when, dtype=np.int64)
        past = np.flatnonzero(when < at)
        who, line = np.frombuffer(self._who, dtype=np.int64)[past], np.frombuffer(self._line, dtype=np.int64)[past]
        gave = 1.0 - np.frombuffer(self._offer, dtype=np.int8)[past]
        age = (at - when[past]) / DAY
        # an offer stands until it is taken back: it does not fade as the memory of help does
        faded = np.asarray(np.where(gave > 0, np.exp2(-age / FADES), 1.0), dtype=np.float64)
        size = len(self.people)
        asks = self._number.get(asker, -2) if asker is not None else -2
        askers = np.frombuffer(self._asker, dtype=np.int64)

        def by(weights: Floats) -> Floats:
            return np.bincount(who, weights=weights, minlength=size).astype(np.float64)

        people = np.unique(who[who != asks])
        near: dict[int, float] = {}
        lately = np.asarray(gave * np.exp2(-age / SHORT), dtype=np.float64)
        columns = [_share(by(lately)), _share(by(gave * faded))]
        for scores in self._scores(need):
            nearness = _nearest(scores)
            for i in np.flatnonzero(nearness).tolist():
                near[i] = max(near.get(i, 0.0), float(nearness[i]))
            columns.append(_share(by(nearness[line] * faded)))
        parts = [np.log(LEAST + c[people]) for c in columns]
        before = by(gave * faded * (askers[line] == asks)) if len(line) else np.zeros(size)
        parts.insert(4, np.log1p(before[people]))
        return View(people, np.stack(parts, axis=1), near)

    def worths(self, need: str, at: int, asker: Hashable = None, weights: Sequence[float] = WEIGHTS) -> tuple[View, Floats]:
        """The view, and the worth of each of its people."""
        view = self.view(need, at, asker)
        full = [*weights, MEANING_WEIGHT] if view.parts.shape[1] > len(weights) else weights
        return view, view.parts @ np.asarray(full, dtype=np.float64)

    def helpers(self, need: str, at: int, asker: Hashable = None, most: int = 5) -> list[Helper]:
        """Those likeliest to help, the likeliest first; equal worths stand in the order in which the people became known."""
        view, worth = self.worths(need, at, asker)
        order = np.argsort(-worth, kind="stable")[:most]
        return [self._helper(need, at, view, int(view.people[i]), float(worth[i])) for i in order]

    def chances(self, person: Hashable, views: Sequence[View]) -> Floats:
        """For each need (its `view`) how near it is to what `person` helped with or offers: higher is nearer, −∞ where nothing is known of them.

        Only what tells needs apart counts here, the words and whether this asker was helped before; how active somebody is does not."""
        me = self._number.get(person, -1)
        out = np.full(len(views), -np.inf)
        for i, view in enumerate(views):
            row = np.flatnonzero(view.people == me)
            if len(row):
                told = view.parts[row[0], 2:]
                out[i] = told @ np.asarray([*WEIGHTS[2:], MEANING_WEIGHT][: len(told)], dtype=np.float64)
        return out

    def because(self, person: Hashable, need: str, view: View, at: int) -> Helper:
        """Why this need and this person: the lines of theirs that are near it, and the words that they share with it."""
        return self._helper(need, at, view, self._number.get(person, -1), float(self.chances(person, [view])[0]))

    def _helper(self, need: str, at: int, view: View, number: int, worth: float) -> Helper:
        mine = np.flatnonzero(np.frombuffer(self._who, dtype=np.int64) == number)
        lines = {self._line[i] for i in mine.tolist() if self._when[i] < at and self._line[i] in view.near}
        told = sorted(lines, key=lambda i: (-view.near[i], -i))[:3]
        words = dict.fromkeys(w for i in told for w in shared(need, self.texts[i], self._words))
        return Helper(self.people[number] if number >= 0 else None, worth, tuple(words)[:5], tuple(told))

    def _scores(self, need: str) -> list[Floats]:
        out = [self._words.nearness(stems(need)), self._pieces.nearness(pieces(need))]
        if self._meaning and self._rows:
            out.append(np.maximum(0.0, np.stack(self._rows) @ self._meaning.vectors([need])[0]))
        return out

    def _give(self, who: int, line: int, at: int, offer: bool) -> None:
        if not 0 <= line < len(self.texts):
            raise IndexError(f"There is no line {line}: lines are numbered by `line` and `offers`, and there are {len(self.texts)}.")
        self._who.append(who)
        self._line.append(line)
        self._when.append(int(at))
        self._offer.append(int(offer))


def _nearest(scores: Floats) -> Floats:
    """The nearest lines' scores, the highest made 1; all others 0. Among equals at the edge, the later line."""
    if len(scores) > NEAREST:
        edge = np.lexsort((-np.arange(len(scores)), -scores))[:NEAREST]
        kept = np.zeros_like(scores)
        kept[edge] = scores[edge]
        scores = kept
    highest = float(scores.max()) if len(scores) else 0.0
    return scores / highest if highest > 0 else scores


def _share(amounts: Floats) -> Floats:
    total = float(amounts.sum())
    return amounts / total if total > 0 else amounts
