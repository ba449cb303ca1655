"""What a format holds comes back from it as it was, read by other programs than those that wrote it."""

import datetime as dt
import json
from typing import Any

import msgspec
import pytest
import stix2
from hypothesis import given, settings

from sakkhi.model.dossier import Dossier
from sakkhi.share import FORMATS, export
from sakkhi.share.coding import coded, lowest
from sakkhi.share.flat import Flat, flat
from sakkhi.share.jsonl import shared
from sakkhi.share.standing import named
from sakkhi.share.stix import EXTENSION
from sakkhi.share.text import plain, uncelled, unlisted
from tests.share.making import KNOWN, bytes_of, dossiers, full
from tests.share.reading import lines, parquet, placemarks, table


def written(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def seen(value: Any) -> Any:
    """A value as a table for the eye has it: texts on one line, without marks that turn it."""
    if isinstance(value, tuple):
        return tuple(filter(None, map(plain, value)))
    return plain(value) if isinstance(value, str) else written(value)


def read_back(name: str, text: str) -> Any:
    return unlisted(text) if isinstance(getattr(flat(full()), name), tuple) else text


@settings(max_examples=150, deadline=None)
@given(made=dossiers)
def test_csv(made: Dossier) -> None:
    (row,) = table(bytes_of("csv", [made]))
    values = flat(made)
    assert {n: read_back(n, uncelled(row[n])) for n in Flat.__struct_fields__} == {
        n: seen(getattr(values, n)) for n in Flat.__struct_fields__
    }


@settings(max_examples=100, deadline=None)
@given(made=dossiers)
def test_kml(made: Dossier) -> None:
    (row,) = placemarks(bytes_of("kml", [made]))
    values = flat(made)
    assert {n: read_back(n, row.get(n, "")) for n in Flat.__struct_fields__} == {
        n: seen(getattr(values, n)) for n in Flat.__struct_fields__
    }


def whole_row(made: Dossier, days: type) -> dict[str, Any]:
    values = msgspec.structs.asdict(flat(made))
    turned = {n: v.isoformat() if days is str and isinstance(v, dt.date) else v for n, v in values.items()}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in turned.items()}


@settings(max_examples=60, deadline=None)
@given(made=dossiers)
def test_parquet(made: Dossier) -> None:
    (row,) = parquet(bytes_of("parquet", [made]))
    claims, others = row.pop("claims"), row.pop("others")
    assert row == whole_row(made, dt.date)
    assert [(c["about"], c["by"], c["stance"]) for c in claims] == [
        (c.about, c.by, c.stance) for c in made.record.ledger
    ]
    assert len(others) == sum(max(0, len(getattr(made.record, s)) - 1) for s in FLAT_SLOTS)


FLAT_SLOTS = ("method", "when", "where", "outcome", "munitions", "intercepted", "killed", "injured", "damage")


@settings(max_examples=100, deadline=None)
@given(made=dossiers)
def test_geojson(made: Dossier) -> None:
    (feature,) = json.loads(bytes_of("geojson", [made]))["features"]
    properties = feature["properties"]
    assert len(properties.pop("claims")) == len(made.record.ledger)
    properties.pop("others")
    assert properties == whole_row(made, str)
    assert feature["id"] == made.record.id


@settings(max_examples=100, deadline=None)
@given(made=dossiers)
def test_jsonl(made: Dossier) -> None:
    (line,) = bytes_of("jsonl", [made]).splitlines()
    assert msgspec.json.decode(line, type=Dossier) == shared(made)


