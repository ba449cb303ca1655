"""Words of the three languages: the same keys everywhere, numbers and days as each writes them."""

import datetime as dt
import re
import string
import tomllib
from importlib.resources import files

import pytest

from sakkhi.model.alert import Certainty, Message, Occasion, Severity, Urgency
from sakkhi.model.count import Count
from sakkhi.model.incident import ByType, Damage, Method, Outcome, Stance, TargetType
from sakkhi.model.place import PlacePrecision
from sakkhi.share.wording import compass, cut, languages, wording

CLOSED = {
    "method": Method, "outcome": Outcome, "target": TargetType, "damage": Damage, "by_type": ByType, "stance": Stance,
    "said": Stance, "precision": PlacePrecision, "occasion": Occasion, "message": Message, "severity": Severity,
    "certainty": Certainty, "urgency": Urgency,
}  # fmt: skip


def told(language: str) -> dict[str, dict[str, str]]:
    path = files("sakkhi") / "share" / "languages" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def keys(language: str) -> set[tuple[str, str, frozenset[str]]]:
    """(group, key, what is put in) of every phrase."""
    out = set()
    for group, words in told(language).items():
        for key, text in words.items() if isinstance(words, dict) else [("", words)]:
            names = {name for _, name, _, _ in string.Formatter().parse(text) if name} if isinstance(text, str) else ()
            out.add((group, key, frozenset(names)))
    return out


def test_the_languages_are_three() -> None:
    assert languages() == ("ar", "bn", "en")


@pytest.mark.parametrize("language", ["ar", "bn"])
def test_each_language_has_every_phrase_with_the_same_values_put_in(language: str) -> None:
    assert keys(language) == keys("en")


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
@pytest.mark.parametrize("group", CLOSED)
def test_each_value_of_a_closed_list_has_a_word(language: str, group: str) -> None:
    assert {value.value for value in CLOSED[group]} <= set(told(language)[group])


@pytest.mark.parametrize(("language", "script"), [("bn", "[A-Za-z]{4,}"), ("ar", "[A-Za-z]{4,}")])
def test_no_english_is_left_in_another_language(language: str, script: str) -> None:
    for group, words in told(language).items():
        for key, text in words.items() if isinstance(words, dict) else []:
            bare = re.sub(r"\{\w+\}|`[^`]*`|Natural Earth", "", text)
            assert not re.search(script, bare), f"{group}.{key}"


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", Count(3, 3), "3"),
        ("en", Count(3, None), "at least 3"),
        ("en", Count(None, 5), "up to 5"),
        ("en", Count(1200, 1400, True), "about 1,200 to 1,400"),
        ("en", Count(0, 0), "none"),
        ("en", None, "not said"),
        ("bn", Count(24, None), "অন্তত ২৪"),
        ("bn", Count(3, 5), "৩ থেকে ৫"),
        ("ar", Count(3, None), "3 على الأقل"),
    ],
)
def test_counts(language: str, count: Count | None, words: str) -> None:
    assert wording(language).count(count) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "4 January 2022"), ("bn", "৪ জানুয়ারি ২০২২"), ("ar", "4 كانون الثاني/يناير 2022")],
)
def test_days(language: str, words: str) -> None:
    assert wording(language).date(dt.date(2022, 1, 4)) == words


def test_a_hostile_length_is_cut_and_nothing_turns_the_line() -> None:
    assert len(cut("A" * 1_000_000)) == 300
    assert cut("a\u202eb\x00\x1b[31m\r\nc") == "ab [31m c"
    assert wording("en").phrase("said", "states", by="{actor}", actor="{by}") == "{actor} says that {by} did it"


@pytest.mark.parametrize(
    ("there", "degrees"), [((1.0, 0.0), 0), ((0.0, 1.0), 90), ((-1.0, 0.0), 180), ((0.0, -1.0), 270)]
)
def test_compass(there: tuple[float, float], degrees: float) -> None:
    assert compass((0.0, 0.0), there) == pytest.approx(degrees)
