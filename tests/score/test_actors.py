"""Which two names are one actor's."""

import pytest

from sakkhi.score.actors import same_actor


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Houthis", "Ansar Allah", True),
        ("U.S. forces", "Pentagon", True),
        ("Thai military", "Royal Thai Armed Forces", True),
        ("Zahurul Molla", "Jahurul Molla", True),
        ("Hezbollah", "Kataib Hezbollah", False),
        ("Israel", "Iran", False),
        ("government forces", "armed group", False),
        ("", "", False),
    ],
)
def test_same_actor(one: str, other: str, same: bool) -> None:
    assert same_actor(one, other) is same_actor(other, one) is same
