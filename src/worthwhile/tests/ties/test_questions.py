"""Which pair that may be one person is asked about first."""

from worthwhile.people import queries as people
from worthwhile.people.models import Question
from worthwhile.tests.ties.small_log import Log, on
from worthwhile.ties import queries, services


def test_the_pair_comes_first_whose_answer_changes_most_in_how_her_ties_stand(db):
    log = Log()
    for name, since in (("ana", 400), ("ana2", 420), ("ben", 10), ("ben2", 20), ("cleo", 450)):
        log.to_and_fro(since, name, "Plan {}")
    for name in ("cleo2", "dan", "dan2"):
        log.who(name)  # a card, and no exchange
    services.measure(at=on(500))
    gain = {("dan", "dan2"): 4.0, ("ben", "ben2"): 3.0, ("cleo", "cleo2"): 2.0, ("ana", "ana2"): 1.0}
    for (a, b), most in gain.items():
        Question.objects.create(a_id=log.ids[a], b_id=log.ids[b], why="alike", chance=0.8, gain=most)

    def asked(found) -> list[str]:
        return [p.a.person.name for p in found]

    assert asked(people.pairs(at=on(500))) == ["Dan", "Ben", "Cleo", "Ana"]
    assert asked(queries.questions(at=on(500))) == ["Ana", "Cleo", "Ben", "Dan"], (
        "both in touch, one in touch, both long silent, no exchange"
    )
    assert asked(queries.questions(limit=1, at=on(500))) == ["Ana"]
    Question.objects.all().delete()
    assert queries.questions(at=on(500)) == []
