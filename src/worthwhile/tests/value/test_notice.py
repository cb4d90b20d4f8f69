"""Noticing: what one message asks, promises, thanks for, offers and needs; and what is left alone."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthwhile.tests.shared import shared
from worthwhile.value.notice import chance_of_asking, is_english, notice, sentences
from worthwhile.value.notice_text import MOST_SENTENCES, SENTENCE_LIMIT, TEXT_LIMIT

LETTER = """Hi Anna,

Thank you for the introduction to Dr. Weber, it was a
great help. I'll send you the test report by Friday.

Could you please send me the list of laboratories?
We are looking for someone who has certified a wireless sensor.
Let me know if I can help with the tender.

Best regards,
Could you please call Tom
Head of Engineering

P.S. I will call you on Monday.

On Mon, 3 Nov 2025 at 10:12, Anna Smith <anna@example.org>
wrote:
> Could you please send me the old report today?
> I'll send you the budget.
"""


def kinds(text):
    return [found.kind for found in notice(text)]


def test_a_letter_gives_each_thing_its_sender_says_and_nothing_else():
    found = notice(LETTER)
    assert [(f.kind, f.sentence) for f in found if f.kind != "ask"] == [
        ("thanks", "Thank you for the introduction to Dr. Weber, it was a great help."),
        ("promise", "I'll send you the test report by Friday."),
        ("need", "We are looking for someone who has certified a wireless sensor."),
        ("offer", "Let me know if I can help with the tender."),
        ("promise", "I will call you on Monday."),
    ]
    assert "Could you please send me the list of laboratories?" in [f.sentence for f in found if f.kind == "ask"]
    assert not any("Tom" in f.sentence or "budget" in f.sentence or "old report" in f.sentence for f in found)


def test_each_offset_is_where_the_sentence_begins():
    for found in notice(LETTER):
        assert LETTER[found.offset :].split()[:3] == found.sentence.split()[:3]
        assert 0 <= found.chance <= 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("promise", "I'll send you the figures tomorrow."),
        ("promise", "Let me get back to you on that."),
        ("promise", "I’ll look into it this week."),
        ("thanks", "Many thanks for your help with the audit."),
        ("thanks", "I really appreciate your time last week."),
        ("offer", "I'd be happy to help with the report."),
        ("offer", "Would you like me to read your draft?"),
        ("offer", "If there is anything I can do, just say."),
        ("need", "Do you know someone who speaks Polish?"),
        ("need", "We are looking for a supplier in Leeds."),
        ("need", "I need a good translator for a contract."),
        ("ask", "Could you please send me the agenda?"),
        ("ask", "Please let me know when you can call me."),
    ],
)
def test_what_a_sentence_does_is_recognised(kind, sentence):
    assert kind in kinds(sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("promise", "I will never send that."),
        ("promise", "She said the figures will be sent tomorrow."),
        ("thanks", "Thanks in advance for your reply."),
        ("thanks", "I would appreciate your help with this."),
        ("thanks", "No thanks, we have one for that."),
        ("offer", "I am happy to hear that you are well."),
        ("offer", "Could you send the file so we can help your client?"),
        ("need", "We are no longer looking for a supplier."),
        ("need", "I am looking forward to the meeting."),
        ("need", "When I am in need of a lawyer I will know."),
        ("ask", "The meeting was moved to the second floor."),
        ("ask", "He spent the summer in the hills with his brother."),
    ],
)
def test_what_only_looks_alike_is_left_alone(kind, sentence):
    assert kind not in kinds(sentence)


ASKS = "Could you please send me the report today?"


@pytest.mark.parametrize(
    "rest",
    [
        f"> {ASKS}",
        f"AS> {ASKS}",
        f"On Tue, 4 Nov 2025, Tom wrote:\n\n{ASKS}",
        f"-----Original Message-----\nFrom: Tom\nSent: Monday\nTo: Anna\n\n{ASKS}",
        f"From: Tom\nSent: Monday\nTo: Anna\nSubject: Report\n\n{ASKS}",
        f"---------- Forwarded message ---------\n{ASKS}",
        f"Begin forwarded message:\n\n{ASKS}",
        f"-- \n{ASKS}",
        f"Kind regards,\n{ASKS}",
        f"CONFIDENTIALITY NOTICE: {ASKS}",
    ],
)
def test_what_others_wrote_and_signatures_are_never_noticed(rest):
    assert kinds(f"We met on the train and it was good.\n\n{ASKS}") == ["ask"]
    assert notice(f"We met on the train and it was good.\n\n{rest}") == []


def test_an_answer_between_quoted_lines_is_the_senders_own():
    text = (
        f"On Tue, 4 Nov 2025, Tom wrote:\n> Is it there?\nI'll check this with the office.\n> {ASKS}\nI will call you on Monday about it."
    )
    assert kinds(text) == ["promise", "promise"]


def test_headers_pasted_with_a_message_are_no_part_of_it():
    assert [s.text for s in sentences(f"From: Tom\nTo: Anna\nSubject: {ASKS}\n\nIt is there.")] == ["It is there."]


def test_sentences_run_over_wrapped_lines_and_not_over_short_forms():
    text = "Mr. Brown and Dr. White met again at the old works, e.g. on\nMonday at 3 p.m. in Leeds. It went well! did you\nhear?\n- first item\n- second item"
    assert [s.text for s in sentences(text)] == [
        "Mr. Brown and Dr. White met again at the old works, e.g. on Monday at 3 p.m. in Leeds.",
        "It went well!",
        "did you hear?",
        "- first item",
        "- second item",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Könnten Sie mir bitte bis Freitag die Zahlen schicken?",
        "Pouvez-vous m'envoyer les chiffres avant vendredi ?",
        "¿Podrías enviarme el informe antes del viernes, por favor?",
        "Potresti mandarmi il documento entro venerdì? Grazie",
        "Kun je mij de cijfers voor vrijdag sturen?",
        "Czy możesz przesłać mi raport do piątku?",
        "Не могли бы вы прислать отчёт?",
        "報告書を送ってください。",
        "",
        "12 345",
    ],
)
def test_a_text_that_is_not_english_is_said_to_be_and_left_alone(text):
    assert not is_english(text)
    assert notice(text) == []


def test_what_is_quoted_does_not_decide_the_language():
    assert is_english("Could you please send me this today?\n> " + "Das ist nicht der Bericht und wir haben ihn auch nicht. " * 5)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=2000))
def test_no_text_makes_it_fall_over(text):
    for found in notice(text):
        assert 0 <= found.chance <= 1
    for said in sentences(text):
        assert said.text and 0 <= said.offset < len(text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([ASKS, "I'll send you the budget.", "Thank you for your help.", "", "Hi,", "Best regards,", "--"]), max_size=12
    )
)
def test_quoted_lines_are_never_noticed_whatever_they_are(lines):
    assert notice("\n".join(f"> {line}" for line in lines)) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_the_same_text_gives_the_same(text):
    assert notice(text) == notice(text)
    assert chance_of_asking(text) == chance_of_asking(text)


def test_a_long_text_is_read_to_its_limits_only():
    long = "Could you please send it today? " * 10_000
    found = sentences(long)
    assert len(found) <= MOST_SENTENCES and found[-1].offset < TEXT_LIMIT
    assert max(len(s.text) for s in sentences("word " * 20_000)) <= SENTENCE_LIMIT


HOSTILE = [
    "> ",
    "I'll ",
    "thank you ",
    ". ",
    "\n",
    "On 1 a\n",
    "From: a\n",
    "Best regards,\n",
    "p.s\n",
    "if i can ",
    "Mr. ",
    "a.b@",
    "1.1,",
    "i need a b ",
    "A, ",
    "let me know ",
]


def steps(text):
    """How many lines of code noticing runs for a text: its cost, whatever else the machine does."""
    count = 0

    def tracer(frame, event, _):
        nonlocal count
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        notice(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_cost_grows_no_faster_than_the_text(piece):
    assert steps(f"{ASKS}\n{piece * (8000 // len(piece))}") <= 2000 + 6 * steps(f"{ASKS}\n{piece * (2000 // len(piece))}")


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_huge_text_costs_no_more_than_its_limit(piece):
    """A pattern gone astray would not come back from here."""
    huge = f"{ASKS}\n{piece * (4 * TEXT_LIMIT // len(piece))}"
    assert notice(huge) == notice(huge[:TEXT_LIMIT])


def test_it_finds_most_of_what_asks_in_work_mail():
    """The shipped weights on the sentences they were learnt on: only that scorer, weights and text belong together (evaluations/noticing.py judges)."""
    rows = [row.split("\t", 1) for row in shared("intent/ask.txt").read_text(encoding="utf-8").splitlines()]
    shown = [label for label, sentence in rows[::7] if chance_of_asking(sentence) > 0.8]
    assert len(shown) > 100 and shown.count("Yes") / len(shown) > 0.9
