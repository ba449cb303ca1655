"""`sakkhi warn run`, `list`, `ack`, `dead` and `try`."""

from __future__ import annotations

import getpass
import signal
import time
from types import FrameType

import msgspec

from sakkhi.cli.keep import now, place
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.collect.courier import rest
from sakkhi.collect.home import open_home
from sakkhi.collect.send import Sent
from sakkhi.collect.warnings import warnings_of, watching_of
from sakkhi.model.fault import Fault
from sakkhi.model.marking import EVERYTHING
from sakkhi.share.warn.words import headline
from sakkhi.share.wording import FSI, PDI, wording
from sakkhi.store import outbox
from sakkhi.store.database import plain_errors
from sakkhi.store.inbox import Asked, Kept, Shown, acknowledge, alerts

_NAP = 5.0  # seconds after which changes are noticed at the latest
_MARKS = str.maketrans("", "", FSI + PDI)


def print_run(*, once: bool, data: str | None) -> int:
    """The exit status, after looking and sending once, or until it is stopped; what fails is told as it fails."""
    found = place(data)
    open_home(found)
    signal.signal(signal.SIGTERM, _stopped)
    with quiet_end(), plain_errors():
        made = warnings_of(found.folder, now)
        if once:
            noticed, arrived = made.warner.match(), made.courier.carry()
            write_whole(f"{noticed:,} alerts made, {arrived:,} messages sent\n".encode())
            return 0
        write_error(f"sakkhi: {len(made.watching.watches)} watches, {len(made.watching.channels)} channels\n")
        while True:
            made.warner.match()
            made.courier.carry()
            time.sleep(rest(made.courier.next_due(), now(), _NAP))
            if watching_of(found.folder) != made.watching:
                made = warnings_of(found.folder, now)
    return 0


def print_alerts(*, every: bool, limit: int, as_json: bool, data: str | None) -> int:
    """The exit status, after listing alerts."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        for kept in alerts(Asked(shown=Shown.ALL if every else Shown.WAITING), EVERYTHING, limit):
            write_whole(msgspec.json.encode(kept) + b"\n" if as_json else f"{_line(kept)}\n".encode("utf-8", "replace"))
    return 0


def print_acknowledged(ids: list[str], *, by: str | None, note: str, data: str | None) -> int:
    """The exit status, after acknowledging: 2 where one could not be."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        done = acknowledge(ids, by or getpass.getuser(), note, now(), EVERYTHING)
        write_whole(f"{done} acknowledged\n".encode())
        if done < len(ids):
            what = f"{len(ids) - done} are no alerts that wait, or not told apart"
            return refused(Fault("ID", what, "see `sakkhi warn list`; give four letters of an id or more"))
    return 0


def print_dead(again: str | None, *, as_json: bool, data: str | None) -> int:
    """The exit status, after listing what was given up, or having some of it sent again."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        if again is not None:
            done = outbox.revive(again, now())
            write_whole(f"{done} are sent again\n".encode())
            return (
                0 if done else refused(Fault(again, "no message with this id was given up", "see `sakkhi warn dead`"))
            )
        for one in outbox.dead():
            line = msgspec.json.encode(one).decode() if as_json else (
                f"{one.id[:8]}  {one.made_at:%Y-%m-%d %H:%M}  {one.channel}  {one.to or '-'}  {one.problem}"
            )  # fmt: skip
            write_whole(f"{line}\n".encode("utf-8", "replace"))
    return 0


def print_trial(channel: str, *, data: str | None) -> int:
    """The exit status, after sending a test: 1 where it did not arrive."""
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        outcomes = warnings_of(found.folder, now).courier.trial(channel)
        if not outcomes:
            return refused(Fault(channel, "there is no such channel", f"name one of {found.watches}"))
        for to, outcome in outcomes:
            told = "arrived" if isinstance(outcome, Sent) else outcome.problem
            write_whole(f"{channel}  {to or '-'}  {told}\n".encode("utf-8", "replace"))
    return 0 if all(isinstance(outcome, Sent) for _, outcome in outcomes) else 1


def _line(kept: Kept) -> str:
    alert = kept.alert
    ways = ", ".join(sorted({f"{way.channel} {way.state}" for way in kept.ways})) or "no way out"
    seen = f"  seen by {kept.acknowledged_by}" if kept.acknowledged_at else ""
    what = headline(alert, wording("en")).translate(_MARKS)
    return f"{alert.id[:8]}  {alert.made_at:%Y-%m-%d %H:%M}  {alert.severity:<8}  {what}  [{ways}]{seen}"


def _stopped(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
