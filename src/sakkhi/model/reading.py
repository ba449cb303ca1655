"""What a careful reader writes down from one report."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Incident
from sakkhi.model.place import Place
from sakkhi.model.span import Span
from sakkhi.model.when import When


class StatementKind(StrEnum):
    """What a statement does."""

    ATTRIBUTION = "attribution"
    CLAIM_OF_RESPONSIBILITY = "claim_of_responsibility"
    DENIAL = "denial"
    CASUALTY_REPORT = "casualty_report"
    DAMAGE_REPORT = "damage_report"
    THREAT = "threat"
    SELF_DEFENCE = "self_defence"
    CONDEMNATION = "condemnation"
    ASSESSMENT = "assessment"
    POLICY = "policy"
    OTHER = "other"


class FactKind(StrEnum):
    """What a standing fact tells."""

    DESIGNATION = "designation"
    DEATH = "death"
    MISSION_CHANGE = "mission_change"
    AFFILIATION = "affiliation"
    SITE_USE = "site_use"


class Force(msgspec.Struct, frozen=True, gc=False):
    """Who has how many people where."""

    actor: str
    count: Count
    place: Place | None
    as_of: When | None
    evidence: tuple[Span, ...]


class Statement(msgspec.Struct, frozen=True, gc=False):
    """Who said what; `about` holds incident ids of the same reading."""

    speaker: str
    role: str | None
    organisation: str | None
    kind: StatementKind
    about: tuple[str, ...]
    evidence: tuple[Span, ...]


class Fact(msgspec.Struct, frozen=True, gc=False):
    """A standing fact about an actor or place."""

    kind: FactKind
    subject: str
    object: str
    when: When | None
    evidence: tuple[Span, ...]


class ReportHeader(msgspec.Struct, frozen=True):
    """What a reading says of the report it was read from."""

    id: str
    sha256: str
    source: str | None
    language: str
    title: str | None
    published: dt.date | None
    outlet: str | None = None


class ReaderVersion(msgspec.Struct, frozen=True):
    """What read it: `packs` and `tables` are (name, version) pairs."""

    name: str
    version: str
    packs: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, str], ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """One report, read. Encodes with `msgspec.json` to the contract's JSON object."""

    report: ReportHeader
    reader: ReaderVersion
    incidents: tuple[Incident, ...] = ()
    forces: tuple[Force, ...] = ()
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
