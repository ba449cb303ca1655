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
    ("killed",): "dead",
    ("blast",): "attack_w",
    ("seized",): "deed",
    ("navy",): "actor",
    ("tanker",): "facility",
    ("designated",): "fact_sign",
    ("terrorist", "organisation"): "terror_label",
}


@pytest.fixture
def gate() -> Gate:
    forms = [(words, (Entry("en:lexicon:1", cls, ""),)) for words, cls in FORMS.items()]
    forms.append((("smash",), (Entry("en:lexicon:2", "attack_w", ""), Entry("en:lexicon:3", "impact", ""))))
    stems = lambda word: (Stem(word), Stem(word.removesuffix("s")))  # noqa: E731
    return Gate(forms, stems, ["nine"], ".?", frozenset({"lt"}), lambda piece: WORD.findall(piece.lower()))


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
        ("a rocket is a salad. It was a hit", False),
        ("a rocket, said Lt. Ann, hit a house", True),
        ("a rocket, said A. Ann, hit a house", True),
        ("a blast at dawn", False),
        ("a blast killed two", True),
        ("a blast at dawn hit", True),
        ("a smash at the box office", False),
        ("a navy seized a tanker", True),
        ("a tanker seized the day", False),
        ("troops arrived", False),
        ("900 troops arrived", True),
        ("nine troops arrived", True),
        ("900 arrived. Troops did not", False),
        ("troops killed a man", True),
        ("a designated place", False),
        ("a designated terrorist organisation", True),
        ("a quiet day", False),
        ("", False),
    ],
)
def test_a_text_passes_where_words_that_tell_of_something_stand_together(gate: Gate, text: str, passes: bool) -> None:
    assert gate.passes(text) is passes
    assert gate.passes(text) is passes  # also when its words are known


def test_each_class_of_a_word_counts(gate: Gate) -> None:
    assert not gate.passes("a hit")
    assert gate.passes("hit by a rocket")


def test_the_lengthening_sign_may_stand_between_pieces_of_a_word(gate: Gate) -> None:
    assert gate.passes("\u0640 attack")
