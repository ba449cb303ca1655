"""Which texts are worth reading."""

import pytest

from sakkhi.model.pack import Entry
from sakkhi.model.text import Stem
from sakkhi.model.words import WORD
from sakkhi.read.gate import Gate

FORMS = {
    ("attack",): "attack_n",
    ("opened", "fire"): "attack_v",
    ("rocket",): "weapon",
    ("hit",): "impact",
    ("troops",): "force_sign",
}


@pytest.fixture
def gate() -> Gate:
    forms = [(words, (Entry("en:lexicon:1", cls, ""),)) for words, cls in FORMS.items()]
    return Gate(forms, lambda word: (Stem(word), Stem(word.removesuffix("s"))))


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("an attack at dawn", True),
        ("two attacks", True),
        ("gunmen opened fire", True),
        ("gunmen opened-fire", True),
        ("the shop opened after a fire", False),
        ("a rocket hit a house", True),
        ("a rocket is a salad", False),
        ("rocket " + "is a salad " * 60 + "and a hit", False),
        ("troops arrived", True),
        ("a quiet day", False),
        ("", False),
    ],
)
def test_a_text_passes_where_words_that_tell_of_something_stand_together(gate: Gate, text: str, passes: bool) -> None:
    assert gate.passes(WORD.findall(text)) is passes
    assert gate.passes(WORD.findall(text)) is passes  # also when its words are known


def test_each_class_of_a_word_counts(gate: Gate) -> None:
    assert not gate.passes(["a", "hit"])
    assert gate.passes(["hit", "by", "a", "rocket"])
