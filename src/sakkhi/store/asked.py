"""What somebody wants to see → which incidents that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import numpy as np

from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.store.columns import METHODS, NONE, OUTCOMES, STANCES, Columns, Flags, Floats, Ints

Box = tuple[float, float, float, float]  # south, west, north, east in degrees; west above east crosses 180 degrees


class Asked(msgspec.Struct, frozen=True):
    """Which incidents are wanted; what is None or empty does not matter.

    Days are inclusive. `near` is (lat, lon, km). `killed` and `harmed` (killed or hurt) are the least number. `actor`
    is a part of a name, `stance` how anybody ties it (or, without an actor, somebody) to the incident. `everything`
    brings what is only told as history, and summaries of several attacks.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    area: Box | None = None
    near: tuple[float, float, float] | None = None
    country: str = ""
    methods: frozenset[Method] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    actor: str = ""
    stance: Stance | None = None
    killed: int = 0
    harmed: int = 0
    language: str = ""
    outlet: str = ""
    disputed: bool = False
    everything: bool = False


def passing(asked: Asked, columns: Columns) -> Flags:
    """True for each incident that is wanted."""
    wanted = np.ones(len(columns.ids), dtype=bool)
    if asked.since is not None:
        wanted &= columns.last >= asked.since.toordinal()
    if asked.until is not None:
        wanted &= (columns.first <= asked.until.toordinal()) & (columns.first != NONE)
    if asked.area is not None:
        wanted &= within(asked.area, columns.lat, columns.lon)
    if asked.near is not None:
        wanted &= distances(asked.near[0], asked.near[1], columns.lat, columns.lon) <= asked.near[2]
    if asked.methods:
        wanted &= np.isin(columns.method, [METHODS.index(m) for m in asked.methods])
    if asked.outcomes:
        wanted &= np.isin(columns.outcome, [OUTCOMES.index(o) for o in asked.outcomes])
    if asked.killed:
        wanted &= columns.killed >= asked.killed
    if asked.harmed:
        wanted &= np.maximum(columns.killed, 0) + np.maximum(columns.injured, 0) >= asked.harmed
    if asked.country:
        wanted &= _among(columns.country, columns.countries, lambda c: c == asked.country)
    if asked.language:
        wanted &= _among(columns.languages, columns.language_sets, lambda s: asked.language in s.split("\n"))
    if asked.outlet:
        wanted &= _among(columns.outlets, columns.outlet_sets, lambda s: asked.outlet in s.split("\n"))
    if asked.actor or asked.stance is not None:
        wanted &= _claimed(asked, columns)
    if asked.disputed:
        wanted &= columns.disputed
    if not asked.everything:
        wanted &= columns.focus & ~columns.summary
    return wanted


def within(box: Box, lat: Floats, lon: Floats) -> Flags:
    """True for each point in the box; never for one that is not known."""
    south, west, north, east = box
    inside = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return np.asarray((lat >= south) & (lat <= north) & inside)


def distances(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Kilometres from a point to each of the others by the haversine, as `model.place.great_circle`; NaN if unknown."""
    north, souths = np.radians(lat), np.radians(lats)
    across = np.sin(np.radians(lons - lon) / 2) ** 2
    chord = np.sin((souths - north) / 2) ** 2 + np.cos(north) * np.cos(souths) * across
    return np.asarray(2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(1.0, chord))))


def _among(codes: Ints, values: tuple[str, ...], wanted: Callable[[str], bool]) -> Flags:
    return np.array([wanted(value) for value in values], dtype=bool)[codes] if values else np.zeros(len(codes), bool)


def _claimed(asked: Asked, columns: Columns) -> Flags:
    claims = np.ones(len(columns.claim_of), dtype=bool)
    if asked.actor:
        name = asked.actor.casefold()
        claims &= _among(columns.actor, columns.actors, lambda actor: name in actor.casefold())
    if asked.stance is not None:
        claims &= columns.stance == STANCES.index(asked.stance)
    out = np.zeros(len(columns.ids), dtype=bool)
    out[columns.claim_of[claims]] = True
    return out
