"""How near a need and an offer are, two lines of plain words each: by the words they share, and by meaning where an encoder is handed in.

    w(s)        = ln(1 + (N − df + ½)/(df + ½))               rare words say more; N = lines here + PRIOR, df = lines here with the stem
    words(n, o) = Σ_shared w² / √(Σ_n w² · Σ_o w²)            cosine of the stems' weights, 0 to 1
    pieces      = the same of runs of four letters, so that "vote" and "voters" meet
    lexical     = (words + pieces) / 2
    near        = lexical                                     where there is no encoder
                = (max(0, cosine of the vectors) + SHARE·lexical) / (1 + SHARE)    where there is one: exact words count on top of meaning

The encoder reads a need as it stands and an offer behind FRAME: a need tells of a trouble, an offer of what somebody is, and one word in front
draws the two together (docs/formulas.md tells what else was tried).

Sources: weights Robertson & Zaragoza 2009 (Foundations and Trends in Information Retrieval 3:333-389); cosine, Salton, Wong & Yang 1975
(Communications of the ACM 18:613-620). Pure.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from worthwhile.value.match import Meaning
from worthwhile.value.match_words import Floats, pieces, stems

PRIOR = 1000  # lines in which none of the words stands: in a store with three lines, too, a shared word is worth something
# chosen on practice pairs alone (evaluations/need_offer_practice*.jsonl), before the frozen pairs were asked: 0.4 is where, of three offers
# named a need, the harmonic mean of how many are right and how many are found (F1) is highest, where half of the needs have no offer at all
SHARE = 0.03  # of exact words beside meaning, so that a name or a number that both hold tells
FRAME = "expert: "  # what the encoder reads before an offer
LEAST = 0.4  # with an encoder, under this nothing is matched
LEAST_WORDS = 0.16  # and by words alone


def near(needs: Sequence[str], offers: Sequence[str], meaning: Meaning | None = None) -> Floats:
    """A row for each need, a column for each offer, 0 to 1; with an encoder by meaning and words, else by words alone."""
    words = lexical(needs, offers)
    if meaning is None or not words.size:
        return words
    cosine = np.maximum(0.0, meaning.vectors(needs) @ meaning.vectors([offered(text) for text in offers]).T)
    return np.asarray((cosine + SHARE * words) / (1.0 + SHARE), dtype=np.float64)


def offered(text: str) -> str:
    """An offer as the encoder reads it, and as what it was read as is kept."""
    return FRAME + text


def lexical(needs: Sequence[str], offers: Sequence[str]) -> Floats:
    """A row for each need, a column for each offer: 0 where they share nothing, 1 where they are the same words."""
    return (_cosine(needs, offers, stems) + _cosine(needs, offers, pieces)) / 2.0


def _cosine(needs: Sequence[str], offers: Sequence[str], terms_of: Callable[[str], list[str]]) -> Floats:
    if not needs or not offers:
        return np.zeros((len(needs), len(offers)))
    lines = [set(terms_of(text)) for text in (*needs, *offers)]
    df = Counter(term for line in lines for term in line)
    number = {term: i for i, term in enumerate(sorted(df))}
    count = len(lines) + PRIOR
    weight = np.log1p([(count - df[t] + 0.5) / (df[t] + 0.5) for t in sorted(df)])
    rows = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    columns = np.fromiter((number[t] for line in lines for t in sorted(line)), dtype=np.int64, count=len(rows))
    table = csr_matrix((weight[columns], (rows, columns)), shape=(len(lines), len(number)))
    norm: NDArray[np.float64] = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    norm[norm == 0] = 1.0
    near = np.asarray((table[: len(needs)] @ table[len(needs) :].T).todense(), dtype=np.float64)
    return np.asarray(near / norm[: len(needs), None] / norm[None, len(needs) :], dtype=np.float64)
