"""Looks at changes and sends alerts in a child that is killed at random moments; then once to the end.

Run as `python -m tests.collect.carried HOME DATABASE HOOK KILLS SEED`. The children are forks of a process that has
loaded everything, so that the moments fall into the work and not into the loading.
"""

import contextlib
import datetime as dt
import os
import random
import signal
import sys
import time
from pathlib import Path

from sakkhi.collect.home import Home, home, open_home
from sakkhi.model.watch import Calm, Channel, Way
from tests.collect.warning import START, Box, near


def work(place: Home, hook: str) -> None:
    open_home(place)
    channel = Channel("hook", Way.WEBHOOK, (hook,), secret="env:HOOK_SECRET")
    box = Box(place.folder, (near("hook"),), (channel,), calm=Calm(over=100_000))
    while True:
        box.turn(seconds=30)
        if not box.waiting():
            return
        box.now = max(box.now, START + dt.timedelta(seconds=time.monotonic()))


def child(place: Home, hook: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    with contextlib.suppress(BaseException):
        work(place, hook)
        status = 0
    os._exit(status)


def main() -> None:
    place, hook = home(Path(sys.argv[1]), sys.argv[2]), sys.argv[3]
    kills, moments = int(sys.argv[4]), random.Random(int(sys.argv[5]))
    killed = 0
    for _ in range(kills):
        pid = child(place, hook)
        time.sleep(moments.uniform(0.01, 0.12))
        os.kill(pid, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    status = os.waitpid(child(place, hook), 0)[1]
    print(killed)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
