"""Each rule of the reference tables names file, row and reason; the tables that the package ships break none."""

import pytest

from sakkhi.errors import TableError
from sakkhi.tables.checks import COLUMNS, country_boxes, faults_of, table_faults, table_of

BOXES = {"IRQ": (29.0, 38.0, 38.0, 49.0), "SYR": (32.0, 35.0, 38.0, 43.0)}
SITE = {
    "id": "ain-al-asad", "name": "Ain al-Asad Air Base", "names_en": "", "names_bn": "আইন আল আসাদ",
    "names_ar": "عين الأسد", "lat": "33.79", "lon": "42.44", "country": "IRQ",
    "type": "air_base", "users": "", "source": "editor",
}  # fmt: skip
ACTOR = {
    "id": "isis", "name": "ISIS", "names_en": "Daesh", "names_bn": "আইসিস", "names_ar": "داعش", "kind": "rebel_group",
    "country": "", "parent": "", "backer": "", "designations": "", "source": "editor",
}  # fmt: skip
OFFICIAL = {
    "id": "o", "name": "Official", "names_en": "", "names_bn": "ক", "names_ar": "ب", "office": "spokesman",
    "organisation": "isis", "by_type": "official", "from": "2020-01-03", "to": "", "source": "editor",
}  # fmt: skip
EVENT = {
    "id": "e", "name": "Event", "subject_en": "x", "subject_bn": "x", "subject_ar": "x", "kind": "death",
    "start": "2020-01-03", "end": "2020-01-03", "actor": "", "method": "", "place": "",
    "country": "IRQ", "source": "editor",
}  # fmt: skip


def reasons(kind: str, *rows: dict[str, str]) -> list[str]:
    columns = COLUMNS[kind].split()
    lines = ["\t".join(columns), *("\t".join(row[c] for c in columns) for row in rows)]
    return [fault.reason for fault in faults_of([table_of("t.tsv", kind, "\n".join(lines))], BOXES)]


def test_good_rows_have_no_fault() -> None:
    assert reasons("actors", ACTOR | {"parent": "al-qaeda"}) == []
    assert reasons("sites", SITE) == reasons("actors", ACTOR) == reasons("calendar", EVENT) == []


@pytest.mark.parametrize(
    ("kind", "row", "reason"),
    [
        ("sites", SITE | {"id": "Ain"}, "id 'Ain' is not kebab-case ASCII"),
        ("sites", SITE | {"source": ""}, "no source"),
        ("sites", SITE | {"names_bn": ""}, "no names_bn"),
        ("sites", SITE | {"lat": "43.79"}, "43.79, 42.44 lies outside IRQ"),
        ("sites", SITE | {"lat": "north"}, "'north', '42.44' are no coordinates in degrees"),
        ("sites", SITE | {"country": ""}, "no country"),
        ("sites", SITE | {"country": "IRK"}, "country 'IRK' is no ISO 3166-1 alpha-3 code"),
        ("sites", SITE | {"users": "us:2014:2003"}, "users: 2003 comes before 2014"),
        ("sites", SITE | {"users": "us:2014"}, "users: 'us:2014' has not 3 parts"),
        ("sites", SITE | {"names_ar": "عين الأسد|"}, "names_ar has an empty alternative"),
        ("sites", SITE | {"lon": "52.44"}, "33.79, 52.44 lies outside IRQ"),
        ("actors", ACTOR | {"source": ""}, "no source"),
        ("actors", ACTOR | {"parent": "isis:2019:2014"}, "parent: 2014 comes before 2019"),
        ("actors", ACTOR | {"backer": "iran:2019-05:2019-04"}, "backer: 2019-04 comes before 2019-05"),
        ("actors", ACTOR | {"designations": "us;terrorist;2014;2004"}, "designations: 2004 comes before 2014"),
        (
            "officials",
            OFFICIAL | {"from": "2024-05-01", "to": "2023-01-01"},
            "from and to: 2023-01-01 comes before 2024-05-01",
        ),
        ("officials", OFFICIAL | {"source": ""}, "no source"),
        ("actors", ACTOR | {"designations": "us;terrorist;2014-13-01;"}, "designations: '2014-13-01' is no ISO date"),
        ("calendar", EVENT | {"end": "2019-01-03"}, "calendar: 2019-01-03 comes before 2020-01-03"),
        ("calendar", EVENT | {"start": "2020"}, "calendar: '2020' is no ISO date"),
    ],
)
def test_a_row_that_breaks_a_rule(kind: str, row: dict[str, str], reason: str) -> None:
    assert reasons(kind, row) == [reason]


def test_a_name_of_two_sites_of_a_country() -> None:
    other = SITE | {"id": "other", "names_bn": "ক", "names_ar": "ب"}
    assert reasons("sites", SITE, other) == ["name 'ain al asad air base' is also that of ain-al-asad (t.tsv, row 2)"]
    assert reasons("sites", SITE, other | {"country": "SYR", "lat": "33.79", "lon": "42.44"}) == []


def test_an_unknown_key_names_file_row_and_key() -> None:
    columns = [*COLUMNS["sites"].split(), "colour"]
    with pytest.raises(TableError, match=r"iraq\.tsv.*1.*colour"):
        table_of("iraq.tsv", "sites", "\t".join(columns) + "\n")


def test_each_fault_is_told_with_file_and_row() -> None:
    lines = [COLUMNS["sites"].split(), list((SITE | {"source": ""}).values())]
    (fault,) = faults_of([table_of("iraq.tsv", "sites", "\n".join("\t".join(line) for line in lines))], BOXES)
    assert str(fault) == "iraq.tsv, row 2: no source"


def test_a_value_outside_its_closed_list() -> None:
    assert reasons("sites", SITE | {"type": "castle"})[0].startswith("type 'castle' is none of: military_base")


def test_an_id_used_twice() -> None:
    assert reasons("sites", SITE, SITE | {"name": "Other"}) == ["id 'ain-al-asad' is also that of t.tsv, row 2"]


def test_a_name_of_two_actors() -> None:
    other = ACTOR | {"id": "other", "name": "Other", "names_en": "daesh", "names_bn": "ক", "names_ar": "ب"}
    assert reasons("actors", ACTOR, other) == ["name 'daesh' is also that of isis (t.tsv, row 2)"]


@pytest.mark.parametrize("text", ["id\tname\tcolour\n", "\t".join(COLUMNS["weapons"].split()) + "\na\tb\n"])
def test_columns_that_are_not_the_tables(text: str) -> None:
    with pytest.raises(TableError):
        table_of("t.tsv", "weapons", text)


def test_country_boxes_hold_their_capitals() -> None:
    south, west, north, east = country_boxes()["IRQ"]
    assert south < 33.3 < north
    assert west < 44.4 < east
    assert north < 45


def test_the_shipped_tables() -> None:
    faults, _ = table_faults()
    assert [str(fault) for fault in faults] == []
