"""Which anniversaries are near."""

import datetime as dt

import pytest

from sakkhi.assess.anniversaries import upcoming
from sakkhi.model.calendar import DatedEvent


def event(day: str, country: str = "IRQ", id: str = "e") -> DatedEvent:
    start = dt.date.fromisoformat(day)
    return DatedEvent(id, f"Event of {day}", "attack", start, start, country=country)


@pytest.mark.parametrize(
    ("start", "today", "found"),
    [
        ("2020-01-03", "2024-01-01", (4, "2024-01-03", 2)),
        ("2020-01-03", "2023-12-20", (4, "2024-01-03", 14)),
        ("2020-01-03", "2024-01-03", (4, "2024-01-03", 0)),
        ("2020-02-29", "2023-02-20", (3, "2023-02-28", 8)),
        ("2020-02-29", "2024-02-20", (4, "2024-02-29", 9)),
        ("2020-01-03", "2024-01-04", None),
        ("2024-01-03", "2024-01-01", None),
        ("2030-01-03", "2024-01-01", None),
    ],
)
def test_an_anniversary_is_near_or_not(start: str, today: str, found: tuple[int, str, int] | None) -> None:
    ahead = upcoming([event(start)], "IRQ", dt.date.fromisoformat(today), 30)
    assert [(a.years, f"{a.day}", a.days) for a in ahead] == ([found] if found else [])


def test_those_of_the_country_alone_the_nearest_first() -> None:
    events = [event("2020-01-09", id="b"), event("2019-01-05", "IRQ|SYR", "a"), event("2019-01-05", "SYR", "c")]
    assert [a.event for a in upcoming(events, "IRQ", dt.date(2024, 1, 1), 30)] == ["a", "b"]
    assert upcoming([event("2020-01-02", "")], "", dt.date(2024, 1, 1), 30) == []
