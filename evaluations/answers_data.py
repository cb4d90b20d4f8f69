"""Questions and who answered them, read from the two forms that the evaluations know, and the resampling that both share.

    a folder with questions.csv[.gz] (question, created, asker, title, body_html, tags) and answers.csv[.gz] (question, created, answerer)
    a file list-replies.csv[.gz]     (msg_id, unix_time, person, reply_to_msg, reply_to_person, thread, subject)

A question is the first message of a thread, or a row of questions; who answered are all others in it, each once, at their first answer.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tables import rows, seconds, wrong


@dataclass(frozen=True, slots=True)
class Question:
    """One question; times in seconds since 1970; `answers` from a person to when they first answered."""

    at: int
    asker: str
    text: str
    answers: dict[str, int]


def read_list(path: Path) -> list[Question]:
    """The threads of a mailing list, in the order of their first messages."""
    first: dict[str, tuple[int, str, str]] = {}
    later: dict[str, list[tuple[int, str]]] = {}
    for r in rows(path, "msg_id", "unix_time", "person", "thread", "subject"):
        if r["msg_id"] == r["thread"]:
            first[r["thread"]] = (seconds(path, r["unix_time"]), r["person"], r["subject"])
        else:
            later.setdefault(r["thread"], []).append((seconds(path, r["unix_time"]), r["person"]))
    out = []
    for thread, (at, asker, subject) in first.items():
        answers: dict[str, int] = {}
        for when, who in sorted(later.get(thread, ())):
            if who and who != asker:
                answers.setdefault(who, when)
        out.append(Question(at, asker, subject, answers))
    return sorted(out, key=lambda q: (q.at, q.asker, q.text))


def read_stack(folder: Path) -> list[Question]:
    """The questions of a Stack Exchange site: title, tags and text; people without a number are unknown, and left out."""
    answers: dict[str, dict[str, int]] = {}
    for r in rows(_file(folder, "answers"), "question", "created", "answerer"):
        if r["answerer"]:
            who = answers.setdefault(r["question"], {})
            who[r["answerer"]] = min(_seconds(r["created"]), who.get(r["answerer"], 2**62))
    out = []
    for r in rows(_file(folder, "questions"), "question", "created", "asker", "title"):
        given = {p: t for p, t in answers.get(r["question"], {}).items() if p != r["asker"]}
        text = " ".join(filter(None, (r["title"], r.get("tags"), r.get("body_html"))))
        out.append(Question(_seconds(r["created"]), r["asker"], text, given))
    return sorted(out, key=lambda q: (q.at, q.asker, q.text))


def read(path: Path) -> list[Question]:
    """Whichever of the two forms stands at `path`."""
    found = read_stack(path) if path.is_dir() else read_list(path)
    if len(found) < 20:
        wrong(f"{path} has {len(found)} questions; these figures need at least 20.")
    return found


def bootstrap(groups: NDArray[np.float64], draws: int = 2000, seed: int = 1) -> tuple[float, float]:
    """95 % interval of Σ gain / Σ weight over rows (gain, weight), whole rows drawn again with replacement (Efron 1979)."""
    random = np.random.default_rng(seed)
    sums = np.array([groups[random.integers(0, len(groups), len(groups))].sum(axis=0) for _ in range(draws)])
    low, high = np.quantile(sums[:, 0] / np.maximum(sums[:, 1], 1e-12), (0.025, 0.975))
    return float(low), float(high)


def _file(folder: Path, name: str) -> Path:
    found = next((path for path in (folder / f"{name}.csv.gz", folder / f"{name}.csv") if path.exists()), None)
    if found is None:
        wrong(f"{folder} has no {name}.csv or {name}.csv.gz.")
    return found


def _seconds(text: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        wrong(f"“created” is a day and a time as 2026-11-24T09:00, and somewhere it is {text!r}.")
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
