"""Folding maps back: for any text, what a folded range leads back to is the text that folds to it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakkhi.read.fold import fold

# letters and marks whose folding changes length, mixed with any others
TRICKY = (
    "a bİßé e\u0301\u09af\u09bc\u09df\u09a1\u09bc\u09dc\u09c7\u09be\u09cb\u09c7\u09d7"
    "\u200c\u200d\u0981কিী০৯\u0640آأإىة\u064eﷺ٣۴“”—…\ufeff\r\n\t।,U.S."
)
TEXTS = st.one_of(st.text(), st.text(alphabet=TRICKY), st.text(alphabet=st.characters(codec="utf-8")))
MAPS = st.sampled_from([{}, {ord("ী"): "ি", 0x981: None, ord("আ"): "আ"}, {ord("ة"): "ه", ord("é"): "ee"}])


@given(TEXTS, MAPS)
def test_every_folded_range_lies_in_the_text(text: str, extra: dict[int, str | None]) -> None:
    folded = fold(text, extra)
    before = 0
    for position in range(len(folded.text)):
        start, end = folded.origin(position, position + 1)
        assert 0 <= start < end <= len(text)
        assert start >= before
        before = start


@given(st.text(alphabet=TRICKY), MAPS)
def test_what_a_character_leads_back_to_folds_to_it(text: str, extra: dict[int, str | None]) -> None:
    folded = fold(text, extra)
    for position, character in enumerate(folded.text):
        start, end = folded.origin(position, position + 1)
        assert character in fold(text[start:end], extra).text


@given(TEXTS, MAPS)
def test_the_whole_leads_back_to_the_whole(text: str, extra: dict[int, str | None]) -> None:
    folded = fold(text, extra)
    if folded.text:
        start, end = folded.origin(0, len(folded.text))
        assert fold(text[start:end], extra).text == folded.text


def test_a_sequence_goes_before_its_letters() -> None:
    folded = fold("গাঁজা ও গাজাঁ", {ord("ঁ"): None, "গাঁজা": "গাঁজা"})
    assert folded.text == "গাঁজা ও গাজা"
    assert folded.origin(8, 12) == (8, 13)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("জয়", unicodedata.normalize("NFC", "জয়")),
        ("ঘাঁটি", "ঘাঁটি\u200c"),
        ("২০২২", "2022"),
        ("٢٠٢٢", "2022"),
        ("café", "CAFE\u0301"),
        ("“base”", '"base"'),
        ("the `base`", "the ‘base’"),
        ("Erbil–Mosul", "erbil-mosul"),
        ("كتـــاب", "كتاب"),
        ("قـ.ـصف استـ ـهدف", "قصف استهدف"),
    ],
)
def test_spellings_that_fold_to_one(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text
