"""Values → words of a language, from the data in `languages/`: what briefs and warnings are written with.

A claim is told by its stance and never more surely. Names come in the language where the tables have them; words of
reports stay in their own script. In plain text each is isolated, so that no line turns around (UAX #9).
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Outcome
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.record import Claim, ClaimKind, Record
from sakkhi.model.when import When
from sakkhi.share.text import plain

FSI, PDI = "\u2068", "\u2069"
_LONGEST = 300  # characters of a name or quotation of hostile length that are still shown

Marked = Callable[[str], str]


def isolated(text: str) -> str:
    """The text as part of a line in any direction."""
    return f"{FSI}{text}{PDI}"


def cut(text: str, longest: int = _LONGEST) -> str:
    """Foreign text for a person's eye: one line, nothing that commands or turns it, no longer than a line or two."""
    clean = " ".join(plain(text[: 4 * longest]).split())
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


class Wording(msgspec.Struct, frozen=True):
    """A language's words; `marked` sets foreign text apart from the line around it, as the medium needs it."""

    code: str
    direction: str
    labels: Mapping[str, Mapping[str, str]]
    plain: Mapping[str, str]
    months: tuple[str, ...]
    bearings: tuple[str, ...]
    names: Mapping[str, str] = {}
    marked: Marked = isolated

    def label(self, group: str, key: str) -> str:
        """The word for a value of a closed list."""
        return self.labels[group][key]

    def phrase(self, group: str, key: str, **values: object) -> str:
        """A phrase with its values put in; a value is never itself taken for a phrase."""
        return self.labels[group][key].format_map({name: str(value) for name, value in values.items()})

    def number(self, value: float) -> str:
        """A number in the language's digits, with at most one decimal."""
        whole = abs(value - round(value)) < 0.05
        written = f"{round(value):,}" if whole else f"{value:,.1f}"
        return self.digits(written.replace(",", self.plain["group"]))

    def digits(self, written: str) -> str:
        """The same with the language's digits."""
        return written.translate(str.maketrans("0123456789", self.plain["digits"]))

    def date(self, day: dt.date) -> str:
        """A day."""
        written = self.plain["date"].format(d=day.day, month=self.months[day.month - 1], y=day.year)
        return self.digits(written)

    def days(self, when: When | None) -> str:
        """A stretch of days."""
        if when is None:
            return self.plain["not_said"]
        first, last = self.date(when.earliest), self.date(when.latest)
        return first if first == last else self.plain["span"].format(first=first, last=last)

    def count(self, count: Count | None) -> str:
        """How many."""
        if count is None or (count.min is None and count.max is None):
            return self.plain["not_said"]
        if count.is_zero:
            return self.plain["none"]
        low, high = (None if n is None else self.number(n) for n in (count.min, count.max))
        if low == high:
            written = str(low)
        else:
            form = "most" if low is None else "least" if high is None else "range"
            written = self.plain[form].format(min=low, max=high)
        return self.plain["about"].format(count=written) if count.approximate else written

    def listed(self, words: Iterable[str]) -> str:
        """Words in a list."""
        return self.plain["list"].join(words)

    def name(self, name: str) -> str:
        """A name of the tables in the language where it has one there; set apart from the line."""
        return self.marked(cut(self.names.get(name, name)))

    def quote(self, words: str) -> str:
        """Words of a report, in their own script."""
        return f"“{self.marked(cut(words))}”"

    def place(self, place: Place | None) -> str:
        """A place, and near it where it was near it."""
        if place is None:
            return self.plain["not_said"]
        name = self.name(place.name)
        return self.phrase("warn", "near", place=name) if place.relation == Relation.NEAR else name

    def roughly(self, place: Place) -> str | None:
        """How roughly the place is known; None where it is a town or nearer."""
        if place.precision in (None, PlacePrecision.SITE, PlacePrecision.TOWN):
            return None
        return self.label("precision", str(place.precision))

    def what(self, record: Record) -> str:
        """The method, with the outcome where one is known."""
        method = self.label("method", record.method[0].value if record.method else "unknown")
        outcome = record.outcome[0].value if record.outcome else Outcome.UNKNOWN
        return method if outcome == Outcome.UNKNOWN else f"{method} ({self.label('outcome', outcome)})"

    def where(self, record: Record) -> str:
        """The preferred place."""
        return self.place(record.where[0].value if record.where else None)

    def speaker(self, claim: Claim) -> str:
        """Who says it."""
        if claim.by in ("report", "unknown"):
            return self.label("said", claim.by)
        return self.name(claim.by)

    def claim(self, claim: Claim) -> str:
        """What an entry of the ledger says of who did it, no more surely than it was said."""
        if claim.kind == ClaimKind.UNCLAIMED or claim.stance is None:
            return self.label("said", "unclaimed")
        return self.phrase("said", claim.stance, actor=self.name(claim.about), by=self.speaker(claim))

    def bearing(self, degrees: float) -> str:
        """A direction of the compass."""
        return self.bearings[round(degrees / 45) % 8]


def wording(language: str, names: Mapping[str, str] | None = None, marked: Marked = isolated) -> Wording:
    """The words of a language. Raises `FileNotFoundError` where there are none."""
    found = _loaded(language)
    return msgspec.structs.replace(found, names=names or {}, marked=marked)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words of, sorted."""
    folder = files("sakkhi") / "share" / "languages"
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))


@cache
def _loaded(language: str) -> Wording:
    path = files("sakkhi") / "share" / "languages" / f"{language}.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Wording(
        told["code"],
        told["direction"],
        {key: value for key, value in told.items() if isinstance(value, dict)},
        {key: value for key, value in told.items() if isinstance(value, str)},
        tuple(told["months"]),
        tuple(told["bearings"]),
    )


def compass(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Degrees from north, clockwise, in which `b` lies as seen from `a`; both are (latitude, longitude)."""
    north, south = math.radians(a[0]), math.radians(b[0])
    across = math.radians(b[1] - a[1])
    east = math.sin(across) * math.cos(south)
    up = math.cos(north) * math.sin(south) - math.sin(north) * math.cos(south) * math.cos(across)
    return math.degrees(math.atan2(east, up)) % 360
