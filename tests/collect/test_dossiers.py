"""Records with what they rest on, and the marks that keep them in."""

from contextlib import closing

import pytest

from sakkhi.collect.shown import shown
from sakkhi.model.incident import ByType, Stance
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.share import FORMATS, export
from sakkhi.store import models
from sakkhi.store.dossiers import dossiers, dossiers_of
from sakkhi.store.incidents import Sought
from sakkhi.store.marks import mark_incident, mark_report
from tests.collect.teller import Teller
from tests.link.making import ERBIL, day, said, telling
from tests.stores import NOW


@pytest.fixture
def filled(teller: Teller) -> Teller:
    """Two incidents of two reports and one, and a report that sums up both."""
    words = (said("Houthis", Stance.CLAIMS, "Houthis", ByType.GROUP),)
    teller.add(
        telling("a", attributions=words), telling("b", language="bn"),
        telling("c", where=ERBIL, when=day("2022-01-20"), published="2022-01-21", sounds=()),
        telling("sum", when=day("2022-01-01", "2022-01-07"), repeats=2, sounds=()),
    )  # fmt: skip
    teller.linker.link()
    return teller


def found() -> dict[str, set[str]]:
    return {d.record.id: {t.report for t in d.record.tellings} for d in dossiers(shown(Sought()))}


def test_a_dossier_has_its_tellings_and_their_reports(filled: Teller) -> None:
    made = {frozenset(t.report for t in d.tellings): d for d in dossiers(shown(Sought()))}
    dossier = made[frozenset({"a", "b"})]
    assert {header.id for header in dossier.reports} == {"a", "b"}
    assert all(header.source is None for header in dossier.reports)  # where it lies on a disk is nobody's business
    assert dossier.marking is Marking.CLEAR
    assert {t.report for t in dossier.record.tellings} == {"a", "b", "sum"}


def row_of(report: str) -> int:
    return int(models.Report.objects.get(name=report).id)


@pytest.mark.parametrize("name", FORMATS)
def test_a_marked_report_keeps_its_incident_in(filled: Teller, name: str) -> None:
    mark_report(row_of("c"), Marking.AMBER, "editor", "for a test", NOW, EVERYTHING)
    pieces, account = export(name, dossiers(shown(Sought())))
    with closing(account):
        content = b"".join(pieces)
        assert account.withheld == 1
        assert b"Erbil" not in content
        assert "Erbil" not in account.in_words()
    pieces, account = export(name, dossiers(shown(Sought())), limit=Marking.AMBER)
    with closing(account):
        list(pieces)
        assert account.withheld == 0


def test_a_marked_incident_is_marked_in_its_dossier(filled: Teller) -> None:
    name = next(id for id, reports in found().items() if "c" in reports)
    mark_incident(name, Marking.RED, "editor", "for a test", NOW, EVERYTHING)
    marks = {d.record.id: d.marking for d in dossiers(shown(Sought()))}
    assert marks[name] is Marking.RED
    assert [mark for id, mark in marks.items() if id != name] == [Marking.CLEAR]


def test_a_summary_that_is_marked_higher_is_not_told_of(filled: Teller) -> None:
    mark_report(row_of("sum"), Marking.AMBER, "editor", "for a test", NOW, EVERYTHING)
    assert all("sum" not in reports for reports in found().values())
    assert all(d.marking is Marking.CLEAR for d in dossiers(shown(Sought())))


def test_who_may_not_see_it_gets_no_dossier_of_it(filled: Teller) -> None:
    rows = list(models.Incident.objects.order_by("id").values_list("id", flat=True))
    before = len(list(dossiers_of(rows, EVERYTHING)))
    mark_report(row_of("c"), Marking.GREEN, "editor", "for a test", NOW, EVERYTHING)
    assert len(list(dossiers_of(rows, Marking.CLEAR.rank))) == before - 1
    assert len(list(dossiers_of(rows, Marking.GREEN.rank))) == before
