"""The replay of who can answer: what is judged now never knows what came later."""

import importlib.util
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[4] / "evaluations"
pytestmark = pytest.mark.skipif(not HERE.exists(), reason="the evaluations are not part of an installed wheel")
DAY = 86_400


@pytest.fixture
def program(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    spec = importlib.util.spec_from_file_location("who_answers", HERE / "who_answers.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    yield found
    sys.modules.pop("answers_data", None)


def test_the_load_of_a_question_does_not_depend_on_answers_that_come_after_it(program, monkeypatch):
    question = sys.modules["answers_data"].Question
    asked = [question(n * DAY, f"asker{n}", f"word{n % 3} thing{n % 4}", {f"p{n % 9}": n * DAY + 60}) for n in range(40)]
    last = asked[-1]
    loads = []
    choose = program.choose
    monkeypatch.setattr(program, "choose", lambda worth, load, places: (loads.append(load.tolist()), choose(worth, load, places))[1])

    def seen_at_the_last(who):
        """The loads when the last question is asked, where `who` answers those before it only afterwards."""
        late = [question(q.at, q.asker, q.text, {who: last.at + DAY}) for q in asked[30:-1]]
        program.replay([*asked[:30], *late, last])
        return loads[-1]

    assert seen_at_the_last("p1") == seen_at_the_last("somebody new") and max(loads[-1]) > 0
