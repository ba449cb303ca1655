"""A file of places (CSV, GeoJSON or KML, told by its content) → the user's own sites, and what is wrong with which row.

Files come from anywhere: they are bounded, XML is read without entities or document types, and a bad row costs no good
one.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from sakkhi.ingest.decode import UndecodableError, decoded
from sakkhi.model.marking import Marking
from sakkhi.model.own_site import MOST_NAME, MOST_NOTE, OwnSite, written

MAX_BYTES = 2_000_000
MAX_SITES = 5_000
_MOST_FAULTS = 50


class Wrong(StrEnum):
    """What may be wrong with a file, or with one of its rows."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    ZIPPED = "zipped"
    BROKEN = "broken"
    FORBIDDEN = "forbidden"
    NO_COLUMNS = "no_columns"
    NO_PLACES = "no_places"
    TOO_MANY = "too_many"
    NO_NAME = "no_name"
    NO_POINT = "no_point"
    NO_NUMBER = "no_number"
    BAD_LATITUDE = "bad_latitude"
    BAD_LONGITUDE = "bad_longitude"
    NO_MARKING = "no_marking"


class SiteFault(msgspec.Struct, frozen=True):
    """What is wrong; `row` counts lines of a table or places of a map from 1, 0 is the whole file; `value` is shown."""

    row: int
    wrong: Wrong
    value: str = ""


class SiteFile(msgspec.Struct, frozen=True):
    """The good places with their rows, and at most some fifty faults; `faulty` counts them all."""

    sites: tuple[tuple[int, OwnSite], ...] = ()
    faults: tuple[SiteFault, ...] = ()
    faulty: int = 0


class _Row(Exception):  # noqa: N818  never leaves this file
    def __init__(self, wrong: Wrong, value: str = "") -> None:
        self.wrong, self.value = wrong, written(value, 40)


class _File(_Row):
    pass


Raw = tuple[int, Callable[[], OwnSite]]


def own_sites(content: bytes, headings: Mapping[str, str]) -> SiteFile:
    """The places of a file, with what is wrong.

    `headings` leads a column's heading in lower case to `name`, `lat`, `lon`, `country`, `note` or `marking`; those in
    English are known without it.
    """
    try:
        raw = _raw(content, headings)
        return _gathered(raw)
    except _File as fault:
        return SiteFile((), (SiteFault(0, fault.wrong, fault.value),), 1)


def _raw(content: bytes, headings: Mapping[str, str]) -> Iterator[Raw]:
    if len(content) > MAX_BYTES:
        raise _File(Wrong.TOO_LARGE)
    if content.startswith(b"PK\x03\x04"):
        raise _File(Wrong.ZIPPED)
    try:
        text = decoded(content).removeprefix("\ufeff")
    except UndecodableError as error:
        raise _File(Wrong.NO_TEXT) from error
    start = text.lstrip()[:1]
    if not start:
        raise _File(Wrong.EMPTY)
    if start in "{[":
        return _geojson(text)
    return _kml(text) if start == "<" else _table(text, headings)


def _gathered(raw: Iterator[Raw]) -> SiteFile:
    sites: list[tuple[int, OwnSite]] = []
    faults: list[SiteFault] = []
    for row, read in raw:
        try:
            sites.append((row, read()))
        except _File:
            raise
        except _Row as fault:
            faults.append(SiteFault(row, fault.wrong, fault.value))
        if len(sites) + len(faults) >= MAX_SITES:
            faults.insert(0, SiteFault(row, Wrong.TOO_MANY, str(MAX_SITES)))
            break
    if not sites and not faults:
        raise _File(Wrong.NO_PLACES)
    return SiteFile(tuple(sites), tuple(faults[:_MOST_FAULTS]), len(faults))


_COLUMNS = {
    "name": "name", "title": "name", "site": "name", "lat": "lat", "latitude": "lat", "y": "lat", "lon": "lon",
    "lng": "lon", "long": "lon", "longitude": "lon", "x": "lon", "country": "country", "note": "note",
    "description": "note", "marking": "marking", "tlp": "marking",
}  # fmt: skip


