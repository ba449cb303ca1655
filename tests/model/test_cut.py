"""How texts are cut into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakkhi.model.words import cut


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. troops", ["U.S.", "troops"]),
        ("the group's men", ["the", "group's", "men"]),
        ("on 3/5/2024, 1,200", ["on", "3/5/2024", ",", "1,200"]),
        ("কমলপুরে হামলা।", ["কমলপুরে", "হামলা", "।"]),
        ("قصفAFP", ["قصف", "AFP"]),
        ("AFPقصف", ["AFP", "قصف"]),
        ("café", ["café"]),
        ("#one_word", ["#", "one", "word"]),
        ("rocket-fire", ["rocket", "-", "fire"]),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_marks(text: str, words: list[str]) -> None:
    assert [word for _, word in cut(text)] == words


@given(st.text(alphabet=st.sampled_from("abZé.,'’-_ 12\n/কাে্ﷺسَلم"), max_size=60))
def test_each_word_stands_where_it_says_and_only_blanks_are_left(text: str) -> None:
    end = 0
    for start, word in cut(text):
        assert text[start : start + len(word)] == word
        assert not text[end:start].strip(" \n_")
        end = start + len(word)
