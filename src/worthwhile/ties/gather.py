"""From rows of the log to contacts between ego and each alter, all at once (numpy)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthwhile.ties.strength import Floats, Ints, weight

TO, FROM, MET = 1, -1, 0
MESSAGE, MEETING, OTHER, INVITATION = 0, 1, 2, 3  # kinds of contact; OTHER: endorsements, recommendations
# columns of an act: id, kind, at, size, automatic, id of the message it answers (0: none), code of its subject (0: none)
ACT = ("id", "kind", "at", "size", "automatic", "parent", "subject")
# columns of a part: interaction id, person, leads (sender or organizer), is ego, stands in To
PART = ("interaction", "person", "leads", "ego", "to")


@dataclass(frozen=True)
class Contacts:
    """Contacts by column, sorted by person and time: `way` is +1 (ego to them), −1 (them to ego), 0 (met).

    `direct`: the receiver stood in To, or the two were alone."""

    person: Ints
    at: Ints
    way: Ints
    kind: Ints
    size: Ints
    row: Ints
    w: Floats
    automatic: NDArray[np.bool_]
    direct: NDArray[np.bool_]
    parent: Ints
    subject: Ints

    def __len__(self) -> int:
        return len(self.person)


def contacts(acts: Ints, parts: Ints) -> Contacts:
    """`acts`: rows of ACT; `parts`: rows of PART, of the acts in which ego takes part. A message among others, ego only a receiver, is no contact."""
    acts = acts[np.argsort(acts[:, 0], kind="stable")]
    where = np.searchsorted(acts[:, 0], parts[:, 0])
    ego, leads, to = parts[:, 3] == 1, parts[:, 2] == 1, parts[:, 4] == 1
    by_ego, ego_to = (np.zeros(len(acts), dtype=bool) for _ in range(2))
    by_ego[where[ego & leads]] = True
    ego_to[where[ego & to]] = True
    mine = by_ego[where]
    meeting = acts[where, 1] == MEETING
    keep = ~ego & (meeting | (mine & ~leads) | (~mine & leads))
    w_, p_ = where[keep], parts[keep]
    # somebody who is named twice (To and Cc) is there once, the more direct way
    order = np.lexsort((-p_[:, 4], acts[w_, 0], acts[w_, 2], p_[:, 1]))
    w_, p_ = w_[order], p_[order]
    once = np.ones(len(w_), dtype=bool)
    once[1:] = (w_[1:] != w_[:-1]) | (p_[1:, 1] != p_[:-1, 1])
    w_, p_ = w_[once], p_[once]
    kind, size, ours = acts[w_, 1], acts[w_, 3], by_ego[w_]
    way = np.where(kind == MEETING, MET, np.where(ours, TO, FROM))
    direct = (size <= 2) | np.where(ours, p_[:, 4] == 1, ego_to[w_])
    return Contacts(
        p_[:, 1], acts[w_, 2], way, kind, size, acts[w_, 0], weight(kind == MEETING, size), acts[w_, 4] == 1, direct, acts[w_, 5], acts[w_, 6]
    )  # fmt: skip
