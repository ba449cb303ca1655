"""Linking what is stored, on SQLite and on PostgreSQL: step by step, ruled on, killed, by two at once."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

import sakkhi
from sakkhi.collect.home import Home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.linker import Linker
from sakkhi.collect.shown import shown, shown_one
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.form import Given, report
from sakkhi.model.incident import Method
from sakkhi.model.original import Original, Received
from sakkhi.model.reading import Reading
from sakkhi.model.record import Record
from sakkhi.model.report import Report
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.store import incidents, linked, view
from sakkhi.store.incidents import Sought
from tests.link.making import ASAD, ERBIL, IRAQ, day, telling
from tests.stores import NOW, blank_reading

GIVEN = Given(languages=("ar", "bn", "en"))


class Desk:
    """Keeps reports that tell what a test says they do, and links them."""

    def __init__(self, home: Home, keeper: Keeper) -> None:
        self.told: dict[str, tuple[Telling, ...]] = {}
        self._keeper = keeper
        self.linker = Linker(home.folder, self._tell, lambda: NOW)

    def add(self, *tellings: Telling) -> None:
        for one in tellings:
            text = (
                f"{one.report} tells of something that no other report tells of: {random.Random(one.report).random()}"
            )
            made = report(text, "test", GIVEN, id=one.report, published=one.published, language=one.language)
            assert isinstance(made, Report)
            self.told[one.report] = (one,)
            self._keeper.keep(Received(made, Original(text.encode(), "text/plain", None)))

    def _tell(self, report: Report, reading: Reading, copies: str) -> tuple[Telling, ...]:
        return self.told[report.id]


@pytest.fixture
def desk(collection: Home) -> Iterator[Desk]:
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        yield Desk(collection, Keeper(archive, blank_reading, lambda: NOW))


def clusters(records: Iterator[Record] | Sequence[Record] | None = None) -> set[frozenset[str]]:
    return {frozenset(t.report for t in r.tellings) for r in records or shown(Sought())}


def ids() -> dict[str, str]:
    return {t.report: r.id for r in shown(Sought()) for t in r.tellings}


def made(count: int) -> list[Telling]:
    rng = random.Random(5)
    out = []
    for n in range(count):
        at = rng.randint(1, 4)
        name = rng.choice(["slmn", "knrd", "bldgr"])
        out.append(
            telling(
                f"r{n}",
                where=rng.choice([ASAD, ERBIL, IRAQ, None]),
                when=day(f"2022-01-{at:02}"),
                published=rng.choice([f"2022-01-{at + 1:02}", None]),
                method=rng.choice([Method.DRONE, Method.ROCKET]),
                killed=rng.choice([None, 0, 3]),
                sounds=((name, 80), (f"{name}b", 78), (f"{name}d", 75), (f"{name}t", 70)),
            )
        )
    return out


@pytest.mark.parametrize("batch", [1, 4, 30])
def test_any_batches_give_the_clusters_of_all_at_once(desk: Desk, batch: int) -> None:
    tellings = made(30)
    random.Random(batch).shuffle(tellings)
    for start in range(0, len(tellings), batch):
        desk.add(*tellings[start : start + batch])
        desk.linker.link()
    step_by_step = clusters()
    desk.linker.link(everything=True)
    assert step_by_step == clusters()
    assert len(step_by_step) < 30


def test_an_id_stays_while_reports_are_added_and_all_is_linked_anew(desk: Desk) -> None:
    desk.add(telling("a"))
    desk.linker.link()
    first = ids()["a"]
    desk.add(telling("b"), telling("c", where=ERBIL, when=day("2022-05-01"), sounds=()))
    desk.linker.link()
    assert ids()["a"] == ids()["b"] == first
    desk.linker.link(everything=True)
    assert ids()["a"] == first


def test_what_a_person_joins_stays_joined_and_the_old_id_leads_on(desk: Desk) -> None:
    desk.add(telling("a"), telling("c", where=ERBIL, when=day("2022-05-01"), published="2022-05-02", sounds=()))
    desk.linker.link()
    before = ids()
    assert before["a"] != before["c"]
    ruling = linked.append_ruling("same", ["a#i1"], ["c#i1"], "editor", "one operation", NOW)
    desk.linker.link()
    assert clusters() == {frozenset({"a", "c"})}
    one = shown_one(before["a"])
    assert one is not None
    assert one == shown_one(before["c"])
    desk.linker.link(everything=True)
    assert clusters() == {frozenset({"a", "c"})}
    linked.append_undoing(incidents.rulings()[0], "editor", "a mistake", NOW)
    desk.linker.link()
    assert clusters() == {frozenset({"a"}), frozenset({"c"})}
    assert [(r.number, r.undone is not None) for r in incidents.rulings()] == [(ruling, True)]


def test_what_a_person_parts_stays_parted(desk: Desk) -> None:
    desk.add(telling("a"), telling("b"))
    desk.linker.link()
    assert clusters() == {frozenset({"a", "b"})}
    linked.append_ruling("apart", ["a#i1"], ["b#i1"], "editor", "two nights", NOW)
    desk.linker.link()
    desk.add(telling("d"))
    desk.linker.link()
    assert not any({"a", "b"} <= group for group in clusters())


def test_a_value_that_a_person_ruled_comes_first_and_the_reports_values_stay(desk: Desk) -> None:
    desk.add(telling("a", killed=2))
    desk.linker.link()
    linked.append_ruling("value", ["a#i1"], [], "editor", "hospital list", NOW, "killed", '{"min":3,"max":3}')
    desk.linker.link()
    (record,) = shown(Sought())
    assert [h.value.min for h in record.killed] == [3, 2]
    assert record.ruled == ("killed",)


def test_a_summary_stands_with_what_it_sums_up_and_is_no_incident_more(desk: Desk) -> None:
    week = When(dt.date(2022, 1, 1), dt.date(2022, 1, 7), TimePrecision.WEEK, Basis.STATED)
    desk.add(telling("a"), telling("s", where=IRAQ, when=week, repeats=4, sounds=()))
    desk.linker.link()
    (record,) = shown(Sought())
    assert [(t.report, t.summary) for t in record.tellings] == [("a", False), ("s", True)]
    desk.add(telling("t", where=IRAQ, when=day("2021-01-01"), repeats=9, sounds=(), published="2021-01-02"))
    desk.linker.link()
    assert sorted(r.repeats for r in shown(Sought())) == [1, 9]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), {"a", "b"}),
        (Sought(since=dt.date(2022, 3, 1)), {"b"}),
        (Sought(until=dt.date(2022, 3, 1)), {"a"}),
        (Sought(near=(33.8, 42.4, 50)), {"a"}),
        (Sought(near=(33.8, 42.4, 1000)), {"a", "b"}),
        (Sought(country="SYR"), set()),
        (Sought(method="rocket"), {"b"}),
        (Sought(killed=1), {"b"}),
        (Sought(language="bn"), {"b"}),
        (Sought(disputed=True), set()),
    ],
)
def test_filters(desk: Desk, sought: Sought, found: set[str]) -> None:
    desk.add(
        telling("a"),
        telling("b", where=ERBIL, when=day("2022-05-01"), method=Method.ROCKET, killed=2, language="bn", sounds=()),
    )
    desk.linker.link()
    assert {t.report for r in shown(sought) for t in r.tellings} == found


def test_a_newer_reading_takes_the_place_of_the_older_one(desk: Desk) -> None:
    desk.add(telling("a"), telling("b"))
    desk.linker.link()
    moved = msgspec.structs.replace(telling("b").incident, where=ERBIL, when=day("2022-06-01"))
    desk.told["b"] = (msgspec.structs.replace(telling("b", published="2022-06-02", sounds=()), incident=moved),)
    for stored in view.to_reread():
        version, _, again, _ = stored
        if again.id == "b":
            from sakkhi.store.write import keep_reading

            keep_reading(version, blank_reading(again, "2"), NOW)
    desk.linker.link()
    assert clusters() == {frozenset({"a"}), frozenset({"b"})}


LINK = """
import sys
from sakkhi.cli.main import main
sys.argv = ["sakkhi", "link", "--all"]
main()
"""


def started(home: Home) -> subprocess.Popen[bytes]:
    environment = {
        "SAKKHI_DATA": str(home.folder),
        "SAKKHI_DATABASE_URL": home.database,
        "PYTHONPATH": str(Path(sakkhi.__file__).parents[1]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", LINK],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def wait_for(done: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not done():
        time.sleep(0.01)
    return done()


def test_a_killed_linker_leaves_the_last_complete_state_and_two_wait_for_each_other(
    desk: Desk, collection: Home
) -> None:
    desk.add(*made(12))
    desk.linker.link()
    before, names = clusters(), ids()
    rng = random.Random(1)
    for _ in range(6):
        running = started(collection)
        wait_for(lambda r=running: r.poll() is not None, rng.uniform(0.2, 1.2))  # type: ignore[misc]
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert clusters() == before
    pair = [started(collection), started(collection)]
    assert [(p.communicate()[1], p.returncode) for p in pair] == [(b"", 0), (b"", 0)]
    assert clusters() == before
    assert ids() == names
