"""`sakkhi reports` and `show`: what is in the store."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sakkhi.cli.keep import now, place
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_whole
from sakkhi.collect.home import open_home
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.dates import iso_date
from sakkhi.model.fault import Fault
from sakkhi.store import view
from sakkhi.store.database import plain_errors

_ID = 12  # characters of an id that is a sha256: enough to name a report, and `show` takes them


def print_reports(options: Mapping[str, str | None], *, limit: int, as_json: bool, data: str | None) -> int:
    """The exit status, after listing the reports that the options want, one a line."""
    filters = _filters(options)
    if isinstance(filters, Fault):
        return refused(filters)
    open_home(place(data))
    encoder = msgspec.json.Encoder()
    with quiet_end(), plain_errors():
        for entry in view.reports(filters, limit):
            write_whole(encoder.encode(entry) + b"\n" if as_json else f"{_line(entry)}\n".encode("utf-8", "replace"))
    return 0


def print_report(name: str, *, shown: str, plain: bool, data: str | None) -> int:
    """The exit status, after showing one report as `text`, `original`, `json` or `cards`."""
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        numbers = view.find(name)
        if len(numbers) != 1:
            what = "there is no such report" if not numbers else "several reports begin like this"
            return refused(Fault(name, what, "see `sakkhi reports`"))
        versions = view.versions(numbers[0])
        newest = versions[-1]
        if shown == "text":
            write_whole(newest.report.text.encode("utf-8", "replace"))
        elif shown == "original":
            with Archive(found.archive, now, view.archive_end) as archive:
                write_whole(archive.original(newest.kept).content)
        elif shown == "json":
            write_whole(msgspec.json.encode(newest.readings[-1]) + b"\n")
        else:
            from sakkhi.cli.cards import Cards

            write_whole("".join(f"{line}\n" for line in _history(versions, view.copies(numbers[0]))).encode())
            write_whole(Cards(plain).rendered(newest.readings[-1]).encode("utf-8", "replace"))
    return 0


def _filters(options: Mapping[str, str | None]) -> view.Filters | Fault:
    days = {}
    for name in ("since", "until"):
        written = options[name]
        days[name] = iso_date(written) if written else None
        if written and days[name] is None:
            return Fault(f"--{name}", f"{written!r} is no date", "write it as YYYY-MM-DD")
    return view.Filters(
        options["words"],
        days["since"],
        days["until"],
        options["language"],
        options["outlet"],
        options["source"],
    )


def _line(entry: view.Entry) -> str:
    day = entry.published or entry.added_at.date()
    marks = [f"{entry.incidents} incidents" if entry.incidents != 1 else "1 incident"]
    if entry.versions > 1:
        marks.append(f"version {entry.versions}")
    if entry.copies != entry.number:
        marks.append(f"copy, group {entry.copies}")
    told = " · ".join(filter(None, [str(day), entry.language, entry.outlet, entry.title, *marks]))
    return f"{short(entry.report)}  {told}"


def short(name: str) -> str:
    """A report's id as a list shows it: a sha256 is cut."""
    return name[:_ID] if len(name) == 64 and name.isalnum() else name


def _history(versions: list[view.StoredVersion], copies: list[view.Entry]) -> list[str]:
    lines = []
    for version in versions:
        report, kept = version.report, version.kept
        lines.append(
            f"version {version.number} · added {version.added_at:%Y-%m-%d %H:%M} UTC"
            f" · published {report.published_at or report.published or 'not said'}"
            f" · {len(version.readings)} reading{'s' if len(version.readings) > 1 else ''}"
        )
        lines.append(f"  from {report.address or report.source or 'not said'}")
        lines.append(f"  kept in {kept.file} at byte {kept.offset:,}, sha256 {kept.sha256}")
    lines += [f"copy  {_line(entry)}" for entry in copies]
    return [*lines, ""]
