"""`sakkhi collect` and `sakkhi sources check`."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import msgspec

from sakkhi.cli.keep import keeper, now, place, summary
from sakkhi.cli.linked import relinked
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.collect.home import Home, open_home
from sakkhi.collect.loop import Collector
from sakkhi.collect.page import reported
from sakkhi.collect.poll import poll
from sakkhi.collect.sources import Source, Sources, load_sources, seconds
from sakkhi.collect.visit import Visitor, Wanted
from sakkhi.errors import InputError
from sakkhi.ingest.fetch import Missed
from sakkhi.model.fault import Fault
from sakkhi.store.database import plain_errors
from sakkhi.store.write import Outcome
from sakkhi.tables.packs import available


def print_collected(*, once: bool, every: str | None, data: str | None) -> int:
    """The exit status, after collecting: once, or until it is stopped."""
    interval = seconds(every) if every else None
    if every and not interval:
        return refused(Fault("--every", f"{every!r} is no time", "write it like 90s, 15m, 6h or 2d"))
    found = place(data)
    open_home(found)
    named = load_sources(found.sources, available())
    if not named.sources:
        return refused(Fault(str(found.sources), "it names no source", "write one into it; docs/cli.md shows how"))
    if interval:
        changed = tuple(msgspec.structs.replace(source, every=interval) for source in named.sources)
        named = Sources(named.contact, changed)
    signal.signal(signal.SIGTERM, _stopped)
    with quiet_end(), keeper(found) as kept:
        visitor = Visitor(named.contact, now, patiently=kept.patiently)
        collector = Collector(named, kept, visitor, available())
        try:
            collector.run(once, rested=_linking(found, collector))
        finally:
            counts = collector.counts
            write_whole(f"{counts['found']:,} pages found, {counts['unchanged']:,} unchanged; ".encode())
            write_whole(summary(counts).encode())
    return 0


def _linking(found: Home, collector: Collector) -> Callable[[], None]:
    """What links the reports that have come since it was last called."""
    linked = 0

    def link() -> None:
        nonlocal linked
        came = collector.counts[Outcome.ADDED] + collector.counts[Outcome.VERSION]
        if came > linked:
            linked = came
            relinked(found)
        send_due(found)

    return link


def send_due(found: Home) -> None:
    """Send the alerts that are due; a wrong `watch.toml` was told when they were noticed."""
    from sakkhi.collect.warnings import warnings_of

    with suppress(InputError), plain_errors():
        courier = warnings_of(found.folder, now).courier
        due = courier.next_due()
        if due is not None and due <= now():
            courier.carry()


def _stopped(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def print_checks(data: str | None) -> int:
    """The exit status, after trying each source: 1 where one gives nothing."""
    found = place(data)
    open_home(found)
    named = load_sources(found.sources, available())
    bad = 0
    with quiet_end(), keeper(found) as kept:
        visitor = Visitor(named.contact, now, patiently=kept.patiently)
        for source in named.sources:
            told = check(visitor, source)
            if isinstance(told, Fault):
                bad += 1
                write_error(f"sakkhi: {source.name}: {told.line}\n")
            else:
                write_whole(f"{source.name}: {told}\n".encode())
    return 1 if bad else 0


def check(visitor: Visitor, source: Source) -> str | Fault:
    """What a source gives, and what its first page does, in words."""
    named = poll(visitor, source)
    if isinstance(named, Missed):
        return named.fault
    if not named.pages and named.missed:
        return named.missed[0].fault
    if not named.pages:
        return Fault(source.address, f"the {source.kind} names no pages", "look at the address and at `links`")
    link = named.pages[0]
    answer = visitor.fetch(Wanted(link.address, source.delay, source.limits))
    if isinstance(answer, Missed):
        return answer.fault
    made = reported(answer, source, link.address, link.published, available())
    if isinstance(made, Fault):
        return made
    report = made.report
    told = [f"{len(named.pages)} pages", f"the first: “{report.title or 'no title'}”", report.language]
    told += [str(report.published or "no date"), report.outlet or "no outlet", f"{len(report.text):,} characters"]
    return ", ".join(told)
