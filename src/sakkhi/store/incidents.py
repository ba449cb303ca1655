"""The door for reading what linking worked out: tellings, records, doubts, rulings. Frozen values out, never rows.

`clearance` is the rank of the highest mark that whoever asks may see; what is marked higher is not there for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from math import cos, radians
from typing import Any

import msgspec
from django.db.models import Count, Exists, F, Min, OuterRef, Q

from sakkhi.model.marking import EVERYTHING
from sakkhi.model.place import PlacePrecision, great_circle
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling
from sakkhi.store import models
from sakkhi.store.rows import found
from sakkhi.store.search import incidents_with_words
from sakkhi.store.words import Wanted

_PART = 500
_KM = 111.2  # a degree of latitude


class Waiting(msgspec.Struct, frozen=True):
    """A newest reading of a newest version whose incidents are not written down as tellings yet.

    `unique` says that no other report has its name.
    """

    reading: int
    report: int
    version: int
    unique: bool


class Row(msgspec.Struct, frozen=True):
    """A stored telling, the component it was compared in (None where it waits) and its incident's id ("" for none).

    `report` is the store's number of its report.
    """

    number: int
    telling: Telling
    component: int | None
    incident: str
    report: int = 0


class Sought(msgspec.Struct, frozen=True):
    """Which incidents are wanted; what is None does not matter. Days are inclusive.

    `near` is (lat, lon, km), `area` (south, west, north, east) in degrees: over 180 degrees where west is above east.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    near: tuple[float, float, float] | None = None
    country: str | None = None
    method: str | None = None
    outcome: str | None = None
    actor: str | None = None
    stance: str | None = None
    killed: int | None = None
    language: str | None = None
    disputed: bool = False
    background: bool = True
    words: Wanted = Wanted()
    rejected: bool = False
    source: str | None = None
    area: tuple[float, float, float, float] | None = None


class Pair(msgspec.Struct, frozen=True):
    """A doubt as the queue lists it, with the incidents that the two tellings are in."""

    one: str
    other: str
    one_incident: str
    other_incident: str
    bits: float
    together: bool
    moved: int


def untold() -> Iterator[Waiting]:
    """The readings that have come since tellings were last written down, the oldest first."""
    while True:
        rows = models.Reading.objects.filter(current=True, told=False, version__current=True)
        part = list(
            rows.order_by("id").values_list("id", "version__report_id", "version_id", "version__report__name")[:_PART]
        )
        if not part:
            return
        for reading, report, version, name in part:
            yield Waiting(reading, report, version, models.Report.objects.filter(name=name).count() == 1)


def has_untold() -> bool:
    """True where a reading's incidents are not written down as tellings yet."""
    return bool(models.Reading.objects.filter(current=True, told=False, version__current=True).exists())


def waits(keys: Iterable[str]) -> bool:
    """True where any of these tellings waits for linking."""
    return bool(models.Telling.objects.filter(key__in=list(keys), component=None).exists())


def tellings() -> Iterator[Row]:
    """All stored tellings in the order of their numbers."""
    after = 0
    while part := _rows(models.Telling.objects.filter(id__gt=after).order_by("id")[:_PART]):
        yield from part
        after = part[-1].number


def waiting(limit: int) -> list[Row]:
    """The tellings that wait for linking, at most `limit`."""
    # not sorted by the database: SQLite would walk all tellings in their order instead of using the component's index
    return sorted(_rows(models.Telling.objects.filter(component=None)[:limit]), key=lambda row: row.number)


def by_numbers(numbers: Iterable[int]) -> list[Row]:
    """The tellings with these numbers."""
    return _in("id__in", sorted(set(numbers)))


def by_keys(keys: Iterable[str]) -> list[Row]:
    """The tellings with these keys; those that are not there are left out."""
    return _in("key__in", sorted(set(keys)))


def hidden(keys: Iterable[str], clearance: int) -> set[str]:
    """Those of the keys whose tellings are of a report, or in an incident, that is marked higher."""
    tellings = models.Telling.objects.filter(Q(report__marking__gt=clearance) | Q(incident__marking__gt=clearance))
    retired = models.Retired.objects.filter(report__marking__gt=clearance)
    wanted = sorted(set(keys))
    found: set[str] = set()
    for start in range(0, len(wanted), _PART):
        for rows in (tellings, retired):
            found |= set(rows.filter(key__in=wanted[start : start + _PART]).values_list("key", flat=True))
    return found


def of_components(numbers: Iterable[int]) -> list[Row]:
    """All tellings of these components."""
    return _in("component__in", sorted(set(numbers)))


def found_by(keys: Iterable[tuple[int, int, int]]) -> set[int]:
    """Numbers of the tellings found by any (hash, day, window).

    Those within `window` days and those without a day; all where `day` is 0; where `window` is -1, those without a day.
    """
    select = "SELECT telling_id FROM store_tellingkey WHERE hash = %s"
    out: set[int] = set()
    for value, day, window in keys:
        rows = found(f"{select} AND day = 0", value) if day else found(select, value)
        if day and window >= 0:
            rows += found(f"{select} AND day BETWEEN %s AND %s", value, day - window, day + window)
        out |= {int(str(row[0])) for row in rows}
    return out


