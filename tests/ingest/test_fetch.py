"""One request: what it brings, and every way in which a host may misbehave."""

import datetime as dt
import gzip
import zlib
from collections.abc import Iterator

import pytest
from tests.stores import NOW
from tests.web import Handler, Web

from sakkhi.ingest.fetch import Answer, Limits, Missed, request
from sakkhi.ingest.guard import is_public

LIMITS = Limits(seconds=0.5, size=100_000, networks=("127.0.0.0/8",))


def fetched(address: str, limits: Limits = LIMITS, **more: object) -> Answer | Missed:
    return request(address, agent="sakkhi/0 (+test)", now=lambda: NOW, limits=limits, **more)  # type: ignore[arg-type]


def missed(address: str, limits: Limits = LIMITS, **more: object) -> Missed:
    found = fetched(address, limits, **more)
    assert isinstance(found, Missed)
    return found


def test_an_answer_is_kept_as_it_travelled(web: Web) -> None:
    web.packed("/a", b"<html>a</html>")
    found = fetched(web.address + "/a", etag='"1"', modified="Thu, 01 Feb 2024 00:00:00 GMT")
    assert isinstance(found, Answer)
    assert (found.status, found.body, found.at) == (200, b"<html>a</html>", NOW)
    assert gzip.decompress(found.content) == found.body
    asked = web.headers["/a"]
    assert (asked["If-None-Match"], asked["User-Agent"]) == ('"1"', "sakkhi/0 (+test)")


@pytest.mark.parametrize("pack", [zlib.compress, lambda body: zlib.compress(body)[2:-4]])
def test_both_meanings_of_deflate(web: Web, pack: object) -> None:
    web.page("/a", pack(b"plain"), **{"Content-Encoding": "deflate"})  # type: ignore[operator]
    found = fetched(web.address + "/a")
    assert isinstance(found, Answer)
    assert found.body == b"plain"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_private_address_is_refused_before_it_is_connected_to(web: Web) -> None:
    web.page("/a", "secret")
    found = missed(web.address + "/a", Limits())
    assert found.fault.what == "127.0.0.1 stands for 127.0.0.1, which is no public address"
    assert not found.passing
    assert not web.asked


def test_a_name_is_checked_again_each_time_it_resolves(web: Web) -> None:
    """A name that stood for a public address when it was first looked up, and now for the loopback."""
    port = web.address.rpartition(":")[2]
    answers: Iterator[str] = iter(["93.184.216.34", "127.0.0.1"])

    def resolve(host: str, port: int) -> list[str]:
        return [next(answers)]

    assert is_public(resolve("rebinding.example", 80)[0])
    found = missed(f"http://rebinding.example:{port}/", Limits(), addresses=resolve)
    assert found.fault.what == "rebinding.example stands for 127.0.0.1, which is no public address"


def test_one_private_address_among_public_ones_is_refused() -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "169.254.169.254"]

    assert "169.254.169.254" in missed("http://metadata.example/", Limits(), addresses=resolve).fault.what


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "http://user:pw@a.example/", "http://a.example:x/", "//a"],
)
def test_what_is_no_web_address(address: str) -> None:
    assert not missed(address).passing


@pytest.mark.parametrize(("status", "passing"), [(404, False), (410, False), (403, False), (429, True), (503, True)])
def test_errors_of_the_host(web: Web, status: int, passing: bool) -> None:
    web.answer("/a", status, Retry_After="120")
    found = missed(web.address + "/a")
    assert (found.passing, found.status, found.after) == (passing, status, 120.0)


def test_retry_after_as_a_date_and_nonsense(web: Web) -> None:
    web.answer("/a", 503, Retry_After="Thu, 01 Feb 2024 12:05:00 GMT")
    assert missed(web.address + "/a").after == 300.0
    web.answer("/a", 503, Retry_After="soon")
    assert missed(web.address + "/a").after is None
    web.answer("/a", 503, Retry_After="9999999999")
    assert missed(web.address + "/a").after == dt.timedelta(days=1).total_seconds()


def test_a_redirect_is_an_answer(web: Web) -> None:
    web.redirect("/a", "/b")
    found = fetched(web.address + "/a")
    assert isinstance(found, Answer)
    assert found.moved == web.address + "/b"


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while not handler.web.stopping.is_set():
        handler.wfile.write(b"1000\r\n" + bytes(0x1000) + b"\r\n")


def slow_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    while not handler.web.stopping.wait(0.05):
        handler.wfile.write(b"x")


def slow_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.web.stopping.wait(0.05):
        handler.wfile.write(b"X-Drip: 1\r\n")


def silent(handler: Handler) -> None:
    handler.web.stopping.wait(5)


def too_long(handler: Handler) -> None:
    handler.send(200, b"short", {"Content-Length": "500"})


def too_short(handler: Handler) -> None:
    handler.send(200, b"much longer than it says", {"Content-Length": "4"})


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x00\x01\x02 no HTTP at all\r\n\r\n")


@pytest.mark.parametrize(
    ("route", "what", "passing"),
    [
        (endless, "it is longer than 100,000 bytes", False),
        (slow_body, "it took too long", True),
        (slow_head, "it took too long", True),
        (silent, "it took too long", True),
        (too_long, "it cannot be fetched", True),
        (too_short, "it sent more than the length that it gave", False),
        (garbage, "it cannot be fetched", True),
    ],
)
def test_misbehaving_hosts(web: Web, route: object, what: str, passing: bool) -> None:
    web.routes["/a"] = route  # type: ignore[assignment]
    found = missed(web.address + "/a")
    assert found.fault.what.startswith(what)
    assert found.passing is passing


def test_a_gzip_bomb_is_not_unpacked(web: Web) -> None:
    web.packed("/a", bytes(50_000_000))
    assert missed(web.address + "/a").fault.what == "it unpacks to more than 100,000 bytes"


def test_a_declared_length_over_the_limit_is_not_fetched(web: Web) -> None:
    web.page("/a", bytes(200_000))
    assert "200,000 bytes long, over the limit" in missed(web.address + "/a").fault.what


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_body_that_is_not_packed_as_it_says(web: Web, encoding: str) -> None:
    web.page("/a", "plain", **{"Content-Encoding": encoding})
    assert not missed(web.address + "/a").passing


def test_a_packed_body_that_breaks_off(web: Web) -> None:
    web.page("/a", gzip.compress(bytes(5000))[:-12], **{"Content-Encoding": "gzip"})
    assert missed(web.address + "/a").fault.what == "its compressed body breaks off"


def test_nobody_listens() -> None:
    assert missed("http://127.0.0.1:9/").passing
