"""First words, by rule, in her own plain voice: short, with an easy way out. Nothing is ever sent by the program."""

from worthwhile.planning.values import Draft, Situation
from worthwhile.planning.words import MESSAGES, bare_subject, day, given, in_month, message_word, quoted, reply_subject, told
from worthwhile.ties.values import Contact

HOLE = "[your words]"  # what only she knows; plain enough that no one sends it unseen


def letter(s: Situation, subject: str, *paragraphs: str, reply_to: str = "") -> Draft | None:
    """A short letter with greeting and signature; None when no mail address of theirs is known."""
    if not s.person.email:
        return None
    body = "\n\n".join([f"Hello {given(s.person)},", *(p for p in paragraphs if p), s.me])
    return Draft(s.person.email, subject, body.rstrip(), reply_to)


def answer(s: Situation, message: Contact, slow: bool) -> Draft | None:
    """An answer; the subject is kept, and said again where one would say it. What the answer is, only she knows."""
    about = told(message.subject)
    sorry = "Sorry for the slow answer. " if slow else ""
    theirs = f"{message_word(message)} of {day(message.at, s.at)}"
    words = f"{sorry}On {about}: {HOLE}" if about else f"{sorry}Thank you for your {theirs}. {HOLE}"
    subject = reply_subject(message.subject) or f"Your {theirs}"
    return letter(s, subject, words, "If that leaves something open, tell me.", reply_to=message.key)


def thank_for_answer(s: Situation, message: Contact) -> Draft | None:
    """Thanks for an answer that she asked for, and what it led to, which only she knows."""
    return letter(
        s, reply_subject(message.subject), f"Thank you for your answer. It led to this: {HOLE}", "No answer needed.", reply_to=message.key
    )


def follow_up(s: Situation, summary: str, when: str) -> Draft | None:
    """A few lines after a meeting."""
    about = told(summary)
    return letter(
        s,
        f"After {about.strip('“”')}" if about else "After our meeting",
        f"Thank you for your time {when}. What I took with me: {HOLE}",
        "No answer needed, unless I got something wrong.",
    )


def thank(s: Situation, kind: str, detail: str, offer_return: bool) -> Draft | None:
    """Thanks for an endorsement or a recommendation."""
    what = (
        f"You endorsed me for {detail}"
        if kind == "endorsement" and detail
        else f"You wrote a {kind} for me"
        if kind == "recommendation"
        else "You endorsed me"
    )
    more = "I’d gladly write one for you too. Tell me if you’d rather I didn’t." if offer_return and kind == "recommendation" else ""
    return letter(s, "Thank you", f"{what} on LinkedIn. Thank you, I was glad to see it.", more, "No answer needed.")


def congratulate(s: Situation) -> Draft | None:
    """Two lines for a birthday."""
    return letter(s, "Happy birthday", "Happy birthday. I wish you a good day and a good year.")


def keep_promise(s: Situation, promised: str) -> Draft | None:
    """A line with what she promised."""
    about = quoted(promised)
    return letter(s, "As promised", f"As promised: {about}. {HOLE}", "If you need it otherwise, tell me.")


def keep_warm(s: Situation, last: str) -> Draft | None:
    """A word before a steady tie goes quiet."""
    words = f"I was thinking of {last}. How did it go on from there?" if last else "I was thinking of you. How are things on your side?"
    return letter(s, "How are things?", words, "No hurry with an answer.")


def pick_up(s: Situation, topic: Contact | None) -> Draft | None:
    """A word after some months on the newest exchange with a subject: who wrote, as far as it was read; no request in it."""
    about = quoted(topic.subject) if topic is not None else ""
    if topic is None or not about:
        return letter(
            s, "A word in between", "It is a while since we were in touch. What keeps you busy these days?", "Whenever it suits you."
        )
    said = f"{_between(s, topic)} about {about} {in_month(topic.at, s.at)}, and I wondered what became of it."
    return letter(s, _some_time_ago(about), f"{said} What keeps you busy these days?", "Whenever it suits you.")


def _between(s: Situation, topic: Contact) -> str:
    """Who wrote to whom on this subject, of what was read last: "We wrote" where both did."""
    if topic.direction == "both":
        return "We met"
    same = bare_subject(topic.subject).casefold()
    ways = {c.direction for c in s.recent if c.kind in MESSAGES and bare_subject(c.subject).casefold() == same}
    return "We wrote" if {"to", "from"} <= ways else "I wrote to you" if topic.direction == "to" else "You wrote to me"


def ask_after(s: Situation, theirs: Contact) -> Draft | None:
    """How it went on with what they wrote of, and an offer of help."""
    about = quoted(theirs.subject)
    words = f"You wrote to me about {about} {in_month(theirs.at, s.at)}, and I wondered how it went on."
    return letter(
        s, _some_time_ago(about), f"{words} If there is anything in it that I could help with, tell me.", "No hurry with an answer."
    )


def _some_time_ago(about: str) -> str:
    return f"{about.rstrip('”').rstrip('?.!… ')}”, some time ago"


def wake(s: Situation, last: Contact | None) -> Draft | None:
    """A first word after a long time; no request in it. It says where the last subject was met with: in old mail or messages, or in the calendar."""
    about = quoted(last.subject) if last is not None else ""
    place = (
        "calendar" if last is not None and last.direction == "both" else "mail" if last is not None and last.kind == "mail" else "messages"
    )
    saw = f"I came across {about} in my old {place} today, and thought of you. " if about else "I thought of you today. "
    return letter(
        s,
        "A word after a long time",
        f"{saw}How are you, and what are you working on now?",
        "I want nothing in particular, so answer only if you feel like it.",
    )
