"""Where a sentence ends, and which words make one item."""

from itertools import pairwise

import pytest

from sakkhi.model import words
from sakkhi.model.count import Count
from sakkhi.model.text import CountMark, Token
from sakkhi.read.fold import fold
from sakkhi.read.items import Item, Sentence, sentences
from sakkhi.run import knowledge


def cut(text: str, language: str = "en", *marks: CountMark) -> list[Sentence]:
    reader = knowledge(language).reader
    folded = fold(text, reader.pack.fold_map)
    tokens: list[Token] = reader.analyser.tokens(folded, text, words.cut(folded.text))
    return sentences(folded, tokens, marks, reader.lexicon, reader.pack, reader.literals)


def written(text: str, language: str = "en") -> list[str]:
    """The words of each sentence, without what ends it."""
    return [
        " ".join(item.text for item in sentence.items if "full_stop" not in item.classes)
        for sentence in cut(text, language)
    ]


def item(text: str, words: str, language: str = "en") -> Item:
    return next(i for sentence in cut(text, language) for i in sentence.items if i.text == words)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They fled. We stayed.", 2),
        ("Who fled? All did! None stayed.", 3),
        ("Gen. Karim met Dr. Salma and Lt. Col. Anis.", 1),
        ("The U.S. base was hit at 9 a.m. on Sunday.", 1),
        ("J. Rahman and M. Karim were there.", 1),
        ("They walked 3.5 km. They rested.", 2),
        ("The site example.com was down.", 1),
        ("They fled... We stayed.", 2),
        ("No sentence mark here", 1),
        ("", 0),
        ("...", 0),
    ],
)
def test_stops_that_end_a_sentence(text: str, count: int) -> None:
    assert len(cut(text)) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("bn", "তারা পালিয়ে গেল। আমরা ছিলাম।", 2),
        ("bn", "কে গেল? সবাই!", 2),
        ("ar", "هربوا. بقينا.", 2),
        ("ar", "من هرب؟ الجميع!", 2),
    ],
)
def test_each_language_has_its_own_marks(language: str, text: str, count: int) -> None:
    assert len(cut(text, language)) == count


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Attack in the north\n\nGunmen came.", [0, 1]),
        ("Attack in the north\nGunmen came.", [0, 1]),
        ("Gunmen came and\nwent away.", [0]),
        ("Gunmen came.\nThey went.\n\nAll is calm.", [0, 1, 2]),
    ],
)
def test_line_breaks(text: str, paragraphs: list[int]) -> None:
    assert [s.paragraph for s in cut(text)] == paragraphs


def test_lines_wrapped_to_the_width_of_a_page_are_one_sentence() -> None:
    line = "Gunmen who came from the hills in the north at night went to the"
    assert len(cut("\n".join([line] * 5 + ["Village."]))) == 1


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    first, second = cut('"We saw nothing." The guard left.')
    assert [i.text for i in first.items] == ['"', "we", "saw", "nothing", "."]
    assert second.items[0].text == "the"


def test_what_stands_in_quotes_is_quoted() -> None:
    (sentence,) = cut('He said "we saw nothing" and left')
    assert [i.text for i in sentence.items if i.quoted and "quote" not in i.classes] == ["we", "saw", "nothing"]


def test_a_quote_left_open_ends_with_its_paragraph() -> None:
    first, second = cut('He said "we saw nothing\n\nThe guard left')
    assert first.items[-1].quoted
    assert not second.items[0].quoted


@pytest.mark.parametrize(
    ("text", "phrase", "cls"),
    [
        ("a drone strike there", "drone strike", "attack_n"),
        ("they came under fire there", "came under fire", "attack_v"),
        ("an air-strike there", "air - strike", "attack_n"),
    ],
)
def test_the_longest_phrase_wins(text: str, phrase: str, cls: str) -> None:
    assert cls in item(text, phrase).classes


def test_a_mark_that_is_longer_than_a_phrase_wins() -> None:
    (sentence,) = cut("at least three men", "en", CountMark(0, 14, Count(3, None), "numbers:number"))
    assert sentence.items[0].text == "at least three"
    assert "num" in sentence.items[0].classes
    assert sentence.items[0].count == Count(3, None)


def test_of_two_marks_at_one_place_the_longer_is_kept() -> None:
    short = CountMark(0, 3, Count(3, 3), "numbers:number")
    long = CountMark(0, 13, Count(3, 4, True), "numbers:range")
    (sentence,) = cut("three or four men", "en", long, short)
    assert sentence.items[0].count == Count(3, 4, True)


@pytest.mark.parametrize(
    ("mark", "cls"),
    [(",", "comma"), (";", "semicolon"), (":", "colon"), ("(", "open"), (")", "close"), ("–", "dash"), ("“", "quote")],
)
def test_punctuation_has_a_class(mark: str, cls: str) -> None:
    (sentence,) = cut(f"men {mark} guns")
    assert cls in sentence.items[1].classes


def test_words_written_in_capitals_only_count_so() -> None:
    upper, lower = (cut(text)[0].items[2] for text in ("men of IS came", "all there is came"))
    assert "actor" in upper.classes
    assert "actor" not in lower.classes


def test_sentences_lie_in_order_and_cover_their_items() -> None:
    found = cut("Gunmen came. They went.\n\nAll is calm")
    assert [s.index for s in found] == [0, 1, 2]
    assert all(s.start == s.items[0].start < s.end == s.items[-1].end for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
