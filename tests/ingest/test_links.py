"""What feeds, sitemaps and pages name, and those that are none or hostile."""

import gzip

import pytest

from sakkhi.ingest.links import Kind, Link, Links, links
from sakkhi.model.fault import Fault

AT = "https://news.example/feed"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>n</title>'
    "<item><title>One &amp; two</title><link>/1#top</link><pubDate>Mon, 05 Feb 2024 10:00:00 +0600</pubDate></item>"
    "<item><title>No link</title></item><item><link>javascript:alert(1)</link></item>"
    "<item><link>https://other.example/2</link></item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>'
    '<link href="https://news.example/1"/><published>2024-02-05T10:00:00+06:00</published>'
    "<updated>2024-02-05T12:00:00+06:00</updated></entry></feed>"
)
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://news.example/1 </loc>'
    "<news:news><news:publication_date>2024-02-05T10:00:00+06:00</news:publication_date>"
    "<news:title>One</news:title></news:news></url>"
    "<url><loc>https://news.example/2</loc><lastmod>2024-02-04</lastmod></url></urlset>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<sitemap><loc>https://news.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
    "<sitemap><loc>/new.xml</loc><lastmod>2024-01-01</lastmod></sitemap></sitemapindex>"
)
PAGE = '<html><body><a href="/news/1">One</a><a href="/about">About</a><a href="/news/1#c">Again</a></body></html>'
ENTITIES = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
BOMBS = (ENTITIES + "<rss version='2.0'><channel><title>&b;</title></channel></rss>").encode()
REMOTE = b"<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel>&a;</channel></rss>"


def found(content: str | bytes, kind: Kind, pattern: str | None = None) -> Links:
    made = links(content.encode() if isinstance(content, str) else content, AT, kind, pattern)
    assert isinstance(made, Links)
    return made


def test_rss() -> None:
    day = "Mon, 05 Feb 2024 10:00:00 +0600"
    first, second = found(RSS, Kind.FEED).pages
    assert first == Link("https://news.example/1", day, "One & two", day)
    assert second.address == "https://other.example/2"


def test_atom() -> None:
    (one,) = found(ATOM, Kind.FEED).pages
    assert (one.stamp, one.published) == ("2024-02-05T12:00:00+06:00", "2024-02-05T10:00:00+06:00")


def test_a_feed_that_is_not_well_formed() -> None:
    assert found(RSS.replace("&amp;", "&").replace("</channel>", ""), Kind.FEED).pages[0].title == "One & two"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_news_sitemap(pack: object) -> None:
    first, second = found(pack(NEWS.encode()), Kind.SITEMAP).pages  # type: ignore[operator]
    assert first == Link("https://news.example/1", "2024-02-05T10:00:00+06:00", "One", "2024-02-05T10:00:00+06:00")
    assert second == Link("https://news.example/2", "2024-02-04")


def test_an_index_names_the_newest_sitemaps_first() -> None:
    assert found(INDEX, Kind.SITEMAP).sitemaps == ("https://news.example/new.xml", "https://news.example/old.xml")


def test_a_page_with_a_pattern() -> None:
    assert [one.address for one in found(PAGE, Kind.PAGE, "/news/").pages] == ["https://news.example/news/1"]


@pytest.mark.parametrize(
    ("content", "kind", "what"),
    [
        (b"<html><body>Not found</body></html>", Kind.FEED, "it is no feed"),
        (b"", Kind.FEED, "it is no feed"),
        (b"https://news.example/feed", Kind.FEED, "it is no feed"),
        (b"/etc/passwd", Kind.FEED, "it is no feed"),
        (b"\x00\xff" * 50, Kind.FEED, "it is no feed"),
        (b"\x00\xff" * 50, Kind.SITEMAP, "it is no sitemap"),
        (RSS.encode(), Kind.SITEMAP, "it is no sitemap"),
        (b"\x1f\x8b damaged", Kind.SITEMAP, "its compressed body is damaged"),
        (gzip.compress(bytes(20_000_000)), Kind.SITEMAP, "it unpacks to more than"),
        (BOMBS, Kind.FEED, "it declares entities of its own"),
        (BOMBS, Kind.SITEMAP, "it declares entities of its own"),
        (BOMBS.decode().encode("utf-16"), Kind.FEED, "it declares entities of its own"),
        (REMOTE, Kind.FEED, "it declares entities of its own"),
        (b"<urlset>" * 20_000, Kind.SITEMAP, "it is no sitemap"),
    ],
)
def test_what_is_none(content: bytes, kind: Kind, what: str) -> None:
    made = links(content, AT, kind)
    assert isinstance(made, Fault)
    assert made.what.startswith(what)