def record(name: str, clearance: int = EVERYTHING) -> Record | None:
    """The incident with this id, or the one that the id leads to; None where there is none."""
    lead = models.Forward.objects.filter(name=name).values_list("leads_to", flat=True).first()
    row = models.Incident.objects.filter(name=lead or name, marking__lte=clearance).first()
    return msgspec.json.decode(row.content, type=Record) if row else None


def records(sought: Sought, limit: int | None = None, clearance: int = EVERYTHING) -> Iterator[Record]:
    """The incidents that pass, the newest first by day, those without a day last."""
    numbers = list(passing(sought, clearance).order_by("-day", "name").values_list("id", flat=True)[:limit])
    for start in range(0, len(numbers), _PART):
        part = numbers[start : start + _PART]
        contents = dict(models.Incident.objects.filter(id__in=part).values_list("id", "content"))
        for number in part:
            if number in contents:
                yield msgspec.json.decode(contents[number], type=Record)


def count(sought: Sought, clearance: int = EVERYTHING) -> int:
    """How many incidents pass, those that sum up others too."""
    return int(passing(sought, clearance).count())


def summaries(clearance: int = EVERYTHING) -> Iterator[Record]:
    """The records that sum up several attacks."""
    rows = models.Incident.objects.filter(summary=True, marking__lte=clearance)
    for content in rows.order_by("id").values_list("content", flat=True):
        yield msgspec.json.decode(content, type=Record)


def passing_mentions(clearance: int = EVERYTHING) -> set[str]:
    """The records that one report recalls beside an attack that it tells of, and that no reader could look for.

    They sum up several attacks, or are told without day and place, at most with a country.
    """
    vague = Q(earliest=None, precision__in=["", PlacePrecision.COUNTRY.value])
    rows = models.Incident.objects.filter(vague | Q(summary=True), focus=False, marking__lte=clearance)
    single = {"incident__summary": False, "incident__rejected": False, "incident__marking__lte": clearance}
    beside = models.Telling.objects.filter(report=OuterRef("telling__report"), **single)
    beside = beside.exclude(incident__earliest=None, incident__precision__in=["", PlacePrecision.COUNTRY.value])
    rows = rows.annotate(tellings=Count("telling")).filter(Q(tellings=1) | Q(summary=True))
    return set(rows.filter(Exists(beside)).values_list("name", flat=True))


def between(first: dt.date, last: dt.date, country: str | None, clearance: int = EVERYTHING) -> Iterator[Record]:
    """The records of single attacks that lie within these days, in this country where one is given."""
    rows = models.Incident.objects.filter(earliest__gte=first.toordinal(), latest__lte=last.toordinal())
    rows = rows.filter(summary=False, rejected=False, marking__lte=clearance)
    rows = rows.filter(country=country) if country else rows
    for content in rows.order_by("id").values_list("content", flat=True):
        yield msgspec.json.decode(content, type=Record)


def around(
    first: dt.date, last: dt.date, near: tuple[float, float, float], clearance: int = EVERYTHING
) -> Iterator[Record]:
    """The records of single attacks on these days, within (latitude, longitude, kilometres)."""
    rows = models.Incident.objects.filter(summary=False, rejected=False, marking__lte=clearance)
    days = (first.toordinal(), last.toordinal())
    rows = rows.filter(Q(earliest__range=days) | Q(earliest=None, published__range=days))
    found = models.Incident.objects.filter(id__in=_near(rows, *near)).order_by("id")
    for content in found.values_list("content", flat=True):
        yield msgspec.json.decode(content, type=Record)


def doubts(limit: int, clearance: int = EVERYTHING) -> list[Pair]:
    """The pairs that a person should look at, those that matter most first."""
    rows = (
        models.Doubt.objects.filter(
            moved__gt=0,
            one__report__marking__lte=clearance,
            other__report__marking__lte=clearance,
        )
        .exclude(one__incident__marking__gt=clearance)
        .exclude(other__incident__marking__gt=clearance)
    )
    rows = rows.select_related("one__incident", "other__incident").order_by("-priority", "id")[:limit]
    return [
        Pair(
            r.one.key, r.other.key, r.one.incident.name if r.one.incident else "",
            r.other.incident.name if r.other.incident else "", r.bits, r.together, r.moved,
        )
        for r in rows
    ]  # fmt: skip


class UsedNames:
    """Every id that an incident has, or had and that leads elsewhere than to one of `anew`, looked up when asked for.

    What led to an incident that is linked anew is free: what comes out of that incident again is what it named.
    """

    def __init__(self, anew: Container[str]) -> None:
        self._anew = anew

    def __contains__(self, name: object) -> bool:
        if models.Incident.objects.filter(name=name).exists():
            return True
        lead = models.Forward.objects.filter(name=name).values_list("leads_to", flat=True).first()
        return lead is not None and lead not in self._anew


def names() -> frozenset[str]:
    """The id of every incident."""
    return frozenset(models.Incident.objects.values_list("name", flat=True))


