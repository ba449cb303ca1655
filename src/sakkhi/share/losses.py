"""What a format cannot hold, counted as an export goes, and written beside it: JSON for programs, text for people.

Each format names what it loses of our fields and why; the fields of a record that are filled decide what is counted.
What may not leave at all (its marking) is counted and nothing more is said of it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import Stance
from sakkhi.model.marking import Marking
from sakkhi.model.place import Relation
from sakkhi.settings import VERSION
from sakkhi.share.standing import Standing, is_unclaimed, named
from sakkhi.share.text import json, plain

_SLOTS = (
    "method", "when", "where", "targets", "outcome", "munitions", "intercepted", "killed", "injured", "damage",
)  # fmt: skip
_KEPT_IN_MEMORY = 1 << 20
_SHOWN = 20


class How(StrEnum):
    """What becomes of a field that a format cannot hold as it is."""

    PART = "in part"
    LOST = "left out"


class Loss(NamedTuple):
    """What becomes of a field, and in which way."""

    how: How
    why: str


def lost(why: str) -> Loss:
    """The field is not in the format."""
    return Loss(How.LOST, why)


def part(why: str) -> Loss:
    """Something of the field is in the format."""
    return Loss(How.PART, why)


class Field(NamedTuple):
    """One of our fields as the table of losses lists it: what it is, and whether a dossier has it."""

    name: str
    what: str
    filled: Callable[[Dossier], bool]


def _slot(name: str) -> Callable[[Dossier], bool]:
    return lambda dossier: bool(getattr(dossier.record, name))


def _stances(*wanted: Standing) -> Callable[[Dossier], bool]:
    return lambda dossier: any(actor.standing in wanted for actor in named(dossier.record))


def _count(test: Callable[[Any], bool]) -> Callable[[Dossier], bool]:
    slots = ("killed", "injured", "munitions", "intercepted")
    return lambda dossier: any(test(held[0].value) for slot in slots if (held := getattr(dossier.record, slot)))


def _claims(test: Callable[[Any], bool]) -> Callable[[Dossier], bool]:
    return lambda dossier: any(test(claim) for claim in dossier.record.ledger)


def _targets(test: Callable[[Any], Any]) -> Callable[[Dossier], bool]:
    return lambda dossier: any(test(target) for t in dossier.tellings for target in t.incident.targets)


_DOUBTFUL = (Standing.CONTESTED, Standing.ASSESSED, Standing.SUSPECTED)
FIELDS = (
    Field("id", "the incident's id", lambda d: True),
    Field("method", "how the attack was made", _slot("method")),
    Field("when", "the first and the last day that it may have been", _slot("when")),
    Field("when_basis", "how exactly the day is told, and on what it rests", _slot("when")),
    Field("where", "place, country and coordinates", _slot("where")),
    Field("where_precision", "how narrow the place is", _slot("where")),
    Field("relation", "near the place, not at it", lambda d: _where(d, lambda p: p.relation is Relation.NEAR)),
    Field("site", "the gazetteer's id of the site", lambda d: _where(d, lambda p: p.site is not None)),
    Field("launched_from", "where it was launched from", lambda d: any(t.incident.launched_from for t in d.tellings)),
    Field("targets", "types of what was attacked", _slot("targets")),
    Field("target_names", "names of what was attacked", _targets(lambda t: t.name)),
    Field("target_actors", "whose the targets are", _targets(lambda t: t.actor)),
    Field("outcome", "what came of it", _slot("outcome")),
    Field("munitions", "how many munitions", _slot("munitions")),
    Field("intercepted", "how many of them were stopped", _slot("intercepted")),
    Field("killed", "how many were killed", _slot("killed")),
    Field("injured", "how many were injured", _slot("injured")),
    Field("ranges", "counts that are ranges, open or approximate", _count(lambda c: c.min != c.max or c.approximate)),
    Field("tolls", "the range of all tolls told", lambda d: len(d.record.killed) > 1 or len(d.record.injured) > 1),
    Field("damage", "how much was damaged", _slot("damage")),
    Field("claimed", "actors that claim it or are stated to have made it", _stances(Standing.CLAIMED, Standing.STATED)),
    Field("doubtful", "actors assessed, suspected or contested", _stances(*_DOUBTFUL)),
    Field("denied", "actors that are only said not to have made it", _stances(Standing.DENIED)),
    Field("unclaimed", "that nobody has claimed it", lambda d: is_unclaimed(d.record)),
    Field("stance", "the stance of each claim", _claims(lambda c: c.stance is not None)),
    Field("speakers", "who says who did it", _claims(lambda c: c.stance is not None)),
    Field("denials", "denials beside other claims", _claims(lambda c: c.stance == Stance.DENIES)),
    Field("ledger", "claims in order of time, and what each changed", _claims(lambda c: True)),
    Field("quotes", "the words that claims rest on", _claims(lambda c: bool(c.quotes))),
    Field("evidence", "the words that values rest on", lambda d: any(_has_evidence(t) for t in d.tellings)),
    Field(
        "others",
        "further values of a slot",
        lambda d: any(len(getattr(d.record, s)) > 1 for s in _SLOTS if s != "targets"),
    ),
    Field("holders", "which reports give which value", lambda d: any(getattr(d.record, s) for s in _SLOTS)),
    Field("voices", "how many independent voices tell of it", lambda d: d.record.voices > 0),
    Field("disputed", "on what the reports exclude each other", _slot("disputed")),
    Field("ruled", "which values a person ruled on", _slot("ruled")),
    Field("repeats", "how many attacks a summary stands for", lambda d: d.record.repeats > 1),
    Field("includes", "what a summary sums up", _slot("includes")),
    Field("roles", "whether a report tells it as its news", lambda d: bool(d.record.tellings)),
    Field("reports", "which reports tell of it", lambda d: bool(d.record.tellings)),
    Field("addresses", "where the reports are", lambda d: any(r.source for r in d.reports)),
    Field("titles", "titles of the reports", lambda d: any(r.title for r in d.reports)),
    Field("outlets", "who published the reports", lambda d: any(t.outlet for t in d.record.tellings)),
    Field("published", "when the reports came out", lambda d: any(t.published for t in d.record.tellings)),
    Field("languages", "languages of the reports", lambda d: bool(d.record.tellings)),
    Field("marking", "how far it may travel (TLP 2.0)", lambda d: True),
)
NAMES = tuple(field.name for field in FIELDS)


def _where(dossier: Dossier, test: Callable[[Any], bool]) -> bool:
    return bool(dossier.record.where) and test(dossier.record.where[0].value)


def _has_evidence(telling: Any) -> bool:
    return any(getattr(telling.incident.evidence, name) for name in telling.incident.evidence.__struct_fields__)


class Refused(msgspec.Struct, frozen=True):
    """A record that the format's own rules keep out, and why."""

    id: str
    why: tuple[str, ...]


