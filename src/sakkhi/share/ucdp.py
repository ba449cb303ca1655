"""UCDP's Georeferenced Event Dataset: 49 columns, by its codebook (version 24.1).

What its rules ask: an organised actor and at least one death. An actor that is only assessed, suspected or contested is
no side; where none stands plain, the event is not eligible. `source_original` is who says it; low ≤ best ≤ high.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sakkhi.model.dossier import Dossier
from sakkhi.model.place import Place
from sakkhi.share.codes import coding, countries
from sakkhi.share.coding import Coded, Party, admin, coded, is_near, number, outlets, place_barred, tolls, victim
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.rows import table
from sakkhi.share.standing import named
from sakkhi.share.words import claim_in_words

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
_DIGITS = 12
_CIVILIANS = "Civilians"
_DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))  # (at most so many days, code)
_LONGEST = 366  # days
LOSES = {
    "method": lost("no column"),
    "when_basis": lost("how exactly the day is known is reckoned from the days themselves"),
    "where_precision": part("where precision 1 to 6"),
    "relation": part("where precision 2"),
    "site": lost("no column"),
    "launched_from": lost("no column"),
    "targets": part("as the other side, and whose deaths they are"),
    "target_names": lost("no column"),
    "target_actors": part("the first, as a side"),
    "outcome": lost("no column"),
    "munitions": lost("no column"),
    "intercepted": lost("no column"),
    "injured": lost("no column"),
    "ranges": part("low, best and high; an open end is the highest number told, and nothing is approximate"),
    "tolls": part("as low and high; of the injured nothing"),
    "damage": lost("no column"),
    "claimed": part("as a side; claimed and stated look alike; of several the first"),
    "doubtful": lost("only an organised actor that stands plain is a side"),
    "denied": lost("only an organised actor that stands plain is a side"),
    "unclaimed": lost("no column"),
    "stance": part("`source_original` tells what is said of the side named, by whom"),
    "speakers": part("`source_original` tells what is said of the side named, by whom"),
    "denials": part("a side that is denied too is none"),
    "ledger": part("the day of each claim on the side named; not what it changed"),
    "quotes": lost("no column for words"),
    "evidence": lost("no column for words"),
    "others": part("further tolls as low and high; nothing else"),
    "holders": lost("no column"),
    "voices": lost("number of sources counts reports"),
    "disputed": lost("no column"),
    "ruled": lost("no column"),
    "repeats": part("event clarity 2"),
    "includes": lost("no column"),
    "roles": lost("no column"),
    "reports": part("how many, and by outlet; by id where no outlet is known"),
    "addresses": lost("no column"),
    "languages": lost("no column"),
    "marking": lost("no column; `--tlp` says what may leave"),
}


class _Sides(NamedTuple):
    """`type` of violence, the sides, and which of (a, b, civilians, unknown) the deaths are of."""

    type: int
    a: str
    b: str
    deaths: int
    gw_a: str = ""
    gw_b: str = ""


def barred(dossier: Dossier) -> tuple[str, ...]:
    """Why UCDP would not take it."""
    return tuple(_reasons(dossier))


def _reasons(dossier: Dossier) -> Iterator[str]:
    record = dossier.record
    if not record.killed or not record.killed[0].value.min:
        yield "no death is told"
    if not any(actor.plain for actor in named(record)):
        yield "no organised actor is named without doubt"
    if not record.when:
        yield "no day is told"
    elif (record.when[0].value.latest - record.when[0].value.earliest).days >= _LONGEST:
        yield "its day is not known within a year"
    yield from place_barred(dossier)


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The table."""
    return gathered(table(COLUMNS, (_row(coded(dossier, known), known) for dossier in dossiers)))