def of_report(number: int) -> list[Telling]:
    """A report's tellings as they are stored, and those that its readings do not tell any more but rulings name."""
    rows = models.Telling.objects.filter(report_id=number).order_by("id").values_list("content", flat=True)
    put_by = models.Retired.objects.filter(report_id=number).order_by("id").values_list("content", flat=True)
    return [msgspec.json.decode(content, type=Telling) for content in (*rows, *put_by)]


def rows_of_report(number: int) -> list[Row]:
    """A report's tellings as they are stored."""
    return _rows(models.Telling.objects.filter(report_id=number).order_by("id"))


def first_day(clearance: int = EVERYTHING) -> dt.date | None:
    """The day of the first single attack that was told as news; None where there is none: before it, nobody looked."""
    rows = models.Incident.objects.filter(focus=True, summary=False, marking__lte=clearance)
    day = rows.aggregate(first=Min("latest"))["first"]
    return dt.date.fromordinal(day) if day is not None else None


def sizes(names: Iterable[str]) -> dict[str, int]:
    """How many tellings each of these incidents has."""
    counted = models.Incident.objects.filter(name__in=list(names)).annotate(size=Count("telling"))
    return dict(counted.values_list("name", "size"))


def named(names: Iterable[str]) -> Iterator[Record]:
    """The records of these incidents."""
    contents = models.Incident.objects.filter(name__in=list(names)).values_list("content", flat=True)
    return (msgspec.json.decode(content, type=Record) for content in contents)


def _in(field: str, values: Sequence[Any]) -> list[Row]:
    out: list[Row] = []
    for start in range(0, len(values), _PART):
        out += _rows(models.Telling.objects.filter(**{field: values[start : start + _PART]}))
    return sorted(out, key=lambda row: row.number)


def _rows(tellings: Any) -> list[Row]:
    decode = msgspec.json.Decoder(Telling).decode
    columns = tellings.values_list("id", "content", "component", "incident__name", "report_id")
    return [Row(id, decode(content), component, name or "", report) for id, content, component, name, report in columns]


def passing(sought: Sought, clearance: int = EVERYTHING, *, often: bool = False) -> Any:
    """The query of the incidents that pass; `often` where those that hold the words are many."""
    # + 0: by an index of marks SQLite would sort all incidents instead of taking the newest
    rows = models.Incident.objects.alias(rank=F("marking") + 0).filter(rank__lte=clearance)
    if sought.since:
        rows = rows.filter(day__gte=sought.since.toordinal())
    if sought.until:
        last = sought.until.toordinal()
        rows = rows.filter(Q(earliest__lte=last) | Q(earliest=None, published__lte=last))
    if sought.near:
        rows = rows.filter(id__in=_near(rows, *sought.near))
    if sought.area:
        rows = rows.filter(within(sought.area))
    for field, value in (("country", sought.country), ("method", sought.method), ("outcome", sought.outcome)):
        if value:
            rows = rows.filter(**{field: value})
    if sought.actor or sought.stance:
        claims = models.Claim.objects.all()
        claims = claims.filter(actor__icontains=sought.actor) if sought.actor else claims
        claims = claims.filter(stance=sought.stance) if sought.stance else claims
        rows = rows.filter(id__in=claims.values("incident_id"))
    if sought.killed is not None:
        rows = rows.filter(killed__gte=sought.killed)
    if sought.language:
        rows = rows.filter(_line("languages", sought.language))
    if sought.source:
        told = models.Telling.objects.filter(report__source__name=sought.source)
        rows = rows.filter(id__in=told.values("incident_id"))
    if sought.disputed:
        rows = rows.filter(disputed=True)
    if not sought.rejected:
        rows = rows.filter(rejected=False)
    if not sought.background:
        rows = rows.filter(focus=True)
    return incidents_with_words(rows, sought.words, often=often)


def _line(field: str, value: str) -> Q:
    """True where `value` is one of the lines of a field."""
    alone, first = Q(**{field: value}), Q(**{f"{field}__startswith": f"{value}\n"})
    return alone | first | Q(**{f"{field}__endswith": f"\n{value}"}) | Q(**{f"{field}__contains": f"\n{value}\n"})


def within(area: tuple[float, float, float, float]) -> Q:
    """The condition that a point (`lat`, `lon`) lies in the box."""
    south, west, north, east = area
    wide = Q(lon__range=(west, east)) if west <= east else Q(lon__gte=west) | Q(lon__lte=east)
    return Q(lat__range=(south, north)) & wide


def _near(rows: Any, lat: float, lon: float, km: float) -> list[int]:
    margin = km / _KM
    wide = margin / max(cos(radians(min(89.0, abs(lat) + margin))), 0.01)
    box = rows.filter(lat__range=(lat - margin, lat + margin))
    if wide < 180:
        west, east = lon - wide, lon + wide
        box = box.filter(
            Q(lon__range=(west, east)) | Q(lon__range=(west + 360, 540)) | Q(lon__range=(-540, east - 360))
        )
    points = box.values_list("id", "lat", "lon")
    return [id for id, y, x in points if great_circle((lat, lon), (y, x)) <= km]
