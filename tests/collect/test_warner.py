"""From what linking changed to alerts in the outbox, on SQLite and on PostgreSQL."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from sakkhi.collect.home import Home
from sakkhi.collect.warner import coming
from sakkhi.model.alert import Occasion
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.watch import Channel, Watch, Way
from sakkhi.store import alerts, inbox, models
from sakkhi.store.changes import changes, mark_changed
from tests.collect.warning import EVENTS, START, Box, end, near, put
from tests.link.making import ERBIL, IRAQ, day, telling
from tests.share.warn.making import SITE, record

FEED = Channel("feed", Way.FEED)
NEW, UPDATE, CANCEL = ("near Asad", "new", "alert"), ("near Asad", "new", "update"), ("near Asad", "new", "cancel")


@pytest.fixture
def box(collection: Home) -> Box:
    return Box(collection.folder, (near("feed"),), (FEED,))


def test_a_change_is_looked_at_once_and_told_once(box: Box) -> None:
    put(record())
    assert box.warner.match() == 1
    assert not changes(10)
    mark_changed(["inc1"])
    assert box.warner.match() == 0
    put(record(telling("a"), telling("b"), telling("c")))
    box.again()
    assert box.warner.match() == 0
    assert box.made() == [NEW]


def test_what_is_written_while_it_is_looked_at_is_looked_at_again(box: Box) -> None:
    put(record())
    (before,) = changes(10)
    mark_changed(["inc1"])
    alerts.keep_alerts((), [before], {})
    assert [change.name for change in changes(10)] == ["inc1"]


def test_revised_merged_and_ruled_out(box: Box) -> None:
    put(record(telling("a", killed=1)))
    box.turn()
    put(record(telling("a", killed=3)))
    box.turn(hours=1)
    assert box.made() == [NEW, UPDATE]
    put(record(telling("a", where=ERBIL)))
    box.turn(hours=1)
    assert box.made() == [NEW, UPDATE, CANCEL]


def test_an_incident_that_became_one_with_a_told_one_is_taken_back(box: Box) -> None:
    put(record(id="inc1"))
    put(record(telling("z"), id="inc2"))
    box.turn()
    end("inc1", "inc2")
    mark_changed(["inc2"])
    box.turn()
    assert box.made() == [NEW, NEW, CANCEL]
    assert inbox.alerts(inbox.Asked(), EVERYTHING, 1)[0].alert.other == "inc2"


def test_an_incident_that_became_one_with_an_untold_one_goes_on(box: Box) -> None:
    put(record(id="inc1"))
    box.turn()
    end("inc1", "inc2")
    put(record(telling("z"), id="inc2"))
    box.turn()
    assert box.made() == [NEW, UPDATE]
    put(record(telling("z", killed=4), id="inc2"))
    box.turn()
    assert box.made() == [NEW, UPDATE, UPDATE]
    end("inc2")
    box.turn()
    assert box.made() == [NEW, UPDATE, UPDATE, CANCEL]
    assert len({one.alert.root for one in inbox.alerts(inbox.Asked(), EVERYTHING, 10)}) == 1


def test_a_summary_of_known_attacks_is_no_news(box: Box) -> None:
    put(record())
    put(record(telling("s", where=IRAQ, repeats=4, when=day("2022-01-03", "2022-01-05")), id="sum"))
    box.watching = box.watching.__class__(watches=(Watch("all", ("feed",)),), channels=(FEED,))
    box.again()
    assert box.warner.match() == 1


def test_a_rate_above_the_usual_is_told_with_its_interval_and_once_in_its_days(collection: Home) -> None:
    rule = near("feed", on=(Occasion.RATE,))
    box = Box(collection.folder, (rule,), (FEED,))
    for n in range(4):
        put(record(telling("a", when=day(f"2021-{3 + 2 * n:02}-04")), id=f"old{n}"))
    assert box.warner.match() == 0
    for n in range(6):
        put(record(telling("a", when=day("2022-01-04")), id=f"new{n}"))
    assert box.warner.match() == 1
    rate = inbox.alerts(inbox.Asked(), EVERYTHING, 1)[0].alert.rate
    assert rate is not None
    assert rate.count == 6
    assert rate.usual < 0.1
    assert rate.low <= rate.usual <= rate.high < 1
    box.turn()
    put(record(telling("a"), id="new9"))
    assert box.turn(days=1) == 0
    assert box.made() == [("near Asad", "rate", "alert")]


@pytest.mark.parametrize(
    ("rule", "today", "found"),
    [
        (Watch("x", (), site=SITE, country=("IRQ",)), "2022-01-05", [("death-x", 2, 3)]),
        (Watch("x", (), country=("IRQ",), actor=("iran",)), "2022-01-05", [("death-x", 2, 3)]),
        (Watch("x", (), country=("SYR",)), "2022-01-05", []),
        (Watch("x", ()), "2022-01-05", []),
        (Watch("x", (), country=("IRQ",)), "2021-12-30", [("death-x", 2, 9)]),
        (Watch("x", (), country=("IRQ",), ahead=3), "2021-12-30", []),
        (Watch("x", (), country=("IRQ",)), "2022-02-20", [("leap", 2, 9)]),
    ],
)
def test_anniversaries(rule: Watch, today: str, found: list[tuple[str, int, int]]) -> None:
    coming_days = coming(rule, EVENTS, dt.date.fromisoformat(today))
    assert [(ahead.event, ahead.years, ahead.days) for ahead in coming_days] == found


def test_an_anniversary_is_told_once(collection: Home) -> None:
    box = Box(collection.folder, (near("feed", on=(Occasion.ANNIVERSARY,), country=("IRQ",)),), (FEED,))
    assert [box.turn(days=n) for n in (0, 1, 1)] == [1, 0, 0]
    box.again()
    assert box.turn() == 0


def test_who_may_not_see_an_incident_sees_no_alert_of_it(box: Box) -> None:
    put(record(), Marking.AMBER)
    box.warner.match()
    assert inbox.waiting_count(Marking.GREEN.rank, 9) == 0
    assert len(inbox.alerts(inbox.Asked(), Marking.AMBER.rank, 10)) == 1
    models.Incident.objects.update(marking=Marking.RED.rank)
    assert inbox.alerts(inbox.Asked(), Marking.AMBER.rank, 10) == []


def test_an_alert_is_acknowledged_once_by_who_may_see_it(box: Box) -> None:
    put(record(), Marking.AMBER)
    box.warner.match()
    id = inbox.alerts(inbox.Asked(), EVERYTHING, 1)[0].alert.id
    assert inbox.acknowledge([id], "a", "", START, Marking.GREEN.rank) == 0
    assert inbox.acknowledge([id[:8]], "a", "on it", START, Marking.AMBER.rank) == 1
    assert inbox.acknowledge([id], "b", "", START, EVERYTHING) == 0
    (kept,) = inbox.alerts(inbox.Asked(), EVERYTHING, 10)
    assert (kept.acknowledged_by, kept.note) == ("a", "on it")
    assert inbox.alerts(inbox.Asked(shown=inbox.Shown.WAITING), EVERYTHING, 10) == []


def test_nobody_watches(collection: Home, tmp_path: Path) -> None:
    box = Box(collection.folder, (), ())
    put(record())
    assert box.turn() == 0
    assert not changes(10)


def test_an_alert_is_marked_as_its_site_is(box: Box) -> None:
    site = msgspec.structs.replace(SITE, marking=Marking.AMBER)
    box.watching = box.watching.__class__(watches=(near("feed", site=site),), channels=(FEED,))
    box.again()
    put(record())
    box.turn()
    assert inbox.alerts(inbox.Asked(), EVERYTHING, 1)[0].alert.marking is Marking.AMBER
    assert inbox.waiting_count(Marking.GREEN.rank, 9) == 0
    assert models.Delivery.objects.get().state == "withheld"  # the feed goes to whoever may see green
    models.OwnSite.objects.create(name=SITE.point.name, look="x", lat=0, lon=0, radii="5", marking=4, added_at=START)
    assert inbox.waiting_count(Marking.AMBER.rank, 9) == 0
    assert inbox.alerts(inbox.Asked(), EVERYTHING, 1)[0].alert.marking is Marking.RED
