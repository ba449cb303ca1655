"""What happened within a distance of a site → figures in words, each with its interval."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.utils.translation import gettext as _

from sakkhi.assess.rates import Share, Standing, recent, share
from sakkhi.desk.symbols import shape
from sakkhi.model.incident import Method, Outcome
from sakkhi.share.wording import Wording
from sakkhi.store.around import Around

COLUMNS = (Outcome.HIT, Outcome.MIXED, Outcome.MISSED, Outcome.INTERCEPTED, Outcome.FOILED, Outcome.UNKNOWN)
_MET = (Outcome.HIT, Outcome.MIXED, Outcome.MISSED, Outcome.INTERCEPTED)  # came as far as a defence could stop it


class Line(msgspec.Struct, frozen=True):
    """A method's line: how many by outcome, in the order of `COLUMNS`, and how often it was stopped."""

    method: str
    shape: str
    counts: tuple[str, ...]
    total: str
    stopped: str


class Ring(msgspec.Struct, frozen=True):
    """A ring in words. `standing` is a value of `assess.rates.Standing`; `km` is for an address."""

    km: str
    title: str
    count: str
    any: bool
    rough: str
    killed: str
    injured: str
    last: str
    recent: str
    usual: str
    standing: str
    standing_told: str
    stopped: str
    lines: tuple[Line, ...]
    heads: tuple[tuple[str, str], ...]


def ring(found: Around, days: int, words: Wording) -> Ring:
    """The figures of a ring; `days` are those that are recent."""
    totals: dict[Outcome, int] = {}
    for outcomes in found.outcomes.values():
        for outcome, number in outcomes.items():
            totals[outcome] = totals.get(outcome, 0) + number
    compared = recent(found.recent, days, found.before, found.before_days)
    usual = ""
    if compared.usual is not None and compared.low is not None and compared.high is not None:
        low, high = words.number(compared.low), words.number(compared.high)
        usual = _("%(usual)s (%(low)s to %(high)s)") % {"usual": words.number(compared.usual), "low": low, "high": high}
    return Ring(
        f"{found.km:g}",
        _("%(km)s km") % {"km": words.number(found.km)},
        words.number(found.count),
        found.count > 0,
        words.number(found.rough) if found.rough else "",
        words.number(found.killed),
        words.number(found.injured),
        words.date(dt.date.fromordinal(found.last)) if found.last else "",
        words.number(found.recent),
        usual,
        compared.standing.value,
        _standing(compared.standing),
        _stopped(totals, words),
        tuple(_line(method, outcomes, words) for method, outcomes in found.outcomes.items()),
        tuple((outcome.value, words.label("outcome", outcome)) for outcome in COLUMNS),
    )


def _line(method: Method, outcomes: dict[Outcome, int], words: Wording) -> Line:
    return Line(
        words.label("method", method),
        shape(method),
        tuple(words.number(outcomes.get(outcome, 0)) for outcome in COLUMNS),
        words.number(sum(outcomes.values())),
        _stopped(outcomes, words),
    )


def _stopped(outcomes: dict[Outcome, int], words: Wording) -> str:
    """How many of those that a defence could have stopped it did, with Wilson's interval; "" where there were none."""
    met = sum(outcomes.get(outcome, 0) for outcome in _MET)
    found: Share = share(outcomes.get(Outcome.INTERCEPTED, 0), met)
    if found.value is None or found.low is None or found.high is None:
        return ""
    value, low, high = (words.number(round(100 * part)) for part in (found.value, found.low, found.high))
    told = {
        "part": words.number(found.part), "whole": words.number(found.whole), "value": value, "low": low, "high": high,
    }  # fmt: skip
    return str(_("%(part)s of %(whole)s: %(value)s %% (%(low)s to %(high)s %%)") % told)


def _standing(standing: Standing) -> str:
    told = {
        Standing.MORE: _("more than usual"),
        Standing.LESS: _("less than usual"),
        Standing.USUAL: _("as usual"),
        Standing.UNKNOWN: _("too little is known to say what is usual"),
    }
    return str(told[standing])
