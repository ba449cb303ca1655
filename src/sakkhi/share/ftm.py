"""FollowTheMoney entities as JSON Lines (the model of Aleph and OpenSanctions, version 4).

An Event names under `involved` only actors that stand plain. Every other one is tied to it by an UnknownLink whose
status says how it stands, and whose role says that it is not established. Entities of one id may come several times:
they are statements on one thing, and readers of the format join them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sakkhi.model.dossier import Dossier
from sakkhi.model.place import Place
from sakkhi.share.codes import countries
from sakkhi.share.coding import party
from sakkhi.share.flat import flat
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.standing import Named, Standing, named
from sakkhi.share.text import json, plain
from sakkhi.share.words import claim_in_words, notes, title

_STATES = ("state_forces", "external_forces")
_LANGUAGES = {"bn": "ben", "en": "eng", "ar": "ara", "hi": "hin", "ur": "urd", "fa": "fas", "fr": "fra", "ru": "rus"}
_ROLES = {
    Standing.CONTESTED: "said to have made it, and said not to have; not established",
    Standing.ASSESSED: "assessed to have made it; not established",
    Standing.SUSPECTED: "suspected of it; not established",
    Standing.DENIED: "only said not to have made it",
}
LOSES = {
    "when_basis": lost("dates alone"),
    "where_precision": lost("an address has coordinates alone"),
    "relation": lost("no property"),
    "site": lost("no property"),
    "launched_from": lost("no property"),
    "method": part("as a keyword"),
    "targets": part("as keywords"),
    "target_names": lost("no property"),
    "target_actors": lost("no property"),
    "outcome": part("as a keyword"),
    "munitions": part("in the text"),
    "intercepted": part("in the text"),
    "killed": part("in the text"),
    "injured": part("in the text"),
    "ranges": part("in the text"),
    "tolls": part("in the text"),
    "damage": lost("no property"),
    "claimed": part("as involved; claimed and stated are told apart in the text"),
    "doubtful": part("each by a link whose role says that it is not established"),
    "denied": part("each by a link that says so"),
    "unclaimed": part("in the text"),
    "stance": part("in the text, and as the status of links"),
    "speakers": part("in the text"),
    "denials": part("in the text"),
    "ledger": part("the text tells the day of each claim on who did it; not what it changed"),
    "quotes": lost("no property for words"),
    "evidence": lost("no property for words"),
    "others": part("further tolls in the text; nothing else"),
    "holders": lost("no property"),
    "voices": lost("no property"),
    "disputed": lost("no property"),
    "ruled": lost("no property"),
    "repeats": lost("no property"),
    "includes": lost("no property"),
    "roles": lost("no property"),
    "marking": part("as a keyword"),
}


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """An entity a line: each event with its place, its actors and the articles that tell of it."""
    return gathered(_lines(dossiers, known))


def _lines(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    seen: set[bytes] = set()
    for dossier in dossiers:
        for entity in _entities(dossier, known):
            if entity["schema"] in ("Address", "Organization", "PublicBody"):
                key = hashlib.blake2b(entity["id"].encode(), digest_size=16).digest()
                if key in seen:
                    continue
                seen.add(key)
            yield json(entity) + b"\n"


def _entities(dossier: Dossier, known: Known) -> Iterator[dict[str, Any]]:
    record, row = dossier.record, flat(dossier)
    actors = named(record)
    where = record.where[0].value if record.where else None
    event = _id("event", record.id)
    articles = [_article(dossier, told.report) for told in record.tellings]
    address = _address(where) if where is not None else None
    exact = row.earliest is not None and row.earliest == row.latest
    yield _entity(
        "Event", event,
        name=[title(record)], recordId=[record.id], summary=[notes(record)],
        date=[row.earliest] if exact else [],
        startDate=[] if exact else [row.earliest], endDate=[] if exact else [row.latest],
        country=[_country(where)], location=[where.name if where else None],
        addressEntity=[address["id"] if address else None],
        involved=[_id("actor", actor.actor) for actor in actors if actor.plain],
        keywords=[row.method, row.outcome, *row.targets, f"TLP:{row.marking}"],
        sourceUrl=row.addresses, publisher=row.outlets, proof=[article["id"] for article in articles],
    )  # fmt: skip
    if address is not None:
        yield address
    for actor in actors:
        yield _actor(actor, known)
        if not actor.plain:
            yield _link(event, actor)
    yield from articles


def _actor(actor: Named, known: Known) -> dict[str, Any]:
    who = party(actor.actor, known)
    country = countries().get(who.country)
    schema = "PublicBody" if who.kind in _STATES else "Organization"
    name = actor.actor if any(map(_visible, plain(actor.actor))) else "not named"
    return _entity(
        schema, _id("actor", actor.actor), name=[name], country=[country.alpha2.lower() if country else None]
    )


def _link(event: str, actor: Named) -> dict[str, Any]:
    said = dict.fromkeys(claim_in_words(claim) for claim in actor.claims)
    return _entity(
        "UnknownLink", _id("link", f"{event} {actor.actor}"), subject=[_id("actor", actor.actor)], object=[event],
        role=[_ROLES[actor.standing]], status=[actor.standing.value], summary=list(said),
    )  # fmt: skip


def _article(dossier: Dossier, report: str) -> dict[str, Any]:
    told = next(t for t in dossier.record.tellings if t.report == report)
    header = next((h for h in dossier.reports if h.id == report), None)
    return _entity(
        "Article", _id("report", report), fileName=[report], title=[header.title if header else None],
        sourceUrl=[header.source if header else None], publisher=[told.outlet], publishedAt=[told.published],
        language=[_LANGUAGES.get(told.language)],
    )  # fmt: skip


def _address(where: Place) -> dict[str, Any]:
    full = ", ".join(p for p in (where.name, where.country) if p)
    return _entity(
        "Address", _id("place", f"{where.name} {where.country} {where.lat} {where.lon}"), full=[full],
        name=[where.name], country=[_country(where)], latitude=[where.lat], longitude=[where.lon],
    )  # fmt: skip


def _country(where: Place | None) -> str | None:
    country = countries().get(where.country or "") if where else None
    return country.alpha2.lower() if country else None


def _entity(schema: str, id: str, **properties: Iterable[Any]) -> dict[str, Any]:
    filled = {name: [plain(str(v)) for v in values if v is not None] for name, values in properties.items()}
    seen = {name: [v for v in values if any(map(_visible, v))] for name, values in filled.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in seen.items() if values}}


def _visible(character: str) -> bool:
    """True of what a reader sees; a value of anything else alone is none to the library."""
    return character.isprintable() and not character.isspace()


def _id(kind: str, name: str) -> str:
    return f"sakkhi-{kind}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:32]}"


FORMAT = Format("ftm", "ftm.json", "application/x-ndjson", write, LOSES)
