"""The library: `read` gives frozen values, and stays a function whatever was imported."""

import datetime as dt
import importlib

import pytest

import sakkhi
from sakkhi.errors import InputError
from sakkhi.model.reading import Reading

TEXT = "Two drones were shot down near the base on Monday, the army said."


def test_all_is_what_is_there() -> None:
    assert all(hasattr(sakkhi, name) for name in sakkhi.__all__)


@pytest.mark.parametrize("published", [None, "2024-01-05", "2024-01-05T10:00:00+06:00", dt.date(2024, 1, 5)])
def test_read(published: str | dt.date | None) -> None:
    reading = sakkhi.read(TEXT, published=published, title="Drones downed")
    assert isinstance(reading, Reading)
    assert reading.report.published == (dt.date(2024, 1, 5) if published else None)
    assert reading.report.title == "Drones downed"
    with pytest.raises(AttributeError):
        reading.incidents = ()  # type: ignore[misc]


def test_read_stays_a_function_when_the_stage_is_imported() -> None:
    importlib.import_module("sakkhi.read.fold")
    assert callable(sakkhi.read)
    assert sakkhi.read(TEXT).report.language == "en"


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("  ", {}, "text: it is empty; give a file with a report's text in it"),
        (TEXT, {"published": "soon"}, "text: 'soon' is no date; write the publication date as YYYY-MM-DD"),
        (TEXT, {"language": "xx"}, "text: no language pack for 'xx'; name one of these with --language: "),
    ],
)
def test_what_cannot_be_read_raises(text: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        sakkhi.read(text, **options)
    assert str(caught.value).startswith(message)
