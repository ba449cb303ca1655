"""What is typed and what is there meet in one spelling; what was found is shown in the text's own."""

import pytest

from sakkhi.store.words import Piece, highlighted, needle, searchable, snippet, wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Diyarbakır İdlib", "diyarbakir IDLIB"),
        ("Sana'a", "Sanaʿa"),
        ("أربيل", "اربيل"),
        ("مستشفى القاهرة", "مستشفي القاهره"),
        ("مُسَيَّرة", "مسيرة"),
        ("قـــصف", "قصف"),
        ("کرکوک", "كركوك"),
        ("হয়েছে", "হয়েছে"),
        ("জানুয়ারী", "জানুয়ারি"),
        ("হঠাৎ", "হঠাত্"),
        ("২০২৪ ١٢", "2024 12"),
        ("h\u202eouthi\u2066", "houthi"),
        ("Нouthi", "Houthi"),  # noqa: RUF100  the first letter is Cyrillic
        ("ｄｒｏｎｅ", "drone"),
    ],
)
def test_spellings_that_mean_the_same(one: str, other: str) -> None:
    assert searchable(one) == searchable(other)


@pytest.mark.parametrize(
    ("typed", "needles"),
    [
        ("drone Base", [" drone", " base"]),
        ('"drone base"', [" drone base "]),
        ("“drone base”", [" drone base "]),
        ("air-base", [" air base"]),
        ("UN", [" un "]),
        ("মা", [" মা "]),
        ("ঘাঁটি", ["ঘাঁটি"]),
        ("قصف", ["قصف"]),
        ("% _ -- ; \u202e", []),
        ("", []),
        ('"', []),
        ("a\0b", [" a b"]),
    ],
)
def test_what_is_sought(typed: str, needles: list[str]) -> None:
    assert [ways[0] for ways in wanted(typed).needles] == needles


def test_a_search_is_bounded() -> None:
    assert len(wanted("word " * 1000).needles) == 12


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Two drones flew; afraid of raids.", "raid drone", "Two [drones] flew; afraid of [raids]."),
        ("বিমানঘাঁটির কাছে হামলা", "ঘাঁটি", "[বিমানঘাঁটির] কাছে হামলা"),
        ("هجوم على قاعدةٍ جوية", "قاعدة", "هجوم على [قاعدةٍ] جوية"),
        ("The US used a bus", "us", "The [US] used a bus"),
        ("an air  base, an airbase", '"air base"', "an [air base], an airbase"),
        ("<b>drone</b> & more", "drone", "<b>[drone]</b> & more"),
        ("the \u202eenord\u202c drone", "drone", "the enord [drone]"),
        ("nothing here", "elsewhere", "nothing here"),
        ("হয়েছে", "হয়েছে", "[হয়েছে]"),
    ],
)
def test_words_found_are_marked_whole(text: str, typed: str, shown: str) -> None:
    assert marked(highlighted(text, wanted(typed))) == shown


def test_a_snippet_is_cut_where_the_words_meet_and_at_blanks() -> None:
    text = (
        "A drone was seen. "
        + "Nothing happened for long. " * 40
        + "Then a drone struck the base. "
        + "And so on. " * 40
    )
    shown = marked(snippet(text, wanted("drone base")))
    assert "Then a [drone] struck the [base]." in shown
    assert (shown[:2], shown[-2:]) == ("… ", " …")
    assert len(shown) < 320
    assert set(shown.strip("… ").split()) <= set(text.split()) | {"[drone]", "[base]."}


def test_a_snippet_of_what_is_not_found_is_the_beginning() -> None:
    assert marked(snippet("word " * 100, wanted("other"), 20)) == "word word word word …"


def test_a_huge_word_is_no_trouble() -> None:
    assert marked(snippet("x" * 500_000, wanted("x" * 200), 50)).startswith("[x")


def test_a_needle_of_nothing_is_empty() -> None:
    assert needle(" -- ") == ""
