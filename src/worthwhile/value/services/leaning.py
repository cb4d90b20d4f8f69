"""The one sentence on how she gives and asks, said at most once in thirty days."""

from worthwhile.text import here
from worthwhile.value.leaning import WITHIN, leaning
from worthwhile.value.queries.leaning import passed
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer


def a_word(at: int) -> str:
    """The sentence for this day, or "". Looked for once a day; on the day on which it is said it stays, and then nothing is said for thirty days. What
    was said at a look ahead silences nothing before that day: it is said again, and thirty days pass from then."""
    today, kept = here(at).date().isoformat(), preference("a word", {"at": 0, "said": "", "looked": ""})
    if kept["looked"] == today:
        return str(kept["said"])
    if kept["at"] and 0 <= at - kept["at"] < WITHIN:
        return ""
    said = leaning(passed(at), at)
    if said or at >= kept["at"]:  # a look back at a day without a word takes nothing from today
        prefer("a word", {"at": at if said else kept["at"], "said": said, "looked": today})
    return said