class Account:
    """Counts what one export leaves out. What was refused goes to a file when it grows, so that memory does not."""

    def __init__(self, format: str, loses: Mapping[str, Loss], limit: Marking) -> None:
        self.format, self.limit = format, limit
        self._loses = loses
        self._fields = [field for field in FIELDS if field.name in loses]
        self.seen = self.written = self.withheld = self.refused = 0
        self.lost: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self._refused = tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY)  # noqa: SIM115  closed with the account

    def withhold(self) -> None:
        """Count a record whose marking keeps it in; nothing else of it is kept."""
        self.seen += 1
        self.withheld += 1

    def refuse(self, dossier: Dossier, why: tuple[str, ...]) -> None:
        """Note a record that is not eligible."""
        self.seen += 1
        self.refused += 1
        self.reasons.update(why)
        self._refused.seek(0, 2)
        self._refused.write(json(Refused(dossier.record.id, why)) + b"\n")

    def take(self, dossier: Dossier) -> None:
        """Count a record that is written, and what the format loses of it."""
        self.seen += 1
        self.written += 1
        self.lost.update(field.name for field in self._fields if field.filled(dossier))

    def refusals(self) -> Iterator[Refused]:
        """What was not eligible, in the order of the export."""
        self._refused.seek(0)
        for line in self._refused:
            yield msgspec.json.decode(line, type=Refused)

    def report(self) -> Iterator[bytes]:
        """The loss report as one JSON object, in pieces."""
        head = {
            "format": self.format,
            "made_by": f"sakkhi {VERSION}",
            "tlp": self.limit.value,
            "records": {
                "seen": self.seen, "written": self.written, "not_eligible": self.refused, "withheld": self.withheld,
            },
            "lost": [
                {"field": f.name, "what": f.what, "how": loss.how.value, "why": loss.why, "records": self.lost[f.name]}
                for f in self._fields if (loss := self._loses[f.name])
            ],
            "reasons": dict(sorted(self.reasons.items())),
        }  # fmt: skip
        yield json(head)[:-1] + b',"not_eligible":['
        for number, refused in enumerate(self.refusals()):
            yield (b",\n" if number else b"\n") + json(refused)
        yield b"]}\n"

    def in_words(self) -> str:
        """The loss report for a person to read."""
        lines = [
            f"Loss report: {self.format}, made by sakkhi {VERSION}",
            f"{self.written:,} of {self.seen:,} records written, {self.refused:,} not eligible, "
            f"{self.withheld:,} withheld by their marking (more than TLP:{self.limit.value})",
        ]
        told = [field for field in self._fields if self.lost[field.name]]
        if told:
            lines += ["", "What this format cannot hold of the records written:"]
        for field in told:
            loss = self._loses[field.name]
            lines.append(f"- {field.what}: {loss.how.value} in {self.lost[field.name]:,}: {loss.why}")
        if self.reasons:
            lines += ["", "Not eligible:"]
            lines += [f"- {count:,}: {why}" for why, count in sorted(self.reasons.items(), key=lambda r: (-r[1], r[0]))]
            shown = [plain(refused.id) for _, refused in zip(range(_SHOWN), self.refusals(), strict=False)]
            lines.append(f"  {', '.join(shown)}{' …' if self.refused > _SHOWN else ''}")
        return "\n".join(lines) + "\n"

    def close(self) -> None:
        """Let the file go."""
        self._refused.close()
