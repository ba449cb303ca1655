"""Text of any origin → text that harms no reader: no formulas, no markup, no characters that command or turn a line.

Formats for the eye (tables, maps, templates) get text without control characters and without marks that turn the
direction of a line: both only ever hide something there. Formats in JSON keep every character, those as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

import msgspec

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "\t", "\r", "\n")  # OWASP, CSV Injection
_ESCAPED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def whole(text: str) -> str:
    """The text as UTF-8 can hold it: a lone surrogate becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text)


def plain(text: str) -> str:
    """The text on one line, for a person's eye."""
    return _TURNING.sub("", _CONTROL.sub(" ", whole(text))).strip()


def cell(text: str) -> str:
    """A cell of a table that no program takes for a formula: one that begins like one gets an apostrophe in front."""
    clean = plain(text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def uncelled(text: str) -> str:
    """What `cell` made a cell of."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def listed(texts: Iterable[str]) -> str:
    """Texts in one cell, parted by semicolons; a semicolon or backslash in one gets a backslash in front."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", shown) for text in texts if (shown := plain(text)))


def unlisted(text: str) -> tuple[str, ...]:
    """What `listed` made a cell of."""
    parts: list[list[str]] = [[]] if text else []
    for piece in re.findall(r"\\.|; |[^\\;]+", text):
        if piece == "; ":
            parts.append([])
        else:
            parts[-1].append(piece.removeprefix("\\"))
    return tuple("".join(part) for part in parts)


def xml(text: str) -> str:
    """Text as content or a quoted attribute of XML 1.0."""
    return escape(plain(text), {'"': "&quot;", "'": "&#39;"})


def json(value: Any) -> bytes:
    """JSON of a value, in UTF-8, with what could turn or break a line as an escape."""
    try:
        encoded = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(wholes(msgspec.to_builtins(value))).decode()
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded).encode()


def wholes(value: Any) -> Any:
    """A value of lists, objects and texts with every text as UTF-8 can hold it."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {whole(key): wholes(inner) for key, inner in value.items()}
    return [wholes(inner) for inner in value] if isinstance(value, list | tuple) else value
