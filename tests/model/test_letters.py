"""How likely a name is written so in another script."""

import math

import pytest

from sakkhi.model.letters import Letters, Spelling, is_apart

HALF, RARE = math.log(0.5), math.log(0.1)
LETTERS = Letters(
    {"s": {"س": HALF}, "h": {"ه": HALF}, "sh": {"ش": HALF}, "a": {"": HALF, "ا": RARE}, "x": {"كس": HALF}}
)


@pytest.mark.parametrize(
    ("latin", "name", "chance"),
    [
        ("s", "س", HALF),
        ("sa", "س", 2 * HALF),
        ("sa", "سا", HALF + RARE),
        ("sh", "ش", HALF),
        ("sh", "سه", 2 * HALF),
        ("xa", "كس", 2 * HALF),
        ("", "", 0.0),
    ],
)
def test_the_likeliest_way_counts(latin: str, name: str, chance: float) -> None:
    assert LETTERS.likelihood(latin, name) == pytest.approx(chance)


def test_letters_never_seen_together_are_possible_and_unlikely() -> None:
    assert -math.inf < LETTERS.likelihood("b", "س") < LETTERS.likelihood("s", "س")


def test_a_name_too_long_for_the_other_is_impossible() -> None:
    assert LETTERS.likelihood("s", "سسس") == -math.inf


def test_a_spelling_weighs_one_latin_name_after_another() -> None:
    spelling = Spelling(LETTERS, "سا")
    assert [spelling.likelihood(latin) for latin in ("sa", "s", "sa")] == [
        pytest.approx(HALF + RARE), LETTERS.likelihood("s", "سا"), pytest.approx(HALF + RARE),
    ]  # fmt: skip
    assert spelling.mean("sa") == pytest.approx((HALF + RARE) / 2)


def test_half_of_all_places_are_kept_apart() -> None:
    assert 450 < sum(is_apart(str(number)) for number in range(1000)) < 550
