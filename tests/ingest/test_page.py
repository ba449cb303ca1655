"""A page gives its main text, title, day and outlet; archives give a report for each page."""

import datetime as dt
import gzip
from pathlib import Path

import pytest

from sakkhi.ingest import Given, reports
from sakkhi.ingest.page import own_address, page_report
from sakkhi.model.fault import Fault
from sakkhi.model.report import Report

GIVEN = Given(languages=("bn", "en", "ar"))
FIRST = "Two explosive-laden drones were shot down near an air base in western Iraq before dawn on Monday."
REST = "Officials of the coalition said that nobody was hurt and that the runway was not damaged in the attack. " * 4
BODY = (
    "<body><nav><a href='/'>Home</a><a href='/w'>World</a></nav><main><article><h1>Drones downed near air base</h1>"
    f"<p>{FIRST}</p><p>{REST}</p></article></main><footer>All rights reserved</footer></body>"
)
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"},
{"@type": "NewsArticle", "headline": "Drones downed near air base", "datePublished": "2024-02-05T01:10:00+03:00",
"publisher": {"@type": "Organization", "name": "Example Times"}}]}</script>"""
OPEN_GRAPH = """<meta property="og:title" content="Drones downed near air base | Example Times">
<meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2024-02-05T01:10:00Z">"""
ELEMENTS = '<title>Drones downed near air base</title><time datetime="2024-02-05">5 February</time>'


def page(tmp_path: Path, head: str, body: str = BODY, encoding: str = "utf-8") -> Report | Fault:
    path = tmp_path / "page.html"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head>{body}</html>".encode(encoding))
    (found,) = reports([str(path)], GIVEN)
    return found


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (JSON_LD, "Example Times"),
        (OPEN_GRAPH, "Example Times"),
        (ELEMENTS, None),
        ('<script type="application/ld+json">{broken</script>' + OPEN_GRAPH, "Example Times"),
        (ELEMENTS + '<link rel="canonical" href="https://www.news.example/a">', "news.example"),
    ],
    ids=["json-ld", "open-graph", "elements", "broken-json-ld", "canonical"],
)
def test_metadata(tmp_path: Path, head: str, outlet: str | None) -> None:
    report = page(tmp_path, head)
    assert isinstance(report, Report)
    assert report.title == "Drones downed near air base"
    assert report.published == dt.date(2024, 2, 5)
    assert report.outlet == outlet


@pytest.mark.parametrize(
    ("written", "zoned"),
    [
        ("2024-02-05T01:10:00+06:00", "2024-02-05T01:10:00+06:00"),
        ("2024-02-05T01:10:00Z", "2024-02-05T01:10:00+00:00"),
        ("Mon, 05 Feb 2024 01:10:00 +0300", "2024-02-05T01:10:00+03:00"),
        ("2024-02-05T01:10:00", None),
        ("2024-02-05", None),
    ],
)
def test_the_moment_is_kept_in_the_zone_that_was_written(tmp_path: Path, written: str, zoned: str | None) -> None:
    report = page(tmp_path, f'<meta property="article:published_time" content="{written}">')
    assert isinstance(report, Report)
    assert report.published == dt.date(2024, 2, 5)
    assert (report.published_at and report.published_at.isoformat()) == zoned


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="Amina Karim">', "Amina Karim"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": '
            '[{"@type": "Person", "name": "A. Karim"}, {"name": "R. Saleh"}]}</script>',
            "A. Karim, R. Saleh",
        ),
        ('<meta property="article:author" content="https://social.example/amina">', None),
        ("", None),
    ],
)
def test_the_author(tmp_path: Path, head: str, author: str | None) -> None:
    report = page(tmp_path, head)
    assert isinstance(report, Report)
    assert report.author == author


@pytest.mark.parametrize(
    ("fetched", "canonical", "own"),
    [
        ("https://news.example/1?utm=x", "https://news.example/1", "https://news.example/1"),
        ("https://m.news.example/1", "https://www.news.example/1", "https://www.news.example/1"),
        ("https://news.example/1", "https://other.example/famous", "https://news.example/1"),
        ("https://news.example/1", None, "https://news.example/1"),
        (None, "https://news.example/1", "https://news.example/1"),
        (None, None, None),
    ],
)
def test_a_page_names_addresses_of_its_own_host_alone(
    fetched: str | None, canonical: str | None, own: str | None
) -> None:
    assert own_address(fetched, canonical) == own


