"""`make bench`: from a report that comes in to the alert that has arrived, stage by stage → RESULTS.md.

    python benchmarks/warn.py [--write] [N …]

A report is read, kept, linked to a store of N tellings (those of `one_more.py`, on SQLite), looked at by a watch, and
told by mail and by webhook to real receivers on loopback, each step as `sakkhi collect` does it. Half of the reports
tell of an attack that the store does not know; the others are more reports of those.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import one_more  # noqa: E402
from results import write_section  # noqa: E402
from tests.receivers import Hook, Post, hooked, post_office  # noqa: E402

from sakkhi.collect.courier import Courier  # noqa: E402
from sakkhi.collect.home import Home, home, make_home, open_home  # noqa: E402
from sakkhi.collect.keeper import Keeper  # noqa: E402
from sakkhi.collect.linker import Linker  # noqa: E402
from sakkhi.collect.warner import Warner  # noqa: E402
from sakkhi.ingest.archive import Archive  # noqa: E402
from sakkhi.ingest.form import Given, report  # noqa: E402
from sakkhi.model.alert import Occasion  # noqa: E402
from sakkhi.model.original import Original, Received  # noqa: E402
from sakkhi.model.report import Report  # noqa: E402
from sakkhi.model.watch import Calm, Channel, Mail, Watch, Watching, Way  # noqa: E402
from sakkhi.run import read_report, tell  # noqa: E402
from sakkhi.store import outbox, view  # noqa: E402
from sakkhi.tables.sites import local_names  # noqa: E402

REPORTS, SIZES = 100, (0, 100_000)
STAGES = ("read and keep", "link", "look", "send")
NOW = dt.datetime(2030, 1, 2, 12, tzinfo=dt.UTC)
PLACES = ("Kirkuk", "Mosul", "Ramadi", "Baqubah", "Tikrit", "Najaf", "Basra", "Samarra", "Fallujah", "Hilla")
FORMS = (
    "{n} rockets were fired at an army base near {place} in Iraq on {day}, and {m} soldiers were killed, the governor "
    "said. A group that calls itself {who} claimed the attack in a statement. Residents heard blasts for an hour.",
    "An army base near {place}, Iraq, was hit by {n} rockets on {day}. Hospitals spoke of {m} dead soldiers and some "
    "wounded. {who} said in a statement that it had carried out the attack; the government has not answered.",
)
WHO = ("Saraya Awliya al-Dam", "Ashab al-Kahf", "Kataib Hezbollah", "Islamic State")


def main() -> None:
    """Measure at each size and write what came out."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sizes", type=int, nargs="*")
    arguments.add_argument("--write", action="store_true")
    told = arguments.parse_args()
    os.environ["SAKKHI_BENCH_SECRET"] = "a secret to sign with"
    lines = [
        _HEAD.format(reports=REPORTS, nap=5),
        "",
        f"| store | {' | '.join(STAGES)} | report to alert, median | 95th |",
    ]
    lines.append(f"|---|{'---|' * (len(STAGES) + 2)}")
    for size in told.sizes or SIZES:
        with tempfile.TemporaryDirectory(prefix="sakkhi-warn-") as folder:
            lines.append(_line(size, measure(home(Path(folder) / "home", None), size)))
        print(lines[-1], flush=True)
    if told.write:
        write_section(ROOT / "benchmarks/RESULTS.md", "From report to alert", "\n".join(lines))


_HEAD = """\
{reports} reports, one at a time, each read, kept, linked, looked at by a watch and told by mail (SMTP) and webhook to
receivers on loopback; milliseconds in the median, and of the whole. A report told nothing new is left out of the
whole. `sakkhi collect` and `sakkhi warn run` look within {nap} s of what others added."""


def measure(place: Home, size: int) -> list[tuple[float, ...]]:
    """Milliseconds of each stage for each report, and last how many messages arrived."""
    place.folder.mkdir(parents=True)
    if size:
        one_more.fill(place, size)
    else:
        make_home(place)
    open_home(place)
    with Archive(place.archive, lambda: NOW, view.archive_end) as archive, post_office() as post, hooked() as hook:
        linker = Linker(place.folder, tell, lambda: NOW)
        linker.link(everything=True)
        watching = _watching(post, hook)
        warner = Warner(place.folder, watching, (), lambda: NOW)
        courier = Courier(place.folder, watching, local_names, lambda: NOW)
        warner.match()
        courier.carry()
        outbox_empty = outbox.next_due([c.name for c in watching.channels]) is None
        if not outbox_empty:
            raise RuntimeError("the store's own incidents are news to the watch")
        keeper = Keeper(archive, read_report, lambda: NOW)
        steps: list[Callable[[], object]] = [linker.link, warner.match, courier.carry]
        return [_timed(one, keeper, steps, lambda: len(post.letters) + len(hook.bodies)) for one in _reports()]


def _timed(
    one: Received, keeper: Keeper, steps: list[Callable[[], object]], arrived: Callable[[], int]
) -> tuple[float, ...]:
    before = arrived()
    marks = [time.perf_counter()]
    for step in (lambda: keeper.keep(one), *steps):
        step()
        marks.append(time.perf_counter())
    stages = [1000 * (after - begun) for begun, after in pairwise(marks)]
    return (*stages, arrived() - before)


def _watching(post: Post, hook: Hook) -> Watching:
    channels = (
        Channel("mail", Way.MAIL, ("duty@example.org",)),
        Channel("hook", Way.WEBHOOK, (hook.address,), secret="env:SAKKHI_BENCH_SECRET"),
    )
    watch = Watch(
        "Iraq", ("mail", "hook"), on=(Occasion.NEW, Occasion.CLAIM, Occasion.TOLL), country=("IRQ",), fresh=1000
    )
    calm = Calm(over=100_000)
    return Watching(
        "warn@example.org", calm=calm, mail=Mail("127.0.0.1", post.port, "none"), channels=channels, watches=(watch,)
    )


def _reports() -> Iterator[Received]:
    for number in range(REPORTS):
        attack, form = divmod(number, 2)
        day = dt.date(2029, 12, 30) - dt.timedelta(days=attack * 5)
        text = FORMS[form].format(
            n=2 + attack % 9, m=1 + attack % 7 + form, place=PLACES[attack % len(PLACES)],
            day=f"{day:%d %B %Y}", who=WHO[attack % len(WHO)],
        )  # fmt: skip
        made = report(
            text, "made", Given(("en",)), id=f"w{number}", published=day, language="en", outlet=f"Outlet {form}"
        )
        if not isinstance(made, Report):
            raise TypeError(made)
        yield Received(made, Original(text.encode(), "text/plain"))


def _line(size: int, times: list[tuple[float, ...]]) -> str:
    stages = [f"{statistics.median(row[n] for row in times):.1f}" for n in range(len(STAGES))]
    told = sorted(sum(row[: len(STAGES)]) for row in times if row[-1])
    print(
        f"{len(told)} of {len(times)} reports were told, {sum(int(row[-1]) for row in times)} messages", file=sys.stderr
    )
    return f"| {size:,} | {' | '.join(stages)} | {statistics.median(told):.0f} | {told[int(0.95 * len(told))]:.0f} |"


if __name__ == "__main__":
    main()
