"""What Today showed of late, and so what she saw and left alone."""

from collections import Counter

from worthwhile.planning.learn import LATELY
from worthwhile.planning.models import Shown
from worthwhile.planning.queries.exchanges import roots
from worthwhile.planning.words import DAY, iso


def shown(at: int, days: int = LATELY) -> Counter[tuple[int, str, str]]:
    """On how many of the last so many days, this one not among them, each act was shown: by root person, kind and what it is about."""
    rows = Shown.objects.filter(day__gte=iso(at - days * DAY), day__lt=iso(at)).values_list("anchor", "kind", "about")
    root = roots(anchor for anchor, _, _ in rows)
    return Counter((root.get(anchor, 0), kind, about) for anchor, kind, about in rows)
