"""Searching, and how sources do, on SQLite and on PostgreSQL: parts, marks, filters, and what may not be seen."""

import datetime as dt

import pytest

from sakkhi.collect.demo import MARK, make_demo
from sakkhi.collect.home import Home
from sakkhi.collect.meaning import understood
from sakkhi.run import read_report, tell
from sakkhi.store import finding, models, sources, view
from sakkhi.store.finding import Cursor
from sakkhi.store.frontier import ask_now, claim_source, pause
from sakkhi.store.incidents import Sought
from sakkhi.store.words import Wanted
from sakkhi.tables.packs import available

NOW = dt.datetime(2024, 2, 9, 12, tzinfo=dt.UTC)
FIRST, LAST = dt.date(2023, 12, 1), dt.date(2024, 2, 9)
ALL = 4


@pytest.fixture
def demo(collection: Home) -> Home:
    (collection.folder / MARK).touch()
    make_demo(collection, read_report, tell, tuple(available()), NOW)
    return collection


def test_search_on_both_databases(demo: Home) -> None:
    _reports()
    _incidents()
    _marked_things_are_not_there_for_whoever_may_not_see_them()
    _sources()
    _asking()


def _reports() -> None:
    first = finding.reports(view.Filters(words="drone"), ALL, limit=3)
    assert (len(first.hits), first.count) == (3, 12)
    parts = [first]
    while parts[-1].after is not None:
        parts.append(finding.reports(view.Filters(words="drone"), ALL, finding.cursor(str(parts[-1].after)), 3))
    numbers = [hit.number for part in parts for hit in part.hits]
    assert len(numbers) == len(set(numbers)) == 12
    days = [hit.published for part in parts for hit in part.hits]
    assert days == sorted(days, reverse=True)
    for words in ("ড্রোন", "مسيرة", "drone"):
        for hit in finding.reports(view.Filters(words=words), ALL).hits:
            assert any(piece.found for piece in (*hit.title, *hit.text))
    (hit,) = finding.reports(view.Filters(words='"Gibraltar Eagle" laboon'), ALL).hits
    assert hit.source == "example-daily"
    assert {record.method[0].value for record in hit.incidents} == {"missile"}
    assert finding.reports(view.Filters(language="bn", source="dainik-udahoron"), ALL).count == 12


def _incidents() -> None:
    def found(words: str, **more: object) -> list[str]:
        meant = understood(words)
        return [
            hit.record.id
            for hit in finding.found_incidents(Sought(words=meant, **more), meant, ALL).hits  # type: ignore[arg-type]
        ]

    assert found("ইরবিল ক্ষেপণাস্ত্র") == found("أربيل صاروخ") == found("Erbil missile")
    assert len(found("Erbil missile")) == 1
    assert set(found("Erbil", source="nomuna-barta")) == set()
    assert found("Houthi", since=dt.date(2024, 1, 20))
    part = finding.found_incidents(Sought(), Wanted(), ALL, limit=5)
    rest = finding.found_incidents(Sought(), Wanted(), ALL, part.after, 1000)
    assert len({hit.record.id for hit in (*part.hits, *rest.hits)}) == part.count
    assert all(1 <= len(hit.heads) <= 3 for hit in part.hits)


def _marked_things_are_not_there_for_whoever_may_not_see_them() -> None:
    (hit,) = finding.reports(view.Filters(words="laboon"), ALL).hits
    models.Report.objects.filter(id=hit.number).update(marking=3)
    models.Incident.objects.filter(name=hit.incidents[0].id).update(marking=3)
    try:
        assert finding.reports(view.Filters(words="laboon"), 2).count == 0
        assert finding.reports(view.Filters(words="laboon"), 3).count == 1
        meant = understood("laboon hodeidah")
        before = finding.found_incidents(Sought(), Wanted(), 3).count
        assert finding.found_incidents(Sought(), Wanted(), 2).count == before - 1
        shown = finding.found_incidents(Sought(), meant, 2, limit=1000)
        assert all(head.number != hit.number for one in shown.hits for head in one.heads)
        others = finding.reports(view.Filters(), 2, limit=1000)
        assert all(hit.incidents[0].id != record.id for one in others.hits for record in one.incidents)
        came = [sources.came(FIRST, LAST, clearance)["example-daily"] for clearance in (2, 3)]
        assert sum(came[1].values()) == sum(came[0].values()) + 1
    finally:
        models.Report.objects.update(marking=0)
        models.Incident.objects.update(marking=0)


def _sources() -> None:
    came = sources.came(FIRST, LAST, ALL)
    assert sum(came["sample-wire"].values()) == 14
    late = sources.lateness(FIRST, LAST, ALL)
    assert late["sample-wire"].half == dt.timedelta(minutes=4)
    assert late["al-namudhaj"].most == dt.timedelta(minutes=75)
    (failed,) = sources.failed(NOW.date(), NOW.date())
    assert (failed.source, failed.times) == ("specimen-post", 1)
    told = sources.told(FIRST, LAST, ALL)
    assert set(told.source.values()) == set(came)
    assert {one.key for record in told.records for one in record.tellings} <= set(told.source)
    assert sources.newest() == dt.date(2024, 2, 8)
    assert len(sources.sources()) == 7
    assert sources.sources()[0].overdue(NOW + dt.timedelta(hours=1)) == dt.timedelta(minutes=45)


def _asking() -> None:
    later = NOW + dt.timedelta(minutes=1)
    assert claim_source("al-mithal", later, 900) is None
    assert ask_now("al-mithal", later)
    assert pause("al-mithal", paused=True)
    assert claim_source("al-mithal", later, 900, whatever=True) is None
    assert pause("al-mithal", paused=False)
    assert claim_source("al-mithal", later, 900) is not None
    assert not ask_now("nobody", later)


@pytest.mark.parametrize("written", ["", "1", "a.b", "1.x", "-1.2", "1.2.3", "9" * 40 + ".1", "١.٢"])
def test_what_is_no_cursor(written: str) -> None:
    assert finding.cursor(written) is None


def test_a_cursor_is_read_as_it_was_written() -> None:
    assert finding.cursor(str(Cursor(738000, 12))) == Cursor(738000, 12)
