"""The user's own sites are kept once each by what their names look like."""

import datetime as dt

import msgspec

from sakkhi.collect.home import Home
from sakkhi.model.own_site import OwnSite
from sakkhi.store.own_sites import Taken, add_sites, change_site, remove_site, site, site_count, sites

NOW = dt.datetime(2024, 2, 1, tzinfo=dt.UTC)


def test_sites_are_kept_changed_and_taken_away(collection: Home) -> None:
    kept, taken = add_sites([(2, OwnSite("Depot", 36.2, 44.0, "IRQ", (5.0, 2.5), "gate"))], "ann", NOW)
    assert taken == []
    number = kept[0].number
    assert site(number) == OwnSite("Depot", 36.2, 44.0, "IRQ", (5.0, 2.5), "gate", number)
    assert change_site(msgspec.structs.replace(kept[0], name="Old depot", lat=36.3)) is None
    assert [s.name for s in sites()] == ["Old depot"]
    assert remove_site(number)
    assert not remove_site(number)
    assert site(number) is None


def test_a_name_that_looks_like_another_is_refused_and_the_others_are_kept(collection: Home) -> None:
    given = [(n, OwnSite(name, 1.0, 1.0)) for n, name in enumerate(("Depot", "Dероt", "DEPOT ", "Clinic"), 2)]
    kept, taken = add_sites(given, "ann", NOW)
    assert [s.name for s in kept] == ["Depot", "Clinic"]
    assert taken == [Taken(3, "Dероt", "Depot"), Taken(4, "DEPOT ", "Depot")]
    changed = msgspec.structs.replace(kept[1], name="dероt")
    assert change_site(changed) == Taken(0, "dероt", "Depot")
    assert site_count() == 2


def test_sites_come_by_name_some_at_a_time(collection: Home) -> None:
    add_sites([(0, OwnSite(name, 1.0, 1.0)) for name in ("c", "a", "b")], "ann", NOW)
    assert [s.name for s in sites(1, 1)] == ["b"]