def _row(event: Coded, known: Known) -> list[str | int | float | None]:
    where, country, when, id = event.where, event.country, event.when, event.record.id
    if where is None or country is None or when is None or where.lat is None or where.lon is None:
        raise ValueError(id)
    state = countries()[coding("ucdp")["within"].get(country.code, country.code)]
    low, best, high = deaths(event)
    sides = _sides(event, victim(event.dossier, known))
    of = [best if n == sides.deaths else 0 for n in range(4)]
    headers = event.dossier.reports
    days = sorted(told.published for told in event.record.tellings if told.published)
    titles = "; ".join(h.title for h in headers if h.title)
    said = dict.fromkeys(claim_in_words(c) for actor in event.actors if actor.plain for c in actor.claims)
    office = "; ".join(outlets(event.dossier))
    return [
        number(id, _DIGITS), f"{country.code}-{when.earliest.year}-{id}", when.earliest.year, "",
        "Clear" if sides.a and sides.b else "Check dyad", sides.type, "", "", "", "", "",
        f"{sides.a} - {sides.b}" if sides.b else "", "", "", sides.a, "", "", sides.b,
        len({told.report for told in event.record.tellings}), f"{office}: {titles}" if titles else office, office,
        days[0].isoformat() if days else "", titles, "; ".join(said), _where_prec(where), where.name,
        f"{'near ' if is_near(where) else ''}{where.name}", *admin(where), where.lat, where.lon,
        f"POINT ({where.lon} {where.lat})", priogrid(where.lat, where.lon), state.name, state.gw,
        country.ucdp_region, 2 if event.record.sums_up else 1, _date_prec(event.days),
        f"{when.earliest} 00:00:00.000", f"{when.latest} 00:00:00.000", *of, best, high, low, sides.gw_a, sides.gw_b,
    ]  # fmt: skip


def deaths(event: Coded) -> tuple[int, int, int]:
    """(low, best, high): the lowest and highest number told, and the lower end of the preferred toll."""
    counts = tolls(event.record, "killed")
    best = counts[0].min or 0
    told = [n for count in counts for n in (count.min, count.max) if n is not None]
    return min(best, *told), best, max(best, *told)


def _sides(event: Coded, whose: Party | None) -> _Sides:
    """In violence of a state, the state is side a; else the attacker is."""
    attacker = event.parties[0]
    side = coding("ucdp")["side"]
    kinds = [side[target.value] for target in event.targets if target.value in side]
    hit = "state" if "state" in kinds else "group" if "group" in kinds else "civilians" if kinds else ""
    by_state = _is_state(attacker)
    if hit == "civilians":
        return _Sides(3, _side_name(attacker), _CIVILIANS, 2, _gw(attacker))
    other = _side_name(whose) if whose else ""
    type_ = 1 if by_state or hit == "state" else 2
    if by_state or type_ == 2:
        return _Sides(type_, _side_name(attacker), other, 1 if hit else 3, _gw(attacker), _gw(whose))
    return _Sides(type_, other, _side_name(attacker), 0, _gw(whose), "")


def _is_state(actor: Party) -> bool:
    return bool(coding("ucdp")["actor"].get(actor.kind) == "state")


def _side_name(actor: Party) -> str:
    country = countries().get(actor.country)
    return f"Government of {country.name}" if country is not None and _is_state(actor) else actor.name


def _gw(actor: Party | None) -> str:
    country = countries().get(actor.country) if actor is not None and _is_state(actor) else None
    return country.gw if country is not None else ""


def _where_prec(where: Place) -> int:
    found = int(coding("ucdp")["where_prec"][where.precision.value]) if where.precision else 1
    return max(found, 2) if is_near(where) else found


def _date_prec(days: int) -> int:
    return next((code for most, code in _DATE_PREC if days <= most), 5)


def priogrid(lat: float, lon: float) -> int:
    """The cell of the PRIO-GRID (Tollefsen, Strand and Buhaug 2012): half degrees, from the south-west corner on."""
    row, column = min(int((lat + 90) * 2), 359), min(int((lon + 180) * 2), 719)
    return row * 720 + column + 1


FORMAT = Format("ucdp", "csv", "text/csv; charset=utf-8", write, LOSES, barred)
