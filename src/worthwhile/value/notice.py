"""Noticing: what the sentences of one message ask, promise, thank for, offer or need. English only; nothing of a text is kept.

    chance of asking = 1/(1 + e^−(slope·x + level))     x = Σ_r w_r·t_r / √(Σ_r t_r²)     t_r = (1 + ln count_r)·idf_r,  idf_r = 1 + ln((1 + n)/(1 + n_r))

over the runs r of one to three words that the weights know (notice_words.py). Promise, thanks, offer and need are rules (notice_rules.py).
Source: logistic regression on tf-idf (Salton & Buckley 1988, Information Processing & Management 24:513-523), made a chance by Platt 1999; asking as an act
that mail is made of: Cohen, Carvalho & Mitchell 2004 (EMNLP). Weights: data/noticing.json.
"""

import base64
import json
import math
import struct
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from worthwhile.value.notice_rules import RIGHT, kinds
from worthwhile.value.notice_text import Sentence, is_english, sentences
from worthwhile.value.notice_words import runs

__all__ = ["Noticed", "Scorer", "Sentence", "chance_of_asking", "is_english", "notice", "sentences", "shipped"]


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing that one sentence does.

    `kind` is "ask", "promise", "thanks", "offer" or "need", always the sender's own; `sentence` is on one line; `chance` is how likely the kind is right (for
    "ask" learnt for this sentence, for the others the share of the rule's hits that were right); `offset` is where it begins in the given text, in characters.
    """

    kind: str
    sentence: str
    chance: float
    offset: int


@dataclass(frozen=True, slots=True)
class Scorer:
    """Says how likely a sentence asks. `known`: checksum of a run → (idf, weight). `asks_from` and `shown_from` are chances, chosen on the training data
    alone: from the first on it is judged to ask (best F1), from the second on it is put on the screen (nine of ten right)."""

    known: Mapping[int, tuple[float, float]]
    slope: float
    level: float
    asks_from: float
    shown_from: float

    def chance(self, sentence: str) -> float:
        """How likely it asks for something or proposes something, 0 to 1; what is beyond its first 600 characters is not looked at."""
        total = square = 0.0
        for run, count in Counter(runs(sentence)).items():
            found = self.known.get(run)
            if found:
                much = (1 + math.log(count)) * found[0]
                total += much * found[1]
                square += much * much
        x = total / math.sqrt(square) if square else 0.0
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * x + self.level))))


def read(kept: Mapping[str, Any]) -> Scorer:
    """The scorer from the content of a weights file (evaluations/train_noticing.py writes such)."""
    n = int(kept["known"])
    seen = _numbers(kept["runs"], f"<{n}I"), _numbers(kept["sentences_with"], f"<{n}H"), _numbers(kept["weights"], f"<{n}h")
    every, step = float(kept["sentences"]), float(kept["step"])
    known = {run: (1 + math.log((1 + every) / (1 + held)), weight * step) for run, held, weight in zip(*seen, strict=True)}
    return Scorer(known, float(kept["slope"]), float(kept["level"]), float(kept["asks_from"]), float(kept["shown_from"]))


def _numbers(packed: str, form: str) -> tuple[int, ...]:
    return struct.unpack(form, base64.b64decode(packed))


@cache
def shipped() -> Scorer:
    """The shipped weights."""
    return read(json.loads((files("worthwhile") / "data" / "noticing.json").read_text(encoding="utf-8")))


def chance_of_asking(sentence: str) -> float:
    """How likely one English sentence asks for or proposes something, 0 to 1 (Scorer.chance, by the shipped weights)."""
    return shipped().chance(sentence)


def notice(text: str, scorer: Scorer | None = None) -> list[Noticed]:
    """What the sender's own sentences do, in the order of the text; a sentence that does several things stands there once for each.

    `text` is one message as plain text. Nothing is noticed in a text that is not English (is_english says so), nor in quoted or forwarded parts,
    greetings and signatures; of a long text the first 50,000 characters are read. An ask is given from the chance `shown_from` on. Never raises.
    """
    by = scorer or shipped()
    if not is_english(text):
        return []
    out = []
    for said in sentences(text):
        chance = by.chance(said.text)
        if chance >= by.shown_from:
            out.append(Noticed("ask", said.text, chance, said.offset))
        out += [Noticed(kind, said.text, RIGHT[kind], said.offset) for kind in kinds(said.text)]
    return out
