"""What a line of hers about somebody can be: one row a kind. Pure.

A line is what she wrote in her own words: a note, something given or received, a promise, an ask, thanks, a need, an offer. No line
has a size, and none is worth more than another: help is told, never summed up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`way`: "given" or "received" where help went one way; `opens`: it stays open until it is settled; `said`: where it comes from;
    `settled`: the word on the button that settles it."""

    name: str
    said: str
    way: str = ""
    opens: bool = False
    settled: str = ""


KINDS = {
    k.name: k
    for k in (
        Kind("note", "you wrote this"),
        Kind("spoke", "you wrote this"),
        Kind("question", "they asked this", opens=True, settled="Answered"),
        Kind("ask", "you want to ask this", opens=True, settled="Asked"),
        Kind("need", "they could use this", opens=True, settled="Met"),
        Kind("offer", "they are glad to give this", opens=True, settled="No longer"),
        Kind("gave", "you gave this", way="given"),
        Kind("received", "they gave you this", way="received"),
        Kind("thanked", "you thanked them for this", way="given"),
        Kind("thanks", "they thanked you for this", way="received"),
        Kind("promise", "you promised this", opens=True, settled="Kept"),
        Kind("promised", "they promised this", opens=True, settled="They did"),
        Kind("asked", "you asked them for this", opens=True, settled="Done"),
        Kind("feedback", "they want to know what you think of this", opens=True, settled="Told them"),
        Kind("credit", "their part in this isn’t seen yet", opens=True, settled="Seen now"),
        Kind("room", "this could be theirs to do", opens=True, settled="Theirs now"),
        Kind("worry", "this weighs on them, they said", opens=True, settled="Listened"),
        Kind("offered", "they offered you this", opens=True, settled="Done"),
        Kind("share", "they would like to know this", opens=True, settled="Told them"),
    )
}
# settled, these become help of their own: what she promised and did was given, what they promised, offered or answered with yes was received
BECOMES = {
    "promise": "given", "feedback": "given", "credit": "given", "room": "given", "worry": "given", "share": "given",
    "promised": "received", "asked": "received", "offered": "received",
}  # fmt: skip
ANSWERED = ("asked", "offered")  # what may be settled with a yes or a no
# told beside her lines, but kept as a noun of its own: an introduction that she made was given to both
INTRODUCED = Kind("introduced", "you brought them together", way="given")
HERS = ("note", "need", "offer", "share")  # what a line on herself may be: she gives herself nothing, asks herself for nothing
HELP = ("support", "feedback", "resources", "information", "introduction", "influence")
ANSWERS = ("yes", "no")


def way(kind: str, closed: bool, answer: str) -> str:
    """On which side ("given", "received", or "" for neither) of the line of a tie a line of hers stands."""
    found = KINDS.get(kind, INTRODUCED)
    if found.way or not closed or answer == "no":
        return found.way
    return BECOMES.get(kind, "")
