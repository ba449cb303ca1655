"""`sakkhi status`: what came in, what failed and why, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from sakkhi.cli.keep import now, place
from sakkhi.cli.terminal import quiet_end, write_whole
from sakkhi.collect.home import open_home
from sakkhi.store.database import plain_errors
from sakkhi.store.overview import Overview, overview


def print_status(days: int, *, as_json: bool, data: str | None) -> int:
    """The exit status, after printing how the collection stands."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        found = overview(now() - dt.timedelta(days=days))
        text = msgspec.json.encode(found) + b"\n" if as_json else "\n".join([*_lines(found), ""]).encode()
        write_whole(text)
    return 0


def _lines(found: Overview) -> Iterator[str]:
    yield (
        f"{found.reports:,} reports in {found.versions:,} versions, {found.readings:,} readings, "
        f"{found.originals:,} originals"
    )
    yield "\ncame in"
    for came in found.came:
        yield f"  {came.day}  {came.reports:>6,}  {came.source or 'added by hand'}"
    if found.failed:
        yield "\nfailed"
    for failed in found.failed:
        yield f"  {failed.times:>6,}  {failed.source or 'added by hand'}: {failed.what}"
        yield f"          last {failed.at:%Y-%m-%d %H:%M} UTC, {failed.place}; {failed.remedy}"
    if found.sources:
        yield "\nsources"
    for one in found.sources:
        asked = f"asked {one.polled_at:%Y-%m-%d %H:%M} UTC" if one.polled_at else "not asked yet"
        state = f"failed {one.failures} times: {one.problem}" if one.failures else "well"
        yield f"  {one.source} ({one.trust}): {asked}, {one.waiting:,} pages wait, {state}"
