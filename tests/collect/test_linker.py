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
from sakkhi.collect.shown import shown, shown_one
from sakkhi.link.weights import load_weights
from sakkhi.model.incident import Method, Role
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.store import incidents, linked, rulings
from sakkhi.store.incidents import Pair, Sought
from tests.collect.teller import Teller, ruled
from tests.link.making import ASAD, ERBIL, IRAQ, day, telling
from tests.stores import NOW


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
def test_any_batches_give_the_clusters_of_all_at_once(teller: Teller, batch: int) -> None:
    tellings = made(30)
    random.Random(batch).shuffle(tellings)
    for start in range(0, len(tellings), batch):
        teller.add(*tellings[start : start + batch])
        teller.linker.link()
    step_by_step = clusters()
    teller.linker.link(everything=True)
    assert step_by_step == clusters()
    assert len(step_by_step) < 30


def test_an_id_stays_while_reports_are_added_and_all_is_linked_anew(teller: Teller) -> None:
    teller.add(telling("a"))
    teller.linker.link()
    first = ids()["a"]
    teller.add(telling("b"), telling("c", where=ERBIL, when=day("2022-05-01"), sounds=()))
    teller.linker.link()
    assert ids()["a"] == ids()["b"] == first
    teller.linker.link(everything=True)
    assert ids()["a"] == first


def test_what_a_person_joins_stays_joined_and_the_old_id_leads_on(teller: Teller) -> None:
    teller.add(telling("a"), telling("c", where=ERBIL, when=day("2022-05-01"), published="2022-05-02", sounds=()))
    teller.linker.link()
    before = ids()
    assert before["a"] != before["c"]
    ruling = linked.append_ruling(ruled("same", "a#i1", "c#i1"))
    teller.linker.link()
    assert clusters() == {frozenset({"a", "c"})}
    one = shown_one(before["a"])
    assert one is not None
    assert one == shown_one(before["c"])
    teller.linker.link(everything=True)
    assert clusters() == {frozenset({"a", "c"})}
    linked.append_undoing(rulings.rulings()[0], "editor", "a mistake", NOW)
    teller.linker.link()
    assert clusters() == {frozenset({"a"}), frozenset({"c"})}
    assert [(r.number, r.undone is not None) for r in rulings.rulings()] == [(ruling, True)]


def test_what_a_person_parts_stays_parted(teller: Teller) -> None:
    teller.add(telling("a"), telling("b"))
    teller.linker.link()
    assert clusters() == {frozenset({"a", "b"})}
    linked.append_ruling(ruled("apart", "a#i1", "b#i1"))
    teller.linker.link()
    teller.add(telling("d"))
    teller.linker.link()
    assert not any({"a", "b"} <= group for group in clusters())


def test_a_value_that_a_person_ruled_comes_first_and_the_reports_values_stay(teller: Teller) -> None:
    teller.add(telling("a", killed=2))
    teller.linker.link()
    linked.append_ruling(ruled("value", "a#i1", slot="killed", value='{"min":3,"max":3}'))
    teller.linker.link()
    (record,) = shown(Sought())
    assert [h.value.min for h in record.killed] == [3, 2]
    assert record.ruled == ("killed",)


def test_a_summary_stands_with_what_it_sums_up_and_is_no_incident_more(teller: Teller) -> None:
    week = When(dt.date(2022, 1, 1), dt.date(2022, 1, 7), TimePrecision.WEEK, Basis.STATED)
    teller.add(telling("a"), telling("s", where=IRAQ, when=week, repeats=4, sounds=()))
    teller.linker.link()
    (record,) = shown(Sought())
    assert [(t.report, t.summary) for t in record.tellings] == [("a", False), ("s", True)]
    teller.add(telling("t", where=IRAQ, when=day("2021-01-01"), repeats=9, sounds=(), published="2021-01-02"))
    teller.linker.link()
    assert sorted(r.repeats for r in shown(Sought())) == [1, 9]


def test_some_attack_somewhere_before_is_no_incident_more(teller: Teller) -> None:
    vague = telling("a", incident="i2", where=None, role=Role.BACKGROUND, sounds=())
    vague = msgspec.structs.replace(vague, incident=msgspec.structs.replace(vague.incident, when=None))
    teller.add(telling("a"), vague)
    teller.linker.link()
    assert [t.incident for r in shown(Sought()) for t in r.tellings] == ["i1"]


