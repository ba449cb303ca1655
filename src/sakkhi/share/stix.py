"""STIX 2.1 (OASIS, June 2021): a bundle of incidents with places, actors, the reports behind them, and their marking.

Who did it is a relationship with a confidence (STIX 2.1, appendix A): an actor that stands plain is a threat actor and
`attributed-to` it is 85; one that is assessed, suspected or contested is an identity, no threat actor, with 50 or 15;
one that is only said not to have done it is `related-to` with 0. Each denial is an opinion on that relationship. Ids
are made of what they name (UUID version 5) and times come from the reports, so the same data make the same bundle.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import stix2
from msgspec.json import decode

from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import Outcome, Stance
from sakkhi.model.marking import Marking
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.record import Told
from sakkhi.share.areas import radius
from sakkhi.share.codes import countries
from sakkhi.share.coding import party
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.parquet import LOSES as PARQUET_LOSES
from sakkhi.share.parquet import row
from sakkhi.share.standing import Named, Standing, named
from sakkhi.share.text import json, whole, wholes
from sakkhi.share.words import claim_in_words, notes, title

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sakkhi.share.stix")
EXTENSION = f"extension-definition--{uuid.uuid5(_SPACE, 'extension')}"
INCIDENT_CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"  # OASIS, cti-stix-common-objects
_TLP2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"  # OASIS, the same for the marks below
_MARKS = {
    Marking.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Marking.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Marking.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Marking.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Marking.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
CONFIDENCE = {  # the scale None, Low, Med, High of appendix A
    Standing.CLAIMED: 85, Standing.STATED: 85, Standing.CONTESTED: 15, Standing.ASSESSED: 50, Standing.SUSPECTED: 15,
    Standing.DENIED: 0,
}  # fmt: skip
_DETERMINATION = {
    Outcome.HIT: "successful-attempt", Outcome.MIXED: "successful-attempt", Outcome.INTERCEPTED: "blocked",
    Outcome.FOILED: "blocked", Outcome.MISSED: "failed-attempt", Outcome.UNKNOWN: "suspected",
}  # fmt: skip
_NO_DAY = dt.date(1970, 1, 1)  # STIX wants a time of every object; this one says that none is known
_STATES = ("state_forces", "external_forces")
_NAMELESS = "not named"
_SELF = f"identity--{uuid.uuid5(_SPACE, 'sakkhi')}"
LOSES = {name: loss for name, loss in PARQUET_LOSES.items() if name not in ("titles", "roles")} | {
    "quotes": lost("no property for words"),
    "evidence": lost("no property for words"),
    "roles": part("as labels of the reports that are dated"),
}

Made = Iterator[tuple[str, Any]]


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The bundle, object by object; its id, made of theirs, comes at its end."""
    return gathered(_pieces(dossiers, known))


