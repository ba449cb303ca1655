"""The names that a reader of Bangla or Arabic knows places and actors by."""

import pytest

from sakkhi.tables.sites import local_names


@pytest.mark.parametrize(
    ("language", "name", "local"),
    [
        ("bn", "Erbil", "ইরবিল"),
        ("ar", "Erbil", "أربيل"),
        ("bn", "Red Sea", "লোহিত সাগর"),
        ("ar", "Niger", "النيجر"),
        ("bn", "Houthis", "হুতি"),
        ("ar", "Houthis", "الحوثيون"),
        ("ar", "Ain al-Asad Air Base", "عين الأسد"),
    ],
)
def test_local_names(language: str, name: str, local: str) -> None:
    assert local_names(language)[name] == local


def test_english_is_what_records_are_written_in() -> None:
    assert not local_names("en")
    assert not local_names("xx")
