"""Collecting from a real server on loopback: what comes, how politely, and what goes wrong."""

import datetime as dt
import gzip
import threading
from collections.abc import Callable, Iterator

import pytest

from sakkhi.collect.home import Home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.loop import Collector
from sakkhi.collect.sources import Source, Sources
from sakkhi.collect.verify import verify
from sakkhi.collect.visit import Visitor, Wanted
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.fetch import Answer, Limits, Missed
from sakkhi.ingest.links import Kind
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.original import Kept
from sakkhi.store import models, view
from sakkhi.store.database import forget_connections
from sakkhi.store.marks import mark_report
from sakkhi.store.overview import overview
from tests.stores import NOW, blank_reading
from tests.web import Web

LANGUAGES = ("ar", "bn", "en")
LIMITS = Limits(seconds=2.0, size=200_000, networks=("127.0.0.0/8",))
BODY = (
    "Two drones were shot down near the air base on Monday, the army said. No one was hurt and nothing was damaged, "
    "according to a spokesman, who added that an inquiry into where they had been sent from was under way. "
)


def article(number: int, body: str = "", head: str = "") -> str:
    words = " ".join(f"detail{number}x{n}" for n in range(40))
    return (
        f"<html><head><title>Report {number}</title>{head}</head><body><article><h1>Report {number}</h1>"
        f"<p>{body or BODY + words}</p></article></body></html>"
    )


class Clock:
    """A clock that moves when somebody sleeps, and by itself a little."""

    def __init__(self) -> None:
        self.at, self.lock = NOW, threading.Lock()

    def now(self) -> dt.datetime:
        with self.lock:
            self.at += dt.timedelta(milliseconds=1)
            return self.at

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.at += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


Collect = Callable[..., Collector]


@pytest.fixture
def collect(collection: Home, clock: Clock) -> Iterator[Collect]:
    """Collects once from the sources that are given."""
    with Archive(collection.archive, clock.now, view.archive_end) as archive:
        keeper = Keeper(archive, blank_reading, clock.now, sleep=clock.sleep)

        def run(*sources: Source) -> Collector:
            visitor = Visitor("test", clock.now, patiently=keeper.patiently, sleep=clock.sleep)
            made = Collector(
                Sources("test", sources), keeper, visitor, LANGUAGES, sleep=clock.sleep, jitter=lambda: 1.0
            )
            clock.sleep(3600)
            made.run(once=True)
            return made

        yield run


def source(web: Web, kind: Kind = Kind.FEED, path: str = "/feed", **more: object) -> Source:
    known = {"links": None, "outlet": "The Test", "language": "", "country": "BGD", "trust": "C", "every": 900.0}
    known["marking"] = Marking.CLEAR
    known |= {"again": 0.0, "delay": 2.0, "limits": LIMITS, "pages": 100, "least": 100}
    return Source(name="test", kind=kind, address=web.address + path, **(known | more))  # type: ignore[arg-type]


def failures() -> list[str]:
    return sorted(models.Failure.objects.values_list("what", flat=True))


