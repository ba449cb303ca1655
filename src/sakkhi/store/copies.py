"""A new version's sketch → the group of copies that its report belongs to. Inside a write's transaction only."""

from __future__ import annotations

from sakkhi.model.sketch import Sketch, likeness
from sakkhi.store.models import Band, Report, Version

WINDOW = 14  # days: a wire report is copied within hours, an update or a reprint comes within days
# Set on benchmarks/copies.py: edited copies lie above it, reports of other attacks told in the same form below.
ALIKE = 0.5
_MANY = 500


def join_copies(report: Report, version: Version, sketch: Sketch) -> bool:
    """Put the report into the group of the reports that it is a copy of; true where there is one.

    Groups that it connects become one, so that the groups do not depend on the order of arrival.
    """
    window = (version.day - WINDOW, version.day + WINDOW)
    like = _same(report, sketch)
    if not any(day == version.day for day in like.values()):
        Band.objects.bulk_create([Band(hash=band, day=version.day, version=version) for band in sketch.bands])
    found = set(like) | _near(report, sketch, window)
    if not found:
        return False
    rows = Report.objects.filter(id__in=[report.id, *found]).values_list("id", "copies")
    groups = {copies for _, copies in rows if copies is not None}
    group = min(groups | {pk for pk, _ in rows})
    Report.objects.filter(id__in=[pk for pk, _ in rows]).update(copies=group)
    if groups - {group}:
        Report.objects.filter(copies__in=groups - {group}).update(copies=group)
    return True


def _same(report: Report, sketch: Sketch) -> dict[int, int]:
    """The other reports with the same words, whenever they came, with their days."""
    rows = Version.objects.filter(same=sketch.same).exclude(report_id=report.id)
    return dict(rows.values_list("report_id", "day")[:_MANY])


def _near(report: Report, sketch: Sketch, window: tuple[int, int]) -> set[int]:
    """The other reports in the window whose texts share most word sequences with this one."""
    rows = (
        Band.objects.filter(hash__in=sketch.bands, day__range=window)
        .exclude(version__report_id=report.id)
        .values_list("version__report_id", "version__sketch")
        .distinct()[:_MANY]
    )
    return {pk for pk, values in rows if likeness(bytes(values), sketch.values) >= ALIKE}
