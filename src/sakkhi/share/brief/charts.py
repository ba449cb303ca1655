"""Incidents → bars as SVG, by Altair and vl-convert: no browser, no network; the same for the same incidents.

What there is to read beside the bars is HTML, since WeasyPrint sets the text of SVG letter by letter, which leaves
Bangla's conjuncts apart and Arabic's letters unjoined.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from sakkhi.model.brief import Period
from sakkhi.model.incident import Outcome
from sakkhi.model.record import Record
from sakkhi.share.wording import Wording

_COLOURS = {
    "intercepted": "#2a7f62", "foiled": "#7fb8a4", "missed": "#b9c7b1", "hit": "#b3402e", "mixed": "#d98e5f",
    "unknown": "#8d8d8d",
}  # fmt: skip
_WIDE, _HIGH, _BAND = 600, 120, 26
_TICKS = 7  # days that are named under the bars


class Label(msgspec.Struct, frozen=True):
    """A word beside a chart: where, in hundredths of its width or height, and in which colour where that says it."""

    text: str
    at: float = 0.0
    colour: str = ""


class Chart(msgspec.Struct, frozen=True):
    """Bars; `across` are labels under them, `up` the counts beside them, `legend` says what the colours are."""

    svg: Markup
    across: tuple[Label, ...] = ()
    up: tuple[Label, ...] = ()
    legend: tuple[Label, ...] = ()


def by_day(records: Sequence[Record], period: Period, words: Wording) -> Chart:
    """Incidents a day, by outcome; those without one day are left out."""
    import altair as alt

    counted: Counter[tuple[dt.date, str]] = Counter()
    for record in records:
        when = record.when[0].value if record.when else None
        if when is not None and when.earliest == when.latest and period.first <= when.latest <= period.last:
            counted[when.latest, (record.outcome[0].value if record.outcome else Outcome.UNKNOWN).value] += 1
    days = [period.first + dt.timedelta(days=n) for n in range(period.days)]
    order = [outcome for outcome in _COLOURS if any(o == outcome for _, o in counted)]
    rows = [
        {"day": str(day), "order": n, "outcome": outcome, "n": counted[day, outcome]}
        for day in days
        for n, outcome in enumerate(order)
        if counted[day, outcome]
    ]
    top = max([1, *(sum(counted[day, o] for o in order) for day in days)])
    steps = list(range(0, top + 1, max(1, top // 3)))
    axis = alt.Axis(labels=False, ticks=False, domain=False, title=None, values=steps, gridColor="#d5d1c7")
    drawn = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("day:O", axis=None, scale=alt.Scale(domain=[str(day) for day in days])),
            y=alt.Y("n:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False)),
            color=alt.Color("outcome:N", legend=None, scale=_scale(alt, order)),
            order="order:Q",
        )
        .properties(width=_WIDE, height=_HIGH)
    )
    every = max(1, -(-len(days) // _TICKS))
    across = [Label(_short(day, words), 100 * (n + 0.5) / len(days)) for n, day in enumerate(days) if n % every == 0]
    up = [Label(words.number(step), 100 * step / top) for step in steps]
    legend = [Label(words.label("outcome", outcome), colour=_COLOURS[outcome]) for outcome in order]
    return Chart(_svg(drawn, words.label("brief", "day_chart")), tuple(across), tuple(up), tuple(legend))


def by_method(records: Sequence[Record], words: Wording) -> tuple[Chart, tuple[tuple[str, str], ...]]:
    """(bars of incidents by method, the most frequent first; the name and number of each)."""
    import altair as alt

    counted = Counter((r.method[0].value if r.method else "unknown") for r in records)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    rows = [{"method": name, "n": n} for name, n in ordered]
    drawn = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color="#3b6ea5", height=14)
        .encode(
            x=alt.X("n:Q", axis=None, scale=alt.Scale(reverse=words.direction == "rtl", nice=False, zero=True)),
            y=alt.Y("method:N", sort=[name for name, _ in ordered], axis=None),
        )
        .properties(width=300, height=_BAND * len(ordered))
    )
    named = tuple((words.label("method", name), words.number(n)) for name, n in ordered)
    return Chart(_svg(drawn, words.label("brief", "method_chart"))), named


def _scale(alt: Any, order: Sequence[str]) -> Any:
    return alt.Scale(domain=list(order), range=[_COLOURS[outcome] for outcome in order])


def _short(day: dt.date, words: Wording) -> str:
    return words.digits(f"{day.day}/{day.month}")


def _svg(chart: Any, title: str) -> Markup:
    import vl_convert as vlc

    spec = chart.to_dict()
    spec["config"] = {"background": "transparent", "view": {"stroke": None}}
    spec["padding"] = 0
    svg: str = vlc.vegalite_to_svg(spec)
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{Markup.escape(title)}" ', 1))  # noqa: S704
