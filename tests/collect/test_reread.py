"""A newer reader reads again; the old readings are kept, and what changed is told."""

import datetime as dt

import msgspec

from sakkhi.collect.home import Home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.reread import Change, reread
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.form import Given, report
from sakkhi.model.original import Original, Received
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.store import view
from tests.stores import NOW, blank_reading


def newer(report: Report) -> Reading:
    reading = blank_reading(report, "2")
    return msgspec.structs.replace(reading, warnings=("new",)) if report.id == "b" else reading


def test_reread(collection: Home) -> None:
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        keeper = Keeper(archive, blank_reading, lambda: NOW)
        for name in ("a", "b"):
            made = report(f"The army said so of {name}.", "test", Given(("en",)), id=name)
            assert isinstance(made, Report)
            keeper.keep(Received(made, Original(made.text.encode(), "text/plain")))
        version = lambda language: newer(made).reader  # noqa: E731
        assert list(reread(keeper, newer, version, NOW + dt.timedelta(days=1))) == []
        assert list(reread(keeper, newer, version, NOW)) == [Change("a", ()), Change("b", ("warnings",))]
        assert list(reread(keeper, newer, version, None)) == []
        old = lambda language: blank_reading(made).reader  # noqa: E731
        assert len(list(reread(keeper, blank_reading, old, None))) == 2  # back to the older one
    assert {stored.reading.reader.version for stored in view.readings()} == {"1"}
    (stored,) = view.versions(view.find("b")[0])
    assert [reading.reader.version for reading in stored.readings] == ["2", "1"]  # the current one is last
