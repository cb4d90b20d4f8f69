"""Who belongs together, on plain values: names at one address, addresses that are nobody's, her later word, and the bars."""

import importlib.util
from pathlib import Path

import pytest

import worthwhile
from worthwhile.people.atoms import Node, nobodys
from worthwhile.people.resolve import decide
from worthwhile.people.score import shipped
from worthwhile.tests.shared import shared


def email(n, value, *names):
    return Node(n, "email", value, tuple(sorted((name, 1) for name in names)))


def together(nodes, verdicts=None):
    """The groups of two ids or more."""
    root = decide(nodes, verdicts or {}, set()).root
    return {g for r in root.values() if len(g := tuple(sorted(i for i in root if root[i] == r))) > 1}


def test_every_name_beside_an_address_speaks_for_its_owner():
    seen_most = (("kmensah", 5), ("Agnieszka Wojciechowska", 3))
    nodes = [Node(1, "email", "k7@valmar.example", seen_most), email(2, "aw@home.example", "Agnieszka Wojciechowska")]
    assert together(nodes) == {(1, 2)}


def test_a_login_beside_the_full_name_finds_the_other_address():
    nodes = [email(1, "ops@valmar.example", "Agnieszka Wojciechowska", "qwertling"), email(2, "qwertling@home.example", "qwertling")]
    asked = {(q.a, q.b) for q in decide(nodes, {}, set()).asked}
    assert together(nodes) == {(1, 2)} or asked == {(1, 2)}
    alone = [email(1, "ops@valmar.example", "Agnieszka Wojciechowska"), nodes[1]]
    assert not together(alone) and not decide(alone, {}, set()).asked


def test_a_familys_address_does_not_chain_its_members():
    nodes = [
        Node(1, "email", "home@wojciechowska.example", (("Agnieszka Wojciechowska", 3), ("Tadeusz Wojciechowski", 2))),
        email(2, "aw@valmar.example", "Agnieszka Wojciechowska"),
        email(3, "tadeusz@work.example", "Tadeusz Wojciechowski"),
    ]
    assert together(nodes) == {(1, 2)}


def test_a_name_that_slipped_in_once_says_nothing():
    nodes = [
        Node(1, "email", "kofi@valmar.example", (("Kofi", 40), ("Agnieszka Wojciechowska", 1))),
        email(2, "aw@home.example", "Agnieszka Wojciechowska"),
    ]
    assert not together(nodes)


@pytest.mark.parametrize(
    ("address", "names", "told"),
    [
        ("devnull@localhost", ("Kofi Mensah", "ruthp"), True),
        ("you@example.com", ("Kofi Mensah", "Ruth Pellegrin"), True),
        ("me@mensah.example", ("Kofi", "Kofi Mensah"), False),
        ("root@localhost", ("Kofi Mensah",), False),
        ("bugs@tracker.example", ("Kofi Mensah", "Ruth Pellegrin", "Mei-Ling Tan", "Ivo Lind"), True),
        ("mensah@home.example", ("Kofi Mensah", "Ama Mensah"), False),
        ("kofi@home.example", ("kmens", "Kofi Mensah", "kmensah99", "the one"), False),
    ],
)
def test_which_addresses_are_nobodys(address, names, told):
    assert nobodys(email(1, address, *names)) is told


def test_cards_that_share_a_placeholder_are_not_one_person():
    nodes = [
        email(1, "you@example.com"),
        Node(2, "card", "a", (("Kofi", 1),), (1,)),
        Node(3, "card", "b", (("Kofi Mensah", 1),), (1,)),
    ]
    assert together(nodes) == {(1, 2)}


def test_of_two_words_that_cannot_both_hold_the_later_holds():
    nodes = [Node(1, "card", "a", (("Kofi Mensah", 1),), (3,)), email(2, "x@valmar.example"), email(3, "y@home.example")]
    assert together(nodes, {(2, 3): "same", (1, 2): "different"}) == {(1, 3)}
    assert together(nodes, {(1, 2): "different", (2, 3): "same"}) == {(1, 2, 3)}
    apart = [email(n, f"{n}q@valmar.example") for n in (1, 2, 3)]
    assert together(apart, {(1, 2): "same", (2, 3): "same", (1, 3): "different"}) == {(2, 3)}


def test_what_she_answered_is_not_asked_again():
    nodes = [email(1, "jsmith@valmar.example", "John Smith"), email(2, "john.smith88@home.example", "John Smith")]
    (question,) = decide(nodes, {}, set()).asked
    for said in ("same", "different", "unsure"):
        assert not decide(nodes, {(question.a, question.b): said}, set()).asked


@pytest.mark.parametrize(("project", "other", "f1", "reviewed"), [("sympy", "numpy", 0.82, 0.90), ("numpy", "sympy", 0.55, 0.75)])
def test_bars_on_the_project_that_was_not_learnt_from(project, other, f1, reviewed, monkeypatch):
    """The product's own decision and its own questions, one for ten records at most."""
    program = Path(worthwhile.__file__).parents[2] / "evaluations/who_is_who.py"
    if not program.exists():
        pytest.skip("evaluations/ is not beside the package")
    monkeypatch.syspath_prepend(str(program.parent))
    spec = importlib.util.spec_from_file_location("who_is_who_evaluation", program)
    evaluation = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluation)
    rows, truth = evaluation.read(shared(f"linkage/mailmap/{project}.csv"), "name,email", "person")
    found = evaluation.measure(rows, truth, shipped(other), len(rows) // 10)
    assert found["automatic precision"] >= 0.99 and found["F1"] >= f1
    assert found["questions"] <= len(rows) // 10 and found["F1 with review"] >= reviewed
    assert found["precision with review"] >= 0.99


def test_a_name_without_a_page_is_the_one_connection_of_that_name():
    def connection(n, name):
        slug = Node(n, "linkedin", f"page-{n}", ((name, 1),))
        return [slug, Node(n + 1, "card", f"card{n}", ((name, 1),), (n,), linked=True)]

    def bare(n, name):
        return Node(n, "name", name.lower(), ((name, 1),))

    assert together([*connection(1, "Ida North"), bare(3, "Ida North"), bare(4, "Ida North PhD")]) == {(1, 2, 3, 4)}
    # an address book is not LinkedIn, two connections of the name leave open which, and a common name may be somebody else's
    assert not together([email(1, "ida@valmar.example", "Ida North"), bare(3, "Ida North")])
    assert together(two := [*connection(1, "Ida North"), *connection(3, "Ida North"), bare(5, "Ida North")]) == {(1, 2), (3, 4)}
    common = [*connection(1, "Mary Smith"), bare(3, "Mary Smith")]
    assert together(common) == {(1, 2)}
    assert all(any(3 + 2 * (nodes is two) in (q.a, q.b) for q in decide(nodes, {}, set()).asked) for nodes in (two, common))
    assert together([*connection(1, "Ida North"), bare(3, "Ida North")], {(1, 3): "different"}) == {(1, 2)}
