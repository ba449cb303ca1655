"""Sources → their new pages, fetched by a few threads, kept by one: what waits is in the store, so nothing is lost."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial

import msgspec

from sakkhi.collect.keeper import Keeper
from sakkhi.collect.page import original, repeated, reported
from sakkhi.collect.poll import Named, poll
from sakkhi.collect.sources import Source, Sources
from sakkhi.collect.visit import Visitor, Wanted, host
from sakkhi.ingest.fetch import Answer, Missed
from sakkhi.model.fault import Fault
from sakkhi.store import frontier, view
from sakkhi.store.database import forget_connections, plain_errors
from sakkhi.store.write import Outcome, Written

_WORKERS = 8
_TRIES = 6  # with the pauses below: over an hour or two
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 6 * 3600.0
_NAP, _LONGEST_NAP = 1.0, 30.0  # seconds: how soon what other collectors found is noticed
_PATIENCE = 300.0  # seconds that one round waits for a host; what waits longer is left to the next round

_jitter = partial(random.uniform, 0.5, 1.5)  # so that what failed at once is not tried again at once

Came = Named | Answer | Missed


class Job(msgspec.Struct, frozen=True):
    """What a thread is at: a source, or one of its pages."""

    source: Source
    poll: frontier.Poll | None = None
    page: frontier.Due | None = None


class Collector:
    """Collects until told to stop; `counts` says what became of pages and sources."""

    def __init__(
        self,
        sources: Sources,
        keeper: Keeper,
        visitor: Visitor,
        languages: tuple[str, ...],
        *,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = _jitter,
    ) -> None:
        self._sources = {source.name: source for source in sources.sources}
        self._keeper, self._visitor, self._languages = keeper, visitor, languages
        self._sleep, self._jitter = sleep, jitter
        self._working: dict[Future[Came], Job] = {}
        self.counts: Counter[str] = Counter()

    def run(
        self, once: bool, told: Callable[[], None] = lambda: None, rested: Callable[[], None] = lambda: None
    ) -> None:
        """Ask every source that is due and fetch what it names. `once` asks each now and ends when nothing is due.

        `told` is called whenever something was finished, `rested` whenever nothing is left to do for now.
        """
        do = self._keeper.patiently
        with plain_errors(), ThreadPoolExecutor(_WORKERS) as pool:
            for one in self._sources.values():
                do(partial(frontier.know_source, one.name, one.address, one.outlet, one.country, one.trust))
            waiting = list(self._sources) if once else None
            try:
                while True:
                    self._ask(pool, list(self._sources) if waiting is None else waiting, once)
                    waiting = [] if once else None
                    self._fetch(pool)
                    if self._working:
                        done, _ = wait(self._working, timeout=_NAP, return_when=FIRST_COMPLETED)
                        for future in done:
                            self._finish(self._working.pop(future), future.result())
                            told()
                        continue
                    rested()
                    if not self._rested(once):
                        return
            finally:
                for job in self._working.values():
                    if job.page is not None:
                        do(partial(frontier.page_unclaimed, job.page))

    def _ask(self, pool: ThreadPoolExecutor, names: list[str], whatever: bool) -> None:
        """Hand out the sources that are due."""
        for name in names:
            source = self._sources[name]
            claim = partial(frontier.claim_source, name, self._keeper.now(), source.every, whatever)
            claimed = self._keeper.patiently(claim)
            if claimed is not None:
                work = partial(poll, self._visitor, source, claimed.etag, claimed.modified)
                self._working[pool.submit(_alone, work)] = Job(source, poll=claimed)

    def _fetch(self, pool: ThreadPoolExecutor) -> None:
        """Hand out the pages that are due, as far as there are hands, no two of one host."""
        while len(self._working) < _WORKERS:
            busy = [host(job.page.address) for job in self._working.values() if job.page is not None]
            page = self._keeper.patiently(
                partial(frontier.claim_page, self._keeper.now(), busy, list(self._sources)),
            )
            if page is None:
                return
            source = self._sources[page.source_name]
            wanted = Wanted(page.address, source.delay, source.limits, page.etag, page.modified)
            self._working[pool.submit(_alone, partial(self._visitor.fetch, wanted))] = Job(source, page=page)

    def _rested(self, once: bool) -> bool:
        """Wait for what comes next; false where nothing is to come."""
        left = self._keeper.patiently(partial(frontier.rest, self._keeper.now(), list(self._sources)))
        if once and (left is None or left > _PATIENCE):
            return False
        self._sleep(_NAP if left is None else min(_LONGEST_NAP, left))
        return True

    def _finish(self, job: Job, outcome: Came) -> None:
        if isinstance(outcome, Missed):
            self._missed(job, outcome)
        elif isinstance(outcome, Named) and job.poll is not None:
            self._named(job, job.poll, outcome)
        elif isinstance(outcome, Answer) and job.page is not None:
            self._answered(job.source, job.page, outcome)

    def _missed(self, job: Job, missed: Missed) -> None:
        """Write the failure down, and when it is tried again: ever later, and no sooner than the host asks."""
        self._keeper.failed(missed.fault, job.source.name)
        self.counts["failed"] += 1
        times = job.page.attempts if job.page is not None else job.poll.failures if job.poll is not None else 0
        pause = min(_FIRST_PAUSE * 2**times, _LONGEST_PAUSE) * self._jitter()
        again = self._keeper.now() + dt.timedelta(seconds=max(pause, missed.after or 0))
        if job.poll is not None:
            due = max(again, self._keeper.now() + dt.timedelta(seconds=job.source.every))
            self._keeper.patiently(partial(frontier.source_failed, job.poll.row, missed.fault.line, due))
        elif job.page is not None:
            lasting = not missed.passing or job.page.attempts + 1 >= _TRIES
            self._keeper.patiently(partial(frontier.page_failed, job.page, None if lasting else again))

    def _named(self, job: Job, asked: frontier.Poll, named: Named) -> None:
        """Keep what the source answered, then let the pages wait that it names; it failed where all of it was lost."""
        for answer in named.answers:
            self._keeper.keep_original(original(answer))
        if named.missed and not named.pages:
            self._missed(job, named.missed[0])
            return
        for missed in named.missed:
            self._keeper.failed(missed.fault, job.source.name)
            self.counts["failed"] += 1
        found = [
            frontier.Found(link.address, host(link.address), link.stamp, link.title, link.published)
            for link in named.pages
        ]
        keep = partial(frontier.keep_found, asked.row, found, self._keeper.now(), named.etag, named.modified)
        self.counts["found"] += self._keeper.patiently(keep)

    def _kept(self, source: Source, page: frontier.Due, answer: Answer) -> Written | Fault:
        made = reported(answer, source, page.address, page.published, self._languages)
        if isinstance(made, Fault):
            return made
        seen = repeated(made, lambda words: self._keeper.patiently(partial(view.addresses_of, words)))
        return seen or self._keeper.keep(made, page.source)

    def _answered(self, source: Source, page: frontier.Due, answer: Answer) -> None:
        """Keep the page, then let it be looked at again; in this order, so that a stop in between loses nothing."""
        if answer.status == 304:
            self.counts["unchanged"] += 1
        else:
            kept = self._kept(source, page, answer)
            if isinstance(kept, Fault):
                self._keeper.keep_original(original(answer))
                self._keeper.failed(kept, source.name)
                self.counts["failed"] += 1
            else:
                if kept.outcome is Outcome.KNOWN:
                    self._keeper.keep_original(original(answer))
                self.counts[kept.outcome] += 1
                self.counts["copies"] += kept.copy
        again = self._keeper.now() + dt.timedelta(seconds=source.again) if source.again and not page.looks else None
        etag, modified = answer.header("etag") or page.etag, answer.header("last-modified") or page.modified
        self._keeper.patiently(partial(frontier.page_done, page, etag, modified, again))


def _alone(work: Callable[[], Came]) -> Came:
    """Work in a thread, whose connection to the database is closed after it."""
    try:
        return work()
    finally:
        forget_connections()
