"""Other coders' files come in row by row; what is bad is named and left out."""

from pathlib import Path

import pytest

from sakkhi.model.coded import CodedRecord
from sakkhi.model.count import Count, exactly
from sakkhi.model.fault import Fault
from sakkhi.model.incident import Method, Stance
from sakkhi.model.place import PlacePrecision, Relation
from sakkhi.share import acled as acled_format
from sakkhi.share import ucdp as ucdp_format
from sakkhi.share.reading import acled, jsonl, ucdp
from tests.share.making import ERBIL, bytes_of, day, dossier, full, said, telling

CLAIMED = [said("Houthis", Stance.CLAIMS)]


def lines(name: str, *made: object) -> list[str]:
    return bytes_of(name, made).decode().splitlines(keepends=True)  # type: ignore[arg-type]


def acled_row(**cells: str) -> list[str]:
    values = {
        "event_id_cnty": "IRQ1", "event_date": "2024-01-20", "event_type": "Battles", "sub_event_type": "Armed clash",
        "country": "Iraq", "iso": "368", "latitude": "36.19", "longitude": "44.01", "geo_precision": "1",
        "time_precision": "1", "fatalities": "2", "location": "Erbil",
    } | cells  # fmt: skip
    return [",".join(values) + "\r\n", ",".join(f'"{v}"' for v in values.values()) + "\r\n"]


def test_what_acled_gets_comes_back() -> None:
    made = dossier(telling("r", CLAIMED, where=ERBIL, killed=exactly(2)))
    (record,) = acled(lines("acled", made), "file")
    assert isinstance(record, CodedRecord)
    assert record.id == f"IRQ{made.record.id}"
    assert record.when is not None
    assert (record.when.earliest, record.when.latest) == (day("2024-01-20").earliest, day("2024-01-20").latest)
    assert record.where is not None
    assert (record.where.name, record.where.country, record.where.lat, record.where.lon) == (
        "Erbil",
        "IRQ",
        36.19,
        44.01,
    )
    assert record.killed == exactly(2)
    assert record.actors == ("Houthis", "United States")
    assert dict(record.row).keys() == set(acled_format.COLUMNS)


def test_what_ucdp_gets_comes_back() -> None:
    made = dossier(telling("r", CLAIMED, killed=Count(3, 5)))
    (record,) = ucdp(lines("ucdp", made), "file")
    assert isinstance(record, CodedRecord)
    assert record.killed == Count(3, 5)
    assert record.where is not None
    assert record.where.relation is Relation.NEAR
    assert record.actors == ("Government of United States", "Houthis")
    assert dict(record.row).keys() == set(ucdp_format.COLUMNS)
    assert f"-{made.record.id}" in dict(record.row)["relid"]


def test_what_jsonl_gets_comes_back_without_suspects_among_the_actors() -> None:
    made = full()
    (record,) = jsonl(lines("jsonl", made), "file", "them")
    assert isinstance(record, CodedRecord)
    assert (record.coder, record.id, record.method) == ("them", made.record.id, made.record.method[0].value)
    assert (record.when, record.where) == (made.record.when[0].value, made.record.where[0].value)
    assert record.actors == ("Islamic Resistance in Iraq", "Kataib Hezbollah")


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"time_precision": "2"}, ("2024-01-17", "2024-01-23")),
        ({"time_precision": "3"}, ("2024-01-01", "2024-01-31")),
        ({"event_date": "20 January 2024"}, ("2024-01-20", "2024-01-20")),
    ],
)
def test_a_date_of_acled_is_as_wide_as_its_precision(cells: dict[str, str], wanted: tuple[str, str]) -> None:
    (record,) = acled(acled_row(**cells), "file")
    assert isinstance(record, CodedRecord)
    assert record.when is not None
    assert (str(record.when.earliest), str(record.when.latest)) == wanted


def test_a_method_is_told_only_where_the_sub_event_says_it() -> None:
    found = [
        next(acled(acled_row(sub_event_type=kind), "file")) for kind in ("Grenade", "Suicide bomb", "Air/drone strike")
    ]
    assert [r.method for r in found if isinstance(r, CodedRecord)] == [Method.GRENADE, Method.SUICIDE_BOMBING, None]


def test_a_country_is_known_by_number_or_name() -> None:
    for cells in ({"iso": ""}, {"country": "The Land of Two Rivers"}):
        (record,) = acled(acled_row(**cells), "file")
        assert isinstance(record, CodedRecord)
        assert record.where is not None
        assert record.where.country == "IRQ"
        assert record.where.precision is PlacePrecision.TOWN


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"event_date": "yesterday"}, "event_date is 'yesterday'"),
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
        ({"fatalities": "many"}, "fatalities is 'many'"),
        ({"fatalities": "-1"}, "fatalities is '-1'"),
        ({"latitude": "136"}, "latitude is '136'"),
        ({"longitude": "nan"}, "longitude is 'nan'"),
        ({"location": "Erb\udce9l"}, "location is not in UTF-8"),
    ],
)
def test_a_bad_row_is_named_and_the_next_is_read(cells: dict[str, str], told: str) -> None:
    head, bad = acled_row(**cells)
    _, good = acled_row()
    fault, record = acled([head, bad, good], "file.csv")
    assert isinstance(fault, Fault)
    assert told in fault.line
    assert "file.csv, line 2" in fault.line
    assert isinstance(record, CodedRecord)


def test_a_row_with_too_few_cells_is_named() -> None:
    head, good = acled_row()
    found = list(acled([head, "a,b\r\n", good], "file"))
    assert [type(f) for f in found] == [Fault, CodedRecord]


def test_a_file_without_the_columns_is_refused() -> None:
    for reader in (acled, ucdp):
        (fault,) = reader(["a;b\n", "1;2\n"], "file")
        assert isinstance(fault, Fault)
        assert "no column" in fault.line
    assert [type(f) for f in acled([], "empty")] == [Fault]


def test_tolls_out_of_order_are_refused() -> None:
    head, row = lines("ucdp", dossier(telling("r", CLAIMED, killed=exactly(3))))
    (fault,) = ucdp([head, row.replace(",3,3,3,", ",3,2,3,")], "file")
    assert isinstance(fault, Fault)
    assert "out of order" in fault.line


@pytest.mark.parametrize("line", ["{", "[]", '{"record": 1}', "null", "\udcff", '"' + "x" * 100_000 + '"'])
def test_a_line_that_is_no_dossier_is_named(line: str) -> None:
    found = list(jsonl([line + "\n", *lines("jsonl", full())], "file", "them"))
    assert [type(f) for f in found] == [Fault, CodedRecord]


def test_a_file_of_bytes_of_any_kind_never_breaks_the_reader(tmp_path: Path) -> None:
    for reader in (acled, ucdp):
        found = list(reader(["\x00\x01", '"unclosed', "\n"], "file"))
        assert all(isinstance(f, Fault) for f in found)
