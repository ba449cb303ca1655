"""Comparisons as charts: bits for and against, drawn by Altair without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sakkhi.model.fault import Fault


def write_chart(rows: Sequence[tuple[str, str, float]], total: float, path: Path) -> Fault | None:
    """Draw (feature, level, bits) as bars in their order, then their sum; a fault where the file cannot be written."""
    import altair as alt

    if path.suffix not in (".svg", ".png"):
        return Fault(str(path), "a chart cannot be written in this form", "name a .svg or .png")
    bars = [
        {"feature": f"{name}: {level}" if level else name, "bits": bits, "n": n, "for": bits > 0}
        for n, (name, level, bits) in enumerate([*rows, ("all", "", total)])
    ]
    chart = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar()
        .encode(
            x=alt.X("bits:Q", title="bits for (right) or against (left) one incident"),
            y=alt.Y("feature:N", sort=alt.EncodingSortField("n"), title=None, axis=alt.Axis(labelLimit=320)),
            color=alt.Color("for:N", legend=None, scale=alt.Scale(domain=[True, False], range=["#2a7f62", "#b3402e"])),
        )
        .properties(width=420)
    )
    try:
        chart.save(str(path))
    except OSError as error:
        return Fault(str(path), f"it cannot be written ({error.strerror})", "name another file")
    return None
