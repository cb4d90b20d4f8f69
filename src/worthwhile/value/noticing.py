"""What is noticed in one message somebody wrote, and what line each kind of sentence becomes once she keeps it. Pure; nothing is kept here."""

from dataclasses import dataclass

from worthwhile.value.notice import Noticed, is_english, notice

# what they say → the kind of line it becomes (value/kinds.py), as seen from her
BECOMES = {"ask": "question", "promise": "promised", "thanks": "note", "offer": "offer", "need": "need"}
WORDS = {"ask": "asks", "promise": "promises", "thanks": "thanks", "offer": "offers", "need": "needs"}
ORDER = ("promise", "offer", "thanks", "need", "ask")  # of two kinds for one sentence, the plainer one is told


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences of a message that do something, each told once, in their order; `english`: could it be read at all?"""

    sentences: tuple[Noticed, ...]
    english: bool


def of_message(text: str) -> Found:
    """What stands out in one message. Costs time and memory in bounds, whatever the text is (notice.py)."""
    if not is_english(text):
        return Found((), not text.strip())
    best: dict[int, Noticed] = {}
    for one in notice(text):
        had = best.get(one.offset)
        if had is None or ORDER.index(one.kind) < ORDER.index(had.kind):
            best[one.offset] = one
    return Found(tuple(best[offset] for offset in sorted(best)), True)