def _pieces(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    yield b'{"type":"bundle","objects":['
    all_ids = uuid.uuid5(_SPACE, "bundle")
    for number, (id, made) in enumerate(_objects(dossiers, known)):
        all_ids = uuid.uuid5(all_ids, id)
        yield (b",\n" if number else b"\n") + json(_plain(made))
    yield b'\n],"id":"bundle--' + str(all_ids).encode() + b'"}\n'


class _Seen:
    """Which of the world's actors, places and marks are in the bundle; what is an incident's own is not remembered."""

    def __init__(self) -> None:
        self._keys: set[bytes] = set()

    def fresh(self, id: str) -> bool:
        """True the first time that it is asked for an id."""
        key = uuid.UUID(id.partition("--")[2]).bytes
        if key in self._keys:
            return False
        self._keys.add(key)
        return True


def _plain(made: Any) -> Any:
    """The object as values of JSON, its properties in the order of the specification."""
    return decode(made.serialize()) if hasattr(made, "serialize") else made


def _objects(dossiers: Iterable[Dossier], known: Known) -> Made:
    yield _SELF, _object(stix2.Identity, _SELF, _NO_DAY, _NO_DAY, None, name="Sakkhi", identity_class="system")
    yield EXTENSION, _object(
        stix2.ExtensionDefinition, EXTENSION, _NO_DAY, _NO_DAY, None, name="Sakkhi incident", version="1.0.0",
        schema="docs/formats.md of Sakkhi", extension_types=["property-extension"], created_by_ref=_SELF,
        description="The preferred values of an incident, further values, and the claims on it in order of time.",
    )  # fmt: skip
    seen = _Seen()
    for dossier in dossiers:
        yield from _of(dossier, known, seen)


def _of(dossier: Dossier, known: Known, seen: _Seen) -> Made:
    record = dossier.record
    mark = _MARKS[dossier.marking]
    if seen.fresh(mark):
        yield mark, _marking(dossier.marking)
    days = [told.published for told in record.tellings if told.published]
    first, last = min(days, default=_NO_DAY), max(days, default=_NO_DAY)
    incident = _id("incident", record.id)
    yield incident, _object(
        stix2.Incident, incident, first, last, mark, created_by_ref=_SELF, name=title(record),
        description=notes(record), external_references=_references(dossier), extensions=_extensions(dossier),
    )  # fmt: skip
    where = record.where[0].value if record.where else None
    if where is not None and (place := _placed(where)):
        id = _id("location", f"{where.name} {where.country} {where.lat} {where.lon} {where.precision} {mark}")
        if seen.fresh(id):
            yield (
                id,
                _object(stix2.Location, id, _NO_DAY, _NO_DAY, mark, created_by_ref=_SELF, name=where.name, **place),
            )
        yield _relation(incident, "located-at", id, first, last, mark)
    for actor in named(record):
        who = _who(actor, party(actor.actor, known).kind, mark)
        if seen.fresh(who[0]):
            yield who[0], who[1]()
        yield from _attribution(incident, actor, who[0], first, last, mark)
    for told in record.tellings:
        if told.published is not None:
            yield _report(dossier, told, told.published, incident, mark)


def _report(dossier: Dossier, told: Told, published: dt.date, incident: str, mark: str) -> tuple[str, Any]:
    """The report as one that tells of this incident; its language is in the extension: the validator knows no "bn"."""
    header = next((h for h in dossier.reports if h.id == told.report), None)
    address, words = (header.source, header.title) if header else (None, None)
    id = _id("report", f"{dossier.record.id} {told.key}")
    return id, _object(
        stix2.Report, id, published, published, mark, created_by_ref=_SELF, name=words or told.report,
        report_types=["threat-report"], published=_time(published), object_refs=[incident],
        labels=["summary" if told.summary else told.role.value],
        external_references=[_reference(told.outlet or told.report, told.report, address)],
    )  # fmt: skip


def _who(actor: Named, kind: str, mark: str) -> tuple[str, Callable[[], Any]]:
    """(id, what makes the object): a threat actor where it stands plain, else an identity that nothing is said of."""
    if actor.plain:
        id = _id("threat-actor", f"{actor.actor} {mark}")
        types = ["nation-state" if kind in _STATES else "unknown"]
        return id, lambda: _object(
            stix2.ThreatActor, id, _NO_DAY, _NO_DAY, mark, created_by_ref=_SELF, name=actor.actor,
            threat_actor_types=types,
        )  # fmt: skip
    id = _id("identity", f"{actor.actor} {mark}")
    return id, lambda: _object(
        stix2.Identity, id, _NO_DAY, _NO_DAY, mark, created_by_ref=_SELF, name=actor.actor,
        identity_class="organization",
    )  # fmt: skip


def _attribution(incident: str, actor: Named, id: str, first: dt.date, last: dt.date, mark: str) -> Made:
    verb = "related-to" if actor.standing is Standing.DENIED else "attributed-to"
    said = dict.fromkeys(claim_in_words(claim) for claim in actor.claims)
    link = _relation(
        incident, verb, id, first, last, mark, confidence=CONFIDENCE[actor.standing], labels=[actor.standing.value],
        description="; ".join(said),
    )  # fmt: skip
    yield link
    for number, claim in enumerate(c for c in actor.claims if c.stance is Stance.DENIES):
        day = claim.published or first
        opinion = _id("opinion", f"{link[0]} {number} {claim.by} {claim.report}")
        yield opinion, _object(
            stix2.Opinion, opinion, day, day, mark, created_by_ref=_SELF, opinion="strongly-disagree",
            authors=[claim.by], explanation=claim_in_words(claim), object_refs=[link[0]],
        )  # fmt: skip


def _extensions(dossier: Dossier) -> dict[str, Any]:
    ours = {name: value for name, value in row(dossier).items() if value is not None and value != []}
    ours["claims"] = [{k: v for k, v in claim.items() if v is not None} for claim in ours.get("claims", [])]
    if not ours["claims"]:
        del ours["claims"]
    days = {name: value.isoformat() for name, value in ours.items() if isinstance(value, dt.date)}
    for claim in ours.get("claims", []):
        claim |= {name: value.isoformat() for name, value in claim.items() if isinstance(value, dt.date)}
    outcome = dossier.record.outcome[0].value if dossier.record.outcome else Outcome.UNKNOWN
    return {
        EXTENSION: {"extension_type": "property-extension", **ours, **days},
        INCIDENT_CORE: {
            "extension_type": "property-extension",
            "determination": _DETERMINATION[outcome],
            "investigation_status": "unknown",
        },
    }


def _placed(where: Place) -> dict[str, Any]:
    """The properties of a place; none where neither its country nor its coordinates are known."""
    country = countries().get(where.country or "")
    found: dict[str, Any] = {"country": country.alpha2} if country else {}
    if where.lat is not None and where.lon is not None:
        found |= {"latitude": where.lat, "longitude": where.lon, "precision": radius(where) * 1000}
    if found and where.precision is PlacePrecision.PROVINCE:
        found["administrative_area"] = where.name
    if found and where.precision is PlacePrecision.TOWN:
        found["city"] = where.name
    return found


def _marking(marking: Marking) -> dict[str, Any]:
    """The mark exactly as OASIS publishes it; the library knows it without its name."""
    return {
        "type": "marking-definition", "spec_version": "2.1", "id": _MARKS[marking],
        "created": "2022-10-01T00:00:00.000Z", "name": f"TLP:{marking.value}",
        "extensions": {_TLP2: {"extension_type": "property-extension", "tlp_2_0": marking.value.lower()}},
    }  # fmt: skip


def _references(dossier: Dossier) -> list[dict[str, str]]:
    headers = {header.id: header for header in dossier.reports}
    found = [{"source_name": "Sakkhi", "external_id": dossier.record.id}]
    for told in dossier.record.tellings:
        header = headers.get(told.report)
        address, words = (header.source, header.title) if header else (None, None)
        found.append(_reference(told.outlet or told.report, told.report, address, words))
    return [ref for n, ref in enumerate(found) if ref not in found[:n]]


def _reference(name: str, id: str, address: str | None, words: str | None = None) -> dict[str, str]:
    found = {"source_name": name or _NAMELESS, "external_id": id, "url": address, "description": words}
    return {key: whole(value) for key, value in found.items() if value}


def _relation(
    source: str, verb: str, target: str, first: dt.date, last: dt.date, mark: str, **more: Any
) -> tuple[str, Any]:
    id = _id("relationship", f"{source} {verb} {target}")
    made = _object(
        stix2.Relationship, id, first, last, mark, created_by_ref=_SELF, relationship_type=verb, source_ref=source,
        target_ref=target, **more,
    )  # fmt: skip
    return id, made


def _object(kind: Any, id: str, created: dt.date, modified: dt.date, mark: str | None, **values: Any) -> Any:
    if mark is not None:
        values["object_marking_refs"] = [mark]
    clean = {key: wholes(value) for key, value in values.items()}
    if clean.get("name") == "":
        clean["name"] = _NAMELESS
    return kind(id=id, created=_time(created), modified=_time(modified), allow_custom=False, **clean)


def _time(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, whole(f'{kind} {name}'))}"


FORMAT = Format("stix", "json", "application/stix+json;version=2.1", write, LOSES)
