"""One message: what stands out in it, each sentence once, and nothing of the rest."""

from datetime import date

from worthwhile.tests.ties.small_log import Log, on
from worthwhile.value import noticing, queries, services
from worthwhile.value.kinds import KINDS

MAIL = """Hi Noor,

thank you for the contact at the lab. I'll send you the brake data by Friday.
Do you know someone who has certified a wireless sensor?
The weather here is fine.

Best,
Deniz
"""


def test_each_sentence_that_does_something_is_told_once_in_order():
    found = noticing.of_message(MAIL)
    assert found.english
    assert [s.kind for s in found.sentences] == ["thanks", "promise", "need"]
    assert "weather" not in " ".join(s.sentence for s in found.sentences)


def test_another_language_is_said_to_be_none_of_ours():
    assert not noticing.of_message("Könnten Sie mir bitte bis Freitag die Daten der Bremse schicken? Vielen Dank für Ihre Mühe.").english
    assert noticing.of_message("").sentences == ()


def test_every_kind_becomes_a_line_there_is():
    assert set(noticing.BECOMES) == set(noticing.WORDS) == set(noticing.ORDER)
    assert set(noticing.BECOMES.values()) <= set(KINDS)


def test_thanks_are_received_or_given_by_who_wrote_them(db):
    ana = Log().who("ana")
    said = [
        noticing.Spoken(ana, "Ana", hers, on(3), "Thank you for the contact at the lab, it was a great help.") for hers in (False, True)
    ]
    (theirs,), (hers,) = (found for one in said for _, _, found in noticing.hear([one], date(2026, 1, 4)))
    services.keep([(one, one.line) for one in (theirs, hers)], at=on(3))
    assert sorted((n.kind, n.way) for n in queries.story(ana, on(4)).events) == [("thanked", "given"), ("thanks", "received")]


def test_what_is_kept_is_the_sentence_alone(db):
    ana = Log().who("ana")
    need = noticing.of_message(MAIL).sentences[2]
    services.note(ana, need.sentence, at=on(3), kind=noticing.BECOMES[need.kind], source="a message of Ana's")
    ((person, line),) = queries.open_of_kind("need")
    assert (person, line.text, line.source) == (ana, "Do you know someone who has certified a wireless sensor?", "a message of Ana's")
