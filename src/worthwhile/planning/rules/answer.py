"""Answer the one who waits: their newest direct message, after which nothing of ego's is seen."""

from worthwhile.planning import drafts
from worthwhile.planning.lines import asked_for, led_somewhere, to_thank
from worthwhile.planning.situation import ROUND, TABLE
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, as_of, day, given, iso, message_word, quoted, short_day
from worthwhile.text import number
from worthwhile.ties.values import Contact
from worthwhile.why import Reason, Row

LONGEST = 60 * DAY  # an older one is no longer waited for
THANKS = 21 * DAY  # an answer to what she asked ends a talk: thanks later than that would puzzle
LEAST_FOR_STRANGERS = 0.15  # somebody never written to waits for an answer only where she is likely to give one
AWAITED = 2 * DAY  # after which a question without an answer is due, and longer where she usually takes longer with them
UNKNOWN = 0.3  # the chance that ego would write, while nothing is known of her habits


def worth(inclination: float | None) -> float:
    """From 0.25 to 0.9, by the chance that she would write of her own accord: the best sign from traffic alone that an answer is due."""
    return 0.25 + 0.65 * (UNKNOWN if inclination is None else inclination)


def rule(s: Situation) -> Proposal | None:
    """An answer to a message of the last 60 days, unless the two met since; thanks, where the message is itself the answer to something she
    asked, in its first days."""
    message = s.open_message
    if (
        message is None
        or message.size > ROUND
        or s.at - message.at > LONGEST
        or message.automatic
        or message.kind not in ("mail", "message", "invitation")
    ):
        return None
    never = s.person.kind == "stranger" or (s.tie is not None and s.tie.sent == 0)
    if never and (s.inclination or 0.0) < LEAST_FOR_STRANGERS:
        return None
    asked = asked_for(s) is not None
    if asked and (s.at - message.at > THANKS or led_somewhere(s, to_thank(s))):
        return None  # what their answer led to is noted: thanks that tell it (tell.py) are the better word
    if _met_since(s, message, TABLE if asked else 2):
        return None  # they sat together: what was written of will have been said there
    usual = s.tie.answer_mine if s.tie is not None else None
    why = [_reason(s, message, asked)]
    if usual is not None and s.tie is not None and s.tie.sent >= 3:
        why.append(Reason(f"You usually answer {given(s.person)} within {_span(usual)}.", (), "your own answers so far"))
    slow = s.at - message.at > max(7 * DAY, 3 * 3600 * (usual or 0))
    draft = drafts.thank_for_answer(s, message) if asked else drafts.answer(s, message, slow)
    fresh = 1 - 0.5 * (s.at - message.at) / THANKS if asked else 1.0  # who asked waits; who answered does not
    question = "?" in message.subject and not asked
    due = question and s.at - message.at > max(AWAITED, 3600 * (usual or 0))
    return Proposal(
        "answer", s.person.id, s.person.anchor, message.key[:64], f"{'Thank' if asked else 'Answer'} {s.person.name}", tuple(why),
        3 if question else 2, worth(s.inclination) * fresh, ("them",), True, draft=draft, due=due,
    )  # fmt: skip


def _met_since(s: Situation, message: Contact, most: int) -> bool:
    """Did they meet after it, at most so many of them, or speak, as she noted?"""
    met = any(c.direction == "both" and c.at > message.at and c.size <= most for c in s.recent)
    return met or any(n.kind == "spoke" and n.at > message.at for n in s.notes)


def _reason(s: Situation, message: Contact, asked: bool) -> Reason:
    """What they wrote and when, and that nothing of hers is seen since, as far as the source reaches."""
    name, word, about = given(s.person), message_word(message), quoted(message.subject)
    when, unseen = day(message.at, s.at), as_of(s, message.kind, message.at)
    if asked:
        wrote = f"{name} answered your {word}{f' {about}' if about else ''} on {when}."
        missing = f" No word back from you is seen here{unseen}."
    else:
        wrote = f"{name} wrote on {when}{f' about {about}' if about else ''}."
        missing = f" No answer from you seen here{unseen}."
    said = missing if unseen else f" Your {word}s are read no further than that."
    return Reason(wrote + said, (Row("interaction", message.row, iso(message.at)),), f"their {word} of {short_day(message.at, s.at)}")


def _span(hours: float) -> str:
    """A median answer time in words."""
    if hours < 1.5:
        return "the hour"
    if hours < 36:
        return "a day" if hours > 12 else f"{number(round(hours))} hours"
    return f"{number(round(hours / 24))} days"
