"""What names are kept, and which look alike."""

import pytest

from sakkhi.model.own_site import look, written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ain al-Asad", "Аin al-Аsad"),  # Cyrillic А
        ("Ain al-Asad", "AIN  AL ASAD"),
        ("Depot", "Dероt"),
        ("Depot 10", "Depot lO"),
        ("Depot", "Depot\u202e"),
        ("Omar field", "Οmar field"),  # Greek Ο
        ("Café", "Cafe"),
        ("ＤＥＰＯＴ", "depot"),
        ("ঢাকা গুদাম", "ঢাকা\u200d গুদাম"),
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert look(one) == look(other)


@pytest.mark.parametrize(("one", "other"), [("Depot 1", "Depot 2"), ("أربيل", "أربيلا"), ("কুমিল্লা", "কুমিল্লার")])
def test_names_that_do_not(one: str, other: str) -> None:
    assert look(one) != look(other)


def test_a_name_is_one_line_of_what_is_seen() -> None:
    assert written("  a\n\tb\u2028c\x1b[31m ", 20) == "a b c [31m"
