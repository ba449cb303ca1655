"""Who may ask what, and when: for several collectors of one database, and for clocks that are wrong."""

import datetime as dt

from sakkhi.collect.home import Home
from sakkhi.store import frontier, models
from tests.stores import NOW

MINUTE = dt.timedelta(minutes=1)


def test_a_source_is_asked_when_it_is_due(collection: Home) -> None:
    frontier.know_source("a", "https://news.example/rss", "", "", "F")
    assert frontier.claim_source("a", NOW, 900)
    assert frontier.claim_source("a", NOW, 900) is None
    assert frontier.claim_source("a", NOW + 14 * MINUTE, 900) is None
    assert frontier.claim_source("a", NOW + 5 * MINUTE, 120)  # to be asked more often from now on
    assert frontier.claim_source("a", NOW + 8 * MINUTE, 900, whatever=True)
    assert frontier.claim_source("a", NOW - 90 * MINUTE, 900)  # a clock that jumped back
    frontier.know_source("a", "https://news.example/other", "", "", "F")
    assert frontier.claim_source("a", NOW, 900)  # another address


def test_a_source_that_failed_is_left_alone_until_then(collection: Home) -> None:
    frontier.know_source("a", "https://news.example/rss", "", "", "F")
    poll = frontier.claim_source("a", NOW, 60)
    assert poll is not None
    frontier.source_failed(poll.row, "no feed", NOW + 30 * MINUTE)
    assert frontier.claim_source("a", NOW + 29 * MINUTE, 60) is None
    again = frontier.claim_source("a", NOW + 30 * MINUTE, 60)
    assert again is not None
    assert again.failures == 1


def test_a_host_is_one_collectors_at_a_time(collection: Home) -> None:
    assert frontier.claim_host("news.example", NOW, 60) == 0
    assert frontier.claim_host("news.example", NOW + MINUTE / 2, 60) == 30
    assert frontier.claim_host("news.example", NOW + MINUTE, 60) == 0  # the other one was killed
    frontier.free_host("news.example", NOW + 2 * MINUTE)
    assert frontier.claim_host("news.example", NOW + MINUTE, 60) == 60
    assert frontier.claim_host("news.example", NOW - dt.timedelta(days=9), 60) == 0  # a clock that jumped back


def test_a_page_is_one_collectors_until_its_claim_runs_out(collection: Home) -> None:
    frontier.know_source("a", "https://news.example/rss", "", "", "F")
    found = [frontier.Found(f"https://{host}/1", host, "", "", "") for host in ("news.example", "other.example")]
    assert frontier.keep_found(models.Source.objects.get().id, found, NOW, "", "") == 2
    assert frontier.keep_found(models.Source.objects.get().id, found, NOW, "", "") == 0
    first = frontier.claim_page(NOW, [], ["a"])
    assert first is not None
    second = frontier.claim_page(NOW, [], ["a"])
    assert second is not None
    assert first.address != second.address
    assert frontier.claim_page(NOW + 10 * MINUTE, [], ["a"]) is None
    assert frontier.claim_page(NOW + 21 * MINUTE, ["news.example"], ["a"]) == second
    frontier.page_done(first, "", "", None)
    assert frontier.claim_page(NOW + 50 * MINUTE, ["other.example"], ["a"]) is None
