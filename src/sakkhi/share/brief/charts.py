"""Incidents → charts as SVG, by Altair and vl-convert: no browser, no network; the same for the same incidents."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from sakkhi.model.brief import Period
from sakkhi.model.incident import Outcome
from sakkhi.model.record import Record
from sakkhi.share.wording import Wording

FONTS = "Sakkhi Latin, Sakkhi Latin More, Sakkhi Bengali, Sakkhi Arabic"
_COLOURS = {
    "intercepted": "#2a7f62", "foiled": "#7fb8a4", "missed": "#b9c7b1", "hit": "#b3402e", "mixed": "#d98e5f",
    "unknown": "#8d8d8d",
}  # fmt: skip


def by_day(records: Sequence[Record], period: Period, words: Wording) -> Markup:
    """Bars of incidents a day, by outcome; those without one day are left out."""
    counted: Counter[tuple[dt.date, str]] = Counter()
    for record in records:
        when = record.when[0].value if record.when else None
        if when is not None and when.earliest == when.latest and period.first <= when.latest <= period.last:
            outcome = record.outcome[0].value if record.outcome else Outcome.UNKNOWN
            counted[when.latest, outcome.value] += 1
    days = [period.first + dt.timedelta(days=n) for n in range(period.days)]
    order = [outcome for outcome in _COLOURS if any(o == outcome for _, o in counted)] or ["unknown"]
    rows = [
        {"day": _short(day, words), "outcome": words.label("outcome", outcome), "n": counted[day, outcome]}
        for day in days
        for outcome in order
    ]
    return _drawn(rows, words, order, [_short(day, words) for day in days])


def by_method(records: Sequence[Record], words: Wording) -> Markup:
    """Bars of incidents by method, the most frequent first."""
    import altair as alt

    counted = Counter(words.label("method", r.method[0].value if r.method else "unknown") for r in records)
    rows = [{"method": name, "n": n} for name, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color="#3b6ea5", height=14)
        .encode(
            x=_count_axis(alt, alt.X, words), y=alt.Y("method:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
        )
        .properties(width=300, height=alt.Step(24))
    )
    return _svg(chart, words.label("brief", "method_chart"))


def _drawn(rows: list[dict[str, Any]], words: Wording, order: list[str], days: list[str]) -> Markup:
    import altair as alt

    colours = alt.Scale(domain=[words.label("outcome", o) for o in order], range=[_COLOURS[o] for o in order])
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("day:N", sort=days, title=None, axis=alt.Axis(labelAngle=-40 if len(days) > 10 else 0)),
            y=_count_axis(alt, alt.Y, words),
            color=alt.Color("outcome:N", scale=colours, title=None, legend=alt.Legend(labelLimit=220, orient="bottom")),
        )
        .properties(width=560, height=140)
    )
    return _svg(chart, words.label("brief", "day_chart"))


def _count_axis(alt: Any, channel: Any, words: Wording) -> Any:
    axis = alt.Axis(tickMinStep=1, format="d", labelExpr=_digits(words))
    return channel("n:Q", title=words.label("brief", "count_axis"), axis=axis)


def _digits(words: Wording) -> str:
    """A Vega expression that writes an axis's numbers in the language's digits."""
    expression = "format(datum.value, 'd')"
    for digit in "0123456789":
        written = words.digits(digit)
        if written != digit:
            expression = f"replace({expression}, /{digit}/g, '{written}')"
    return expression


def _short(day: dt.date, words: Wording) -> str:
    return words.digits(f"{day.day}/{day.month}")


def _svg(chart: Any, title: str) -> Markup:
    import vl_convert as vlc

    config = {
        "font": FONTS, "background": "transparent", "view": {"stroke": None},
        "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal", "gridColor": "#e4e0d8"},
        "legend": {"labelFontSize": 11},
    }  # fmt: skip
    spec = chart.to_dict()
    spec["config"] = config
    svg: str = vlc.vegalite_to_svg(spec)
    named = svg.replace("<svg ", f'<svg class="chart" role="img" aria-label="{Markup.escape(title)}" ', 1)
    return Markup(named)  # noqa: S704  its only texts are our own labels
