"""First words of help: offered, accepted, asked for, told about. By rule, short, with an easy way out; only she knows what stands in HOLE."""

from worthwhile import text
from worthwhile.goals.values import NextStep
from worthwhile.planning.drafts import HOLE, letter
from worthwhile.planning.values import Draft, Jotting, Situation
from worthwhile.planning.words import quoted, reply_subject
from worthwhile.ties.values import Contact

AN_ASK = 15  # minutes of theirs, where she said nothing else


def offer_help(s: Situation, need: str, offered: str) -> Draft | None:
    """An offer to somebody who could use it."""
    return letter(s, "An offer", f"You could use this: {quoted(need)}. I may be able to help; what I have is this: {offered}. {HOLE}",
                  "If it is of no use to you, leave it lying.")  # fmt: skip


def tell(s: Situation, line: Jotting, to: Contact | None = None) -> Draft | None:
    """Thanks for help received, and what it led to, in her own words where she said it; as a reply to their message (`to`) that waits."""
    led = f"{text.led(line.led_to or HOLE, 'It led to this').rstrip('.')}."
    subject, key = (reply_subject(to.subject), to.key) if to is not None else ("What it led to", "")
    return letter(s, subject, f"Thank you for this: {quoted(line.text)}. {led}", "No answer needed.", reply_to=key)


def say_yes(s: Situation, offered: str) -> Draft | None:
    """Yes to help that was offered."""
    return letter(s, "Yes, gladly", f"You offered me this: {quoted(offered)}. Yes, gladly. It would help me with {HOLE}",
                  "If it no longer suits you, just say so.")  # fmt: skip


def ask(s: Situation, wanted: str, minutes: int | None) -> Draft | None:
    """One ask: what exactly, how much of their time it takes, and an easy no."""
    size = text.number(minutes or AN_ASK)
    what = (
        f"I would like to ask you something. {wanted}" if wanted.endswith("?") else f"I would like to ask you for this: {quoted(wanted)}."
    )
    return letter(
        s, "Something I would like to ask you", f"{what} {HOLE}",
        f"It should take about {size} minutes of yours. A no is fine, and needs no reason.",
    )  # fmt: skip


def next_step(s: Situation, step: NextStep) -> Draft | None:
    """A word on something she wants to get done, as the goal's own page has it; how it stands, only she knows."""
    told = step.kind == "picture"
    easy = "" if step.asks else "No answer needed." if told else "If this is no good time for it, tell me when one would be."
    words = f"{step.words} {HOLE}" if told else step.words or f"About {quoted(step.title)}: {HOLE}"
    return letter(s, f"{step.title[:1].upper()}{step.title[1:]}", words, easy)


def give_feedback(s: Situation, of: str) -> Draft | None:
    """One thing that worked, one that would help."""
    return letter(
        s, "What I thought of it", f"You wanted to know what I think of this: {quoted(of)}. One thing that worked: {HOLE}",
        f"One thing that would help: {HOLE}", "Make of it what you like.",
    )  # fmt: skip


def ask_feedback(s: Situation, of: str) -> Draft | None:
    """Asking how it looks from their side."""
    return letter(
        s, "How does it look from your side?",
        f"I would like to know how this looks from your side: {quoted(of)}. One thing that works, and one that would help.",
        "Five minutes of yours, in whatever form suits you. If you’d rather not, that is fine.",
    )  # fmt: skip


def stand_up(s: Situation, part: str) -> Draft | None:
    """To the one whose part is not seen, before it is named: that it will be, and whether it is told right."""
    return letter(
        s, "Your part in it", f"I would like it to be seen that this was yours: {quoted(part)}. I would say so here: {HOLE}",
        "Is that all right with you, and have I got it right? If you’d rather I didn’t, I won’t.",
    )  # fmt: skip


def make_room(s: Situation, what: str) -> Draft | None:
    """Something that could be theirs to do."""
    return letter(
        s, "Would you like to take this?", f"I think this could be yours to do: {quoted(what)}. I would stand behind you with {HOLE}",
        "A no is as good as a yes.",
    )  # fmt: skip


def listen(s: Situation) -> Draft | None:
    """A word to somebody whom something weighs on. What it is is not put into writing."""
    return letter(s, "How is it now?", "I have been thinking of what you told me. How is it now? If you like, I have half an hour to listen.",
                  "If you’d rather leave it, leave it.")  # fmt: skip


def share(s: Situation, what: str) -> Draft | None:
    """Something they would like to know."""
    return letter(s, "You may like to know", f"You may like to know this: {quoted(what)}. {HOLE}", "No answer needed.")


def give_unasked(s: Situation) -> Draft | None:
    """An open hand, without anything asked for."""
    return letter(s, "Anything I could take off you?", "What are you working on just now? If there is something small that I could take off you, tell me.",
                  "If there isn’t, all the better.")  # fmt: skip


def let_give(s: Situation) -> Draft | None:
    """One small ask of somebody whom she helped before; it takes nothing back."""
    return letter(s, "A small thing you would be good at", f"There is something small that you would do better than I: {HOLE}",
                  "Ten minutes of yours, no more. A no is fine.")  # fmt: skip
