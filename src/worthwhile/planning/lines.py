"""What rules ask of her lines on one person: the one that is open longest, how a line is told, and a key by which its act is known. Pure."""

from datetime import date
from hashlib import blake2b

from worthwhile.planning.values import INTENTS, Jotting, Situation
from worthwhile.planning.words import DAY, bare_subject, day, iso, local, quoted, short_day
from worthwhile.ties.values import Contact
from worthwhile.value.days import ending
from worthwhile.why import Reason, Row

LONGEST = 365 * DAY  # one of more than a year ago is hers to bring up
LATELY = 180 * DAY
# lines that tell of a word between the two on their day
TOLD = ("spoke", "gave", "received", "thanked", "thanks", "promise", "promised", "asked", "question", "offered")


def oldest(s: Situation, kind: str, soonest: int = 0, longest: int = LONGEST) -> Jotting | None:
    """The line of this kind that has been open longest, if it was written at least `soonest` and at most `longest` seconds ago."""
    found = [n for n in s.notes if n.kind == kind and soonest <= s.at - n.at <= longest]
    return min(found, key=lambda n: (n.at, n.id), default=None)


def cause(kind: str, at: int, words: str) -> str:
    """What names the cause of an act: the same in every store, though the ids of lines are not."""
    return f"{kind} {at} {blake2b(words.encode(), digest_size=4).hexdigest()}"


def step_cause(key: str) -> str:
    """What names a step for a goal as the cause of an act: its key is longer than an act keeps."""
    return f"step {blake2b(key.encode(), digest_size=16).hexdigest()}"


class Settled(frozenset[str]):
    """Causes of steps that need not come again; asked for by the key of a step."""

    def __contains__(self, key: object) -> bool:
        return super().__contains__(step_cause(str(key)))


def noted(s: Situation, line: Jotting, sentence: str) -> Reason:
    """A reason that rests on one line of hers. In `sentence`, {when} is its day and {what} its words."""
    said = sentence.format(when=day(line.at, s.at), what=quoted(line.text)).replace("?”.", "?”")
    return Reason(said, (Row("note", line.id, iso(line.at)),), f"your note of {short_day(line.at, s.at)}")


def said_for(line: Jotting) -> date | None:
    """The day with which the words of a line end ("the plan by Friday"), as one said it on the day of the line; None where they name none."""
    meant = ending(line.text, local(line.at).date())
    return None if meant is None else meant.day


def in_touch(s: Situation) -> int:
    """The moment (seconds) of her newest line that tells of a word between the two, which no source may show; 0 where there is none."""
    return max((n.at for n in (*s.notes, *s.story) if n.kind in TOLD), default=0)


def came(line: Jotting) -> bool:
    """Did help come from them? Their thanks came too, and ask for nothing in return."""
    return line.way == "received" and line.kind != "thanks"


def serves(line: Jotting, guess: tuple[str, ...]) -> tuple[str, ...]:
    """Whom it serves, in her word where she said it, else as guessed."""
    return tuple(i for i in INTENTS if i in line.serves.split()) or guess


def lately(s: Situation, *kinds: str) -> list[Jotting]:
    """What passed between them in the last half year, as she wrote it, newest first; only lines of these kinds, where some are named."""
    return [n for n in s.story if 0 <= s.at - n.at <= LATELY and (not kinds or n.kind in kinds)]


def to_thank(s: Situation) -> Jotting | None:
    """The newest help of theirs in half a year after which no thanks of hers are noted; the better where she said what it led to."""
    thanked = max((n.at for n in s.story if n.kind == "thanked"), default=0)
    found = [n for n in s.story if came(n) and n.at > thanked and 0 <= s.at - n.at <= LATELY]
    return next((n for n in found if n.led_to), found[0] if found else None)


def still_asked(s: Situation) -> Jotting | None:
    """What she asked of them last, in half a year, and noted no answer to: while it is open nothing else is asked of them."""
    return next((n for n in s.notes if n.kind == "asked" and 0 <= s.at - n.at <= LATELY), None)


def asked_for(s: Situation) -> Contact | None:
    """What she asked and they answered, when nothing of hers is seen since: her own message, with which that exchange began."""
    theirs = s.open_message
    hers = next((c for c in s.recent if theirs is not None and c.direction == "to" and c.key and c.key == theirs.parent), None)
    return hers if hers is not None and bare_subject(hers.subject) == hers.subject.strip() else None


def led_somewhere(s: Situation, line: Jotting | None) -> bool:
    """Is this line what came of an answer that waits for thanks: does it say what it led to, and was it noted since she asked?"""
    hers = asked_for(s)
    return hers is not None and line is not None and bool(line.led_to) and line.at > hers.at - DAY
