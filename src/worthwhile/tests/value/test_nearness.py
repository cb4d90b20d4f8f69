"""How near a need and an offer are: by words, by meaning, and by both; and the encoder that reads them."""

import numpy as np
import pytest

from worthwhile.value.encoder import Encoder, encoder, tensors
from worthwhile.value.nearness import SHARE, lexical, near, offered

needs_encoder = pytest.mark.skipif(encoder() is None, reason="the weights are not installed")


def test_equal_lines_are_nearest_and_lines_without_a_common_piece_are_not_near():
    assert lexical(["certified sensors"], ["certified sensors", "yearly budget", ""]).round(6).tolist() == [[1.0, 0.0, 0.0]]


def test_a_rare_word_says_more_than_a_common_one():
    first, second = lexical(["audit of ships"], ["audit", "ships", *["audit"] * 30])[0, :2]
    assert second > first > 0


def test_another_form_of_a_word_is_near_by_its_pieces():
    assert lexical(["the vote"], ["voters"])[0, 0] > 0


def test_of_nothing_nothing_is_near():
    assert lexical([], ["a"]).shape == (0, 1) and near(["a"], []).shape == (1, 0)


class Fixed:
    def vectors(self, texts):
        return np.array([[1.0, 0.0] if "zinc" in t else [-1.0, 0.0] for t in texts])


def test_meaning_comes_first_and_exact_words_count_on_top_of_it():
    found = near(["zinc sensor"], ["zinc", "zinc sensor", "sensor"], Fixed())[0]
    assert found[1] == pytest.approx(1.0) and found[0] >= 1 / (1 + SHARE)
    assert 0 < found[2] <= SHARE / (1 + SHARE)  # what is opposite in meaning is as far as what has nothing to do with it


def test_a_need_is_read_bare_and_an_offer_as_what_somebody_is():
    class Listening(Fixed):
        heard: list[str] = []

        def vectors(self, texts):
            self.heard.extend(texts)
            return super().vectors(texts)

    near(["a leak"], ["plumber"], Listening())
    assert Listening.heard == ["a leak", offered("plumber")] and offered("plumber") != "plumber"


@needs_encoder
def test_a_paraphrase_is_nearer_than_a_line_that_shares_a_word():
    found = encoder().vectors(["a doctor for children", "paediatrician", "a children's book"])
    assert found[0] @ found[1] > found[0] @ found[2]
    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-6)


@needs_encoder
def test_what_a_line_is_read_as_does_not_depend_on_the_lines_beside_it():
    lines = ["tax", "someone who has certified a wireless sensor for trains", "Où est la gare?"]
    together = encoder().vectors(lines)
    alone = np.stack([encoder().vectors([line])[0] for line in lines])
    assert np.abs(together - alone).max() < 1e-5


@needs_encoder
def test_a_line_without_a_word_and_one_without_end_are_read():
    found = encoder().vectors(["", "word " * 3000, "x" * 500])
    assert not found[0].any() and found[1].any() and found[2].any()


@needs_encoder
def test_words_are_cut_into_pieces_as_the_weights_expect():
    # as the reference tokenizer of the model cuts these (tokenizers 0.22)
    assert encoder().pieces("Crème brûlée, 3.5 kg") == [101, 13675, 21382, 7987, 9307, 2063, 1010, 1017, 1012, 1019, 4705, 102]
    assert encoder().pieces("日本 don’t") == [101, 1864, 1876, 2123, 1521, 1056, 102]


def test_a_file_that_is_cut_or_holds_something_else_is_refused():
    with pytest.raises((ValueError, IndexError)):
        tensors(b"\x3a\xff\xff\x01abc")
    with pytest.raises(KeyError):
        Encoder(tensors(b""))
