"""Every text of the interface is there in Bangla and Arabic, with the same parts to be filled in."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import sakkhi.desk

DESK = Path(sakkhi.desk.__file__).parent
KEYWORDS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LANGUAGES = sorted(folder.name for folder in (DESK / "locale").iterdir() if folder.is_dir())


def texts() -> set[str]:
    """What the templates and modules ask to be translated; of plural forms the singular."""
    from django.utils.translation.template import templatize

    found: set[str] = set()
    sources = [(path, path.read_text("utf-8")) for path in DESK.rglob("*.py")]
    sources += [(path, templatize(path.read_text("utf-8"))) for path in DESK.glob("templates/**/*.html")]
    keywords = KEYWORDS | {"pgettext": ((1, "c"), 2)}
    for path, source in sources:
        for _, message, _, _ in extract("python", io.BytesIO(source.encode()), keywords=keywords):  # type: ignore[arg-type]
            one = message[0] if isinstance(message, tuple) else message
            assert one, path
            found.add(str(one))
    return found


def said_by_linking() -> set[str]:
    """What linking says of two tellings: the desk has its words, which are the code's own, translated as they are."""
    from sakkhi.collect.compared import BARE, PRIOR
    from sakkhi.link.features import FEATURES

    out = {PRIOR, BARE, "before", "bare", "no place or no day"}
    for name, (feature, levels) in FEATURES.items():
        out |= {name.replace("_", " "), feature.__doc__ or "", *levels}
    return out


def catalog(language: str) -> Catalog:
    with (DESK / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    translated = {
        message.id if isinstance(message.id, str) else message.id[0]: message for message in catalog(language)
    }
    missing = [text for text in sorted(texts()) if text not in translated or not translated[text].string]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_linking_says_is_translated(language: str) -> None:
    shares = {text for text in said_by_linking() if text.endswith("% shared")}  # one text for all of them
    known = {message.id for message in catalog(language) if message.string}
    assert said_by_linking() - shares - {""} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stays(language: str) -> None:
    for message in catalog(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for string in strings:
            assert set(PLACEHOLDER.findall(string)) <= wanted | set(PLACEHOLDER.findall(ids[0])), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_that_nothing_says(language: str) -> None:
    said = texts() | said_by_linking()
    left = [message.id for message in catalog(language) if message.id]
    assert [one for one in left if (one if isinstance(one, str) else one[0]) not in said] == []
