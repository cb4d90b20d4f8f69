"""Before you meet somebody: what was said last, what is open both ways, what you could bring, one thing to ask. All from rows, or called a guess."""

import re

from worthwhile.planning.lines import asked_for, said_for, still_asked
from worthwhile.planning.situation import TABLE, spoken_of
from worthwhile.planning.values import Before, Exchange, Jotting, Meeting, Open, Situation
from worthwhile.planning.words import DAY, as_of, bare_subject, day, given, how, iso, local, message_word, quoted, short_day
from worthwhile.text import fold
from worthwhile.text import short_day as short
from worthwhile.ties import say
from worthwhile.ties.values import Contact
from worthwhile.why import Reason, Row

LATELY = 180 * DAY  # how old what is asked after may be
# what to ask of a goal of hers, by the step that comes next with them; where they stand is not said to them
STAKES = {
    "unknown": "I am working on {goal}. What would make it good for you and your people?",
    "undecided": "I am working on {goal}. What would you need to see before you can say yes or no?",
    "against": "I am working on {goal}. What would have to change for it to be good for you and your people?",
}
_WORD = re.compile(r"\w{4,}")
_COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "also",
        "been",
        "before",
        "could",
        "from",
        "have",
        "here",
        "into",
        "just",
        "more",
        "most",
        "next",
        "only",
        "other",
        "over",
        "please",
        "some",
        "thank",
        "thanks",
        "that",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "today",
        "tomorrow",
        "very",
        "week",
        "were",
        "what",
        "when",
        "which",
        "will",
        "with",
        "would",
        "your",
        "yours",
        "meeting",
        "call",
        "mail",
        "update",
        "question",
        "follow",
        "team",
        "work",
    ]
)


def before(s: Situation) -> Before:
    """The page on one person, as a plain value."""
    meeting = s.next_meeting
    kept = next((n for n in s.notes if n.kind == "ask"), None)
    return Before(
        person=s.person,
        meeting=meeting,
        tie=s.tie,
        tie_sentence=say.sentence(s.tie, s.at, given(s.person)) if s.tie is not None else _unknown(s),
        exchanges=exchanges(s.recent),
        open=_open(s),
        bring=_bring(s),
        cares=tuple(n for n in s.notes if n.kind == "note")[:3],
        ask=kept.text if kept else _question(s, meeting),
        ask_note=kept.id if kept else None,
        mail_until=s.mail_until,
        calendar_until=s.calendar_until,
        answer=_answer(s),
    )


def _unknown(s: Situation) -> str:
    return f"You and {given(s.person)} have no exchange here yet. What would you like to know?"


def exchanges(recent: tuple[Contact, ...], most: int = 3) -> tuple[Exchange, ...]:
    """The last exchanges, newest first; of one subject only the newest message each way."""
    seen, out = set(), []
    for c in recent:
        topic = (bare_subject(c.subject).casefold(), c.direction)
        if topic not in seen:
            seen.add(topic)
            out.append(exchange(c))
    return tuple(out[:most])


def exchange(c: Contact) -> Exchange:
    """One exchange, as it is told."""
    return Exchange(c.at, bare_subject(c.subject), how(c), c.row)


def _open(s: Situation) -> tuple[Open, ...]:
    """Promises made and thanks due; a letter without an answer is no open item (`_answer`)."""
    found = _written(s, "promise")
    found += [
        Open("thanks", f"{given(s.person)} {'recommended' if k.kind == 'recommendation' else 'endorsed'} you{f' for {k.detail}' if k.detail else ''}.",
             f"LinkedIn, {short_day(k.at, s.at)}", (k.row,))
        for k in s.kindnesses[:1]
        if not k.returned and not any(c.direction == "to" and c.at > k.at for c in s.recent)
    ]  # fmt: skip
    return tuple(found)


def _answer(s: Situation) -> tuple[Open, ...]:
    """What one could take up: questions that were noted, theirs and hers, and messages without an answer, both ways; nothing is claimed past
    what was read."""
    found = [*_written(s, "question"), *_unanswered(s, _theirs(s), mine=False)]
    asked = still_asked(s)
    if asked is not None:
        what = f"You asked {given(s.person)} this: {quoted(asked.text)}. No answer is noted here."
        found.append(Open("asked", what.replace("?”.", "?”"), f"your note, {short_day(asked.at, s.at)}", (asked.id,)))
    newest = _waits(s)
    return (*found, *(_unanswered(s, newest, mine=True) if newest is not None else ()))


def _theirs(s: Situation) -> Contact | None:
    """Their message that waits for her; one that is itself the answer to what she asked waits for nothing."""
    return None if asked_for(s) is not None else s.open_message


