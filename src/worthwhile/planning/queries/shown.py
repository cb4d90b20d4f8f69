"""What Today showed of late, and so what she saw and left alone."""

from collections import Counter

from worthwhile.planning.learn import LATELY
from worthwhile.planning.models import Shown
from worthwhile.planning.queries import roots
from worthwhile.planning.words import DAY, iso


def shown(at: int) -> Counter[tuple[int, str, str]]:
    """On how many of the last seven days, this one not among them, each act was shown: by root person, kind and what it is about."""
    days = Shown.objects.filter(day__gte=iso(at - LATELY * DAY), day__lt=iso(at)).values_list("anchor", "kind", "about")
    root = roots(anchor for anchor, _, _ in days)
    return Counter((root.get(anchor, 0), kind, about) for anchor, kind, about in days)
