"""The programs in evaluations/ read any table of the form they name, and end with one sentence and code 2 on any other."""

import gzip
import importlib
import json
import random
from pathlib import Path

import pytest

HERE = Path(__file__).parents[4] / "evaluations"
pytestmark = pytest.mark.skipif(not HERE.exists(), reason="the evaluations are not part of an installed wheel")
DAY = 86_400


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Write a file, run a program on it, and hand back its code (0 is well), its last line read as JSON, and stderr."""
    monkeypatch.syspath_prepend(str(HERE))

    def ran(program, content, *words):
        path = tmp_path / "given.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.setattr("sys.argv", [program, *[str(path) if w == "FILE" else w for w in words]])
        try:
            importlib.import_module(program).main()
            code = 0
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code, json.loads(out.strip().splitlines()[-1]) if code == 0 else None, err

    return ran


def log(columns="{a},{b},{at}", header="from,to,when", of=300):
    """A small log of contacts between eleven people, unsorted."""
    chance = random.Random(1)
    lines = [columns.format(a=f"ä{chance.randrange(6)}", b=f"王{chance.randrange(5)}", at=n * DAY + 0.5) for n in range(of)]
    chance.shuffle(lines)
    return "\n".join([header, *lines, "ä1,ä1,1" if "," in header else ""])


def test_columns_may_stand_in_any_order_counted_from_one_or_from_zero_with_any_sign_and_encoding_between(run):
    plain = run("ties_that_stay", log(), "--events", "FILE", "--columns", "1,2,3", "--rolling", "7")
    assert plain[0] == 0 and {"AUC", "calibration error", "Brier"} <= {f["figure"] for f in plain[1]}
    turned = log('"{at}","x","{b}","{a}"', 'when,"a, b",to,from')
    for content, columns in (
        (log(), "0,1,2"),
        (turned, "4,3,1"),
        (turned, "3,2,0"),
        (log("x,{at},{a},{b}", "x,when,from,to"), "2,3,1"),  # from zero, though no 0 says so: only then the third is a time
        (log("{a};{b};{at}", "from;to;when"), "from,to,when"),
        (log().encode("utf-16"), "from,to,when"),
        (gzip.compress(log().encode("utf-8-sig")), "from,to,when"),
    ):
        assert run("ties_that_stay", content, "--events", "FILE", "--columns", columns, "--rolling", "7")[:2] == plain[:2], columns


def test_where_nothing_can_be_told_the_figure_is_empty_and_no_error(run):
    both_stay = "a,b,t\n" + "\n".join(f"x,y,{n * DAY}" for n in range(300))
    code, figures, _ = run("ties_that_stay", both_stay, "--events", "FILE", "--columns", "a,b,t", "--rolling", "7")
    assert code == 0 and figures[0] == {"figure": "AUC", "value": None, "bar": None, "baseline": None}


LIST = "msg_id,unix_time,person,thread,subject\n"
# somebody answers every question, but there are five a week
SELDOM = "".join(f"{n},{n * 130_000},{n},{n},x\n{n}a,{n * 130_000 + 9},H,{n},x\n" for n in range(250))


@pytest.mark.parametrize(
    ("program", "content", "words", "said"),
    [
        ("ties_that_stay", "", ("--events", "FILE", "--rolling", "7"), "is empty"),
        ("ties_that_stay", "a,b,t\nx,y,soon\n", ("--events", "FILE", "--rolling", "7"), "line 2: 'soon' is not a number of seconds"),
        ("ties_that_stay", "a,b,t\nx,y,inf\n", ("--events", "FILE", "--rolling", "7"), "holds no row"),
        ("ties_that_stay", gzip.compress(b"a,b,t\n" * 99, mtime=0)[:20], ("--events", "FILE", "--rolling", "7"), "cut off or damaged"),
        ("ties_that_stay", log(), ("--events", "FILE", "--rolling", "0"), "above 0"),
        ("ties_that_stay", log(of=3), ("--events", "FILE", "--rolling", "7"), "too short"),
        ("who_is_who", "a,b\n1,2\n", ("--records", "FILE"), "no column “name”; it has: a, b"),
        ("who_is_who", "name,email,person\n", ("--records", "FILE"), "no records"),
        ("who_is_who", "name,email,person\nA,b@c.example,1\n", ("--records", "FILE", "--columns", "name"), "needs two"),
        ("who_is_who", "x", ("--records", "FILE", "--model", "FILE"), "no column"),
        ("who_answers", "msg_id,unix_time,person,thread,subject\n1,soon,2,1,x\n", ("--questions", "FILE"), "'soon' is not a number"),
        ("who_answers", "msg_id,unix_time,person,thread,subject\n1,9,2,1,x\n", ("--questions", "FILE"), "has 1 questions"),
        ("chances_to_give", "msg_id,unix_time,person,thread,subject\n", ("--list", "FILE"), "no messages"),
        ("chances_to_give", LIST + "1,9,2,1,x\n", ("--list", "FILE"), "Nobody in"),
        ("chances_to_give", LIST + SELDOM, ("--list", "FILE"), "No week in"),
        ("noticing", "Maybe\tcome\n", ("--test", "FILE"), "line 1"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence_with_code_2(run, program, content, words, said):
    code, _, err = run(program, content, *words)
    assert code == 2 and said in err and "Traceback" not in err


def test_records_without_an_address_are_cards_of_their_own_and_join_by_no_single_name(run):
    """As two cards "Anna" of an address book do; and records without anything are nobody's double."""
    content = "who,extra,mail,full\n1,x,,Anna\n2,x,,Anna\n3,x,,\n4,x,,\n5,,z@y.example,Zbigniew Quimper\n5,,Z@y.example,Z. Quimper\n"
    code, figures, _ = run("who_is_who", content, "--records", "FILE", "--columns", "full,mail", "--truth", "who", "--review", "2")
    told = {f["figure"]: f["value"] for f in figures}
    assert code == 0 and told["automatic precision"] == told["F1"] == 1.0 and "F1 with review" in told
