"""MUC-4 templates (Fourth Message Understanding Conference, 1992): 25 slots an incident, with closed lists.

MUC-4 has a place for doubt: the confidence of each organisation. A denied one is left out. Names stand in double
quotes, so that a quotation mark in a name becomes a single one; an empty slot is `-`, as in the conference's keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import ByType, Stance
from sakkhi.model.place import PlacePrecision
from sakkhi.share.codes import coding
from sakkhi.share.coding import Coded, coded, names_of_targets
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.standing import Named, Standing
from sakkhi.share.text import plain

SLOTS = (
    "MESSAGE: ID", "MESSAGE: TEMPLATE", "INCIDENT: DATE", "INCIDENT: LOCATION", "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION", "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE", "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE", "PHYS TGT: ID", "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER", "PHYS TGT: FOREIGN NATION", "PHYS TGT: EFFECT OF INCIDENT", "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: TYPE", "HUM TGT: NUMBER", "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT", "HUM TGT: TOTAL NUMBER",
)  # fmt: skip
_WIDTH = 36
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_AUTHORITIES = (ByType.OFFICIAL, ByType.MILITARY, ByType.POLICE)
_KINDS = {
    PlacePrecision.SITE: "PLACE", PlacePrecision.TOWN: "CITY", PlacePrecision.DISTRICT: "DISTRICT",
    PlacePrecision.PROVINCE: "PROVINCE",
}  # fmt: skip
_STATES = ("state_forces", "external_forces")
LOSES = {
    "method": part("incident and instrument types: drone and artillery are both a projectile"),
    "when_basis": lost("a date or a range of dates alone"),
    "where": part("country and name, without coordinates"),
    "where_precision": part("what kind of place it is"),
    "relation": lost("no slot"),
    "site": lost("no slot"),
    "launched_from": lost("no slot"),
    "targets": part("types of things and of people; armed groups are none"),
    "target_actors": lost("no slot"),
    "outcome": part("accomplished or attempted"),
    "munitions": lost("no slot"),
    "intercepted": lost("no slot"),
    "killed": part("whether anybody was, not how many"),
    "injured": part("whether anybody was, not how many"),
    "ranges": lost("no slot"),
    "tolls": lost("no slot"),
    "damage": part("some and heavy damage are both `SOME DAMAGE`"),
    "doubtful": part("assessed and contested are both `POSSIBLE`"),
    "denied": lost("only named organisations have a slot"),
    "unclaimed": lost("no slot"),
    "stance": part("the confidence of each organisation"),
    "speakers": part("whether authorities suspect"),
    "denials": part("what is denied is at most `POSSIBLE`"),
    "ledger": lost("no slot"),
    "quotes": lost("no slot"),
    "evidence": lost("no slot"),
    "others": lost("one value a slot: the preferred one"),
    "holders": lost("no slot"),
    "voices": lost("no slot"),
    "disputed": lost("no slot"),
    "ruled": lost("no slot"),
    "repeats": lost("summaries are not eligible"),
    "includes": lost("summaries are not eligible"),
    "roles": lost("no slot"),
    "reports": lost("no slot"),
    "addresses": lost("no slot"),
    "titles": lost("no slot"),
    "outlets": lost("no slot"),
    "published": lost("no slot"),
    "languages": lost("no slot"),
    "marking": lost("no slot; `--tlp` says what may leave"),
}


def barred(dossier: Dossier) -> tuple[str, ...]:
    """Why it makes no template."""
    return ("it sums up several attacks",) if dossier.record.sums_up else ()


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The templates, parted by empty lines."""
    return gathered(_template(coded(dossier, known)).encode() for dossier in dossiers)


def _template(event: Coded) -> str:
    fills: dict[str, list[str]] = {
        "MESSAGE: ID": [plain(event.record.id)],
        "MESSAGE: TEMPLATE": ["1"],
        "INCIDENT: DATE": [_date(event)],
        "INCIDENT: LOCATION": [_location(event)],
        "INCIDENT: TYPE": [coding("muc4")["type"][event.method.value]],
        "INCIDENT: STAGE OF EXECUTION": [coding("muc4")["stage"].get(event.outcome.value, "")],
        "INCIDENT: INSTRUMENT TYPE": [coding("muc4")["instrument"].get(event.method.value, "")],
    }
    fills |= _perpetrators(event) | _things(event) | _people(event)
    lines = []
    for number, slot in enumerate(SLOTS):
        first, *more = [fill for fill in fills.get(slot, []) if fill] or ["-"]
        lines.append(f"{number}.".ljust(4) + slot.ljust(_WIDTH) + first)
        lines += [" " * (4 + _WIDTH) + fill for fill in more]
    return "\n".join(lines) + "\n\n"


