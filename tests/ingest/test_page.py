"""A page gives its main text, title, day and outlet; archives give a report for each page."""

import datetime as dt
import gzip
from pathlib import Path

import pytest

from sakkhi.ingest import Given, reports
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


def test_a_page_in_an_encoding_that_it_does_not_declare(tmp_path: Path) -> None:
    fault = page(tmp_path, '<meta charset="utf-8">', "<p>القاعدة</p>", "cp1256")
    assert isinstance(fault, Fault)
    assert fault.what.startswith("its text is not in UTF-8")


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
