"""Who may see what: marks of reports and incidents, through linking, on either database."""

import datetime as dt

import pytest

from sakkhi.collect.home import Home
from sakkhi.collect.shown import shown, shown_one
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.store import incidents, models, view
from sakkhi.store.asked import Asked
from sakkhi.store.incidents import Sought
from sakkhi.store.marks import mark_incident, mark_report, markings
from sakkhi.store.picture import Picture
from tests.desk.made import add_reports

NOW = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)
GREEN = Marking.GREEN.rank


@pytest.fixture
def linked(collection: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("SAKKHI_DATABASE_URL", collection.database)
    add_reports(collection)
    return collection


def incident_of(report: str) -> str:
    return next(r.id for r in incidents.records(Sought()) if any(t.report == report for t in r.tellings))


def report_number(name: str) -> int:
    (number,) = view.find(name)
    return number


def test_a_marked_report_hides_itself_and_what_rests_on_it(linked: Home) -> None:
    name, number = incident_of("en-2"), report_number("en-2")
    before = incidents.count(Sought(), GREEN)
    mark_report(number, Marking.AMBER, "editor", "a source to be kept safe", NOW, EVERYTHING)
    assert view.find("en-2", GREEN) == []
    assert view.versions(number, GREEN) == []
    assert "en-2" not in {entry.report for entry in view.reports(view.Filters(), clearance=GREEN)}
    assert incidents.record(name, GREEN) is None
    assert shown_one(name, GREEN) is None
    assert name not in {record.id for record in shown(Sought(), clearance=GREEN)}
    assert incidents.count(Sought(), GREEN) == before - 1
    assert Picture(Asked(everything=True), GREEN).seen().count == before - 1
    assert all(name not in (pair.one_incident, pair.other_incident) for pair in incidents.doubts(50, GREEN))
    assert incidents.record(name, Marking.AMBER.rank) is not None
    assert view.versions(number, Marking.AMBER.rank)[-1].marking == Marking.AMBER


def test_a_mark_is_taken_off_again_by_another(linked: Home) -> None:
    name, number = incident_of("en-2"), report_number("en-2")
    mark_report(number, Marking.RED, "editor", "first", NOW, EVERYTHING)
    mark_report(number, Marking.CLEAR, "editor", "public by now", NOW, EVERYTHING)
    assert incidents.record(name, 0) is not None


def test_an_incidents_own_mark_stays_through_linking(linked: Home) -> None:
    from sakkhi.cli.linked import relinked

    name = incident_of("en-1")
    mark_incident(name, Marking.RED, "editor", "talks are under way", NOW, EVERYTHING)
    assert incidents.record(name, Marking.AMBER_STRICT.rank) is None
    for everything in (False, True):
        relinked(linked, everything=everything)
        assert markings([name], EVERYTHING) == {name: Marking.RED}
    mark_incident(name, Marking.GREEN, "editor", "the talks are over", NOW, EVERYTHING)
    relinked(linked, everything=True)
    assert markings([name], EVERYTHING) == {name: Marking.GREEN}


def test_an_incident_is_as_strict_as_its_strictest_report(linked: Home) -> None:
    name = incident_of("en-1")
    mark_report(report_number("en-1"), Marking.AMBER, "editor", "why", NOW, EVERYTHING)
    mark_incident(name, Marking.CLEAR, "editor", "why", NOW, EVERYTHING)
    assert markings([name], EVERYTHING) == {name: Marking.AMBER}


def test_what_may_not_be_seen_may_not_be_marked(linked: Home) -> None:
    name, number = incident_of("en-1"), report_number("en-1")
    mark_report(number, Marking.RED, "editor", "why", NOW, EVERYTHING)
    rulings = models.Ruling.objects.count()
    assert mark_report(number, Marking.CLEAR, "other", "why", NOW, GREEN) is None
    assert mark_incident(name, Marking.CLEAR, "other", "why", NOW, GREEN) is None
    assert models.Ruling.objects.count() == rulings
    assert markings([name], GREEN) == {}


def test_an_unmarked_report_brings_nothing_of_a_marked_one(linked: Home) -> None:
    mark_report(report_number("ar-1"), Marking.RED, "editor", "why", NOW, EVERYTHING)
    other = report_number("en-1")
    assert view.versions(other, GREEN)
    assert all(entry.report != "ar-1" for entry in view.copies(other, GREEN))
