"""Quiet hours by zone, and digests where much comes at once."""

import datetime as dt

import pytest

from sakkhi.model.watch import Calm, Hours
from sakkhi.share.warn.calm import Past, Plan, plan, quiet_until

NIGHT = Hours("Asia/Dhaka", dt.time(22), dt.time(6))
NOON = Hours("Asia/Baghdad", dt.time(12), dt.time(14))
BERLIN = Hours("Europe/Berlin", dt.time(22), dt.time(6))


def at(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (NIGHT, "2024-02-01T15:59", None),
        (NIGHT, "2024-02-01T16:00", "2024-02-02T00:00"),
        (NIGHT, "2024-02-01T23:59", "2024-02-02T00:00"),
        (NIGHT, "2024-02-02T00:00", None),
        (NOON, "2024-02-01T09:30", "2024-02-01T11:00"),
        (NOON, "2024-02-01T11:00", None),
        (BERLIN, "2024-03-30T22:30", "2024-03-31T04:00"),  # the night in which clocks go forward
        (BERLIN, "2024-10-26T22:30", "2024-10-27T05:00"),  # and back
    ],
)
def test_quiet_hours_are_those_of_the_sites_own_clocks(hours: Hours, now: str, until: str | None) -> None:
    assert quiet_until(hours, at(now)) == (at(until) if until else None)


NOW = at("2024-02-01T12:00")
MINUTE = dt.timedelta(minutes=1)


def ago(*minutes: int) -> tuple[dt.datetime, ...]:
    return tuple(NOW - n * MINUTE for n in minutes)


@pytest.mark.parametrize(
    ("waiting", "grave", "past", "calm", "wanted"),
    [
        (1, False, Past(), Calm(), Plan()),
        (5, False, Past(), Calm(), Plan()),
        (6, False, Past(), Calm(), Plan(digest=True)),
        (10_000, False, Past(), Calm(), Plan(digest=True)),
        (1, False, Past(ago(1, 2, 3, 4, 5)), Calm(), Plan(digest=True)),
        (1, False, Past(ago(61, 62, 63, 64, 65)), Calm(), Plan()),
        (3, False, Past(ago(1, 2, 3, 4, 5), NOW - 10 * MINUTE), Calm(), Plan(NOW + 50 * MINUTE)),
        (3, True, Past(ago(1, 2, 3, 4, 5), NOW - 9 * MINUTE), Calm(), Plan(NOW + MINUTE)),
        (3, True, Past(ago(1, 2, 3, 4, 5), NOW - 10 * MINUTE), Calm(), Plan(digest=True)),
        (1, False, Past(), Calm(quiet=Hours("UTC", dt.time(11), dt.time(13))), Plan(NOW + 60 * MINUTE)),
        (1, True, Past(), Calm(quiet=Hours("UTC", dt.time(11), dt.time(13))), Plan()),
        (2, False, Past(), Calm(quiet=Hours("UTC", dt.time(11), dt.time(12))), Plan(digest=True)),
        (1, False, Past(), Calm(quiet=Hours("UTC", dt.time(11), dt.time(12))), Plan()),
    ],
)
def test_plan(waiting: int, grave: bool, past: Past, calm: Calm, wanted: Plan) -> None:
    assert plan(ago(*range(1, waiting + 1)), grave, past, calm, NOW) == wanted
