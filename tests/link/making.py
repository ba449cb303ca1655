"""Tellings for the tests of linking and assessing."""

import datetime as dt

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import Attribution, ByType, Incident, Method, Outcome, Role, Stance, Target, TargetType
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, DaySaid, TimePrecision, When

ASAD = Place("Ain al-Asad Air Base", "IRQ", 33.79, 42.44, PlacePrecision.SITE)
ERBIL = Place("Erbil", "IRQ", 36.19, 44.01, PlacePrecision.TOWN)
RED_SEA = Place("Red Sea", None, 20.0, 38.5, PlacePrecision.SITE)
IRAQ = Place("Iraq", "IRQ", 33.0, 44.0, PlacePrecision.COUNTRY)
NAMES = (("slmn", 80), ("knrd", 78), ("bldgr", 75))


def day(iso: str, until: str | None = None) -> When:
    return When(dt.date.fromisoformat(iso), dt.date.fromisoformat(until or iso), TimePrecision.DAY, Basis.STATED)


def said(actor: str, stance: Stance, by: str = "report", kind: ByType = ByType.REPORT) -> Attribution:
    return Attribution(actor, None, by, kind, stance, ())


def telling(
    report: str,
    *,
    incident: str = "i1",
    where: Place | None = ASAD,
    when: When | None = None,
    method: Method = Method.DRONE,
    killed: Count | int | None = None,
    outcome: Outcome = Outcome.INTERCEPTED,
    role: Role = Role.FOCUS,
    published: str | None = "2022-01-05",
    language: str = "en",
    copies: str = "",
    sounds: tuple[tuple[str, int], ...] = NAMES,
    attributions: tuple[Attribution, ...] = (),
    targets: tuple[TargetType, ...] = (TargetType.MILITARY_BASE,),
    repeats: int = 1,
    day_said: DaySaid | None = None,
) -> Telling:
    return Telling(
        report,
        Incident(
            incident,
            role,
            method,
            when=day("2022-01-04") if when is None and day_said is None else when,
            where=where,
            targets=tuple(Target(t) for t in targets),
            outcome=outcome,
            killed=exactly(killed) if isinstance(killed, int) else killed,
            attributions=attributions,
            repeats=repeats,
            day_said=day_said,
        ),
        language,
        dt.date.fromisoformat(published) if published else None,
        copies=copies,
        sounds=sounds,
        words=sounds,
    )
