"""Shares and rates against values from the literature and tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakkhi.assess.rates import Standing, count_interval, recent, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),  # Brown, Cai and DasGupta's Wilson interval, worked out by hand from its formula
        (10, 10, 0.7225, 1.0),
        (7, 12, 0.3195, 0.8067),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    found = share(part, whole)
    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)
    assert found.value == part / whole


def test_no_whole_has_no_share() -> None:
    found = share(0, 0)
    assert (found.value, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 2)])
def test_a_part_beyond_the_whole_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no part of"):
        share(part, whole)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (100, 81.3637, 121.6275)],
)
def test_garwood(count: int, low: float, high: float) -> None:  # chi-square tables
    assert count_interval(count) == pytest.approx((low, high), abs=1e-3)


def test_exact_and_approximate_intervals_meet() -> None:
    assert count_interval(1000) == pytest.approx((938.97, 1063.95), abs=0.05)
    low, high = count_interval(1001)
    assert (low, high) == pytest.approx((939.94, 1064.99), abs=0.1)


@given(st.integers(0, 300), st.integers(0, 300))
def test_intervals_hold_what_was_seen(part: int, more: int) -> None:
    found = share(part, part + more)
    if found.value is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1
    low, high = count_interval(part)
    assert low <= part <= high


@pytest.mark.parametrize(
    ("count", "before", "standing"),
    [
        (12, 24, Standing.MORE),
        (2, 24, Standing.USUAL),
        (0, 24, Standing.USUAL),
        (0, 60, Standing.LESS),
        (0, 0, Standing.USUAL),
        (1, 0, Standing.USUAL),
        (3, 0, Standing.MORE),
    ],
)
def test_recent_against_a_year(count: int, before: int, standing: Standing) -> None:
    assert recent(count, 30, before, 365).standing == standing


def test_the_usual_number_has_an_interval() -> None:
    found = recent(3, 30, 24, 360)
    assert found.usual == pytest.approx(2.0)
    assert (found.low, found.high) == pytest.approx((15.377 / 12, 35.710 / 12), abs=1e-2)


def test_a_short_past_says_nothing() -> None:
    found = recent(9, 30, 0, 20)
    assert found.standing == Standing.UNKNOWN
    assert found.usual is None
