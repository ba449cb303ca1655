"""Who may see what: marks of reports and incidents, through linking, on either database."""

import ast
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import sakkhi.store
from sakkhi.cli.keep import print_added
from sakkhi.cli.linked import relinked
from sakkhi.cli.ruling import print_mark
from sakkhi.collect.home import Home
from sakkhi.collect.shown import shown, shown_one
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.store import incidents, models, view
from sakkhi.store.asked import Asked
from sakkhi.store.columns import columns
from sakkhi.store.incidents import Sought
from sakkhi.store.linked import write_tellings
from sakkhi.store.marks import mark_incident, mark_report, markings
from sakkhi.store.picture import Picture
from tests.desk.made import REPORTS, add_reports

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


def told_elsewhere(place: Home) -> None:
    """Another outlet's report of what en-2 tells, handed in with a mark, and linked."""
    told = json.loads(next(line for line in REPORTS.read_text("utf-8").splitlines() if '"en-2"' in line))
    file = place.folder / "more.jsonl"
    told |= {"id": "en-9", "outlet": "Another Wire", "text": told["text"] + " Its men saw both of them fall."}
    file.write_text(json.dumps(told) + "\n", "utf-8")
    assert print_added([str(file)], published=None, language=None, data=str(place.folder), marking=Marking.AMBER) == 0


def read_otherwise(place: Home) -> None:
    """Readings of the reports of one incident that tell of no attack any more."""
    for row in list(models.Telling.objects.filter(incident__name=incident_of("en-2"))):
        write_tellings(row.reading_id, row.report_id, [])


def by_hand(name: str, marking: Marking) -> Callable[[Home], object]:
    def mark(place: Home) -> None:
        which = incident_of(name[1:]) if name[0] == "~" else name
        assert print_mark(which, marking, by="editor", why="why", data=str(place.folder)) == 0

    return mark


def linked_anew(place: Home) -> None:
    """A mark that a linking finds, as where a report was marked while its tellings waited."""
    models.Report.objects.filter(name="en-2").update(marking=Marking.RED.rank)
    relinked(place, everything=True)


WAYS: dict[str, tuple[Callable[[Home], object], ...]] = {
    "a report is marked": (by_hand("en-2", Marking.AMBER),),
    "a report's mark is taken off": (by_hand("en-2", Marking.AMBER), by_hand("en-2", Marking.CLEAR)),
    "an incident is marked": (by_hand("~en-1", Marking.RED),),
    "an incident's mark is taken off": (by_hand("~en-1", Marking.RED), by_hand("~en-1", Marking.GREEN)),
    "a marked report comes in": (told_elsewhere,),
    "everything is linked anew": (linked_anew,),
    "an incident ends, since its reports are read otherwise": (read_otherwise,),
}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_changes_a_mark_says_so(linked: Home, way: str) -> None:
    """Maps and counts come from memory until somebody says that incidents changed."""
    *before, last = WAYS[way]
    for one in before:
        one(linked)
    held, was = in_memory(), in_tables()
    assert held == was
    last(linked)
    assert in_tables() != was, "nothing changed"
    assert in_memory() == in_tables()


def in_memory() -> list[list[int]]:
    return [columns(marking.rank).ids.tolist() for marking in Marking]


def in_tables() -> list[list[int]]:
    seen = models.Incident.objects.filter(rejected=False).order_by("id")
    return [list(seen.filter(marking__lte=marking.rank).values_list("id", flat=True)) for marking in Marking]


def test_nothing_else_writes_marks() -> None:
    """Who else does must say that incidents changed, and be among the ways above."""
    writers = set()
    package = Path(sakkhi.store.__file__).parents[1]
    for file in package.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                changes = isinstance(call.func, ast.Attribute) and call.func.attr in ("update", "bulk_update")
                if changes and any(keyword.arg == "marking" for keyword in call.keywords):
                    writers.add(f"{file.relative_to(package).with_suffix('')}.{function.name}")
    assert writers == {"store/marks.mark_report", "store/marks.settle"}
