"""The example reports: linked across outlets and languages, once each, by outlets that do not exist."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from sakkhi.collect.demo import desk, examples, make_demo
from sakkhi.collect.home import home
from sakkhi.collect.shown import shown
from sakkhi.model.incident import Outcome, Stance
from sakkhi.model.marking import Marking
from sakkhi.model.ruling import RulingKind
from sakkhi.run import read_report, tell
from sakkhi.store import own_sites, rulings, view
from sakkhi.store.database import forget_connections
from sakkhi.store.incidents import Sought
from sakkhi.store.overview import overview
from sakkhi.tables.packs import available

NOW = dt.datetime(2024, 2, 9, 12, tzinfo=dt.UTC)
LANGUAGES = tuple(available())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("demo")
    make_demo(home(made, None), read_report, tell, LANGUAGES, NOW)
    yield made
    forget_connections()


def test_each_report_is_by_an_outlet_that_is_listed() -> None:
    names = {one.outlet for one in desk().source}
    reports = [received.report for received in examples(LANGUAGES)]
    assert {report.outlet for report in reports} == names
    assert {report.language for report in reports} == {"ar", "bn", "en"}
    assert all(report.published_at for report in reports)
    assert all(".example/" in one.feed for one in desk().source)


def test_the_collection_shows_what_a_desk_is_for(folder: Path) -> None:
    records = list(shown(Sought()))
    claims = {claim.stance for record in records for claim in record.ledger}
    assert any(len({told.language for told in record.tellings}) == 3 for record in records)
    assert any(record.voices < len(record.tellings) for record in records)  # copies
    assert any(held.value == Outcome.INTERCEPTED for record in records for held in record.outcome)
    assert {Stance.CLAIMS, Stance.DENIES, Stance.SUSPECTS} <= claims
    assert any(claim.kind == "unclaimed" for record in records for claim in record.ledger)
    assert any(claim.change == "toll_revised" for record in records for claim in record.ledger)
    assert any(entry.versions > 1 for entry in view.reports(view.Filters()))


def test_it_is_made_once(folder: Path) -> None:
    before = overview(NOW)
    assert make_demo(home(folder, None), read_report, tell, LANGUAGES, NOW).incidents == 0
    after = overview(NOW)
    assert (after.reports, after.versions, after.originals) == (before.reports, before.versions, before.originals)


def test_a_report_comes_in_late_by_its_outlet_and_one_source_fails(folder: Path) -> None:
    stored = {one.report: one for one in view.readings()}
    late = stored["kerman-en1"].added_at - dt.datetime(2024, 1, 3, 17, 30, tzinfo=dt.UTC)
    assert late == dt.timedelta(minutes=4)
    assert [one.source for one in overview(NOW).sources if one.failures] == ["specimen-post"]


def test_people_left_something_there_once(folder: Path) -> None:
    assert len(own_sites.sites()) == len(desk().site)
    kinds = [ruling.kind for ruling in rulings.rulings()]
    assert kinds == [RulingKind.SAME, RulingKind.MARK]
    (joined,) = [r for r in shown(Sought()) if {"kerman-en1", "kerman-ar2"} <= {t.report for t in r.tellings}]
    assert joined.tellings
    seen = [
        {entry.report for entry in view.reports(view.Filters(), None, mark.rank)}
        for mark in (Marking.GREEN, Marking.AMBER)
    ]
    assert seen[1] - seen[0] == {"omar-en"}
