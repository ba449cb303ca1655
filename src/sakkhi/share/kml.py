"""KML 2.2 (OGC 07-147r2): a placemark an incident, as a point or an area, with the row as its extended data.

A balloon shows its description as HTML; so what reports say is escaped twice there, and the balloon shows nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.share.areas import Ring, Shape, shape
from sakkhi.share.csv import FLAT_LOSES
from sakkhi.share.flat import Flat, flat
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import part
from sakkhi.share.rows import written
from sakkhi.share.text import listed, xml
from sakkhi.share.words import claim_in_words, title

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Style id="incident"><BalloonStyle><text>$[description]</text></BalloonStyle></Style>
"""
LOSES = {name: loss for name, loss in FLAT_LOSES.items() if name not in ("stance", "denials")} | {
    "speakers": part("by name in the balloon, without what kind of speaker it is"),
    "ledger": part("a line in the balloon for each claim on who did it, with its day; not what it changed"),
}


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The document, a placemark at a time."""
    return gathered(_pieces(dossiers))


def _pieces(dossiers: Iterable[Dossier]) -> Iterator[bytes]:
    yield _HEAD.encode()
    for dossier in dossiers:
        yield _placemark(dossier).encode()
    yield b"</Document></kml>\n"


def _placemark(dossier: Dossier) -> str:
    record, row = dossier.record, flat(dossier)
    lines = [claim_in_words(claim) for claim in record.ledger if claim.stance is not None]
    words = "<br>".join(xml(line) for line in (title(record), *lines))
    parts = [
        f'<Placemark id="{xml(record.id)}"><name>{xml(title(record))}</name>',
        f"<description>{xml(words)}</description>",
    ]
    if row.earliest and row.latest:
        parts.append(f"<TimeSpan><begin>{row.earliest}</begin><end>{row.latest}</end></TimeSpan>")
    parts.append("<styleUrl>#incident</styleUrl><ExtendedData>")
    for name in Flat.__struct_fields__:
        value = getattr(row, name)
        if value is not None and value != ():
            parts.append(f'<Data name="{name}"><value>{xml(_shown(value))}</value></Data>')
    parts.append("</ExtendedData>")
    parts.append(_geometry(shape(record.where[0].value if record.where else None)))
    return "".join([*parts, "</Placemark>\n"])


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    return listed(value) if isinstance(value, tuple) else written(value)


def _geometry(found: Shape | None) -> str:
    if found is None:
        return ""
    if not found.rings:
        return f"<Point><coordinates>{found.lon},{found.lat}</coordinates></Point>"
    polygons = "".join(map(_polygon, found.rings))
    return polygons if len(found.rings) == 1 else f"<MultiGeometry>{polygons}</MultiGeometry>"


def _polygon(ring: Ring) -> str:
    points = " ".join(f"{lon},{lat}" for lon, lat in ring)
    return (
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{points}</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon>"
    )


FORMAT = Format("kml", "kml", "application/vnd.google-earth.kml+xml", write, LOSES)
