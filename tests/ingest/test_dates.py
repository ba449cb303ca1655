"""ISO dates and datetimes are read; page metadata may also use the mail format."""

import datetime as dt

import pytest

from sakkhi.ingest.dates import iso_date, page_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-01", dt.date(2024, 2, 1)),
        ("2024-02-01T23:30:00+06:00", dt.date(2024, 2, 1)),
        ("2024-02-01T08:00:00Z", dt.date(2024, 2, 1)),
        ("2024-02-01 08:00", dt.date(2024, 2, 1)),
        ("2024-02-30", None),
        ("1 February 2024", None),
        ("", None),
    ],
)
def test_iso_date(written: str, day: dt.date | None) -> None:
    assert iso_date(written) == day


@pytest.mark.parametrize(
    "written", ["2024-02-01 09:30:00 +0600 BST", "Thu, 01 Feb 2024 09:30:00 +0600", "2024-02-01T09:30"]
)
def test_page_date(written: str) -> None:
    assert page_date(written) == dt.date(2024, 2, 1)


def test_a_page_date_that_is_none() -> None:
    assert page_date("last Thursday") is None
