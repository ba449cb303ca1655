"""`sources.toml`: what it may hold, and what is told of what it may not."""

from pathlib import Path

import pytest

from sakkhi.collect.home import _SOURCES
from sakkhi.collect.sources import Sources, load_sources, seconds
from sakkhi.errors import InputError
from sakkhi.ingest.links import Kind

SOURCE = 'contact = "me@example.org"\n[[source]]\nname = "a"\nfeed = "https://news.example/rss"\n'


def loaded(tmp_path: Path, text: str) -> Sources:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path, ("ar", "bn", "en"))


def test_a_source(tmp_path: Path) -> None:
    text = (
        SOURCE
        + 'language = "bn"\ncountry = "BGD"\ntrust = "B"\nevery = "90s"\nmegabytes = 0.5\nnetworks = ["10.0.0.0/8"]'
    )
    (one,) = loaded(tmp_path, text).sources
    assert (one.kind, one.every, one.again, one.trust) == (Kind.FEED, 90, 43_200, "B")
    assert (one.limits.size, one.limits.networks) == (500_000, ("10.0.0.0/8",))


def test_what_init_writes_can_be_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, _SOURCES).sources == ()
    filled = _SOURCES.replace("# ", "", 1).replace('contact = ""', 'contact = "me@example.org"')
    lines = [line.removeprefix("# ") if "=" in line or "[[" in line else line for line in filled.splitlines()[1:]]
    assert loaded(tmp_path, "\n".join(lines)).sources[0].name == "example"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("contact = ", "it cannot be read"),
        (SOURCE + "colour = 1", "unknown field `colour`"),
        (SOURCE + 'trust = "G"', "trust"),
        (SOURCE + 'page = "https://news.example/"', "it needs a `name` and one of"),
        (SOURCE.replace("https:", "ftp:"), "it is no web address"),
        (SOURCE.replace("me@example.org", " "), "`contact` is empty"),
        (SOURCE + 'language = "fr"', "no language pack for 'fr'"),
        (SOURCE + 'country = "Bangladesh"', "'Bangladesh' is no country"),
        (SOURCE + 'every = "often"', "are written like 15m"),
        (SOURCE + "seconds = 0", "a limit is out of range"),
        (SOURCE + 'links = "("', "cannot be read"),
        (SOURCE + 'networks = ["loopback"]', "cannot be read"),
        (SOURCE + SOURCE.partition("\n")[2], "two sources are named 'a'"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, text)
    assert what in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="make one with `sakkhi init`"):
        load_sources(tmp_path / "none.toml", ("en",))


@pytest.mark.parametrize(
    ("written", "found"), [("90s", 90), ("15m", 900), ("6 h", 21_600), ("2d", 172_800), ("1.5h", None), ("m", None)]
)
def test_times(written: str, found: float | None) -> None:
    assert seconds(written) == found
