"""ACLED's event data: 31 columns and their allowed values, by its codebook of 2024.

What its rules ask: an actor is named only where it stands plain, else the attacker is an "Unidentified Armed Group" and
the notes tell who suspects whom; what was stopped on its way is "Disrupted weapons use"; of differing tolls the lowest
counts, and nothing said is 0; an event needs a place below the country and a day within a month.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import TargetType
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.share.codes import coding
from sakkhi.share.coding import Coded, Party, admin, coded, is_near, lowest, outlets, place_barred, victim
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.rows import table
from sakkhi.share.words import notes

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_WEEK, _MONTH = 7, 31  # days
_GEO = {PlacePrecision.DISTRICT: 2, PlacePrecision.PROVINCE: 3}
_UNARMED = "Civilians"
_TELLING = {name for name, kinds in coding("acled")["sub_event"].items() if len(kinds) == 1}
LOSES = {
    "method": part("the sub-event type, which does not tell drone from air strike, nor missile from mortar"),
    "when": part("one day: the middle one of a week or month"),
    "when_basis": lost("how exactly the day is known is reckoned from the days themselves"),
    "where_precision": part("geo precision 1 to 3"),
    "relation": part("geo precision 2, which a district has too"),
    "site": lost("no column"),
    "launched_from": lost("no column"),
    "targets": part("as actor 2 and its type; things without people are no actor"),
    "target_names": lost("actor 2 is an actor, not a thing"),
    "outcome": part("stopped attacks are `Disrupted weapons use`; the notes tell the outcome"),
    "munitions": part("in the notes"),
    "intercepted": part("in the notes"),
    "killed": part("the lowest toll told; nothing said is 0"),
    "injured": part("in the notes"),
    "ranges": part("the lower end as fatalities; the range in the notes"),
    "tolls": part("the lowest as fatalities; others in the notes"),
    "damage": lost("no column"),
    "claimed": part("claimed and stated look alike as actor 1; the notes tell who says so"),
    "doubtful": part("left out as actors; the notes tell who says what"),
    "denied": part("left out as actors; the notes tell the denial"),
    "unclaimed": part("in the notes"),
    "stance": part("in the notes"),
    "speakers": part("in the notes"),
    "denials": part("in the notes"),
    "ledger": part("the notes tell the day of each claim on who did it; not what it changed"),
    "quotes": lost("no column for words"),
    "evidence": lost("no column for words"),
    "others": part("further tolls in the notes; nothing else"),
    "holders": lost("no column"),
    "voices": lost("no column"),
    "disputed": lost("no column"),
    "ruled": lost("no column"),
    "repeats": lost("summaries are not eligible"),
    "includes": lost("summaries are not eligible"),
    "roles": lost("no column"),
    "reports": part("by outlet; by id where no outlet is known"),
    "addresses": lost("no column"),
    "titles": lost("no column"),
    "published": part("the last day as time stamp"),
    "languages": lost("no column"),
    "marking": lost("no column; `--tlp` says what may leave"),
}


def barred(dossier: Dossier) -> tuple[str, ...]:
    """Why ACLED would not take it."""
    return tuple(_reasons(dossier))


def _reasons(dossier: Dossier) -> Iterator[str]:
    record = dossier.record
    if record.sums_up:
        yield "it sums up several attacks"
    if not record.targets and not (record.method and record.method[0].value.value in _TELLING):
        yield "neither how it was made nor whom it hit is told"
    if not record.when:
        yield "no day is told"
    elif (record.when[0].value.latest - record.when[0].value.earliest).days >= _MONTH:
        yield "its day is not known within a month"
    yield from place_barred(dossier)
    if record.where and record.where[0].value.precision is PlacePrecision.COUNTRY:
        yield "no place below the country is told"


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The table."""
    return gathered(table(COLUMNS, (_row(coded(dossier, known), known) for dossier in dossiers)))


def _row(event: Coded, known: Known) -> list[str | int | float | None]:
    where, country = event.where, event.country
    if where is None or country is None:
        raise ValueError(event.record.id)
    codes = coding("acled")
    sub_event = _sub_event(event)
    type_ = codes["event"][sub_event]
    attacker, beside, inter1 = _attacker(event)
    attacked, with_them, inter2 = _attacked(event, victim(event.dossier, known))
    days = [told.published for told in event.record.tellings if told.published]
    return [
        f"{country.code}{event.record.id}", event.middle.isoformat(), event.middle.year, _time(event.days),
        codes["disorder"][type_], type_, sub_event, attacker, beside, inter1, attacked, with_them, inter2,
        _interaction(inter1, inter2), "Civilian targeting" if inter2 == _UNARMED else "", int(country.numeric or 0),
        country.acled_region, country.name, *admin(where), "", where.name, where.lat, where.lon, _geo(where),
        "; ".join(outlets(event.dossier)), "", notes(event.record), lowest(event.record, "killed"), "",
        calendar.timegm(max(days).timetuple()) if days else None,
    ]  # fmt: skip


def _sub_event(event: Coded) -> str:
    codes = coding("acled")
    if event.outcome.value in codes["disrupted"]["outcomes"]:
        return str(codes["disrupted"]["sub_event"])
    choices = codes["sub_event"][event.method.value]
    return str(choices[-1] if _kind(event.targets)[1] == _UNARMED else choices[0])


def _attacker(event: Coded) -> tuple[str, str, str]:
    if not event.parties or event.country is None:
        country = event.country.name if event.country else ""
        return f"Unidentified Armed Group ({country})", "", coding("acled")["inter"]["political_militia"]
    first, *rest = event.parties
    return first.name, "; ".join(one.name for one in rest), _inter(first, event.country.code)


def _attacked(event: Coded, whose: Party | None) -> tuple[str, str, str]:
    name, inter = _kind(event.targets)
    country = event.country
    if not name or country is None:
        return "", "", ""
    beside = {coding("acled")["associated"].get(target.value, "") for target in event.targets} - {""}
    if inter == _UNARMED:
        return f"{name} ({country.name})", "; ".join(f"{b} ({country.name})" for b in sorted(beside)), inter
    if whose is not None and (kind := _inter(whose, country.code)):
        return whose.name, "", kind
    return f"{name} ({country.name})" if inter != "State forces" or "Police" in name else name, "", inter


def _kind(targets: tuple[TargetType, ...]) -> tuple[str, str]:
    """(ACLED's name, type of actor) of the first target that is people; armed ones come before others."""
    found = [pair for t in targets if (pair := coding("acled")["target"].get(t.value))]
    found.sort(key=lambda pair: pair[1] == _UNARMED)
    return (found[0][0], found[0][1]) if found else ("", "")


def _inter(actor: Party, country: str) -> str:
    if actor.kind == "state_forces" and actor.country and actor.country != country:
        return str(coding("acled")["inter"]["external_forces"])
    return str(coding("acled")["inter"].get(actor.kind, ""))


def _interaction(inter1: str, inter2: str) -> str:
    order = list(coding("acled")["inter"].values())
    both = sorted((i for i in (inter1, inter2) if i), key=order.index)
    return f"{both[0]} only" if len(both) == 1 else "-".join(both)


def _time(days: int) -> int:
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def _geo(place: Place) -> int:
    found = _GEO.get(place.precision or PlacePrecision.TOWN, 1)
    return max(found, 2) if is_near(place) else found


FORMAT = Format("acled", "csv", "text/csv; charset=utf-8", write, LOSES, barred)
