"""What the tests read of each format, by other programs than those that wrote it."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq

from sakkhi.share.text import uncelled, unlisted

csv.field_size_limit(sys.maxsize)
KML = "{http://www.opengis.net/kml/2.2}"


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def parquet(content: bytes) -> list[dict[str, Any]]:
    return list(pq.read_table(io.BytesIO(content)).to_pylist())


def placemarks(content: bytes) -> Iterator[dict[str, str]]:
    for mark in ElementTree.fromstring(content).iter(f"{KML}Placemark"):
        yield {data.get("name", ""): data.findtext(f"{KML}value", "") for data in mark.iter(f"{KML}Data")}


def lines(content: bytes) -> list[Any]:
    return [json.loads(line) for line in content.decode().splitlines()]


def templates(content: bytes) -> list[dict[str, list[str]]]:
    """MUC-4 templates, read as its scorer does: a slot's number and name, then fills, more of them on lines below."""
    out = []
    for template in filter(None, content.decode().strip().split("\n\n")):
        slots: dict[str, list[str]] = {}
        for line in template.splitlines():
            if found := re.match(r"\d+\.\s+(.{36})(.*)", line):
                slots[slot := found[1].strip()] = [found[2]]
            else:
                slots[slot].append(line.strip())
        out.append(slots)
    return out


def plain_perpetrators(name: str, content: bytes) -> set[str]:
    """Everybody whom a reader of the format takes for the perpetrator, in any record, without a word of doubt."""
    if name in ("csv", "kml"):
        rows = table(content) if name == "csv" else list(placemarks(content))
        read = uncelled if name == "csv" else str
        return {a for row in rows for column in ("claimed", "stated") for a in unlisted(read(row.get(column, "")))}
    if name == "parquet":
        return {a for row in parquet(content) for column in ("claimed", "stated") for a in row[column]}
    if name == "geojson":
        rows = [feature["properties"] for feature in json.loads(content)["features"]]
        return {a for row in rows for column in ("claimed", "stated") for a in row[column]}
    if name == "jsonl":
        return {a for d in lines(content) for t in d["tellings"] for a in t["incident"]["perpetrators"]}
    if name == "acled":
        rows = table(content)
        named = {uncelled(row["actor1"]) for row in rows} | {
            a for row in rows for a in row["assoc_actor_1"].split("; ")
        }
        return {a for a in named if a and not a.startswith("Unidentified")}
    if name == "ucdp":
        return {row[side] for row in table(content) for side in ("side_a", "side_b")} - {"", "Civilians"}
    if name == "gtd":
        pairs = [("gname", "guncertain1"), ("gname2", "guncertain2"), ("gname3", "guncertain3")]
        return {uncelled(r[g]) for r in table(content) for g, u in pairs if r[g] and r[u] == "0"} - {"Unknown"}
    if name == "muc4":
        fills = [f for t in templates(content) for f in t["PERP: ORGANIZATION CONFIDENCE"]]
        return {f.split(': "')[1][:-1] for f in fills if f.startswith(("CLAIMED OR ADMITTED", "REPORTED AS FACT"))}
    if name == "stix":
        objects = {o["id"]: o for o in json.loads(content)["objects"]}
        sure = [o for o in objects.values() if o.get("confidence", 100) > 50 and o["type"] == "relationship"]
        accused = {objects[o["target_ref"]]["name"] for o in sure if o["relationship_type"] == "attributed-to"}
        return accused | {o["name"] for o in objects.values() if o["type"] == "threat-actor"}
    if name == "ftm":
        entities = {e["id"]: e for e in lines(content)}
        events = [e for e in entities.values() if e["schema"] == "Event"]
        return {entities[a]["properties"]["name"][0] for e in events for a in e["properties"].get("involved", [])}
    raise AssertionError(f"no reader for {name}")
