"""How this room says days, chances and degrees. Pure."""

from collections.abc import Iterable
from datetime import date

from worthwhile.goals.days import deadline
from worthwhile.planning.words import local
from worthwhile.text import day as long_day
from worthwhile.text import short_day

CLOSE = ("", "hardly close", "not very close", "fairly close", "close", "very close")


def on(at: int | None, now: int) -> str:
    """ "9 November", with the year when it is another one; "" for no moment."""
    return "" if at is None else long_day(local(at), local(now).date())


def on_day(iso: str, now: int) -> str:
    """ "19 February 2027" for "2027-02-19", without the year when it is this one; as it stands where it is no day."""
    try:
        return long_day(date.fromisoformat(iso), local(now).date())
    except ValueError:
        return iso


def deadline_of(iso: str, now: int) -> str:
    """The day of a goal: "by 19 February 2027", or "its day was 15 February 2026", within a sentence; as it stands where it is no day."""
    try:
        said = deadline(iso, local(now).date())
        return said[0].lower() + said[1:]
    except ValueError:
        return f"by {iso}"


def brief(at: int, now: int) -> str:
    """ "9 Nov", with the year when it is another one."""
    return short_day(local(at), local(now).date())


def days(moments: Iterable[int], now: int) -> str:
    """All days of these moments, the newest first, each once: "on 9 Nov, 3 Nov, in 2025 on 21 Oct"; "" for none."""
    years: dict[int, list[str]] = {}
    for day in sorted({local(at).date() for at in moments}, reverse=True):
        years.setdefault(day.year, []).append(f"{day.day} {day:%b}")
    this = local(now).year
    return ", ".join(f"{'' if year == this else f'in {year} '}on {', '.join(told)}" for year, told in years.items())


def likely(chance: float) -> str:
    """A chance in words."""
    for above, word in ((0.9, "very likely"), (0.65, "likely"), (0.35, "about even"), (0.1, "not very likely")):
        if chance >= above:
            return word
    return "unlikely"


def joined(parts: Iterable[str], by: str = "; ") -> str:
    """The parts that say something, one after the other; within a sentence none ends with a full stop of its own."""
    return by.join(p if by == " " else p.removesuffix(".") for p in parts if p)


def span(amount: float, one: str) -> str:
    """ "3 days", "an hour"; under one of them "less than a day"."""
    whole = round(amount)
    return f"less than {'an' if one[0] == 'h' else 'a'} {one}" if amount < 0.5 else count(whole, one)


# what a kind of act, and a kind of deed, is called; the others are called by their own word
ACTS = {
    "ask_after": "ask how it went on", "ask_feedback": "ask how it looks to them", "congratulate": "wish a happy birthday", "follow_up": "two lines after a meeting",
    "give_feedback": "tell what you think", "give_unasked": "offer something small", "keep_promise": "keep your word", "keep_warm": "say hello",
    "let_give": "let them help you", "make_room": "make room for them", "next_step": "the next step towards a goal", "offer_help": "offer what you have",
    "pick_up": "pick up the thread", "prepare": "look ahead to a meeting", "say_yes": "say yes", "share": "send something useful",
    "stand_up": "stand up for them", "tell": "thank, and tell what it led to", "wake": "write after a long time",
}  # fmt: skip
DEEDS = {
    "asked": "an ask", "came": "what came of an introduction", "close note": "a line settled", "introduce": "an introduction begun", "introduced": "an introduction made",
    "led to": "what a line led to", "note": "a line of yours", "offer": "your offers", "put off": "a need put off", "put on goal": "their place on a goal",
    "remove note": "a line removed", "reword": "other words", "said": "an answer", "say_close": "how close you are", "stance": "where they stand",
    "start goal": "a goal begun", "stop introducing": "an introduction ended", "take off goal": "taken off a goal",
}  # fmt: skip


def named(words: dict[str, str], key: str) -> str:
    """What an inner word is called."""
    return words.get(key, key.replace("_", " "))


def degree(words: tuple[str, ...], value: int | None) -> str:
    """The word for a degree from 1 to 5; "" where none was said."""
    return "" if value is None else words[value] if 0 < value < len(words) else str(value)


def count(value: int, one: str, many: str = "") -> str:
    """ "1 letter", "12 letters"."""
    return f"{value:,} {one if value == 1 else many or one + 's'}".replace(",", "\u202f")


def born(birthday: str) -> str:
    """ "14 January 1984", or "29 February" where the year is not known; as it stands where it is no day."""
    year, rest = birthday[:-6], birthday[-5:]
    try:
        month, day = (int(part) for part in rest.split("-"))
        said = long_day(date(2000, month, day)).removesuffix(" 2000")
    except ValueError:
        return birthday
    return f"{said} {year}" if year.isdecimal() else said


def quoted(text: str) -> str:
    """The text between double quotes; what was set between such within it stands between single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"
