"""What Noor wrote down herself: lines on people, her offers. Invented like everything here, dated back from the day of the demo.

The files of the demo hold only traces; this is the part that a person adds. It comes in through the same deeds that a user has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line on one of the cast (by key; "me" is Noor), so many days ago; `settled` days ago if it is, and what came of it."""

    ago: int
    kind: str  # one of value/kinds.py
    on: str
    text: str
    source: str = ""
    help: str = ""
    settled: int | None = None
    answer: str = ""
    led_to: str = ""


OFFERS = "reading safety cases; interviews for test engineers; a table at the rail forum"

LINES: tuple[Line, ...] = (
    # two stories, each from a need to what it led to: see MET
    Line(41, "need", "helene", "somebody to practise hard talks with", "said in your first talk", "support", settled=11),
    Line(470, "offer", "nadia", "coaching people who negotiate", "she told you on a walk", "support"),
    Line(10, "thanked", "nadia", "for coaching Helene, and told her what it led to"),
    Line(201, "need", "okonjo", "a test rig to borrow for two weeks in spring", "said in your meeting", "resources", settled=150),
    Line(196, "offer", "meiling", "hours on the transit authority’s test rig", "her mail", "resources"),
    Line(140, "received", "okonjo", "the first clean run of the door tests, four weeks early", led_to="The assessor closed two findings."),
    Line(139, "thanked", "okonjo", "for the door tests, and told him what they led to"),
    # Deniz
    Line(12, "need", "deniz", "someone who has certified a wireless track sensor", "said in your meeting", "information"),
    Line(6, "need", "deniz", "a second reader for the safety case", "his mail", "feedback"),
    Line(240, "offer", "deniz", "how the certifying bodies really work", "", "information"),
    Line(400, "offer", "deniz", "Turkish and German, for a call or a letter", "", "support"),
    Line(204, "note", "deniz", "Doing it properly. He lights up when a hard thing is made clear."),
    Line(12, "received", "deniz", "a warning: the lab request needs the works council before finance", "", "information"),
    Line(86, "received", "deniz", "a morning on certification for my new team", "", "information", led_to="They wrote the lab request with it."),
    Line(204, "received", "deniz", "stood in for me in Graz when my daughter was ill", "", "support"),
    Line(375, "gave", "deniz", "put his name forward for the standards committee", "", "influence", led_to="He got it."),
    Line(460, "gave", "deniz", "read his safety case over a weekend", "", "feedback"),
    # Lucía, Elsbeth, Jonas: what meets
    Line(52, "offer", "lucia", "her lab certified a wireless track sensor in 2024", "subject of her mail", "information"),
    Line(5, "need", "elsbeth", "to see how another plant plans night shifts", "", "information"),
    Line(160, "offer", "jonas", "how his plant plans night shifts; he runs three", "", "information"),
    Line(5, "note", "elsbeth", "Her people’s nights and weekends come first."),
    Line(8, "ask", "elsbeth", "Could you ask Priya whether she would tell me how capital requests are read?"),
    # what is open both ways
    Line(15, "received", "kofi", "last month’s brake data", "", "information", led_to="It found the brake fault."),
    Line(203, "offer", "kofi", "anything about braking data", "", "information"),
    Line(7, "offered", "jonas", "to read my paper on the test lab", "his mail", "feedback"),
    Line(6, "credit", "kofi", "the brake data in the last report"),
    Line(11, "feedback", "anders", "his talk on track sensors, at the depot", "he asked you"),
    Line(21, "promise", "okonjo", "to send the test plan", "your meeting"),
    Line(22, "need", "okonjo", "a first job in testing, for his niece", "", "introduction"),
    Line(4, "need", "helene", "plain words on what the lab means for jobs", "she said so when she rang", "information"),
    Line(4, "note", "helene", "Being heard before it is settled, she said."),
    Line(82, "note", "viktor", "Asks first what it costs if nothing is done."),
    Line(5, "note", "priya", "Requests that add up, Elsbeth says."),
    # help asked for, and how it was answered
    Line(98, "asked", "viktor", "which figures he wants to see first", "", "information", settled=97, answer="yes", led_to="The paper starts with them."),
    Line(60, "asked", "anders", "two days of field work in October", "", "resources", settled=58, answer="no"),
    Line(9, "need", "me", "someone who knows how a board reads a paper", "", "information"),
    # what the month held besides, both ways
    Line(30, "need", "ines", "somebody to write test code over the winter", "she said so over coffee", "resources", settled=6),
    Line(45, "offer", "sam_valmar", "test code, beside his thesis", "his mail", "resources"),
    Line(27, "offered", "lucia", "to read the test plan with fresh eyes", "her mail", "feedback", settled=21, answer="yes"),
    Line(26, "gave", "ines", "an afternoon with her team on the interlocking test", "", "support"),
    Line(25, "room", "ines", "the talk on signalling at the rail forum", "", "influence", settled=16),
    Line(24, "asked", "meiling", "which assessor to talk to first", "", "information", settled=22, answer="yes", led_to="He answers within the day."),
    Line(23, "promise", "anders", "to read his field report before the review", "your meeting", "feedback", settled=17),
    Line(20, "asked", "ines", "half a day of her simulator team", "", "resources", settled=18, answer="no"),
    Line(13, "gave", "sam_valmar", "remarks on his third chapter", "", "feedback"),
    Line(8, "worry", "ines", "two of her team leave in spring", "she told you over coffee", "support", settled=5),
    Line(7, "share", "meiling", "the door figures of the second test", "", "information", settled=6),
    Line(9, "promised", "sam_brandel", "prices for a second rig", "his mail", "information", settled=1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month, so many days ago: what she did of the acts that its list named, as (kind, on whom, how it went). Of a kind that names
    nobody ("") it was the first for one of whom no other story tells; what that day's list did not name was not done."""

    ago: int
    did: tuple[tuple[str, str, str], ...]


DAYS = (
    Day(25, (("tell", "deniz", "glad"), ("answer", "", "glad"), ("follow_up", "", "fine"))),
    Day(18, (("answer", "", "fine"), ("follow_up", "", "glad"), ("prepare", "", "fine"))),
    Day(11, (("answer", "", "glad"), ("follow_up", "", "awkward"), ("prepare", "", "glad"))),
    Day(4, (("prepare", "anders", "glad"), ("answer", "", "glad"), ("prepare", "", "fine"))),
)


@dataclass(frozen=True, slots=True)
class Met:
    """Two whom Noor brought together: asked one, asked the other, introduced, and what came of it; each so many days ago."""

    one: str
    other: str
    need: str
    offer: str
    asked: int
    one_yes: int
    other_yes: int
    introduced: int
    came: int
    what: str


WHOLE = Met(
    "helene", "nadia", "somebody to practise hard talks with", "coaching people who negotiate",
    38, 37, 35, 32, 11, "Helene found her coach, and the first hard talk about the lab stayed calm.",
)  # fmt: skip
MET = (
    WHOLE,
    Met(
        "okonjo", "meiling", "a test rig to borrow for two weeks in spring", "hours on the transit authority’s test rig",
        195, 194, 192, 191, 150, "Mei-Ling and Sam now share a test rig.",
    ),
    Met(
        "ines", "sam_valmar", "somebody to write test code over the winter", "test code, beside his thesis",
        29, 28, 26, 24, 6, "Sam starts in Inês’s team in January.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody who has a say in the goal, as Noor sees it: `stances` are (days ago, stance), the newest last."""

    who: str
    say: int
    cares: int
    stances: tuple[tuple[int, str], ...]
    moves: str = ""
    moves_source: str = ""
    gains: str = ""
    loses: str = ""
    fair: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What Noor wants to get done, begun so many days ago, by so many days ahead."""

    title: str
    why: str
    ago: int
    ahead: int
    serves: tuple[str, ...]
    serves_whom: str
    help: str
    mine: str
    people: tuple[Say, ...]


AIM = Aim(
    "Test lab approved",
    "So that faults are found in Odden and not on the line.",
    60,
    83,
    ("organisation", "both"),
    "The hall, the drivers, and whoever rides the east line at night.",
    "Somebody who has put a lab before a board.",
    "I want to build something that stays, and to be known for it.",
    (
        Say("viktor", 5, 2, ((60, "unknown"),), "Asks first what it costs if nothing is done.", "budget round, September", gains="a cost that can be planned", loses="room in the capital plan"),
        Say("elsbeth", 5, 4, ((60, "undecided"), (30, "for")), "Her people’s nights and weekends.", "she said so in our weekly talk", gains="fewer night call-outs"),
        Say("helene", 3, 5, ((40, "against"),), "Being heard before it is settled.", "she said so when she rang", gains="a place at the table before the plan is fixed", loses="the old rig’s two jobs", fair="nobody leaves the hall because of it"),
        Say("priya", 4, 3, ((60, "unknown"),), "Requests that add up.", "Elsbeth’s words", gains="numbers that hold", after="elsbeth"),
        Say("deniz", 2, 5, ((55, "for"),), gains="proof before dates"),
        Say("meiling", 2, 3, ((50, "for"),), gains="fewer late faults for passengers"),
        Say("anders", 2, 2, ((45, "undecided"),)),
        Say("kofi", 1, 5, ((50, "for"),), gains="drawings that fit the first time"),
    ),
)  # fmt: skip
