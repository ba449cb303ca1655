"""What waits in the outbox → parcels → their receivers, each tried until it arrives or is given up.

A parcel is written down before it is sent and marked after. One courier of a collection works at a time, so what a
killed one had in hand is known to be in nobody's: it is sent again, under the same id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path

import msgspec

from sakkhi.collect import send
from sakkhi.collect.send import Sent, Unsent
from sakkhi.collect.watching import secret_of
from sakkhi.errors import InputError
from sakkhi.model.alert import Message
from sakkhi.model.watch import Calm, Channel, Watching, Way
from sakkhi.share.warn.calm import Past, plan
from sakkhi.share.warn.feeds import feed_files
from sakkhi.share.warn.letters import Parcel, body, letter, signature
from sakkhi.share.warn.matching import alert_id
from sakkhi.share.wording import Wording, wording
from sakkhi.store import outbox
from sakkhi.store.alone import alone
from sakkhi.store.outbox import Packed, Queue, Waiting

_FIRST, _LONGEST = 30.0, 3600.0  # seconds of a pause after a failure, doubled at each
_GIVEN_UP = dt.timedelta(days=3)  # after so long a message is news to nobody
_WINDOW = dt.timedelta(days=1)  # the longest stretch over which messages are counted

Names = Callable[[str], Mapping[str, str]]


class Courier:
    """Sends what waits. `now` is the clock; `names` gives names of the tables in a language."""

    def __init__(self, folder: Path, watching: Watching, names: Names, now: Callable[[], dt.datetime]) -> None:
        self._folder, self._watching, self._names, self._now = folder, watching, names, now
        self._channels = {channel.name: channel for channel in watching.channels}
        self._calm = {w.site.point.name: w.site.calm for w in watching.watches if w.site is not None and w.site.calm}

    def carry(self) -> int:
        """Send what is due and return how many parcels arrived; nothing where somebody else is at it."""
        with alone(self._folder, "send", wait=False) as mine:
            if not mine:
                return 0
            arrived = 0
            while True:
                self.gather()
                now_arrived = self._send()
                arrived += now_arrived
                if not now_arrived:
                    return arrived

    def trial(self, name: str) -> list[tuple[str, Sent | Unsent]]:
        """(receiver, what became of it) of a message that says that it is a test; empty where there is no channel."""
        channel = self._channels.get(name)
        if channel is None:
            return []
        at = self._now()
        parcel = Parcel(alert_id("test", name, at.isoformat()), (), test=True)
        return [(to, self._made(channel, to, parcel, at)()) for to in channel.to or ("",)]

    def next_due(self) -> dt.datetime | None:
        """When something is to be sent next; None where nothing waits."""
        return outbox.next_due(list(self._channels))

    def gather(self) -> None:
        """Put what is due into parcels: one by one, or many in a digest; what must wait is let wait.

        Where nothing gets through, the parcel that failed is tried first, so that what came meanwhile goes in a digest.
        """
        now = self._now()
        for queue in outbox.queues(now, _WINDOW, [*outbox.barred_lines(now), *outbox.failing_lines()]):
            channel = self._channels.get(queue.channel)
            if channel is None:
                outbox.drop([one.number for one in queue.waiting])
                continue
            allowed = [one for one in queue.waiting if one.alert.marking.passes(channel.marking)]
            outbox.drop([one.number for one in queue.waiting if one not in allowed], "withheld")
            told, waiting = self._newest(queue, allowed)
            if waiting:
                self._pack(queue, channel, waiting, told, now)

    def _newest(self, queue: Queue, waiting: Sequence[Waiting]) -> tuple[dict[str, tuple[str, bool]], list[Waiting]]:
        """(what the receiver was told of each matter, what is still to be told: of each matter the newest alone)."""
        newest = {one.alert.root: one for one in waiting}
        told = outbox.last_told(queue.channel, queue.to, list(newest))
        keep = []
        for root, one in newest.items():
            known, taken_back = told.get(root, ("", True))
            if one.alert.message == Message.CANCEL and (not known or taken_back):
                continue  # nothing was told that could be taken back
            keep.append(one)
        outbox.drop([one.number for one in waiting if one not in keep])
        return told, keep

    def _pack(
        self, queue: Queue, channel: Channel, waiting: Sequence[Waiting], told: Mapping[str, tuple[str, bool]],
        now: dt.datetime,
    ) -> None:  # fmt: skip
        numbers = [one.number for one in waiting]
        if channel.way != Way.FEED:
            past = Past(queue.singles, queue.digest)
            made_at = [one.alert.made_at for one in waiting]
            what = plan(made_at, queue.grave, past, self._calm_of(queue.site), now)
            if what.wait_until is not None:
                outbox.tell_later(numbers, what.wait_until)
                return
            if what.digest:
                id = alert_id("digest", queue.channel, queue.to, *sorted(one.alert.id for one in waiting))
                root = "" if len(waiting) > 1 else waiting[0].alert.root
                after = told.get(root, ("", False))[0]
                outbox.pack(queue, numbers, id, now, root=root, after=after, digest=True)
                return
        for one in waiting:
            root = one.alert.root
            after = told.get(root, ("", False))[0]
            outbox.pack(queue, [one.number], one.alert.id, now, root=root, after=after, digest=False)

    def _calm_of(self, site: str) -> Calm:
        return self._calm.get(site) or self._watching.calm

    def _send(self) -> int:
        """Send the parcels that are due: those of one channel one after the other, channels side by side."""
        now = self._now()
        queues: dict[str, list[Packed]] = {}
        for parcel in outbox.due_parcels(now, outbox.barred_lines(now)):
            queues.setdefault(parcel.channel, []).append(parcel)
        arrived = 0
        with ThreadPoolExecutor(max(1, len(queues))) as pool:
            working: dict[Future[Sent | Unsent], tuple[str, list[Packed]]] = {}
            for name, parcels in queues.items():
                self._next(pool, working, name, parcels)
            while working:
                done, _ = wait(working, return_when=FIRST_COMPLETED)
                for future in done:
                    name, hand = working.pop(future)
                    outcome = future.result()
                    arrived += self._finish(name, hand, outcome)
                    if not (isinstance(outcome, Unsent) and outcome.line):
                        self._next(pool, working, name, queues[name])
        return arrived

    def _next(
        self,
        pool: ThreadPoolExecutor,
        working: dict[Future[Sent | Unsent], tuple[str, list[Packed]]],
        name: str,
        parcels: list[Packed],
    ) -> None:
        """Hand out the next parcel of a channel, or all of a feed's at once."""
        channel = self._channels.get(name)
        if not parcels or channel is None:
            return
        hand = parcels[:] if channel.way == Way.FEED else parcels[:1]
        del parcels[: len(hand)]
        if any(not alert.marking.passes(channel.marking) for one in hand for alert in one.alerts):
            work: Callable[[], Sent | Unsent] = partial(
                Unsent, "its marking was raised: it may not leave by this channel", False
            )
        else:
            work = self._work(channel, hand)
        working[pool.submit(work)] = (name, hand)

    def _work(self, channel: Channel, hand: Sequence[Packed]) -> Callable[[], Sent | Unsent]:
        """What sends it, with everything in hand: threads neither read the database nor a clock."""
        parcel = Parcel(hand[0].id, hand[0].alerts, hand[0].site, hand[0].after, desk=self._watching.address)
        return self._made(channel, hand[0].to, parcel, self._now())

    def _made(self, channel: Channel, to: str, parcel: Parcel, at: dt.datetime) -> Callable[[], Sent | Unsent]:
        words = self._words(channel)
        try:
            if channel.way == Way.FEED:
                told = outbox.told_by(channel.name, channel.keep, channel.marking)
                sender = self._watching.sender or "sakkhi"
                folder = self._folder / "feeds" / channel.name
                return partial(send.feed, folder, feed_files(channel.name, told, words, sender, self._watching.address))
            if channel.way == Way.MAIL:
                made = letter(parcel, words, self._watching.sender, to, at)
                server = self._watching.mail
                password = secret_of(server.password, "watch.toml, mail") if server.password else ""
                return partial(send.mail, made, msgspec.structs.replace(server, password=password))
            content = body(parcel, words)
            stamp, signed = signature(secret_of(channel.secret, f"watch.toml, channel {channel.name}"), at, content)
            return partial(send.webhook, to, content, send.signed_headers(stamp, signed, parcel.id, at))
        except InputError as error:
            return partial(Unsent, str(error), True, True)

    def _words(self, channel: Channel) -> Wording:
        return wording(channel.language, self._names(channel.language))

    def _finish(self, name: str, hand: Sequence[Packed], outcome: Sent | Unsent) -> int:
        """Write down what became of parcels; how many arrived."""
        now = self._now()
        failures, _ = outbox.line(name)
        if isinstance(outcome, Sent):
            for one in hand:
                outbox.sent(one.number, now)
            if failures:
                outbox.set_line(name, 0, None, "")
            return len(hand)
        for one in hand:
            pause = dt.timedelta(seconds=min(_FIRST * 2 ** min(one.attempts, 20), _LONGEST))
            lasting = not outcome.passing or now - one.made_at > _GIVEN_UP
            outbox.failed(one.number, outcome.problem, None if lasting else now + pause)
        if outcome.line:
            pause = dt.timedelta(seconds=min(_FIRST * 2 ** min(failures, 20), _LONGEST))
            outbox.set_line(name, failures + 1, now + pause, outcome.problem)
        return 0


def rest(due: dt.datetime | None, now: dt.datetime, nap: float) -> float:
    """The seconds to rest after a turn: until something is due, no longer than a nap."""
    left = (due - now).total_seconds() if due is not None else nap
    return max(1.0, min(nap, left))
