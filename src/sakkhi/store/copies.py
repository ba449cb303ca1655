"""A new version's sketch → the group of copies that its report belongs to. Inside a write's transaction only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sakkhi.model.sketch import Sketch
from sakkhi.store.rows import change, found, insert_many

WINDOW = 14  # days: a wire report is copied within hours, an update or a reprint comes within days
# Set on benchmarks/copies.py: edited copies lie above it, reports of other attacks told in the same form below.
ALIKE = 0.5
_MANY = 500


def join_copies(report: int, version: int, day: int, sketch: Sketch) -> bool:
    """Put the report into the group of the reports that it is a copy of; true where there is one.

    Groups that it connects become one, so that the groups do not depend on the order of arrival.
    """
    like = _same(report, sketch)
    near = _near(report, sketch, day)
    if day not in like.values():  # else another version with these words is found by its bands in the same window
        span = day // WINDOW
        insert_many("store_band", ("hash", "span", "version_id"), ((band, span, version) for band in sketch.bands))
    others = set(like) | near
    if not others:
        return False
    members = [report, *others]
    places = ",".join(["%s"] * len(members))
    rows = found(f"SELECT id, copies FROM store_report WHERE id IN ({places})", *members)  # noqa: S608  places alone
    groups = {int(str(copies)) for _, copies in rows if copies is not None}
    group = min(groups | set(members))
    change(f"UPDATE store_report SET copies = %s WHERE id IN ({places})", group, *members)  # noqa: S608  places alone
    for other in groups - {group}:
        change("UPDATE store_report SET copies = %s WHERE copies = %s", group, other)
    return True


def _same(report: int, sketch: Sketch) -> dict[int, int]:
    """The other reports with the same words, whenever they came, with their days."""
    sql = "SELECT report_id, day FROM store_version WHERE same = %s AND report_id <> %s LIMIT %s"
    return {int(str(other)): int(str(day)) for other, day in found(sql, sketch.same, report, _MANY)}


def _near(report: int, sketch: Sketch, day: int) -> set[int]:
    """The other reports in the window whose texts share most word sequences with this one."""
    places = ",".join(["%s"] * len(sketch.bands))
    rows = found(
        "SELECT report_id, sketch FROM store_version WHERE id IN"  # noqa: S608  places for values alone
        f" (SELECT version_id FROM store_band WHERE span IN (%s, %s, %s) AND hash IN ({places}))"
        " AND day BETWEEN %s AND %s AND report_id <> %s LIMIT %s",
        *(day // WINDOW + step for step in (-1, 0, 1)),
        *sketch.bands,
        day - WINDOW,
        day + WINDOW,
        report,
        _MANY,
    )
    shares = likenesses(sketch.values, [bytes(values) for _, values in rows])  # type: ignore[arg-type]
    return {int(str(other)) for (other, _), share in zip(rows, shares, strict=True) if share >= ALIKE}


def likenesses(one: bytes, others: Sequence[bytes]) -> list[float]:
    """`model.sketch.likeness` of one sketch to each of the others, worked out at once."""
    if not others:
        return []
    values = np.frombuffer(one, dtype="<u4")
    equal = np.frombuffer(b"".join(others), dtype="<u4").reshape(len(others), len(values)) == values
    return [float(share) for share in equal.mean(axis=1)]