def test_a_war_that_a_report_recalls_beside_an_attack_is_no_incident_more(teller: Teller) -> None:
    war = When(dt.date(2019, 10, 1), dt.date(2022, 1, 5), TimePrecision.DAY, Basis.STATED)
    recalled = telling("a", incident="i2", where=IRAQ, when=war, killed=900, role=Role.BACKGROUND)
    teller.add(telling("a"), recalled, telling("b", where=IRAQ, when=war, killed=900, role=Role.BACKGROUND))
    teller.linker.link()
    assert sorted((r.sums_up, len(r.tellings)) for r in shown(Sought())) == [(False, 1), (True, 1)]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), {"a", "b"}),
        (Sought(since=dt.date(2022, 3, 1)), {"b"}),
        (Sought(until=dt.date(2022, 3, 1)), {"a"}),
        (Sought(near=(33.8, 42.4, 50)), {"a"}),
        (Sought(near=(33.8, 42.4, 1000)), {"a", "b"}),
        (Sought(area=(33.0, 42.0, 34.5, 43.0)), {"a"}),
        (Sought(area=(33.0, 179.0, 34.5, 43.0)), {"a"}),
        (Sought(area=(33.0, 43.0, 34.5, -179.0)), set()),
        (Sought(country="SYR"), set()),
        (Sought(method="rocket"), {"b"}),
        (Sought(killed=1), {"b"}),
        (Sought(language="bn"), {"b"}),
        (Sought(disputed=True), set()),
    ],
)
def test_filters(teller: Teller, sought: Sought, found: set[str]) -> None:
    teller.add(
        telling("a"),
        telling("b", where=ERBIL, when=day("2022-05-01"), method=Method.ROCKET, killed=2, language="bn", sounds=()),
    )
    teller.linker.link()
    assert {t.report for r in shown(sought) for t in r.tellings} == found


def test_a_newer_reading_takes_the_place_of_the_older_one(teller: Teller) -> None:
    teller.add(telling("a"), telling("b"))
    teller.linker.link()
    teller.reread("b", telling("b", where=ERBIL, when=day("2022-06-01"), published="2022-06-02", sounds=()))
    teller.linker.link()
    assert clusters() == {frozenset({"a"}), frozenset({"b"})}


def test_a_reading_that_numbers_anew_keeps_ids_keys_and_rulings(teller: Teller) -> None:
    night = telling("a", incident="i1", killed=2)
    noon = telling("a", incident="i2", where=ERBIL, when=day("2022-01-03"), method=Method.ROCKET, sounds=())
    teller.add(night, noon)
    teller.linker.link()
    before = {r.where[0].value.name: r.id for r in shown(Sought())}
    linked.append_ruling(ruled("value", "a#i2", slot="killed", value='{"min":7,"max":7}'))
    teller.linker.link()
    first = msgspec.structs.replace(noon, incident=msgspec.structs.replace(noon.incident, id="i1"))
    second = msgspec.structs.replace(night, incident=msgspec.structs.replace(night.incident, id="i2"))
    teller.reread("a", first, second)
    teller.linker.link()
    after = {r.where[0].value.name: r for r in shown(Sought())}
    assert {name: r.id for name, r in after.items()} == before
    assert after["Erbil"].killed[0].value.min == 7
    assert [(t.key, t.incident) for t in after["Erbil"].tellings] == [("a#i2", "i1")]


def test_a_telling_that_comes_back_is_ruled_on_as_before(teller: Teller) -> None:
    night = telling("a", incident="i1")
    noon = telling("a", incident="i2", where=ERBIL, when=day("2022-01-03"), method=Method.ROCKET, sounds=())
    teller.add(night, noon)
    teller.linker.link()
    linked.append_ruling(ruled("reject", "a#i2"))
    teller.reread("a", night)
    teller.linker.link()
    assert {t.key for r in shown(Sought(rejected=True)) for t in r.tellings} == {"a#i1"}
    new = telling("a", incident="i2", where=IRAQ, when=day("2020-01-03"), method=Method.ARSON, sounds=())
    back = msgspec.structs.replace(noon, incident=msgspec.structs.replace(noon.incident, id="i3"))
    teller.reread("a", night, new, back, version="3")
    teller.linker.link()
    rejected = {t.key: r.rejected for r in shown(Sought(rejected=True)) for t in r.tellings}
    assert rejected == {"a#i1": False, "a#i2": True, "a#i3": False}
    teller.reread("a", night, noon, version="1")  # the older reader again
    teller.linker.link()
    assert {t.key for r in shown(Sought()) for t in r.tellings} == {"a#i1"}


@pytest.mark.parametrize("prior", [-9.0, -6.0, -2.0, 1.0, 4.0])
@pytest.mark.parametrize("batch", [1, 4])
def test_pairs_in_doubt_are_the_same_in_any_order_and_all_at_once(teller: Teller, prior: float, batch: int) -> None:
    weights = msgspec.structs.replace(load_weights(), prior=prior)
    linker = teller.linking(weights)
    tellings = made(30)
    random.Random(prior).shuffle(tellings)
    for n, one in enumerate(tellings):
        teller.add(one)
        if n % batch == 0:
            linker.link()
    linker.link()
    step_by_step = in_doubt()
    linker.link(everything=True)
    assert in_doubt() == step_by_step != []


def in_doubt() -> list[Pair]:
    return sorted(
        (msgspec.structs.replace(d, one_incident="", other_incident="") for d in incidents.doubts(1000)),
        key=lambda d: (d.one, d.other),
    )


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
    teller: Teller, collection: Home
) -> None:
    teller.add(*made(12))
    teller.linker.link()
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
