"""What is told of one attack, and what of several."""

import datetime as dt

import pytest

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import sums_up
from sakkhi.model.when import Basis, TimePrecision, When


def days(first: str, last: str, precision: TimePrecision = TimePrecision.DAY) -> When:
    return When(dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision, Basis.STATED)


@pytest.mark.parametrize(
    ("repeats", "when", "killed", "expected"),
    [
        (1, None, None, False),
        (4, None, None, True),
        (1, days("2024-07-01", "2024-08-31", TimePrecision.MONTH), exactly(6), False),
        (1, days("2023-10-07", "2025-12-17"), None, True),
        (1, days("2021-01-01", "2021-12-31", TimePrecision.YEAR), None, False),
        (1, days("2021-01-01", "2023-12-31", TimePrecision.YEAR), None, True),
        (1, None, Count(70000, None), True),
        (1, None, Count(None, 3), False),
    ],
)
def test_many_attacks_are_told_by_their_number_their_length_or_their_dead(
    repeats: int, when: When | None, killed: Count | None, expected: bool
) -> None:
    assert sums_up(repeats, when, killed) is expected
