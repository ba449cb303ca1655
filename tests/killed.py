"""Adds reports, or makes the tables, in a child that is killed at random moments; then once to the end.

Run as `python -m tests.killed add|migrate HOME DATABASE FOLDER KILLS SEED`. The children are forks of a process that
has loaded everything, so that the moments fall into the work and not into the loading.
"""

import contextlib
import os
import random
import signal
import sys
import time
from pathlib import Path

from sakkhi.collect.add import add_reports
from sakkhi.collect.home import Home, home, make_home, open_home
from sakkhi.collect.keeper import Keeper
from sakkhi.ingest import Given
from sakkhi.ingest.archive import Archive
from sakkhi.store import view
from tests.stores import NOW, blank_reading


def add(place: Home, folder: Path, order: random.Random) -> None:
    open_home(place, each=False)
    names = sorted(str(path) for path in folder.iterdir())
    order.shuffle(names)
    with Archive(place.archive, lambda: NOW, view.archive_end, each=False) as archive:
        keeper = Keeper(archive, blank_reading, lambda: NOW)
        for _ in add_reports(names, Given(languages=("en",), language="en"), keeper):
            pass


def child(what: str, place: Home, folder: Path, seed: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    with contextlib.suppress(BaseException):
        if what == "add":
            add(place, folder, random.Random(seed))
        else:
            make_home(place)
        status = 0
    os._exit(status)


def main() -> None:
    what, place, folder = sys.argv[1], home(Path(sys.argv[2]), sys.argv[3] or None), Path(sys.argv[4])
    kills, seed = int(sys.argv[5]), int(sys.argv[6])
    moments = random.Random(seed)
    killed = 0
    while killed < kills:
        pid = child(what, place, folder, moments.randrange(1 << 30))
        time.sleep(moments.uniform(0.005, 0.1))
        os.kill(pid, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    status = os.waitpid(child(what, place, folder, seed), 0)[1]
    print(killed)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
