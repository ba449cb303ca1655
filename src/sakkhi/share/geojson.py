"""GeoJSON by RFC 7946: a feature an incident; a place that is not known exactly is an area, none at all a null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sakkhi.model.dossier import Dossier
from sakkhi.share.areas import Shape, shape
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.parquet import LOSES, row
from sakkhi.share.text import json


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The collection, a feature a line."""
    return gathered(_pieces(dossiers))


def _pieces(dossiers: Iterable[Dossier]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    for number, dossier in enumerate(dossiers):
        yield (b",\n" if number else b"\n") + json(feature(dossier))
    yield b"\n]}\n"


def feature(dossier: Dossier) -> dict[str, Any]:
    """The feature: `id`, geometry, and the row as properties."""
    where = dossier.record.where
    return {
        "type": "Feature",
        "id": dossier.record.id,
        "geometry": geometry(shape(where[0].value if where else None)),
        "properties": row(dossier),
    }


def geometry(found: Shape | None) -> dict[str, Any] | None:
    """A Point, a Polygon, or a MultiPolygon where the area is cut."""
    if found is None:
        return None
    if not found.rings:
        return {"type": "Point", "coordinates": [found.lon, found.lat]}
    if len(found.rings) == 1:
        return {"type": "Polygon", "coordinates": [found.rings[0]]}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in found.rings]}


FORMAT = Format("geojson", "geojson", "application/geo+json", write, LOSES)
