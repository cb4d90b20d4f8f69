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
    # the story of one introduction, from the need to what came of it: see MET
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
    Line(7, "offer", "jonas", "to read my paper on the test lab", "you wrote this", "feedback"),
    Line(21, "promise", "okonjo", "to send the test plan", "your meeting"),
    Line(22, "need", "okonjo", "a first job in testing, for his niece", "", "introduction"),
    Line(4, "need", "helene", "plain words on what the lab means for jobs", "she said so when she rang", "information"),
    Line(4, "note", "helene", "Being heard before it is settled, she said."),
    Line(82, "note", "viktor", "Asks first what it costs if nothing is done."),
    Line(5, "note", "priya", "Requests that add up, Elsbeth says."),
    # help asked for, and how it was answered
    Line(98, "asked", "viktor", "which figures he wants to see first", "", "information", settled=97, answer="yes", led_to="The paper starts with them."),
    Line(60, "asked", "anders", "two days of field work in October", "", "resources", settled=58, answer="no"),
    Line(9, "need", "me", "someone who knows how a board reads a paper", "", "feedback"),
)  # fmt: skip