def _date(event: Coded) -> str:
    if event.when is None:
        return ""
    days = dict.fromkeys((event.when.earliest, event.when.latest))
    return " - ".join(f"{day:%d} {_MONTHS[day.month - 1]} {day.year}" for day in days)


def _location(event: Coded) -> str:
    if event.where is None:
        return ""
    kind = _KINDS.get(event.where.precision or PlacePrecision.COUNTRY, "")
    name = f"{plain(event.where.name).replace(':', ' ')} ({kind})" if kind else ""
    return ": ".join(part for part in (event.country.name.upper() if event.country else "", name) if part)


def _perpetrators(event: Coded) -> dict[str, list[str]]:
    actors = [actor for actor in event.actors if actor.standing is not Standing.DENIED]
    state = any(party.kind in _STATES for party in event.parties)
    return {
        "PERP: INCIDENT CATEGORY": ["STATE-SPONSORED VIOLENCE" if state else ""],
        "PERP: ORGANIZATION ID": [quoted(actor.actor) for actor in actors],
        "PERP: ORGANIZATION CONFIDENCE": [f"{confidence(actor)}: {quoted(actor.actor)}" for actor in actors],
    }


def confidence(actor: Named) -> str:
    """MUC-4's word for how an actor stands."""
    if actor.standing is Standing.CLAIMED:
        return "CLAIMED OR ADMITTED"
    if actor.standing is Standing.STATED:
        return "REPORTED AS FACT"
    if actor.standing is Standing.SUSPECTED:
        official = any(c.by_type in _AUTHORITIES for c in actor.claims if c.stance is Stance.SUSPECTS)
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
    return "POSSIBLE"


def _things(event: Coded) -> dict[str, list[str]]:
    kinds = coding("muc4")["physical"]
    found = [target.value for target in event.targets if target.value in kinds]
    names: dict[str, list[str]] = {}
    for target, name in names_of_targets(event.dossier):
        names.setdefault(target.value, []).append(name)
    ids = {kind: [quoted(name) for name in names.get(kind, [kind.replace("_", " ").upper()])] for kind in found}
    damage = event.record.damage[0].value if event.record.damage else None
    effect = coding("muc4")["damage"].get(damage.value, "") if damage is not None else ""
    return {
        "PHYS TGT: ID": [id for kind in found for id in ids[kind]],
        "PHYS TGT: TYPE": [f"{kinds[kind]}: {id}" for kind in found for id in ids[kind]],
        "PHYS TGT: EFFECT OF INCIDENT": [f"{effect}: {id}" for kind in found for id in ids[kind] if effect],
    }


def _people(event: Coded) -> dict[str, list[str]]:
    kinds = coding("muc4")["human"]
    found = [target.value for target in event.targets if target.value in kinds]
    ids = [quoted(kind.replace("_", " ").upper()) for kind in found]
    effects = _effects(event)
    if effects and not ids:
        ids = [quoted("PEOPLE")]
    return {
        "HUM TGT: DESCRIPTION": ids,
        "HUM TGT: TYPE": [f"{kinds[kind]}: {id}" for kind, id in zip(found, ids, strict=False)],
        "HUM TGT: EFFECT OF INCIDENT": [f"{effect}: {id}" for effect in effects for id in ids],
    }


def _effects(event: Coded) -> list[str]:
    killed, injured = (held[0].value if held else None for held in (event.record.killed, event.record.injured))
    if killed is not None and injured is not None and killed.is_zero and injured.is_zero:
        return ["NO INJURY OR DEATH"]
    out = []
    if killed is not None:
        out.append("NO DEATH" if killed.is_zero else "DEATH" if killed.min else "")
    if injured is not None:
        out.append("NO INJURY" if injured.is_zero else "INJURY" if injured.min else "")
    return [effect for effect in out if effect]


def quoted(name: str) -> str:
    """A name as a string fill."""
    return '"' + plain(name).replace('"', "'") + '"'


FORMAT = Format("muc4", "txt", "text/plain; charset=utf-8", write, LOSES, barred)
