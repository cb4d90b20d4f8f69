"""How a tie is said in words; no score, no blame, and never that it is at an end. Her own word on it comes first.

Medians and quantiles only (rhythm.py); what is not known is not said."""

from worthwhile.text import day, here, number, short_day
from worthwhile.ties.values import TieView

DAY = 86_400
FEW = 4  # contact days; below that little can be said
FRESH = 7 * DAY  # a source that reaches to within a week tells of now
BURSTS = 2.5  # the mean pause over the usual one from which on a tie comes in bursts; where pauses fall by chance it is 1.44
ONE_WAY = 8  # so many times as many letters one way as the other, from which on nobody would say that the two speak
_CLOSE = ("", "Hardly close, you say", "Not very close, you say", "Fairly close, you say", "Close, you say", "Very close, you say")


def sentence(tie: TieView, at: int, name: str) -> str:
    """One to four short sentences: what kind of tie, how often, who begins, how it is just now, and how far that is read where it is
    not until now. `name` is what you call them."""
    known = at if tie.until is None else min(at, tie.until)
    said = _said(tie, at, name, known)
    return f"{said} Read until {_on(known, at)}." if at - known > FRESH else said


def _said(tie: TieView, at: int, name: str, known: int) -> str:
    if tie.days < FEW and tie.state == "new":
        return f"{_word(tie)}A new tie: {_seen(tie)}, the last on {_on(tie.last, at)}."
    if tie.days < FEW:
        return f"{_word(tie)}Little is seen of it: {_seen(tie)}, the last on {_on(tie.last, at)}."
    if one_way(tie):
        return f"{_word(tie)}{_mostly(tie, name)}{_now(tie, at, known)}."
    said = [f"{_word(tie)}{_kind(tie)}{_now(tie, at, known)}."]
    rhythm = _rhythm(tie, name)
    return " ".join([*said, rhythm] if rhythm else said)


def short(tie: TieView, at: int) -> str:
    """A few words, for a list."""
    if tie.close is not None:
        return _CLOSE[tie.close].removesuffix(", you say")
    if tie.state == "new":
        return f"New; last on {_short(tie.last, at)}"
    if tie.days < FEW:
        return f"Seldom; last on {_short(tie.last, at)}"
    words = {
        "steady": {"to": "Mostly you write", "from": "Mostly they write"}.get(one_way(tie), "Steady" if _steady(tie) else "Comes and goes"),
        "cooling": "Quieter than usual",
        "long silence": "Long quiet",
        "asleep": "Asleep",
    }
    if tie.state == "steady" and tie.last_met == tie.last:
        return f"{words['steady']}; you met on {_short(tie.last, at)}"
    return f"{words[tie.state]}; last on {_short(tie.last, at)}"


def one_way(tie: TieView) -> str:
    """Where no meeting is seen and nearly all letters went one way: "to" (from her, to them), "from", else "". Such a tie is no talk."""
    if tie.met or tie.days < FEW:
        return ""
    return "to" if tie.received * ONE_WAY <= tie.sent else "from" if tie.sent * ONE_WAY <= tie.received else ""


def _mostly(tie: TieView, name: str) -> str:
    asleep = tie.state in ("long silence", "asleep")
    who = (
        (f"you {'wrote' if asleep else 'write'} to {name}") if one_way(tie) == "to" else f"{name} {'wrote' if asleep else 'writes'} to you"
    )
    often = f", about every {_days(tie.gap)}" if tie.gap is not None and _steady(tie) and not asleep else ""
    return f"Mostly {who}{often}"


def _word(tie: TieView) -> str:
    return f"{_CLOSE[tie.close]}. " if tie.close is not None else ""


def _seen(tie: TieView) -> str:
    parts = [(tie.met, "meeting"), (tie.received + tie.sent, "message")]
    said = [f"{number(n)} {noun}{'s' if n > 1 else ''}" for n, noun in parts if n]
    return " and ".join(said) or "one trace"


def _kind(tie: TieView) -> str:
    """What the tie is like when it is awake."""
    steady = _steady(tie)
    often = tie.gap is not None and tie.gap <= 14
    if tie.state in ("long silence", "asleep"):
        return "An old tie" if tie.days >= 12 else "A tie from before"
    return "An easy, steady tie" if steady and often else "A steady tie" if steady else "A tie that comes and goes"


def _steady(tie: TieView) -> bool:
    """Are the long gaps not much longer than the usual one, and not so long, the few, that most of the time lies in them?"""
    if tie.gap is None or tie.gap_high is None or tie.gap_high > 4 * max(tie.gap, 3):
        return False
    return tie.last - tie.first <= BURSTS * max(tie.gap, 3) * DAY * max(1, tie.days - 1)


def _now(tie: TieView, at: int, known: int) -> str:
    """What is just now, held against what is usual; `known`: up to when a silence is seen to be one."""
    since = f"since {_on(tie.last, at)}"
    if tie.state == "asleep":
        return f", asleep {since}"
    if tie.state == "long silence":
        return f", quiet for long {since}"
    if tie.state == "cooling" or (tie.gap_high is not None and known - tie.last > max(tie.gap_high, 7) * DAY):
        return "; quiet for longer than usual"
    return ""


def _rhythm(tie: TieView, name: str) -> str:
    """How often, and who begins."""
    asleep = tie.state in ("long silence", "asleep")
    parts = []
    if tie.gap is not None and _steady(tie):  # where it comes in bursts, the median is the pause within one
        parts.append(f"{'You spoke' if asleep else 'You speak'} about every {_days(tie.gap)}")
    begun = tie.starts_mine + tie.starts_theirs
    if begun >= 4:
        share = tie.starts_mine / begun
        who = "you mostly start" if share > 0.7 else f"{name} mostly starts" if share < 0.3 else "either of you starts"
        parts.append(
            who
            if not asleep
            else {"you mostly start": "you mostly started", "either of you starts": "either of you started"}.get(
                who, f"{name} mostly started"
            )
        )
    if not parts:
        return ""
    first = parts[0][0].upper() + parts[0][1:]
    return ", and ".join([first, *parts[1:]]) + "."


def _days(gap: float) -> str:
    """ "day", "two days", "week", "six weeks", "four months"."""
    days = max(1, round(gap))
    if days == 1:
        return "day"
    if days == 7:
        return "week"
    if days < 21:
        return f"{number(days)} days"
    if days < 60:
        return f"{number(round(days / 7))} weeks"
    if days < 330:
        return f"{number(round(days / 30))} months"
    return "year" if days < 550 else f"{number(round(days / 365))} years"


def _on(moment: int, at: int) -> str:
    return day(here(moment), here(at).date())


def _short(moment: int, at: int) -> str:
    return short_day(here(moment), here(at).date())
