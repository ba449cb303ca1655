"""The Global Terrorism Database: its 135 columns, by its codebook of August 2021.

GTD has a place for doubt: a group that is only suspected is named with `guncertain` 1. So do we, for every actor that
does not stand plain; one that is only said not to have done it is left out. GTD is about actors below the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sakkhi.model.count import Count
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import Damage, Method, Outcome, Stance
from sakkhi.model.record import Held
from sakkhi.share.codes import coding
from sakkhi.share.coding import Coded, coded, is_near, names_of_targets, number, place_barred, victim
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.rows import table
from sakkhi.share.standing import Named, Standing, is_unclaimed
from sakkhi.share.words import notes


def _targets(n: int) -> str:
    return f"targtype{n} targtype{n}_txt targsubtype{n} targsubtype{n}_txt corp{n} target{n} natlty{n} natlty{n}_txt"


def _weapon(n: int) -> str:
    return f"weaptype{n} weaptype{n}_txt weapsubtype{n} weapsubtype{n}_txt"


COLUMNS = tuple(
    (
        "eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city "
        "latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative "
        "alternative_txt multiple success suicide attacktype1 attacktype1_txt attacktype2 attacktype2_txt attacktype3 "
        f"attacktype3_txt {_targets(1)} {_targets(2)} {_targets(3)} "
        "gname gsubname gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3 individual nperps "
        "nperpcap claimed claimmode claimmode_txt claim2 claimmode2 claimmode2_txt claim3 claimmode3 claimmode3_txt "
        f"compclaim {_weapon(1)} {_weapon(2)} {_weapon(3)} {_weapon(4)} "
        "weapdetail nkill nkillus nkillter nwound nwoundus nwoundte property propextent propextent_txt propvalue "
        "propcomment ishostkid nhostkid nhostkidus nhours ndays divert kidhijcountry ransom ransomamt ransomamtus "
        "ransompaid ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased addnotes scite1 scite2 scite3 "
        "dbsource INT_LOG INT_IDEO INT_MISC INT_ANY related"
    ).split()
)
_UNKNOWN = -9
_ARMED = ("military_base", "military_personnel", "convoy", "armed_group")
_SAYS = {Outcome.HIT: 1, Outcome.MIXED: 1, Outcome.INTERCEPTED: 0, Outcome.MISSED: 0}
LOSES = {
    "method": part("attack and weapon types: rockets, missiles and drones are one"),
    "when": part("one day; a week or month as an approximate date in words"),
    "when_basis": lost("how exactly the day is known is reckoned from the days themselves"),
    "where_precision": part("specificity 1 to 5"),
    "site": lost("no column"),
    "launched_from": lost("no column"),
    "targets": part("the first three"),
    "target_names": part("one a type of target"),
    "target_actors": part("the first, as the corporate entity"),
    "outcome": part("success is 1 where something struck, 0 where it was stopped on its way or missed"),
    "munitions": part("in the summary"),
    "intercepted": part("in the summary"),
    "ranges": part("the lower end; the range in the summary"),
    "tolls": part("others in the summary"),
    "damage": part("whether there was any"),
    "claimed": part("at most three; claimed and stated are told apart by `claimed`"),
    "doubtful": part("at most three, with `guncertain` 1; assessed, suspected and contested look alike there"),
    "denied": part("left out as actors; the summary tells the denial"),
    "stance": part("in the summary"),
    "speakers": part("in the summary"),
    "denials": part("a group that is denied too has `guncertain` 1; the summary tells the denial"),
    "ledger": part("the summary tells the day of each claim on who did it; not what it changed"),
    "quotes": lost("no column for words"),
    "evidence": lost("no column for words"),
    "others": part("further tolls in the summary; nothing else"),
    "holders": lost("no column"),
    "voices": lost("no column"),
    "disputed": lost("no column"),
    "ruled": lost("no column"),
    "repeats": lost("summaries are not eligible"),
    "includes": lost("summaries are not eligible"),
    "roles": lost("no column"),
    "reports": part("the first three"),
    "addresses": part("the first three"),
    "titles": part("the first three"),
    "outlets": part("the first three"),
    "published": part("the first three"),
    "languages": lost("no column"),
    "marking": lost("no column; `--tlp` says what may leave"),
}


def barred(dossier: Dossier) -> tuple[str, ...]:
    """Why GTD would not take it, as far as it can be told without knowing who did it."""
    return tuple(_reasons(dossier))


def _reasons(dossier: Dossier) -> Iterator[str]:
    record = dossier.record
    if record.sums_up:
        yield "it sums up several attacks"
    if record.outcome and record.outcome[0].value is Outcome.FOILED:
        yield "it was stopped before it was sent: a plot is no attack"
    if record.method and record.method[0].value is Method.AIRSTRIKE:
        yield "air strikes are made by states"
    if not record.when:
        yield "no day is told"
    elif record.when[0].value.earliest.year != record.when[0].value.latest.year:
        yield "its year is not known"
    yield from place_barred(dossier)


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The table."""
    return gathered(table(COLUMNS, (_row(coded(dossier, known), known) for dossier in dossiers)))


def _row(event: Coded, known: Known) -> list[Any]:
    values: dict[str, Any] = {}
    for part_of_row in (_when, _where, _doubts, _attack, _perpetrators, _harm, _sources):
        values |= part_of_row(event)
    values |= _targets_of(event, known)
    return [values.get(column) for column in COLUMNS]


