"""A reading → its values in words for a person, in reading order, each with its quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Attribution, Incident, Stance, Target
from sakkhi.model.place import Place, Relation
from sakkhi.model.reading import Fact, Force, Reading, Statement
from sakkhi.model.span import Span
from sakkhi.model.when import When

NOT_SAID = "not said"
FSI, PDI = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
STANCES = {
    Stance.CLAIMS: "claimed by",
    Stance.STATES: "stated by",
    Stance.ASSESSES: "assessed by",
    Stance.SUSPECTS: "suspected by",
    Stance.DENIES: "denied by",
}
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# control characters would let a report command the terminal, and stray direction marks would turn the whole line
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+")


class Value(msgspec.Struct, frozen=True):
    """One value in words: `label` says which, `spans` are the words of the report that it rests on."""

    label: str
    shown: str
    spans: tuple[Span, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A heading with its values; `group` is `incident`, `forces`, `facts` or `statements`."""

    group: str
    title: str
    values: tuple[Value, ...]


def sections(reading: Reading) -> Iterator[Section]:
    """The incidents one by one, then forces, facts and statements where there are any."""
    for number, incident in enumerate(reading.incidents, 1):
        yield Section("incident", _title(number, incident), tuple(incident_values(incident)))
    if reading.forces:
        yield Section("forces", "Forces", tuple(map(_force, reading.forces)))
    if reading.facts:
        yield Section("facts", "Standing facts", tuple(map(_fact, reading.facts)))
    if reading.statements:
        numbers = {incident.id: str(n) for n, incident in enumerate(reading.incidents, 1)}
        yield Section("statements", "Statements", tuple(_statement(s, numbers) for s in reading.statements))


def incident_values(incident: Incident) -> Iterator[Value]:
    """What, where, when, with what, against whom, outcome, killed and injured, who says who did it."""
    words = incident.evidence
    yield Value("what", in_words(incident.method), words.method)
    yield Value("role", in_words(incident.role), words.role)
    if incident.repeats != 1:
        yield Value("attacks", str(incident.repeats), words.repeats)
    yield Value("where", place_in_words(incident.where), words.where)
    yield Value("when", when_in_words(incident.when), words.when)
    if incident.munitions:
        yield Value("with", f"{count_in_words(incident.munitions)} munitions", words.munitions)
    if incident.launched_from:
        yield Value("from", place_in_words(incident.launched_from), words.launched_from)
    yield Value("against", "; ".join(map(_target, incident.targets)) or NOT_SAID, words.targets)
    yield Value("outcome", in_words(incident.outcome), words.outcome)
    if incident.intercepted:
        yield Value("stopped", count_in_words(incident.intercepted), words.intercepted)
    if incident.damage:
        yield Value("damage", in_words(incident.damage), words.damage)
    yield Value("killed", count_in_words(incident.killed), words.killed)
    yield Value("injured", count_in_words(incident.injured), words.injured)
    for attribution in incident.attributions:
        yield Value("who", _attribution(attribution), attribution.evidence)
    if incident.unclaimed:
        yield Value("who", "nobody has claimed it", words.unclaimed)
    elif not incident.attributions:
        yield Value("who", NOT_SAID)


def in_words(value: str) -> str:
    """A closed list's value as a person reads it: `armed_clash` is "armed clash"."""
    return str(value).replace("_", " ")


def count_in_words(count: Count | None) -> str:
    """How many, as a person says it; "not said" where it is None."""
    if count is None or (count.min is None and count.max is None):
        return NOT_SAID
    if count.is_zero:
        return "none"
    if count.max is None:
        shown = f"at least {count.min:,}"
    elif count.min is None:
        shown = f"up to {count.max:,}"
    else:
        shown = f"{count.min:,}" if count.min == count.max else f"{count.min:,} to {count.max:,}"
    return f"about {shown}" if count.approximate else shown


def when_in_words(when: When | None) -> str:
    """The days, how exactly, and on what basis."""
    if when is None:
        return NOT_SAID
    days = str(when.earliest) if when.earliest == when.latest else f"{when.earliest} to {when.latest}"
    return f"{days} ({when.precision}, {when.basis})"


def place_in_words(place: Place | None) -> str:
    """The place, its country, and where on the map it is."""
    if place is None:
        return NOT_SAID
    near = "near " if place.relation is Relation.NEAR else ""
    name = place.name if not place.country or place.precision == "country" else f"{place.name}, {place.country}"
    if place.lat is None or place.lon is None or place.precision == "country":
        return near + name
    return f"{near}{name} ({place.lat:.2f}, {place.lon:.2f}; {place.precision or 'place'})"


def quoted(text: str) -> str:
    """The words in quotation marks; right-to-left words isolated (FSI … PDI, UAX #9) so that a line keeps its order."""
    clean = _UNSAFE.sub(" ", text).strip()
    return f"“{FSI}{clean}{PDI}”" if _RTL.search(clean) else f"“{clean}”"


def _title(number: int, incident: Incident) -> str:
    where = incident.where.name if incident.where else "place not said"
    return f"{number} · {in_words(incident.method)} · {where} · {in_words(incident.role)}"


def _target(target: Target) -> str:
    whose = f" of {target.actor}" if target.actor else ""
    return f"{in_words(target.type)}{f' ({target.name})' if target.name else ''}{whose}"


def _attribution(attribution: Attribution) -> str:
    by = {"report": "the report", "unknown": "somebody not named", attribution.actor: "itself"}.get(
        attribution.by, attribution.by
    )
    kind = "" if attribution.by_type in ("report", "unknown") else f" ({in_words(attribution.by_type)})"
    return f"{attribution.actor}: {STANCES[attribution.stance]} {by}{kind}"


def _force(force: Force) -> Value:
    where = f", {place_in_words(force.place)}" if force.place else ""
    when = f", {when_in_words(force.as_of)}" if force.as_of else ""
    return Value(force.actor, count_in_words(force.count) + where + when, force.evidence)


def _fact(fact: Fact) -> Value:
    when = f", {when_in_words(fact.when)}" if fact.when else ""
    return Value(in_words(fact.kind), f"{fact.subject} → {fact.object}{when}", fact.evidence)


def _statement(statement: Statement, numbers: dict[str, str]) -> Value:
    post = ", ".join(filter(None, (statement.role, statement.organisation)))
    about = ", ".join(numbers.get(id, id) for id in statement.about)
    shown = f"{statement.speaker}{f' ({post})' if post else ''}{f', on incident {about}' if about else ''}"
    return Value(in_words(statement.kind), shown, statement.evidence)
