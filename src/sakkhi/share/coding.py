"""What the coded formats (ACLED, UCDP, GTD, MUC-4) ask of a dossier alike."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import Method, Outcome, TargetType
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.record import Record
from sakkhi.model.when import When
from sakkhi.share.codes import Country, countries
from sakkhi.share.formats import Known
from sakkhi.share.standing import Named, named


class Party(msgspec.Struct, frozen=True):
    """An actor that stands plain; `kind` is that of the tables, "" where they do not know it, `country` its own."""

    name: str
    kind: str
    country: str


class Coded(msgspec.Struct, frozen=True):
    """The preferred values of a dossier as coded formats take them."""

    dossier: Dossier
    record: Record
    when: When | None
    where: Place | None
    country: Country | None
    method: Method
    outcome: Outcome
    targets: tuple[TargetType, ...]
    actors: tuple[Named, ...]
    parties: tuple[Party, ...]

    @property
    def days(self) -> int:
        """How many days it may have been on."""
        return (self.when.latest - self.when.earliest).days + 1 if self.when else 0

    @property
    def middle(self) -> dt.date:
        """The day in the middle of those that it may have been on."""
        if self.when is None:
            raise ValueError(self.record.id)
        return self.when.earliest + (self.when.latest - self.when.earliest) // 2


def coded(dossier: Dossier, known: Known) -> Coded:
    """The values of a dossier."""
    record = dossier.record
    where = record.where[0].value if record.where else None
    actors = named(record)
    return Coded(
        dossier,
        record,
        record.when[0].value if record.when else None,
        where,
        countries().get(where.country or "") if where else None,
        record.method[0].value if record.method else Method.UNKNOWN,
        record.outcome[0].value if record.outcome else Outcome.UNKNOWN,
        tuple(held.value for held in record.targets),
        actors,
        tuple(party(actor.actor, known) for actor in actors if actor.plain),
    )


def party(name: str, known: Known) -> Party:
    """An actor with what the tables know of it."""
    row = known.actors.get(name)
    return Party(name, row.kind if row else "", row.country if row else "")


def victim(dossier: Dossier, known: Known) -> Party | None:
    """Whose the target is, where a report tells it."""
    told = (t.actor for one in dossier.tellings for t in one.incident.targets if t.actor)
    name = next(told, None)
    return party(name, known) if name else None


def names_of_targets(dossier: Dossier) -> Iterator[tuple[TargetType, str]]:
    """(type, name) of each target that has a name, each name once."""
    seen: set[str] = set()
    for telling in dossier.tellings:
        for target in telling.incident.targets:
            if target.name and target.name not in seen:
                seen.add(target.name)
                yield target.type, target.name


def tolls(record: Record, slot: str) -> list[Count]:
    """The tolls told, the preferred one first; the ruled one alone where a person ruled."""
    counts: list[Count] = [held.value for held in getattr(record, slot)]
    return counts[:1] if slot in record.ruled else counts


def lowest(record: Record, slot: str) -> int:
    """The lowest of differing tolls; 0 where nothing is said, or only how many at most."""
    least = [count.min for count in tolls(record, slot) if count.min is not None]
    return min(least) if least else 0


def is_near(place: Place) -> bool:
    """True where it was near the place, not at it."""
    return place.relation is Relation.NEAR


def admin(place: Place) -> tuple[str, str]:
    """(first, second) administrative unit, as far as the place is one itself."""
    return (
        place.name if place.precision is PlacePrecision.PROVINCE else "",
        place.name if place.precision is PlacePrecision.DISTRICT else "",
    )


def outlets(dossier: Dossier) -> tuple[str, ...]:
    """Who published the reports, each once; the report's id where nobody is known."""
    return tuple(dict.fromkeys(told.outlet or told.report for told in dossier.record.tellings))


def number(id: str, digits: int) -> int:
    """A number made of an incident's id, the same whenever and wherever it is made."""
    return int.from_bytes(hashlib.sha256(id.encode("utf-8", "replace")).digest()[:8], "big") % int(10**digits)


def place_barred(dossier: Dossier) -> Iterator[str]:
    """Why its place keeps it out of a format that needs a point in a country."""
    where = dossier.record.where[0].value if dossier.record.where else None
    if where is None:
        yield "no place is told"
    elif where.country not in countries():
        yield "it lies in no country"
    elif where.lat is None or where.lon is None:
        yield "its place has no coordinates"
