"""All incidents as columns of numbers, kept in memory while nothing changes: what maps and counts are made of.

A hundred thousand incidents are some ten megabytes and are counted in a few milliseconds; a database would take as many
tenths of a second for each of a page's counts. The database's edition says when to load them anew.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db import connection

from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.model.place import PlacePrecision
from sakkhi.store import models

METHODS = tuple(Method)
OUTCOMES = tuple(Outcome)
STANCES = tuple(Stance)
PRECISIONS = tuple(PlacePrecision)
NONE = -1  # a day or toll that is not known

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Columns(NamedTuple):
    """One place in each array for each incident, in the order of their rows; `NONE` or NaN where nothing is known.

    `first` and `last` are days from the year 1, of the incident, else of the news of it. `method`, `outcome` and
    `precision` are places in the tuples of this module, `country`, `languages` and `outlets` in the tuples beside them.
    The claims are apart: `claim_of` is the place of a claim's incident, `actor` its place in `actors`.
    """

    ids: npt.NDArray[np.int64]
    first: Ints
    last: Ints
    lat: Floats
    lon: Floats
    precision: Ints
    method: Ints
    outcome: Ints
    killed: Ints
    injured: Ints
    disputed: Flags
    focus: Flags
    summary: Flags
    country: Ints
    countries: tuple[str, ...]
    languages: Ints
    language_sets: tuple[str, ...]
    outlets: Ints
    outlet_sets: tuple[str, ...]
    claim_of: Ints
    actor: Ints
    actors: tuple[str, ...]
    stance: Ints


_kept: dict[int, tuple[tuple[str, int], Columns]] = {}
_loading = threading.Lock()


def columns(clearance: int) -> Columns:
    """The incidents as they are now, those alone that whoever is cleared for this rank may know of."""
    state = (_database(), _edition())
    kept = _kept.get(clearance)
    if kept is not None and kept[0] == state:
        return kept[1]
    with _loading:
        kept = _kept.get(clearance)
        if kept is None or kept[0] != state:
            kept = _kept[clearance] = (state, _loaded(clearance))
        return kept[1]


def new_edition() -> None:
    """Say that incidents changed; to be called in the transaction that changes them."""
    models.Edition.objects.update_or_create(id=1, defaults={"number": secrets.randbits(62) + 1})


def _edition() -> int:
    found = models.Edition.objects.filter(id=1).values_list("number", flat=True).first()
    return int(found or 0)


def _database() -> str:
    found = connection.settings_dict
    return f"{found['ENGINE']} {found['HOST']}:{found['PORT']}/{found['NAME']}"


_FIELDS = (
    "id", "earliest", "latest", "published", "lat", "lon", "precision", "method", "outcome", "killed", "injured",
    "disputed", "focus", "summary", "country", "languages", "outlets",
)  # fmt: skip


def _loaded(clearance: int) -> Columns:
    seen = models.Incident.objects.filter(marking__lte=clearance, rejected=False)
    rows = list(seen.order_by().values_list(*_FIELDS))
    rows.sort(key=lambda row: row[0])
    of = dict(zip(_FIELDS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(_FIELDS, ())
    ids = np.array(of["id"], dtype=np.int64)
    published = _whole(of["published"])
    earliest, latest = _whole(of["earliest"]), _whole(of["latest"])
    country, countries = _coded(of["country"])
    languages, language_sets = _coded(of["languages"])
    outlets, outlet_sets = _coded(of["outlets"])
    known = set(of["id"])
    told = models.Claim.objects.order_by().values_list("incident_id", "actor", "stance")
    claims = [claim for claim in told if claim[0] in known]
    actor, actors = _coded([claim[1] for claim in claims])
    return Columns(
        ids,
        np.where(earliest == NONE, published, earliest),
        np.where(latest == NONE, published, latest),
        _real(of["lat"]),
        _real(of["lon"]),
        _placed(of["precision"], PRECISIONS, PRECISIONS.index(PlacePrecision.TOWN)),
        _placed(of["method"], METHODS, METHODS.index(Method.UNKNOWN)),
        _placed(of["outcome"], OUTCOMES, OUTCOMES.index(Outcome.UNKNOWN)),
        _whole(of["killed"]),
        _whole(of["injured"]),
        np.array(of["disputed"], dtype=bool),
        np.array(of["focus"], dtype=bool),
        np.array(of["summary"], dtype=bool),
        country,
        countries,
        languages,
        language_sets,
        outlets,
        outlet_sets,
        np.searchsorted(ids, np.array([claim[0] for claim in claims], dtype=np.int64)).astype(np.int32),
        actor,
        actors,
        _placed([claim[2] for claim in claims], STANCES, 0),
    )


def _whole(values: Iterable[int | None]) -> Ints:
    return np.array([NONE if value is None else value for value in values], dtype=np.int32)


def _real(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _placed(values: Iterable[str], known: Sequence[Any], otherwise: int) -> Ints:
    place = {str(value): number for number, value in enumerate(known)}
    return np.array([place.get(value, otherwise) for value in values], dtype=np.int32)


def _coded(values: Iterable[str]) -> tuple[Ints, tuple[str, ...]]:
    """Each value's place among the different values, and those."""
    place: dict[str, int] = {}
    return np.array([place.setdefault(value, len(place)) for value in values], dtype=np.int32), tuple(place)