def test_a_feed_is_collected_once(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1", "/2")
    web.page("/1", article(1, head='<meta property="article:published_time" content="2024-01-31T23:00:00-05:00">'))
    web.page("/2", article(2))
    assert collect(source(web)).counts["added"] == 2
    first, second = view.reports(view.Filters())
    assert {first.outlet, second.outlet} == {"The Test"}
    assert sorted(str(one.published_at) for one in view.readings()) == [
        "2024-01-31 23:00:00-05:00",
        "2024-02-05 10:00:00+06:00",  # the feed's date, where the page has none
    ]
    assert collect(source(web)).counts.total() == 0
    assert (web.asked["/1"], web.asked["/robots.txt"]) == (1, 2)  # once a collector
    (standing,) = overview(NOW).sources
    assert (standing.trust, standing.waiting, standing.problem) == ("C", 0, "")


def test_a_reading_leads_back_to_the_page(web: Web, collect: Collect, collection: Home) -> None:
    web.feed("/feed", "/1")
    web.packed("/1", article(1).encode())
    collect(source(web))
    (stored,) = view.readings()
    (version,) = view.versions(stored.number)
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        original = archive.original(version.kept)
    assert (original.address, original.status) == (web.address + "/1", 200)
    assert original.content[:2] == b"\x1f\x8b"
    assert ("content-encoding", "gzip") in [(name.lower(), value) for name, value in original.headers]


def test_a_report_has_its_sources_mark_until_a_person_gives_another(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    web.page("/1", article(1))
    secret = source(web, marking=Marking.AMBER, again=60.0)
    collect(secret)
    (stored,) = view.readings()
    assert view.versions(stored.number, Marking.GREEN.rank) == []
    mark_report(stored.number, Marking.CLEAR, "editor", "it is public", NOW, EVERYTHING)
    web.page("/1", article(1, BODY + "The toll rose to four, a hospital said later in the day."))
    collect(secret)
    assert len(view.versions(stored.number, 0)) == 2


def test_sitemaps_and_pages(web: Web, collect: Collect) -> None:
    index = f"<sitemapindex><sitemap><loc>{web.address}/inner.xml</loc></sitemap></sitemapindex>"
    web.page("/map.xml", index, "text/xml")
    web.page("/inner.xml", f"<urlset><url><loc>{web.address}/1</loc></url></urlset>", "text/xml")
    web.page("/list", '<a href="/2">two</a><a href="/about">us</a>')
    for number in (1, 2):
        web.page(f"/{number}", article(number))
    assert collect(source(web, Kind.SITEMAP, "/map.xml")).counts["added"] == 1
    assert collect(source(web, Kind.PAGE, "/list", links=r"/\d+$")).counts["added"] == 1


def test_an_updated_page_is_a_new_version(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    web.page("/1", article(1), ETag='"a"')
    collect(source(web))
    web.feed("/feed", "/1", stamp="Mon, 05 Feb 2024 11:00:00 +0600")
    web.page("/1", article(1, BODY * 2 + "Later the army said that there had been three."))
    assert collect(source(web)).counts["new version"] == 1
    assert web.headers["/1"]["If-None-Match"] == '"a"'
    (stored,) = view.readings()
    assert [version.number for version in view.versions(stored.number)] == [1, 2]


def test_what_did_not_change_is_not_fetched_again(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    feed = web.routes["/feed"]
    web.routes["/feed"] = lambda handler: (
        handler.send(304, b"") if handler.headers.get("If-None-Match") == '"f"' else None
    ) or (handler.headers.get("If-None-Match") != '"f"' and feed(handler)) or None  # fmt: skip
    web.page("/1", article(1), **{"Last-Modified": "Mon, 05 Feb 2024 04:00:00 GMT"})
    collect(source(web, again=60.0))
    assert collect(source(web)).counts["already there"] == 1  # looked at once more
    assert web.headers["/1"]["If-Modified-Since"] == "Mon, 05 Feb 2024 04:00:00 GMT"
    assert collect(source(web)).counts.total() == 0


def test_robots_are_heeded(web: Web, collect: Collect) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /no", "text/plain")
    web.feed("/feed", "/1", "/no/2")
    web.page("/1", article(1))
    web.page("/no/2", article(2))
    assert collect(source(web)).counts["added"] == 1
    assert web.asked["/no/2"] == 0
    assert failures() == ["its robots.txt does not allow it"]


def test_a_host_that_fails_to_give_its_robots_is_left_alone_for_now(web: Web, collect: Collect) -> None:
    web.answer("/robots.txt", 503)
    web.feed("/feed", "/1")
    collect(source(web))
    assert web.asked["/feed"] == 0
    web.answer("/robots.txt", 404)
    web.page("/1", article(1))
    assert collect(source(web)).counts["added"] == 1


def test_one_request_at_a_time_with_a_pause(web: Web, collect: Collect, clock: Clock) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 10", "text/plain")
    web.feed("/feed", *(f"/{number}" for number in range(6)))
    for number in range(6):
        web.page(f"/{number}", article(number))
    start = clock.at
    collect(source(web))
    assert web.most_at_once == 1
    assert clock.at - start >= dt.timedelta(seconds=3600 + 2 + 6 * 10)


def test_failures_are_tried_again_ever_later_and_given_up(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1", "/2")
    web.answer("/1", 404)
    web.answer("/2", 503, Retry_After="7200")
    collect(source(web))
    page = models.Page.objects.get(address=web.address + "/2")
    assert page.due_at >= NOW + dt.timedelta(hours=3)
    assert models.Page.objects.get(address=web.address + "/1").due_at is None
    models.Page.objects.filter(id=page.id).update(attempts=5, due_at=NOW)
    models.Host.objects.update(free_at=NOW)
    web.answer("/2", 503)
    collect(source(web))
    assert models.Page.objects.get(id=page.id).due_at is None
    assert "the host answers 503" in failures()


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<html><title>The Test</title><body><h1>Well</h1><p>There is little here.</p></body></html>", "characters"),
        (f"<html><title>404: gone</title><body><p>{BODY}</p></body></html>", "an error page, though"),
        ("<html><title>Log in</title><body><h1>Log in</h1><p>Forgot your password?</p></body></html>", "to sign in"),
        ("", "the page has no text"),
    ],
)
def test_a_200_with_an_error_page(web: Web, collect: Collect, page: str, what: str) -> None:
    web.feed("/feed", "/1")
    web.page("/1", page)
    assert collect(source(web)).counts["failed"] == 1
    assert what in failures()[0]
    assert models.Capture.objects.filter(address=web.address + "/1").count() == 1  # the bytes are kept all the same
    assert not list(view.readings())


def test_a_page_that_leads_home_is_gone(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    web.redirect("/1", "/")
    web.page("/", article(1))
    assert collect(source(web)).counts["failed"] == 1
    assert failures() == ["it leads to the host's home page: what was there is gone"]
    assert models.Capture.objects.filter(address=web.address + "/").count() == 1


def test_what_a_host_shows_for_all_that_it_does_not_have_is_no_report(web: Web, collect: Collect) -> None:
    web.feed("/feed", *(f"/{number}" for number in range(6)))
    for number in range(5):
        web.page(f"/{number}", f"<html><title>The Test</title><body><main><p>{BODY}</p></main></body></html>")
    web.page("/5", article(5))
    counts = collect(source(web)).counts
    assert (counts["added"], counts["failed"]) == (3, 3)
    assert any("the same text at 2 other addresses" in what for what in failures())


def test_what_is_no_page(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    web.page("/1", b"%PDF-1.7", "application/pdf")
    collect(source(web))
    assert failures() == ["it is no page but 'application/pdf'"]


def test_redirects(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1", "/loop", "/long0", "/inside")
    web.redirect("/1", "/moved")
    web.page("/moved", article(1))
    web.redirect("/loop", "/pool")
    web.redirect("/pool", "/loop")
    for number in range(9):
        web.redirect(f"/long{number}", f"/long{number + 1}")
    web.redirect("/inside", "http://169.254.169.254/latest/meta-data/")
    assert collect(source(web)).counts["added"] == 1
    assert failures() == [
        "169.254.169.254 stands for 169.254.169.254, which is no public address",
        "it redirects in a circle",
        "it redirects more than 5 times",
    ]
    (stored,) = view.readings()
    assert view.versions(stored.number)[0].report.address == web.address + "/moved"


@pytest.mark.parametrize("feed", ["<html>no feed</html>", "", '<!DOCTYPE l [<!ENTITY a "b">]><rss>&a;</rss>'])
def test_a_feed_that_is_none_is_told_and_asked_again(web: Web, collect: Collect, feed: str) -> None:
    web.page("/feed", feed)
    collect(source(web))
    (standing,) = overview(NOW).sources
    assert standing.failures == 1
    assert standing.problem
    web.feed("/feed", "/1")
    web.page("/1", article(1))
    assert collect(source(web)).counts["added"] == 1
    assert overview(NOW).sources[0].failures == 0


def test_one_bad_source_does_not_stop_the_others(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    web.page("/1", article(1))
    bad = Source(**{name: getattr(source(web), name) for name in Source.__struct_fields__} | {"name": "bad"})
    web.routes["/slow"] = lambda handler: handler.web.stopping.wait(5) and None
    slow = Limits(seconds=0.3, networks=LIMITS.networks)
    bad = Source(
        **{name: getattr(bad, name) for name in Source.__struct_fields__}
        | {"address": web.address + "/slow", "limits": slow}
    )
    assert collect(bad, source(web)).counts["added"] == 1


def test_a_page_cannot_pass_itself_off_as_another_hosts(web: Web, collect: Collect) -> None:
    web.feed("/feed", "/1")
    web.page("/1", article(1, head='<link rel="canonical" href="https://other.example/famous">'))
    collect(source(web))
    (stored,) = view.readings()
    assert view.versions(stored.number)[0].report.address == web.address + "/1"


def test_a_clock_that_jumps_back_stops_nothing(web: Web, collect: Collect, clock: Clock) -> None:
    clock.sleep(40 * 86_400)
    web.feed("/feed", "/1", "/2")
    web.page("/1", article(1))
    web.answer("/2", 503)
    collect(source(web))
    clock.sleep(-40 * 86_400)
    web.feed("/feed", "/1", "/2", "/3")
    web.page("/2", article(2))
    web.page("/3", article(3))
    models.Page.objects.filter(address__endswith="/2").update(claimed_at=NOW + dt.timedelta(days=40))  # a killed one's
    collect(source(web))
    assert len(list(view.readings())) == 3


def test_a_stop_in_the_middle_loses_nothing(web: Web, collect: Collect, clock: Clock) -> None:
    """What was claimed by a collector that was killed is fetched when its claim has run out."""
    web.feed("/feed", "/1")
    web.page("/1", article(1))
    web.answer("/1", 503)
    collect(source(web))
    models.Page.objects.update(claimed_at=clock.now(), due_at=clock.now())
    web.page("/1", article(1))
    assert collect(source(web)).counts["added"] == 1


def test_two_collectors_at_once_fetch_each_page_once(web: Web, collection: Home) -> None:
    numbers = range(12)
    web.feed("/feed", *(f"/{number}" for number in numbers))
    for number in numbers:
        web.page(f"/{number}", article(number))

    def run() -> None:
        now = lambda: dt.datetime.now(dt.UTC)  # noqa: E731
        with Archive(collection.archive, now, view.archive_end) as archive:
            keeper = Keeper(archive, blank_reading, now)
            visitor = Visitor("test", now, patiently=keeper.patiently)
            Collector(Sources("test", (source(web, delay=0.0),)), keeper, visitor, LANGUAGES).run(once=True)
        forget_connections()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(view.readings())) == len(numbers)
    assert all(web.asked[f"/{number}"] == 1 for number in numbers)
    assert web.most_at_once == 1


def test_a_visitor_asks_for_robots_once(web: Web, collection: Home, clock: Clock) -> None:
    web.page("/1", article(1))
    visitor = Visitor("me@example.org", clock.now, patiently=lambda work: work(), sleep=clock.sleep)
    for _ in range(3):
        assert isinstance(visitor.fetch(Wanted(web.address + "/1", 0.0, LIMITS)), Answer)
    assert web.asked["/robots.txt"] == 1
    assert web.headers["/1"]["User-Agent"].endswith("(+me@example.org)")
    assert isinstance(visitor.fetch(Wanted("http://10.0.0.1/", 0.0, LIMITS)), Missed)


def originals(place: Home, path: str) -> list[bytes]:
    """The bytes that came from addresses that end so, one after the other, as the archive has them."""
    rows = models.Capture.objects.filter(address__endswith=path).order_by("id")
    with Archive(place.archive, lambda: NOW, view.archive_end) as archive:
        return [archive.original(Kept(row.sha256, row.file, row.offset, row.length)).content for row in rows]


def test_feeds_are_kept_as_they_came(web: Web, collect: Collect, collection: Home) -> None:
    web.page("/1", article(1))
    web.feed("/feed", "/1")
    collect(source(web))
    collect(source(web))  # the same again
    web.answer("/feed", 304)
    collect(source(web))
    web.feed("/feed", "/1", "/1")
    collect(source(web))
    first, second = originals(collection, "/feed")
    assert (first.count(b"<item>"), second.count(b"<item>")) == (1, 2)
    row = models.Capture.objects.filter(address=web.address + "/feed").first()
    assert row is not None
    assert (row.status, row.media, row.at.date()) == (200, "text/xml", NOW.date())
    assert "content-length" in row.headers.lower()
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        whole = list(verify(archive))
    assert whole.count(None) == len(whole) == 2 + 1 + 1 + 1  # two feeds and a page, a text, an archive file


def test_sitemaps_are_kept_as_they_came(web: Web, collect: Collect, collection: Home) -> None:
    index = "<sitemapindex><sitemap><loc>/in.xml</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>"
    inner = gzip.compress(b"<urlset><url><loc>/1</loc></url></urlset>")
    web.page("/map.xml", index, "text/xml", ETag='"m"')
    web.page("/in.xml", inner, "application/gzip")
    web.page("/1", article(1))
    made = collect(source(web, Kind.SITEMAP, "/map.xml"))
    assert (made.counts["added"], made.counts["failed"]) == (1, 1)
    assert failures() == ["the host answers 404"]
    assert originals(collection, ".xml") == [index.encode(), inner]
    web.page("/gone.xml", "<urlset><url><loc>/2</loc></url></urlset>", "text/xml")
    web.page("/2", article(2))
    assert collect(source(web, Kind.SITEMAP, "/map.xml")).counts["added"] == 1  # though the index is what it was


def test_a_feed_that_is_none_is_kept_too(web: Web, collect: Collect, collection: Home) -> None:
    web.page("/feed", "<html>no feed</html>")
    collect(source(web))
    assert originals(collection, "/feed") == [b"<html>no feed</html>"]


def test_a_page_whose_words_did_not_change_is_kept_where_its_bytes_did(
    web: Web, collect: Collect, collection: Home
) -> None:
    web.feed("/feed", "/1")
    web.page("/1", article(1))
    collect(source(web, again=60.0))
    web.page("/1", article(1, head="<meta name='token' content='2'>"))
    assert collect(source(web)).counts["already there"] == 1
    assert [b"token" in content for content in originals(collection, "/1")] == [False, True]


def test_damage_to_a_feed_that_was_kept_is_told(web: Web, collect: Collect, collection: Home) -> None:
    web.feed("/feed")
    collect(source(web))
    (file,) = collection.archive.iterdir()
    row = models.Capture.objects.get()
    content = bytearray(file.read_bytes())
    content[row.offset + row.length // 2] ^= 1
    file.write_bytes(content)
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        told = [fault.what for fault in verify(archive) if fault]
    assert any("/feed" in what for what in told)
