"""Which words of a text in capitals are read as names."""

import pytest

from sakkhi.model.words import cut
from sakkhi.read.fold import fold
from sakkhi.run import knowledge


def shapes(text: str) -> dict[str, str]:
    analyser, pack = knowledge("en").reader.analyser, knowledge("en").reader.pack
    folded = fold(text, pack.fold_map)
    return {t.text: t.shape for t in analyser.tokens(folded, text, cut(folded.text))}


@pytest.mark.parametrize(
    ("text", "word", "shape"),
    [
        ("GUNMEN KILLED FOUR SOLDIERS NEAR CALI", "cali", "c"),
        ("GUNMEN KILLED FOUR SOLDIERS NEAR CALI", "soldiers", "l"),
        ("WHO IS BEHIND THE ATTACK ON THE TOWN", "who", "l"),
        ("THE FMLN ATTACKED A PATROL", "fmln", "u"),
        ("The WHO and the UN met in Geneva.", "who", "u"),
        ("The WHO and the UN met in Geneva.", "geneva", "c"),
        ("SALAM KABIR ANWAR", "salam", "u"),
    ],
)
def test_words_in_capitals(text: str, word: str, shape: str) -> None:
    assert shapes(text)[word] == shape
