"""robots.txt, by RFC 9309 and what sites write."""

import pytest

from sakkhi.ingest.robots import robots

FILE = b"""\xef\xbb\xbf# ours
User-agent: *
Disallow: /private
Allow: /private/news
Disallow: /*?print=
Disallow: /*.pdf$
Disallow: /caf%C3%A9
Crawl-delay: 7

User-agent: badbot
User-agent: Worse
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", True),
        ("/", True),
        ("/private", False),
        ("/private/1", False),
        ("/private/news/1", True),
        ("/a?print=1", False),
        ("/a?x=1", True),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/café", False),
    ],
)
def test_rules_for_everybody(path: str, allowed: bool) -> None:
    assert robots(FILE, "sakkhi").allows("https://a.example" + path) is allowed


@pytest.mark.parametrize(("agent", "allowed"), [("badbot", False), ("worse", False), ("sakkhi", True)])
def test_groups_with_a_name(agent: str, allowed: bool) -> None:
    assert robots(FILE, agent).allows("https://a.example/1") is allowed


def test_a_group_for_us_stands_alone() -> None:
    rules = robots(FILE + b"User-Agent: SAKKHI\nDisallow:\n", "sakkhi")
    assert rules.allows("https://a.example/private")
    assert rules.delay is None


@pytest.mark.parametrize(
    ("content", "delay"), [(FILE, 7.0), (b"User-agent: *\nCrawl-delay: 9999", 60.0), (b"Crawl-delay: x", None)]
)
def test_delays(content: bytes, delay: float | None) -> None:
    assert robots(content, "sakkhi").delay == delay


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"\x00\xff" * 99, b"Disallow: /\n"])
def test_what_holds_no_rules_allows_everything(content: bytes) -> None:
    assert robots(content, "sakkhi").allows("https://a.example/1")
