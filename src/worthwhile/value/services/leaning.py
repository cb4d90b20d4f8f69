"""The one sentence on how she gives and asks, said at most once in thirty days."""

from worthwhile.text import moment
from worthwhile.value.leaning import WITHIN, leaning
from worthwhile.value.queries.leaning import passed
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer


def a_word(at: int) -> str:
    """The sentence for this day, or "". On the day on which it is said it stays; after that nothing is said for thirty days."""
    kept = preference("a word")
    if kept is not None and at - kept["at"] < WITHIN:
        same = moment(at).date() == moment(kept["at"]).date()
        return str(kept["said"]) if same and at >= kept["at"] else ""
    said = leaning(passed(at), at)
    if said:
        prefer("a word", {"at": at, "said": said})
    return said