def _table(text: str, headings: Mapping[str, str]) -> Iterator[Raw]:
    first = text.lstrip("\r\n").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        heading = next((row for row in lines if any(cell.strip() for cell in row)), [])
        known = _COLUMNS | dict(headings)
        columns = [known.get(cell.strip().casefold(), "") for cell in heading]
        if not {"name", "lat", "lon"} <= set(columns):
            raise _File(Wrong.NO_COLUMNS, mark.join(heading))
        for row in lines:
            if any(cell.strip() for cell in row):
                cells = dict(zip(columns, row, strict=False))
                yield lines.line_num, lambda cells=cells: _site(cells, comma=mark != ",")  # type: ignore[misc]
    except csv.Error as error:
        raise _File(Wrong.BROKEN, str(error)) from error


def _geojson(text: str) -> Iterator[Raw]:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise _File(Wrong.BROKEN, str(error)) from error
    features = value.get("features", [value]) if isinstance(value, dict) else value
    if not isinstance(features, list):
        raise _File(Wrong.NO_PLACES)
    for number, feature in enumerate(features, 1):
        yield number, lambda feature=feature: _feature(feature)  # type: ignore[misc]


def _feature(feature: Any) -> OwnSite:
    found = feature if isinstance(feature, dict) else {}
    geometry, told = found.get("geometry"), found.get("properties")
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        raise _Row(Wrong.NO_POINT, str(geometry.get("type", "")) if isinstance(geometry, dict) else "")
    at = geometry.get("coordinates")
    if not isinstance(at, list) or len(at) < 2:
        raise _Row(Wrong.NO_POINT)
    cells = {"lon": str(at[0]), "lat": str(at[1])}
    for key, value in told.items() if isinstance(told, dict) else ():
        column = _COLUMNS.get(str(key).casefold(), "")
        if column in ("name", "country", "note", "marking") and isinstance(value, str | int | float):
            cells.setdefault(column, str(value))
    return _site(cells)


def _kml(text: str) -> Iterator[Raw]:
    try:
        root = fromstring(text.encode(), forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise _File(Wrong.FORBIDDEN) from error
    except (ParseError, ValueError, LookupError) as error:
        raise _File(Wrong.BROKEN, str(error)) from error
    marks = (element for element in root.iter() if _tag(element) == "placemark")
    for number, mark in enumerate(marks, 1):
        yield number, lambda mark=mark: _placemark(mark)  # type: ignore[misc]


def _placemark(mark: Any) -> OwnSite:
    told = {_tag(child): child.text or "" for child in mark}
    points = (point for child in mark.iter() if _tag(child) == "point" for point in child)
    at = next((point.text or "" for point in points if _tag(point) == "coordinates"), None)
    if at is None or at.count(",") < 1:
        raise _Row(Wrong.NO_POINT, told.get("name", ""))
    lon, lat = at.strip().split(",")[:2]
    return _site({"name": told.get("name", ""), "note": told.get("description", ""), "lat": lat, "lon": lon})


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].casefold() if isinstance(element.tag, str) else ""


def _site(cells: Mapping[str, str], comma: bool = False) -> OwnSite:
    name = written(_unguarded(cells.get("name", "")), MOST_NAME)
    if not any(c.isalnum() for c in name):
        raise _Row(Wrong.NO_NAME)
    lat, lon = (_number(cells.get(part, ""), comma) for part in ("lat", "lon"))
    if not -90 <= lat <= 90:
        raise _Row(Wrong.BAD_LATITUDE, cells["lat"])
    if not -180 <= lon <= 180:
        raise _Row(Wrong.BAD_LONGITUDE, cells["lon"])
    country = cells.get("country", "").strip().upper()
    known = country if len(country) == 3 and country.isascii() and country.isalpha() else ""
    note = written(_unguarded(cells.get("note", "")), MOST_NOTE)
    return OwnSite(name, lat, lon, known, note=note, marking=_marking(cells.get("marking", "")))


def _marking(text: str) -> Marking:
    """A mark of TLP 2.0, with its `TLP:` or without; none is clear."""
    plain = text.strip().upper().removeprefix("TLP:").strip()
    try:
        return Marking(plain or Marking.CLEAR)
    except ValueError:
        raise _Row(Wrong.NO_MARKING, text) from None


def _unguarded(text: str) -> str:
    """A cell without the apostrophe that tables put before what a program may take for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "'") else text


def _number(text: str, comma: bool) -> float:
    """A number in the digits of any script; `comma` lets a comma stand for the point."""
    plain = text.strip().strip("°").replace("\u066b", ".").replace("\u2212", "-")
    try:
        value = math.nan if "_" in plain else float(plain.replace(",", ".") if comma else plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise _Row(Wrong.NO_NUMBER, text)
    return value