@settings(max_examples=40, deadline=None)
@given(made=dossiers)
def test_stix(made: Dossier) -> None:
    bundle = stix2.parse(bytes_of("stix", [made]).decode(), allow_custom=False)
    (incident,) = [o for o in bundle.objects if o["type"] == "incident"]
    held = incident["extensions"][EXTENSION]
    wanted = {n: v for n, v in whole_row(made, str).items() if v is not None and v != []}
    assert {n: held[n] for n in wanted} == wanted
    links = {o["target_ref"]: o for o in bundle.objects if o["type"] == "relationship" and "confidence" in o}
    names = {o["id"]: o["name"] for o in bundle.objects if o["type"] in ("threat-actor", "identity")}
    assert {names[t]: o["labels"][0] for t, o in links.items()} == {a.actor: a.standing for a in named(made.record)}
    denials = sum(c.stance == "denies" for c in made.record.ledger)
    assert sum(o["type"] == "opinion" for o in bundle.objects) == denials


@settings(max_examples=80, deadline=None)
@given(made=dossiers)
def test_ftm(made: Dossier) -> None:
    entities = lines(bytes_of("ftm", [made]))
    (event,) = [e["properties"] for e in entities if e["schema"] == "Event"]
    row = flat(made)
    assert event["recordId"] == [made.record.id]
    if row.earliest:
        assert event.get("date", event.get("startDate")) == [row.earliest.isoformat()]
    names = {e["id"]: e["properties"]["name"][0] for e in entities if e["schema"] in ("Organization", "PublicBody")}
    assert {names[i] for i in event.get("involved", [])} == {a.actor for a in named(made.record) if a.plain}
    links = [e["properties"] for e in entities if e["schema"] == "UnknownLink"]
    assert {names[link["subject"][0]]: link["status"][0] for link in links} == {
        a.actor: a.standing for a in named(made.record) if not a.plain
    }


@settings(max_examples=150, deadline=None)
@given(made=dossiers)
def test_acled(made: Dossier) -> None:
    rows = table(bytes_of("acled", [made]))
    if FORMATS["acled"].barred(made):
        assert rows == []
        return
    (row,) = rows
    event = coded(made, KNOWN)
    assert row["event_id_cnty"] == f"{event.country and event.country.code}{made.record.id}"
    assert row["event_date"] == event.middle.isoformat()
    assert event.where is not None
    assert (float(row["latitude"]), float(row["longitude"])) == (event.where.lat, event.where.lon)
    assert int(row["fatalities"]) == lowest(made.record, "killed")


@settings(max_examples=150, deadline=None)
@given(made=dossiers)
def test_ucdp(made: Dossier) -> None:
    rows = table(bytes_of("ucdp", [made]))
    if FORMATS["ucdp"].barred(made):
        assert rows == []
        return
    (row,) = rows
    assert row["relid"].endswith(f"-{made.record.id}")
    assert 1 <= int(row["low"]) + 1 <= int(row["best"]) + 1 <= int(row["high"]) + 1
    parts = [int(row[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(parts) == int(row["best"]) >= 1
    when = made.record.when[0].value
    assert (row["date_start"][:10], row["date_end"][:10]) == (when.earliest.isoformat(), when.latest.isoformat())


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_nothing_is_a_whole_file(name: str) -> None:
    content = bytes_of(name, [])
    if name in ("csv", "acled", "ucdp", "gtd"):
        assert table(content) == []
        assert content.endswith(b"\r\n")
    elif name == "parquet":
        assert parquet(content) == []
    elif name == "geojson":
        assert json.loads(content) == {"type": "FeatureCollection", "features": []}
    elif name == "kml":
        assert list(placemarks(content)) == []
    elif name == "stix":
        assert stix2.parse(content.decode())["type"] == "bundle"
    else:
        assert content == b""


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_bytes_come_before_the_last_dossier(name: str) -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield msgspec.structs.replace(full(), record=msgspec.structs.replace(full().record, id=f"id{taken}"))

    pieces, account = export(name, endless(), KNOWN)
    next(pieces)
    assert taken < 2500
    pieces.close()  # type: ignore[attr-defined]
    account.close()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_dossiers_give_the_same_bytes(name: str) -> None:
    assert bytes_of(name, [full()]) == bytes_of(name, [full()])
