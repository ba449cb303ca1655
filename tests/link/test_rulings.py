"""What rulings join and part, and which cannot hold together."""

import datetime as dt

import pytest

from sakkhi.link.rulings import contradicted, joined, parted
from sakkhi.model.ruling import Ruling, RulingKind

AT = dt.datetime(2022, 1, 9, tzinfo=dt.UTC)


def ruling(number: int, kind: str, one: str, other: str, undone: int | None = None) -> Ruling:
    return Ruling(number, RulingKind(kind), tuple(one), tuple(other), "editor", AT, "seen", undone=undone)


def test_a_ruling_of_sameness_joins_all_to_the_first() -> None:
    assert joined([ruling(1, "same", "ab", "c")]) == [("a", "b"), ("a", "c")]


def test_a_ruling_apart_parts_each_from_each() -> None:
    assert parted([ruling(1, "apart", "ab", "c")]) == [("a", "c"), ("b", "c")]


def test_what_was_undone_does_not_count() -> None:
    undone = ruling(1, "same", "a", "b", undone=2)
    assert joined([undone]) == []
    assert contradicted(ruling(3, "apart", "a", "b"), [undone]) == []


@pytest.mark.parametrize(
    ("new", "numbers"),
    [
        (ruling(9, "apart", "a", "b"), [1, 2]),
        (ruling(9, "apart", "a", "c"), [1, 2]),
        (ruling(9, "same", "c", "d"), [3]),
        (ruling(9, "same", "a", "d"), [3]),
        (ruling(9, "same", "e", "d"), []),
    ],
)
def test_contradictions_are_found_also_by_way_of_others(new: Ruling, numbers: list[int]) -> None:
    standing = [ruling(1, "same", "a", "b"), ruling(2, "same", "b", "c"), ruling(3, "apart", "c", "d")]
    found = [r.number for r in contradicted(new, standing) if r.number != 9]
    assert found == numbers
