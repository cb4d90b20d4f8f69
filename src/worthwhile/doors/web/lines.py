"""The line of a tie, as SVG: time runs left to right, given stands above, received hangs below, meetings are ticks.

Letters are short strokes, hers above and theirs below; from the last contact to today the line is dotted. Strokes of one
kind that would touch are one stroke (some three days in the large picture, eleven in the others; the words say how many
there were), and each kind is one path, so that a busy tie stays a light picture.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from worthwhile.text import number, short_day
from worthwhile.ties.values import LineMark

KINDS = (("meeting", "m"), ("sent", "ls"), ("got", "lr"), ("given", "gs"), ("received", "rs"))  # what, and its class in the picture
SAID = (
    ("given", "given", "given"),
    ("received", "received", "received"),
    ("meeting", "meeting", "meetings"),
    ("sent", "letter from you", "letters from you"),
    ("got", "letter to you", "letters to you"),
)  # what, of one, of many
DAY = 86_400
SPAN = 730 * DAY  # seconds: two years
APART = 6  # half pixels between strokes of one kind, so that each is seen


@dataclass(frozen=True, slots=True)
class Size:
    """A size of the picture, in pixels: `left` is where the line begins, `axis` its height, `reach` how far marks go."""

    width: int
    height: int
    left: float
    right: float
    axis: float
    reach: float
    dot: float
    tick: float
    letter: float
    words: bool
    long: bool = False


SMALL = Size(150, 30, 4.6, 4.6, 15, 7.8, 2.6, 3, 4.5, words=False)
MEDIUM = Size(270, 58, 60, 5, 21, 13, 3, 3, 6, words=True)
LARGE = Size(740, 124, 78, 7, 54, 42, 5, 3, 14, words=True, long=True)
QUIET = Size(740, 92, 78, 7, 36, 26, 5, 3, 10, words=True, long=True)  # nothing but letters and meetings: no room for dots is kept
PHONE = Size(358, 124, 62, 6, 54, 42, 5, 3, 14, words=True)
PHONE_QUIET = Size(358, 92, 62, 6, 36, 26, 5, 3, 10, words=True)
PLAIN = {LARGE: QUIET, PHONE: PHONE_QUIET}
BEGIN = tuple(f"M{half / 2:g}" for half in range(2 * LARGE.width + 1))  # how a stroke at each half pixel begins
SIZES = {"small": SMALL, "medium": MEDIUM, "large": LARGE, "phone": PHONE}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the template writes out: paths by class, dots, words and the sentence for those who do not see it."""

    size: Size
    label: str
    base: str
    gap: str
    paths: tuple[tuple[str, str], ...]
    dots: tuple[tuple[str, float, float], ...]
    above: str
    below: str
    begin: str
    end: str

    @property
    def above_at(self) -> float:
        """The height of the words above the line."""
        return self.size.axis - self.size.reach + 4.5

    @property
    def below_at(self) -> float:
        """The height of the words below the line."""
        return self.size.axis + self.size.reach + 4.5

    @property
    def dates_at(self) -> float:
        """The height of the dates."""
        return self.size.height - 2

    @property
    def end_at(self) -> float:
        """Where the last date ends."""
        return self.size.width - self.size.right if self.size.long else self.size.width - 5


def draw(marks: Sequence[LineMark], at: int, name: str, size: Size = MEDIUM) -> Drawn:
    """Lay out the marks of the two years before `at` (seconds), to the day: a day is a third of a pixel, or one in the large picture."""
    return _drawn(tuple(m for m in marks if m.at <= at), (at // DAY + 1) * DAY, datetime.fromtimestamp(at).date(), name, size)


@lru_cache(maxsize=64)
def _drawn(marks: tuple[LineMark, ...], at: int, today: date, name: str, size: Size) -> Drawn:
    since = at - SPAN
    seen = [m for m in marks if since <= m.at]
    days: dict[str, set[int]] = {what: set() for what, _ in KINDS}
    for mark in seen:
        days[mark.what].add(mark.at)
    deeds = bool(days["given"] or days["received"])  # letters stand back beside them, else they fill the line
    if not deeds:
        size = PLAIN.get(size, size)

    pace = 2 * (size.width - size.left - size.right) / SPAN

    def half(moment: int) -> int:  # places are counted in half pixels
        return round(2 * size.left + (moment - since) * pace)

    last = half(max((max(moments) for moments in days.values() if moments), default=since)) / 2
    paths = [(css, _strokes(set(map(half, days[what])), what, size, deeds)) for what, css in KINDS]
    return Drawn(
        size=size,
        label=spoken(seen, today, name),
        base=f"M{size.left:g} {size.axis:g}H{last:g}" if seen else "",
        gap=f"M{last:g} {size.axis:g}H{size.width - size.right:g}",
        paths=tuple((css, path) for css, path in paths if path),
        dots=tuple(_dots(seen, half, size)),
        above="given" if deeds else "from you",
        below="received" if deeds else "to you",
        begin=f"{datetime.fromtimestamp(since):%B %Y}" if size.long else f"{datetime.fromtimestamp(since):%b %Y}",
        end="today" if size.long else "now",
    )


def forget() -> None:
    """Draw every line anew."""
    _drawn.cache_clear()


def _strokes(places: set[int], what: str, size: Size, deeds: bool) -> str:
    if not places:
        return ""
    a, letter = size.axis, size.letter if deeds else size.reach * 0.75
    ends = {
        "meeting": (a - size.tick, a + size.tick),
        "sent": (a, a - letter),
        "got": (a, a + letter),
        "given": (a, a - size.reach),
        "received": (a, a + size.reach),
    }[what]
    stroke = f" {ends[0]:g}V{ends[1]:g}"
    return stroke.join([BEGIN[place] for place in _apart(places)]) + stroke


def _apart(places: set[int]) -> list[int]:
    """Of strokes that would touch, one for the few days that they cover, the newest first: a busy time is an even row, a quiet one stays bare."""
    kept: list[int] = []
    for place in sorted(places, reverse=True):
        if not kept or kept[-1] - place >= APART:
            kept.append(place)
    return kept[::-1]


def _dots(marks: Sequence[LineMark], half: Callable[[int], int], size: Size) -> list[tuple[str, float, float]]:
    places = sorted({(m.what, half(m.at) / 2) for m in marks if m.what in ("given", "received")})
    return [("g", place, size.axis - size.reach) if what == "given" else ("r", place, size.axis + size.reach) for what, place in places]


def spoken(marks: Sequence[LineMark], today: date, name: str) -> str:
    """The same facts as a sentence or two."""
    if not marks:
        return f"Two years with {name}: nothing is seen here."
    count: dict[str, int] = {}
    last: dict[str, int] = {}
    for mark in marks:
        what = mark.what
        count[what] = count.get(what, 0) + mark.times
        last[what] = max(mark.at, last.get(what, mark.at))
    parts = []
    for what, one, many in SAID:
        if times := count.get(what, 0):
            day = short_day(datetime.fromtimestamp(last[what]).date(), today)
            parts.append(f"{number(times)} {one if times == 1 else many}, last on {day}")
    return f"Two years with {name}: {'; '.join(parts)}."
