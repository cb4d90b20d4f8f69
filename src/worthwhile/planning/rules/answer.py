"""Answer the one who waits: their newest direct message, after which nothing of ego's is seen."""

from worthwhile.planning import drafts
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, as_of, day, given, iso, message_word, quoted, short_day
from worthwhile.why import Reason, Row

LONGEST = 60 * DAY  # an older one is no longer waited for
LEAST_FOR_STRANGERS = 0.15  # somebody never written to waits for an answer only where she is likely to give one
UNKNOWN = 0.3  # the chance that ego would write, while nothing is known of her habits


def worth(inclination: float | None) -> float:
    """From 0.25 to 0.9, by the chance that she would write of her own accord: the best sign from traffic alone that an answer is due."""
    return 0.25 + 0.65 * (UNKNOWN if inclination is None else inclination)


def rule(s: Situation) -> Proposal | None:
    """An answer to a message of the last 60 days."""
    message = s.open_message
    if message is None or s.at - message.at > LONGEST or message.automatic or message.kind not in ("mail", "message", "invitation"):
        return None
    if s.person.kind == "stranger" and (s.inclination or 0.0) < LEAST_FOR_STRANGERS:
        return None
    name, word = given(s.person), message_word(message)
    about = quoted(message.subject)
    unseen = as_of(s, message.kind, message.at)
    wrote = f"{name} wrote on {day(message.at, s.at)}{f' about {about}' if about else ''}."
    why = [
        Reason(
            f"{wrote} No answer from you seen here{unseen}." if unseen else f"{wrote} Your {word}s are read no further than that.",
            (Row("interaction", message.row, iso(message.at)),),
            f"their {word} of {short_day(message.at, s.at)}",
        )
    ]
    usual = s.tie.answer_mine if s.tie is not None else None
    if usual is not None and s.tie is not None and s.tie.sent >= 3:
        why.append(Reason(f"You usually answer {name} within {_span(usual)}.", (), "your own answers so far"))
    slow = s.at - message.at > max(7 * DAY, 3 * 3600 * (usual or 0))
    minutes = 3 if "?" in message.subject else 2
    return Proposal(
        "answer", s.person.id, s.person.anchor, message.key[:64], f"Answer {s.person.name}", tuple(why), minutes, worth(s.inclination), ("them",), True,
        draft=drafts.answer(s, message, slow),
    )  # fmt: skip


def _span(hours: float) -> str:
    """A median answer time in words."""
    if hours < 1.5:
        return "the hour"
    if hours < 36:
        return "a day" if hours > 12 else f"{round(hours)} hours"
    return f"{round(hours / 24)} days"