def _waits(s: Situation) -> Contact | None:
    """Her own message, where it is the newest that passed between them alone or among a few."""
    newest = next((c for c in s.recent if c.direction in ("to", "from")), None)
    asks = newest is not None and newest.direction == "to" and newest.direct and newest.size <= TABLE
    return newest if newest is not None and asks and newest.kind in ("mail", "message") else None


def _written(s: Situation, kind: str) -> list[Open]:
    return [Open(n.kind, n.text, f"your note, {short_day(n.at, s.at)}{_for(s, n)}", (n.id,)) for n in s.notes if n.kind == kind]


def _for(s: Situation, line: Jotting) -> str:
    """The day that a line is for, where its words tell it as one does on a day ("by Friday")."""
    on = said_for(line)
    said = short(on, local(s.at).date()) if on is not None else ""
    return f"; for {said}" if said and said not in line.text else ""


def _unanswered(s: Situation, message: Contact | None, *, mine: bool) -> list[Open]:
    unseen = as_of(s, message.kind, message.at) if message is not None else ""
    if message is None or not unseen:
        return []
    about = quoted(message.subject) or f"the {message_word(message)}"
    who = f"{given(s.person)} to your {message_word(message)}" if mine else "you"
    sentence = f"{about}: no answer from {who} seen here{unseen}."
    whose = "your" if mine else "their"
    return [Open("unanswered", sentence, f"{whose} {message_word(message)} of {short_day(message.at, s.at)}", (message.row,))]


def words(text: str) -> set[str]:
    """The telling words of a text, folded and cut to a stem of sorts."""
    return {w[:6] for w in _WORD.findall(fold(text)) if w not in _COMMON}


def _bring(s: Situation) -> tuple[Reason, ...]:
    """Offers of hers that share two words (or all there are) with what they wrote about, or with their title: a guess, and called one. The name
    of their organisation, and one word of many, would make everybody there need the same."""
    out = []
    role = words(s.person.title)
    for offer in s.offers:
        mine = words(offer)
        enough = min(2, len(mine)) or 1
        c = next((c for c in s.recent if len(mine & words(c.subject)) >= enough), None)
        if c is not None:
            source = f"{quoted(c.subject)}, {short_day(c.at, s.at)}"
            out.append(Reason(f"{offer[:1].upper()}{offer[1:]}.", (Row("interaction", c.row, iso(c.at)),), source))
        elif len(mine & role) >= enough:
            out.append(Reason(f"{offer[:1].upper()}{offer[1:]}.", (Row("person", s.person.id),), "their role"))
    return tuple(out[:2])


def _question(s: Situation, meeting: Meeting | None) -> str:
    """One concrete question, out of what is known and of nothing else. What one of them waits for comes first, and nothing is asked beside it;
    then the matter that they brought up, what a goal of hers would be to them, what the meeting is about, and what was last spoken of."""
    open_ask = still_asked(s)
    if open_ask is not None:
        return f"How does it stand with what I asked you on {day(open_ask.at, s.at)}: {quoted(open_ask.text)}"
    asked = next((n for n in s.notes if n.kind == "question"), None)
    if asked is not None:
        return f"On {day(asked.at, s.at)} you asked: {quoted(asked.text)} Is that still open for you?"
    last = spoken_of(s, s.at - LATELY)
    if last is not None and _of(_theirs(s), last) and _unanswered(s, _theirs(s), mine=False):
        return f"You wrote about {quoted(last.subject, 50)} on {day(last.at, s.at)}. What do you still need from me there?"
    title = meeting.summary if meeting is not None and words(meeting.summary) - words(f"{s.person.name} {s.me}") else ""
    if last is not None and last.direction == "from" and title and _of(last, title):
        return f"You wrote about {quoted(title, 50)} on {day(last.at, s.at)}. Which part of it is on your mind most?"
    step = next((n for n in s.steps if n.kind in STAKES), None)
    if step is not None:
        return STAKES[step.kind].format(goal=quoted(step.title, 60))
    if title:
        return f"Which part of {quoted(title, 50)} matters most to you?"
    return _since(s, last) if last is not None else ""


def _since(s: Situation, last: Contact) -> str:
    """What to ask after the matter of which they spoke or wrote last."""
    about, when = quoted(last.subject, 50), day(last.at, s.at)
    if _of(_waits(s), last) and _unanswered(s, _waits(s), mine=True):
        return f"I wrote to you about {about} on {when}. Did that leave anything open for you?"
    told = {"from": "You wrote", "to": "I wrote to you"}.get(last.direction, "We spoke")
    return f"{told} about {about} on {when}. What has changed since, on your side?"


def _of(message: Contact | None, other: Contact | str) -> bool:
    """Is there such a message, and is it on the matter of the other, or of this title?"""
    subject = other if isinstance(other, str) else other.subject
    return message is not None and bare_subject(message.subject).casefold() == bare_subject(subject).casefold()
