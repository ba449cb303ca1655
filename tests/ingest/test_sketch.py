"""Sketches of texts: what makes no difference, and how far the likeness of two sketches tells that of the texts."""

import pytest

from sakkhi.ingest.sketch import BANDS, same_words, sketch
from sakkhi.model.sketch import likeness
from sakkhi.store.copies import likenesses

WORDS = [f"word{number}" for number in range(200)]


def text(words: list[str]) -> str:
    return " ".join(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two drones fell, near Erbil.", "two DRONES fell\n near erbil"),
        ("ঢাকায় হামলা", "ঢাকা\u09afয় হামলা".replace("\u09afয়", "\u09af\u09bc")),
        ("قُتل، جندي", "قُتل جندي"),
    ],
)
def test_case_marks_and_composition_make_no_difference(one: str, other: str) -> None:
    assert sketch(one) == sketch(other)
    assert same_words(one) == same_words(other) == sketch(one).same


@pytest.mark.parametrize("words", ["", "one", "one two", "one two three"])
def test_short_texts_have_sketches_of_their_own(words: str) -> None:
    made = sketch(words)
    assert len(made.bands) == len(set(made.bands)) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in made.bands)
    assert likenesses(made.values, [sketch(words + " more").values]) < [0.5]


def test_the_order_of_words_counts() -> None:
    assert likenesses(sketch(text(WORDS)).values, [sketch(text(WORDS[::-1])).values]) < [0.1]


@pytest.mark.parametrize(
    ("kept", "least", "most"), [(200, 1.0, 1.0), (160, 0.5, 0.85), (100, 0.15, 0.5), (0, 0.0, 0.1)]
)
def test_likeness_is_near_the_share_of_sequences(kept: int, least: float, most: float) -> None:
    other = WORDS[:kept] + [f"other{number}" for number in range(200 - kept)]
    shares = likenesses(sketch(text(WORDS)).values, [sketch(text(other)).values, sketch(text(WORDS)).values])
    assert least <= shares[0] <= most
    assert shares[1] == 1.0
    assert shares[0] == pytest.approx(likeness(sketch(text(WORDS)).values, sketch(text(other)).values))


def test_near_copies_meet_in_a_band_and_others_do_not() -> None:
    copy = [*WORDS[:120], "changed", *WORDS[121:]]
    one, near, far = sketch(text(WORDS)), sketch(text(copy)), sketch(text([f"x{word}" for word in WORDS]))
    assert set(one.bands) & set(near.bands)
    assert not set(one.bands) & set(far.bands)


def test_nothing_is_like_nothing() -> None:
    assert likenesses(sketch("one").values, []) == []
