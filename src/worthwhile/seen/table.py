"""Where each column that is kept about somebody is shown to them, or why it says nothing of them. Pure; a test walks the models against it.

A column named here is shown: a test plants a value into it and looks for it in the answer. A new column that is in neither table fails."""

SOURCES, WORKED, WRITTEN = "sources", "worked", "written"

SHOWN: dict[str, dict[str, str]] = {
    SOURCES: {
        "Address": "kind value",
        "Sighting": "address name times",
        "Card": "kind name given family nickname organisation title birthday note uid since related own",
        "CardAddress": "card address",
        "Event": "summary rule who recurring place",
        "Former": "content occurrences",
        "Interaction": "kind at minutes subject sender size flags detail event",
        "Participation": "interaction address role",
        "Origin": "path noun until active",
        "Refusal": "line reason cure",
    },
    WORKED: {
        "Profile": "root kind name given family organisation title birthday email left_out",
        "Join": "a b by why chance",
        "Question": "a b why chance",
        "Tie": "person first last last_from last_to last_met received sent met days gap gap_high usual starts_mine starts_theirs answer_mine answer_theirs "
        "answers_by one_to_one open_from",
        "Match": "need offer own worth words bridges",
        "Slate": "proposal",
        "Shown": "day anchor kind about",
        "Preference": "value",
    },
    WRITTEN: {
        "Verdict": "a b answer at",
        "Judged": "anchor kind left_out name",
        "TieWord": "anchor close at",
        "Note": "anchor kind text at closed help serves answer led_to source minutes",
        "Introduction": "anchor other need offer stage declined came at changed closed",
        "Goal": "title by closed outcome",
        "Stakeholder": "goal anchor say cares gains loses fair moves moves_source after at",
        "Stance": "goal anchor stance why at",
        "Act": "anchor kind about title minutes state how reason until serves draft at",
        "Deed": "verb sentence payload at undone",
    },
}

_READING = "which reading brought it: says where it came from, which stands there by the name of the file"
_MARK = "a mark made of figures by which the row is known again"
_FILE = "how a file was read, not what stands in it"
_GOAL = "about the goal and yourself; where it names somebody, the sentence is found by that name"

NOT_SHOWN: dict[str, dict[str, str]] = {
    "Address": {"run": _READING},
    "Sighting": {"run": _READING},
    "Card": {"key": _MARK, "run": _READING},
    "Event": {"key": _MARK, "run": _READING},
    "Former": {"run": _READING, "event": "which meeting it was; its title stands there", "changed": "whether an import told it anew or called it off"},
    "Held": dict.fromkeys(("what", "row", "origin", "run", "same"), "which of your files hold one record; the record is shown"),
    "Interaction": {
        "key": _MARK, "parent": "the mark of the message that this one answers; what came of it, the hours until an answer, is shown",
        "thread": "the mark of the conversation", "origin": _READING, "run": _READING,
    },
    "Participation": {"at": "repeats the day of what they took part in"},
    "Forgotten": {"mark": "a keyed hash of an address that is no longer here: nobody can be read from it"},
    "Origin": {
        "source": "which reader reads it; what it brings is shown", "position": _FILE, "noticed": "size and time of the file", "once": "whether the file itself was handed over once",
    },
    "ImportRun": dict.fromkeys(
        ("origin", "batch", "began", "ended", "state", "by", "taken", "known", "refused", "passed", "done", "total"), _FILE
    ) | {"own": "addresses that were taken for your own"},
    "Refusal": {"run": _READING, "count": _FILE, "passed": "whether it was left out on purpose; the reason says so"},
    "OwnAddress": dict.fromkeys(("kind", "value", "confirmed", "how"), "an address of your own, not of theirs"),
    "Person": {"anchor": "the address or card that they were first known by; both are shown"},
    "Profile": {"person": "which of the records that make them up", "search": "names, addresses and work once more, in small letters, to be found by"},
    "Belonging": dict.fromkeys(("address", "person"), "whose an address is: it stands among theirs, or it does not"),
    "CardOf": dict.fromkeys(("card", "person"), "whose a card is: it stands among theirs, or it does not"),
    "Tie": {
        "log_strength": "a figure by which lists are put in order, made of the counts and days that are shown; nobody is shown a score",
        "half_life": "how fast that figure fades, the same for everyone in one source",
        "state": "the counts that the chances are read from, once more as figures",
        "marks": "the days of the exchanges once more, for the picture of the line",
    },
    "Question": {"gain": "in which order questions are asked"},
    "Slate": {"position": "a place on today’s list", "day": "the day of today’s list"},
    "Shown": {"chance": "how the lot fell that day, not what they are", "position": "a place on that day’s list"},
    "Goal": {"uid": _MARK, "at": _GOAL, "why": _GOAL, "serves": _GOAL, "serves_whom": _GOAL, "help": _GOAL, "mine": _GOAL},
    "Offer": {"text": "what you offer; where it names somebody, the sentence is found by that name", "at": "when you said so"},
    "Introduction": {"uid": _MARK},
    "Preference": {"name": "the name of a choice; of those that hold something about somebody the value is shown"},
}  # fmt: skip


def shown(part: str) -> set[tuple[str, str]]:
    """(noun, column) of all that is shown in one part."""
    return {(noun, column) for noun, columns in SHOWN[part].items() for column in columns.split()}
