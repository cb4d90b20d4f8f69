"""One line of plain words: understood, kept, taken back, or sent back with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthwhile.errors import Ambiguous, NotFound, NotUnderstood, Worthwhile
from worthwhile.people.values import PersonView
from worthwhile.value.kinds import KINDS, way
from worthwhile.value.saying import BEGINNINGS, VERBS, understand

PEOPLE = {
    "kofi": PersonView(1, "a", "Kofi Mensah"),
    "mei-ling tan": PersonView(2, "b", "Mei-Ling Tan"),
}


def find(text):
    name = text.lower()
    if name == "maria":
        raise Ambiguous("“maria” may be Maria One or Maria Two.", do="Say more of the name.")
    if name not in PEOPLE:
        raise NotFound(f"Nobody here is called “{text}”.", do="Kofi Mensah?")
    return PEOPLE[name]


@pytest.mark.parametrize(
    ("line", "kind", "person", "words"),
    [
        ("gave kofi: the name of a lab", "gave", 1, "the name of a lab"),
        ("gave kofi the name of a lab", "gave", 1, "the name of a lab"),
        ("Got Mei-Ling Tan an hour on the case", "received", 2, "an hour on the case"),
        ("promise: kofi: x", "promise", 1, "x"),
        ("gave mei-ling tan a word with the lab", "gave", 2, "a word with the lab"),
        ("thank mei-ling tan", "thanked", 2, ""),
        ("need kofi: a time, say 10:30", "need", 1, "a time, say 10:30"),
        ("need someone who has certified a sensor", "need", None, "someone who has certified a sensor"),
        ("need: a second reader", "need", None, "a second reader"),
        ("offer: reading safety cases", "offer", None, "reading safety cases"),
    ],
)
def test_what_a_line_says(line, kind, person, words):
    if line.startswith("promise: "):
        line = line.replace("promise: ", "promise ")
    said = understand(line, find)
    assert (said.kind, said.person and said.person.id, said.words) == (kind, person, words)


def test_two_of_one_name_ask_which():
    with pytest.raises(Ambiguous, match="maria"):
        understand("need maria someone who knows freight", find)
    with pytest.raises(Ambiguous):
        understand("gave maria: a lead", find)


def test_an_unknown_name_is_sent_back_with_near_ones():
    with pytest.raises(NotFound, match="kofy") as error:
        understand("gave kofy: a lead", find)
    assert "Kofi" in error.value.do


@pytest.mark.parametrize("line", ["", "   ", "gave", "blah kofi x", "gave :", "gave : x", "need kofi:", "gave Kofi Mensah: "])
def test_what_says_nothing_says_what_to_do(line):
    with pytest.raises(NotUnderstood) as error:
        understand(line, find)
    assert error.value.do


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("gave", "Gave whom"),
        ("before", "whom"),
        ("spoke ", "with whom"),
        ("Received:", "from whom"),
        ("who knows", "what"),
        ("introduce", "Whom"),
    ],
)
def test_a_line_that_only_begins_is_asked_to_go_on(line, asks):
    with pytest.raises(NotUnderstood, match=asks):
        understand(line, find)


def test_the_beginnings_that_are_named_are_all_there_are():
    with pytest.raises(NotUnderstood) as error:
        understand("blah kofi x", find)
    assert all(word in error.value.do for word in ("before", "introduce", "spoke", "thank", "who knows"))
    assert {VERBS[word] for word in BEGINNINGS if word in VERBS} == set(VERBS.values())


@given(st.one_of(st.text(max_size=60), st.builds("{} {}".format, st.sampled_from(sorted(VERBS)), st.text(max_size=60))))
def test_no_line_breaks_it(line):
    try:
        said = understand(line, find)
    except Worthwhile as error:
        assert str(error)
    else:
        assert said.kind in KINDS and said.words.strip()


def test_which_side_a_line_stands_on():
    assert [way(k, False, "") for k in ("gave", "thanked", "received", "promise", "need", "note")] == [
        "given",
        "given",
        "received",
        "",
        "",
        "",
    ]
    assert (way("promise", True, ""), way("promised", True, "")) == ("given", "received")
    assert (way("asked", True, "yes"), way("asked", True, "no")) == ("received", "")