def test_what_is_around_the_report_is_left_out(tmp_path: Path) -> None:
    teasers = "".join(f"<li><a href='/{n}'>Gunmen kill {n} in another town</a></li>" for n in range(6))
    said = "".join(f"<div class='comment'><p>Reader {n} thinks that this is all wrong.</p></div>" for n in range(3))
    body = BODY.replace(
        "</main>",
        f"<aside class='related'><h2>Related news</h2><ul>{teasers}</ul></aside>"
        f"<section class='comments' id='comments'><h2>Comments</h2>{said}</section></main>"
        "<div class='newsletter'><p>Subscribe to our newsletter.</p></div>",
    )
    report = page(tmp_path, JSON_LD, body)
    assert isinstance(report, Report)
    assert FIRST in report.text
    for other in ("another town", "Reader 1", "newsletter", "Related"):
        assert other not in report.text


def test_main_text(tmp_path: Path) -> None:
    report = page(tmp_path, JSON_LD)
    assert isinstance(report, Report)
    assert report.text.startswith("Drones downed near air base\n\n" + FIRST)
    assert report.text.endswith(REST.strip())
    assert "Home" not in report.text
    assert "rights reserved" not in report.text


def test_a_page_in_its_declared_encoding(tmp_path: Path) -> None:
    body = (
        "<body><article><h1>هجوم</h1><p>"
        + "أعلن الجيش إسقاط طائرتين مسيرتين قرب القاعدة. " * 8
        + "</p></article></body>"
    )
    report = page(tmp_path, '<meta charset="windows-1256">', body, "cp1256")
    assert isinstance(report, Report)
    assert report.language == "ar"
    assert "إسقاط طائرتين" in report.text


ARABIC = "أعلن الجيش إسقاط طائرتين مسيرتين قرب القاعدة الجوية مساء الاثنين ولم يصب أحد بأذى. " * 3


@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1", "windows-1252", "windows-1256", "nonsense"])
@pytest.mark.parametrize("encoding", ["cp1256", "utf-8"])
def test_a_page_with_a_wrong_label_or_none(tmp_path: Path, label: str, encoding: str) -> None:
    report = page(tmp_path, f'<meta charset="{label}">' if label else "", f"<p>{ARABIC}</p>", encoding)
    assert isinstance(report, Report)
    assert ARABIC.strip() in report.text


@pytest.mark.parametrize("label", ["iso-8859-6", "utf-8", "iso-8859-1", ""])
def test_a_page_in_the_iso_encoding_of_arabic(tmp_path: Path, label: str) -> None:
    report = page(tmp_path, f'<meta charset="{label}">', f"<p>{ARABIC}</p>", "iso8859_6")
    assert isinstance(report, Report)
    assert ARABIC.strip() in report.text


def test_a_page_that_says_iso_and_means_windows(tmp_path: Path) -> None:
    report = page(tmp_path, '<meta charset="iso-8859-6">', f"<p>“{ARABIC.strip()}”</p>", "cp1256")
    assert isinstance(report, Report)
    assert f"“{ARABIC.strip()}”" in report.text


def test_a_server_that_calls_everything_latin(tmp_path: Path) -> None:
    content = f'<html><head><meta charset="windows-1256"></head><p>{ARABIC}</p></html>'.encode("cp1256")
    report = page_report(content, "page", GIVEN, charset="ISO-8859-1")
    assert isinstance(report, Report)
    assert ARABIC.strip() in report.text


def test_a_page_with_a_broken_letter_keeps_the_rest(tmp_path: Path) -> None:
    content = f"<html><meta charset=utf-8><p>{ARABIC}</p></html>".encode().replace("أحد".encode(), b"\xd8\xa3\xd8", 1)
    report = page_report(content, "page", GIVEN)
    assert isinstance(report, Report)
    assert "إسقاط طائرتين" in report.text


def test_a_latin_page_is_left_as_it_says(tmp_path: Path) -> None:
    text = "The café near the base was hit on Monday, said Zoë Müller of the army, and no one was hurt. " * 3
    report = page(tmp_path, '<meta charset="iso-8859-1">', f"<p>{text}</p>", "latin-1")
    assert isinstance(report, Report)
    assert "café" in report.text
    assert "Zoë Müller" in report.text


def warc(*pages: tuple[str, str]) -> bytes:
    out = b""
    for address, html in pages:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-02-05T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return out


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_an_archive(tmp_path: Path, ending: str) -> None:
    content = warc(("https://a.example/1", f"<html>{BODY}</html>"), ("https://a.example/2", "<html></html>"))
    path = tmp_path / f"pages{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith("gz") else content)
    report, fault = reports([str(path)], GIVEN)
    assert isinstance(report, Report)
    assert (report.source, report.outlet) == ("https://a.example/1", "a.example")
    assert isinstance(fault, Fault)
    assert fault.where == f"{path}, https://a.example/2"


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive at all", gzip.compress(warc(("https://a.example/1", BODY)))[:200], warc(("a", BODY))[:-90]],
)
def test_a_broken_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(content)
    *_, fault = reports([str(path)], GIVEN)
    assert isinstance(fault, Fault)