def _when(event: Coded) -> dict[str, Any]:
    if event.when is None:
        raise ValueError(event.record.id)
    first, last = event.when.earliest, event.when.latest
    return {
        "eventid": f"{event.middle:%Y%m%d}{number(event.record.id, 8):08d}",
        "iyear": first.year,
        "imonth": first.month if first.month == last.month else 0,
        "iday": first.day if first == last else 0,
        "approxdate": "" if first == last else f"{first} to {last}",
        "extended": 0,
    }


def _where(event: Coded) -> dict[str, Any]:
    where, country = event.where, event.country
    if where is None or country is None:
        raise ValueError(event.record.id)
    specificity = coding("gtd")["specificity"][where.precision.value] if where.precision else 1
    return {
        "country": country.gtd, "country_txt": country.name, "region": country.gtd_region,
        "region_txt": coding("gtd")["region"].get(country.gtd_region, ""),
        "provstate": where.name if specificity == 4 else "", "city": where.name if specificity == 1 else "Unknown",
        "latitude": where.lat if specificity < 5 else None, "longitude": where.lon if specificity < 5 else None,
        "specificity": specificity, "vicinity": int(is_near(where)), "location": where.name,
    }  # fmt: skip


def _doubts(event: Coded) -> dict[str, Any]:
    """GTD's criteria: that it was meant is ours too; that it is outside of war is doubted where the target is armed."""
    armed = any(target.value in _ARMED for target in event.targets)
    state = any(party.kind in ("state_forces", "external_forces") for party in event.parties)
    doubt = armed or state
    alternative = (5, "State Actors") if state else (1, "Insurgency/Guerilla Action") if armed else (None, "")
    return {
        "crit1": 1, "crit2": 1, "crit3": int(not armed), "doubtterr": int(doubt), "alternative": alternative[0],
        "alternative_txt": alternative[1], "multiple": 0,
    }  # fmt: skip


def _attack(event: Coded) -> dict[str, Any]:
    codes = coding("gtd")
    attack, weapon, kind = codes["attack"][event.method.value]
    struck = any(held[0].value.min for held in (event.record.killed, event.record.injured) if held)
    return {
        "success": _SAYS.get(event.outcome, 1 if struck else None),
        "suicide": int(event.method is Method.SUICIDE_BOMBING),
        "attacktype1": attack,
        "attacktype1_txt": codes["attacktype"][str(attack)],
        "weaptype1": weapon,
        "weaptype1_txt": codes["weaptype"][str(weapon)],
        "weapsubtype1": kind or None,
        "weapsubtype1_txt": codes["weapsubtype"].get(str(kind), ""),
        "ishostkid": int(attack in (4, 6)),
    }


def _targets_of(event: Coded, known: Known) -> dict[str, Any]:
    codes, whose = coding("gtd"), victim(event.dossier, known)
    names = dict(reversed(list(names_of_targets(event.dossier))))
    out: dict[str, Any] = {}
    for n, target in enumerate(event.targets[:3], 1):
        code = codes["target"][target.value]
        out |= {
            f"targtype{n}": code, f"targtype{n}_txt": codes["targtype"][str(code)],
            f"corp{n}": whose.name if whose and n == 1 else "", f"target{n}": names.get(target, ""),
        }  # fmt: skip
    return out or {"targtype1": 20, "targtype1_txt": codes["targtype"]["20"], "target1": "Unknown"}


def _perpetrators(event: Coded) -> dict[str, Any]:
    shown = [actor for actor in event.actors if actor.standing is not Standing.DENIED][:3]
    claiming = [_claims(actor) for actor in shown]
    out: dict[str, Any] = {
        "gname": "Unknown",
        "guncertain1": 0,
        "individual": 0,
        "claimed": int(claiming[0]) if shown else 0 if is_unclaimed(event.record) else _UNKNOWN,
        "compclaim": int(sum(claiming) > 1) if any(claiming) else _UNKNOWN,
    }
    for n, actor in enumerate(shown, 1):
        out[f"gname{'' if n == 1 else n}"] = actor.actor
        out[f"guncertain{n}"] = int(not actor.plain)
        if n > 1:
            out[f"claim{n}"] = int(claiming[n - 1])
    return out


def _claims(actor: Named) -> bool:
    return any(claim.stance is Stance.CLAIMS for claim in actor.claims)


def _harm(event: Coded) -> dict[str, Any]:
    damage = event.record.damage[0].value if event.record.damage else None
    any_damage = damage in (Damage.SOME, Damage.HEAVY)
    return {
        "nkill": _least(event.record.killed),
        "nwound": _least(event.record.injured),
        "property": _UNKNOWN if damage is None else int(any_damage),
        "propextent": 4 if any_damage else None,
        "propextent_txt": "Unknown" if any_damage else "",
        "summary": notes(event.record),
        "addnotes": f"Sakkhi incident {event.record.id}",
    }


def _least(held: tuple[Held[Count], ...]) -> int | None:
    return held[0].value.min if held else None


def _sources(event: Coded) -> dict[str, Any]:
    headers = {header.id: header for header in event.dossier.reports}
    out: dict[str, Any] = {"dbsource": "Sakkhi"}
    for n, told in enumerate(event.record.tellings[:3], 1):
        header = headers.get(told.report)
        named_so = f"“{header.title}”" if header and header.title else told.report
        parts = (named_so, told.outlet, told.published and told.published.isoformat(), header and header.source)
        out[f"scite{n}"] = ", ".join(p for p in parts if p)
    return out


FORMAT = Format("gtd", "csv", "text/csv; charset=utf-8", write, LOSES, barred)
